"""One row of a list becomes a dossier; a bad cell is an error of its column and never stops the row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.facts import FACTS
from sasando.core.facts.headers import match_header
from sasando.core.facts.reading import CellProblem
from sasando.core.facts.row import Column, RowReading, read_row
from sasando.core.facts.settings import read_setting
from sasando.core.facts.unreadable import Unreadable


def row(defaults: dict[str, object] | None = None, **cells: object) -> RowReading:
    """A row whose headers are the keys; ``__2`` after a key makes a second column of that fact."""
    columns = [Column(header.removesuffix("__2"), header) for header in cells]
    return read_row(columns, list(cells.values()), defaults or {})


class TestARow:
    def test_becomes_a_dossier_and_is_shown_as_written(self):
        reading = row(full_name=" Maria  Lontar", position="PRT", company_name="PT. Lontar Jaya", departs_on="1/3/2026")
        assert reading.dossier.full_name == "Maria Lontar"
        assert reading.dossier.position == "9111"
        assert reading.dossier.company_name == "LONTAR JAYA"
        assert reading.dossier.departs_on == date(2026, 3, 1)
        assert reading.shown == {
            "full_name": "Maria Lontar",
            "position": "PRT",
            "company_name": "PT. Lontar Jaya",
            "departs_on": "1/3/2026",
        }
        assert reading.errors == ()

    def test_may_be_shorter_or_longer_than_its_header(self):
        columns = [Column("full_name", "Nama"), Column("nik", "NIK")]
        assert read_row(columns, ["Maria"]).dossier.nik is None
        assert read_row(columns, ["Maria", None, "lebih"]).errors == ()

    def test_with_a_bad_cell_is_still_read(self):
        reading = row(full_name="Maria Lontar", born_on="31/02/2001", nik="53011234567", sex="P")
        assert (reading.dossier.sex, reading.dossier.born_on, reading.dossier.nik) == ("F", None, None)
        assert [(error.column, error.value) for error in reading.errors] == [
            ("born_on", "31/02/2001"),
            ("nik", "53011234567"),
        ]
        assert set(reading.shown) == {"full_name", "sex"}

    def test_with_a_cell_that_the_file_could_not_deliver_has_that_error(self):
        because = {"id": "Rumus tanpa nilai.", "en": "A formula without a value."}
        reading = row(passport_until=CellProblem(because, "=A1+365"))
        assert reading.dossier.passport_until is None
        assert (reading.errors[0].value, reading.errors[0].because) == ("=A1+365", because)

    def test_with_a_kind_of_cell_that_nobody_foresaw_has_an_error(self):
        assert "tidak dapat dibaca" in row(full_name=timedelta(hours=1)).errors[0].because["id"]


class TestTwoColumnsOfOneFact:
    def test_keep_both_aliases(self):
        assert row(alias="Ina", alias__2="binti Petrus").dossier.alias == "Ina; binti Petrus"

    def test_take_the_one_that_is_filled(self):
        assert row(departs_on="-", departs_on__2="1/3/2026").dossier.departs_on == date(2026, 3, 1)

    def test_agree_when_they_mean_the_same(self):
        reading = row(departs_on="1/3/2026", departs_on__2="1 Maret 2026", position="PRT", position__2="Housemaid")
        assert reading.errors == ()

    def test_that_differ_keep_the_first_and_the_second_is_an_error(self):
        reading = row(departs_on="1/3/2026", departs_on__2="2/3/2026")
        assert reading.dossier.departs_on == date(2026, 3, 1)
        assert [error.column for error in reading.errors] == ["departs_on__2"]
        assert "1/3/2026" in reading.errors[0].because["id"]

    def test_take_the_one_that_can_be_read_and_report_the_other(self):
        reading = row(departs_on="31/02/2026", departs_on__2="1/3/2026")
        assert reading.dossier.departs_on == date(2026, 3, 1)
        assert len(reading.errors) == 1


class TestFactsThatTheLetterSaysOnce:
    def test_hold_where_the_row_says_nothing(self):
        reading = row({"country": "MY", "position": "9111"}, full_name="Maria", country="-")
        assert (reading.dossier.country, reading.dossier.position) == ("MY", "9111")
        assert (reading.shown["country"], reading.shown["position"]) == ("Malaysia", "Pengurus rumah tangga")

    def test_give_way_to_the_row(self):
        assert row({"country": "MY"}, country="Taiwan").dossier.country == "TW"

    def test_never_stand_in_for_a_cell_that_cannot_be_read(self):
        assert row({"country": "MY"}, country="Kongo").dossier.country is None
        assert row({"departs_on": date(2026, 3, 1)}, departs_on="31/02/2026").dossier.departs_on is None


class TestOrganisationsThatMayBeOne:
    @pytest.mark.parametrize("other", ["PT Lontar Jayaa", "PT Jaya Lontar", "PT Lontar Jaya Abadi", "LontarJaya"])
    def test_are_unsure_rather_than_different(self, other):
        dossier = row(company_name="PT Lontar Jaya", permit_holder=other).dossier
        assert dossier.company_name == "LONTAR JAYA"
        assert dossier.permit_holder.startswith("~")

    def test_are_the_same_when_only_the_legal_form_differs(self):
        dossier = row(employer_name="Lontar Sdn Bhd", visa_employer="LONTAR SDN. BHD.").dossier
        assert dossier.employer_name == dossier.visa_employer == "LONTAR"

    def test_are_different_when_nothing_is_alike(self):
        dossier = row(company_name="PT Lontar Jaya", placement_agreement_with="PT Cendana Makmur").dossier
        assert dossier.placement_agreement_with == "CENDANA MAKMUR"

    def test_are_compared_only_within_their_group(self):
        dossier = row(company_name="PT Lontar Jaya", employer_name="Lontar Jaya Abadi").dossier
        assert dossier.employer_name == "LONTAR JAYA ABADI"

    def test_are_shown_as_written(self):
        reading = row(company_name="PT Lontar Jaya", permit_holder="PT. Lontar Jayaa")
        assert reading.shown["permit_holder"] == "PT. Lontar Jayaa"


class TestASetting:
    @pytest.mark.parametrize(
        ("text", "setting"),
        [
            ("country=MY", ("country", "MY")),
            ("Negara Tujuan = Malaysia", ("country", "MY")),
            ("departs_on=31/12/2025", ("departs_on", date(2025, 12, 31))),
            ("regency=Kab. Ende", ("regency", "53.08")),
            ("company_name=PT A=B Karya", ("company_name", "A B KARYA")),
            ("country=", ("country", None)),
        ],
    )
    def test_is_a_fact_by_key_or_header_and_its_value(self, text, setting):
        assert read_setting(text) == setting

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("country", "tanda sama dengan"),
            ("countri=MY", "Maksud Anda"),
            ("warna=merah", "Tidak ada data bernama"),
            ("country=Malaysa", "Maksud Anda Malaysia?"),
        ],
    )
    def test_that_is_wrong_says_what_to_write(self, text, said):
        with pytest.raises(Unreadable) as caught:
            read_setting(text)
        assert said in caught.value.because["id"]


class TestAnyRow:
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(list(FACTS)), st.one_of(st.none(), st.text(max_size=12), st.floats(), st.booleans())
            ),
            max_size=30,
        )
    )
    def test_never_stops(self, cells):
        columns = [Column(key, FACTS[key].headers[0]) for key, _ in cells]
        reading = read_row(columns, [cell for _, cell in cells])
        for key in reading.shown:
            assert getattr(reading.dossier, key) is not None
        for error in reading.errors:
            assert match_header(error.column) in FACTS


class TestACompetenceOfANeighbouringSkill:
    def test_is_unsure_instead_of_another(self):
        columns = [Column("position", "Jabatan"), Column("competence_position", "Skema Kompetensi")]
        reading = read_row(columns, ["Pengasuh lanjut usia", "Pengasuh anak"])
        assert reading.dossier.position == "5322"
        assert reading.dossier.competence_position == "~5311"

    def test_of_another_kind_of_work_stays_another(self):
        columns = [Column("position", "Jabatan"), Column("competence_position", "Skema Kompetensi")]
        assert read_row(columns, ["Pengasuh lanjut usia", "Tukang las"]).dossier.competence_position == "7212"
