"""What is handed in as a stop report: plain values, and the digest by which two reports are the same."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sasando.domain.people.models import Person

CHILD_BELOW: Final = 18  # years


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """One who was stopped. `home` is a Kemendagri code, `age` whole years; `person` somebody who is known already."""

    full_name: str = ""
    sex: str = ""
    age: int | None = None
    home: str | None = None
    origin: str = ""
    nik: str = ""
    passport_number: str = ""
    phone: str = ""
    person: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Who brought them, as it was told; nothing of it must be there."""

    role: str = "unknown"
    name: str = ""
    phone: str = ""
    house: str = ""
    ticket_buyer: str = ""
    payer: str = ""
    wage: Decimal | None = None
    currency: str = ""
    per: str = ""
    plate: str = ""
    account: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything is known at all."""
        return any(value for name, value in asdict(self).items() if name not in ("role", "currency", "per"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReport:
    """A whole report. `id` was made where it was written; `gate` is a key; `at` an aware time."""

    id: UUID
    agency: str
    at: datetime
    gate: str | None = None
    place: str = ""
    unit: str = ""
    mode: str = ""
    carrier: str = ""
    sailing: UUID | None = None
    found: str = ""
    destination: str = ""
    inside: bool = False
    papers: tuple[str, ...] = ()
    people: tuple[Stopped, ...] = ()
    unread: tuple[str, ...] = ()
    men: int | None = None
    women: int | None = None
    children: int | None = None
    brought: tuple[Brought, ...] = ()
    reasons: tuple[str, ...] = ()
    next: str = ""
    next_where: str = ""
    handed_to: UUID | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of everything that was written."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()

    def counted(self) -> tuple[int, int, int]:
        """Men, women and children: as counted, else as the named ones are. Below 18 is a child.

        Somebody whose sex nobody wrote down counts as no woman and no man unless the counts say so.
        """
        children = [one for one in self.people if one.age is not None and one.age < CHILD_BELOW]
        grown = [one for one in self.people if one not in children]
        named = (sum(one.sex == "M" for one in grown), sum(one.sex == "F" for one in grown), len(children))
        written = (self.men, self.women, self.children)
        return tuple(count if said is None else said for said, count in zip(written, named, strict=True))  # type: ignore[return-value]


def stopped_of(person: Person, *, phone: str = "", origin: str = "") -> Stopped:
    """Somebody who is known already, as they stand in a report."""
    return Stopped(
        person=person.pk,
        full_name=person.full_name or person.description,
        sex=person.sex,
        home=person.home_id,
        phone=phone,
        origin=origin,
    )
