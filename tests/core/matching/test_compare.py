"""Two persons compared: a score, reasons on both sides, one of three decisions, and never a merge."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from tests.core.matching.cast import MARIA, persons

from sasando.core.matching import GENERAL, Comparer, Person, compare, key_weight, keys_of, profile_of
from sasando.core.matching.compare import PLACE_PARTS
from sasando.core.matching.person import PARTS
from sasando.core.matching.reasons import sentence


def changed(**fields):
    return msgspec.structs.replace(MARIA, **fields)


class TestTheSamePerson:
    @pytest.mark.parametrize(
        "other",
        [
            changed(full_name="BRIA, MARYA YULIANA", nik=""),
            changed(full_name="Maria Bria", nik="", phones=()),
            changed(born_on=date(1995, 1, 1), nik=""),
            changed(nik="5312015704950003", born_on=None),
            changed(village="", phones=("+62 812 3456 7890",), nik=""),
        ],
    )
    def test_is_found_under_one_error(self, other):
        assert compare(MARIA, other).decision == "same"

    def test_says_what_speaks_for_and_against_in_sentences(self):
        comparison = compare(MARIA, changed(full_name="Maria Yuliana Bria", village="Kletek", nik="", sex=""))
        assert comparison.speaks_for[0].says["id"] == "Nama sama."
        assert "Desa berbeda." in [it.says["id"] for it in comparison.speaks_against]

    def test_shows_no_value_of_either_person(self):
        comparison = compare(MARIA, changed(full_name="Maria Bria"))
        said = " ".join(f"{it.key} {it.says}" for it in comparison.evidence).casefold()
        assert not any(word in said for word in ("maria", "bria", "wehali", "5321015704950003", "1995"))


class TestTwoPersons:
    def test_of_one_family_are_not_taken_for_one(self):
        sister = changed(full_name="Katarina Bria", born_on=date(1998, 9, 2), nik="5321014209980001")
        assert compare(MARIA, sister).decision == "different"

    def test_who_are_twins_are_not_taken_for_one(self):
        twin = changed(full_name="Katarina Yosefina Bria", nik="5321015704950004")
        assert compare(MARIA, twin).decision != "same"

    def test_are_not_settled_by_two_different_niks_alone(self):
        assert compare(MARIA, changed(nik="5301061203880001")).decision != "different"

    def test_of_whom_only_a_common_first_name_is_known_are_different(self):
        assert compare(Person(full_name="Maria"), Person(full_name="Maria")).decision == "different"


class TestWhatIsMissing:
    @pytest.mark.parametrize("part", ["full_name", "sex", "born_on", "village", "nik", "phones"])
    def test_speaks_neither_for_nor_against(self, part):
        empty = () if part == "phones" else None if part == "born_on" else ""
        said = {it.part for it in compare(MARIA, changed(**{part: empty})).evidence}
        name = {"full_name": "name", "born_on": "born", "phones": "phone"}.get(part, part)
        assert name not in said or part == "born_on"  # a birth date also stands in the NIK

    def test_of_everything_leaves_the_prior(self):
        assert compare(Person(), MARIA).bits == pytest.approx(GENERAL.prior, abs=0.1)


class TestEveryComparison:
    @given(persons, persons)
    @settings(max_examples=100, deadline=None)
    def test_is_the_same_in_either_order(self, one, other):
        there, back = compare(one, other), compare(other, one)
        assert there.score == pytest.approx(back.score)
        assert {it.key for it in there.evidence} == {it.key for it in back.evidence}

    @given(persons, persons)
    @settings(max_examples=100, deadline=None)
    def test_has_a_score_a_decision_and_a_sentence_for_each_reason(self, one, other):
        comparison = compare(one, other)
        assert 0 <= comparison.score <= 1
        assert comparison.decision == Comparer().decision(comparison.score)
        assert all(it.says["id"] and it.says["en"] for it in comparison.evidence)
        assert len(comparison.speaks_for) + len(comparison.speaks_against) == len(comparison.evidence)

    @given(persons)
    def test_of_a_person_with_themselves_holds_nothing_against(self, person):
        assert not [it for it in compare(person, person).speaks_against if it.part != "kin"]


class TestTheKeys:
    @given(persons)
    def test_are_each_there_once_and_have_a_weight_and_fit_a_column(self, person):
        keys = keys_of(person)
        assert len(set(keys)) == len(keys)
        assert all(key_weight(key) > 0 and len(key) <= 80 for key in keys)

    @pytest.mark.parametrize(
        "other",
        [
            Person(nik="5312015704950003"),
            Person(nik="5321015704950008"),
            Person(phones=("+62 812 3456 7890",)),
            Person(full_name="BRIA MARYA"),
            Person(full_name="Juliana", born_on=date(1995, 4, 17)),
            Person(full_name="Brija", village="Desa Wehalli"),
            Person(village="WEHALI", born_on=date(1995, 4, 17)),
        ],
    )
    def test_meet_those_of_the_same_person_under_an_error(self, other):
        assert set(keys_of(MARIA)) & set(keys_of(other))

    def test_meet_when_day_and_month_are_swapped(self):
        one, other = (Person(full_name="Maria", born_on=day) for day in (date(1995, 4, 7), date(1995, 7, 4)))
        assert {key for key in keys_of(one) if key[0] == "d"} == {key for key in keys_of(other) if key[0] == "d"}

    def test_stand_also_for_the_usual_forms_of_short_names(self):
        assert set(keys_of(Person(full_name="Frans Seran"))) & set(keys_of(Person(full_name="Fransiskus Seran")))


class TestTheSentences:
    def test_are_there_for_every_part_at_every_level_it_can_have(self):
        assert set(PLACE_PARTS) < set(PARTS)
        for part in PARTS:
            assert sentence(part, "equal")["id"]

    def test_of_a_profile_know_the_part(self):
        assert profile_of(MARIA).village == "wehali"
