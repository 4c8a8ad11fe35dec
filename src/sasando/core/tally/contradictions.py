"""Which ticks of one entry cannot all be true, by pairs: an earlier and a later one, and what lies between them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from sasando.core.tally.conflict import Conflict, ConflictKind, conflict
from sasando.core.tally.facts import CAME_OFF, Entry, Tick, TickKind

_ALIVE: Final = frozenset({TickKind.SEEN, TickKind.ILL, TickKind.MISSING})
_MET: Final = frozenset({*CAME_OFF, TickKind.CARRIED_ON, TickKind.SEEN, TickKind.ILL})
_KEPT: Final = {  # the cautious reading, until a person decides; in all other kinds every tick counts
    ConflictKind.ARRIVED_AND_MISSING: TickKind.MISSING,
    ConflictKind.CARRIED_AND_ARRIVED: TickKind.CARRIED_ON,
}


class Between(NamedTuple):
    """What lies between two ticks."""

    carried: bool = False  # carried on, from whatever gate
    came_off: bool = False
    back: bool = False  # carried on to the gate of the earlier one


def contradictions(entry: Entry, ticks: Sequence[Tick]) -> list[Conflict]:
    """The conflicts among the standing `ticks` of one entry, sorted by captured time and id."""
    found: dict[tuple[ConflictKind, str, str], dict[str, Tick]] = defaultdict(dict)
    for place, earlier in enumerate(ticks):
        if earlier.kind == TickKind.EXTRA and entry.announced:
            found[ConflictKind.EXTRA_BUT_ANNOUNCED, earlier.gate, earlier.gate][earlier.id] = earlier
        between = Between()
        for later in ticks[place + 1 :]:
            kind = _of_pair(earlier, later, between)
            if kind is not None:
                low, high = sorted((earlier.gate, later.gate))
                found[kind, low, high] |= {earlier.id: earlier, later.id: later}
            between = _passed(between, earlier, later)
    return [_conflict(kind, entry, involved) for (kind, _, _), involved in found.items()]


def _conflict(kind: ConflictKind, entry: Entry, involved: dict[str, Tick]) -> Conflict:
    keep = _KEPT.get(kind)
    kept = [tick.id for tick in involved.values() if keep is None or tick.kind == keep]
    gates = [tick.gate for tick in involved.values()]
    return conflict(kind, [entry.id], ticks=involved, gates=gates, kept=kept)


def _passed(between: Between, earlier: Tick, tick: Tick) -> Between:
    if tick.kind == TickKind.CARRIED_ON:
        return Between(True, between.came_off, between.back or tick.to == earlier.gate)
    if tick.kind in CAME_OFF:
        return Between(between.carried, True, between.back)
    return between


def _of_pair(earlier: Tick, later: Tick, between: Between) -> ConflictKind | None:
    if earlier.kind == TickKind.DIED:
        return _after_death(earlier, later, between)
    if later.kind == TickKind.MISSING:
        return _then_missing(earlier, later, between)
    if earlier.kind == TickKind.MISSING:
        return _after_missing(earlier, later, between)
    if earlier.kind in CAME_OFF:
        return _after_coming_off(earlier, later, between)
    if earlier.kind == TickKind.CARRIED_ON:
        return _after_carrying_on(earlier, later, between)
    return None


def _after_death(died: Tick, later: Tick, between: Between) -> ConflictKind | None:
    """Remains are carried on and released; they arrive only where they were sent."""
    if later.kind == TickKind.DIED:
        return ConflictKind.DIED_TWICE if later.gate != died.gate else None
    arrives = later.kind in (TickKind.ARRIVED, TickKind.EXTRA) and not between.carried
    return ConflictKind.DIED_AND_ALIVE if later.kind in _ALIVE or arrives else None


def _then_missing(earlier: Tick, missing: Tick, between: Between) -> ConflictKind | None:
    """One phone may see somebody come off and then lose them; two phones contradict each other."""
    if earlier.gate == missing.gate:
        met = earlier.kind in CAME_OFF or earlier.kind == TickKind.CARRIED_ON
        disputed = earlier.by_device != missing.by_device
        handed_over = earlier.kind == TickKind.RELEASED and not (between.came_off or between.carried)
        wrong = met and not between.back and (disputed or handed_over)
    elif earlier.kind in CAME_OFF:
        wrong = not between.carried
    else:
        sent_past = earlier.kind == TickKind.CARRIED_ON and earlier.to not in (None, missing.gate)
        wrong = sent_past and not (between.carried or between.came_off)
    return ConflictKind.ARRIVED_AND_MISSING if wrong else None


def _after_missing(missing: Tick, later: Tick, between: Between) -> ConflictKind | None:
    if later.kind not in _MET:
        return None
    disputed = later.gate == missing.gate and later.by_device != missing.by_device and not between.back
    return ConflictKind.ARRIVED_AND_MISSING if disputed else ConflictKind.FOUND


def _after_coming_off(earlier: Tick, later: Tick, between: Between) -> ConflictKind | None:
    if between.carried:
        return None
    if earlier.kind == later.kind == TickKind.RELEASED and not between.came_off and _differ(earlier.to, later.to):
        return ConflictKind.RELEASED_TWICE
    if earlier.gate != later.gate:
        return ConflictKind.TWO_GATES if later.kind in _MET or later.kind == TickKind.DIED else None
    back_here = later.kind != TickKind.RELEASED and (later.kind in CAME_OFF or later.kind == TickKind.CARRIED_ON)
    disputed = earlier.kind == TickKind.RELEASED and back_here and earlier.by_device != later.by_device
    return ConflictKind.RELEASED_AND_HERE if disputed else None


def _after_carrying_on(earlier: Tick, later: Tick, between: Between) -> ConflictKind | None:
    if earlier.gate != later.gate or between.back:
        return None
    if later.kind in CAME_OFF and earlier.by_device != later.by_device:
        return ConflictKind.CARRIED_AND_ARRIVED
    onward = later.kind == TickKind.CARRIED_ON and not (between.came_off or between.carried)
    return ConflictKind.CARRIED_TO_TWO if onward and _differ(earlier.to, later.to) else None


def _differ(one: str | None, other: str | None) -> bool:
    """Whether both say where to or to whom, and not the same."""
    return one is not None and other is not None and one != other
