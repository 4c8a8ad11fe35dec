"""Writing down what was said of somebody, with its source and day. Nothing is overwritten: a value is withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.people.models import Identifier, Identity, Person, Value
from sasando.domain.people.profiles import refresh_keys
from sasando.domain.people.queries import may_change, reaches
from sasando.domain.people.values import Certainty, Detail, IdentifierKind, SourceKind, ValueKind

OF_VALUES: Final = {"full_name": ValueKind.FULL_NAME, "home": ValueKind.VILLAGE}
OF_IDENTIFIERS: Final = {
    "nik": IdentifierKind.NIK,
    "passport_number": IdentifierKind.PASSPORT,
    "born_on": IdentifierKind.BIRTH,
    "phone": IdentifierKind.PHONE,
}
"""Fields of `Person` and `Identity` whose values are kept with their source, and as what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where values come from: what kind, in which words, on which day, and how sure."""

    kind: str = SourceKind.OTHER
    note: str = ""
    on: date | None = None
    certainty: str = Certainty.SAID


UNSAID: Final = Source()
"""Nobody said where a value comes from."""


def add_value(person: Person, *, kind: str, source: Source, by: Actor, **what: Any) -> Value | Identifier:
    """Keep one more value beside those that are there; where none was known, it is also the best one now.

    `what`: `text`, and for a village `region`; for an identifier `detail`, `day`, `number`, `phone`. Raises `Refused`.
    """
    open_to_all = kind in ValueKind
    if not may_change(person, "person" if open_to_all else "identity", by):
        raise Refused("not_allowed")
    if not any(what.values()):
        raise Refused("value_empty")
    with transaction.atomic():
        made: Value | Identifier = (Value if open_to_all else Identifier)(
            person=person, kind=kind, **_said(source, organisation=by.organisation, account=by.account), **what
        )
        made.save(force_insert=True)
        _fill(person, made, by=by)
        audit.record("value.added", made, by=by, fields=[kind], digest=True)
        refresh_keys([person])
    return made


def withdraw_value(value: Value | Identifier, *, by: Actor, at: datetime) -> None:
    """Say that a value does not hold; it stays in sight as withdrawn, and matching forgets it. Raises `Refused`."""
    if not may_change(value.person, "person" if isinstance(value, Value) else "identity", by):
        raise Refused("not_allowed")
    with transaction.atomic():
        value.refresh_from_db(from_queryset=type(value).objects.select_for_update(of=("self",)))
        if value.withdrawn_at:
            raise Refused("already_done")
        value.withdrawn_by, value.withdrawn_at = by.account, at
        value.save(update_fields=["withdrawn_by", "withdrawn_at"])
        audit.record("value.withdrawn", value, by=by, fields=[value.kind], digest=True)
        refresh_keys([value.person])


def write_values(person: Person, fields: Mapping[str, Any], *, source: Source, by: Actor) -> None:
    """Keep the values of these fields of `Person` and `Identity` with their source; other fields and empty ones not."""
    said = _said(source, organisation=by.organisation, account=by.account)
    _write(person, {name: value for name, value in fields.items() if value}, said)


def keep_replaced(person: Person, names: Iterable[str]) -> None:
    """Before these fields change: what the record holds, if nobody kept it with its source (it was there before sources
    were, or a list brought it), in the name of who wrote the record down.
    """
    kinds = {name: kind for name, kind in {**OF_VALUES, **OF_IDENTIFIERS}.items() if name in names}
    before = Person.objects.filter(pk=person.pk).select_related("identity", "home").first() if kinds else None
    if before is None:
        return
    identity: Any = getattr(before, "identity", None)
    held = {name: getattr(before if name in OF_VALUES else identity, name, None) for name in kinds}
    kept = set(Value.objects.filter(person=person).values_list("kind", flat=True))
    kept |= set(Identifier.objects.filter(person=person).values_list("kind", flat=True))
    said = _said(Source(), organisation=before.organisation_id, account=before.recorded_by)
    lost = {name: value for name, value in held.items() if value and kinds[name] not in kept}
    _write(person, lost, said | {"recorded_at": before.recorded_at})


def _write(person: Person, fields: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    values = [
        Value(person=person, **_value(name, given), **said) for name, given in fields.items() if name in OF_VALUES
    ]
    others = [
        Identifier(person=person, **_identifier(name, given), **said)
        for name, given in fields.items()
        if name in OF_IDENTIFIERS
    ]
    Value.objects.bulk_create(values) if values else None
    Identifier.objects.bulk_create(others) if others else None


def _said(source: Source, *, organisation: Any, account: Any) -> dict[str, Any]:
    return {
        "certainty": source.certainty,
        "source": source.kind,
        "source_note": source.note,
        "on": source.on,
        "organisation_id": organisation,
        "recorded_by": account,
    }


def _value(name: str, given: Any) -> dict[str, Any]:
    if name == "home":
        return {"kind": ValueKind.VILLAGE, "region": given, "text": given.title}
    return {"kind": OF_VALUES[name], "text": given}


def _identifier(name: str, given: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": OF_IDENTIFIERS[name]}
    if name == "born_on":
        return said | {"day": given, "detail": Detail.DAY}
    return said | {"text": given, "detail": Detail.OWN if name == "phone" else ""}


def _fill(person: Person, made: Value | Identifier, *, by: Actor) -> None:
    """Where nothing was known, what was said is the best there is. A home is not filled: it moves people between
    offices, so it is chosen on the record itself.
    """
    if isinstance(made, Value):
        if made.kind == ValueKind.FULL_NAME and not person.full_name:
            person.full_name = made.text
            person.save(update_fields=["full_name"])
            audit.record("person.changed", person, by=by, fields=["full_name"], digest=True)
        return
    name = next((name for name, kind in OF_IDENTIFIERS.items() if kind == made.kind), "")
    given = made.day if name == "born_on" else made.text
    if name and given:
        _fill_identity(person, name, given, by=by)


def _fill_identity(person: Person, name: str, given: Any, *, by: Actor) -> None:
    identity = Identity.objects.filter(person=person).first()
    if getattr(identity, name, None) or (identity is None and not reaches(person, "identity.add", by)):
        return
    changed = identity or Identity(person=person)
    setattr(changed, name, given)
    changed.save(force_insert=identity is None, update_fields=[name] if identity else None)
    audit.record("identity.changed" if identity else "identity.added", changed, by=by, fields=[name], digest=True)
