"""Lists as offices lay them out: a letter above, headers in two rows, totals and signatures below."""

import datetime

import pytest
from tests.exchange.lists import names, notes, opened, people
from tests.exchange.sheets import NIK, text, xlsx

from sasando.core.facts.settings import read_setting
from sasando.exchange.candidates import NotATable

HEAD = ["No", "Nama", "NIK", "Negara"]


def listed(tmp_path, rows, **options):
    return opened(tmp_path, text(rows, ";"), **options)


class TestTwoRowsOfHeaders:
    ROWS = (
        ["DAFTAR CALON PEKERJA MIGRAN INDONESIA"],
        [],
        ["No", "Nama", "NIK", "Paspor", None, "Visa", None],
        [None, None, None, "No", "s/d", "No", "s/d"],
        [1, 2, 3, 4, 5, 6, 7],
        [1, "Maria", NIK, "C1234567", "1/1/2030", "V7654321", "2/2/2028"],
    )

    @staticmethod
    def merge(_, sheet):
        for cells in ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3"):
            sheet.merge_cells(cells)

    @pytest.mark.parametrize("merged", [True, False], ids=["merged", "merges lost"])
    def test_groups_give_their_name_to_what_stands_below(self, tmp_path, merged):
        data = xlsx(self.ROWS, self.merge) if merged else text(self.ROWS)
        found = opened(tmp_path, data)
        dossier = people(found)[0].reading.dossier
        assert (dossier.full_name, dossier.nik) == ("Maria", NIK)
        assert (dossier.passport_number, dossier.visa_number) == ("C1234567", "V7654321")
        assert (dossier.passport_until, dossier.visa_until) == (datetime.date(2030, 1, 1), datetime.date(2028, 2, 2))
        assert (found.header_row, len(found)) == (4, 1)

    def test_the_line_of_column_numbers_is_nobody(self, tmp_path):
        assert "Row 5 skipped: column numbers." in notes(opened(tmp_path, xlsx(self.ROWS, self.merge)))

    def test_the_name_of_somebody_else_is_not_the_person(self, tmp_path):
        rows = [["CPMI", None, "Ahli Waris"], ["Nama", "NIK", "Nama"], ["Maria", NIK, "Yosef"]]
        found = opened(tmp_path, xlsx(rows, lambda _, sheet: sheet.merge_cells("A1:B1")))
        assert names(found) == ["Maria"]
        assert people(found)[0].reading.errors == ()

    def test_a_letter_right_above_the_headers_is_no_part_of_them(self, tmp_path):
        rows = [["P3MI", None, None, ": PT Ende"], [None, "Nama", "NIK", "Negara"], [1, "Maria", NIK, "Malaysia"]]
        found = listed(tmp_path, rows)
        assert found.header_row == 2
        assert dict(found.letter) == {"company_name": "PT Ende"}


class TestLinesThatAreNobody:
    def test_totals_blank_lines_and_signatures_are_skipped_with_their_row(self, tmp_path):
        found = listed(
            tmp_path,
            [
                HEAD,
                [1, "Maria", NIK, "Malaysia"],
                [],
                HEAD,
                [2, "Yohanes", "", "Taiwan"],
                [3],
                ["Jumlah 2 orang"],
                [],
                ["Mengetahui,", "", "Kupang, 3 Maret 2026"],
                ["", "Kepala Dinas"],
                ["", "Drs. Anton Bere"],
                ["", "NIP. 197001011995031001"],
            ],
        )
        assert names(found) == ["Maria", "Yohanes"]
        for said in (
            "Row 3 skipped: blank line",
            "Row 4 skipped: headers repeated",
            "Row 6 skipped: no name and no number of a person",
            "Row 7 skipped: line of totals",
            "Row 9–12 skipped: signature",
        ):
            assert said in notes(found)

    @pytest.mark.parametrize("words", ["Jumlah", "TOTAL", "Total : 40", "Jumlah 40 orang", "Sub Total", "Jumlah CPMI"])
    def test_totals_in_many_words(self, tmp_path, words):
        assert names(listed(tmp_path, [HEAD, [1, "Maria"], [words], ["", words], [words, "40 orang"]])) == ["Maria"]

    def test_a_sum_without_words_is_nobody(self, tmp_path):
        assert names(listed(tmp_path, [[*HEAD, "Iuran Pra"], [1, "Maria"], ["", "", "", "", "75.000"]])) == ["Maria"]


class TestLinesThatAreSomebody:
    @pytest.mark.parametrize("name", ["Jumlah Tefa", "Totalia", "Sumber Rejeki", "Note", "Ana"])
    def test_one_name_is_enough(self, tmp_path, name):
        assert name in names(listed(tmp_path, [HEAD, ["", name], [2, "Maria", NIK, "Malaysia"]]))

    def test_a_number_of_a_person_is_enough(self, tmp_path):
        assert [one.row for one in people(listed(tmp_path, [HEAD, ["", "", NIK]]))] == [2]

    def test_a_row_full_of_facts_without_a_name_is_kept(self, tmp_path):
        rows = [["Nama", "Negara", "Jabatan", "Tgl Berangkat"], ["", "Malaysia", "Perawat", "1/2/2026"]]
        assert len(listed(tmp_path, rows)) == 1

    def test_people_after_a_signature_are_people(self, tmp_path):
        signed = [["Kupang, 3 Maret 2026"], ["", "Direktur", "", "Mengetahui"], ["", "Drs. Anton", "", "Yosef Lado"]]
        more = [["", "Maria", NIK, "Malaysia"], ["", "Yohanes", "", "Taiwan"], [3, "Ana"]]
        for person in more:
            assert names(listed(tmp_path, [HEAD, *signed, person])) == [person[1]]

    def test_a_list_of_names_only(self, tmp_path):
        assert names(opened(tmp_path, b"Nama\nMaria\nYohanes\n")) == ["Maria", "Yohanes"]

    def test_a_list_that_names_nobody_keeps_its_rows(self, tmp_path):
        assert len(listed(tmp_path, [["Negara", "Jabatan"], ["Malaysia", "Perawat"], ["Taiwan", ""]])) == 2


class TestColumns:
    def test_unknown_ones_are_listed_with_what_was_perhaps_meant(self, tmp_path):
        found = listed(tmp_path, [["No", "Nama", "NIK", "Tgl Berangakt", "Agama"], [1, "Maria", NIK, "x", "Katolik"]])
        assert "Column “Tgl Berangakt” is not known. Did you mean “Tgl Berangkat”?" in notes(found)
        assert "Column “Agama” is not known." in notes(found)
        assert "“No”" not in notes(found)
        assert people(found)[0].raw == ("1", "Maria", NIK, "x", "Katolik")
        assert [column.key for column in found.columns] == ["full_name", "nik"]


class TestLetterAbove:
    ROWS = (
        ["Perihal: Permohonan rekomendasi"],
        ["P3MI : PT Ende Sejahtera; No SIP3MI : 123/2024"],
        ["Negara Tujuan", ": Malaysia", "Tgl Berangkat", "3 Maret 2026"],
        ["1. Skema: P to P"],
        [],
        HEAD,
        [1, "Maria", NIK, ""],
        [2, "Yohanes", "", "Taiwan"],
    )

    def test_holds_for_every_row_that_does_not_say_otherwise(self, tmp_path):
        found = listed(tmp_path, self.ROWS)
        maria, yohanes = (one.reading.dossier for one in people(found))
        assert (maria.country, yohanes.country) == ("MY", "TW")
        assert maria.departs_on == yohanes.departs_on == datetime.date(2026, 3, 3)
        assert (maria.company_licence, maria.scheme) == ("123/2024", "P2P")
        assert found.letter["company_name"] == "PT Ende Sejahtera"

    def test_a_setting_beats_the_letter_and_not_the_row(self, tmp_path):
        found = listed(tmp_path, self.ROWS, settings=dict([read_setting("country=Jepang")]))
        assert [one.reading.dossier.country for one in people(found)] == ["JP", "TW"]
        assert found.letter["country"] == "Jepang"

    def test_what_cannot_be_read_is_a_note_and_not_known(self, tmp_path):
        found = listed(tmp_path, [["Tgl Berangkat : 31/02/2026"], HEAD, [1, "Maria", NIK, "Malaysia"]])
        assert people(found)[0].reading.dossier.departs_on is None
        assert notes(found).startswith("Row 1, Departure: ")

    def test_the_name_of_one_person_is_not_everybodys(self, tmp_path):
        found = listed(tmp_path, [["Nama : Drs. Anton"], HEAD, [1, "", NIK, "Malaysia"]])
        assert people(found)[0].reading.dossier.full_name is None
        assert "holds for one person only" in notes(found)

    def test_a_date_cell_beside_its_label(self, tmp_path):
        rows = [["Tgl Berangkat", datetime.date(2026, 3, 3)], [], HEAD, [1, "Maria", NIK, "Malaysia"]]
        assert people(opened(tmp_path, xlsx(rows)))[0].reading.dossier.departs_on == datetime.date(2026, 3, 3)


class TestListsThatAreBrokenInOnePlace:
    def test_a_quote_that_is_never_closed_swallows_nobody(self, tmp_path):
        found = opened(tmp_path, b'Nama,Skema,Negara\n"Budi,P2P,Malaysia\nSiti,P2P,Taiwan\nYosef,IND,Jepang\n')
        assert len(people(found)) == 3

    def test_a_quoted_address_of_two_lines_stays_one_cell(self, tmp_path):
        found = opened(tmp_path, b'Nama,Alamat,Negara\n"Budi","Jl. Eltari\nKupang",Malaysia\nSiti,Ende,Taiwan\n')
        assert [person.reading.dossier.country for person in people(found)] == ["MY", "TW"]

    def test_a_zero_byte_in_one_cell_costs_no_other_row(self, tmp_path):
        rows = "".join(f"Orang {number};Malaysia\n" for number in range(100)).encode()
        assert len(people(opened(tmp_path, b"Nama;Negara\nBu\0di;Malaysia\n" + rows))) == 101

    def test_columns_numbered_again_on_a_new_page_are_nobody(self, tmp_path):
        rows = [HEAD, [1, 2, 3, 4], [1, "Maria", NIK, "MY"], HEAD, [1, 2, 3, 4], [2, "Yosef", NIK, "MY"]]
        assert names(listed(tmp_path, rows)) == ["Maria", "Yosef"]

    def test_a_subtotal_of_a_place_is_nobody(self, tmp_path):
        rows = [HEAD, [1, "Maria", NIK, "MY"], [None, "Subtotal Kupang", None, 1], [2, "Yosef", NIK, "MY"]]
        assert names(listed(tmp_path, rows)) == ["Maria", "Yosef"]

    def test_a_header_with_a_remark_in_brackets_is_known(self, tmp_path):
        assert names(listed(tmp_path, [["NAMA LENGKAP (SESUAI KTP)", "NIK"], ["Maria", NIK]])) == ["Maria"]


class TestASheetAskedOfATextFile:
    def test_is_refused_in_one_sentence(self, tmp_path):
        with pytest.raises(NotATable, match="tidak mempunyai lembar"):
            listed(tmp_path, [HEAD, [1, "Maria", NIK, "MY"]], sheet="Calon")


class TestALetterThatWritesInSentences:
    def test_is_read_where_the_words_leave_no_doubt(self, tmp_path):
        rows = [
            ["Daftar calon PMI tujuan Malaysia dari P3MI PT Ende Sejahtera, berangkat tanggal 3 Maret 2026"],
            ["SIP3MI No. 455/2023 berlaku s/d 12 Januari 2028"],
        ]
        assert listed(tmp_path, [*rows, ["Nama", "NIK"], ["Maria", NIK]]).letter == {
            "country": "Malaysia",
            "company_name": "PT Ende Sejahtera",
            "departs_on": "3 Maret 2026",
            "company_licence": "455/2023",
            "company_licence_until": "12 Januari 2028",
        }

    @pytest.mark.parametrize("line", ["SIP3MI masih berlaku, lihat lampiran", "P3MI Ende Sejahtera dan kawan-kawan"])
    def test_is_not_guessed_but_told_where_they_do(self, tmp_path, line):
        found = listed(tmp_path, [[line], HEAD, [1, "Maria", NIK, "MY"]])
        assert found.letter == {}
        assert notes(found).count("was not understood; write it with a colon") == 1

    def test_is_silent_when_it_was_understood(self, tmp_path):
        found = listed(tmp_path, [["SIP3MI: 455/2023"], HEAD, [1, "Maria", NIK, "MY"]])
        assert found.letter == {"company_licence": "455/2023"}
        assert "was not understood" not in notes(found)
