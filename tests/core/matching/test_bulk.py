"""Whole lists: scored as two persons are, found without being told, and quick."""

import msgspec
import polars as pl
import pytest
from bench.matching_people import records, rows_of
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.core.matching.cast import MARIA, persons

from sasando.core.matching import Comparer, Profile, profile_of
from sasando.core.matching.bulk import comparisons, match, profiles
from sasando.core.matching.bulk.blocks import candidate_pairs
from sasando.core.matching.bulk.commonness import model_of
from sasando.core.matching.bulk.scoring import scored
from sasando.core.matching.names import names_key

ODD_NAMES = st.text(alphabet="abehijmnoy '’-.,/|()@ÑéH12", max_size=24) | st.sampled_from(
    [
        "Hj. Maria, S.Pd",
        "Drs. Ibu",
        "Umbu",
        "M.  Seran",
        "H. Ahmad alias Mat",
        "a.k.a. Jo",
        "Yosef (Jo) Bere",
        "ALIAS",
        "da",
    ]
)


def frame_of(found):
    return pl.DataFrame(
        [msgspec.structs.asdict(profile_of(person)) for person in found],
        schema=dict.fromkeys(Profile.__struct_fields__, pl.String),
    )


def profile_in(frame, row):
    return Profile(**frame.row(row, named=True))


class TestTheColumns:
    @given(st.lists(ODD_NAMES, min_size=1, max_size=8))
    @settings(max_examples=60, deadline=None)
    def test_of_names_become_the_keys_of_single_names(self, names):
        found = profiles(pl.DataFrame({"full_name": names}))["name"].to_list()
        assert found == [names_key(name) for name in names]

    def test_are_those_of_single_persons(self):
        rows = pl.DataFrame(
            {
                "full_name": ["Maria Yuliana Bria", "", "Yosef Bere"],
                "alias": ["", "", "Jo"],
                "sex": ["perempuan", "L", "x"],
                "born_on": ["17 April 1995", "", "1 Jan 1990"],
                "nik": ["5321015704950003", "5321 0157 0495 0003", "-"],
                "phone": ["0812-3456-7890", "6281234567890", "0811111111111"],
                "village": ["Desa Wehali", "", "Kletek"],
            }
        )
        found = profiles(rows)
        assert profile_in(found, 0) == profile_of(MARIA)
        assert found["born"].to_list() == ["1995-04-17", "1995-04-17", "1990"]
        assert found["name"].to_list() == ["maria yuliana bria", "", "yosef bere|jo"]
        assert found["phone"].to_list() == ["81234567890", "81234567890", ""]

    def test_may_all_be_missing(self):
        assert profiles(pl.DataFrame({"note": ["x", "y"]})).height == 2


class TestTheScores:
    @given(st.lists(persons, min_size=2, max_size=12))
    @settings(max_examples=20, phases=[Phase.generate], deadline=None)
    def test_of_a_list_are_those_of_compare(self, found):
        frame = frame_of(found)
        comparer = Comparer(model_of(frame))
        pairs = scored(frame, candidate_pairs(frame), comparer, least=-1000.0)
        assert pairs.height == len(found) * (len(found) - 1) // 2
        for pair in pairs.iter_rows(named=True):
            single = comparer.findings(profile_in(frame, pair["a"]), profile_in(frame, pair["b"]))
            for part, finding in single.items():
                level, bits, kin = (pair[f"{part}{more}"] for more in (" level", "", " kin"))
                assert (part, level, bits, kin) == (
                    part,
                    finding.level,
                    pytest.approx(finding.bits),
                    pytest.approx(finding.kin),
                )

    @given(st.lists(persons, min_size=2, max_size=12), st.floats(-10, 25))
    @settings(max_examples=10, phases=[Phase.generate], deadline=None)
    def test_above_a_threshold_are_all_there(self, found, least):
        frame = frame_of(found)
        comparer = Comparer(model_of(frame))
        every = scored(frame, candidate_pairs(frame), comparer, least=-1000.0).filter(pl.col("bits") >= least + 1e-6)
        some = scored(frame, candidate_pairs(frame), comparer, least=least)
        assert set(every.select("a", "b").iter_rows()) <= set(some.select("a", "b").iter_rows())

    def test_and_reasons_of_a_list_are_those_of_compare(self):
        frame = profiles(pl.DataFrame(rows_of(records(300, seed=3))))
        matches = match(frame)
        comparer = Comparer(matches.model)
        for a, b, comparison in comparisons(matches):
            single = comparer(profile_in(frame, a), profile_in(frame, b))
            assert comparison.score == pytest.approx(single.score, abs=1e-9)
            assert comparison.decision == single.decision
            assert {it.key: round(it.bits, 6) for it in comparison.evidence} == {
                it.key: round(it.bits, 6) for it in single.evidence
            }


@pytest.fixture(scope="module")
def rows():
    return rows_of(records(3000, seed=41, unseen=True))


class TestAList:
    def test_gives_its_persons_back_without_being_told_anything(self, rows):
        pairs = match(profiles(pl.DataFrame(rows))).pairs
        same = pairs.filter(pl.col("decision") == "same")
        right = [rows["person"][a] == rows["person"][b] for a, b in same.select("a", "b").iter_rows()]
        every = pl.Series(rows["person"]).value_counts()["count"]
        known = int((every * (every - 1)).sum() // 2)
        assert sum(right) / len(right) > 0.95
        assert sum(right) / known > 0.93

    def test_split_in_two_gives_only_pairs_across(self, rows):
        pairs = match(profiles(pl.DataFrame(rows)), split=1500).pairs
        assert pairs.height > 100
        assert (pairs["a"] < 1500).all()
        assert (pairs["b"] >= 1500).all()

    def test_of_nobody_and_of_one_gives_no_pair(self):
        for names in ([], ["Maria"]):
            assert (
                match(profiles(pl.DataFrame({"full_name": names}, schema={"full_name": pl.String}))).pairs.height == 0
            )
