"""Who read and changed a record, told to those to whom `trail.read` allows it: generated like the policies.

A trail is a way around the rule that facts are shown to those who did them, so it is one narrow function of the
database: it asks whether the reader may know the trail of this very row, and gives nothing otherwise.
"""

from collections.abc import Iterator

from django.db.models import Model

from sasando.domain.access.protection import Protected, every_protected
from sasando.domain.access.reach import reached

_TRAIL = """
    CREATE OR REPLACE FUNCTION security.trail_of(of_thing text, of_key text)
    RETURNS TABLE (id bigint, at timestamptz, account uuid, organisation uuid, role text, action text, fields text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
    BEGIN
        IF (CASE of_thing {reached} ELSE false END) IS NOT TRUE THEN RETURN; END IF;
        RETURN QUERY SELECT f.id, f.at, f.account, f.organisation, f.role::text, f.action::text, f.fields::text[]
        FROM audit_fact f
        WHERE (f.thing, f.thing_key) IN (SELECT t.thing, t.key FROM security._things_of(of_thing, of_key) t);
    END $$
"""
_THINGS = """
    CREATE OR REPLACE FUNCTION security._things_of(of_thing text, of_key text) RETURNS TABLE (thing text, key text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
        SELECT of_thing, of_key {more}
    $$
"""


def trail_statements() -> Iterator[str]:
    """The functions, in order; the tables must be there."""
    tops = [(model, how) for model, how in every_protected().items() if _has_trail(how)]
    more = "".join(f"\n UNION ALL {part}" for part in _things())
    when = "\n".join(
        f"WHEN '{model._meta.label_lower}' THEN EXISTS (SELECT 1 FROM {model._meta.db_table} it "  # noqa: S608 - ours
        f"WHERE it.{_key(model)}::text = of_key AND {reached(how, 'trail.read', 'it')})"
        for model, how in tops
    )
    yield _THINGS.format(more=more)
    yield _TRAIL.format(reached=when)


def _has_trail(how: Protected) -> bool:
    return bool(how.region and not how.parent)


def _key(model: type[Model]) -> str:
    return str(model._meta.pk.column)


def _things() -> Iterator[str]:
    """What belongs to a row: for a person every row about them, and for each of those what hangs on it."""
    for model, how in every_protected().items():
        table, name = model._meta.db_table, model._meta.label_lower
        if how.parent:
            for column in filter(None, (how.parent, how.also)):
                yield from _of_parent(model, column)
        elif how.person and how.person != _key(model):
            yield (
                f"SELECT '{name}', {_key(model)}::text FROM {table} "  # noqa: S608 - names of ours
                f"WHERE of_thing = 'people.person' AND {how.person}::text = of_key"
            )


def _of_parent(model: type[Model], column: str) -> Iterator[str]:
    table, name = model._meta.db_table, model._meta.label_lower
    above = model._meta.get_field(column.removesuffix("_id")).related_model
    parent = every_protected()[above]  # type: ignore[index]
    own_name = above._meta.label_lower  # type: ignore[union-attr]
    yield (
        f"SELECT '{name}', {_key(model)}::text FROM {table} "  # noqa: S608 - names of ours
        f"WHERE of_thing = '{own_name}' AND {column}::text = of_key"
    )
    if parent.person and parent.person != _key(above):  # type: ignore[arg-type]
        yield (
            f"SELECT '{name}', c.{_key(model)}::text FROM {table} c JOIN {above._meta.db_table} p "  # type: ignore[union-attr] # noqa: S608
            f"ON p.{_key(above)} = c.{column} "  # type: ignore[arg-type]
            f"WHERE of_thing = 'people.person' AND p.{parent.person}::text = of_key"
        )
