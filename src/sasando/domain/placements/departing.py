"""Departure as it was seen at the gate: who was ticked on a list of people who leave has left, if their placement may.

Who has no cleared placement is shown, and nobody is stopped by this: the law is the officer's to apply, at the gate.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sasando.core.tally import PlaceKind
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.passages.models import Tick
from sasando.domain.passages.voyages import places_of
from sasando.domain.people.linking import records_of
from sasando.domain.people.models import Identity, Person
from sasando.domain.placements.actions import take_step
from sasando.domain.placements.kinds import ABROAD, CLOSED, STEPS, State
from sasando.domain.placements.models import Placement
from sasando.domain.placements.program import as_program
from sasando.domain.rosters.models import Entry, Kind, Roster

SEEN: Final = (PlaceKind.HERE, PlaceKind.ON_THE_WAY)


@dataclass(frozen=True, slots=True)
class Leaving:
    """One person on the list: when they were seen at the gate, and their open placement where the reader sees it.

    `standing` is `may` (cleared, not yet recorded), `left` (recorded), `not_cleared`, or `none`.
    """

    entry: Entry
    seen_on: date | None
    placement: Placement | None
    standing: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one person: recorded, or the sentence why not."""

    leaving: Leaving
    refused: str = ""


def leaving_of(roster: Roster, *, by: Actor) -> list[Leaving]:
    """Everybody on a list of people who leave, in its order. Raises `Refused` for another kind of list."""
    if roster.kind != Kind.DEPARTURE:
        raise Refused("not_a_departure_list")
    entries = list(Entry.objects.visible_to(by).filter(roster=roster).order_by("row", "added_at", "id"))
    seen, placements = _seen(entries, by), _placements(entries, by)
    return [
        Leaving(one, seen.get(one.pk), found, _standing(found))
        for one in entries
        for found in [placements.get(one.person_id) if one.person_id else None]
    ]


def _seen(entries: Sequence[Entry], by: Actor) -> dict[UUID, date]:
    """On which day each was seen at a gate, by the ticks that stand."""
    places = places_of(entries, by=by)
    ticks = {entry: place.tick for entry, place in places.items() if place.kind in SEEN and place.tick}
    at = dict(Tick.objects.visible_to(by).filter(pk__in=list(ticks.values())).values_list("pk", "at"))
    return {entry: timezone.localdate(at[UUID(tick)]) for entry, tick in ticks.items() if UUID(tick) in at}


def _placements(entries: Sequence[Entry], by: Actor) -> Mapping[UUID, Placement]:
    """The placement of each person of the list, under whichever record of that person it stands: the open one, else the
    last.
    """
    records = _records([one.person_id for one in entries if one.person_id], by)
    asked = {record for same in records.values() for record in same}
    found: dict[UUID, Placement] = {}
    for one in Placement.objects.visible_to(by).filter(person__in=asked).order_by("changed_at"):
        if one.state not in CLOSED or one.person_id not in found:
            found[one.person_id] = one
    return {
        person: next(found[record] for record in same if record in found)
        for person, same in records.items()
        if any(record in found for record in same)
    }


def _records(people: Iterable[UUID], by: Actor) -> dict[UUID, list[UUID]]:
    """Of each person the records that are theirs, this one first: linked by a decision, or of the same NIK and name."""
    wanted = list(dict.fromkeys(people))
    with as_program(by):
        mine = {one.person_id: one for one in _identities(person__in=wanted)}
        others: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        for one in _identities(nik__in=[one.nik for one in mine.values() if one.nik]):
            others[_same(one)].append(one.person_id)
    found = {}
    for person in wanted:
        linked = Person.objects.visible_to(by).filter(records_of(person)).order_by().values_list("pk", flat=True)
        alike = others[_same(mine[person])] if person in mine and mine[person].nik else []
        found[person] = list(dict.fromkeys([person, *linked, *alike]))
    return found


def _identities(**which: Any) -> QuerySet[Identity]:
    return Identity.objects.filter(**which).select_related("person")


def _same(one: Identity) -> tuple[str, str]:
    return one.nik, one.person.full_name.casefold()


def _standing(placement: Placement | None) -> str:
    if placement is None or placement.state == State.WITHDRAWN:
        return "none"
    if placement.state in (*ABROAD, State.RETURNED):
        return "left"
    return "may" if placement.state in STEPS["departed"].when else "not_cleared"


@transaction.atomic
def record_departures(roster: Roster, *, by: Actor) -> list[Recorded]:
    """Take the step `departed` for everybody who was seen at the gate and is cleared; the others are told. Raises
    `Refused` for another kind of list.
    """
    return [
        _record(one, one.placement, one.seen_on, by)
        for one in leaving_of(roster, by=by)
        if one.seen_on and one.placement and one.standing == "may"
    ]


def _record(leaving: Leaving, placement: Placement, on: date, by: Actor) -> Recorded:
    try:
        with transaction.atomic():
            take_step(placement, "departed", on=on, by=by)
    except Refused as why:
        return Recorded(leaving, why.messages[0])
    return Recorded(leaving)
