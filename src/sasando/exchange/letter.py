"""What a letter says once above its table ("P3MI : PT Ende Sejahtera"), and holds for every row below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sasando.core.facts import FACTS, Fact, Kind, Says, Sensitivity
from sasando.core.facts.reading import CellProblem, Unreadable, Value, read_cell
from sasando.core.facts.settings import read_setting
from sasando.exchange.cells import as_written, readable
from sasando.exchange.notes import Note, note
from sasando.exchange.prose import said_in_prose
from sasando.exchange.tables.header import known
from sasando.exchange.tables.table import Cell

ONE_PERSON: Final[Says] = {
    "id": "ini hanya berlaku untuk satu orang dan tidak dipakai untuk seluruh daftar.",
    "en": "this holds for one person only and was not used for the whole list.",
}

UNSAID: Final[Says] = {
    "id": "disebut di surat tetapi tidak terbaca; tulis dengan titik dua, misalnya “Negara: Malaysia”.",
    "en": "is named in the letter but was not understood; write it with a colon, for example “Country: Malaysia”.",
}

Said = tuple[int, str, Cell]
"""Row (counted from 0), fact and what was said of it."""

# A new statement begins after ; | or a line break, or after a comma or a wide gap when a label and a colon follow.
_NEXT: Final = re.compile(r"[;\n|]|(?:,\s*|\s{3,}|\t)(?=[^:;,=]{2,40}[:=])")
_BEGINS: Final = re.compile(r"\s*(?:no\.?|nomor)?\s*(?P<word>SIP3MI|SIP2MI|P3MI)\b", re.IGNORECASE)
_COLON: Final = re.compile(r"[:=]")
_LONGEST: Final = 1_000  # characters; patterns never meet a text without end
_ITEM: Final = re.compile(r"\s*(?:\d{1,2}|[a-z])[.)]\s+")


@dataclass(frozen=True, slots=True)
class Letter:
    """What was said, by fact: the values, and how they were written. What could not be used is a note."""

    values: dict[str, object] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def read_letter(rows: Sequence[Sequence[Cell]]) -> Letter:
    """Read the lines above a table. The first statement about a fact holds."""
    letter = Letter()
    for at, key, cell in said_above(rows):
        if key in letter.values:
            continue
        try:
            value = _read(FACTS[key], cell)
        except Unreadable as why:
            letter.notes.append(_not_used(at, FACTS[key], why.because))
        else:
            if value is not None:
                letter.values[key], letter.written[key] = value, as_written(readable(cell))
    letter.notes.extend(_named_only(rows, letter))
    return letter


def _named_only(rows: Sequence[Sequence[Cell]], letter: Letter) -> Iterator[Note]:
    """A line that begins with a company or a permit and says nothing that was understood: told, never guessed."""
    for at, row in enumerate(rows):
        for cell in row:
            found = _BEGINS.match(cell[:_LONGEST]) if isinstance(cell, str) else None
            key = known(found["word"]) if found else None
            if key is not None and key in FACTS and key not in letter.values:
                yield _not_used(at, FACTS[key], UNSAID)


def _read(fact: Fact, cell: Cell) -> Value | None:
    if not holds_for_all(fact):
        raise Unreadable(ONE_PERSON)
    value = readable(cell)
    if isinstance(value, CellProblem):
        raise Unreadable(value.because)
    return read_setting(f"{fact.key}={value}")[1] if isinstance(value, str) else read_cell(fact, value)


def _not_used(at: int, fact: Fact, because: Says) -> Note:
    return note(
        f"Baris {at + 1}, {fact.label['id']}: {because['id']}", f"Row {at + 1}, {fact.label['en']}: {because['en']}"
    )


def holds_for_all(fact: Fact) -> bool:
    """Whether a letter can say it of everybody. The name, the birth date and the numbers of one person it cannot."""
    if fact.key in {"born_on", "born_on_other"} or fact.kind in {Kind.NAME, Kind.NIK}:
        return False
    return fact.kind is not Kind.TEXT or fact.sensitivity is Sensitivity.NONE


def said_above(rows: Sequence[Sequence[Cell]]) -> Iterator[Said]:
    """Every statement in the lines above a table whose label is a known header.

    >>> list(said_above([["P3MI : PT Ende; Negara Tujuan: Malaysia"], ["Tgl Berangkat", ": 3 Maret 2026"]]))
    [(0, 'company_name', 'PT Ende'), (0, 'country', 'Malaysia'), (1, 'departs_on', '3 Maret 2026')]
    """
    for at, row in enumerate(rows):
        filled = [cell for cell in row if cell is not None]
        for place, cell in enumerate(filled):
            if isinstance(cell, str) and len(cell) <= _LONGEST:
                for key, value in _statements(cell, filled[place + 1 :]):
                    yield at, key, value


def _statements(text: str, following: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    parts = [part for part in _NEXT.split(text) if part.strip()]
    for number, part in enumerate(parts, 1):
        if not _COLON.search(part) and not following:
            yield from said_in_prose(part)
        label, value = _split(part)
        key = known(label) if label else None
        if key is None or key not in FACTS:
            continue
        said: Cell = value or (_beside(following) if number == len(parts) else None)
        if said is not None:
            yield key, said


def _split(part: str) -> tuple[str, str]:
    label, *rest = _COLON.split(part, maxsplit=1)
    item = _ITEM.match(label)
    return label[item.end() if item else 0 :].strip(), "".join(rest).strip()


def _beside(following: Sequence[Cell]) -> Cell:
    """The cell to the right of a label, without its colon; another label there means that nothing was said."""
    for cell in following:
        if not isinstance(cell, str):
            return cell
        text = cell.strip().lstrip(":=").strip()
        if text:
            return None if known(_split(text)[0]) and ":" not in cell[:1] else text
    return None
