"""The clock on the wall of a gate: timetables are written by it, whoever reads them."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from sasando.domain.gates.models import Gate

WIB, WITA, WIT = (timezone(timedelta(hours=hours), word) for hours, word in ((7, "WIB"), (8, "WITA"), (9, "WIT")))
ZONES: Final = {"WIB": WIB, "WITA": WITA, "WIT": WIT}
"""The clocks of Indonesia by their words. None of them is ever put forward or back."""
_BY_PROVINCE: Final = {
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19", "21"), WIB),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "61", "62"), WIB),
    **dict.fromkeys(("81", "82", "91", "92", "93", "94", "95", "96", "97"), WIT),
}
_ABROAD: Final = {
    "MY": timezone(timedelta(hours=8), "MYT"),
    "SG": timezone(timedelta(hours=8), "SGT"),
    "BN": timezone(timedelta(hours=8), "BNT"),
    "TL": timezone(timedelta(hours=9), "TLT"),
}


def zone_of(gate: Gate) -> timezone:
    """The clock of the gate. Where it is not known, that of Kupang (WITA).

    >>> zone_of(Gate(country="ID", region_id="35.15")).tzname(None), zone_of(Gate(country="MY")).tzname(None)
    ('WIB', 'MYT')
    """
    if gate.country != "ID":
        return _ABROAD.get(gate.country, WITA)
    return _BY_PROVINCE.get((gate.region_id or "")[:2], WITA)


def day_at(gate: Gate, at: datetime) -> date:
    """The day that it is at the gate.

    >>> day_at(Gate(country="ID", region_id="53.07"), datetime(2026, 3, 6, 22, 15, tzinfo=UTC))
    datetime.date(2026, 3, 7)
    """
    return at.astimezone(zone_of(gate)).date()


def bounds(gate: Gate, since: date, until: date) -> tuple[datetime, datetime]:
    """Two moments between which these days lie at the gate, both days whole: the first is in, the last is not."""
    zone = zone_of(gate)
    begin = datetime.combine(since, datetime.min.time(), zone)
    end = datetime.combine(until + timedelta(days=1), datetime.min.time(), zone)
    return begin.astimezone(UTC), end.astimezone(UTC)
