"""The report as a spreadsheet, opened again as a reader would."""

import re
from datetime import datetime
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.exchange.reports.cast import CAST, named, report

from sasando.exchange.reports import xlsx
from sasando.exchange.reports.xlsx import write_xlsx

FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+62 812 3456",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u200b=1+1",
    "＝1+1",
    "Bere;=1+1",
    'Bere,"=1+1',
    "Bere\n=1+1",
]


def sheets(path, a_report):
    write_xlsx(a_report, path)
    return load_workbook(path)


def rows(sheet):
    return list(sheet.iter_rows(values_only=True))


@pytest.fixture
def book(tmp_path):
    return sheets(tmp_path / "report.xlsx", report())


def test_there_are_four_sheets_in_the_order_of_reading(book):
    assert book.sheetnames == ["Ringkasan", "Per orang", "Semua syarat", "Sel tidak terbaca"]


def test_english_readers_get_english_sheets(tmp_path):
    book = sheets(tmp_path / "report.xlsx", report(language="en"))
    assert book.sheetnames == ["Summary", "People", "Requirements", "Unreadable cells"]
    assert rows(book["People"])[1][2] == "● Cleared"


def test_the_summary_says_the_numbers_what_they_mean_and_where_they_come_from(book):
    summary = {row[0]: row[1:] for row in rows(book["Ringkasan"]) if row[0]}
    assert summary["■ Nonprosedural"][0] == 1
    assert summary["Semua baris"][0] == 4
    assert summary["Sel tidak terbaca"][0] == 1
    assert summary["Paspor berlaku"][0] == 2
    assert "Pasal 70 ayat (2)" in summary["● Lengkap"][1]
    assert summary["Sidik aturan"][1] == "3f9a1c0b7d2e"
    assert summary["Waktu"][1] == "1 Maret 2026 07:05 WITA"
    assert "Kolom Ket dilewati" in [row[2] for row in rows(book["Ringkasan"])]


def test_each_person_has_one_row(book):
    people = rows(book["Per orang"])
    assert [row[:3] for row in people[1:]] == [
        (2, "Maria Bere", "● Lengkap"),
        (3, "Yosef Nahak", "▲ Belum lengkap"),
        (4, "Marselina Tefa", "■ Nonprosedural"),
        (5, "Petrus Klau", "◆ Di luar cakupan"),
    ]
    yosef = people[2]
    assert yosef[4] == "▼ Paspor berlaku: habis berlaku\n▲ Visa kerja: belum ada"
    assert yosef[5] == "■ Iuran selama bekerja: melanggar"
    assert yosef[6].startswith("▼ Sertifikat sehat")
    assert yosef[7] == "N11 (belum terbukti): Dokumen Pasal 13 belum lengkap\nRute tidak sesuai [R03]"
    assert yosef[8] == datetime(2026, 2, 20)


def test_each_requirement_that_applies_has_one_row_with_its_effect_in_words(book):
    requirements = rows(book["Semua syarat"])
    assert len(requirements) == 1 + 1 + 4 + 2
    visa = requirements[2]
    assert visa[2:6] == ("Visa kerja", "▲ Belum ada", "Wajib", "tidak boleh diberangkatkan tanpa ini (Pasal 13)")
    assert requirements[5][10] == "belum dikonfirmasi ahli hukum"


def test_each_cell_that_was_not_read_has_one_row(book):
    assert rows(book["Sel tidak terbaca"])[1:] == [
        (3, "Yosef Nahak", "Tgl Lahir", "31/02/2001", "Tanggal ini tidak ada")
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_that_a_stranger_typed_begins_a_formula(tmp_path, text):
    book = sheets(tmp_path / "report.xlsx", report([named(text)], source=text, run_by=text, letter={text: text}))
    for sheet in book:
        for row in sheet.iter_rows():
            for each in row:
                assert each.data_type != "f"
                # Not even after the sheet was saved with one separator and opened with another.
                pieces = re.split(r'[;,\t\n\r"]', str(each.value or ""))
                assert not any(re.match(r"[\s\u200b]*[=+\-@＝]", piece) for piece in pieces), each.value


def test_no_formula_link_or_macro_is_in_the_file(tmp_path):
    path = tmp_path / "report.xlsx"
    write_xlsx(report([named("https://example.org"), named("mailto:a@example.org")]), path)
    with ZipFile(path) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if "sheet" in name)
    assert "<f>" not in text
    assert "hyperlink" not in text
    assert not any("vba" in name or "external" in name for name in ZipFile(path).namelist())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Maria\x00\x07\x1b Bere", "Maria Bere"),
        ("Maria\ud800 Bere", "Maria Bere"),
        ("Maria \u202eereB", "Maria ereB"),
        ("<r><t>Maria</t></r>", "'<r><t>Maria</t></r>"),
        ("Maria_x0041_", "Maria_x0041_"),
        ("Thérèse & <Ńahak>", "Thérèse & <Ńahak>"),
        ("王小明", "王小明"),
    ],
)
def test_names_of_any_letters_arrive_whole_and_without_control_characters(tmp_path, typed, shown):
    book = sheets(tmp_path / "report.xlsx", report([named(typed)]))
    assert rows(book["Per orang"])[1][1] == shown


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(tmp_path):
    book = sheets(tmp_path / "report.xlsx", report([named("x" * 40_000)]))
    assert rows(book["Per orang"])[1][1].endswith("x…")


@pytest.mark.parametrize("shared_up_to", [5_000, 0])
def test_a_list_longer_than_a_sheet_goes_on_in_a_second_one(tmp_path, monkeypatch, shared_up_to):
    monkeypatch.setattr(xlsx, "ROWS_OF_A_SHEET", 5)
    monkeypatch.setattr(xlsx, "SHARED_UP_TO", shared_up_to)
    book = sheets(tmp_path / "report.xlsx", report())
    assert book.sheetnames[2:4] == ["Semua syarat", "Semua syarat 2"]
    assert [len(rows(book[name])) for name in book.sheetnames[2:4]] == [6, 3]


def test_tables_filter_stay_in_view_and_print_with_their_header(book):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert "&P" in sheet.oddFooter.right.text


def test_progress_counts_people(tmp_path):
    heard = []
    write_xlsx(report(), tmp_path / "report.xlsx", progress=heard.append)
    assert heard == [1, 2, 3, 4]


def test_an_empty_list_is_a_report_too(tmp_path):
    book = sheets(tmp_path / "report.xlsx", report([]))
    assert len(rows(book["Per orang"])) == 1
    assert "Tidak ada kekurangan syarat wajib." in [row[0] for row in rows(book["Ringkasan"])]


def test_a_folder_that_is_not_there_is_an_ordinary_error_and_leaves_no_file(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        write_xlsx(report(CAST), tmp_path / "nowhere" / "report.xlsx")
