"""An empty list of candidates: the right headers, a note on each, drop-downs where there are fixed answers."""

from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from sasando.core.facts import FACTS, Fact, Kind

ROWS = 500
_INDIGO, _COTTON = "#26356D", "#F6F1E4"
_ASKED_AS: dict[Kind, tuple[str, str]] = {
    Kind.NIK: ("16 angka, sebagai teks", "16 digits, as text"),
    Kind.DATE: ("tanggal, mis. 31/12/2026", "a date, e.g. 31/12/2026"),
    Kind.YES_NO: ("ya atau tidak", "yes (ya) or no (tidak)"),
    Kind.MONEY: ("rupiah utuh, mis. 37500", "whole rupiah, e.g. 37500"),
    Kind.MONTHS: ("jumlah bulan, mis. 24", "months, e.g. 24"),
    Kind.COUNT: ("bilangan bulat", "a whole number"),
    Kind.LETTERS: ("huruf a-g yang ada, mis. abcdefg", "which of the letters a-g are there"),
    Kind.COUNTRY: ("nama negara, mis. Malaysia", "name of the country"),
}


def write_template(path: Path) -> None:
    """Write the empty list: sheet 1 to fill in, sheet 2 what each column means. Only a name is ever needed."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        head = book.add_format(
            {"bold": True, "font_color": "white", "bg_color": _INDIGO, "text_wrap": True, "valign": "vcenter"}
        )
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Daftar Calon")
        guide = book.add_worksheet("Petunjuk")
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 48)
        for place, fact in enumerate(FACTS.values()):
            cells = (
                day if fact.kind is Kind.DATE else None if fact.kind in (Kind.MONEY, Kind.MONTHS, Kind.COUNT) else text
            )
            sheet.set_column(place, place, max(14, len(fact.label["id"]) // 2 + 4), cells)
            sheet.write_string(0, place, fact.label["id"], head)
            sheet.write_comment(0, place, _note(fact))
            _choices(sheet, place, fact)
        _guide(guide, head, book.add_format({"text_wrap": True, "valign": "top", "bg_color": _COTTON}))
    path.write_bytes(made.getvalue())


def answers(fact: Fact) -> list[str]:
    """The fixed answers of a fact, as people write them; empty when there are none.

    >>> answers(FACTS["sex"]), answers(FACTS["marriage_book"])
    (['L', 'P'], ['ya', 'tidak'])
    """
    if fact.kind is Kind.YES_NO:
        return ["ya", "tidak"]
    if fact.key in ("scheme", "sea_channel"):
        return list(fact.codes)
    if fact.key == "consent_by":
        return ["suami", "istri", "ayah", "ibu", "wali"]
    return [written[0] for written in fact.codes.values()]


def _note(fact: Fact) -> str:
    indonesian, english = _ASKED_AS.get(fact.kind, ("teks", "text"))
    if fact.kind is Kind.CODE:
        indonesian, english = "pilih dari daftar", "choose from the list"
    label = fact.label
    asked = f"{label['id']}: {indonesian}.\n{label['en']}: {english}."
    return f"{asked}\nKosong berarti belum diketahui, bukan tidak."


def _choices(sheet: Any, place: int, fact: Fact) -> None:
    listed = answers(fact)
    if listed:
        column = xl_col_to_name(place)
        sheet.data_validation(
            f"{column}2:{column}{ROWS + 1}",
            {"validate": "list", "source": listed, "error_type": "warning", "error_message": "Pilih dari daftar."},
        )


def _guide(guide: Any, head: Any, body: Any) -> None:
    titles = ("Kolom", "Column", "Cara mengisi", "Jawaban tetap", "Siapa yang tahu", "Kunci")
    widths = (34, 34, 34, 48, 18, 26)
    for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
        guide.set_column(place, place, width)
        guide.write_string(0, place, title, head)
    for row, fact in enumerate(FACTS.values(), start=1):
        asked = "pilih dari daftar" if fact.kind is Kind.CODE else _ASKED_AS.get(fact.kind, ("teks", ""))[0]
        cells = (fact.label["id"], fact.label["en"], asked, ", ".join(answers(fact)), fact.supplier.value, fact.key)
        for place, cell in enumerate(cells):
            guide.write_string(row, place, cell, body)
    guide.freeze_panes(1, 0)
