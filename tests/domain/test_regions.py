"""The places of the State: both code systems, lines of places, outlines."""

import time
from dataclasses import replace

import psycopg
import pytest
from django.db import ProgrammingError, transaction

from sasando.core.facts.regions import find_village
from sasando.domain.regions.borders import ntt
from sasando.domain.regions.load import load_regions
from sasando.domain.regions.models import Kind, Region
from sasando.domain.regions.queries import place_line, place_lines, search, with_counts

OESAO, BOKONUSAN = "53.01.06.1004", "53.01.04.2003"


class TestTheRegionsThatShip:
    def test_are_all_provinces_and_regencies_and_all_of_ntt(self, acting_as):
        acting_as("village")
        counted = {kind: Region.objects.filter(kind=kind).count() for kind in Kind}
        assert counted["province"] == 38
        assert counted["regency"] + counted["city"] == 514
        assert counted["district"] == 315
        assert counted["village"] + counted["kelurahan"] == 3442

    def test_hold_both_codes_where_both_are_known(self, acting_as):
        acting_as("village")
        assert Region.objects.get(bps_code="5301").name == "Kabupaten Sumba Barat"
        assert Region.objects.get(code="53.01").bps_code == "5303"
        assert Region.objects.get(code=BOKONUSAN).bps_code == "5303100005"

    def test_guess_no_bps_code_where_a_name_occurs_twice(self, acting_as):
        acting_as("village")
        oesao = Region.objects.filter(name="Oesao", parent="53.01.06")
        assert [(place.kind, place.bps_code) for place in oesao] == [("kelurahan", ""), ("village", "")]

    def test_agree_with_what_the_law_engine_reads(self, acting_as):
        acting_as("village")
        read = find_village("Desa Bokonusan", "53.01")
        assert (read.code, read.name) == (BOKONUSAN, Region.objects.get(code=BOKONUSAN).name)


class TestLoadingThemAgain:
    def test_writes_nothing_and_takes_no_time(self, connected_as_owner):
        begun = time.perf_counter()
        assert load_regions() == 0
        assert time.perf_counter() - begun < 5

    def test_mends_what_differs_and_deletes_nothing(self, connected_as_owner, as_owner):
        as_owner.execute("UPDATE regions_region SET name = 'Lama' WHERE code IN ('53.08', '53.08.02')")
        as_owner.execute("INSERT INTO regions_region VALUES ('53.60', 'Kabupaten Lama', 'regency', '', '53')")
        try:
            assert load_regions() == 2
            assert Region.objects.get(code="53.08").name == "Kabupaten Ende"
            assert Region.objects.filter(code="53.60").exists()
        finally:
            as_owner.execute("DELETE FROM regions_region WHERE code = '53.60'")


class TestFindingRegions:
    @pytest.fixture(autouse=True)
    def somebody(self, acting_as):
        acting_as("village")

    def test_within_means_the_region_and_all_below(self):
        codes = set(Region.objects.within("53.06").values_list("code", flat=True))
        assert {"53.06", "53.06.02"} <= codes
        assert len(codes) == 1 + 19 + 250
        assert not {code for code in codes if not code.startswith("53.06")}

    def test_within_nothing_is_nothing(self):
        assert not Region.objects.within().exists()

    def test_within_takes_several(self):
        assert Region.objects.within("53.71", "53.08.02").filter(kind="district").count() == 6 + 1

    def test_a_number_that_means_two_places_finds_both(self):
        found = search(Region.objects.all(), "5301")
        assert [place.name for place in found] == ["Kabupaten Kupang", "Kabupaten Sumba Barat"]

    def test_with_its_dots_it_is_a_code_of_kemendagri(self):
        assert [place.name for place in search(Region.objects.all(), "53.01")] == ["Kabupaten Kupang"]

    @pytest.mark.parametrize("text", ["Oesao, Kupang Timur", "desa oesao, kec. kupang timur, kab. kupang"])
    def test_a_line_of_names_says_where(self, text):
        assert {place.code for place in search(Region.objects.all(), text)} == {OESAO, "53.01.06.2015"}

    def test_the_whole_name_comes_first(self):
        assert search(Region.objects.all(), "kota kupang").first().code == "53.71"

    @pytest.mark.parametrize("text", ["", " , ", "...", "%", "'; --", "\\", "0" * 200])
    def test_what_names_nothing_finds_nothing(self, text):
        assert not search(Region.objects.all(), text)

    def test_a_place_is_written_as_people_write_it(self):
        assert place_line(BOKONUSAN) == "Desa Bokonusan, Kec. Semau, Kab. Kupang"
        assert place_line("53") == "Nusa Tenggara Timur"
        assert place_line("99.99") == ""

    def test_many_places_cost_one_query(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            lines = place_lines([BOKONUSAN, OESAO, "53.71", "99.99"])
        assert len(lines) == 3

    def test_counting_is_left_to_the_database(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            ende = with_counts(Region.objects.filter(code="53.08")).get()
        assert (ende.below, ende.further) == (21, 278)


class TestWhoMaySee:
    def test_everybody_who_may_read_regions_reads_all(self, acting_as):
        assert Region.objects.visible_to(acting_as("church")).count() == 4309

    def test_nobody_else_reads_any(self, acting_as):
        stranger = replace(acting_as("church"), role="nobody")
        assert not Region.objects.visible_to(stranger).exists()

    def test_the_running_program_cannot_change_them(self, acting_as):
        acting_as("administrator")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Region.objects.filter(code="53").update(name="Timor")


class TestTruthsInTheDatabase:
    @pytest.mark.parametrize(
        ("truth", "sql"),
        [
            ("region_lies_in_its_parent", "UPDATE regions_region SET parent_id = '53.02' WHERE code = '53.01.04'"),
            ("region_lies_in_its_parent", "UPDATE regions_region SET parent_id = NULL WHERE code = '53.01'"),
            ("region_code_fits_its_kind", "UPDATE regions_region SET kind = 'city' WHERE code = '53.01'"),
            ("region_bps_code_fits_its_kind", "UPDATE regions_region SET bps_code = '53' WHERE code = '53.01'"),
            ("region_bps_code_is_of_one_region", "UPDATE regions_region SET bps_code = '5301' WHERE code = '53.01'"),
        ],
    )
    def test_hold_against_everybody(self, as_owner, truth, sql):
        with pytest.raises(psycopg.IntegrityError, match=truth):
            as_owner.execute(sql)


class TestTheMap:
    def test_draws_every_regency_of_ntt_under_its_name(self, acting_as):
        acting_as("village")
        drawn = {outline.code: outline.name for outline in ntt().outlines.values()}
        assert drawn == dict(Region.objects.filter(parent="53").values_list("code", "name"))

    def test_is_drawn_once(self):
        assert ntt() is ntt()

    def test_keeps_the_proportions_of_the_land(self):
        sheet = ntt()
        east = sheet.place(121, -9)[0] - sheet.place(120, -9)[0]
        south = sheet.place(120, -10)[1] - sheet.place(120, -9)[1]
        assert east / south == pytest.approx(0.986, abs=0.003)  # the cosine of the latitude of NTT

    def test_knows_what_lies_outside(self):
        assert ntt().holds(123.7, -10.2)
        assert not ntt().holds(117.7, 4.1)

    def test_is_small_enough_for_a_phone(self):
        assert sum(len(outline.path) for outline in ntt().outlines.values()) < 25_000
