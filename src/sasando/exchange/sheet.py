"""A plain list as a file, for Excel or as CSV: what stands on a page, and nothing that could run."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

from sasando.exchange.reports.printable import cell, printable

Value = str | int | float | date | None
Row = Sequence[Value]

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media types of the two."""

_WIDEST = 60


def csv_of(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The list as CSV. The mark in front tells Excel the encoding.

    >>> csv_of(["Nama", "Sejak"], [["=1+1", date(2026, 3, 1)]]).decode("utf-8-sig")
    "Nama,Sejak\\r\\n'=1+1,2026-03-01\\r\\n"
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(title: str, columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The list as a workbook of one sheet, its first row fixed and with a filter."""
    import xlsxwriter  # noqa: PLC0415 - a quarter of a second that no page needs

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "font_color": "#26356D", "bottom": 2, "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        sheet = book.add_worksheet(printable(title)[:31])
        widths = [len(name) + 4 for name in columns]
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, head)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _put(sheet, (last, column), value, day)
                widths[column] = min(_WIDEST, max(widths[column], len(_text(value)) + 2))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)
        sheet.repeat_rows(0)
    return out.getvalue()


def _put(sheet: object, at: tuple[int, int], value: Value, day: object) -> None:
    if isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(*at, value, day)  # type: ignore[attr-defined]
    elif isinstance(value, int):
        sheet.write_number(*at, value)  # type: ignore[attr-defined]
    elif value:
        sheet.write_string(*at, _text(value))  # type: ignore[attr-defined]


def _text(value: Value) -> str:
    if value is None:
        return ""
    return cell(value) if isinstance(value, str) else str(value)
