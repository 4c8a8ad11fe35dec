"""A timetable out of a table: rows become voyages, and each is new, there already, or a change of what is there.

First a plan, which a page shows; then the plan is carried out. A row that is wrong is named, and stops no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

from django.db import transaction

from sasando.core.facts import Says
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.gates.actions import change_sailing, voyage_of, write_down
from sasando.domain.gates.clock import ZONES, day_at, zone_of
from sasando.domain.gates.models import Gate, Sailing
from sasando.domain.gates.names import GateNames
from sasando.domain.gates.queries import sailings_between
from sasando.domain.gates.vessels import mode_of, vessel_key
from sasando.domain.gates.voyages import CallAt, Voyage, refuse_impossible
from sasando.exchange.tables.problem import Problem
from sasando.exchange.timetables import Line, Local, ReadTimetable

LONGEST_LEG: Final = timedelta(hours=72)  # further apart, two calls are of two voyages
_LONGEST_NAME: Final = 80
_DAY: Final = timedelta(days=1)
_SAILS_EARLY: Final[Says] = {
    "id": "Tiba sebelum kapal berangkat dari gerbang sebelumnya. Periksa tanggal dan jamnya.",
    "en": "It arrives before the ship has left the gate before. Check date and time.",
}
_NOT_YOURS: Final[Says] = {
    "id": "Pelayaran ini sudah ada dengan waktu lain; hanya kantor yang memasukkannya boleh mengubahnya.",
    "en": "This voyage is there already at another time; only the office that entered it may change it.",
}
_LONG_NAME: Final[Says] = {
    "id": f"Nama lebih panjang dari {_LONGEST_NAME} huruf.",
    "en": f"The name is longer than {_LONGEST_NAME} letters.",
}


class Fate(Enum):
    """What becomes of a planned voyage."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Planned:
    """One voyage, the rows it came from, and the sailing that it changes or already is."""

    voyage: Voyage
    rows: tuple[int, ...]
    fate: Fate = Fate.NEW
    sailing: Sailing | None = None


@dataclass(slots=True)
class Plan:
    """What would be saved, and what is wrong with the rows that would not. `overnight`: rows that leave a day later."""

    voyages: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    overnight: list[int] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """How many voyages have this fate."""
        return sum(one.fate is fate for one in self.voyages)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line whose gate is known. A line whose gate is not still parts one voyage from the next."""

    line: Line
    key: str
    mode: str
    begins: datetime
    call: CallAt | None


def plan_timetable(read: ReadTimetable, *, by: Actor, source: str = "") -> Plan:
    """What importing would do for this actor. Two queries for gates and sailings; nothing is written."""
    names = GateNames(Gate.objects.visible_to(by).select_related("region"))
    plan = Plan(problems=list(read.problems), overnight=[line.row for line in read.lines if line.overnight])
    by_vessel: dict[str, list[_Row]] = defaultdict(list)
    for line in read.lines:
        row = _row(line, names, plan.problems)
        by_vessel[row.key].append(row)
    for lines in by_vessel.values():
        for group in _grouped(sorted(lines, key=lambda row: row.begins)):
            plan.voyages += _planned(group, source, plan.problems)
    _compare(plan, by)
    plan.voyages.sort(key=lambda one: (one.voyage.calls[0].begins_at, one.voyage.vessel))
    plan.problems.sort(key=lambda one: one.row)
    return plan


@transaction.atomic
def import_timetable(plan: Plan, *, by: Actor) -> Plan:
    """Save a plan, and give it back: new voyages are added, changed ones changed, one fact each. Raises Refused."""
    if not by.may("sailing.add"):
        raise Refused("not_allowed")
    write_down([one.voyage for one in plan.voyages if one.fate is Fate.NEW], by=by)
    for one in plan.voyages:
        if one.fate is Fate.CHANGED and one.sailing:
            change_sailing(one.sailing, one.voyage, by=by)
    return plan


def _row(line: Line, names: GateNames, problems: list[Problem]) -> _Row:
    mode = str(mode_of(line.mode) or mode_of(line.vessel) or "")
    call = None
    try:
        gate = names.read(line.gate, mode)
    except Unreadable as unknown:
        problems.append(Problem(line.row, "gerbang", line.gate, unknown.because))
    else:
        call = CallAt(gate, _moment(line.arrives, gate), _moment(line.departs, gate))
        if len(line.vessel) > _LONGEST_NAME:
            problems.append(Problem(line.row, "kapal/penerbangan", line.vessel, _LONG_NAME))
            call = None
    stated = line.arrives or line.departs
    assert stated is not None  # noqa: S101 - the reader gives no line without a time
    begins = (call and call.begins_at) or stated.at.replace(tzinfo=ZONES.get(stated.zone, ZONES["WITA"]))
    return _Row(line, vessel_key(line.vessel), mode, begins, call)


def _moment(local: Local | None, gate: Gate) -> datetime | None:
    return local.at.replace(tzinfo=ZONES.get(local.zone) or zone_of(gate)).astimezone(UTC) if local else None


def _grouped(rows: Sequence[_Row]) -> Iterable[list[_Row]]:
    """The rows of one ship as voyages: it begins where there is only a departure, and ends where only an arrival.

    A gate that comes twice, or three days without a call, part two voyages as well.
    """
    group: list[_Row] = []
    for row in rows:
        if group and _parts(group, row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _parts(group: Sequence[_Row], row: _Row) -> bool:
    last, gates = group[-1], {one.call.gate.pk for one in group if one.call}
    left = (last.call and last.call.departs_at) or last.begins
    return (
        row.line.arrives is None
        or last.line.departs is None
        or (row.call is not None and row.call.gate.pk in gates)
        or row.begins - left > LONGEST_LEG
    )


def _planned(group: Sequence[_Row], source: str, problems: list[Problem]) -> Iterable[Planned]:
    kept: list[_Row] = []
    left: datetime | None = None
    for row in group:
        if row.call is None or row.call.begins_at is None:
            continue
        if left and row.call.begins_at < left:
            problems.append(Problem(row.line.row, "tiba", _shown(row.line.arrives), _SAILS_EARLY))
            continue
        left = row.call.departs_at or row.call.begins_at
        kept.append(row)
    if kept:
        notes = "; ".join(dict.fromkeys(row.line.note for row in kept if row.line.note))
        calls = [row.call for row in kept if row.call]
        voyage = Voyage(kept[0].line.vessel, calls, kept[0].mode, notes[:300], source[:200])
        yield Planned(replace(voyage, mode=str(voyage.travels_by())), tuple(row.line.row for row in kept))


def _shown(local: Local | None) -> str:
    return f"{local.at:%d/%m/%Y %H:%M}" if local else ""


def _compare(plan: Plan, by: Actor) -> None:
    """Say of each voyage whether it is there already. What another office entered, a role may not be able to change."""
    moments = [one.begins_at for planned in plan.voyages for one in planned.voyage.calls if one.begins_at]
    if not moments:
        return
    there: dict[str, list[Sailing]] = defaultdict(list)
    for sailing in sailings_between(min(moments).date() - _DAY, max(moments).date() + _DAY):
        there[vessel_key(sailing.vessel)].append(sailing)
    mine = (
        set(Sailing.objects.filter(may_reach(Sailing, by, "change")).values_list("pk", flat=True)) if there else set()
    )
    compared = []
    for planned in plan.voyages:
        rivals = there.get(vessel_key(planned.voyage.vessel), [])
        found = max(rivals, key=lambda one: _shared(one, planned.voyage), default=None)
        if found is None or not any(_shared(found, planned.voyage)):
            compared.append(planned)
            continue
        rivals.remove(found)
        merged = _merged(found, planned.voyage)
        fate = Fate.SAME if list(merged.calls) == list(voyage_of(found).calls) else Fate.CHANGED
        if problem := _why_not(planned, merged, allowed=fate is Fate.SAME or found.pk in mine):
            plan.problems.append(problem)
        else:
            compared.append(replace(planned, voyage=merged, fate=fate, sailing=found))
    plan.voyages = compared


def _shared(sailing: Sailing, voyage: Voyage) -> tuple[int, int]:
    """How many calls of the two are at the same moment, and on the same day, at the same gate."""
    exact = {(one.gate_id, one.begins_at) for one in sailing.calls.all()}
    daily = {(one.gate_id, day_at(one.gate, one.begins_at)) for one in sailing.calls.all()}
    begun = [(one.gate, one.begins_at) for one in voyage.calls if one.begins_at]
    return sum((gate.pk, at) in exact for gate, at in begun), sum(
        (gate.pk, day_at(gate, at)) in daily for gate, at in begun
    )


def _merged(sailing: Sailing, voyage: Voyage) -> Voyage:
    """What is there, with the times that are new: a leaflet of one port does not take away the other ports."""
    calls = list(voyage_of(sailing).calls)
    for one in voyage.calls:
        same = [at for at, call in enumerate(calls) if call.gate.pk == one.gate.pk]
        at = min(same, key=lambda at: abs(_begins(calls[at]) - _begins(one)), default=None)
        if at is None:
            calls.append(one)
        else:
            calls[at] = CallAt(one.gate, one.arrives_at or calls[at].arrives_at, one.departs_at or calls[at].departs_at)
    kept = sorted(calls, key=lambda one: (_begins(one), one.departs_at or _begins(one)))
    return Voyage(sailing.vessel, kept, sailing.mode, voyage.note or sailing.note, voyage.source or sailing.source)


def _begins(call: CallAt) -> datetime:
    assert call.begins_at is not None  # noqa: S101 - both the reader and the database see to that
    return call.begins_at


def _why_not(planned: Planned, merged: Voyage, *, allowed: bool) -> Problem | None:
    row, name = planned.rows[0], planned.voyage.vessel
    if not allowed:
        return Problem(row, "kapal/penerbangan", name, _NOT_YOURS)
    try:
        refuse_impossible(merged)
    except Refused:
        return Problem(row, "tiba", name, _SAILS_EARLY)
    return None
