"""Which ticks stand. A withdrawn tick stays a fact; an undo can itself be undone, by whatever phone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sasando.core.tally.facts import Tick, TickKind


@dataclass(frozen=True, slots=True)
class Standing:
    """The ticks that stand, undos apart."""

    ticks: list[Tick]  # without undos, in the order given
    undos: Sequence[Tick] = ()  # that have an effect
    circles: Sequence[Tick] = ()  # undos that undo each other; they have none
    unknown: Sequence[Tick] = ()  # undos of a tick that is not there (yet)
    withdrawn: Sequence[str] = ()  # the ids of what an undo withdraws


def standing(ticks: Sequence[Tick], aside: Collection[str] = ()) -> Standing:
    """A tick stands unless an undo that itself stands withdraws it, or it is set `aside`.

    The clock is not asked: whoever undoes a tick has seen it, however wrong the phone's time. Undos in a circle, which
    no honest phone can make, undo nothing.
    """
    undos = {tick.id: tick for tick in ticks if tick.kind == TickKind.UNDO and tick.id not in aside}
    if not undos:
        return Standing([tick for tick in ticks if tick.kind != TickKind.UNDO and tick.id not in aside])
    known = {tick.id for tick in ticks}
    stands = _settled(undos, known)
    effective = [undo for undo in undos.values() if stands.get(undo.id) and undo.undoes in known]
    withdrawn = {undo.undoes or "" for undo in effective}.difference(aside)
    return Standing(
        [tick for tick in ticks if tick.kind != TickKind.UNDO and tick.id not in aside and tick.id not in withdrawn],
        effective,
        [undo for undo in undos.values() if undo.id not in stands],
        [undo for undo in undos.values() if undo.undoes not in known],
        sorted(withdrawn),
    )


def _settled(undos: Mapping[str, Tick], known: Iterable[str]) -> dict[str, bool]:
    """Whether each undo stands, from those that nobody undoes downwards; undos of a circle are left out."""
    targets = {undo.id: undo.undoes or "" for undo in undos.values()}
    waiting = dict.fromkeys(known, 0)
    for target in targets.values():
        if target in waiting:
            waiting[target] += 1
    stands: dict[str, bool] = {}
    settle = [(key, True) for key in undos if not waiting[key]]
    while settle:
        key, answer = settle.pop()
        if key in stands:
            continue
        stands[key] = answer
        target = targets[key]
        if target not in undos:
            continue
        waiting[target] -= 1
        if answer:
            settle.append((target, False))
        elif not waiting[target]:
            settle.append((target, True))
    return stands
