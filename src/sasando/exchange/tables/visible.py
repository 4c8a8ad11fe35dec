"""Characters that nobody sees (zero width, direction marks, controls) are taken out of every cell, and where is kept.

They make two equal names differ, or turn a number around on the screen.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sasando.exchange.tables.table import Cell, Table, pack

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_LONGEST_CELL: Final = 32_767  # Excel's own limit
_MAX_MARKS: Final = 1_000


def without_hidden(text: str) -> str:
    """
    >>> without_hidden("Ma\\u200bria \\u202eBria")
    'Maria Bria'
    """
    return _HIDDEN.sub("", text)


class Cleaner:
    """Packs rows into a table and remembers the cells that held hidden characters."""

    def __init__(self) -> None:
        self._marks: list[tuple[int, int]] = []

    def table(self, sheet: str, rows: Iterable[list[Cell]]) -> Table:
        """The rows, cleaned, blank ones at the end cut off. Raises `TooManyCells`."""
        packed = list(pack(self._cleaned(rows)))
        while packed and len(bytes(packed[-1])) == 1:
            packed.pop()
        return Table(sheet, packed, hidden_in=self._marks)

    def _cleaned(self, rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str) and not (cell.isascii() and cell.isprintable()):
                    row[place] = self._clean(cell, (at, place))
            yield row

    def _clean(self, text: str, place: tuple[int, int]) -> Cell:
        text = text.replace("\u00a0", " ").replace("_x000D_", "")[:_LONGEST_CELL]
        clean = without_hidden(text)
        if clean != text and len(self._marks) < _MAX_MARKS:
            self._marks.append(place)
        return clean if clean.strip() else None
