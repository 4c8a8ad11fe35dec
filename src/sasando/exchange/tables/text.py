"""Tables written as text: csv files and what people paste. Encoding and separator are told from the content."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from sasando.exchange.tables.errors import NOT_SPREADSHEET, NotATable
from sasando.exchange.tables.header import SEARCHED_ROWS, find_header
from sasando.exchange.tables.table import Cell

_SEPARATORS: Final = ("\t", ";", ",", "|")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_EXCEL_SEPARATOR: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_KEPT_AS_TEXT: Final = re.compile(r"""="([^"]*)"|'(\d.*)""")
_RUNAWAY_LINES: Final = 30  # a quoted cell of an address has five


def decode(data: bytes) -> str:
    """Text from bytes: a byte-order mark decides, then UTF-16 by its zeros, UTF-8, and Windows-1252 last.

    Raises `NotATable` when these bytes are no text.

    >>> decode("Nama;Tempat\\nJosé;Ende".encode("cp1252"))
    'Nama;Tempat\\nJosé;Ende'
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A stray control character is cleaned away later; noise has one in every nine.
        if len(_CONTROLS.findall(text)) * 100 <= len(text):
            return text.replace("\0", "")
    raise NotATable(NOT_SPREADSHEET)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig", "cp1252")
    sample = data[:2000]
    zeros = (sample[::2].count(0), sample[1::2].count(0))
    if max(zeros) * 4 > len(sample):
        return ("utf-16-be",) if zeros[0] > zeros[1] else ("utf-16-le",)
    return ("utf-8", "cp1252")


def text_rows(text: str) -> Iterator[list[Cell]]:
    """The records of a text, blank lines kept, so that they count as the rows of a spreadsheet."""
    declared = _EXCEL_SEPARATOR.match(text)
    if declared:
        separator, text = declared[1], text[declared.end() :]
    else:
        separator = _separator(text)
    for record in _records(text, separator, quoted=_holds_together(text, separator)):
        yield [unguarded(cell) or None for cell in record]


def _separator(text: str) -> str:
    """The one under which most headers are recognised; if none is, the one that makes most cells."""

    def worth(separator: str) -> tuple[int, int]:
        rows: list[list[Cell]] = []
        with suppress(csv.Error):  # a cell without end under this separator
            rows.extend([cell or None for cell in row] for row in islice(_records(text, separator), SEARCHED_ROWS))
        header = find_header(rows)
        return (header.recognised if header else 0, max((len(row) for row in rows), default=0))

    return max(_SEPARATORS, key=worth)


def _holds_together(text: str, separator: str) -> bool:
    """Whether quotes delimit cells here: one stray quote before a name would swallow the rest of the list."""
    if '"' not in text:
        return False
    try:
        return not any(_swallowed(cell, row, separator) for row in _records(text, separator) for cell in row)
    except csv.Error:  # among others a quote that is never closed
        return False


def _swallowed(cell: str, row: list[str], separator: str) -> bool:
    """Whether a cell holds whole records: more lines than any address, or a line with as many cells as the row."""
    _, *more = cell.split("\n")
    return len(more) > _RUNAWAY_LINES or any(line.count(separator) >= max(1, len(row) - 1) for line in more)


def _records(text: str, separator: str, *, quoted: bool = True) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    if quoted:
        return csv.reader(lines, delimiter=separator, strict=True)
    return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)


def unguarded(cell: str) -> str:
    """Without the tricks by which people keep Excel from changing a number: ="537…" and '537….

    >>> unguarded('="5371010101010001"'), unguarded("'5371010101010001"), unguarded("D'Souza")
    ('5371010101010001', '5371010101010001', "D'Souza")
    """
    cell = cell.strip()
    kept = _KEPT_AS_TEXT.fullmatch(cell) if cell[:1] in {"=", "'"} else None
    return (kept[1] or kept[2] or "") if kept else cell
