"""A list as facts for the tally: no further than the reader sees. Whoever sees two of a list counts two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from sasando.core import tally
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.gates.routes import routes
from sasando.domain.passages.models import Count, Handover, Ruling, Tick
from sasando.domain.rosters.models import Entry, Kind, Roster

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
    """Everything the reader may know of a list, tallied."""
    return tell([roster], by=by)[0]


def tell(rosters: Sequence[Roster], *, by: Actor) -> list[Told]:
    """The same of several lists, in their order: six queries whatever their number."""
    of = {"roster__in": [roster.pk for roster in rosters]}
    entries = _by_roster(Entry.objects.visible_to(by).filter(**of).order_by("row", "added_at", "id"))
    ticks = list(Tick.objects.visible_to(by).filter(entry__roster__in=of["roster__in"]))
    counts = _by_roster(Count.objects.visible_to(by).filter(**of).order_by("at", "id"))
    handovers = _by_roster(Handover.objects.visible_to(by).filter(**of))
    rulings = _by_roster(Ruling.objects.visible_to(by).filter(**of))
    gates = {gate.pk: gate for gate in Gate.objects.all()}
    return [
        _told(
            one,
            _Rows(entries[one.pk], ticks, counts[one.pk], handovers[one.pk], rulings[one.pk]),
            gates,
        )
        for one in rosters
    ]


def places_of(entries: Sequence[Entry], *, by: Actor) -> Mapping[UUID, tally.Place]:
    """Where each of these people is, whatever their lists: one query. For readers who see people and not lists."""
    ticks = Tick.objects.visible_to(by).filter(entry__in=[one.pk for one in entries])
    facts = tally.Facts(entries=tuple(_entry(one, "") for one in entries), ticks=tuple(_tick(one) for one in ticks))
    return {UUID(key): place for key, place in tally.tally(facts).places.items()}


class _Rows(NamedTuple):
    entries: list[Entry]
    ticks: list[Tick]
    counts: list[Count]
    handovers: list[Handover]
    rulings: list[Ruling]


def _by_roster(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.roster_id].append(row)
    return found


def _told(roster: Roster, rows: _Rows, gates: Mapping[str, Gate]) -> Told:
    entries = {str(one.pk): one for one in rows.entries}
    ticks = {str(one.pk): one for one in rows.ticks if str(one.entry_id) in entries}
    facts = tally.Facts(
        gates=route_of(roster),
        entries=tuple(_entry(one, roster.title) for one in rows.entries),
        ticks=tuple(_tick(one) for one in ticks.values()),
        counts=tuple(tally.Count(one.gate_id, one.heads, one.at) for one in _newest(rows.counts)),
        announcements=_announced(roster, rows.entries),
        handovers=tuple(tally.Handover(one.gate_id, one.at) for one in rows.handovers),
        decisions=tuple(
            tally.Decision(str(one.pk), one.conflict, tuple(one.keeps), one.at, one.device) for one in rows.rulings
        ),
    )
    return Told(roster, facts, tally.tally(facts), entries, ticks, gates)


def route_of(roster: Roster) -> tuple[str, ...]:
    """The gates in the order of the way, as far as the routes know it: where the list came from, then the others.

    Who comes home travels the routes backwards.
    """
    ways = [gate for route in routes() for leg in route.legs for gate in leg]
    places = {gate: place for place, gate in enumerate(reversed(ways) if roster.kind == Kind.RETURN else ways)}
    gates = [gate for gate in roster.gates or [] if not gate.startswith("org:")]
    first = [roster.came_from_id] if roster.came_from_id else []
    return tuple(dict.fromkeys([*first, *sorted(gates, key=lambda gate: (places.get(gate, len(places)), gate))]))


def _newest(counts: Iterable[Count]) -> Iterable[Count]:
    """Of each gate the last count of heads: an earlier one was a wrong one, or not yet all."""
    return {one.gate_id: one for one in counts}.values()


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
