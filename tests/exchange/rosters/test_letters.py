"""Letters as offices, parishes and villages send them, against the reading of an officer: field by field."""

from collections import Counter

import pytest
from tests.exchange.rosters.scoring import Letter, letters, tally

from sasando.exchange.rosters import read_text

LETTERS = letters()


@pytest.fixture(scope="module")
def measured() -> Counter:
    """How often each verdict was given, over all letters."""
    counted: Counter = Counter()
    for letter in LETTERS:
        found, _ = tally(read_text(letter.text).people, letter)
        for (_, verdict), times in found.items():
            counted[verdict] += times
    return counted


class TestEachLetter:
    @pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
    def test_has_its_people_in_order(self, letter: Letter):
        read = read_text(letter.text).people
        assert len(read) == len(letter.people), [person.raw for person in read]

    @pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
    def test_is_never_misread_without_saying_so(self, letter: Letter):
        _, words = tally(read_text(letter.text).people, letter)
        assert [said for said in words if f"{letter.name} wrong" in said] == []

    @pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
    def test_leaves_no_field_out_that_an_officer_sees(self, letter: Letter):
        _, words = tally(read_text(letter.text).people, letter)
        assert [said for said in words if f"{letter.name} missed" in said] == []


class TestAllLetters:
    def test_are_of_many_hands(self):
        assert len(LETTERS) >= 30
        assert sum(len(letter.text.splitlines()) for letter in LETTERS) >= 300

    def test_are_read_right(self, measured, record_property):
        total = measured.total()
        record_property("fields", dict(measured))
        print({verdict: f"{times / total:.1%}" for verdict, times in measured.items()})  # noqa: T201 - seen with -s
        assert measured["right"] + measured["admitted"] >= 0.97 * total
        assert measured["wrong"] == 0

    def test_are_not_doubted_without_need(self, measured):
        assert measured["admitted"] + measured["unsure"] <= 0.05 * measured.total()


class TestWordsThatNothingSeparates:
    @pytest.mark.parametrize(
        ("line", "name", "sex", "age"),
        [
            ("Bernadus Ola 30 L Lewoleba", "Bernadus Ola", "male", 30),
            ("Yasinta Ola P 28", "Yasinta Ola", "female", 28),
            ("L 27 Yohanes Don Bosco Larantuka", "Yohanes Don Bosco", "male", 27),
            ("Maria Goreti 34 thn P Sikka", "Maria Goreti", "female", 34),
            ("YASINTA OLA/P/28/LEMBATA", "YASINTA OLA", "female", 28),
            ("Ola Yasinta (28) pr lembata", "Ola Yasinta", "female", 28),
            ("Obet Natonis L26 TTS", "Obet Natonis", "male", 26),
        ],
    )
    def test_are_told_apart_by_what_they_are(self, line, name, sex, age):
        person = read_text(f"1. {line}").people[0]
        assert (person.full_name, person.sex, person.age) == (name, sex, age)

    @pytest.mark.parametrize(
        ("line", "field"),
        [
            ("Petrus 2 Klau, L", "full_name"),
            ("Maria L Bria", "full_name"),
            ("Kristina Kewa 37", "age"),
            ("Martin P L 30", "sex"),
            ("Anton 30 25 L", "age"),
            ("Yohanes P, 30", "sex"),
            ("Maria, P, 25 th, 30 th", "age"),
            ("Maria dan anaknya", "children"),
            ("Rosa, P, 300 th", "age"),
            ("Paul Lado 30-35 th L", "age"),
            ("Agus 25/L/Ende dan Sari 22/P/Ende", "full_name"),
        ],
    )
    def test_that_can_be_read_in_two_ways_are_unsure(self, line, field):
        assert field in read_text(f"1. {line}").people[0].unsure


class TestATelephone:
    def test_does_not_swallow_the_age_behind_it(self):
        person = read_text("1. Nus Kase L 08123456789 30").people[0]
        assert (person.phone, person.age) == ("08123456789", 30)


class TestInfants:
    @pytest.mark.parametrize(
        ("words", "years", "months"),
        [
            ("(bayi 8 bln)", 0, 8), ("6 bulan", 0, 6), ("(3 th)", 3, None), ("2,5 th", 2, 30), ("1 th 4 bl", 1, 16),
            ("umur 3 minggu", 0, 0), ("18 bln", 1, 18),
        ],
    )  # fmt: skip
    def test_have_their_months(self, words, years, months):
        person = read_text(f"5 - Fransiska {words}").people[0]
        assert (person.full_name, person.age, person.age_months) == ("Fransiska", years, months)

    def test_of_somebody_else_are_children_along(self):
        person = read_text("1. Maria Bria, P, 25 th, bayi 8 bln").people[0]
        assert (person.age, person.children) == (25, 1)
