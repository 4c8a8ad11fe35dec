"""An invented half-year timetable over the real gates. The ships bear the names of real ones; their times are made up.

Three voyages can be named: `making.key("sailing saturday")` is the ship of story A, from Nunukan, at Lorens Say on
Saturday at 06:15; `making.key("sailing today")` comes to Lorens Say today; `making.key("sailing next")` leaves Tenau
for the east in three days.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sasando.domain import audit
from sasando.domain.gates.clock import zone_of
from sasando.domain.gates.models import Call, Gate, Mode, Sailing
from sasando.project.demo_world.making import Making

_BACK, _AHEAD = 70, 120
"""Days of the timetable before and after today: more than half a year."""
_SOURCE: Final = "jadwal contoh, bukan jadwal sungguhan"

Stop = tuple[str, str, str]
"""A gate, and when the ship comes and goes: "0 06:15" is on the first day of the voyage, "" is never."""

HOME: Final[Sequence[Stop]] = (
    ("pelabuhan-nunukan", "", "0 20:00"),
    ("pelabuhan-parepare", "1 22:00", "1 23:30"),
    ("pelabuhan-makassar", "2 05:00", "2 09:00"),
    ("pelabuhan-lorens-say", "3 06:15", "3 09:00"),
    ("pelabuhan-larantuka", "3 13:00", "3 14:30"),
    ("pelabuhan-lewoleba", "3 17:00", "3 18:30"),
    ("pelabuhan-tenau", "4 06:00", ""),
)
OUT: Final[Sequence[Stop]] = (
    ("pelabuhan-tenau", "", "0 17:00"),
    ("pelabuhan-lewoleba", "1 05:00", "1 07:00"),
    ("pelabuhan-larantuka", "1 09:00", "1 10:00"),
    ("pelabuhan-lorens-say", "1 14:00", "1 16:00"),
    ("pelabuhan-makassar", "2 13:00", "2 17:00"),
    ("pelabuhan-parepare", "2 23:00", "3 00:30"),
    ("pelabuhan-nunukan", "4 06:00", ""),
)
_LAMBELU_HOME: Final[Sequence[Stop]] = (
    ("pelabuhan-nunukan", "", "0 22:00"),
    ("pelabuhan-parepare", "1 23:00", "2 00:30"),
    ("pelabuhan-makassar", "2 07:00", "2 13:00"),
    ("pelabuhan-lorens-say", "3 10:40", "3 13:00"),
    ("pelabuhan-lewoleba", "3 18:00", "3 19:30"),
    ("pelabuhan-tenau", "4 07:30", ""),
)
_REGULAR: Final[Sequence[tuple[str, Mode, Sequence[int], str, str]]] = (
    # vessel, mode, weekdays (0 is Monday), from where and when, whereto and when
    ("KMP Inerie II", Mode.FERRY, (0, 2, 4), "pelabuhan-bolok 0 16:00", "pelabuhan-larantuka 1 06:00"),
    ("KMP Inerie II", Mode.FERRY, (1, 3, 5), "pelabuhan-larantuka 0 14:00", "pelabuhan-bolok 1 04:30"),
    ("KMP Lakaan", Mode.FERRY, (1, 4), "pelabuhan-ende 0 18:00", "pelabuhan-waingapu 1 05:00"),
    ("KMP Lakaan", Mode.FERRY, (2, 5), "pelabuhan-waingapu 0 18:00", "pelabuhan-ende 1 05:00"),
    ("CT 101", Mode.FLIGHT, range(7), "bandara-el-tari 0 07:10", "bandara-surabaya 0 08:15"),
    ("CT 204", Mode.FLIGHT, range(7), "bandara-soekarno-hatta 0 01:30", "bandara-el-tari 0 05:40"),
    ("CT 310", Mode.FLIGHT, (0, 3), "bandara-el-tari 0 14:20", "bandara-bali 0 15:50"),
    ("CT 808", Mode.FLIGHT, (2,), "bandara-komodo 0 11:00", "bandara-kuala-lumpur 0 14:40"),
)
_EVERY_TWO_WEEKS: Final = 14
_DELAYED_AGO: Final = 2  # voyages home before the one of Saturday: that one did not sail


def make_sailings(making: Making) -> None:
    """Write the whole timetable, in the name of the officers of two posts."""
    gates = {gate.pk: gate for gate in Gate.objects.select_related("region")}
    planned = list(_planned(making))
    quay, office = making.actor("maumere", "quay-officer"), making.actor("office", "protection-officer")
    sailings = [
        Sailing(
            id=key,
            vessel=vessel,
            mode=mode,
            source=_SOURCE,
            organisation_id=(by := quay if mode == Mode.SHIP else office).organisation,
            added_by_id=by.account,
        )
        for key, vessel, mode, _, _ in planned
    ]
    calls = [
        Call(sailing=sailing, order=order, gate=gates[slug], arrives_at=_at(gates[slug], first, comes),
             departs_at=_at(gates[slug], first, goes))
        for sailing, (_, _, _, first, stops) in zip(sailings, planned, strict=True)
        for order, (slug, comes, goes) in enumerate(stops)
    ]  # fmt: skip
    _cancel_one(making, sailings)
    Sailing.objects.bulk_create(sailings)
    Call.objects.bulk_create(calls)
    for sailing in sailings:
        audit.record("sailing.added", sailing, by=quay if sailing.mode == Mode.SHIP else office)


def saturday(making: Making) -> date:
    """The Saturday of story A: today, or else the next one."""
    return making.today + timedelta(days=(5 - making.today.weekday()) % 7)


Planned = tuple[UUID, str, Mode, date, Sequence[Stop]]


def _planned(making: Making) -> Iterator[Planned]:
    """Key, vessel, mode, first day, stops; each voyage once."""
    begins = saturday(making) - timedelta(days=3)
    yield from _turns(making, "saturday", "KM Bukit Siguntang", begins, HOME)
    yield from _turns(making, "out", "KM Bukit Siguntang", begins + timedelta(days=5), OUT)
    yield from _turns(making, "today", "KM Lambelu", making.today - timedelta(days=3), _LAMBELU_HOME)
    yield from _turns(making, "next", "KM Lambelu", making.today + timedelta(days=3), OUT)
    monday = making.today - timedelta(days=making.today.weekday())
    for number, (vessel, mode, weekdays, whence, whither) in enumerate(_REGULAR):
        (here, leaves), (there, comes) = (one.split(" ", 1) for one in (whence, whither))
        for weekday in weekdays:
            for week in range(-_BACK // 7, _AHEAD // 7 + 1):
                key = making.key(f"sailing {number} {weekday} {week}")
                first = monday + timedelta(days=weekday + 7 * week)
                yield key, vessel, mode, first, ((here, "", leaves), (there, comes, ""))


def _turns(making: Making, name: str, vessel: str, begins: date, stops: Sequence[Stop]) -> Iterator[Planned]:
    """A ship every two weeks; the turn around today has the plain key."""
    for turn in range(-_BACK // _EVERY_TWO_WEEKS, _AHEAD // _EVERY_TWO_WEEKS + 1):
        key = making.key(f"sailing {name}" if turn == 0 else f"sailing {name} {turn}")
        yield key, vessel, Mode.SHIP, begins + timedelta(days=turn * _EVERY_TWO_WEEKS), stops


def _at(gate: Gate, first: date, written: str) -> datetime | None:
    if not written:
        return None
    days, clock = written.split()
    return datetime.combine(first + timedelta(days=int(days)), time.fromisoformat(clock), zone_of(gate))


def _cancel_one(making: Making, sailings: Sequence[Sailing]) -> None:
    """Bad weather: one voyage home did not take place."""
    key = making.key(f"sailing saturday {-_DELAYED_AGO}")
    lost = next(one for one in sailings if one.pk == key)
    lost.cancelled_at = datetime.combine(making.day(_DELAYED_AGO * _EVERY_TWO_WEEKS), time(8, 0), zone_of(Gate()))
    lost.cancelled_because = "gelombang tinggi, kapal berlindung di Makassar"
