"""From the ticks of one entry to its course: undos, conflicts, decisions, the cautious reading, the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sasando.core.tally.conflict import Conflict, ConflictKind, Decisions, conflict
from sasando.core.tally.contradictions import contradictions
from sasando.core.tally.course import Course, follow
from sasando.core.tally.facts import CAME_OFF, Entry, Handover, Tick, TickKind
from sasando.core.tally.undoing import Standing, standing

_OFF: Final = CAME_OFF | {TickKind.DIED}
_CLEAR: Final = frozenset(TickKind) - {TickKind.EXTRA, TickKind.UNDO}  # alone, they cannot contradict anything


@dataclass(slots=True)
class Handovers:
    """When the list of each gate was closed, earliest first."""

    times: dict[str, list[Handover]] = field(default_factory=dict)

    def late(self, tick: Tick) -> bool:
        """Made after the list of its gate was closed, and in no later closing of it."""
        closed = self.times.get(tick.gate)
        return closed is not None and closed[-1].at < tick.at


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry, judged. `counting`: the ticks that make its course."""

    course: Course
    counting: Sequence[Tick]
    conflicts: Sequence[Conflict] = ()
    withdrawn: Sequence[str] = ()
    set_aside: Sequence[str] = ()


def judge_entry(entry: Entry, ticks: Sequence[Tick], *, handovers: Handovers, decisions: Decisions) -> Judged:
    """Judge one entry by all of its `ticks`, sorted by captured time and id."""
    if not ticks or (len(ticks) == 1 and ticks[0].kind in _CLEAR and not handovers.late(ticks[0])):
        course = follow(entry, ticks)
        return Judged(course, ticks, _elsewhere(entry, course, ticks))
    aside: set[str] = set()
    decided: list[Conflict] = []
    while True:
        stand = standing(ticks, aside)
        found = [one for one in _conflicts(entry, ticks, stand, handovers=handovers) if not _settled(one, decided)]
        fresh = [one for one in map(decisions.on, found) if one is not None] if decisions else []
        if not fresh:
            return _closed(entry, stand, found=found, decided=decided)
        decided += fresh
        aside.update(tick for one in fresh for tick in one.ticks if tick not in one.kept)


def _settled(one: Conflict, decided: Iterable[Conflict]) -> bool:
    """Nothing is asked again about ticks that a decision was about, whichever of them it kept."""
    return any(one.kind == other.kind and set(one.ticks) <= set(other.ticks) for other in decided)


def _closed(entry: Entry, stand: Standing, *, found: list[Conflict], decided: list[Conflict]) -> Judged:
    conflicts = [*decided, *found]
    aside = {tick for one in conflicts for tick in one.ticks if tick not in one.kept}
    counting = [tick for tick in stand.ticks if tick.id not in aside]
    course = follow(entry, stand.ticks, aside)
    conflicts += _elsewhere(entry, course, counting)
    return Judged(course, counting, conflicts, stand.withdrawn, sorted(aside.difference(stand.withdrawn)))


def _conflicts(entry: Entry, ticks: Sequence[Tick], stand: Standing, *, handovers: Handovers) -> list[Conflict]:
    found = contradictions(entry, stand.ticks)
    found += [
        conflict(ConflictKind.AFTER_HANDOVER, [entry.id], ticks=[tick.id], gates=[tick.gate])
        for tick in (*stand.ticks, *stand.undos)
        if handovers.late(tick)
    ]
    found += [
        conflict(ConflictKind.UNDO_CIRCLE, [entry.id], ticks=[tick.id], gates=[tick.gate]) for tick in stand.circles
    ]
    found += [
        conflict(ConflictKind.UNKNOWN_UNDONE, [entry.id], ticks=[tick.id], gates=[tick.gate]) for tick in stand.unknown
    ]
    return found + (_disputed(entry, ticks, stand) if stand.undos else [])


def _disputed(entry: Entry, ticks: Sequence[Tick], stand: Standing) -> list[Conflict]:
    """Undone by another phone than said it, or undone while another phone still says it."""
    known = {tick.id: tick for tick in ticks if tick.id in stand.withdrawn}
    found = []
    for undo in stand.undos:
        undone = known.get(undo.undoes or "")
        if undone is None:
            continue  # a decision set it aside
        still = [tick.id for tick in stand.ticks if _says_the_same(tick, undone)]
        if still or undo.by_device != undone.by_device:
            kept = [undo.id, *still]
            disputed = conflict(
                ConflictKind.UNDO_DISPUTED, [entry.id], ticks=[*kept, undone.id], gates=[undone.gate], kept=kept
            )
            found.append(disputed)
    return found


def _says_the_same(tick: Tick, undone: Tick) -> bool:
    same = (tick.gate, tick.kind, tick.to) == (undone.gate, undone.kind, undone.to)
    return same and tick.by_device != undone.by_device


def _elsewhere(entry: Entry, course: Course, ticks: Sequence[Tick]) -> list[Conflict]:
    """Came off where nobody waited, though the letter or a gate said where: no error, but shown."""
    awaited = {entry.due, entry.found_at, *course.sent} - {None}
    if not awaited or awaited.issuperset(course.off):
        return []
    return [
        conflict(
            ConflictKind.ELSEWHERE,
            [entry.id],
            ticks=[tick.id for tick in ticks if tick.gate == gate and tick.kind in _OFF],
            gates=[gate],
        )
        for gate in course.off
        if gate not in awaited
    ]
