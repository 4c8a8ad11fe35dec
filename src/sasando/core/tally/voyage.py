"""What a list comes to: where everybody is, what balances at each gate, what does not fit, and whom to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sasando.core.tally.balance import Balance
from sasando.core.tally.conflict import Conflict, State
from sasando.core.tally.course import Place, PlaceKind
from sasando.core.tally.facts import Handover
from sasando.core.tally.sums import Mismatch


class Why(StrEnum):
    """Why a gate is asked."""

    MISSING = "missing"  # seen there last, or on the way past it
    WHERE_TO = "where_to"  # sent on or seen there, and nobody said where to
    NOT_TICKED = "not_ticked"  # expected there, and its list is closed


@dataclass(frozen=True, slots=True)
class Question:
    """A gate that is to be asked for these entries."""

    gate: str
    why: Why
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voyage:
    """The result of a tally. Maps of entries are in the order of ids, maps of gates in the order of the route."""

    gates: tuple[str, ...]
    places: Mapping[str, Place]
    balances: Mapping[str, Balance]
    sums: tuple[Mismatch, ...]
    conflicts: tuple[Conflict, ...]
    questions: tuple[Question, ...]
    ill: tuple[str, ...]  # entries with the mark
    withdrawn: tuple[str, ...]  # ticks that an undo withdrew
    set_aside: tuple[str, ...]  # ticks that a conflict, decided or not, does not let count

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The conflicts that wait for a person."""
        return tuple(one for one in self.conflicts if one.state == State.OPEN)

    def expected(self, gate: str) -> tuple[str, ...]:
        """The entries that a gate waits for."""
        return self.balances[gate].waiting if gate in self.balances else ()


_UNDERWAY: Final = frozenset({PlaceKind.EXPECTED, PlaceKind.HERE, PlaceKind.ON_THE_WAY})


def together(child: Place, adult: Place) -> bool:
    """Whether a child is where its adult is or will be. A gate that nobody named separates nobody."""
    if child.kind in _UNDERWAY and adult.kind in _UNDERWAY:
        return child.gate == adult.gate or child.gate is None or adult.gate is None
    if child.kind == adult.kind == PlaceKind.RELEASED:
        return (child.gate, child.to) == (adult.gate, adult.to)
    return child.kind == adult.kind


def questions(
    places: Mapping[str, Place], balances: Mapping[str, Balance], handovers: Iterable[Handover]
) -> tuple[Question, ...]:
    """Which gate is to be asked for whom, along the route. A missing person whom nobody saw is asked for everywhere
    before the gate that missed them.
    """
    gates, closed = list(balances), {one.gate for one in handovers}
    asked: dict[tuple[str, Why], list[str]] = {}
    for key, place in places.items():
        for gate, why in _asked(place, gates, closed):
            asked.setdefault((gate, why), []).append(key)
    order = {why: place for place, why in enumerate(Why)}
    at = {gate: place for place, gate in enumerate(gates)}
    return tuple(
        Question(gate, why, tuple(asked[gate, why]))
        for gate, why in sorted(asked, key=lambda one: (at[one[0]], order[one[1]]))
    )


def _asked(place: Place, gates: Sequence[str], closed: set[str]) -> Iterator[tuple[str, Why]]:
    match place:
        case Place(PlaceKind.MISSING, gate, since=None):
            yield from ((before, Why.MISSING) for before in gates[: gates.index(gate or gates[0])])
        case Place(PlaceKind.MISSING, since=str(since)):
            yield since, Why.MISSING
        case Place(PlaceKind.ON_THE_WAY, gate=None, since=str(since)):
            yield since, Why.WHERE_TO
        case Place(PlaceKind.EXPECTED | PlaceKind.ON_THE_WAY, gate=str(gate)) if gate in closed:
            yield gate, Why.NOT_TICKED
