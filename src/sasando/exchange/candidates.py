"""A list of candidates (daftar calon) from any file or pasted text: who stands on which row, and what is known of them.

Nothing about people is logged here, and a row is read only when somebody asks for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sasando.core.facts import Says
from sasando.core.facts.row import Column, RowReading, read_row
from sasando.exchange.cells import as_written, readable
from sasando.exchange.letter import read_letter
from sasando.exchange.lines import Lines
from sasando.exchange.notes import NOBODY, Note, about_columns, about_hidden, about_sheets, about_skipped
from sasando.exchange.tables import NotATable, Table, read_limited
from sasando.exchange.tables.errors import NO_HEADER
from sasando.exchange.tables.header import SEARCHED_ROWS, Header, find_header

__all__ = ["Candidate", "CandidateList", "NotATable", "Note", "open_list"]

_NOTHING_SET: Final[Mapping[str, object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person going to one job. `row` is the row number of the spreadsheet; `raw` has the texts under `headers`."""

    row: int
    reading: RowReading
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A list that was found in a file. `letter` is what holds for every row that does not say otherwise, as shown.

    `header_row` and the numbers of rows are those of the spreadsheet, from 1. `headers` are all columns, also the
    unknown ones; `columns` only those that are known.
    """

    source: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    letter: Mapping[str, str]
    notes: tuple[Note, ...]
    rows: Sequence[int]
    _table: Table
    _places: tuple[int, ...]
    _defaults: Mapping[str, object]

    def __len__(self) -> int:
        """How many people."""
        return len(self.rows)

    def candidates(self) -> Iterator[Candidate]:
        """The people in the order of the file, each read when its turn comes."""
        for number in self.rows:
            cells = [readable(cell) for cell in self._table.cells(number - 1)]
            cells += [None] * (len(self.headers) - len(cells))
            reading = read_row(self.columns, [cells[place] for place in self._places], self._defaults)
            yield Candidate(number, reading, tuple(as_written(cell) for cell in cells))


def open_list(
    source: str | Path, *, sheet: str | None = None, settings: Mapping[str, object] = _NOTHING_SET
) -> CandidateList:
    """Find the list in a file, or in pasted text when `source` is "-".

    `settings` are values that hold for every row without one of its own, as `read_setting` gives them; they beat
    the letter above the table. Raises `NotATable` with one sentence.
    """
    table = read_limited(source, sheet)
    header = find_header(table.head(SEARCHED_ROWS), table.merged)
    if header is None:
        raise NotATable(NO_HEADER)
    letter = read_letter(table.head(header.top))
    rows, skipped = _people(table, header)
    notes = [*about_sheets(table), *letter.notes, *about_columns(header), *about_hidden(table, header)]
    notes += [*about_skipped(skipped), *([] if rows else [NOBODY])]
    known = [(place, key) for place, key in enumerate(header.keys) if key]
    return CandidateList(
        source=str(source),
        sheet=table.sheet,
        header_row=header.bottom + 1,
        headers=header.texts,
        columns=tuple(Column(key, header.texts[place]) for place, key in known),
        letter=letter.written | dict(read_row((), (), settings).shown),
        notes=tuple(notes),
        rows=rows,
        _table=table,
        _places=tuple(place for place, _ in known),
        _defaults=letter.values | {key: value for key, value in settings.items() if value is not None},
    )


def _people(table: Table, header: Header) -> tuple[list[int], list[tuple[int, Says]]]:
    """The numbers of the rows with people, and of the others with the reason."""
    lines = Lines(header, [table.cells(at) for at in range(header.top, header.bottom + 1)])
    rows: list[int] = []
    skipped: list[tuple[int, Says]] = []
    for at in range(header.bottom + 1, len(table.rows)):
        reason = lines.reason_to_skip(table.cells(at))
        if reason is None:
            rows.append(at + 1)
        else:
            skipped.append((at + 1, reason))
    return rows, skipped
