"""Regencies and villages: Kemendagri codes, and suggestions where a name or number could be two."""

import pytest

from sasando.core.facts.regions import find_regency, find_village, place_name
from sasando.core.facts.row import Column, read_row
from sasando.core.facts.tables import table
from sasando.core.facts.unreadable import Unreadable

PAIR = [Column("village", "Desa"), Column("regency", "Kab/Kota")]


def why(text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        find_regency(text)
    return caught.value.because["id"]


class TestARegency:
    @pytest.mark.parametrize("row", table("regencies_id.csv"), ids=lambda row: row["kode"])
    def test_is_found_by_its_full_name_and_its_dotted_code(self, row):
        full = f"{row['jenis']} {row['nama']}"
        assert find_regency(full).code == find_regency(row["kode"]).code == row["kode"]
        assert find_regency(full.upper().replace("KABUPATEN", "KAB.")).code == row["kode"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Ende", "53.08"),
            ("KAB ENDE", "53.08"),
            ("Kab. Ende, NTT", "53.08"),
            ("TTS", "53.02"),
            ("Kab. TTU", "53.03"),
            ("Rote-Ndao", "53.14"),
            ("Kota Kupang", "53.71"),
            ("kab.kupang", "53.01"),
            ("SBD", "53.18"),
            ("Ende Regency", "53.08"),
            ("Kota Adm. Jakarta Pusat", "31.71"),
            ("Flotim", "53.06"),
        ],
    )
    def test_is_found_as_offices_write_it(self, text, code):
        assert find_regency(text).code == code

    @pytest.mark.parametrize(
        ("text", "both"),
        [("Kupang", "Kabupaten Kupang atau Kota Kupang"), ("Bogor", "Kabupaten Bogor atau Kota Bogor")],
    )
    def test_whose_bare_name_is_also_a_city_is_refused_with_both(self, text, both):
        assert both in why(text)

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("Manggrai Timur", "Kabupaten Manggarai Timur"),
            ("Kab. Surabaya", "Kota Surabaya"),
            ("Ennde", "Kabupaten Ende"),
        ],
    )
    def test_that_is_mistyped_is_refused_with_the_nearest(self, text, meant):
        assert meant in why(text)

    def test_of_which_only_a_part_is_written_is_refused_with_those_that_have_it(self):
        assert "Sumba Timur" in why("Sumba")
        assert "Timor Tengah Selatan" in why("Timor Tengah")


class TestARegencyCode:
    def test_without_its_dot_that_means_two_places_is_refused_with_both(self):
        sentence = why("5301")
        assert "Kabupaten Kupang menurut Kemendagri" in sentence
        assert "Kabupaten Sumba Barat menurut BPS" in sentence

    def test_without_its_dot_that_means_one_place_is_read(self):
        assert find_regency("5371").name == "Kota Kupang"

    def test_clashes_in_sixteen_of_the_twenty_two_regencies_of_ntt(self):
        clashing = 0
        for row in table("ntt_kemendagri_bps_regencies.csv"):
            try:
                find_regency(row["kode_bps"])
            except Unreadable:
                clashing += 1
        assert clashing == 16

    def test_without_its_dot_outside_ntt_is_refused_because_bps_may_be_meant(self):
        assert "35.78" in why("3578")

    @pytest.mark.parametrize("text", ["53.99", "5399", "99.01"])
    def test_that_is_none_is_refused(self, text):
        assert "Tidak ada kabupaten" in why(text)


class TestAVillage:
    def test_is_found_within_its_regency(self):
        assert find_village("Desa Bokonusan", "53.01").code == "53.01.04.2003"
        assert find_village("Bokonusan", "53.08") is None

    def test_whose_name_occurs_twice_is_told_apart_by_its_district(self):
        # two villages called Oesao lie in Kupang Timur itself, so use a name shared between districts
        names = {}
        for row in table("ntt_villages.csv"):
            names.setdefault((row["kode"][:5], row["nama"]), []).append(row)
        (regency, name), (first, second) = next(
            (key, rows) for key, rows in names.items() if len(rows) == 2 and rows[0]["nama_kec"] != rows[1]["nama_kec"]
        )
        assert find_village(name, regency) is None
        assert find_village(f"{name}, Kec. {first['nama_kec']}", regency).code == first["kode"]
        assert find_village(f"Desa {name} (Kecamatan {second['nama_kec']})", regency).code == second["kode"]

    def test_is_shown_by_its_name(self):
        assert place_name("53.01.04.2003") == "Bokonusan"


class TestAVillageAndItsRegencyInOneRow:
    def read(self, village: object, regency: object):
        return read_row(PAIR, [village, regency])

    def test_become_their_codes_and_are_shown_as_written(self):
        reading = self.read("Desa Bokonusan", "Kab. Kupang")
        assert (reading.dossier.village, reading.dossier.regency) == ("53.01.04.2003", "53.01")
        assert reading.shown == {"village": "Desa Bokonusan", "regency": "Kab. Kupang"}

    def test_a_village_that_there_is_once_tells_its_regency(self):
        reading = self.read("Bokonusan", None)
        assert (reading.dossier.village, reading.dossier.regency) == ("53.01.04.2003", "53.01")
        assert reading.shown["regency"] == "Kabupaten Kupang"

    def test_a_village_that_is_not_in_our_table_keeps_its_words(self):
        for regency in ("Kab. Bogor", "Ende", None):
            reading = self.read("Desa Karang  Wetan", regency)
            assert reading.dossier.village == "Desa Karang Wetan"
            assert reading.errors == ()

    def test_a_village_name_that_occurs_twice_keeps_its_words_without_an_error(self):
        reading = self.read("Oesao", "Kab. Kupang")
        twice = sum(row["nama"] == "Oesao" and row["kode"].startswith("53.01") for row in table("ntt_villages.csv"))
        assert reading.dossier.village == ("Oesao" if twice > 1 else reading.dossier.village)
        assert reading.errors == ()

    def test_an_unsure_regency_is_an_error_and_the_village_does_not_decide_it(self):
        reading = self.read("Bokonusan", "Kupang")
        assert (reading.dossier.village, reading.dossier.regency) == ("Bokonusan", None)
        assert [error.column for error in reading.errors] == ["Kab/Kota"]

    def test_a_village_code_of_another_regency_is_an_error_of_the_village(self):
        reading = self.read("53.01.04.2003", "Ende")
        assert (reading.dossier.village, reading.dossier.regency) == (None, "53.08")
        assert reading.errors[0].column == "Desa"

    def test_a_code_that_excel_took_for_a_number_is_read_unless_a_zero_was_lost(self):
        assert self.read(None, 53.01).dossier.regency == "53.01"
        assert "ketik ulang sebagai teks" in self.read(None, 53.1).errors[0].because["id"]
