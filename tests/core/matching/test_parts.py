"""Birth dates, numbers and places: what is read from a cell, and what two of them say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.matching import GENERAL
from sasando.core.matching.ages import age_key
from sasando.core.matching.dates import birth_key, compare_births
from sasando.core.matching.numbers import (
    POSSIBLE_NIK,
    birth_of_nik,
    compare_niks,
    compare_passports,
    compare_phones,
    is_possible,
    nik_key,
    phone_key,
)
from sasando.core.matching.places import compare_places, place_key

BORN, NIKS, PHONES = (GENERAL.common[part] for part in ("born", "nik", "phone"))
NIK = "5321015704950003"


class TestABirthDate:
    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("1995-04-17", "1995-04-17"), ("17/04/1995", "1995-04-17"), ("17-4-1995", "1995-04-17"),
            ("17 April 1995", "1995-04-17"), ("19950417", "1995-04-17"), ("17041995", "1995-04-17"),
            ("Ende, 17-04-1995", "1995-04-17"), ("04/17/1995", "1995-04-17"), ("17-04-95", "1995-04-17"),
            ("01-01-1995", "1995"), ("1995", "1995"), ("thn 1995", "1995"), ("31/02/1995", ""), ("?", ""), ("", ""),
        ],
    )  # fmt: skip
    def test_is_read_in_every_writing(self, written, key):
        assert birth_key(written) == key

    @pytest.mark.parametrize(
        ("other", "level"),
        [
            ("1995-04-07", "equal"), ("1995-07-04", "swapped"), ("1995-04-17", "typo"), ("1995-04-70", "typo"),
            ("1959-04-07", "typo"), ("1995", "same_year"), ("1995-11-07", "same_year"), ("1982-04-07", "other_year"),
            ("1996", "year_near"), ("1980", "year_differs"), ("~1995", "age_fits"), ("~1998", "age_near"),
            ("~1970", "age_differs"), ("1971-12-30", "different"),
        ],
    )  # fmt: skip
    def test_agrees_with_another_at_a_level(self, other, level):
        assert compare_births("1995-04-07", other, BORN).level == level

    def test_of_an_age_is_that_of_the_day_it_was_said(self):
        assert [age_key(said, date(2026, 3, 1)) for said in ("25", "±25 th", "8 bln", "-")] == [
            "~2001",
            "~2001",
            "~2026",
            "",
        ]

    @given(st.dates(date(1930, 1, 2), date(2025, 12, 31)), st.dates(date(1930, 1, 2), date(2025, 12, 31)))
    def test_speaks_alike_in_either_order(self, one, other):
        keys = birth_key(one.isoformat()), birth_key(other.isoformat())
        assert compare_births(*keys, BORN) == compare_births(*keys[::-1], BORN) or one == other


class TestANIK:
    def test_keeps_its_digits_and_no_rounded_ones(self):
        assert [nik_key(it) for it in ("5321 0157-0495.0003", "5,32101E+15", "0000000000000000", "123")] == [
            NIK,
            "",
            "",
            "",
        ]

    def test_of_a_woman_carries_her_birth_date(self):
        assert birth_of_nik(NIK) == "1995-04-17"

    @given(st.from_regex(POSSIBLE_NIK, fullmatch=True))
    def test_that_is_possible_carries_a_date_except_on_some_29_february(self, nik):
        assert is_possible(nik)
        assert birth_of_nik(nik) or nik[6:10] in ("2902", "6902")

    @pytest.mark.parametrize(
        ("other", "level"),
        [
            (NIK, "equal"),
            ("5321015704950013", "serial"),
            ("5321025704950003", "near"),
            ("5312015704950003", "near"),
            ("532101570495003", "near"),
            ("5321010457950003", "near"),
            ("5301061203880001", "different"),
        ],
    )
    def test_agrees_with_another_at_a_level(self, other, level):
        assert compare_niks(NIK, other, NIKS).level == level

    def test_that_cannot_be_speaks_less_against(self):
        other = compare_niks(NIK, "5301061203880001", NIKS).bits
        assert other < compare_niks(NIK, "1234567890123456", NIKS).bits < 0

    def test_of_a_twin_hardly_speaks_for_one_person(self):
        twin = compare_niks(NIK, "5321015704950004", NIKS)
        assert twin.bits < twin.kin


class TestATelephone:
    @pytest.mark.parametrize("written", ["0812 3456 7890", "+62 812-3456-7890", "6281234567890", "(0812) 3456 7890"])
    def test_is_one_number_in_every_writing(self, written):
        assert phone_key(written) == "81234567890"

    def test_is_kept_beside_another(self):
        assert phone_key("081234567890 / 085300001111") == "81234567890 85300001111"

    def test_shared_is_weak_because_families_share(self):
        shared = compare_phones("81234567890", "81234567890", PHONES)
        assert 0 < shared.bits < 8
        assert shared.kin > shared.bits - 1

    def test_that_differs_hardly_speaks_against(self):
        assert -1 < compare_phones("81234567890", "85300001111", PHONES).bits < 0


class TestOtherParts:
    def test_a_renewed_passport_hardly_speaks_against(self):
        assert -2 < compare_passports("C1234567", "X7654321", GENERAL.common["passport"]).bits < 0

    def test_a_village_is_one_in_every_spelling(self):
        villages = [place_key(it) for it in ("Desa Wehali", "WEHALI", "Ds. Wehalli", "Kletek")]
        levels = [compare_places(villages[0], it, GENERAL.common["village"]).level for it in villages]
        assert levels == ["equal", "equal", "spelled", "different"]
