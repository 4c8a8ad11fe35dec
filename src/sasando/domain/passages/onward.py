"""Where a list goes next: the next ports of call of its ship, else the next gates of the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from sasando.domain.gates.models import Gate
from sasando.domain.gates.queries import find_sailing, next_calls
from sasando.domain.gates.routes import routes
from sasando.domain.rosters.models import Kind, Roster

_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Next:
    """A gate ahead, and when the ship comes there, if the timetable knows it."""

    gate: Gate
    arrives_at: datetime | None = None


def next_gates(roster: Roster, after: Gate) -> Sequence[Next]:
    """The gates after this one, nearest first, at most four: as the actor of the transaction may read the timetable."""
    day = timezone.localdate(roster.arrives_at or roster.added_at)
    sailing = find_sailing(roster.carrier, gate=after, day=day) if roster.carrier else None
    calls = next_calls(sailing, after=after) if sailing else []
    if calls:
        return [Next(call.gate, call.arrives_at or call.departs_at) for call in calls[:_MOST]]
    return [Next(gate) for gate in _on_the_way(roster, after)]


def _on_the_way(roster: Roster, after: Gate) -> list[Gate]:
    for route in routes():
        ways = [gate for leg in route.legs for gate in leg]
        ways = ways[::-1] if roster.kind == Kind.RETURN else ways
        if after.pk in ways:
            ahead = ways[ways.index(after.pk) + 1 :][:_MOST]
            known = Gate.objects.filter(active=True).in_bulk(ahead)
            return [known[key] for key in ahead if key in known]
    return []
