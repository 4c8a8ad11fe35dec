"""Timetables out of any table: no row is lost, none is guessed, and what cannot be read says in which column."""

from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasando.core.facts.unreadable import Unreadable
from sasando.exchange.tables import NotATable
from sasando.exchange.tables.reading import read_table
from sasando.exchange.timetables import Local, read_timetable
from sasando.exchange.timetables.clock import read_clock, read_day

HEAD = "kapal;tanggal;gerbang;tiba;berangkat\n"


def read(text):
    """As the program reads it, without a process of its own for each of hundreds of tables."""
    return read_timetable(text.encode(), rows_of=partial(read_table, headed=False))


def told(table):
    """Each call in short: ship, gate, arrives, departs."""

    def short(one):
        return f"{one.at:%d-%m %H:%M}" if one else "-"

    return [(line.vessel, line.gate, short(line.arrives), short(line.departs)) for line in table.lines]


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


class TestATimeOfDay:
    @pytest.mark.parametrize(
        ("written", "clock"),
        [
            ("06:15", "06:15"),
            ("6.15", "06:15"),
            ("06.15 WITA", "06:15"),
            ("pkl. 18:30", "18:30"),
            ("jam 6 pagi", "06:00"),
            ("2 siang", "14:00"),
            ("8 malam", "20:00"),
            ("11 siang", "11:00"),
            ("0615", "06:15"),
            ("06:15:00", "06:15"),
            ("5h30", "05:30"),
            (6, "06:00"),
            (6.15, "06:15"),
            (0.7604166, "18:15"),
        ],
    )
    def test_is_read_as_people_write_it(self, written, clock):
        assert f"{read_clock(written).at:%H:%M}" == clock

    @pytest.mark.parametrize(
        ("written", "plus"), [("24:00", 1), ("01:30 +1", 1), ("02:00 (+2 hari)", 2), ("12 malam", 1)]
    )
    def test_may_be_one_of_a_later_day(self, written, plus):
        assert read_clock(written).plus == plus

    def test_may_name_its_clock_and_its_day(self):
        assert read_clock("06:15 wib").zone == "WIB"
        assert read_clock("7/3/2026 06:15").day == date(2026, 3, 7)
        assert read_clock("7 Maret 2026, pukul 06.15").at == time(6, 15)

    @pytest.mark.parametrize(
        "written", ["25:00", "06:75", "pagi", "7/3/2026", "24:30", 6.5, True, "9 sore", "1 malam", "615 pagi sekali"]
    )
    def test_that_is_none_says_so(self, written):
        with pytest.raises(Unreadable):
            read_clock(written)

    @pytest.mark.parametrize("written", [None, "", "-", "–", "--"])
    def test_may_be_left_out(self, written):
        assert read_clock(written) is None

    def test_of_a_day_with_a_short_year_is_of_this_century(self):
        assert read_day("7/3/26") == read_day("7 Mar 26") == date(2026, 3, 7)


class TestATable:
    def test_is_read_row_by_row_whatever_the_order_of_its_columns(self):
        table = read(
            "Berangkat\tPelabuhan\tNama Kapal\tTgl\tJam Tiba\n10:00\tLorens Say\tKM Lambelu\t7/3/2026\t06.15\n"
        )
        assert told(table) == [("KM Lambelu", "Lorens Say", "07-03 06:15", "07-03 10:00")]
        assert table.problems == []

    def test_takes_ship_and_date_from_the_row_above_where_they_are_empty(self):
        table = read(f"{HEAD}KM A;7/3/2026;Tenau;;08:00\n;;Bolok;09:00;10:00\n;8/3/2026;Ende;07:00;\n")
        assert [(vessel, arrives) for vessel, _, arrives, _ in told(table)] == [
            ("KM A", "-"), ("KM A", "07-03 09:00"), ("KM A", "08-03 07:00")
        ]  # fmt: skip

    def test_takes_a_row_with_nothing_but_a_ship_as_a_heading(self):
        table = read(f"{HEAD}KM Lambelu;;;;\n;7/3/2026;Tenau;;08:00\n")
        assert table.lines[0].vessel == "KM Lambelu"
        assert table.headings == [2]

    def test_leaves_at_night_on_the_next_day_and_says_so(self):
        table = read(f"{HEAD}KM A;7/3/2026;Lewoleba;22:00;01:30\n")
        assert told(table)[0][2:] == ("07-03 22:00", "08-03 01:30")
        assert table.lines[0].overnight

    def test_knows_the_clock_of_a_column(self):
        table = read("kapal;tanggal;gerbang;Tiba (WIB);Berangkat\nJT 697;7/3/2026;Surabaya;06:00;07:00 WITA\n")
        assert table.lines[0].arrives == Local(datetime(2026, 3, 7, 6, 0), "WIB")
        assert table.lines[0].departs.zone == "WITA"

    def test_out_of_excel_has_dates_times_and_moments_as_excel_keeps_them(self):
        rows = [
            ["JADWAL PELNI"],
            ["Kapal", "Tanggal", "Pelabuhan", "Tiba", "Berangkat"],
            ["KM A", date(2026, 3, 7), "Tenau", time(6, 15), time(8, 0)],
            ["KM A", None, "Ende", datetime(2026, 3, 8, 5, 0), datetime(2026, 3, 8, 6, 30)],
        ]
        table = read_timetable(workbook(rows))
        assert told(table) == [
            ("KM A", "Tenau", "07-03 06:15", "07-03 08:00"),
            ("KM A", "Ende", "08-03 05:00", "08-03 06:30"),
        ]
        assert told(read(table.text)) == told(table)

    def test_is_read_in_a_process_with_limits(self):
        table = read_timetable(f"{HEAD}KM A;7/3/2026;Tenau;;08:00\n".encode())
        assert told(table) == [("KM A", "Tenau", "-", "07-03 08:00")]

    def test_with_its_headings_on_another_sheet_is_found(self):
        book = openpyxl.Workbook()
        book.active.append(["Surat pengantar"])
        other = book.create_sheet("Jadwal")
        for row in (["Kapal", "Tanggal", "Pelabuhan", "Tiba"], ["KM A", "7/3/2026", "Tenau", "06:15"]):
            other.append(row)
        made = BytesIO()
        book.save(made)
        table = read_timetable(made.getvalue())
        assert len(table.lines) == 1
        assert table.not_read == ["Sheet"]

    @pytest.mark.parametrize("content", ["halo", "nama;nik\nA;1\n", "kapal;tanggal\nKM A;7/3/2026\n"])
    def test_without_the_headings_is_refused_with_a_sentence(self, content):
        with pytest.raises(NotATable):
            read(content)

    def test_longer_than_anybody_enters_is_refused(self):
        with pytest.raises(NotATable):
            read(HEAD + "KM A;7/3/2026;Tenau;06:15;\n" * 2_001)


class TestARowThatCannotBeRead:
    @pytest.mark.parametrize(
        ("row", "column"),
        [
            ("KM A;7/3/2026;Tenau;25:00;", "tiba"),
            ("KM A;31/2/2026;Tenau;06:15;", "tanggal"),
            ("KM A;7/3/2026;;06:15;", "gerbang"),
            (";7/3/2026;Tenau;06:15;", "kapal"),
            ("KM A;;Tenau;06:15;", "tanggal"),
            ("KM A;7/3/2026;Tenau;;", "tiba"),
            ("KM A;7/3/2026;Tenau;8/3/2026 06:15;7/3/2026 05:00", "berangkat"),
        ],
    )
    def test_names_its_column_and_stops_no_other(self, row, column):
        table = read(f"{HEAD}{row}\nKM B;7/3/2026;Ende;;09:00\n")
        assert [(one.row, one.column) for one in table.problems] == [(2, column)]
        assert [line.vessel for line in table.lines] == ["KM B"]

    def test_does_not_lend_its_date_to_the_rows_below(self):
        table = read(f"{HEAD}KM A;7/3/2026;Tenau;;08:00\n;31/2/2026;Bolok;09:00;\n;;Ende;10:00;\n")
        assert [line.row for line in table.lines] == [2]
        assert [one.row for one in table.problems] == [3, 4]

    def test_that_is_no_call_is_named_too(self):
        table = read(f"{HEAD}KM A;7/3/2026;Tenau;;08:00\nSumber: selebaran;;;;\n")
        assert [(one.row, one.written) for one in table.problems] == [(3, "Sumber: selebaran")]

    def test_that_is_a_heading_of_nothing_takes_no_row_with_it(self):
        table = read(f"{HEAD}Keterangan umum;;;;\nKM A;7/3/2026;Tenau;;08:00\n")
        assert [line.row for line in table.lines] == [3]
        assert [one.row for one in table.problems] == [2]

    def test_with_a_dot_for_its_date_has_none(self):
        assert [one.column for one in read(f"{HEAD}KM A;.;Tenau;;08:00\n").problems] == ["tanggal"]

    def test_says_in_both_languages_what_to_write(self):
        (problem,) = read(f"{HEAD}KM A;7/3/2026;Tenau;25:00;\n").problems
        assert "06:15" in problem.because["id"]
        assert "06:15" in problem.because["en"]


SHIPS = st.sampled_from(["KM Bukit Siguntang", "KMP Lakaan", "JT-697", "Lambelu"])
GATES = st.sampled_from(["Tenau", "Lorens Say", "Larantuka", "Pelabuhan Ende", "Nunukan"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
STAYS = st.timedeltas(timedelta(0), timedelta(hours=23)).map(
    lambda step: timedelta(minutes=step // timedelta(minutes=1))
)
DAYS = st.sampled_from(["{:%d/%m/%Y}", "{:%d-%m-%Y}", "{:%Y-%m-%d}", "{:%d/%m/%y}", "Sabtu, {:%d.%m.%Y}"])
CLOCKS = st.sampled_from(["{:%H:%M}", "{:%H.%M}", "pkl {:%H:%M}", "{:%H:%M:%S}", "{:%H%M}"])
MESS = HealthCheck.too_slow, HealthCheck.function_scoped_fixture


class TestAnyTimetable:
    @settings(max_examples=50, deadline=None, suppress_health_check=MESS)
    @given(st.lists(st.tuples(SHIPS, GATES, MOMENTS, STAYS), min_size=1, max_size=12), st.data())
    def test_comes_back_as_it_was_meant_however_it_is_written(self, stops, data):
        separator = data.draw(st.sampled_from(["\t", ";", "|"]))
        lines = ["kapal tanggal gerbang tiba berangkat".replace(" ", separator)]
        for vessel, gate, arrives, stay in stops:
            day, clock = data.draw(DAYS), data.draw(CLOCKS)
            times = clock.format(arrives), clock.format(arrives + stay)
            lines.append(separator.join([vessel, day.format(arrives), gate, *times]))
        table = read("\n".join(lines))
        meant = [(vessel, gate, arrives, arrives + stay) for vessel, gate, arrives, stay in stops]
        assert [(one.vessel, one.gate, one.arrives.at, one.departs.at) for one in table.lines] == meant
        assert table.problems == []

    @settings(max_examples=100, deadline=None, suppress_health_check=MESS)
    @given(
        st.lists(
            st.lists(
                st.one_of(
                    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
                    st.sampled_from(["KM A", "7/3/2026", "06:15", "Tenau", "-", "", "24:00", "idem", "31/2/2026"]),
                ).map(lambda cell: cell.translate({ord(mark): " " for mark in ';\t|,"\u2028\u2029\x85'})),
                min_size=5,
                max_size=5,
            ),
            max_size=10,
        )
    )
    def test_loses_no_row_and_reads_its_own_text_the_same(self, rows):
        written = [";".join(cells) for cells in rows]
        table = read(HEAD + "\n".join(written))
        seen = {*(line.row for line in table.lines), *(one.row for one in table.problems), *table.headings}
        shown = table.text.split("\n")
        assert {at for at in range(2, len(shown) + 1) if shown[at - 1].strip()} <= seen
        again = read(table.text)
        assert told(again) == told(table)
        assert [one.row for one in again.problems] == [one.row for one in table.problems]
