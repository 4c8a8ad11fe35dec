"""A voyage as somebody states it, before it is a `Sailing`: whether it can be true, and whether it is there already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models.functions import Coalesce

from sasando.domain.errors import Refused
from sasando.domain.gates.models import Call, Gate, Kind, Mode
from sasando.domain.gates.vessels import mode_of, vessel_key


class CallAt(NamedTuple):
    """A stop to be: aware moments, of which one may be missing."""

    gate: Gate
    arrives_at: datetime | None = None
    departs_at: datetime | None = None

    @property
    def begins_at(self) -> datetime | None:
        """When it comes, or when it goes where it begins."""
        return self.arrives_at or self.departs_at


@dataclass(frozen=True, slots=True)
class Voyage:
    """What `add_sailing` takes. Without `mode` the name says it, or the gates do."""

    vessel: str
    calls: Sequence[CallAt]
    mode: str = ""
    note: str = ""
    source: str = ""

    def later(self, by: timedelta) -> "Voyage":
        """The same voyage, so much later."""
        return replace(self, calls=[CallAt(one.gate, *(at and at + by for at in one[1:])) for one in self.calls])

    def travels_by(self) -> str:
        """The mode that is stated, that the name says, or that the gates allow; a ship if nothing says otherwise."""
        kinds = {one.gate.kind for one in self.calls}
        where = Mode.FLIGHT if kinds == {Kind.AIRPORT} else Mode.ROAD if kinds == {Kind.BORDER_POST} else Mode.SHIP
        return self.mode or mode_of(self.vessel) or where


def refuse_impossible(voyage: Voyage) -> None:
    """Raise `Refused` for a voyage that cannot be: no stop, a stop without time, or times that run backwards."""
    if not voyage.calls:
        raise Refused("sailing_without_calls")
    left: datetime | None = None
    for call in voyage.calls:
        if call.begins_at is None:
            raise Refused("call_without_time", gate=call.gate.title)
        if call.arrives_at and call.departs_at and call.departs_at < call.arrives_at:
            raise Refused("call_departs_too_early", gate=call.gate.title)
        if left and call.begins_at < left:
            raise Refused("calls_not_in_order", gate=call.gate.title)
        left = call.departs_at or call.begins_at


Mark = tuple[str, str, datetime]
"""By what a voyage is known again: the key of its vessel, a gate, and when it begins there."""


def marks_of(voyage: Voyage) -> set[Mark]:
    """All of one voyage."""
    key = vessel_key(voyage.vessel)
    return {(key, one.gate.pk, one.begins_at) for one in voyage.calls if one.begins_at}


def known_marks(voyages: Iterable[Voyage]) -> set[Mark]:
    """Those marks of sailings that are there and not cancelled which any of these voyages could meet. One query."""
    calls = [one for voyage in voyages for one in voyage.calls if one.begins_at]
    if not calls:
        return set()
    moments = [one.begins_at for one in calls if one.begins_at]
    found = (
        Call.objects.filter(gate__in={one.gate.pk for one in calls}, sailing__cancelled_at=None)
        .annotate(at=Coalesce("arrives_at", "departs_at"))
        .filter(at__range=(min(moments), max(moments)))
    )
    return {(vessel_key(name), gate, at) for name, gate, at in found.values_list("sailing__vessel", "gate_id", "at")}
