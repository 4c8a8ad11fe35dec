"""What the reader understood of a list, to be looked at before it is saved: people, doubts, lines that are nobody."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.rosters.announcing import gates_named
from sasando.domain.stops.seen import Seen, seen_in_stops
from sasando.exchange.rosters import Person, ReadRoster, read_roster
from sasando.exchange.tables.errors import NotATable

SHOWN: Final = 300
_NUMBERS_SHOWN: Final = 40
_SEXES: Final = {"male": "L", "female": "P"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What was read of some fields, and whether somebody must look at it."""

    text: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One person as understood."""

    line: int
    number: str
    name: Cell
    sex: Cell
    age: Cell
    home: Cell
    papers: Cell
    phone: Cell
    gate: str
    note: str
    again: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """The whole list as understood. `sections`: heading, how many people, the gate it names ("" for none)."""

    people: int
    lines: int
    rows: list[Row]
    unsure: int
    other: list[str]
    notes: list[tuple[str, str]]
    sections: list[tuple[str, int, str]]
    stated: Mapping[str, object]
    seen: list[Seen]


def read(content: bytes) -> ReadRoster:
    """The list. Raises `ValidationError` with one sentence for what is none."""
    try:
        return read_roster(content)
    except NotATable as problem:
        raise ValidationError(problem.because["en" if get_language() == "en" else "id"]) from problem


def understood(roster: ReadRoster, due: Gate | None, *, by: Actor) -> Understood:
    """What the page shows of a list that was read."""
    named, again = gates_named(roster), set(roster.repeated)
    counted = Counter(person.section for person in roster.people if person.section)
    return Understood(
        people=len(roster.people),
        lines=roster.lines,
        rows=[_row(one, named.get(one.section or "", due), again=one.line in again) for one in roster.people[:SHOWN]],
        unsure=sum(bool(person.unsure) for person in roster.people),
        other=roster.other,
        notes=list(_notes(roster)),
        sections=[
            (heading, count, named[heading].title if heading in named else "") for heading, count in counted.items()
        ],
        stated=roster.stated,
        seen=_seen(roster.people, by),
    )


def _row(one: Person, gate: Gate | None, *, again: bool) -> Row:
    return Row(
        line=one.line,
        number="" if one.number is None else str(one.number),
        name=_cell(one, _name(one), "full_name", "aliases", "bin_binti", "description"),
        sex=_cell(one, _SEXES.get(one.sex or "", ""), "sex"),
        age=_cell(one, _age(one), "age", "age_months", "born_on", "birth_year"),
        home=_cell(one, _joined(one.village, one.district, one.regency), "village", "district", "regency"),
        papers=_cell(one, _joined(one.nik, one.passport_number), "nik", "passport_number"),
        phone=_cell(one, one.phone or "", "phone"),
        gate=gate.title if gate else "",
        note=_joined(one.note, *(f"{header}: {value}" for header, value in one.more.items())),
        again=again,
    )


def _name(one: Person) -> str:
    name = one.full_name or one.description or one.raw
    return " alias ".join([f"{name} bin/binti {one.bin_binti}" if one.bin_binti else name, *one.aliases])


def _age(one: Person) -> str:
    if one.age_months is not None:
        return _("%(months)s bln") % {"months": one.age_months}
    age = _("%(years)s th") % {"years": one.age} if one.age is not None else ""
    return _joined(age, one.born_on or (str(one.birth_year) if one.birth_year else ""))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _cell(one: Person, text: str, *fields: str) -> Cell:
    return Cell(text, any(field in one.unsure for field in fields))


def _notes(roster: ReadRoster) -> Iterator[tuple[str, str]]:
    """Tone and sentence of what is odd about the list as a whole."""
    total = roster.stated.get("total")
    if isinstance(total, int):
        if total == len(roster.people):
            yield "good", _("Surat menyebut %(said)s orang, dan terbaca %(said)s nama.") % {"said": total}
        else:
            yield (
                "bad",
                _("Surat menyebut %(said)s orang, tetapi terbaca %(read)s nama. Selisih %(difference)s.")
                % {
                    "said": total,
                    "read": len(roster.people),
                    "difference": f"{len(roster.people) - total:+d}",
                },
            )
    for numbers, words in (
        (roster.numbers_missing, _("Nomor yang tidak ada: %(numbers)s.")),
        (roster.numbers_twice, _("Nomor yang dipakai dua kali: %(numbers)s.")),
        (roster.repeated, _("Baris yang isinya sama dengan baris sebelumnya: %(numbers)s.")),
    ):
        if numbers:
            yield "warn", words % {"numbers": _listed(numbers)}
    if roster.not_read:
        yield "warn", _("Lembar yang tidak dibaca: %(sheets)s.") % {"sheets": ", ".join(roster.not_read)}


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_NUMBERS_SHOWN]))
    more = len(numbers) - _NUMBERS_SHOWN
    return shown + (ngettext(" dan %(more)s lagi", " dan %(more)s lagi", more) % {"more": more} if more > 0 else "")


def _seen(people: Iterable[Person], by: Actor) -> list[Seen]:
    """Telephones and names that were met in earlier reports of people stopped, for those who may ask."""
    if not by.may("asking.add"):
        return []
    phones = [one.phone for one in people if one.phone]
    names = [one.full_name for one in people if one.full_name]
    try:
        return seen_in_stops(phones=phones, names=names, by=by)
    except ValidationError:  # asked too much within the hour: the list is no less welcome
        return []


def title_of(given: Mapping[str, Any], roster: ReadRoster, file: str, *, today: str) -> str:
    """How a list is called for which nobody gave a name."""
    words = [given["carrier"] or str(roster.stated.get("ship", "")), str(roster.stated.get("date", "") or today)]
    if file:
        return file
    origin = str(roster.stated.get("from", "")) or (given["came_from"].name if given["came_from"] else "")
    words = [_("dari %(place)s") % {"place": origin}, *words] if origin else words
    return _("Daftar %(what)s") % {"what": ", ".join(word for word in words if word)}
