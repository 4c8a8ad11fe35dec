"""A list is read from every format that offices send, and what it is, is told by its content."""

import datetime
import io
import struct
import sys

import pytest
import xlwt
from odf.table import TableCell
from tests.exchange.lists import names, notes, opened, people
from tests.exchange.sheets import NIK, SMALL, ods, sheet_xml, text, with_sheet, xls, xlsx

from sasando.exchange.candidates import NotATable, open_list

PAGE = b"""<html><meta charset="utf-8"><body><table><tr><td>menu</td></tr></table>
<table><tr><th rowspan=2>Nama<th rowspan=2>NIK<th colspan=2>Paspor<tr><th>No<th>s/d
<tr><td>Maria&nbsp;Bria<td>5371014107000012<td>C1234567<td>1/1/2030</table>"""


class TestEveryFormat:
    @pytest.mark.parametrize(
        "data",
        [
            xlsx(SMALL),
            xls(SMALL),
            ods(SMALL),
            text(SMALL),
            text(SMALL, ";"),
            text(SMALL, "\t"),
            text(SMALL, encoding="utf-8-sig"),
            text(SMALL, ";", "utf-16"),
            text(SMALL, "\t", "utf-16-le"),
            b"sep=;\r\n" + text(SMALL, ";"),
        ],
        ids=["xlsx", "xls", "ods", "comma", "semicolon", "tab", "utf8-bom", "utf16", "utf16-without-bom", "sep-line"],
    )
    def test_gives_the_same_people(self, tmp_path, data):
        found = opened(tmp_path, data)
        assert [(one.row, one.reading.dossier.full_name, one.reading.dossier.country) for one in people(found)] == [
            (2, "Maria Bria", "MY"),
            (3, "Yohanes Tefa", "TW"),
        ]
        assert people(found)[0].reading.dossier.nik == NIK
        assert people(found)[1].reading.dossier.nik is None
        assert found.header_row == 1

    @pytest.mark.parametrize("name", ["daftar.csv", "daftar.xls", "daftar.pdf", "daftar"])
    def test_the_name_of_the_file_promises_nothing(self, tmp_path, name):
        assert names(opened(tmp_path, xlsx(SMALL), name=name)) == ["Maria Bria", "Yohanes Tefa"]

    def test_a_web_page_named_xls_is_read(self, tmp_path):
        found = opened(tmp_path, PAGE, name="siskop.xls")
        dossier = people(found)[0].reading.dossier
        assert (dossier.full_name, dossier.passport_number) == ("Maria Bria", "C1234567")
        assert dossier.passport_until == datetime.date(2030, 1, 1)


class TestText:
    def test_windows_1252_keeps_its_accents(self, tmp_path):
        data = text([["Nama", "NIK"], ["José d’Araújo", NIK]], ";", "cp1252")
        assert people(opened(tmp_path, data))[0].raw[0] == "José d’Araújo"

    def test_a_quoted_cell_may_hold_line_breaks_and_counts_as_one_row(self, tmp_path):
        found = opened(tmp_path, b'Nama,"Tgl\nLahir"\n"Bria,\nMaria",1/2/2000\nAna,2/2/2000\n')
        assert [one.row for one in people(found)] == [2, 3]
        assert people(found)[0].reading.dossier.born_on == datetime.date(2000, 2, 1)

    def test_a_lone_quote_does_not_swallow_the_list(self, tmp_path):
        data = b'Nama;NIK\n"Maria;1\n' + b"Ana;2\n" * 100
        assert len(opened(tmp_path, data)) == 101

    def test_blank_lines_count_as_rows(self, tmp_path):
        assert [one.row for one in people(opened(tmp_path, b"\n\nNama;NIK\n\nMaria;\n"))] == [5]

    def test_a_stray_control_character_is_cleaned_away(self, tmp_path):
        found = opened(tmp_path, b"Nama;NIK\n" + b"Ana;1\n" * 50 + b"Ma\x02ria;2\n")
        assert names(found)[-1] == "Maria"
        assert "Row 52" in notes(found)

    def test_commas_in_title_and_money_do_not_hide_the_semicolons(self, tmp_path):
        data = b"Kupang, NTT, Indonesia, 2026\nNama;Iuran Pra (Rp);Negara\nMaria, S.Pd;37.500,00;Malaysia\n"
        assert people(opened(tmp_path, data))[0].reading.dossier.premium_pre_idr == 37_500

    def test_the_tricks_that_keep_a_number_whole_are_understood(self, tmp_path):
        found = opened(tmp_path, f'Nama;NIK\nMaria;"=""{NIK}"""\nAna;\'{NIK}\n'.encode())
        assert [one.reading.dossier.nik for one in people(found)] == [NIK, NIK]

    def test_pasted_cells_come_on_standard_input(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text(SMALL, "\t"))))
        found = open_list("-")
        assert names(found) == ["Maria Bria", "Yohanes Tefa"]
        assert found.source == "-"


class TestCellsOfWorkbooks:
    def test_dates_numbers_and_yes_no_keep_their_meaning(self, tmp_path):
        head = ["Nama", "Tgl Lahir", "Tgl Berangkat", "Kuota", "JKN Aktif"]
        row = ["Ana", datetime.date(2000, 2, 1), datetime.datetime(2026, 3, 1, 8), 40, True]
        one = people(opened(tmp_path, xlsx([head, row])))[0]
        dossier = one.reading.dossier
        assert (dossier.born_on, dossier.departs_on) == (datetime.date(2000, 2, 1), datetime.date(2026, 3, 1))
        assert (dossier.permit_quota, dossier.health_insurance_active) == (40, True)
        assert one.raw[1:4] == ("01/02/2000", "01/03/2026 08:00", "40")

    @pytest.mark.parametrize("write", [xlsx, xls, ods], ids=["xlsx", "xls", "ods"])
    def test_a_nik_typed_as_a_number_was_rounded_and_says_so(self, tmp_path, write):
        found = opened(tmp_path, write([["Nama", "NIK"], ["Maria", 5371014107000010]]))
        (error,) = people(found)[0].reading.errors
        assert (error.column, error.value) == ("NIK", "5371014107000010")
        assert "ketik ulang sebagai teks" in error.because["id"]

    def test_a_formula_counts_as_its_stored_value(self, tmp_path):
        cell = "<c t=\"str\"><f>'[1]Lain'!A1</f><v>Maria</v></c>"
        found = opened(tmp_path, with_sheet(sheet_xml([["Nama", "NIK"], [cell, NIK]])))
        assert names(found) == ["Maria"]

    def test_a_formula_computed_to_nothing_is_an_empty_cell(self, tmp_path):
        cell = '<c t="str"><f>IF(1,"")</f><v></v></c>'
        found = opened(tmp_path, with_sheet(sheet_xml([["Nama", "NIK"], ["Maria", cell]])))
        assert people(found)[0].reading.errors == ()

    def test_a_formula_never_computed_is_an_error_of_its_cell(self, tmp_path):
        found = opened(tmp_path, xlsx([["Nama", "NIK"], ["Maria", "=1+1"]]))
        (error,) = people(found)[0].reading.errors
        assert (error.column, error.value) == ("NIK", "=1+1")
        assert "never computed" in error.because["en"]

    def test_the_same_in_open_document(self, tmp_path):
        found = opened(tmp_path, ods([["Nama", "NIK"], ["Maria", TableCell(formula="of:=1+1")]]))
        (error,) = people(found)[0].reading.errors
        assert "never computed" in error.because["en"]

    def test_an_error_value_is_an_error_of_its_cell(self, tmp_path):
        cell = '<c t="e"><f>VLOOKUP(1,A1,1)</f><v>#N/A</v></c>'
        found = opened(tmp_path, with_sheet(sheet_xml([["Nama", "NIK"], ["Maria", cell]])))
        (error,) = people(found)[0].reading.errors
        assert error.value == "#N/A"

    def test_an_error_value_in_excel_97_is_an_error_of_its_cell(self, tmp_path):
        def change(_, sheet):
            sheet.row(1).set_cell_error(1, 0x2A)

        (error,) = people(opened(tmp_path, xls([["Nama", "NIK"], ["Maria", ""]], change)))[0].reading.errors
        assert (error.column, error.value) == ("NIK", "#N/A")

    def test_a_formula_of_excel_97_that_nobody_computed_is_an_error_of_its_cell(self, tmp_path):
        found = opened(tmp_path, xls([["Nama", "NIK"], ["Maria", xlwt.Formula('"53" & "01"')]]))
        (error,) = people(found)[0].reading.errors
        assert "never computed" in error.because["en"]

    def test_an_empty_text_is_nothing_where_the_other_formulas_of_excel_97_were_computed(self, tmp_path):
        data = xls([["Nama", "NIK", "Usia"], ["Maria", xlwt.Formula('""'), xlwt.Formula("20+7")]])
        at = data.rindex(b"\x03\x00\x00\x00\x00\x00\xff\xff")
        computed = data[:at] + struct.pack("<d", 27.0) + data[at + 8 :]
        assert people(opened(tmp_path, computed))[0].reading.errors == ()

    def test_rows_of_nothing_but_formulas_never_computed_are_still_rows(self, tmp_path):
        found = opened(tmp_path, xlsx([["Nama", "NIK"], ["=Lain!A1", "=Lain!B1"], ["=Lain!A2", "=Lain!B2"]]))
        assert [len(one.reading.errors) for one in people(found)] == [2, 2]

    def test_lost_values_are_found_when_the_table_begins_at_column_c(self, tmp_path):
        rows = [[None, None, "Nama", "NIK"], [None, None, "Maria", "=1+1"]]
        assert people(opened(tmp_path, xlsx(rows)))[0].reading.errors[0].column == "NIK"

    def test_hidden_characters_are_removed_and_marked(self, tmp_path):
        found = opened(tmp_path, xlsx([["Nama", "NIK"], ["Ma\u200bria \u202eBria", NIK]]))
        assert names(found) == ["Maria Bria"]
        assert "Row 2, column “Nama”: hidden characters were removed." in notes(found)

    def test_merged_cells_of_people_give_their_value_to_the_first(self, tmp_path):
        data = xlsx([["Nama", "Negara"], ["Maria", "Malaysia"], ["Ana", None]], lambda _, s: s.merge_cells("B2:B3"))
        assert [one.reading.dossier.country for one in people(opened(tmp_path, data))] == ["MY", None]


class TestSheets:
    def test_the_first_visible_sheet_with_headers_is_read_and_the_others_named(self, tmp_path):
        def change(book, sheet):
            sheet.title = "Petunjuk"
            second = book.create_sheet("Calon")
            for row in SMALL:
                second.append(row)
            hidden = book.create_sheet("Rahasia", 0)
            hidden.append(["Nama", "NIK"])
            hidden.sheet_state = "hidden"

        found = opened(tmp_path, xlsx([["Isi lembar Calon"]], change))
        assert found.sheet == "Calon"
        assert len(found) == 2
        assert "Other sheets were not read: “Petunjuk”" in notes(found)
        assert "hidden sheets, not read: “Rahasia”" in notes(found)

    def test_a_sheet_may_be_asked_for(self, tmp_path):
        def change(book, _):
            second = book.create_sheet("Dua")
            for row in (["Nama", "NIK"], ["Ana", ""]):
                second.append(row)

        assert names(opened(tmp_path, xlsx(SMALL, change), sheet=" dua ")) == ["Ana"]

    def test_an_unknown_sheet_is_answered_with_the_names(self, tmp_path):
        with pytest.raises(NotATable) as refusal:
            opened(tmp_path, xlsx(SMALL), sheet="Januari")
        assert refusal.value.because["en"] == "There is no sheet “Januari”; there are: Daftar."

    def test_a_list_on_a_hidden_sheet_only_is_not_read_unasked(self, tmp_path):
        def change(book, sheet):
            sheet.sheet_state = "hidden"
            book.create_sheet("Sampul").append(["Kosong"])

        with pytest.raises(NotATable, match="tersembunyi “Daftar”"):
            opened(tmp_path, xlsx(SMALL, change))


class TestWhatIsNoTable:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "There is nothing in this file."),
            (b"\xef\xbb\xbf\r\n \r\n", "There is nothing in this file."),
            (b"Selamat pagi,\nini surat.\n", "No row of column headers was recognised"),
            (b"P3MI;: PT Ende\nNegara Tujuan;: Malaysia\n", "No row of column headers was recognised"),
            (b"P3MI;PT Ende;Negara Tujuan;Malaysia\n", "No row of column headers was recognised"),
        ],
        ids=["empty", "blank", "prose", "only title lines", "only title lines in cells"],
    )
    def test_is_one_sentence(self, tmp_path, data, sentence):
        with pytest.raises(NotATable) as refusal:
            opened(tmp_path, data)
        assert refusal.value.because["en"].startswith(sentence)
        assert refusal.value.because["id"]

    def test_a_missing_file_and_a_folder(self, tmp_path):
        with pytest.raises(NotATable, match="tidak ditemukan"):
            open_list(tmp_path / "tidak-ada.xlsx")
        with pytest.raises(NotATable, match="folder"):
            open_list(tmp_path)

    def test_headers_without_anybody_are_a_list_of_nobody(self, tmp_path):
        found = opened(tmp_path, b"Nama;NIK\n")
        assert len(found) == 0
        assert "There is nobody on this list." in notes(found)
