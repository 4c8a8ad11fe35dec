"""A list of people on their way, as it was sent: every line is kept, everybody on it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.queries import overseen, place_of
from sasando.domain.people.models import Person
from sasando.domain.rosters.models import AT_GATES, Entry, Kind, Particulars, Roster, Source, State
from sasando.domain.rosters.persons import Place, Written, home_of, persons_of
from sasando.exchange.rosters import Person as Line
from sasando.exchange.rosters import ReadRoster, read_roster
from sasando.exchange.tables.errors import NotATable

_SEXES: Final = {"female": "F", "male": "M", None: ""}
_KEPT: Final = (
    "aliases", "bin_binti", "nik", "passport_number", "passport_kind", "phone", "born_on", "birth_year", "birth_place",
    "age_months", "children", "village", "district", "regency", "village_code", "district_code", "regency_code",
    "note", "unsure", "more",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What came, and what is known of it. `due`: the gate where people come off unless the list says another."""

    title: str
    content: bytes
    kind: Kind = Kind.RETURN
    id: UUID | None = None
    came_from: Gate | None = None
    due: Gate | None = None
    carrier: str = ""
    arrives_at: datetime | None = None


@transaction.atomic
def announce_roster(letter: Letter, *, by: Actor) -> Roster:
    """Keep the list and write down everybody on it. The same list (by its id) again is the one that is there.

    Raises `Refused` when nothing was given, when it is too large, or when the same id came with another content.
    """
    if not by.may("roster.announce") or letter.kind not in AT_GATES:
        raise Refused("not_allowed")
    if not letter.content.strip():
        raise Refused("nothing_given")
    if len(letter.content) > settings.LIST_AT_MOST:
        raise Refused("file_too_large", megabytes=len(letter.content) >> 20, most=settings.LIST_AT_MOST >> 20)
    if there := _there_already(letter):
        return there
    read = _read(letter.content)
    roster = _roster(letter, read, by)
    roster.save(force_insert=True)
    Source(roster=roster, content=letter.content).save(force_insert=True)
    _write(roster, read, letter.due, by)
    audit.record("roster.announced", roster, by=by, fields=["title", "kind", "source"], digest=True)
    return roster


def _read(content: bytes) -> ReadRoster:
    try:
        return read_roster(content)
    except NotATable as why:
        raise Refused("roster_not_readable", because=why.because["id"]) from why


def _there_already(letter: Letter) -> Roster | None:
    there = Roster.objects.filter(pk=letter.id).first() if letter.id else None
    if there and bytes(Source.objects.get(pk=there.pk).content) != letter.content:
        raise Refused("same_key_other_content")
    return there


def _roster(letter: Letter, read: ReadRoster, by: Actor) -> Roster:
    gates = gates_named(read)
    passed = {gate.pk for gate in (letter.due, letter.came_from, *gates.values()) if gate}
    return Roster(
        id=letter.id or uuid4(),
        kind=letter.kind,
        title=letter.title[:200],
        organisation_id=by.organisation,
        region_code=place_of(by.organisation),
        state=State.READY,
        read=len(read.people),
        total=len(read.people),
        gates=sorted(passed),
        came_from=letter.came_from,
        carrier=letter.carrier[:80] or str(read.stated.get("ship", ""))[:80],
        arrives_at=letter.arrives_at,
        stated={"lines": read.lines, "other": read.other[:200], **read.stated},
        added_by=by.account,
    )


def gates_named(read: ReadRoster) -> Mapping[str, Gate]:
    """The gates that headings of the list name ("Turun Maumere", "LANJUT LEWOLEBA"), by the heading."""
    headings = {person.section for person in read.people if person.section}
    known = list(Gate.objects.filter(active=True)) if headings else []
    named = ((heading, [gate for gate in known if _names(heading, gate)]) for heading in headings)
    return {heading: min(gates, key=_harbours_first) for heading, gates in named if gates}


def _names(heading: str, gate: Gate) -> bool:
    words = heading.casefold()
    return gate.name.casefold() in words or gate.city.casefold() in words


def _harbours_first(gate: Gate) -> tuple[bool, str]:
    return gate.kind != "harbour", gate.pk


def _write(roster: Roster, read: ReadRoster, due: Gate | None, by: Actor) -> None:
    place = Place(roster.region_code, overseen())
    persons = persons_of((_written(line, at) for at, line in enumerate(read.people)), place, by=by)
    gates = gates_named(read)
    entries = [
        _entry(roster, at, line, persons[at], gates.get(line.section or "", due)) for at, line in enumerate(read.people)
    ]
    Entry.objects.bulk_create(entries)
    Particulars.objects.bulk_create(
        Particulars(entry=entry, raw=line.raw, said=said_of(line))
        for entry, line in zip(entries, read.people, strict=True)
    )


def entry_key(roster: UUID, row: int) -> UUID:
    """The key of a line: the same on every phone that has the list and on the server, without asking.

    >>> str(entry_key(UUID(int=1), 2))
    '8ff9f83c-0bdf-58d9-be4e-b11369508e29'
    """
    return uuid5(roster, str(row))


def _entry(roster: Roster, at: int, line: Line, person: Person, due: Gate | None) -> Entry:
    return Entry(
        id=entry_key(roster.pk, at + 1),
        roster=roster,
        row=at + 1,
        number=str(line.number)[:10] if line.number is not None else None,
        full_name=(line.full_name or "")[:200],
        description=(line.description or (None if line.full_name else line.raw) or "")[:300] or None,
        person=person,
        organisation_id=roster.organisation_id,
        region_code=person.region_code,
        gates=[due.pk] if due else [],
        due=due,
        carrier=roster.carrier or None,
        arrives_at=roster.arrives_at,
        sex=_SEXES[line.sex] or None,
        age=line.age if line.age is None or line.age < 130 else None,
        place=", ".join(part for part in (line.village, line.district, line.regency) if part)[:200] or None,
    )


def said_of(line: Line) -> dict[str, Any]:
    """What a line says beyond the name; what it does not say is not there."""
    return {name: value for name in _KEPT if (value := getattr(line, name))}


def _written(line: Line, at: int) -> Written:
    return Written(
        line=at,
        full_name=line.full_name or "",
        description=line.description or line.raw,
        sex=_SEXES[line.sex],
        home=home_of(line.village_code, line.district_code, line.regency_code),
        nik=line.nik or "",
        passport_number=line.passport_number or "",
        born_on=date.fromisoformat(line.born_on) if line.born_on else None,
        phone=line.phone or "",
    )
