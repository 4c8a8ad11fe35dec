"""Telling facts in few words: `Told` gives ids and captured times, minute by minute."""

from datetime import UTC, datetime, timedelta

from sasando.core.tally import (
    Announced,
    Conflict,
    Count,
    Decision,
    Entry,
    Facts,
    Handover,
    Tick,
    TickKind,
    Voyage,
    tally,
)

DAWN = datetime(2026, 3, 6, 22, 15, tzinfo=UTC)  # Saturday 06:15 in Maumere


class Told:
    """Facts told one after the other, each a minute after the one before."""

    def __init__(self, *gates: str) -> None:
        self.gates, self.minute = gates, 0
        self.facts: list[object] = []

    def entry(self, key: str, due: str | None = None, **more) -> str:
        self.facts.append(Entry(key, due, **more))
        return key

    def tick(self, entry: str, gate: str, kind: str, *, phone: str = "A", **more) -> str:
        self.minute += 1
        tick = Tick(f"t{self.minute:04}", entry, gate, TickKind(kind), self.now, by_device=phone, **more)
        self.facts.append(tick)
        return tick.id

    def count(self, gate: str, heads: int) -> None:
        self.facts.append(Count(gate, heads, self.now))

    def letter(self, total: int, source: str = "", gate: str | None = None) -> None:
        self.facts.append(Announced(total, source, gate))

    def handover(self, gate: str) -> None:
        self.minute += 1
        self.facts.append(Handover(gate, self.now))

    def decide(self, kind: str, *keep: str) -> None:
        """Decide the one conflict of this kind that is open."""
        (open_,) = [one for one in self.voyage.open if one.kind == kind]
        self.decide_on(open_, *keep)

    def decide_on(self, one: Conflict, *keep: str) -> None:
        self.minute += 1
        self.facts.append(Decision(f"d{len(self.facts):04}", one.key, keep, self.now))

    @property
    def now(self) -> datetime:
        return DAWN + timedelta(minutes=self.minute)

    @property
    def all(self) -> Facts:
        shapes = (Entry, Tick, Count, Announced, Handover, Decision)
        return Facts(self.gates, *(tuple(one for one in self.facts if isinstance(one, shape)) for shape in shapes))

    @property
    def voyage(self) -> Voyage:
        return tally(self.all)

    def kinds(self, state: str = "open") -> list[str]:
        return [str(one.kind) for one in self.voyage.conflicts if one.state == state]

    def place(self, entry: str) -> tuple:
        """Kind, gate and receiver of a place; for missing the gate where last seen."""
        place = self.voyage.places[entry]
        if place.kind == "missing":
            return "missing", place.since
        return (str(place.kind), place.gate) + ((place.to,) if place.to else ())
