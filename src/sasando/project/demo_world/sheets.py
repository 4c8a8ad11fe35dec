"""A list as an office sends it: an Excel file with a title, sometimes a letter above, and a line that counts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from sasando.core.facts import FACTS
from sasando.core.facts.regions import place_name
from sasando.exchange.reports.words import day as written_day
from sasando.project.demo_world.dossiers import Cells

_INDIGO: Final = "#26356D"
_KEPT_AS_CODE: Final = frozenset({"scheme", "sea_channel"})


def workbook(rows: Sequence[Cells], *, title: str, departs_on: date | None, made_on: date) -> bytes:
    """The file. With `departs_on` the letter says the day of departure once for all."""
    file = BytesIO()
    keys = [key for key in FACTS if any(key in row for row in rows)]
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(made_on, time(8), UTC), "author": "Sasando, dunia contoh"})
        sheet = book.add_worksheet("Calon")
        head = book.add_format({"bold": True, "text_wrap": True, "bg_color": _INDIGO, "font_color": "white"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        lines = ["DAFTAR CALON PEKERJA MIGRAN", title, "Contoh: semua orang, lembaga dan nomor di sini rekaan"]
        lines += [f"Tgl Berangkat: {written_day(departs_on, 'id')}"] if departs_on else []
        for at, text in enumerate(lines):
            sheet.write_string(at, 0, text)
        top = len(lines) + 1
        for place, label in enumerate(["No", *(FACTS[key].label["id"] for key in keys)]):
            sheet.write_string(top, place, label, head)
        for number, row in enumerate(rows, 1):
            sheet.write_number(top + number, 0, number)
            for place, key in enumerate(keys, 1):
                _write(sheet, (top + number, place), as_typed(key, row.get(key)), day)
        sheet.write_string(top + len(rows) + 2, 1, f"Jumlah: {len(rows)} orang")
    return file.getvalue()


def as_typed(key: str, value: Any) -> Any:
    """A value as an office would type it.

    >>> as_typed("regency", "53.08"), as_typed("marriage_book", True), as_typed("health_result", "fit")
    ('Kabupaten Ende', 'ya', 'layak')
    """
    fact = FACTS[key]
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if key == "regency" and isinstance(value, str):
        return place_name(value)
    if value in fact.codes and key not in _KEPT_AS_CODE:
        return fact.codes[value][0]
    return value


def _write(sheet: Any, at: tuple[int, int], value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, value, day)
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif value is not None:
        sheet.write_string(*at, value)
