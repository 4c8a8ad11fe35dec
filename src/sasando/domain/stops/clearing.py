"""Letting a worker on leave go on, or saying what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.queries import overseen, place_of
from sasando.domain.people.actions import add_person, region_of
from sasando.domain.people.models import Person
from sasando.domain.stops.kinds import Next, Outcome
from sasando.domain.stops.models import Clearance, StopPerson
from sasando.domain.stops.reentry import ANSWERS, CHECKLIST, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Who was looked at and what was seen. `id` was made where it was written; `group` ties a journey together."""

    id: UUID
    group: UUID
    items: Mapping[str, str]
    full_name: str = ""
    gate: str | None = None
    person: UUID | None = None
    stopped: StopPerson | None = None


@transaction.atomic
def clear_person(looked: Looked, *, by: Actor, now: datetime) -> Clearance:
    """Keep what was seen and what it means; the same twice is one. From a stop, who is cleared is stopped no more.

    Raises `Refused`: without the right, without a name, or when the key came with another content.
    """
    if not by.may("clearance.add"):
        raise Refused("not_allowed")
    items = _items(looked.items)
    there: Clearance | None = Clearance.objects.filter(pk=looked.id, organisation_id=by.organisation).first()
    if there:
        if there.items != items or (looked.full_name and there.full_name != looked.full_name):
            raise Refused("same_key_other_content")
        return there
    made = _made(looked, items, by, now)
    made.save(force_insert=True)
    audit.record("person.cleared", made, by=by, fields=["outcome", "items"], digest=True)
    if looked.stopped and made.outcome == Outcome.CLEARED:
        _let_go(looked.stopped, by)
    return made


def _items(given: Mapping[str, str]) -> dict[str, str]:
    known = {key for key, _ in ANSWERS}
    return {item.key: given[item.key] if given.get(item.key) in known else "unknown" for item in CHECKLIST}


def _made(looked: Looked, items: dict[str, str], by: Actor, now: datetime) -> Clearance:
    gate = Gate.objects.filter(pk=looked.gate, active=True).first() if looked.gate else None
    person = _person(looked, by)
    name = looked.full_name or (str(person) if person else "") or (looked.stopped.full_name if looked.stopped else "")
    if not name:
        raise Refused("person_without_name")
    return Clearance(
        id=looked.id,
        group=looked.group,
        stopped=looked.stopped,
        person=person,
        full_name=name[:200],
        organisation_id=by.organisation,
        region_code=region_of(gate.region_id if gate else None, place_of(by.organisation), overseen()),
        gate=gate,
        items=items,
        outcome=judge(items).outcome,
        by=by.account,
        at=now,
    )


def _person(looked: Looked, by: Actor) -> Person | None:
    key = looked.person or (looked.stopped.person_id if looked.stopped else None)
    if key:
        known: Person | None = Person.objects.visible_to(by).filter(pk=key).first()
        return known
    if not looked.full_name or looked.stopped or not by.may("person.add"):
        return None
    return add_person(by=by, id=uuid5(looked.id, "person"), full_name=looked.full_name[:200])


def _let_go(stopped: StopPerson, by: Actor) -> None:
    """A report of another office stays as it is; the clearance stands beside it."""
    if StopPerson.objects.filter(may_reach(StopPerson, by, "change"), pk=stopped.pk).exists():
        stopped.next = Next.REENTRY
        stopped.save(update_fields=["next"])
        audit.record("stop.person_let_go", stopped, by=by, fields=["next"], digest=True)
