"""Finding gates: by words, by kind, by where they lie. And the timetable: who calls when, and where a ship goes next.

What is asked of the timetable is as much as the actor of the transaction may read; the database holds that.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from sasando.domain.gates.clock import WITA, bounds, day_at
from sasando.domain.gates.models import Call, Gate, Sailing
from sasando.domain.gates.vessels import vessel_key

WHERE: Final = {
    "ntt": Q(region__code__startswith="53."),
    "indonesia": Q(country="ID") & (Q(region=None) | ~Q(region__code__startswith="53.")),
    "abroad": ~Q(country="ID"),
}


def find_gates(
    gates: QuerySet[Any], *, text: str = "", kind: str = "", where: str = "", closed: bool = False
) -> QuerySet[Any]:
    """Of these gates those that fit; each word must stand in the name, the place or the regency.

    Gates that are closed are left out unless `closed`.
    """
    found = gates.select_related("region")
    if not closed:
        found = found.filter(active=True)
    if kind:
        found = found.filter(kind=kind)
    if where:
        found = found.filter(WHERE[where])
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(region__name__icontains=word))
    return found


_STOPS: Final = Prefetch("calls", Call.objects.select_related("gate").order_by("order"))


def next_calls(sailing: Sailing, *, after: Gate) -> list[Call]:
    """The ports of call that follow a gate on this voyage, nearest first, with their gates.

    None for the last port, for a gate where it does not call, and for a cancelled voyage.
    """
    if sailing.cancelled_at:
        return []
    calls = list(sailing.calls.select_related("gate").order_by("order"))
    passed = next((call.order for call in calls if call.gate_id == after.pk), None)
    return [] if passed is None else [call for call in calls if call.order > passed]


def calls_at(gate: Gate, day: date) -> QuerySet[Call]:
    """What comes to a gate or leaves it on a day, by the clock of the gate; earliest first, nothing cancelled.

    A ship that comes before midnight and leaves after it is there on both days.
    """
    begin, end = bounds(gate, day, day)
    on = Q(arrives_at__gte=begin, arrives_at__lt=end) | Q(departs_at__gte=begin, departs_at__lt=end)
    return _in_time(Call.objects.filter(on, gate=gate, sailing__cancelled_at=None))


def coming_calls(gate: Gate, *, at: datetime, most: int = 5) -> list[Call]:
    """What comes next to a gate, or still lies there, seen from the moment `at`; nothing cancelled."""
    still = Q(departs_at__gte=at) | Q(arrives_at__gte=at)
    # the second condition says nothing new; it lets the index on the beginning of a call do the work
    calls = Call.objects.annotate(begins=Coalesce("arrives_at", "departs_at"))
    calls = calls.filter(still, begins__gte=at - timedelta(days=7), gate=gate, sailing__cancelled_at=None)
    return list(_with_voyages(calls)[:most])


def sailings_between(since: date, until: date, *, cancelled: bool = False) -> QuerySet[Sailing]:
    """Voyages that call somewhere on these days (both inclusive, WITA), with all their calls and gates in order."""
    begin = datetime.combine(since, datetime.min.time(), WITA).astimezone(UTC)
    end = datetime.combine(until + timedelta(days=1), datetime.min.time(), WITA).astimezone(UTC)
    begins = Call.objects.annotate(begins=Coalesce("arrives_at", "departs_at"))
    calling = begins.filter(begins__gte=begin, begins__lt=end).values("sailing")
    found = with_calls(Sailing.objects.filter(pk__in=calling))
    return found if cancelled else found.filter(cancelled_at=None)


def with_calls(sailings: QuerySet[Any]) -> QuerySet[Any]:
    """The same voyages, each with all its calls and their gates in order, in one query more."""
    return sailings.prefetch_related(_STOPS)


def find_sailing(vessel: str, *, gate: Gate, day: date) -> Sailing | None:
    """The voyage of a ship, however its name is written, that is at a gate on a day; the earliest of several."""
    wanted = vessel_key(vessel)
    return next((call.sailing for call in calls_at(gate, day) if vessel_key(call.sailing.vessel) == wanted), None)


def calls_between(gates: Iterable[Gate], since: date, until: date, *, cancelled: bool = True) -> list[Call]:
    """The calls that begin at these gates on these days, by the clock of each gate, earliest first.

    Each has its `sailing`, and that all its `calls` with their gates, so that a page may say from where and whereto.
    """
    wanted = list(gates)
    if not wanted:
        return []
    begin = min(bounds(gate, since, until)[0] for gate in wanted)
    end = max(bounds(gate, since, until)[1] for gate in wanted)
    calls = Call.objects.annotate(begins=Coalesce("arrives_at", "departs_at"))
    calls = calls.filter(gate__in=[gate.pk for gate in wanted], begins__gte=begin, begins__lt=end)
    calls = calls if cancelled else calls.filter(sailing__cancelled_at=None)
    return [call for call in _with_voyages(calls) if since <= day_at(call.gate, call.begins_at) <= until]


def _in_time(calls: QuerySet[Call]) -> QuerySet[Call]:
    when = Coalesce("arrives_at", "departs_at")
    return calls.select_related("sailing", "gate").order_by(when, "sailing__vessel", "pk")


def _with_voyages(calls: QuerySet[Call]) -> QuerySet[Call]:
    return _in_time(calls).prefetch_related(
        Prefetch("sailing__calls", Call.objects.select_related("gate").order_by("order"))
    )
