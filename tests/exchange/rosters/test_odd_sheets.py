"""Sheets as offices keep them: columns for men and women, merged cells, days and numbers that Excel spoiled."""

import datetime

import pytest
from tests.exchange.sheets import ods, xls, xlsx

from sasando.exchange.rosters import read_roster

DAY = datetime.date(2025, 10, 2)


def people(rows, change=None):
    return read_roster(xlsx(rows, change)).people


class TestColumnsForMenAndWomen:
    @pytest.mark.parametrize("mark", ["v", "√", "x", 1, "X", "✓"])
    def test_hold_marks(self, mark):
        rows = [["No", "Nama", "L", "P", "Umur"], [1, "Ana Bere", None, mark, 22], [2, "Yosef", mark, None, 30]]
        assert [(one.sex, one.age, one.unsure) for one in people(rows)] == [("female", 22, []), ("male", 30, [])]

    def test_stand_under_one_head(self):
        rows = [["No", "Nama", "Jenis Kelamin", None, "Umur"], [None, None, "L", "P"], [1, "Ana", None, "v", 22]]
        assert people(rows, lambda _, sheet: sheet.merge_cells("C1:D1"))[0].sex == "female"

    def test_may_hold_the_age(self):
        rows = [["No", "Nama", "Umur", None, "Asal"], [None, None, "L", "P"], [1, "Ana", None, 22, "Belu"]]
        ana = people(rows, lambda _, sheet: sheet.merge_cells("C1:D1"))[0]
        assert (ana.sex, ana.age) == ("female", 22)

    def test_that_are_both_marked_are_unsure(self):
        assert people([["No", "Nama", "L", "P"], [1, "Ana", "v", "v"]])[0].unsure == ["sex"]

    def test_of_which_one_is_missing_say_nothing(self):
        person = people([["No", "Nama", "Jumlah L", "P"], [1, "Ana", 1, 2]])[0]
        assert (person.sex, person.more) == (None, {"Jumlah L": "1", "P": "2"})


class TestMergedCells:
    def test_of_a_place_hold_for_every_row(self):
        rows = [["No", "Nama", "Kab"], [1, "Ana", "Malaka"], [2, "Yosef"], [3, "Mia"]]
        read = people(rows, lambda _, sheet: sheet.merge_cells("C2:C4"))
        assert [one.regency for one in read] == ["Kabupaten Malaka"] * 3
        assert read[1].raw == "2\tYosef"

    def test_of_a_heading_are_sections(self):
        rows = [["No", "Nama", "JK"], ["TURUN MAUMERE"], [1, "Ana", "P"], [None, "Sub Total", 1], ["LANJUT LEWOLEBA"],
                [1, "Yosef", "L"], ["Jumlah", None, 2]]  # fmt: skip
        read = people(rows, lambda _, sheet: sheet.merge_cells("A2:C2"))
        assert [(one.full_name, one.section) for one in read] == [
            ("Ana", "TURUN MAUMERE"),
            ("Yosef", "LANJUT LEWOLEBA"),
        ]


class TestWhatExcelSpoils:
    @pytest.mark.parametrize("cell", [5.30612041290001e15, "5,30612E+15", "5.30612E+15", 530612041290001])
    def test_a_nik_without_its_last_digits_is_unsure(self, cell):
        person = people([["Nama", "NIK"], ["Maria", cell]])[0]
        assert (person.nik, person.unsure) == (None, ["nik"])
        assert "530612" in (person.note or "").replace(",", "").replace(".", "")

    @pytest.mark.parametrize(("cell", "unsure"), [(36231, []), ("36231", ["born_on"]), (19990312, ["born_on"])])
    def test_a_day_may_be_a_number(self, cell, unsure):
        person = people([["Nama", "JK", "Tgl Lahir"], ["Maria", "P", cell]])[0]
        assert (person.born_on, person.unsure) == ("1999-03-12", unsure)

    def test_a_day_of_old_and_open_formats_is_a_day(self):
        rows = [["Nama", "Tgl Lahir", "JK"], ["Maria", datetime.date(1999, 3, 12), "P"]]
        assert read_roster(xls(rows)).people[0].born_on == "1999-03-12"
        assert read_roster(ods([["DAFTAR"], ["Nama", "Umur"], ["Maria", 25]])).people[0].age == 25


class TestSheetsOfOtherMatters:
    def test_a_list_of_the_dead_keeps_the_day_of_death_apart(self):
        head = ["No Urut", "Nama Almarhum", "JK", "Umur", "Desa-Kec-Kab", "Negara/Negeri Bagian", "Tgl Meninggal"]
        row = [1, "Alm. Titus Kolo", "L", 47, "Bokon - Miomaffo Timur - TTU", "Malaysia/Sabah", DAY]
        titus = people([["REKAP JENAZAH"], [], head, row, ["Sub Total"]])[0]
        assert (titus.full_name, titus.born_on, titus.village, titus.more["Tgl Meninggal"]) == (
            "Titus Kolo", None, "Bokon", "02/10/2025",
        )  # fmt: skip

    @pytest.mark.parametrize("left", ["Pengadu", "Perekrut", "Penjemput", "Keluarga"])
    def test_a_telephone_beside_somebody_else_is_unsure(self, left):
        person = people([["No", "Nama", left, "No HP"], [1, "Maria", "Yosef", "081234567890"]])[0]
        assert (person.phone, person.unsure) == ("081234567890", ["phone"])

    def test_a_second_column_of_names_is_somebody_else(self):
        person = people([["No", "PMI", "Nama", "JK"], [1, "ya", "Maria Bria", "P"]])[0]
        assert (person.full_name, person.more) == ("Maria Bria", {"PMI": "ya"})
