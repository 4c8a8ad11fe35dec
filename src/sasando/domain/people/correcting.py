"""Corrections of who somebody is: one person asks, another one with the right approves or refuses with a reason."""

from collections.abc import MutableMapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.people.models import Correction, Identity, Person
from sasando.domain.people.profiles import refresh_keys
from sasando.domain.people.queries import may_by_region
from sasando.domain.people.saying import Source, keep_replaced, write_values
from sasando.domain.people.values import Field

_LONGEST: Final = 200


def ask_instead(
    person: Person,
    fields: MutableMapping[str, Any],
    *,
    source: Source,
    by: Actor,
    identity: Identity | None = None,
) -> list[Correction]:
    """Take out of the fields what may only be changed by request, and ask for it. What is empty may be filled at once.

    Raises `Refused` when a request for the same field waits already.
    """
    held: Any = identity or person
    names = [name for name in fields if name in Field and getattr(held, name, None)]
    changed = [name for name in names if fields[name] != getattr(held, name)]
    for name in names:
        if name not in changed:
            del fields[name]
    return [_ask(person, name, (getattr(held, name), fields.pop(name)), source=source, by=by) for name in changed]


def _ask(person: Person, name: str, values: tuple[Any, Any], *, source: Source, by: Actor) -> Correction:
    if Correction.objects.filter(person=person, field=name, decided_at=None).exists():
        raise Refused("request_waits", field=Field(name).label)
    before, after = (str(value or "")[:_LONGEST] for value in values)
    made = Correction(
        person=person,
        field=name,
        before=before,
        after=after,
        source=source.kind,
        source_note=source.note,
        organisation_id=by.organisation,
        asked_by=by.account,
    )
    made.save(force_insert=True)
    audit.record("correction.asked", made, by=by, fields=[name], digest=True)
    return made


@transaction.atomic
def approve_correction(correction: Correction, *, by: Actor, at: datetime) -> None:
    """Change the record as asked; the value is kept with its source. Raises `Refused`; then nothing changes."""
    _decide(correction, by=by, at=at, approved=True, answer="")
    person, name = correction.person, correction.field
    given: Any = correction.after
    if name == Field.BORN_ON:
        given = date.fromisoformat(given) if given else None
    keep_replaced(person, [name])
    thing: Any = person if name == Field.FULL_NAME else Identity.objects.get(person=person)
    setattr(thing, name, given)
    thing.save(update_fields=[name])
    source = Source(kind=correction.source, note=correction.source_note)
    write_values(person, {name: given}, source=source, by=by)
    refresh_keys([person])
    deed = "person.changed" if thing is person else "identity.changed"
    audit.record(deed, thing, by=by, fields=[name], digest=True)


@transaction.atomic
def refuse_correction(correction: Correction, *, answer: str, by: Actor, at: datetime) -> None:
    """Leave the record as it is, and say why. Raises `Refused`; then nothing changes."""
    if not answer:
        raise Refused("reason_missing")
    _decide(correction, by=by, at=at, approved=False, answer=answer)


def _decide(correction: Correction, *, by: Actor, at: datetime, approved: bool, answer: str) -> None:
    if not may_by_region(correction.person, "correction.decide", by):
        raise Refused("not_allowed")
    correction.refresh_from_db(from_queryset=Correction.objects.select_for_update(of=("self",)))
    if correction.asked_by == by.account:
        raise Refused("own_request")
    if correction.decided_at:
        raise Refused("already_done")
    correction.decided_by, correction.decided_at = by.account, at
    correction.approved, correction.answer = approved, answer
    correction.save(update_fields=["decided_by", "decided_at", "approved", "answer"])
    deed = "correction.approved" if approved else "correction.refused"
    audit.record(deed, correction, by=by, fields=[correction.field], digest=True)
