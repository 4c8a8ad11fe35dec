"""Whole rupiah, months and counts: a number that could be two is not read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.facts.numbers import read_count, read_money, read_months
from sasando.core.facts.unreadable import Unreadable


def why(read, cell: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(cell)
    return caught.value.because["id"]


class TestRupiah:
    @pytest.mark.parametrize(
        "cell",
        [
            "Rp 37.500",
            "Rp37.500",
            "Rp. 37.500,-",
            "rp 37.500,00",
            "37500",
            "37.500",
            "37.500,00",
            "37500,00",
            "37500.00",
            "IDR 37.500",
            "37.500 rupiah",
            "37.500.-",
            "37 500",
            "37,500.00",
            37500,
            37500.0,
            "'37500",
            "37,5 ribu",
        ],
    )
    def test_are_read_in_every_usual_writing(self, cell):
        assert read_money(cell) == 37500

    @pytest.mark.parametrize(
        ("cell", "rupiah"),
        [
            ("2 juta", 2_000_000),
            ("1,5 juta", 1_500_000),
            ("1.5 jt", 1_500_000),
            ("Rp 14.780.400", 14_780_400),
            ("14,780,400", 14_780_400),
            (0, 0),
            ("0", 0),
            ("Rp 0", 0),
        ],
    )
    def test_may_be_many_or_none(self, cell, rupiah):
        assert read_money(cell) == rupiah

    @pytest.mark.parametrize("text", ["gratis", "Nihil", "NOL", "tanpa biaya"])
    def test_may_be_none_in_words(self, text):
        assert read_money(text) == 0

    @pytest.mark.parametrize("text", ["37,500", "IDR 37,500", "Rp 1,000", "0,500"])
    def test_with_a_comma_before_three_digits_could_be_thousands_or_a_fraction(self, text):
        assert "ribuan atau pecahan" in why(read_money, text)

    def test_that_could_be_two_numbers_are_offered_in_a_sure_writing(self):
        assert "tulis 37500 atau 37.500" in why(read_money, "IDR 37,500")

    @pytest.mark.parametrize("cell", ["37.5", "37500,50", "37.500,25", 37500.5, 0.1])
    def test_have_no_parts(self, cell):
        assert "bukan bilangan bulat" in why(read_money, cell)

    @pytest.mark.parametrize("cell", [-37500, -0.5, "-37500", "(37.500)", "Rp -5", "−5"])
    def test_are_not_less_than_nothing(self, cell):
        assert "kurang dari nol" in why(read_money, cell)

    @pytest.mark.parametrize(
        "cell",
        [
            "tidak ada",
            "Rp",
            "Rp -",
            "37.500 + 332.500",
            "1.500 juta",
            "1,25 1",
            "0.500",
            "RM 1.500",
            "x",
            True,
            False,
            date(2025, 1, 1),
            float("nan"),
            float("inf"),
            "1e5",
        ],
    )
    def test_are_not_guessed(self, cell):
        assert "bukan jumlah uang" in why(read_money, cell)

    @pytest.mark.parametrize("cell", ["9" * 15, 1e18, 10**30])
    def test_have_a_largest_amount(self, cell):
        assert "terlalu besar" in why(read_money, cell)

    def test_forgive_the_dust_that_adding_leaves_in_a_spreadsheet(self):
        assert read_money(370000.00000000006) == 370000


class TestEveryAmount:
    @given(st.integers(0, 10**12))
    def test_comes_back_from_every_writing(self, rupiah):
        dotted = f"{rupiah:,}".replace(",", ".")
        for cell in (rupiah, float(rupiah), str(rupiah), dotted, f"Rp {dotted}", f"Rp{dotted},-", f"{dotted},00"):
            assert read_money(cell) == rupiah

    @given(st.integers(1, 999), st.integers(0, 999))
    def test_with_one_comma_is_never_guessed(self, before, after):
        with pytest.raises(Unreadable):
            read_money(f"{before},{after:03}")

    @given(st.text(alphabet="0123456789.,- RpjutaIDR()+", max_size=20))
    def test_is_whole_and_not_below_zero_or_unreadable(self, text):
        for read in (read_money, read_months, read_count):
            try:
                number = read(text)
            except Unreadable:
                continue
            assert isinstance(number, int)
            assert number >= 0


class TestMonths:
    @pytest.mark.parametrize(
        "cell",
        [
            "24",
            "24 bulan",
            "24 bln",
            "24 bl.",
            "24 months",
            "2 tahun",
            "2 thn",
            "2 th",
            "2 years",
            24,
            24.0,
            "24,0",
            "2 (dua) tahun",
            "24 (dua puluh empat) bulan",
            "1 tahun 12 bulan",
            "1 tahun dan 12 bulan",
        ],
    )
    def test_are_counted_from_years_too(self, cell):
        assert read_months(cell) == 24

    def test_of_half_a_year_are_whole(self):
        assert read_months("1,5 tahun") == read_months("1.5 tahun") == 18

    @pytest.mark.parametrize(
        "cell", ["dua tahun", "-3", "24.000", "1,1 tahun", "24 hari", True, date(2025, 1, 1), "2-3"]
    )
    def test_are_not_guessed(self, cell):
        assert "bukan jumlah bulan" in why(read_months, cell)

    def test_are_whole(self):
        assert "bukan bilangan bulat" in why(read_months, 24.5)


class TestACount:
    @pytest.mark.parametrize("cell", ["1.000", "1000", "1.000 orang", "1000 CPMI", 1000, 1000.0])
    def test_is_read_with_or_without_dots(self, cell):
        assert read_count(cell) == 1000

    @pytest.mark.parametrize("cell", ["1,000", "-1", "banyak", "10/20", True])
    def test_is_not_guessed(self, cell):
        assert "bukan jumlah" in why(read_count, cell)
