"""What a card says: the claims of a CWT (RFC 8392), ours under one private key so that they stay short.

Registered: 1 iss, 4 exp, 6 iat (whole seconds), 7 cti (id of the issue). Ours, a map under -65537, by `FIELDS`:
1 what (1 clearance letter, 2 companion card, 3 examination result), 2 serial, 3 name as printed, 4 year of birth,
5 country, 6 position, 7 employer, 8 company, 9 permit number, 10 day of the decision (days since 1970-01-01), 11 index
in the log, 12 outcome, 13 facility. A number that is not known is passed over; a released number never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum
from typing import Any, Final

from sasando.core.credentials.cbor import Broken

ISS, EXP, IAT, CTI, OURS = 1, 4, 6, 7, -65537
WITA: Final = timezone(timedelta(hours=8), "WITA")
LONGEST_TEXT: Final = 120
_LATEST: Final = 1 << 33  # seconds: the year 2242
_EPOCH: Final = date(1970, 1, 1)


class What(IntEnum):
    """What a statement is about."""

    LETTER = 1
    CARD = 2
    EXAMINATION = 3


FIELDS: Final = {
    2: ("serial", str),
    3: ("name", str),
    4: ("birth_year", int),
    5: ("country", str),
    6: ("position", str),
    7: ("employer", str),
    8: ("company", str),
    9: ("permit", str),
    10: ("decided_on", date),
    11: ("log_index", int),
    12: ("outcome", str),
    13: ("facility", str),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement. Moments are aware and whole seconds; it is good before `expires_at`. Empty: not said."""

    what: What
    issuer: str
    id: bytes
    issued_at: datetime
    expires_at: datetime
    serial: str
    name: str = ""
    birth_year: int | None = None
    country: str = ""
    position: str = ""
    employer: str = ""
    company: str = ""
    permit: str = ""
    decided_on: date | None = None
    log_index: int | None = None
    outcome: str = ""
    facility: str = ""

    @property
    def last_day(self) -> date:
        """The last day in NTT on which it is good."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(WITA).date()


def end_of(day: date) -> datetime:
    """The moment at which this day is over in NTT: `expires_at` of what is good until that day.

    >>> end_of(date(2026, 11, 25)).isoformat()
    '2026-11-26T00:00:00+08:00'
    """
    return datetime(day.year, day.month, day.day, tzinfo=WITA) + timedelta(days=1)


def claims_of(statement: Statement) -> dict[int, Any]:
    """The claims of a statement. Raises `ValueError` for one that nobody could read back."""
    ours: dict[int, Any] = {1: int(statement.what)}
    for number, (name, _) in FIELDS.items():
        value = getattr(statement, name)
        if value not in ("", None):
            ours[number] = (value - _EPOCH).days if isinstance(value, date) else value
    issued_at, expires_at = int(statement.issued_at.timestamp()), int(statement.expires_at.timestamp())
    claims = {ISS: statement.issuer, EXP: expires_at, IAT: issued_at, CTI: statement.id, OURS: ours}
    if statement_of(claims) != statement or issued_at >= expires_at:
        raise ValueError("a statement that cannot be read back as it is")
    return claims


def statement_of(claims: object) -> Statement:
    """The statement in these claims. Raises `Broken`."""
    issuer, issued_at, expires_at, of_id = registered(claims)
    ours = claims[OURS] if isinstance(claims, Mapping) else None
    if not isinstance(ours, dict) or ours.get(1) not in list(What):
        raise Broken("no statement of a kind that is known here")
    fields = {name: _value(ours[number], kind) for number, (name, kind) in FIELDS.items() if number in ours}
    if not fields.get("serial"):
        raise Broken("no serial")
    return Statement(what=What(ours[1]), issuer=issuer, id=of_id, issued_at=issued_at, expires_at=expires_at, **fields)


def registered(claims: object) -> tuple[str, datetime, datetime, bytes]:
    """Issuer, first and last moment, and id, as every message of ours has them. Raises `Broken`."""
    match claims:
        case {1: str(issuer), 4: int(exp), 6: int(iat), 7: bytes(of_id), -65537: dict()} if (
            0 <= iat < _LATEST and 0 <= exp < _LATEST and 0 < len(of_id) <= 32 and _readable(issuer)
        ):
            return issuer, datetime.fromtimestamp(iat, UTC), datetime.fromtimestamp(exp, UTC), of_id
    raise Broken("claims are missing or of another kind")


def _value(value: object, kind: type) -> Any:
    if kind is str and isinstance(value, str) and _readable(value):
        return value
    if kind is not str and type(value) is int and 0 <= value < _LATEST:
        if kind is int:
            return value
        if value < 100_000:
            return _EPOCH + timedelta(days=value)
    raise Broken("a field of another kind")


def _readable(text: str) -> bool:
    """One line that shows what it says: no control character, no turned direction."""
    return len(text) <= LONGEST_TEXT and text.isprintable()
