"""A voyage as a picture: a line down the page with a mark for every port, and beside it the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from sasando.domain.gates.clock import day_at
from sasando.domain.gates.models import Call, Gate, Kind, Sailing
from sasando.domain.gates.watch import watch_of
from sasando.web.gates.picture import SHAPES
from sasando.web.gates.reading import Mark, Stop, marks_of, stop_of

_TOP: Final = 30
_LEAST, _MOST_APART, _AN_HOUR = 84, 160, 4.0  # units between two ports: at least, at most, and for an hour of way


@dataclass(frozen=True, slots=True)
class Port:
    """A port on the line. `state` is past, here or coming; `way` how long the way to it takes, in words."""

    gate: Gate
    y: float
    shape: str
    state: str
    times: str
    way: str
    way_y: float


@dataclass(frozen=True, slots=True)
class Line:
    """The picture: 360 units wide."""

    ports: Sequence[Port]
    height: float
    reached: float  # how far down the ship has come

    @property
    def bottom(self) -> float:
        """Where the line ends."""
        return self.ports[-1].y if self.ports else _TOP


@dataclass(frozen=True, slots=True)
class PortRow:
    """A port in the table."""

    stop: Stop
    stays: str
    marks: Sequence[Mark]


def line_of(sailing: Sailing, now: datetime) -> Line:
    """The picture of a voyage whose calls are at hand, as it stands at a moment."""
    ports: list[Port] = []
    reached, y = 0.0, float(_TOP)
    before: Call | None = None
    for call in sailing.calls.all():
        apart = call.begins_at - before.ends_at if before else timedelta(0)
        above = y
        y += min(_MOST_APART, max(_LEAST, apart / timedelta(hours=1) * _AN_HOUR)) if before else 0
        reached = max(reached, _come(now, before, call, (above, y)))
        ports.append(_port(call, y, _state(call, now), (_words(apart) if before else "", (above + y) / 2)))
        before = call
    return Line(ports, y + 34, reached)


def rows_of(sailing: Sailing) -> list[PortRow]:
    """The ports of a voyage, with how long it stays and why the days there are watched because of it."""
    calls = list(sailing.calls.all())
    if not calls:
        return []
    ends = [day_at(call.gate, at) for call in (calls[0], calls[-1]) for at in (call.begins_at, call.ends_at)]
    day = timedelta(days=1)
    watch = [] if sailing.cancelled_at else watch_of([call.gate for call in calls], min(ends) - day, max(ends))
    mine = {call.pk: marks_of(one for one in watch if one.call.pk == call.pk) for call in calls}
    return [PortRow(stop_of(call), _words(call.ends_at - call.begins_at), mine[call.pk]) for call in calls]


def _port(call: Call, y: float, state: str, way: tuple[str, float]) -> Port:
    stop = stop_of(call)
    if stop.arrives and stop.departs:
        times = f"{stop.arrives} – {stop.departs}"
    else:
        times = (_("tiba %(time)s") if stop.arrives else _("berangkat %(time)s")) % {
            "time": stop.arrives or stop.departs
        }
    return Port(call.gate, y, SHAPES[Kind(call.gate.kind)], state, f"{times} {stop.zone}", *way)


def _state(call: Call, now: datetime) -> str:
    if call.ends_at < now:
        return "past"
    return "here" if call.begins_at <= now else "coming"


def _come(now: datetime, before: Call | None, call: Call, between: tuple[float, float]) -> float:
    """How far down the ship is on the way to this call."""
    above, below = between
    if now >= call.begins_at:
        return below
    if before is None or now <= before.ends_at:
        return 0.0
    return above + (below - above) * ((now - before.ends_at) / (call.begins_at - before.ends_at))


def _words(long: timedelta) -> str:
    """ "21 jam", "1 hari 5 jam"; nothing for no time at all."""
    hours, minutes = divmod(round(long / timedelta(minutes=1)), 60)
    if not hours:
        return _("%(minutes)s menit") % {"minutes": minutes} if minutes else ""
    days, rest = divmod(hours, 24)
    if not days:
        return _("%(hours)s jam") % {"hours": hours + (minutes >= 30)}
    return _("%(days)s hari %(hours)s jam") % {"days": days, "hours": rest}
