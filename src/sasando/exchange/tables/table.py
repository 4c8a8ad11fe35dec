"""One table as it came out of a file: rows of cells, before anybody asks what they mean.

It is also what the limited child process writes to its parent, so every part has a plain encoding.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

import msgspec

MAX_COLUMNS: Final = 1_000
MAX_CELLS: Final = 3_000_000
MAX_PEOPLE: Final = 200_000  # rows that are not blank


class Day(msgspec.Struct, array_like=True, tag="day", frozen=True):
    """A cell formatted as a date."""

    on: date


class Moment(msgspec.Struct, array_like=True, tag="moment", frozen=True):
    """A cell formatted as date and time, without time zone."""

    at: datetime


class Odd(msgspec.Struct, array_like=True, tag="odd", frozen=True):
    """A cell whose value was lost before it reached us: why in both languages, and what is shown there."""

    id: str
    en: str
    shown: str


Cell = None | bool | int | float | str | Day | Moment | Odd

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted like the cells of `Table.cells`."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Cell]).decode
_BLANK = msgspec.Raw(_encode([]))


class Table(msgspec.Struct, array_like=True, tag="table"):
    """Rows stay encoded until asked for: half a million Python objects would cost what the limits forbid.

    `hidden_in` are the cells (row, column) from which hidden characters were removed.
    """

    sheet: str
    rows: list[msgspec.Raw]
    visible: list[str] = msgspec.field(default_factory=list)
    concealed: list[str] = msgspec.field(default_factory=list)
    merged: list[Merge] = msgspec.field(default_factory=list)
    hidden_in: list[tuple[int, int]] = msgspec.field(default_factory=list)

    def cells(self, index: int) -> list[Cell]:
        """The cells of one row, counted from 0, without the empty ones at its end."""
        return _decode(self.rows[index])

    def head(self, count: int) -> list[list[Cell]]:
        """The first `count` rows."""
        return [_decode(row) for row in self.rows[:count]]


class Refused(msgspec.Struct, array_like=True, tag="refused"):
    """The child's word for `NotATable`."""

    id: str
    en: str


def pack(rows: Iterable[list[Cell]]) -> Iterator[msgspec.Raw]:
    """Encode rows, empty cells at their end cut off. Raises `TooManyCells` above the limits of a list."""
    total = filled = 0
    for row in rows:
        while row and row[-1] is None:
            row.pop()
        total += len(row)
        filled += bool(row)
        if len(row) > MAX_COLUMNS or total > MAX_CELLS or filled > MAX_PEOPLE:
            raise TooManyCells(wide=len(row) > MAX_COLUMNS)
        yield msgspec.Raw(_encode(row)) if row else _BLANK


class TooManyCells(Exception):  # noqa: N818
    """More cells than a list of people has; `wide` when it is one row that has too many."""

    def __init__(self, *, wide: bool) -> None:
        super().__init__()
        self.wide = wide
