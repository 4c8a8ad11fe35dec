"""NIK, names of people and numbers of documents: text as written, and what a spreadsheet does to it."""

from datetime import date

import pytest

from sasando.core.facts import FACTS
from sasando.core.facts.reading import Unreadable, read_cell

NIK = "5301123456780001"


def read(key: str, cell: object) -> object:
    return read_cell(FACTS[key], cell)


def why(key: str, cell: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(key, cell)
    return caught.value.because["id"]


class TestANik:
    @pytest.mark.parametrize(
        "cell", [NIK, f"'{NIK}", f" {NIK} ", "5301 1234 5678 0001", "53.01.12.345678.0001", f"NIK: {NIK}", int(NIK)]
    )
    def test_is_sixteen_digits_kept_as_text(self, cell):
        assert read("nik", cell) == NIK

    def test_may_end_in_zero_when_it_is_text(self):
        assert read("nik", "5301123456780010") == "5301123456780010"

    @pytest.mark.parametrize("cell", [5.301123456780001e15, 5301123456780000, "5.3E+15", "5,30112E+15", f"{NIK}.0"])
    def test_that_excel_has_rounded_is_refused_with_the_reason(self, cell):
        assert "Excel membulatkan" in why("nik", cell)

    @pytest.mark.parametrize(("cell", "count"), [("53011234567", 11), ("53011234567800011", 17), (53011234567, 11)])
    def test_of_another_length_is_refused_with_its_count(self, cell, count):
        assert f"di sini ada {count}" in why("nik", cell)

    @pytest.mark.parametrize("cell", ["530112345678000O", "Budi Bunga", True, date(2025, 1, 1)])
    def test_with_letters_is_none(self, cell):
        assert "bukan NIK" in why("nik", cell)

    @pytest.mark.parametrize("cell", ["", "-", "belum ada", "0", 0, 0.0, "0000000000000000"])
    def test_that_is_not_there_is_not_known(self, cell):
        assert read("nik", cell) is None


class TestAName:
    def test_keeps_its_writing_but_not_its_stray_or_unseen_characters(self):
        assert read("full_name", "  MARIA\u200b  d'Rosari\u202e\tLewo ") == "MARIA d'Rosari Lewo"

    def test_may_be_na(self):
        assert read("full_name", "Na") == "Na"
        assert read("full_name", "N/A") is None

    @pytest.mark.parametrize("cell", ["12345", 12345.0, "√"])
    def test_has_letters(self, cell):
        assert "tidak berisi huruf" in why("full_name", cell)


class TestANumberOfADocument:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [("C 1234567", "C 1234567"), (123.0, "123"), (1234567, "1234567"), ("007", "007"), ("AB/12-X", "AB/12-X")],
    )
    def test_is_text_as_written(self, cell, text):
        assert read("passport_number", cell) == text

    @pytest.mark.parametrize("cell", ["belum ada", "Dalam proses", "menyusul", "NA", "000", "-", "?", "tidak ada"])
    def test_that_is_not_there_yet_is_not_known(self, cell):
        assert read("passport_number", cell) is None

    @pytest.mark.parametrize("cell", ["ada", "ya", "√", "v", "sudah"])
    def test_is_more_than_a_word_that_there_is_one(self, cell):
        assert "tulis nomor" in why("passport_number", cell)

    @pytest.mark.parametrize("cell", [1.2e16, "1.2E+16", 1234567890123450])
    def test_that_excel_has_rounded_is_refused(self, cell):
        assert "Excel membulatkan" in why("social_security_number", cell)

    def test_that_excel_has_made_a_date_is_refused(self):
        assert "menjadi tanggal" in why("passport_number", date(2025, 1, 1))


class TestABrokenCell:
    @pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
    @pytest.mark.parametrize("key", ["full_name", "passport_until", "premium_pre_idr"])
    def test_of_a_formula_is_refused_in_every_column(self, key, cell):
        assert "Rumus" in why(key, cell)

    def test_of_a_narrow_column_is_refused(self):
        assert "lebarkan kolom" in why("passport_until", "########")
