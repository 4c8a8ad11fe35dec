"""From a file, bytes or pasted text to a list of people. Text is never refused; files may be."""

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from sasando.exchange.rosters.grid import Row, header_of, read_grid, row_of
from sasando.exchange.rosters.lines import Line
from sasando.exchange.rosters.numbering import odd_numbers, repeated_lines
from sasando.exchange.rosters.pasted import read_lines
from sasando.exchange.rosters.roster import Person, ReadRoster
from sasando.exchange.rosters.stated import read_stated
from sasando.exchange.tables.errors import EMPTY, NOT_SPREADSHEET, TOO_LARGE, NotATable
from sasando.exchange.tables.header import SEARCHED_ROWS
from sasando.exchange.tables.limited import open_untrusted, read_rows_limited
from sasando.exchange.tables.reading import MAX_FILE
from sasando.exchange.tables.table import Cell, Table
from sasando.exchange.tables.text import decode, unguarded

_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PICTURES: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_PAGE: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<table|<meta|<head)\b", re.IGNORECASE)
_SEPARATORS: Final = ("\t", ";", ",", "|")
_MOST_SHEETS: Final = 30
_LONGEST_RECORD: Final = 8  # lines of one record with a quoted cell; a stray quote swallows more
_MOST_LINES: Final = 200_000


def read_roster(source: str | Path | bytes) -> ReadRoster:
    """The list in a file, in what was pasted when `source` is "-", or in bytes that were handed in.

    Raises `NotATable` with one sentence for what is no list at all (a picture, a locked or damaged workbook). Text in
    any encoding is always read.

    >>> read_roster("1. Maria Bria\\n2. Yosef".encode("utf-16")).people[1].full_name
    'Yosef'
    """
    data = source if isinstance(source, bytes) else _bytes_of(source)
    if len(data) > MAX_FILE:
        raise NotATable(TOO_LARGE)
    if data.startswith(_WORKBOOKS):
        return _read_workbook(data)
    if data.startswith(_PICTURES):
        raise NotATable(NOT_SPREADSHEET)
    text = _decoded(data)
    if _PAGE.match(text[:5_000]):
        with suppress(NotATable):
            return _read_workbook(data)
    return read_text(text)


def _bytes_of(source: str | Path) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read(MAX_FILE + 1) if sys.stdin else b""
    with open_untrusted(Path(source)) as file:
        return file.read(MAX_FILE + 1)


def _decoded(data: bytes) -> str:
    """Text out of any bytes: noise becomes odd letters, and no line of it is lost."""
    try:
        return decode(data)
    except NotATable:
        return data.decode("utf-8", "replace").replace("\0", "")


def read_text(text: str) -> ReadRoster:
    """The list in a text: with columns when its lines have headers and separators, as a pasted list otherwise.

    >>> roster = read_text("No;Nama;JK;Umur\\n1;Maria Bria;P;25\\n")
    >>> roster.people[0].full_name, roster.people[0].age, roster.other
    ('Maria Bria', 25, ['No;Nama;JK;Umur'])
    """
    lines = [(at, raw) for at, raw in enumerate(text.splitlines(), 1) if raw.strip()]
    if len(lines) > _MOST_LINES:
        raise NotATable(TOO_LARGE)
    rows = _rows_of(lines)
    grid = read_grid(rows) if rows else None
    people, others = (grid.people, grid.others) if grid else read_lines(lines)
    return _roster(people, others, len(lines))


def _rows_of(lines: Sequence[tuple[int, str]]) -> list[Row]:
    """The lines as rows, by the separator under which most headers are known; none when no separator makes columns."""
    best: tuple[int, str] = (0, "")
    for separator in _SEPARATORS:
        if not any(separator in raw for _, raw in lines[:SEARCHED_ROWS]):
            continue
        head = list(_records(lines[:SEARCHED_ROWS], separator, quoted=False))
        header = header_of(head)
        if header and "full_name" in header.keys and _has_columns(head[header.bottom + 1 :], header.recognised):
            best = max(best, (header.recognised, separator), key=lambda one: one[0])
    if not best[0]:
        return []
    if any('"' in raw for _, raw in lines):
        with suppress(csv.Error):
            return list(_records(lines, best[1], quoted=True))
    return list(_records(lines, best[1], quoted=False))


def _has_columns(rows: Sequence[Row], known: int) -> bool:
    """Whether the lines below the headers have columns too; a message may begin with headers and go on free."""
    if not rows:
        return True
    wide = sum(2 * sum(cell is not None for cell in row.cells) >= min(known, 4) for row in rows)
    return wide * 2 >= len(rows)


def _records(lines: Sequence[tuple[int, str]], separator: str, *, quoted: bool) -> Iterator[Row]:
    """Each record with the raw lines it came from. Raises `csv.Error` when quotes do not hold records together."""
    if not quoted:
        for at, raw in lines:
            yield Row(at, raw, _cells(raw.split(separator)))
        return
    reader = csv.reader((f"{raw}\n" for _, raw in lines), delimiter=separator, strict=True)
    done = 0
    for record in reader:
        taken = lines[done : reader.line_num]
        if len(taken) > _LONGEST_RECORD:
            raise csv.Error
        done = reader.line_num
        yield Row(taken[0][0], "\n".join(raw for _, raw in taken), _cells(record))


def _cells(texts: Sequence[str]) -> list[Cell]:
    return [unguarded(" ".join(text.split())) or None for text in texts]


def _read_workbook(data: bytes) -> ReadRoster:
    """All visible sheets, each with its own headers; hidden ones are named, not read."""
    first = read_rows_limited(data)
    tables = [first]
    for name in first.visible[: _MOST_SHEETS - 1]:
        try:
            tables.append(read_rows_limited(data, name))
        except NotATable as empty:
            if empty.because is not EMPTY and empty.because != EMPTY:
                raise
    people: list[Person] = []
    others: list[Line] = []
    lines = 0
    for table in tables:
        count, found, left = _read_sheet(table, named=len(tables) > 1)
        lines, people, others = lines + count, people + found, others + left
    return _roster(people, others, lines, [*first.visible[_MOST_SHEETS - 1 :], *first.concealed])


def _read_sheet(table: Table, *, named: bool) -> tuple[int, list[Person], list[Line]]:
    rows = [row_of(at + 1, table.cells(at)) for at in range(len(table.rows))]
    filled = [row for row in rows if row.raw.strip()]
    grid = read_grid(rows, table.merged)
    people, others = (grid.people, grid.others) if grid else read_lines((row.at, row.raw) for row in filled)
    for person in people:
        person.sheet = table.sheet if named else None
    return len(filled), people, others


def _roster(people: list[Person], others: Sequence[Line], lines: int, not_read: Sequence[str] = ()) -> ReadRoster:
    missing, twice = odd_numbers(people)
    return ReadRoster(
        people=people,
        other=[raw for line in others for raw in line.raw.split("\n")],
        lines=lines,
        stated=read_stated(others),
        numbers_missing=missing,
        numbers_twice=twice,
        repeated=repeated_lines(people),
        not_read=list(not_read),
    )
