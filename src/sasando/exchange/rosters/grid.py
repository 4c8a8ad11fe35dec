"""A list with columns: rows of a sheet, or of text that something separates, under headers in any order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sasando.core.facts.writing import clean
from sasando.exchange.cells import as_written, readable
from sasando.exchange.lines import BLANK, NOBODY, Lines
from sasando.exchange.rosters.columns import PAIRS, column_of, is_place, place_words, read_into, says_nothing
from sasando.exchange.rosters.kinds import heading_of, is_nobody
from sasando.exchange.rosters.lines import Line, read_line
from sasando.exchange.rosters.origins import Words, put_origin, read_address
from sasando.exchange.rosters.pasted import read_lines, with_section
from sasando.exchange.rosters.roster import Person
from sasando.exchange.tables.header import SEARCHED_ROWS, Header, find_header
from sasando.exchange.tables.table import Cell, Merge

_SOMEBODY_ELSE: Final = re.compile(
    r"pengadu|pelapor|hubungan|perekrut|penjemput|penerima|keluarga|sponsor|agen|majikan|pendamping|ahli waris",
    re.IGNORECASE,
)
_TALLEST: Final = 500  # rows of one merged cell
_NARROW: Final = 2  # columns: here a single filled cell is nothing odd


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1, its text as it was (or as copying from a sheet gives it), and its cells."""

    at: int
    raw: str
    cells: Sequence[Cell]


@dataclass(slots=True)
class Grid:
    """The people in the rows, and the rows that are nobody as lines, in the order of the list."""

    people: list[Person] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)


def row_of(at: int, cells: Sequence[Cell]) -> Row:
    """A row of a sheet, with the text that copying it gives: cells between tabs.

    >>> row_of(3, [1, "Maria", None, "P"]).raw
    '1\\tMaria\\t\\tP'
    """
    texts = ["" if cell is None else " ".join(as_written(readable(cell)).splitlines()) for cell in cells]
    return Row(at, "\t".join(texts), cells)


def read_grid(rows: Sequence[Row], merged: Sequence[Merge] = ()) -> Grid | None:
    """The people in the rows; None when no row holds the headers of a list of people."""
    header = header_of(rows, merged)
    if header is None:
        return None
    grid = Grid()
    for row in rows[: header.bottom + 1]:
        _leave(grid, row)
    reader = _Reader(grid, header, rows, merged)
    for row in rows[header.bottom + 1 :]:
        reader.take(row)
    return grid


def header_of(rows: Sequence[Row], merged: Sequence[Merge] = ()) -> Header | None:
    """The headers of a list of people: they name the person, or at least a document of theirs."""
    found = find_header([row.cells for row in rows[:SEARCHED_ROWS]], merged, vocabulary=column_of)
    return found if found and {"full_name", "nik", "passport_number"} & set(found.keys) else None


def _leave(grid: Grid, row: Row) -> None:
    if row.raw.strip():
        grid.others.append(read_line(row.raw, row.at))


class _Reader:
    """Goes down the rows below the headers; a second row of headers further down changes what the columns mean."""

    def __init__(self, grid: Grid, header: Header, rows: Sequence[Row], merged: Sequence[Merge]) -> None:
        self._grid = grid
        self._spread = _spread_down(rows, merged)
        self._section: str | None = None
        self._start(header, [row.cells for row in rows[header.top : header.bottom + 1]])

    def _start(self, header: Header, header_rows: Sequence[Sequence[Cell]]) -> None:
        self._header = header
        self._keys = _sure_keys(header)
        self._doubtful = {at for at, key in enumerate(header.keys) if key == "phone" and _is_of_another(header, at)}
        self._lines = Lines(header, header_rows)

    def take(self, row: Row) -> None:
        """Sort in one row: a person, a heading, or nobody."""
        filled = {at: cell for at, cell in enumerate(row.cells) if cell is not None}
        if not filled or not row.raw.strip():
            if row.raw.strip():
                _leave(self._grid, row)
            return
        if self._is_header(row):
            _leave(self._grid, row)
        elif len(filled) == 1 and len(self._header.keys) > _NARROW:
            self._take_single(row, next(iter(filled)))
        elif self._reason(row, filled):
            _leave(self._grid, row)
        else:
            self._grid.people.append(self._person(row))

    def _is_header(self, row: Row) -> bool:
        if not any(isinstance(cell, str) and column_of(cell) == "full_name" for cell in row.cells):
            return False
        header = find_header([row.cells], vocabulary=column_of)
        if header is None:
            return False
        self._start(header, [row.cells])
        return True

    def _reason(self, row: Row, filled: Iterable[int]) -> bool:
        """Whether the row is nobody. A number and one thing more about somebody is somebody without a name."""
        reason = self._lines.reason_to_skip(row.cells)
        if reason is not NOBODY:
            return reason is not None and reason is not BLANK
        fields = {self._header.keys[at] for at in filled if at < len(self._header.keys)}
        return not ("number" in fields and len(fields - {None, "number"}) >= 1)

    def _take_single(self, row: Row, at: int) -> None:
        """One filled cell: a heading or a message that merged cells hid, or a name and nothing else."""
        line = read_line(row.raw.strip("\t;,| "), row.at)
        named = at < len(self._header.keys) and self._header.keys[at] == "full_name"
        heading = heading_of(line)
        if heading is not None:
            self._section = heading
            _leave(self._grid, row)
        elif is_nobody(line) or self._lines.reason_to_skip(row.cells):
            people, _ = ([], None) if is_nobody(line) else read_lines([(row.at, row.raw)])
            self._grid.people += people
            if not people:
                _leave(self._grid, row)
        elif named:
            self._grid.people.append(self._person(row))
        else:
            _leave(self._grid, row)

    def _person(self, row: Row) -> Person:
        person = Person(line=row.at, raw=row.raw, section=self._section)
        places: Words = {}
        left: list[str] = []
        for key, header, cell in self._columns(row):
            if key is None:
                text = clean(as_written(readable(cell)))
                if text:
                    person.more[_free(person.more, header)] = text
            elif is_place(key):
                left += _place(places, key, clean(as_written(readable(cell))))
            else:
                left.append(read_into(person, key, readable(cell)))
        if person.phone and any(row.cells[at] is not None for at in self._doubtful if at < len(row.cells)):
            person.doubt("phone")
        put_origin(person, places)
        person.note = "; ".join(dict.fromkeys(word for word in (person.note, *left) if word)) or None
        if person.full_name is None:
            person.description = person.note
        return with_section(person)

    def _columns(self, row: Row) -> Iterator[tuple[str | None, str, Cell]]:
        header = self._header
        for at in range(max(len(row.cells), len(self._keys))):
            cell = row.cells[at] if at < len(row.cells) else None
            inside = at < len(self._keys)
            key = self._keys[at] if inside else None
            above = self._spread.get((row.at - 1, at)) if key and is_place(key) else None
            told = cell if cell is not None else above
            if told is not None:
                yield key, header.texts[at] if inside else "", told


def _sure_keys(header: Header) -> list[str | None]:
    """The keys of the columns, without a second name (that of somebody else) and without half a pair."""
    keys = list(header.keys)
    named = [at for at, key in enumerate(keys) if key == "full_name"]
    best = next((at for at in named if "nama" in header.texts[at].lower()), named[0] if named else None)
    for at, key in enumerate(keys):
        if (key == "full_name" and at != best) or (key in PAIRS and PAIRS[key] not in keys):
            keys[at] = None
    return keys


def _is_of_another(header: Header, at: int) -> bool:
    """Whether a telephone right of this column's neighbours may be theirs: the informant's, the recruiter's."""
    return any(_SOMEBODY_ELSE.search(text) for text in header.texts[max(0, at - 2) : at])


def _spread_down(rows: Sequence[Row], merged: Sequence[Merge]) -> dict[tuple[int, int], Cell]:
    """What stands in cells that are merged with the one above, by row and column."""
    known = {row.at - 1: row.cells for row in rows}
    return {
        (at, left): known[top][left]
        for top, left, bottom, _ in merged
        if top in known and left < len(known[top])
        for at in range(top + 1, min(bottom, top + _TALLEST) + 1)
    }


def _free(more: dict[str, str], header: str) -> str:
    """The header, numbered when two columns bear it; a column without header is called by its place."""
    name = header or "tanpa judul"
    count = 1
    while (name if count == 1 else f"{name} ({count})") in more:
        count += 1
    return name if count == 1 else f"{name} ({count})"


def _place(places: Words, key: str, text: str) -> list[str]:
    """Put a cell of places; gives back the words of an address that are no place."""
    if says_nothing(text):
        return []
    if key != "address":
        if key == "village":
            places.setdefault("village", place_words(key, text))
        elif key == "district":
            places.setdefault("district", place_words(key, text))
        else:
            places.setdefault("regency", place_words(key, text))
        return []
    found, left = read_address(text)
    for level, name in found.items():
        places.setdefault(level, name)
    return left
