"""Tables in workbooks (xlsx, xlsb, xls, ods), read by calamine after the zip was checked."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from itertools import chain, repeat
from typing import Final

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from sasando.exchange.tables.biff import lost_in_xls
from sasando.exchange.tables.errors import (
    EMPTY,
    LOCKED,
    NO_HEADER,
    NotATable,
    header_not_in,
    header_only_hidden,
    no_such_sheet,
)
from sasando.exchange.tables.header import SEARCHED_ROWS, find_header
from sasando.exchange.tables.stored import ERROR_VALUE, Place, lost_in_ods, lost_in_xlsx
from sasando.exchange.tables.table import MAX_COLUMNS, Cell, Day, Merge, Moment, Odd, Table
from sasando.exchange.tables.visible import Cleaner

Lost = Callable[[str], dict[Place, Odd]]

ROUNDED: Final = (
    "Excel hanya menyimpan 15 angka dan membulatkan sisanya; ketik ulang sebagai teks dari dokumen aslinya.",
    "Excel keeps only 15 digits and rounds the rest; type it again as text from the document.",
)
_EXACT_BELOW: Final = 10**15  # Excel keeps fifteen digits
_ERROR_TEXT: Final = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:\d{3}")


def read_workbook(data: bytes, archive: zipfile.ZipFile | None, sheet: str | None, *, headed: bool = True) -> Table:
    """The sheet asked for, or the first visible one with headers. Raises `NotATable`.

    Unless `headed`, the first visible one that is not empty will do.

    `archive` is the checked zip, None for a file of Excel 97-2003.
    """
    try:
        workbook = load_workbook(io.BytesIO(data))
    except PasswordError as locked:
        raise NotATable(LOCKED) from locked
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    concealed = [one.name for one in sheets if one.visible != SheetVisibleEnum.Visible]
    choose = _chosen if headed else _any_rows
    table = choose(workbook, _lost_cells(data, archive), sheet, (visible, concealed))
    table.visible = [name for name in visible if name != table.sheet]
    table.concealed = [name for name in concealed if name != table.sheet]
    return table


def _chosen(
    workbook: CalamineWorkbook,
    lost: Lost,
    asked: str | None,
    names: tuple[list[str], list[str]],
) -> Table:
    visible, concealed = names
    if asked is not None:
        name = _named(asked, visible + concealed)
        table = _with_header(workbook, lost, name)
        if table is None:
            raise NotATable(header_not_in(name))
        return table
    for name in visible:
        if table := _with_header(workbook, lost, name):
            return table
    for name in concealed:
        if _with_header(workbook, lost, name):
            raise NotATable(header_only_hidden(name))
    raise NotATable(NO_HEADER)


def _any_rows(
    workbook: CalamineWorkbook,
    lost: Lost,
    asked: str | None,
    names: tuple[list[str], list[str]],
) -> Table:
    visible, concealed = names
    for name in visible if asked is None else [_named(asked, visible + concealed)]:
        if table := _table(workbook, lost, name):
            return table
    raise NotATable(EMPTY)


def _named(asked: str, names: list[str]) -> str:
    for name in names:
        if name.strip().casefold() == asked.strip().casefold():
            return name
    raise NotATable(no_such_sheet(asked, names))


def _with_header(workbook: CalamineWorkbook, lost: Lost, name: str) -> Table | None:
    table = _table(workbook, lost, name)
    return table if table and find_header(table.head(SEARCHED_ROWS), table.merged) else None


def _table(workbook: CalamineWorkbook, lost: Lost, name: str) -> Table | None:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return None
    left = sheet.start[1]
    cleaner = Cleaner()
    odd = {(row, column - left): cell for (row, column), cell in lost(name).items()}
    table = cleaner.table(name, _rows(sheet, odd))
    table.merged = _merged(sheet, left)
    return table


def _lost_cells(data: bytes, archive: zipfile.ZipFile | None) -> Lost:
    """Who knows, for the name of a sheet, which of its cells lost their value."""
    if archive is None:
        return partial(lost_in_xls, data)
    if "xl/workbook.bin" in archive.NameToInfo:
        return lambda _: {}
    return partial(lost_in_xlsx if "xl/workbook.xml" in archive.NameToInfo else lost_in_ods, archive)


def _merged(sheet: CalamineSheet, left: int) -> list[Merge]:
    ranges = sheet.merged_cell_ranges or []
    return [
        (top, first - left, bottom, last - left)
        for (top, first), (bottom, last) in ranges
        if top < SEARCHED_ROWS and first >= left
    ]


def _rows(sheet: CalamineSheet, lost: dict[Place, Odd]) -> Iterator[list[Cell]]:
    """The rows with the lost cells in their places, also where calamine thinks that the sheet has ended."""
    by_row: dict[int, list[tuple[int, Odd]]] = {}
    for (row, column), odd in lost.items():
        by_row.setdefault(row, []).append((column, odd))
    beyond = max(by_row, default=0) - (sheet.end[0] if sheet.end else 0)
    for at, values in enumerate(chain(sheet.iter_rows(), repeat([], beyond))):
        cells = [_cell(value) for value in values]
        for column, odd in by_row.get(at, ()):
            if 0 <= column < MAX_COLUMNS:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = odd if cells[column] is None else cells[column]
        yield cells


def _cell(value: object) -> Cell:
    match value:
        case str():
            return _text_cell(value)
        case bool():
            return value
        case float() | int():
            return _number_cell(value)
        case datetime():
            return Moment(value)
        case date():
            return Day(value)
        case _:  # a time of day, a duration
            return str(value)


def _text_cell(text: str) -> Cell:
    if text[:1] in {"#", "E"} and _ERROR_TEXT.fullmatch(text):
        return Odd(*ERROR_VALUE, text)
    return None if not text or text.isspace() else text


def _number_cell(number: float) -> Cell:
    if number != int(number):
        return number
    whole = int(number)
    return Odd(*ROUNDED, str(whole)) if abs(whole) >= _EXACT_BELOW else whole
