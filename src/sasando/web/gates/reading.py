"""What the pages say of calls: times by the clock of the gate, from where a ship comes and where it goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from sasando.domain.gates.clock import day_at, zone_of
from sasando.domain.gates.models import Call, Gate
from sasando.domain.gates.watch import WatchDay, Why

TONES: Final = {Why.LEAVES: "bad", Why.DAY_BEFORE: "warn", Why.FEEDS: "out", Why.ARRIVES: "info"}
"""How a reason to watch is marked: the tone gives shape and colour, the reason its word."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reason to watch a day, as a tag."""

    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A call in a table. `day` is the one at the gate; times are "06:15", with the day in front when it is another."""

    call: Call
    day: date
    arrives: str
    departs: str
    zone: str
    before: Gate | None
    after: Sequence[Gate]


def marks_of(watch: Iterable[WatchDay], *, named: bool = False) -> list[Mark]:
    """Each reason once; `named`: with the gate in front, where several stand together."""
    marks = (Mark(TONES[one.why], f"{one.gate.name}: {one.says}" if named else one.says) for one in watch)
    return list(dict.fromkeys(marks))


def stop_of(call: Call) -> Stop:
    """A call whose sailing has all its calls at hand."""
    calls = list(call.sailing.calls.all())
    day = day_at(call.gate, call.begins_at)
    return Stop(
        call,
        day,
        clock(call.arrives_at, call.gate, day),
        clock(call.departs_at, call.gate, day),
        zone_of(call.gate).tzname(None) or "",
        next((one.gate for one in reversed(calls) if one.order < call.order), None),
        [one.gate for one in calls if one.order > call.order],
    )


def clock(at: datetime | None, gate: Gate, day: date) -> str:
    """The time on the wall of the gate; "" when there is none."""
    if at is None:
        return ""
    there = at.astimezone(zone_of(gate))
    return f"{there:%H:%M}" if there.date() == day else f"{there:%d/%m/%Y %H:%M}"


def comes_and_goes(gate: Gate, arrives_at: datetime | None, departs_at: datetime | None) -> str:
    """ "07/03/2026: tiba 06:15, berangkat 09:00 WITA"."""
    begins = arrives_at or departs_at
    if begins is None:
        return ""
    day = day_at(gate, begins)
    said = [_("tiba %(time)s") % {"time": clock(arrives_at, gate, day)}] if arrives_at else []
    said += [_("berangkat %(time)s") % {"time": clock(departs_at, gate, day)}] if departs_at else []
    return f"{day:%d/%m/%Y}: {', '.join(said)} {zone_of(gate).tzname(None)}"
