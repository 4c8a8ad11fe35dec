"""A list as facts for the tally: no further than the reader sees. Whoever sees two of a list counts two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value

from sasando.core import tally
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.gates.routes import routes
from sasando.domain.organisations.models import Account
from sasando.domain.passages.models import Count, Handover, Ruling, Tick
from sasando.domain.rosters.models import Entry, Kind, Roster

_NOBODY_KNOWS: Final = "-"
_COUNT, _HANDOVER, _RULING = "count", "handover", "ruling"


@dataclass(frozen=True, slots=True)
class Closing:
    """One hand-over of the list, as far as a line about it needs it."""

    id: UUID
    gate: str
    at: datetime
    receiver: str


@dataclass(frozen=True, slots=True)
class Told:
    """A voyage with what its ids stand for. A tick has `maker`: who made it, where the reader may know the name."""

    roster: Roster
    facts: tally.Facts
    voyage: tally.Voyage
    entries: Mapping[str, Entry]
    ticks: Mapping[str, Tick]
    gates: Mapping[str, Gate]  # all there are
    closings: tuple[Closing, ...] = ()

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
    """The same of several lists, in their order: four queries whatever their number."""
    keys = [roster.pk for roster in rosters]
    entries = _by_roster(Entry.objects.visible_to(by).filter(roster__in=keys).order_by("row", "added_at", "id"))
    makers = Account.objects.visible_to(by).filter(pk=OuterRef("by")).order_by().values("name")
    ticks = list(Tick.objects.visible_to(by).filter(entry__roster__in=keys).annotate(maker=Subquery(makers[:1])))
    beside = _by_roster(_beside(keys, by))
    gates = {gate.pk: gate for gate in Gate.objects.all()}
    return [_told(one, _Rows(entries[one.pk], ticks, beside[one.pk]), gates) for one in rosters]


def places_of(entries: Sequence[Entry], *, by: Actor) -> Mapping[UUID, tally.Place]:
    """Where each of these people is, whatever their lists: one query. For readers who see people and not lists."""
    ticks = Tick.objects.visible_to(by).filter(entry__in=[one.pk for one in entries])
    facts = tally.Facts(entries=tuple(_entry(one, "") for one in entries), ticks=tuple(_tick(one) for one in ticks))
    return {UUID(key): place for key, place in tally.tally(facts).places.items()}


class _Beside(NamedTuple):
    """A count, a hand-over or a ruling: what is told of a list beside its ticks, in one form."""

    what: str
    roster_id: UUID
    id: UUID
    gate: str
    at: datetime
    device: str
    heads: int
    text: str
    keeps: list[str]


class _Rows(NamedTuple):
    entries: list[Entry]
    ticks: list[Tick]
    beside: list[_Beside]


def _beside(keys: Sequence[UUID], by: Actor) -> list[_Beside]:
    """All of them in the order of their time: one query for the three tables."""
    nothing, none = Value(""), Value([], output_field=ArrayField(CharField()))
    shapes: tuple[tuple[str, QuerySet[Any], Any], ...] = (
        (_COUNT, Count.objects.visible_to(by), (F("gate_id"), F("heads"), nothing, none)),
        (_HANDOVER, Handover.objects.visible_to(by), (F("gate_id"), Value(0), F("receiver"), none)),
        (_RULING, Ruling.objects.visible_to(by), (nothing, Value(0), F("conflict"), F("keeps"))),
    )
    columns = ("b_what", "roster_id", "id", "b_gate", "at", "device", "b_heads", "b_text", "b_keeps")
    one, *others = (
        rows.filter(roster__in=keys)
        .order_by()
        .annotate(b_what=Value(what), b_gate=gate, b_heads=heads, b_text=text, b_keeps=keeps)
        .values_list(*columns)
        for what, rows, (gate, heads, text, keeps) in shapes
    )
    return sorted((_Beside(*row) for row in one.union(*others, all=True)), key=lambda row: (row.at, row.id))


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
        counts=_newest(rows.beside),
        announcements=_announced(roster, rows.entries),
        handovers=tuple(tally.Handover(one.gate, one.at) for one in rows.beside if one.what == _HANDOVER),
        decisions=tuple(
            tally.Decision(str(one.id), one.text, tuple(one.keeps), one.at, one.device)
            for one in rows.beside
            if one.what == _RULING
        ),
    )
    closings = tuple(Closing(one.id, one.gate, one.at, one.text) for one in rows.beside if one.what == _HANDOVER)
    return Told(roster, facts, tally.tally(facts), entries, ticks, gates, closings)


def route_of(roster: Roster) -> tuple[str, ...]:
    """The gates in the order of the way, as far as the routes know it: where the list came from, then the others.

    Who comes home travels the routes backwards.
    """
    ways = [gate for route in routes() for leg in route.legs for gate in leg]
    places = {gate: place for place, gate in enumerate(reversed(ways) if roster.kind == Kind.RETURN else ways)}
    gates = [gate for gate in roster.gates or [] if not gate.startswith("org:")]
    first = [roster.came_from_id] if roster.came_from_id else []
    return tuple(dict.fromkeys([*first, *sorted(gates, key=lambda gate: (places.get(gate, len(places)), gate))]))


def _newest(beside: Iterable[_Beside]) -> tuple[tally.Count, ...]:
    """Of each gate the last count of heads: an earlier one was a wrong one, or not yet all."""
    newest = {one.gate: tally.Count(one.gate, one.heads, one.at) for one in beside if one.what == _COUNT}
    return tuple(newest.values())


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
