"""Organisations, positions, routes and countries: written in many ways, compared in one."""

import pytest

from sasando.core.facts import FACTS
from sasando.core.facts.countries import country_words
from sasando.core.facts.positions import position_words
from sasando.core.facts.reading import Unreadable, read_cell
from sasando.core.facts.tables import mapping, table
from sasando.core.facts.writing import squash


def read(key: str, cell: object) -> object:
    return read_cell(FACTS[key], cell)


def why(key: str, cell: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(key, cell)
    return caught.value.because["id"]


class TestAnOrganisation:
    @pytest.mark.parametrize(
        "cell",
        [
            "PT. Lontar Sejahtera",
            "PT Lontar Sejahtera",
            "P.T. LONTAR SEJAHTERA",
            "Lontar Sejahtera, PT",
            "lontar-sejahtera",
            "PT Lontar Sejahtera Tbk.",
            "CV. Lontar Sejahtera",
            "Lontar Sejahtera Sdn. Bhd.",
            "Lontar Sejahtera Pte Ltd",
            "Lontar Sejahtera Co., Ltd.",
            "PT.Lontar Sejahtera",
        ],
    )
    def test_is_compared_without_legal_form_case_and_punctuation(self, cell):
        assert read("company_name", cell) == "LONTAR SEJAHTERA"

    def test_keeps_a_legal_form_inside_its_name(self):
        assert read("company_name", "PT Bintang CV Timur") == "BINTANG CV TIMUR"

    def test_that_is_only_a_legal_form_keeps_it(self):
        assert read("company_name", "PT.") == "PT"

    def test_may_be_written_in_another_script(self):
        assert read("employer_name", "株式会社 山田") == "株式会社 山田"

    def test_has_letters_or_digits(self):
        assert "bukan nama" in why("company_name", "√")


class TestAPosition:
    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            ("House maid / Domestic worker", "9111"),
            ("Pengurus rumah tangga", "9111"),
            ("PRT", "9111"),
            ("plrt", "9111"),
            ("Penata Laksana Rumah Tangga (PLRT)", "9111"),
            ("HOUSE-KEEPER", "9111"),
            ("Baby Sitter", "5311"),
            ("caregiver", "5322"),
            ("Perawat lansia", "5322"),
            ("Perawat", "2221"),
            ("pemanen sawit", "9211"),
            ("Operator Pabrik", "8189"),
            ("ABK ikan", "6223"),
            ("Deckhand", "8350"),
            ("tukang las", "7212"),
            ("Kuli bangunan", "9313"),
            ("waitress", "5131"),
            ("supir", "8322"),
            ("penjahit", "7531"),
            (9111, "9111"),
            ("9111", "9111"),
        ],
    )
    def test_that_is_known_is_its_isco_code(self, cell, code):
        assert read("position", cell) == code

    def test_that_is_not_known_is_unsure_and_equal_to_itself(self):
        assert read("position", "Peniup  kaca") == read("position", "PENIUP-KACA") == "~PENIUP KACA"

    @pytest.mark.parametrize(
        "cell", ["Pekerja umum", "Worker / general worker", "general worker", "ABK", "Pengasuh", "9629"]
    )
    def test_that_names_no_job_is_unsure(self, cell):
        assert str(read("position", cell)).startswith("~")

    def test_that_is_two_jobs_is_unsure(self):
        assert read("position", "Koki / Sopir") == "~KOKI SOPIR"
        assert read("position", "PRT / Housemaid") == "9111"

    @pytest.mark.parametrize("cell", ["123", 123.0, "12/3"])
    def test_is_unreadable_only_without_letters(self, cell):
        assert "bukan nama jabatan" in why("position", cell)

    def test_has_one_code_for_every_word_of_our_tables(self):
        for row in table("position_aliases.csv"):
            assert position_words()[squash(row["alias"])] == row["isco08"]


class TestARoute:
    def test_is_in_capitals_with_single_spaces(self):
        assert read("route", " Kupang -  Surabaya ") == "KUPANG - SURABAYA"


class TestACountry:
    @pytest.mark.parametrize("row", table("countries_id.csv"), ids=lambda row: row["iso2"])
    def test_is_known_by_its_codes_and_both_names(self, row):
        for written in (row["iso2"], row["iso3"], row["name_id"], row["name_en"]):
            if squash(written) not in {"as", "congo"}:
                assert read("country", written) == row["iso2"]
                assert read("country", f" {written.upper()}. ") == row["iso2"]

    def test_is_known_by_every_alias_of_our_tables(self):
        aliases = mapping("country_aliases.json") | {row["alias"]: row["iso2"] for row in table("country_aliases.csv")}
        assert {alias: read("country", alias) for alias in aliases} == aliases

    def test_has_no_alias_that_is_the_name_of_another(self):
        official = {}
        for row in table("countries_id.csv"):
            for name in (row["iso2"], row["iso3"], row["name_id"], row["name_en"]):
                official[squash(name)] = row["iso2"]
        known = country_words()
        assert {name for name, code in official.items() if known.get(name, code) != code} == set()

    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            ("hong kong", "HK"),
            ("SAUDI", "SA"),
            ("Korsel", "KR"),
            ("RRT", "CN"),
            ("Sabah, Malaysia", "MY"),
            ("NA", "NA"),
            ("Taiwan (ROC)", "TW"),
            ("Timor-Leste", "TL"),
            ("Indonesia", "ID"),
            ("U.A.E.", "AE"),
            ("Turkiye", "TR"),
        ],
    )
    def test_is_known_as_offices_write_it(self, cell, code):
        assert read("country", cell) == code

    @pytest.mark.parametrize(
        ("cell", "both"),
        [
            ("Kongo", "Kongo - Kinshasa atau Kongo - Brazzaville"),
            ("AS", "Amerika Serikat atau Samoa Amerika"),
            ("Taiwan/Malaysia", "Taiwan atau Malaysia"),
        ],
    )
    def test_that_could_be_two_is_refused_with_both(self, cell, both):
        assert both in why("country", cell)

    @pytest.mark.parametrize(
        ("cell", "meant"), [("Malaysa", "Malaysia"), ("Singapora", "Singapura"), ("Kuching, Sarawak", "Malaysia")]
    )
    def test_that_is_mistyped_is_refused_with_the_nearest(self, cell, meant):
        assert f"Maksud Anda {meant}?" in why("country", cell)

    @pytest.mark.parametrize("cell", ["Atlantis Raya", 62, True, "√"])
    def test_that_is_none_is_refused(self, cell):
        assert "tidak dikenal" in why("country", cell)

    @pytest.mark.parametrize("cell", ["-", "n/a", "belum ada", ""])
    def test_that_is_not_said_is_not_known(self, cell):
        assert read("country", cell) is None
