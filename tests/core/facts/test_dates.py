"""What a cell of dates says: day first, never month first, and never a guess."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.facts.dates import read_date, write_day
from sasando.core.facts.unreadable import Unreadable

LAST_OF_YEAR = date(2025, 12, 31)
DAYS = st.dates(date(1930, 1, 1), date(2199, 12, 31))
MONTHS_ID = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
MONTHS_EN = "January February March April May June July August September October November December".split()  # noqa: SIM905


def why(cell: object) -> str:
    """The Indonesian sentence about a cell that cannot be read."""
    with pytest.raises(Unreadable) as caught:
        read_date(cell)
    return caught.value.because["id"]


class TestADayWrittenInFull:
    @pytest.mark.parametrize(
        "text",
        [
            "31/12/2025",
            "31-12-2025",
            "31.12.2025",
            "31 12 2025",
            "31 / 12 / 2025",
            "2025-12-31",
            "2025/12/31",
            "31 Des 2025",
            "31 Desember 2025",
            "31 DESEMBER 2025",
            "31 December 2025",
            "31-Des-2025",
            "31-Dec-2025",
            "31st December 2025",
            "December 31, 2025",
            "2025 Des 31",
            "'31/12/2025",
            "31/12/2025.",
        ],
    )
    def test_is_read_in_every_usual_writing(self, text):
        assert read_date(text) == LAST_OF_YEAR

    @pytest.mark.parametrize(
        ("text", "month"),
        [
            ("Peb", 2),
            ("Pebruari", 2),
            ("Mei", 5),
            ("Agt", 8),
            ("Ags", 8),
            ("Agu", 8),
            ("Okt", 10),
            ("Nop", 11),
            ("Nopember", 11),
        ],
    )
    def test_knows_the_short_and_old_names_of_months(self, text, month):
        assert read_date(f"3 {text} 2025") == date(2025, month, 3)

    def test_may_bear_its_weekday(self):
        assert read_date("Senin, 3 Maret 2025") == date(2025, 3, 3)
        assert read_date("Jum'at, 7 Februari 2025") == date(2025, 2, 7)

    @pytest.mark.parametrize("before", ["s/d ", "s.d. ", "sampai dengan ", "Tgl. ", "per "])
    def test_may_follow_until(self, before):
        assert read_date(f"{before}31-12-2025") == LAST_OF_YEAR

    def test_reads_the_day_first_where_both_could_be_months(self):
        assert read_date("03/04/2025") == date(2025, 4, 3)

    def test_reads_full_width_digits(self):
        assert read_date("３１/１２/２０２５") == LAST_OF_YEAR


class TestADayWithATime:
    @pytest.mark.parametrize(
        "text", ["2025-12-31T00:00:00", "2025-12-31 00:00:00", "31/12/2025 08:30", "31.12.2025 08.30 WITA"]
    )
    def test_is_the_day(self, text):
        assert read_date(text) == LAST_OF_YEAR

    def test_of_another_time_zone_could_be_the_next_day_here(self):
        assert "zona waktu" in why("2025-12-30T16:00:00.000Z")
        assert "zona waktu" in why(datetime(2025, 12, 30, 16, tzinfo=UTC))
        assert read_date("2025-12-31T00:00:00Z") == LAST_OF_YEAR
        assert read_date(datetime(2025, 12, 31, tzinfo=timezone(timedelta(hours=8)))) == LAST_OF_YEAR

    def test_on_an_american_clock_may_be_month_first(self):
        assert "jam" in why("12/5/2025 12:00:00 AM")


class TestAnExcelCell:
    def test_holds_a_date_or_a_moment(self):
        assert read_date(LAST_OF_YEAR) == LAST_OF_YEAR
        assert read_date(datetime(2025, 12, 31, 13, 45)) == LAST_OF_YEAR

    def test_holds_the_count_of_days(self):
        assert read_date(46022) == read_date(46022.0) == read_date(46022.75) == LAST_OF_YEAR

    def test_counts_right_on_both_sides_of_the_29_february_1900_that_never_was(self):
        assert read_date(59) == date(1900, 2, 28)
        assert read_date(61) == date(1900, 3, 1)
        assert why(60)

    @pytest.mark.parametrize("number", [0, -1, 2958466, 1e300, float("inf"), float("-inf"), 20251231])
    def test_with_another_number_is_no_date(self, number):
        assert "bukan tanggal" in why(number)

    def test_with_the_number_of_a_year_is_only_a_year(self):
        assert "hanya tahun" in why(2026)


class TestWhatIsNoDate:
    def test_is_a_bare_year(self):
        assert "hanya tahun" in why("2026")

    def test_is_a_month_without_a_day(self):
        assert "Harinya tidak ada" in why("Desember 2025")

    @pytest.mark.parametrize("text", ["31/02/2001", "29 Februari 2023", "2025-04-31", "0/1/2025", "32/1/2025"])
    def test_is_a_day_that_the_month_does_not_have(self, text):
        assert "Tidak ada tanggal" in why(text)

    def test_is_month_first_and_the_sentence_shows_day_first(self):
        assert "31/12/2025" in why("12/31/2025")

    def test_is_an_impossible_month(self):
        assert "bulan ke-25" in why("13/25/2025")

    @pytest.mark.parametrize("text", ["31/12/25", "31-Des-25", "31 Des '25", "1.2.03"])
    def test_is_a_year_of_two_digits_with_both_centuries_offered(self, text):
        assert "dua abad" in why(text)

    def test_offers_both_centuries(self):
        assert "31-Des-2025 atau 31-Des-1925" in why("31-Des-25")

    @pytest.mark.parametrize("cell", ["31/12/1899", "1/1/2201", "31-12-0025", date(1850, 1, 1), 2958465])
    def test_is_a_year_out_of_range(self, cell):
        assert "tidak mungkin" in why(cell)

    def test_is_a_mistyped_month_but_it_is_offered(self):
        assert "Maksud Anda Desember?" in why("31 Desmber 2025")

    @pytest.mark.parametrize(
        ("text", "offered"),
        [
            ("31122025", "31/12/2025"),
            ("20251231", "31/12/2025"),
            ("45657", "31/12/2024"),
            ("lahir 3-3-2000 (KTP)", "03/03/2000"),
        ],
    )
    def test_is_a_text_around_a_date_but_the_date_is_offered(self, text, offered):
        assert f"Maksud Anda {offered}?" in why(text)

    def test_is_two_dates(self):
        assert "bukan tanggal" in why("1/1/2025 s/d 31/12/2025")

    @pytest.mark.parametrize("cell", [True, False, "seumur hidup", "ya", "1", "99999999999999999999"])
    def test_is_anything_else(self, cell):
        assert "bukan tanggal" in why(cell)

    def test_is_explained_in_english_too(self):
        with pytest.raises(Unreadable) as caught:
            read_date("31 Desmber 2025")
        assert "Did you mean December?" in caught.value.because["en"]


class TestEveryDay:
    @given(DAYS)
    def test_comes_back_from_every_writing(self, day):
        indonesian, english = MONTHS_ID[day.month - 1], MONTHS_EN[day.month - 1]
        for text in (
            write_day(day),
            f"{day.day}-{day.month}-{day.year}",
            f"{day.day:02}.{day.month:02}.{day.year}",
            day.isoformat(),
            f"{day.isoformat()}T00:00:00",
            f"{day.day} {indonesian} {day.year}",
            f"{day.day} {indonesian[:3]} {day.year}",
            f"{day.day} {english} {day.year}",
            f"{english[:3]} {day.day}, {day.year}",
        ):
            assert read_date(text) == day

    @given(DAYS)
    def test_comes_back_from_its_excel_number_unless_that_looks_like_a_year(self, day):
        assert read_date((day - date(1899, 12, 30)).days) == day

    @given(st.integers(1, 31), st.integers(13, 99), st.integers(1900, 2200))
    def test_is_never_read_month_first(self, first, second, year):
        with pytest.raises(Unreadable):
            read_date(f"{first}/{second}/{year}")

    @given(st.text(alphabet="0123456789/-. abdehijlmnoprstuv,", max_size=25))
    def test_is_the_only_thing_that_text_can_become(self, text):
        with suppress(Unreadable):
            assert isinstance(read_date(text), date)


class TestAPlaceBeforeTheDay:
    def test_is_left_aside(self):
        assert read_date("Ende, 15-04-1995") == date(1995, 4, 15)
        assert read_date("Kab. Timor Tengah Selatan, 3 Maret 2001") == date(2001, 3, 3)

    def test_does_not_hide_a_day_that_does_not_exist(self):
        with pytest.raises(Unreadable):
            read_date("Ende, 31/02/2001")
