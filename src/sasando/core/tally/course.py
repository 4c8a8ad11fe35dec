"""The way of one entry from gate to gate, followed through the ticks that count, in the order of captured time."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sasando.core.tally.facts import Entry, Tick, TickKind


class PlaceKind(StrEnum):
    """Where an entry is: in exactly one of these."""

    EXPECTED = "expected"  # at `gate`; gate None: the letter does not say where
    HERE = "here"  # at `gate`
    ON_THE_WAY = "on_the_way"  # to `gate`, from `since`; gate None: nobody said where to
    RELEASED = "released"  # at `gate`, to the receiver `to`
    MISSING = "missing"  # `gate`: who missed this person; `since`: the last gate where seen, if known
    DIED = "died"  # at `gate`
    DOUBLE = "double"  # the same person as the entry `to`, and counted there


class After(StrEnum):
    """What became of somebody who came off at a gate."""

    STILL_HERE = "still_here"
    RELEASED = "released"
    SENT_ON = "sent_on"
    LOST = "lost"  # missing after coming off
    DIED = "died_here"
    MOVED = "moved"  # met elsewhere, and no tick says how they got there


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry is, and the tick that says so."""

    kind: PlaceKind
    gate: str | None = None
    to: str | None = None
    since: str | None = None
    tick: str | None = None


@dataclass(slots=True)
class Course:
    """What the ticks of one entry come to."""

    place: Place
    way: Place  # the last word on where this entry is expected
    expects: str | None  # the gate that waits for this entry now
    off: dict[str, After] = field(default_factory=dict)  # gates where it came off
    carried: set[str] = field(default_factory=set)  # gates that carried it on
    sent: dict[str, str] = field(default_factory=dict)  # gates to which it was sent, and from where
    last: str | None = None  # gate of the last sighting
    ill: bool = False


def follow(entry: Entry, ticks: Iterable[Tick], doubted: Container[str] = ()) -> Course:
    """The course of `entry` through its `ticks`, which are sorted and stand. Death ends it.

    A `doubted` tick moves nobody; yet where it says to have seen somebody is where to ask for them.
    """
    due = entry.due or entry.found_at
    place = Place(PlaceKind.EXPECTED, due)
    course = Course(place, place, due)
    for tick in ticks:
        if tick.id not in doubted:
            _STEPS[tick.kind](course, tick)
            if tick.kind == TickKind.DIED:
                break
        if tick.kind != TickKind.MISSING:
            course.last = tick.gate
    return course


def _leave(course: Course, gate: str) -> None:
    """Seen at `gate`: no longer where they had come off, and not lost."""
    if course.place.kind in (PlaceKind.HERE, PlaceKind.RELEASED) and course.place.gate != gate:
        course.off[course.place.gate or ""] = After.MOVED
    elif course.place.kind == PlaceKind.MISSING:
        for lost in [at for at, after in course.off.items() if after == After.LOST]:
            course.off[lost] = After.MOVED


def _arrive(course: Course, tick: Tick) -> None:
    _leave(course, tick.gate)
    course.off[tick.gate] = After.STILL_HERE
    course.expects = None
    course.place = Place(PlaceKind.HERE, tick.gate, tick=tick.id)


def _release(course: Course, tick: Tick) -> None:
    _leave(course, tick.gate)
    course.off[tick.gate] = After.RELEASED
    course.expects = None
    course.place = Place(PlaceKind.RELEASED, tick.gate, to=tick.to, tick=tick.id)


def _carry(course: Course, tick: Tick) -> None:
    _leave(course, tick.gate)
    if tick.gate in course.off:
        course.off[tick.gate] = After.SENT_ON
    else:
        course.carried.add(tick.gate)
    if tick.to is not None:
        course.sent.setdefault(tick.to, tick.gate)
    course.expects = tick.to
    course.place = course.way = Place(PlaceKind.ON_THE_WAY, tick.to, since=tick.gate, tick=tick.id)


def _miss(course: Course, tick: Tick) -> None:
    if course.place.kind in (PlaceKind.HERE, PlaceKind.RELEASED):
        course.off[course.place.gate or ""] = After.LOST
    since = course.last if tick.since is None else tick.since
    course.place = Place(PlaceKind.MISSING, tick.gate, since=since, tick=tick.id)


def _see(course: Course, tick: Tick) -> None:
    place = course.place
    if place.kind == PlaceKind.MISSING:
        _find(course, tick)
    elif place.kind in (PlaceKind.HERE, PlaceKind.RELEASED) and place.gate != tick.gate:
        _leave(course, tick.gate)
        course.place = Place(PlaceKind.ON_THE_WAY, since=tick.gate, tick=tick.id)


def _find(course: Course, tick: Tick) -> None:
    """Missing, and now seen: expected again where they were expected, if that gate is still to come."""
    if course.off.get(tick.gate) == After.LOST:
        _arrive(course, tick)
        return
    _leave(course, tick.gate)
    if course.expects is not None and (course.expects != course.place.gate or tick.gate == course.place.gate):
        course.place = course.way
    else:
        course.expects = None
        course.place = Place(PlaceKind.ON_THE_WAY, since=tick.gate, tick=tick.id)


def _mark_ill(course: Course, tick: Tick) -> None:
    _see(course, tick)
    course.ill = True


def _die(course: Course, tick: Tick) -> None:
    _leave(course, tick.gate)
    if course.expects is None:  # else the gate that waits for them counts the death
        course.off[tick.gate] = After.DIED
    course.place = Place(PlaceKind.DIED, tick.gate, tick=tick.id)
    course.ill = False


_STEPS: Final[Mapping[TickKind, Callable[[Course, Tick], None]]] = {
    TickKind.ARRIVED: _arrive,
    TickKind.EXTRA: _arrive,
    TickKind.RELEASED: _release,
    TickKind.CARRIED_ON: _carry,
    TickKind.MISSING: _miss,
    TickKind.SEEN: _see,
    TickKind.ILL: _mark_ill,
    TickKind.DIED: _die,
}
