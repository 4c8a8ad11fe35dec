"""Write the odd files that the reader must survive."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

NIK = "5371014107000012"
SMALL = [["Nama", "NIK", "Negara Tujuan"], ["Maria Bria", NIK, "Malaysia"], ["Yohanes Tefa", "", "Taiwan"]]
Rows = Iterable[Sequence[Any]]


def xlsx(rows: Rows, change: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook of openpyxl; `change(workbook, sheet)` makes it odd."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Daftar"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(rows: Rows, change: Callable[[Any, Any], None] | None = None) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Daftar", cell_overwrite_ok=True)
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(at, place, value)
    if change:
        change(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: Rows) -> bytes:
    """A `TableCell` among the values is taken as it is."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Daftar")
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, str):
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
            elif value is None:
                cell = TableCell()
            elif isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = value
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


def text(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode(encoding)


def sheet_xml(rows: Rows, *, before: str = "", after: str = "") -> bytes:
    """The XML of a sheet with inline texts; a value that begins with "<" is a whole cell of its own."""
    lines = []
    for at, row in enumerate(rows, 1):
        cells = "".join(
            value if str(value).startswith("<") else f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row
        )
        lines.append(f'<row r="{at}">{cells}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{main}">'
        f"<sheetData>{''.join(lines)}</sheetData>{after}</worksheet>"
    ).encode()


def with_part(workbook: bytes, part: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return stream.getvalue()


def with_sheet(content: bytes) -> bytes:
    """A workbook whose only sheet has this XML."""
    return with_part(xlsx(SMALL), "xl/worksheets/sheet1.xml", content)
