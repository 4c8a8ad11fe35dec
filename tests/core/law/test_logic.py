"""Three-valued logic, its rails, and the calendar: the ground on which every requirement stands."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sasando.core.facts import Dossier
from sasando.core.law.calendar import add_months, full_years, shift
from sasando.core.law.compilers.interpreter import answer
from sasando.core.law.compilers.python import compiled_condition
from sasando.core.law.expression import DAY, UNSURE, F, Truth, all_of, any_of, known
from sasando.core.law.expression import full_years as years_reached
from sasando.core.law.rails import assume, fails, holds, unsure

TODAY = date(2026, 3, 1)

days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.just(TODAY))
dossiers = st.builds(
    Dossier,
    born_on=days,
    passport_until=days,
    visa_kind=st.sampled_from([None, "WORK", "VISIT"]),
    premium_months=st.one_of(st.none(), st.integers(0, 40)),
    route=st.sampled_from([None, "KUPANG-BATAM", "KUPANG"]),
    marriage_book=st.sampled_from([None, True, False]),
)
atoms = st.sampled_from(
    [
        F.passport_until >= DAY,
        F.visa_kind == "WORK",
        F.visa_kind.one_of("WORK", "VISIT"),
        F.marriage_book == True,  # noqa: E712
        (F.premium_months * 2 + 1) < 25,
        F.route.mentions("BATAM"),
        years_reached(F.born_on, at=DAY, years=18),
        known(F.visa_kind),
        UNSURE,
        Truth(True),
        Truth(False),
    ]
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: all_of(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: any_of(*parts)),
        inner.map(lambda part: ~part),
    ),
    max_leaves=8,
)


class TestTheThreeRailsOfACondition:
    @given(conditions, dossiers)
    def test_are_true_exactly_when_it_is_true_false_or_unknown(self, condition, dossier):
        expected = {True: (True, False, False), False: (False, True, False), None: (False, False, True)}
        rails = tuple(answer(rail(condition), dossier, TODAY) is True for rail in (holds, fails, unsure))
        assert rails == expected[answer(condition, dossier, TODAY)]

    @given(conditions, dossiers)
    def test_compile_to_python_with_the_same_answer(self, condition, dossier):
        for rail in (holds, fails, unsure):
            expected = answer(rail(condition), dossier, TODAY) is True
            assert bool(compiled_condition(rail(condition))(dossier, TODAY)) is expected

    @given(conditions, dossiers)
    def test_stay_the_same_when_known_facts_are_folded_in(self, condition, dossier):
        facts = {"visa_kind": dossier.visa_kind, "passport_until": dossier.passport_until}
        for rail in (holds, fails, unsure):
            folded = assume(rail(condition), facts, days=(TODAY, TODAY))
            assert (answer(folded, dossier, TODAY) is True) == (answer(rail(condition), dossier, TODAY) is True)


class TestNotKnown:
    def test_is_never_no(self):
        assert answer(F.marriage_book == False, Dossier(), TODAY) is None  # noqa: E712

    def test_does_not_hide_what_is_certain(self):
        either = (F.visa_kind == "WORK") | (F.passport_until >= DAY)
        assert answer(either, Dossier(visa_kind="WORK"), TODAY) is True


class TestMonths:
    def test_from_30_november_end_with_february(self):
        assert add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)
        assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)

    @given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-300, 300))
    def test_keep_the_day_or_end_with_the_month(self, start, months):
        moved = add_months(start, months)
        assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
        assert moved.day == start.day or (moved.day < start.day and shift(moved, 0, 1).day == 1)


class TestFullYears:
    def test_of_a_29_february_birth_are_complete_on_1_march(self):
        assert full_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
        assert full_years(date(2008, 2, 29), date(2026, 3, 1)) == 18
        assert full_years(date(2008, 2, 29), date(2028, 2, 29)) == 20

    @given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    def test_never_go_back_as_days_go_on(self, start, end):
        assert full_years(start, end) <= full_years(start, shift(end, 0, 1)) <= full_years(start, end) + 1
