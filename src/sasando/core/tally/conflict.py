"""What does not fit together: a typed value for each, with a key that a person's decision names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from sasando.core.tally.facts import Decision


class ConflictKind(StrEnum):
    """In the order in which they are shown, the gravest first. Their sentences stand in `words`."""

    DIED_AND_ALIVE = "died_and_alive"
    DIED_TWICE = "died_twice"  # at two gates
    ARRIVED_AND_MISSING = "arrived_and_missing"
    RELEASED_TWICE = "released_twice"  # to two receivers
    RELEASED_AND_HERE = "released_and_here"
    TWO_GATES = "two_gates"
    CARRIED_AND_ARRIVED = "carried_and_arrived"
    CARRIED_TO_TWO = "carried_to_two"
    SEPARATED = "separated"  # child and adult
    PERSON_TWICE = "person_twice"  # on two lines
    EXTRA_BUT_ANNOUNCED = "extra_but_announced"
    UNDO_DISPUTED = "undo_disputed"
    AFTER_HANDOVER = "after_handover"
    REWRITTEN = "rewritten"  # one id, two contents
    UNDO_CIRCLE = "undo_circle"
    UNKNOWN_ENTRY = "unknown_entry"  # a tick whose entry is not there (yet)
    UNKNOWN_UNDONE = "unknown_undone"  # an undo whose tick is not there (yet)
    DECIDED_TWICE = "decided_twice"  # differently; the later decision holds
    FOUND = "found"  # missing, later seen: the happy end
    ELSEWHERE = "elsewhere"  # came off where nobody waited


class State(StrEnum):
    """`OPEN` waits for a person; `DECIDED` by one; `SHOWN` needs no decision."""

    OPEN = "open"
    DECIDED = "decided"
    SHOWN = "shown"


SHOWN = frozenset(
    {
        ConflictKind.REWRITTEN,
        ConflictKind.UNDO_CIRCLE,
        ConflictKind.UNKNOWN_ENTRY,
        ConflictKind.UNKNOWN_UNDONE,
        ConflictKind.DECIDED_TWICE,
        ConflictKind.FOUND,
        ConflictKind.ELSEWHERE,
    }
)
PLACES = {kind: place for place, kind in enumerate(ConflictKind)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict. `kept`: the ticks of it that count for now; those of `ticks` that are not in it are set aside.

    `key` names the ticks too, so one more tick makes another conflict: a decision holds for what its maker saw.
    """

    key: str
    kind: ConflictKind
    entries: tuple[str, ...]
    ticks: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    state: State = State.OPEN
    kept: tuple[str, ...] = ()


def conflict(
    kind: ConflictKind,
    entries: Iterable[str],
    *,
    ticks: Iterable[str] = (),
    gates: Iterable[str] = (),
    kept: Iterable[str] | None = None,
) -> Conflict:
    """A conflict with its key; ids in it are sorted. All of its ticks are kept unless `kept` is given."""
    of, at, by = tuple(sorted(set(entries))), tuple(sorted(set(gates))), tuple(sorted(set(ticks)))
    key = "/".join([kind.value, ",".join(of), ",".join(at), ",".join(by)])
    state = State.SHOWN if kind in SHOWN else State.OPEN
    return Conflict(key, kind, of, by, at, state, by if kept is None else tuple(sorted(set(kept))))


def order(one: Conflict) -> tuple[int, str]:
    """Where a conflict stands among the others."""
    return PLACES[one.kind], one.key


class Decisions:
    """The decision that holds for a conflict, and the conflicts decided twice."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._holds: dict[str, Decision] = {}
        self._differ: set[str] = set()
        for decision in sorted(decisions, key=lambda one: (one.at, one.id)):
            before = self._holds.get(decision.conflict)
            if before is not None and set(before.keep) != set(decision.keep):
                self._differ.add(decision.conflict)
            self._holds[decision.conflict] = decision

    def __bool__(self) -> bool:
        return bool(self._holds)

    def on(self, one: Conflict) -> Conflict | None:
        """The conflict as decided; None while it is not. A decision for things that are not in it decides nothing."""
        decision = self._holds.get(one.key)
        choices = set(one.ticks or one.entries)
        if decision is None or one.state == State.SHOWN or (decision.keep and choices.isdisjoint(decision.keep)):
            return None
        kept = tuple(sorted(choices.intersection(decision.keep)))
        return Conflict(one.key, one.kind, one.entries, one.ticks, one.gates, State.DECIDED, kept)

    def twice(self, decided: Iterable[Conflict]) -> list[Conflict]:
        """For each conflict that was decided in two ways, one that says so."""
        kind = ConflictKind.DECIDED_TWICE
        return [
            replace(one, key=f"{kind.value}/{one.key}", kind=kind, state=State.SHOWN)
            for one in decided
            if one.key in self._differ
        ]
