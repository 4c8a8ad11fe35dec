"""From bytes to one table. What the bytes are is told by themselves; the name of a file promises nothing."""

import re
import zipfile
from typing import Final

from sasando.exchange.tables.archive import checked_zip
from sasando.exchange.tables.errors import (
    DAMAGED,
    EMPTY,
    LOCKED,
    NO_HEADER,
    NO_SHEETS,
    NOT_SPREADSHEET,
    TOO_LARGE,
    TOO_WIDE,
    NotATable,
)
from sasando.exchange.tables.header import SEARCHED_ROWS, find_header
from sasando.exchange.tables.markup import html_tables
from sasando.exchange.tables.table import Table, TooManyCells
from sasando.exchange.tables.text import decode, text_rows
from sasando.exchange.tables.visible import Cleaner
from sasando.exchange.tables.workbook import read_workbook

MAX_FILE: Final = 32_000_000  # bytes
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_OTHER: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|meta|head)\b", re.IGNORECASE
)


def read_table(data: bytes, sheet: str | None = None, *, headed: bool = True) -> Table:
    """The table in these bytes. Raises `NotATable`, and nothing else, whatever the bytes.

    `headed`: it must have column headers that are known; otherwise the rows are given whatever they are.

    >>> table = read_table(b"Nama;NIK\\nSiti;5371010101010001\\n")
    >>> table.cells(1)
    ['Siti', '5371010101010001']
    """
    try:
        return _read(data, sheet, headed=headed)
    except (NotATable, KeyboardInterrupt):
        raise
    except TooManyCells as much:
        raise NotATable(TOO_WIDE if much.wide else TOO_LARGE) from None
    except MemoryError:
        raise NotATable(TOO_LARGE) from None
    # Rust panics arrive as BaseException; and what a damaged file makes a parser raise is not ours to list.
    except BaseException as damage:
        raise NotATable(DAMAGED) from damage


def _read(data: bytes, sheet: str | None, *, headed: bool) -> Table:
    if len(data) > MAX_FILE:
        raise NotATable(TOO_LARGE)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise NotATable(EMPTY)
    if data.startswith(_ZIP):
        return _read_zip(data, sheet, headed=headed)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise NotATable(LOCKED)
        return read_workbook(data, None, sheet, headed=headed)
    if data.startswith(_OTHER):
        raise NotATable(NOT_SPREADSHEET)
    text = decode(data)
    if sheet is not None:
        raise NotATable(NO_SHEETS)
    return _read_text(text, headed=headed)


def _read_zip(data: bytes, sheet: str | None, *, headed: bool) -> Table:
    archive = checked_zip(data)
    if not _is_workbook(archive):
        raise NotATable(NOT_SPREADSHEET)
    return read_workbook(data, archive, sheet, headed=headed)


def _is_workbook(archive: zipfile.ZipFile) -> bool:
    names = archive.NameToInfo
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return True
    return "content.xml" in names and b"spreadsheet" in archive.read("mimetype") if "mimetype" in names else False


def _read_text(text: str, *, headed: bool) -> Table:
    if not headed:
        rows = [row for table in html_tables(text) for row in table] if _PAGE.match(text[:5000]) else text_rows(text)
        return Cleaner().table("", rows)
    if _PAGE.match(text[:5000]):
        for rows in html_tables(text):
            table = Cleaner().table("", rows)
            if find_header(table.head(SEARCHED_ROWS)):
                return table
        raise NotATable(NO_HEADER)
    if text.lstrip().startswith("<?xml"):  # Excel 2003 XML among others
        raise NotATable(NOT_SPREADSHEET)
    table = Cleaner().table("", text_rows(text))
    if not find_header(table.head(SEARCHED_ROWS)):
        raise NotATable(NO_HEADER)
    return table
