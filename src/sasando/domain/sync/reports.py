"""A stop report as a phone sends it becomes the report of `stops`."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from sasando.domain.stops.kinds import Agency, BringerRole, Currency, Found, Mode, Next, Paper, Per
from sasando.domain.stops.report import Brought, Stopped, StopReport
from sasando.exchange.rosters import read_roster

_TEXTS: Final = ("unit", "place", "carrier", "destination", "next_where")
_CHOICES: Final = {"mode": Mode, "found": Found, "next": Next}
_SEXES: Final = {"female": "F", "male": "M", None: ""}
_LONGEST: Final = 120  # letters of a line of text


def report_of(key: UUID, body: Mapping[str, Any], *, at: datetime | None) -> StopReport:
    """The report. Raises `ValueError`, `TypeError` or `KeyError` when the body is none."""
    read = read_roster(str(body.get("people") or "").encode())
    written: dict[str, Any] = {name: str(body.get(name) or "")[:_LONGEST] for name in _TEXTS}
    written |= {name: _chosen(choices, body.get(name)) for name, choices in _CHOICES.items()}
    return StopReport(
        id=key,
        agency=Agency(body["agency"]).value,
        at=at or timezone.now(),
        gate=body.get("gate") or None,
        inside=body.get("inside") is True,
        papers=tuple(Paper(one).value for one in body.get("papers") or ()),
        people=tuple(_stopped(one) for one in read.people),
        unread=tuple(read.other),
        men=_count(body, "men"),
        women=_count(body, "women"),
        children=_count(body, "children"),
        brought=tuple(_brought(one) for one in body.get("brought") or ()),
        reasons=tuple(str(one) for one in body.get("reasons") or ()),
        **written,
    )


def _chosen(choices: Any, value: object) -> str:
    return str(choices(value).value) if value else ""


def _count(body: Mapping[str, Any], name: str) -> int | None:
    value = body.get(name)
    if value is None or value == "":
        return None
    if not 0 <= int(value) <= 1_000:
        raise ValueError("no count of people")
    return int(value)


def _stopped(line: Any) -> Stopped:
    return Stopped(
        full_name=(line.full_name or line.description or line.raw)[:200],
        sex=_SEXES[line.sex],
        age=line.age if line.age is None or line.age < 130 else None,
        home=line.village_code or line.district_code or line.regency_code,
        origin=", ".join(part for part in (line.village, line.district, line.regency) if part)[:200],
        nik=line.nik or "",
        passport_number=line.passport_number or "",
        phone=line.phone or "",
    )


def _brought(one: Mapping[str, Any]) -> Brought:
    texts = ("name", "phone", "house", "ticket_buyer", "payer", "plate", "account")
    longest = {"phone": 60, "house": 200, "plate": 20, "account": 60}
    return Brought(
        role=BringerRole(one.get("role") or BringerRole.UNKNOWN).value,
        wage=_wage(one.get("wage")),
        currency=_chosen(Currency, one.get("currency")),
        per=_chosen(Per, one.get("per")),
        **{name: str(one.get(name) or "")[: longest.get(name, _LONGEST)] for name in texts},
    )


def _wage(value: object) -> Decimal | None:
    if value in (None, ""):
        return None
    try:
        wage = Decimal(str(value))
    except InvalidOperation as problem:
        raise ValueError("no wage") from problem
    if not wage.is_finite() or not 0 <= wage < 10**12:
        raise ValueError("no wage")
    return wage
