"""From a table to the calls in it, row by row. A row that cannot be read says why, and stops no other."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from sasando.core.facts import Says
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import clean
from sasando.exchange.cells import as_written, readable
from sasando.exchange.tables.errors import NotATable
from sasando.exchange.tables.header import SEARCHED_ROWS, Header, find_header
from sasando.exchange.tables.limited import read_rows_limited
from sasando.exchange.tables.problem import Problem
from sasando.exchange.tables.table import Cell, Table
from sasando.exchange.tables.text import decode
from sasando.exchange.timetables.clock import Clock, read_clock, read_day
from sasando.exchange.timetables.columns import (
    ARRIVES,
    DAY,
    DEPARTS,
    GATE,
    LABELS,
    MODE,
    NOTE,
    OTHER,
    VESSEL,
    column_of,
    zone_in,
)

MOST_ROWS: Final = 2_000
_MOST_SHEETS: Final = 10
RowsOf = Callable[[bytes, str | None], Table]
"""How bytes, and the name of a sheet or None for the first, become rows."""

_SEPARATORS: Final = ("\t", ";", ",", "|")
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_NOT_A_TABLE: Final[Says] = {
    "id": "Baris judul kolom tidak ditemukan. Tulis di baris pertama: kapal, tanggal, gerbang, tiba, berangkat.",
    "en": "The row of column headings was not found. Write on the first row: kapal, tanggal, gerbang, tiba, berangkat.",
}
_TOO_MANY: Final[Says] = {
    "id": f"Jadwal ini lebih dari {MOST_ROWS} baris; bagi menjadi beberapa berkas.",
    "en": f"This timetable has more than {MOST_ROWS} rows; divide it into several files.",
}
_NO_VESSEL: Final[Says] = {
    "id": "Nama kapal atau nomor penerbangan belum diisi.",
    "en": "The name of the ship or the number of the flight is missing.",
}
_NO_GATE: Final[Says] = {"id": "Gerbang belum diisi.", "en": "The gate is missing."}
_NO_DAY: Final[Says] = {"id": "Tanggal belum diisi.", "en": "The date is missing."}
_NO_TIME: Final[Says] = {
    "id": "Isi jam tiba, jam berangkat, atau keduanya.",
    "en": "Write the time of arrival, of departure, or both.",
}
_NO_CALL: Final[Says] = {"id": "Baris ini tidak dibaca sebagai singgah.", "en": "This row was not read as a call."}
_DEPARTS_EARLY: Final[Says] = {
    "id": "Berangkat lebih awal dari tiba. Periksa tanggal dan jamnya.",
    "en": "It departs before it arrives. Check date and time.",
}


@dataclass(frozen=True, slots=True)
class Local:
    """A moment on a wall clock: that of the gate, or the one that was written (`zone` is WIB, WITA or WIT)."""

    at: datetime
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is a call. `overnight`: the time of departure was read as one of the following day."""

    row: int
    vessel: str
    gate: str
    arrives: Local | None
    departs: Local | None
    mode: str = ""
    note: str = ""
    overnight: bool = False


@dataclass(slots=True)
class ReadTimetable:
    """What was understood. `text` is the table again, between tabs, row for row: to be corrected and read once more.

    Every row below the headings that is not blank is a line, a heading of the lines below it, or has a problem.
    """

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    text: str = ""
    not_read: list[str] = field(default_factory=list)


def read_timetable(data: bytes, *, rows_of: RowsOf = read_rows_limited) -> ReadTimetable:
    """The calls in a file or in pasted text, which the limited child process reads. Raises `NotATable`.

    Columns in any order: ship or flight, date, gate, arrives, departs; also mode and note. An empty cell of ship or
    date means what stands above it; a row with nothing but a ship is the heading of those below.
    """
    first = rows_of(_with_separator(data), None)
    for table in _sheets(data, first, rows_of):
        header = find_header(table.head(SEARCHED_ROWS), table.merged, vocabulary=column_of)
        if header and _is_whole(header):
            if len(table.rows) - header.bottom > MOST_ROWS:
                raise NotATable(_TOO_MANY)
            read = _Reader(header).read(table)
            read.text = "\n".join(_as_text(table, header))
            read.not_read = [name for name in (first.sheet, *first.visible, *first.concealed) if name != table.sheet]
            return read
    raise NotATable(_NOT_A_TABLE)


def _sheets(data: bytes, first: Table, rows_of: RowsOf) -> Iterator[Table]:
    yield first
    for name in first.visible[:_MOST_SHEETS]:
        try:
            yield rows_of(data, name)
        except NotATable:
            continue


def _is_whole(header: Header) -> bool:
    keys = set(header.keys)
    return GATE in keys and bool({ARRIVES, DEPARTS} & keys)


def _with_separator(data: bytes) -> bytes:
    """A text with the separator under which our headings are known said in front, as Excel says it."""
    if data.startswith(_WORKBOOKS) or len(data) > 8_000_000:
        return data
    try:
        text = decode(data)
    except NotATable:
        return data
    best = max(_SEPARATORS, key=lambda separator: _recognised(text, separator))
    return f"sep={best}\n{text}".encode() if _recognised(text, best) >= 2 else data


def _recognised(text: str, separator: str) -> int:
    lines = text.splitlines()[:SEARCHED_ROWS]
    return max(
        (sum(column_of(cell.strip(' "')) is not None for cell in line.split(separator)) for line in lines), default=0
    )


def _as_text(table: Table, header: Header) -> Iterator[str]:
    """Each row between tabs; a share of a day under a heading of times is written as a time."""
    timed = {at for at, key in enumerate(header.keys) if key in (ARRIVES, DEPARTS)}
    for number in range(len(table.rows)):
        cells = []
        for at, cell in enumerate(table.cells(number)):
            plain = as_written(readable(cell))
            if at in timed and isinstance(cell, float) and 0 <= cell < 1:
                plain = f"{read_clock(cell).at:%H:%M}"  # type: ignore[union-attr]
            cells.append(" ".join(plain.replace('"', "”").split()))
        yield "\t".join(cells)


@dataclass(slots=True)
class _Cells:
    """The cells of one row by what they speak of."""

    row: int
    by: Mapping[str, Cell]

    def text(self, key: str) -> str:
        return clean(as_written(readable(self.by.get(key))))


class _Reader:
    """Goes down the rows and remembers what stands above an empty cell."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._read = ReadTimetable()
        self._vessel = ""
        self._day: date | None = None
        self._heading: _Cells | None = None

    def read(self, table: Table) -> ReadTimetable:
        for at in range(self._header.bottom + 1, len(table.rows)):
            cells = table.cells(at)
            if any(clean(as_written(readable(cell))) for cell in cells):
                self._take(at + 1, cells)
        self._leave_heading()
        self._read.problems.sort(key=lambda problem: problem.row)
        return self._read

    def _take(self, row: int, cells: Sequence[Cell]) -> None:
        pairs = zip(self._header.keys, cells, strict=False)
        by = {key: cell for key, cell in pairs if key not in (None, OTHER) and cell is not None}
        one = _Cells(row, by)
        said = {key for key in by if one.text(key)}
        if said == {VESSEL}:
            self._leave_heading()
            self._vessel, self._day, self._heading = one.text(VESSEL), None, one
        elif not said & {GATE, ARRIVES, DEPARTS} or column_of(one.text(GATE)) == GATE:
            self._problem(one, "", _NO_CALL, " ".join(clean(as_written(readable(cell))) for cell in cells))
        else:
            self._call(one)

    def _leave_heading(self) -> None:
        """A heading under which nothing stood was none."""
        if self._heading is not None:
            self._problem(self._heading, VESSEL, _NO_CALL)
            self._heading = None

    def _call(self, one: _Cells) -> None:
        vessel, gate = self._vessel_of(one), one.text(GATE)
        wrong = len(self._read.problems)
        if not vessel:
            self._problem(one, VESSEL, _NO_VESSEL)
        if not gate:
            self._problem(one, GATE, _NO_GATE)
        counted = len(self._read.problems)
        day, unread = self._day_of(one), len(self._read.problems) > counted
        arrives, departs = self._clock(one, ARRIVES), self._clock(one, DEPARTS)
        if wrong == len(self._read.problems) and arrives is None and departs is None:
            self._problem(one, ARRIVES, _NO_TIME)
        needs_day = [clock for clock in (arrives, departs) if clock and not clock.day]
        if day is None and (needs_day and not (arrives and arrives.day)) and not unread:
            self._problem(one, DAY, _NO_DAY)
        if wrong == len(self._read.problems):
            self._line(one, (vessel, gate), day, (arrives, departs))

    def _line(
        self, one: _Cells, names: tuple[str, str], day: date | None, clocks: tuple[Clock | None, Clock | None]
    ) -> None:
        arrives = _moment(clocks[0], day)
        departs = _moment(clocks[1], day or (arrives.at.date() if arrives else None))
        overnight = bool(arrives and departs and departs.at < arrives.at and clocks[1] and not clocks[1].day)
        if departs and overnight:
            departs = Local(departs.at + timedelta(days=1), departs.zone)
        if arrives and departs and departs.at < arrives.at:
            self._problem(one, DEPARTS, _DEPARTS_EARLY)
            return
        self._read.lines.append(Line(one.row, *names, arrives, departs, one.text(MODE), one.text(NOTE), overnight))

    def _vessel_of(self, one: _Cells) -> str:
        written = re.sub(r'^["”]+$|^(?:sda|idem|-)$', "", one.text(VESSEL), flags=re.IGNORECASE)
        if written:
            self._leave_heading()
            if written != self._vessel:
                self._vessel, self._day = written, None
        elif self._heading is not None:
            self._read.headings.append(self._heading.row)
            self._heading = None
        return self._vessel

    def _day_of(self, one: _Cells) -> date | None:
        try:
            self._day = read_day(one.by.get(DAY)) or self._day
        except Unreadable as problem:
            self._problem(one, DAY, problem.because)
            self._day = None  # the rows below must not take the day of a row above this one
        return self._day

    def _clock(self, one: _Cells, key: str) -> Clock | None:
        try:
            clock = read_clock(one.by.get(key))
            return replace(clock, zone=clock.zone or zone_in(self._title(key))) if clock else None
        except Unreadable as problem:
            self._problem(one, key, problem.because)
            return None

    def _problem(self, one: _Cells, key: str, because: Says, written: str | None = None) -> None:
        shown = one.text(key) if written is None else written
        self._read.problems.append(Problem(one.row, self._title(key) or LABELS.get(key, ""), shown, because))

    def _title(self, key: str) -> str:
        return next((t for k, t in zip(self._header.keys, self._header.texts, strict=False) if k == key), "")


def _moment(clock: Clock | None, day: date | None) -> Local | None:
    if clock is None:
        return None
    on = clock.day or day
    assert on is not None  # noqa: S101 - a row without a day has a problem
    return Local(datetime.combine(on, clock.at) + timedelta(days=clock.plus), clock.zone)
