"""A list as facts for the tally: no further than the reader sees. Whoever sees two of a list counts two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sasando.core import tally
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.passages.models import Count, Handover, Ruling, Tick
from sasando.domain.rosters.models import Entry, Roster

_NOBODY_KNOWS: Final = "-"


@dataclass(frozen=True, slots=True)
class Told:
    """A voyage with what its ids stand for."""

    roster: Roster
    facts: tally.Facts
    voyage: tally.Voyage
    entries: Mapping[str, Entry]
    ticks: Mapping[str, Tick]
    gates: Mapping[str, Gate]

    def name(self, entry: str) -> str:
        """Whom an id stands for, as a list shows them."""
        one = self.entries.get(entry)
        return (one.full_name or one.description or _NOBODY_KNOWS) if one else _NOBODY_KNOWS

    def gate(self, gate: str) -> str:
        """The title of a gate."""
        return self.gates[gate].title if gate in self.gates else gate


def told_of(roster: Roster, *, by: Actor) -> Told:
    """Everything the reader may know of a list, tallied: six queries."""
    entries = list(Entry.objects.visible_to(by).filter(roster=roster).order_by("row", "added_at", "id"))
    ticks = list(Tick.objects.visible_to(by).filter(entry__in=[one.pk for one in entries]))
    facts = tally.Facts(
        gates=route_of(roster),
        entries=tuple(_entry(one, roster.title) for one in entries),
        ticks=tuple(_tick(one) for one in ticks),
        counts=tuple(tally.Count(one.gate_id, one.heads, one.at) for one in _newest(roster, by)),
        announcements=_announced(roster, entries),
        handovers=tuple(
            tally.Handover(one.gate_id, one.at) for one in Handover.objects.visible_to(by).filter(roster=roster)
        ),
        decisions=tuple(
            tally.Decision(str(one.pk), one.conflict, tuple(one.keeps), one.at, one.device)
            for one in Ruling.objects.visible_to(by).filter(roster=roster)
        ),
    )
    voyage = tally.tally(facts)
    return Told(
        roster,
        facts,
        voyage,
        {str(one.pk): one for one in entries},
        {str(one.pk): one for one in ticks},
        Gate.objects.in_bulk(voyage.gates),
    )


def route_of(roster: Roster) -> tuple[str, ...]:
    """The gates in the order of the way, as far as it is known: where the list came from, then the others."""
    gates = [gate for gate in roster.gates or [] if not gate.startswith("org:")]
    first = [roster.came_from_id] if roster.came_from_id else []
    return tuple(dict.fromkeys([*first, *gates]))


def _newest(roster: Roster, by: Actor) -> Iterable[Count]:
    """Of each gate the last count of heads: an earlier one was a wrong one, or not yet all."""
    newest: dict[str, Count] = {}
    for one in Count.objects.visible_to(by).filter(roster=roster).order_by("at", "id"):
        newest[one.gate_id] = one
    return newest.values()


def _announced(roster: Roster, entries: list[Entry]) -> tuple[tally.Announced, ...]:
    """What the letter states, for readers who see the whole of it; of a part it says nothing."""
    total = (roster.stated or {}).get("total")
    sees_all = sum(one.announced for one in entries) == roster.total
    return (tally.Announced(int(total), roster.title),) if isinstance(total, int) and sees_all else ()


def _entry(one: Entry, title: str) -> tally.Entry:
    return tally.Entry(
        id=str(one.pk),
        due=one.due_id,
        announced=one.announced,
        companion_of=str(one.companion_of_id) if one.companion_of_id else None,
        person=str(one.person_id) if one.person_id else None,
        found_at=one.found_at_id,
        source=title if one.announced else None,
    )


def _tick(one: Tick) -> tally.Tick:
    return tally.Tick(
        id=str(one.pk),
        entry=str(one.entry_id),
        gate=one.gate_id,
        kind=tally.TickKind(one.kind),
        at=one.at,
        by_device=one.device or str(one.by),
        to=one.to_gate_id or one.receiver or None,
        since=one.since_gate_id,
        undoes=str(one.undoes_id) if one.undoes_id else None,
    )
