"""Reading one row of a list into a dossier, with an error for every cell that could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import cast

from sasando.core.facts.countries import country_name
from sasando.core.facts.declared import FACTS
from sasando.core.facts.dossier import Dossier
from sasando.core.facts.fact import Kind, Says
from sasando.core.facts.organisations import UNSURE, maybe_the_same
from sasando.core.facts.positions import position_title
from sasando.core.facts.reading import Cell, CellProblem, Unreadable, Value, outcome_of
from sasando.core.facts.regions import find_regency, find_village, is_regency, place_name, regency_of
from sasando.core.facts.unreadable import unreadable
from sasando.core.facts.writing import quoted, shown

_KEPT_BOTH = "alias"
_COMPARED_ORGANISATIONS = (
    ("company_name", "placement_agreement_with", "permit_holder"),
    ("employer_name", "employer_contract", "visa_employer"),
)
_LONGEST_SHOWN = 200
_NOTHING_SAID_ONCE: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list that was recognised: the key of its fact, and its header as in the file."""

    key: str
    header: str


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that could not be read: the header of its column, what stands there, and what to do."""

    column: str
    value: str
    because: Says


@dataclass(frozen=True, slots=True)
class RowReading:
    """What one row says. `shown` has the writing of every fact that is known, as it stood in the file."""

    dossier: Dossier
    shown: Mapping[str, str]
    errors: tuple[CellError, ...]


@dataclass(slots=True)
class _Row:
    """A row while it is being read."""

    values: dict[str, Value] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    errors: list[CellError] = field(default_factory=list)

    def refuse(self, header: str, text: str, because: Says) -> None:
        self.errors.append(CellError(header, text[:_LONGEST_SHOWN], because))


def read_row(
    columns: Sequence[Column], cells: Sequence[object], defaults: Mapping[str, object] = _NOTHING_SAID_ONCE
) -> RowReading:
    """The dossier of one row. A cell that cannot be read is an error, its fact is not known, the rest is read.

    `defaults` are values already read that hold for the whole list, where the row does not say otherwise; a cell
    that cannot be read has said something, so no default stands in for it.

    >>> reading = read_row([Column("full_name", "Nama"), Column("born_on", "Tgl Lahir")], ["Budi", "31/02/2001"])
    >>> reading.dossier.full_name, reading.dossier.born_on, reading.errors[0].column
    ('Budi', None, 'Tgl Lahir')
    """
    row = _Row()
    for column, cell in zip(columns, cells, strict=False):
        if cell is not None and cell != "":
            _take(row, column, cell)
    for key, default in defaults.items():
        if key not in row.values and key not in row.unreadable and default is not None:
            row.values[key] = cast(Value, default)
            row.shown[key] = _shown_default(FACTS[key].kind, default)
    _resolve_places(row)
    _mark_unsure_organisations(row.values)
    _mark_unsure_competence(row.values)
    return RowReading(Dossier(**row.values), row.shown, tuple(row.errors))


def _take(row: _Row, column: Column, cell: object) -> None:
    """One cell into the row."""
    if isinstance(cell, CellProblem):
        row.unreadable.add(column.key)
        row.refuse(column.header, cell.shown, cell.because)
        return
    value = _outcome(column.key, cell)
    if value is None:
        return
    text = shown(cell)
    if isinstance(value, Unreadable):
        row.unreadable.add(column.key)
        row.refuse(column.header, text, value.because)
    elif column.key in row.values:
        _take_again(row, column, value, text)
    else:
        row.values[column.key] = value
        row.shown[column.key] = text
        row.headers[column.key] = column.header


def _outcome(key: str, cell: object) -> Value | Unreadable | None:
    if not isinstance(cell, str | int | float | date):
        return unreadable(
            f"{quoted(shown(cell))} tidak dapat dibaca; ketik ulang isinya sebagai teks.",
            f"{quoted(shown(cell))} cannot be read; type it again as text.",
        )
    value = outcome_of(FACTS[key], cast(Cell, cell))
    if key == "regency" and isinstance(value, str):
        try:
            return find_regency(value).code
        except Unreadable as problem:
            return problem
    return value


def _take_again(row: _Row, column: Column, value: Value, text: str) -> None:
    """A second column of one fact: an alias more, the same again, or a contradiction."""
    key = column.key
    if value == row.values[key]:
        return
    if key == _KEPT_BOTH:
        row.values[key] = f"{row.values[key]}; {value}"
        row.shown[key] = f"{row.shown[key]}; {text}"
        return
    first = row.headers[key]
    because = unreadable(
        f"Berbeda dari {quoted(row.shown[key])} di kolom {quoted(first)}; yang dipakai kolom itu. Perbaiki yang salah.",
        f"Differs from {quoted(row.shown[key])} in column {quoted(first)}, which is used. Correct the wrong one.",
    ).because
    row.refuse(column.header, text, because)


def _shown_default(kind: Kind, value: object) -> str:
    """A value that the letter says once has no writing in the row: it is shown by its name."""
    text = shown(value)
    if kind is Kind.POSITION:
        return position_title(text)
    if kind is Kind.COUNTRY:
        return country_name(text)
    return place_name(text) if kind is Kind.PLACE else text.removeprefix(UNSURE)


def _resolve_places(row: _Row) -> None:
    """The village within the regency; a village that there is only once tells the regency."""
    village, regency = row.values.get("village"), row.values.get("regency")
    if not isinstance(village, str) or "regency" in row.unreadable:
        return
    known = regency if isinstance(regency, str) and is_regency(regency) else None
    told = regency_of(village)
    if told and known and told != known:
        row.refuse(row.headers.get("village", "village"), village, _another_regency(village, told, known))
        del row.values["village"], row.shown["village"]
        return
    found = find_village(village, known)
    if found is None:
        return
    row.values["village"] = found.code
    if regency is None:
        row.values["regency"] = found.code[:5]
        row.shown["regency"] = place_name(found.code[:5])


def _another_regency(village: str, told: str, known: str) -> Says:
    return unreadable(
        f"Kode {village} ada di {place_name(told)}, sedangkan kabupatennya {place_name(known)}. Perbaiki salah satu.",
        f"The code {village} lies in {place_name(told)}, but the regency is {place_name(known)}. Correct one of them.",
    ).because


def _mark_unsure_organisations(values: dict[str, Value]) -> None:
    """Names that are nearly alike may be one organisation: the law must not call them different."""
    for keys in _COMPARED_ORGANISATIONS:
        names = [(key, value) for key in keys if isinstance(value := values.get(key), str)]
        for later, (key, name) in enumerate(names):
            if any(name != earlier and maybe_the_same(name, earlier) for _, earlier in names[:later]):
                values[key] = UNSURE + name


def _mark_unsure_competence(values: dict[str, Value]) -> None:
    """Two positions of one ISCO sub-major group (two digits) may be one skill: not surely another competence."""
    competence, position = values.get("competence_position"), values.get("position")
    if not isinstance(competence, str) or not isinstance(position, str) or competence == position:
        return
    if competence[:2] == position[:2]:
        values["competence_position"] = UNSURE + competence
