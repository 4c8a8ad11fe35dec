"""Watch days: days on which a ship leaves a gate for one of the risky routes, or comes home from it.

They are read from the timetable and from `data/routes.csv`, and say nothing about anybody on board. Flights follow the
routes every day, and a mark that stands on every day is no mark: only a flight straight abroad makes a watch day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain.gates.clock import day_at
from sasando.domain.gates.models import Call, Gate, Mode
from sasando.domain.gates.queries import calls_between, sailings_between
from sasando.domain.gates.routes import routes

CONNECTS_WITHIN: Final = timedelta(hours=48)
_NEAR: Final = 1.0  # degrees: some 110 km, a morning by road or by small ferry
_DAY: Final = timedelta(days=1)
_RISKY: Final = ("east", "west")
ABROAD: Final = "abroad"


class Why(TextChoices):
    """Why a day is watched, gravest first."""

    LEAVES = "leaves", _("Hari ini berangkat ke %(route)s")
    DAY_BEFORE = "day-before", _("Besok berangkat ke %(route)s")
    FEEDS = "feeds", _("Menyambung ke kapal %(route)s")
    ARRIVES = "arrives", _("Tiba dari %(route)s")


ROUTES: Final[Mapping[str, Promise]] = {
    "east": _("jalur timur"),
    "west": _("jalur barat"),
    ABROAD: _("luar negeri"),
}
"""The risky routes in two words."""


@dataclass(frozen=True, slots=True)
class WatchDay:
    """One reason to watch one gate on one day. `call` is the stop at this gate because of which; `route` its key."""

    gate: Gate
    day: date
    why: Why
    call: Call
    route: str

    @property
    def says(self) -> str:
        """The reason, in the language of the reader."""
        return str(self.why.label) % {"route": ROUTES[self.route]}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar: what begins to call, cancelled ones too, and why the day is watched."""

    day: date
    calls: Sequence[Call]
    watch: Sequence[WatchDay]


def watch_days(gate: Gate, since: date, until: date) -> list[WatchDay]:
    """The reasons to watch a gate on these days (both inclusive), in order of the days; a day may have several."""
    return watch_of([gate], since, until)


def watch_of(gates: Iterable[Gate], since: date, until: date) -> list[WatchDay]:
    """The same for several gates, in three queries."""
    wanted = {gate.pk for gate in gates}
    near = sailings_between(since - _DAY, until + 4 * _DAY)
    flights_elsewhere = ~Q(pk__in=Call.objects.filter(gate__in=wanted).values("sailing"))
    voyages = [list(one.calls.all()) for one in near.exclude(flights_elsewhere, mode=Mode.FLIGHT)]
    onwards = [call for calls in voyages for at, call in enumerate(calls) if call.departs_at and _onward(calls, at)]
    found: set[WatchDay] = set()
    for calls in voyages:
        for at, call in enumerate(calls):
            if call.gate_id in wanted:
                found.update(_reasons(calls, at, onwards))
    order = list(Why)
    kept = (one for one in found if since <= one.day <= until)
    return sorted(kept, key=lambda one: (one.day, order.index(one.why), one.call.begins_at, one.call.pk))


def calendar(gates: Iterable[Gate], since: date, until: date) -> list[CalendarDay]:
    """Those days (both inclusive) on which something calls at one of these gates, or that are watched, in order."""
    wanted = list(gates)
    calls, watch = defaultdict(list), defaultdict(list)
    for call in calls_between(wanted, since, until):
        calls[day_at(call.gate, call.begins_at)].append(call)
    for reason in watch_of(wanted, since, until):
        watch[reason.day].append(reason)
    return [CalendarDay(day, calls[day], watch[day]) for day in sorted({*calls, *watch})]


def _reasons(calls: Sequence[Call], at: int, onwards: Sequence[Call]) -> Iterable[WatchDay]:
    call = calls[at]
    gate, route = call.gate, _onward(calls, at)
    if call.departs_at:
        day = day_at(gate, call.departs_at)
        if route:
            yield WatchDay(gate, day, Why.LEAVES, call, route)
            if call.sailing.mode != Mode.FLIGHT:
                yield WatchDay(gate, day - _DAY, Why.DAY_BEFORE, call, route)
        elif _connects(calls, at, onwards):
            yield WatchDay(gate, day, Why.FEEDS, call, "east")
    if call.arrives_at and (back := _homeward(calls, at)):
        yield WatchDay(gate, day_at(gate, call.arrives_at), Why.ARRIVES, call, back)


def _onward(calls: Sequence[Call], at: int) -> str:
    """The risky route on which the voyage goes further after this call, or nothing."""
    return next((route for later in calls[at + 1 :] if (route := _leads(calls[at], later))), "")


def _homeward(calls: Sequence[Call], at: int) -> str:
    """The risky route from which the voyage comes to this call, or nothing."""
    return next((route for earlier in calls[:at] if (route := _leads(calls[at], earlier))), "")


def _leads(near: Call, far: Call) -> str:
    """The risky route on which the one gate lies further out than the other."""
    if near.gate.country == "ID" and far.gate.country != "ID":
        return ABROAD
    if near.sailing.mode == Mode.FLIGHT:
        return ""
    ranks = ((key, _rank(near.gate, key), _rank(far.gate, key)) for key in _RISKY)
    return next((key for key, here, there in ranks if here is not None and there is not None and there > here), "")


def _rank(gate: Gate, route: str) -> int | None:
    """The leg of the route in which the gate lies. Any gate of NTT is a beginning, named in the route or not."""
    return _legs(route).get(gate.pk, 0 if (gate.region_id or "").startswith("53.") else None)


@cache
def _legs(key: str) -> Mapping[str, int]:
    route = next(one for one in routes() if one.key == key)
    return {slug: number for number, leg in enumerate(route.legs) for slug in leg}


def _connects(calls: Sequence[Call], at: int, onwards: Sequence[Call]) -> bool:
    """Whether a ship or ferry brings people, within NTT, to where within two days another leaves for the route.

    One that comes home from the route brings nobody to it. That the other one may call here as well does not matter: by
    the ferry from Bolok people went around the post at Tenau.
    """
    here = calls[at]
    if here.sailing.mode == Mode.FLIGHT or _rank(here.gate, "east") != 0 or _homeward(calls, at):
        return False
    return any(
        later.arrives_at and _meets(later.gate, later.arrives_at, one) and not _is_near(here.gate, one.gate)
        for later in calls[at + 1 :]
        for one in onwards
        if one.sailing_id != here.sailing_id
    )


def _meets(gate: Gate, arrives_at: datetime, one: Call) -> bool:
    leaves = one.departs_at
    in_time = leaves is not None and arrives_at <= leaves <= arrives_at + CONNECTS_WITHIN
    return in_time and _is_near(gate, one.gate) and one.sailing.mode != Mode.FLIGHT


def _is_near(one: Gate, other: Gate) -> bool:
    if one.pk == other.pk:
        return True
    axes = ((one.longitude, other.longitude), (one.latitude, other.latitude))
    known = [float(a - b) for a, b in axes if a is not None and b is not None]
    return len(known) == 2 and sum(step**2 for step in known) <= _NEAR**2
