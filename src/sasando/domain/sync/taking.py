"""What an officer takes along for days without signal: lists of the gates where they stand, and nothing that is not
needed there. No NIK, no telephone, no birth date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from sasando.core.tally import facts_to_wire
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.models import Organisation
from sasando.domain.passages.voyages import Told, told_of
from sasando.domain.rosters.models import AT_GATES, Entry, Roster

KEPT_FOR: Final = timedelta(hours=72)
"""After that the phone forgets what it took along."""
_BEHIND: Final = timedelta(days=4)
_AHEAD: Final = timedelta(days=8)
_MOST: Final = 24  # lists


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is taken along, as JSON can hold it. `named`: the words by which headings of lists name a gate."""

    taken_at: datetime
    expires_at: datetime
    here: tuple[str, ...]
    gates: Mapping[str, str]
    named: Mapping[str, list[str]]
    rosters: list[dict[str, Any]]


def take_along(*, by: Actor, now: datetime) -> Bundle:
    """The lists of these days with their ticks so far; that each was taken is a fact. Six queries a list."""
    told = [told_of(roster, by=by) for roster in _these_days(by, now)[:_MOST]]
    for one in told:
        audit.record("roster.taken", one.roster, by=by)
    stands = Organisation.objects.filter(pk=by.organisation).values_list("stands_at", flat=True).first()
    open_gates = list(Gate.objects.filter(active=True))
    gates = {gate.pk: str(gate.title) for gate in open_gates}
    named = {gate.pk: [gate.name, gate.city] for gate in open_gates}
    return Bundle(now, now + KEPT_FOR, tuple(stands or ()), gates, named, [_roster(one) for one in told])


def _these_days(by: Actor, now: datetime) -> QuerySet[Roster]:
    days = Q(arrives_at__range=(now - _BEHIND, now + _AHEAD)) | Q(arrives_at=None, added_at__gte=now - _AHEAD)
    return Roster.objects.visible_to(by).filter(days, kind__in=AT_GATES).order_by("-added_at", "id")


def _roster(told: Told) -> dict[str, Any]:
    roster = told.roster
    return {
        "id": str(roster.pk),
        "title": roster.title,
        "kind": roster.kind,
        "carrier": roster.carrier or "",
        "arrives_at": roster.arrives_at.isoformat() if roster.arrives_at else None,
        "facts": facts_to_wire(told.facts),
        "people": {key: _shown(entry) for key, entry in told.entries.items()},
        "receivers": {key: tick.receiver for key, tick in told.ticks.items() if tick.receiver},
    }


def _shown(entry: Entry) -> dict[str, Any]:
    """How somebody stands on the phone."""
    shown = {
        "name": entry.full_name or entry.description or "",
        "number": entry.number or "",
        "row": entry.row,
        "sex": entry.sex or "",
        "age": entry.age,
        "place": entry.place or "",
    }
    return {name: value for name, value in shown.items() if value not in ("", None)}
