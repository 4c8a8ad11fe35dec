"""Row-level security, generated from the table of rights and from what models declare: the last line of defence.

The program repeats the same rules in `visible_to`; the database holds them when the program forgets. A row is reached
when some relation that the table allows to the role holds, and the actor's organisation is not adverse to the person.
"""

import hashlib
from collections.abc import Iterator
from importlib import resources

from django.db.models import Model
from psycopg import sql

from sasando.domain.access.protection import Protected, every_protected
from sasando.domain.access.reach import reached
from sasando.domain.access.rights import every_cell
from sasando.domain.access.trails import trail_statements


def condition(model: type[Model], verb: str) -> str:
    """The condition under which a row of the model may be reached, for a policy on its table.

    Only text of our own goes in: names of columns and roles, never a value from outside.
    """
    how, table = every_protected()[model], model._meta.db_table
    if not how.parent:
        return reached(how, how.action(verb), table)
    return "\n    AND ".join(_inside(model, column, how.action(verb)) for column in (how.parent, how.also) if column)


def _inside(model: type[Model], column: str, action: str) -> str:
    parent = model._meta.get_field(column.removesuffix("_id")).related_model
    above, name = every_protected()[parent], parent._meta.db_table  # type: ignore[index,union-attr]
    key, table = parent._meta.pk.column, model._meta.db_table  # type: ignore[union-attr]
    inside = reached(above, action, "parent")
    return f"EXISTS (SELECT 1 FROM {name} parent WHERE parent.{key} = {table}.{column}\n    AND {inside})"  # noqa: S608


def _statements_for(model: type[Model], how: Protected, owner: str, app: str) -> Iterator[str]:
    table = model._meta.db_table
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {table} FROM PUBLIC, {app}"
    yield f"CREATE POLICY owner_all ON {table} TO {owner} USING (true) WITH CHECK (true)"
    yield f"GRANT SELECT ON {table} TO {app}"
    yield f"CREATE POLICY may_read ON {table} FOR SELECT TO {app} USING ({condition(model, 'read')})"
    for command, verb in how.every_write():
        twice = [one for _, one in how.every_write()].count(verb) > 1
        name = f"may_{verb}_{command.lower()}" if twice else f"may_{verb}"
        reached = condition(model, verb)
        using = f"USING ({reached})" if command != "INSERT" else ""
        check = f"WITH CHECK ({reached})" if command != "DELETE" else ""
        columns = f" ({', '.join(how.changes)})" if how.changes and command == "UPDATE" else ""
        yield f"GRANT {command}{columns} ON {table} TO {app}"
        yield f"CREATE POLICY {name} ON {table} FOR {command} TO {app} {using} {check}"


def _allowed() -> str:
    """The table of rights as a function of the database, for the narrow functions that ask it."""
    rows = ", ".join(f"('{cell.role} {cell.action} {cell.relation}')" for cell in every_cell() if cell.allowed)
    return f"""CREATE OR REPLACE FUNCTION security.allowed(action text, relation text) RETURNS boolean
        LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
        SELECT security.role() || ' ' || action || ' ' || relation IN (VALUES {rows}) $$"""


def _drop_policies(table: str) -> str:
    return f"""DO $$ DECLARE p record; BEGIN
        FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = '{table}' LOOP
            EXECUTE format('DROP POLICY %I ON {table}', p.policyname);
        END LOOP; END $$"""  # noqa: S608 - a name of ours


def statements(owner: str, app: str) -> list[str]:
    """Everything, in order; may be run again after every migration and every change of rights."""
    owner, app = (sql.Identifier(name).as_string() for name in (owner, app))
    context = resources.files(__package__).joinpath("sql/context.sql").read_text(encoding="utf-8")
    made = [context, f"REVOKE ALL ON ALL TABLES IN SCHEMA security FROM PUBLIC, {app}"]
    made += [f"GRANT USAGE ON SCHEMA security TO {app}", _allowed()]
    for model, how in every_protected().items():
        made.append(_drop_policies(model._meta.db_table))
        made.extend(_statements_for(model, how, owner, app))
    return [*made, *trail_statements()]


def fingerprint() -> str:
    """Names the rules in force; kept in the database, compared at every start."""
    return hashlib.sha256("\n".join(statements("owner", "app")).encode()).hexdigest()
