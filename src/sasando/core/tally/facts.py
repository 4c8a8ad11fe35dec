"""What is told about a list on its way: its lines, the ticks at the gates, stated numbers, hand-overs and decisions.

Facts are only ever added. Ids are opaque text; `at` is the captured time of the phone, with its time zone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, Protocol, TypeVar


class TickKind(StrEnum):
    """What a tick says of one person at one gate."""

    ARRIVED = "arrived"  # came off, is here
    CARRIED_ON = "carried_on"  # goes on to the gate `to`, without coming off or later by van or ferry
    RELEASED = "released"  # handed to the receiver `to`: family, regency, village, hospital; leaves our hands
    MISSING = "missing"  # should be here and is not; `since`: the last gate where seen, if known
    EXTRA = "extra"  # found here, is not on the list
    ILL = "ill"  # a mark; whoever goes to a hospital is released to it
    DIED = "died"
    SEEN = "seen"  # aboard while passing this gate, going on
    UNDO = "undo"  # withdraws the tick `undoes`


CAME_OFF: Final = frozenset({TickKind.ARRIVED, TickKind.EXTRA, TickKind.RELEASED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    id: str
    due: str | None = None  # the gate where the letter lets this person come off; None: it does not say
    announced: bool = True  # False: not on the letter, found at the gate `found_at`
    companion_of: str | None = None  # the entry of the adult
    person: str | None = None  # who this is, once known; one person may stand on two lines
    found_at: str | None = None
    source: str | None = None  # the letter that names this person, where a list was made of several


@dataclass(frozen=True, slots=True)
class Tick:
    """One statement about one entry at one gate."""

    id: str
    entry: str
    gate: str
    kind: TickKind
    at: datetime
    by_device: str = ""
    to: str | None = None
    since: str | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Heads counted at a gate ("kami hitung 14")."""

    gate: str
    heads: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Announced:
    """The number that a letter states in its text ("sebanyak 29 orang"), in all or for one gate."""

    total: int
    source: str = ""
    gate: str | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """The list of a gate was closed and signed."""

    gate: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided in a conflict: the ticks (or, for one person on two lines, the line) that count.

    Several kept: all are true, one after the other. None kept: none counts; for two lines: they are two persons.
    """

    id: str
    conflict: str  # its key
    keep: tuple[str, ...]
    at: datetime
    by_device: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything told about one voyage. `gates`: the route, in order; other gates that facts name stand after it."""

    gates: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    ticks: tuple[Tick, ...] = ()
    counts: tuple[Count, ...] = ()
    announcements: tuple[Announced, ...] = ()
    handovers: tuple[Handover, ...] = ()
    decisions: tuple[Decision, ...] = ()


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Fact = TypeVar("_Fact", bound=_Identified)


def canonical(at: datetime) -> str:
    """A captured time as text whose order is the order of time. Raises `ValueError` without a time zone.

    >>> canonical(datetime(2026, 3, 7, 6, 15, tzinfo=UTC))
    '2026-03-07T06:15:00.000000Z'
    """
    if at.tzinfo is None:
        raise ValueError("a captured time needs its time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def content(fact: object) -> str:
    """A fact as one text, to tell two of the same id apart and to order them."""
    return "\x1f".join(_text(getattr(fact, name)) for name in fact.__dataclass_fields__)  # type: ignore[attr-defined]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime():
            return canonical(value)
        case tuple():
            return "\x1e".join(value)
    return str(value)


def by_id(facts: Iterable[_Fact]) -> tuple[dict[str, _Fact], list[str]]:
    """Each fact once, and the ids that came with two contents; of those the first in the order of texts is taken."""
    once: dict[str, _Fact] = {}
    twice: set[str] = set()
    for fact in facts:
        other = once.setdefault(fact.id, fact)
        if other is not fact and other != fact:
            twice.add(fact.id)
            once[fact.id] = min(other, fact, key=content)
    return once, sorted(twice)


def route(facts: Facts) -> tuple[str, ...]:
    """The gates in order: the route, then those that only facts name, in the order of their ids."""
    named: set[str | None] = {None}
    for entry in facts.entries:
        named |= {entry.due, entry.found_at}
    for tick in facts.ticks:
        named |= {tick.gate, tick.since, tick.to if tick.kind == TickKind.CARRIED_ON else None}
    named |= {one.gate for one in facts.counts} | {one.gate for one in facts.handovers}
    named |= {one.gate for one in facts.announcements}
    known = dict.fromkeys(facts.gates)
    return (*known, *sorted(gate for gate in named if gate is not None and gate not in known))


def places_of(gates: Iterable[str]) -> Mapping[str, int]:
    """The place of each gate in the route."""
    return {gate: place for place, gate in enumerate(gates)}
