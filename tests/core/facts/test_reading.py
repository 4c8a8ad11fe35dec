"""What holds for every fact and every cell."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasando.core.facts import FACTS, Fact, Kind, Sensitivity, Supplier
from sasando.core.facts.reading import Unreadable, outcome_of, read_cell

CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text(alphabet="0123456789.,/- abcdegijklnstuABKLPRT()'#~", max_size=25),
    st.sampled_from([header for fact in FACTS.values() for header in fact.headers]),
    st.sampled_from([word for fact in FACTS.values() for words in fact.codes.values() for word in words]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


class TestEveryCell:
    @given(st.sampled_from(list(FACTS.values())), CELLS)
    def test_is_a_value_of_its_kind_or_not_known_or_a_sentence_in_both_languages(self, fact, cell):
        value = outcome_of(fact, cell)
        if isinstance(value, Unreadable):
            assert set(value.because) == {"id", "en"}
            assert all(sentence.endswith((".", "?")) for sentence in value.because.values())
            with pytest.raises(Unreadable):
                read_cell(fact, cell)
        else:
            assert value is None or type(value) is fact.kind.python_type
            assert value != "" or fact.kind is Kind.LETTERS

    @given(st.sampled_from(list(FACTS.values())), CELLS)
    def test_reads_the_same_twice(self, fact, cell):
        first, second = outcome_of(fact, cell), outcome_of(fact, cell)
        if isinstance(first, Unreadable):
            assert first.because == second.because
        else:
            assert first == second

    @pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.key)
    @pytest.mark.parametrize(
        "cell", [None, "", "   ", "-", " - ", "–", "—", "n/a", "N/A", "\u200b", "\xa0", float("nan")]
    )
    def test_that_says_nothing_is_not_known(self, fact, cell):
        assert read_cell(fact, cell) is None

    @given(st.text(max_size=20))
    def test_keeps_no_unseen_character(self, text):
        for key in ("full_name", "passport_number", "village", "route"):
            value = outcome_of(FACTS[key], f"A{text}\u202e\u200b")
            if isinstance(value, str):
                assert not {"\u202e", "\u200b", "\n"} & set(value)


class TestACanonicalValue:
    @given(
        st.sampled_from([f for f in FACTS.values() if f.kind in {Kind.ORGANISATION, Kind.COUNTRY, Kind.CODE}]), CELLS
    )
    def test_is_read_as_itself(self, fact, cell):
        value = outcome_of(fact, cell)
        if isinstance(value, str) and value != "AS":  # the one code that is also an Indonesian abbreviation
            again = outcome_of(fact, value)
            assert isinstance(again, Unreadable) is False

    @given(st.dates(date(1930, 1, 1), date(2199, 12, 31)))
    def test_of_a_date_is_read_as_itself(self, day):
        fact = FACTS["departs_on"]
        assert read_cell(fact, day) == read_cell(fact, datetime.combine(day, datetime.min.time())) == day


class TestAFactOfOnesOwn:
    def test_is_read_by_its_own_codes(self):
        mine = Fact(
            key="sex",
            kind=Kind.CODE,
            label={"id": "Warna", "en": "Colour"},
            headers=("Warna",),
            supplier=Supplier.WORKER,
            sensitivity=Sensitivity.NONE,
            codes={"RED": ("merah",)},
        )
        assert read_cell(mine, "Merah") == "RED"
        with pytest.raises(Unreadable):
            read_cell(mine, "L")


class TestAPartnerAgency:
    def test_that_does_not_exist_is_an_answer(self):
        assert read_cell(FACTS["partner_agency"], "tidak ada") == ""

    def test_that_is_not_named_is_not_known(self):
        assert read_cell(FACTS["partner_agency"], "-") is None
        assert read_cell(FACTS["partner_agency"], "belum ada") is None
