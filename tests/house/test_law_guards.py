"""What must be true of every requirement, whatever it says."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from sasando.cli.pages import texts
from sasando.core.facts import FACTS
from sasando.core.facts.headers import match_header
from sasando.core.law.asking import facts_to_ask
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.expression import facts_of
from sasando.core.law.indonesia import PROVEN_FACTS, RED_FLAGS, REQUIREMENTS
from sasando.core.law.requirement import LOW, Requirement
from sasando.core.law.stage import STAGE_NAMES, Stage
from sasando.core.law.verdict import Severity
from tests.house.test_structure import ROOT

FIRST_DAY, LAST_DAY = date(2011, 1, 1), date(2030, 12, 31)

each_requirement = pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda r: f"{r.key}-{r.since}")
each_column = pytest.mark.parametrize("column", RULEBOOK.columns, ids=lambda column: column.key)


class TestEveryRequirement:
    @each_requirement
    def test_speaks_both_languages(self, requirement: Requirement):
        sayings = [requirement.name, requirement.says, requirement.do]
        sayings += [check.what for check in requirement.checks]
        sayings += [check.wrong for check in requirement.checks if check.wrong]
        assert all(says.get("id", "").strip() and says.get("en", "").strip() for says in sayings)

    @each_requirement
    def test_speaks_in_short_sentences(self, requirement: Requirement):
        sentences = [part for text in (requirement.says["id"], requirement.do["id"]) for part in text.split(". ")]
        assert max(len(sentence.split()) for sentence in sentences) <= 20

    @each_requirement
    def test_names_its_article(self, requirement: Requirement):
        assert requirement.basis
        assert all(article.strip() for article in requirement.basis)

    @each_requirement
    def test_blocks_only_with_an_effect_and_on_confirmed_ground(self, requirement: Requirement):
        for check in requirement.checks:
            if (check.severity or requirement.severity) is Severity.BLOCK:
                assert requirement.effect is not None
                assert requirement.confirmed
                assert check.confirmed is not False
                assert (check.confidence or requirement.confidence) is not LOW

    @each_requirement
    def test_lists_only_findings_that_exist(self, requirement: Requirement):
        assert {code for check in requirement.checks for code in check.findings} <= PROVEN_FACTS.keys()

    @each_column
    def test_has_one_value_on_any_day(self, column):
        for earlier, later in pairwise(column.versions):
            assert earlier.until is not None
            assert earlier.until + timedelta(days=1) == later.since

    @each_column
    def test_has_no_more_verdicts_than_a_band_of_cells_holds(self, column):
        bands = [
            [cell for cell in column.verdicts if low <= cell < high] for low, high in ((3, 128), (128, 192), (192, 256))
        ]
        assert sum(len(band) for band in bands) == len(column.verdicts)


class TestTheDeclaredLists:
    def test_have_all_25_facts_and_stable_flags(self):
        assert list(PROVEN_FACTS) == [f"N{number:02d}" for number in range(1, 26)]
        assert len({flag.code for flag in RED_FLAGS}) == len(RED_FLAGS)

    def test_let_only_facts_about_the_person_decide(self):
        never = {"N05", "N13", "N16", "N19", "N23", "N24", "N25"}
        assert {code for code, fact in PROVEN_FACTS.items() if not fact.decides} == never

    def test_find_every_fact_by_its_key_and_headers(self):
        for fact in FACTS.values():
            for header in (fact.key, *fact.headers):
                assert match_header(header) == fact.key, header

    def test_name_every_stage(self):
        assert set(STAGE_NAMES) == set(Stage)

    def test_read_every_fact_somewhere_or_say_why_not(self):
        shown_only = {
            "full_name", "alias", "village", "company_name", "registered_on", "charged_items", "selected_at_office_on"
        }  # fmt: skip
        read = frozenset().union(
            *(facts_of(check.holds) | facts_of(check.when) for r in REQUIREMENTS for check in r.checks)
        )
        read |= frozenset().union(
            *(facts_of(r.applies) for r in REQUIREMENTS), *(facts_of(f.raised) for f in RED_FLAGS)
        )
        assert FACTS.keys() - read - shown_only == {"purpose"}  # it decides the scope, before any requirement


class TestStages:
    def test_are_a_partial_order(self):
        for one in Stage:
            for other in Stage:
                assert not (one is not other and one.comes_by(other) and other.comes_by(one))

    def test_keep_what_may_come_in_any_order_beside_each_other(self):
        for one, other in ((Stage.VISA, Stage.OPP), (Stage.CONTRACT_SIGN, Stage.VISA), (Stage.MEDICAL, Stage.SELECT)):
            assert not one.comes_by(other)
            assert not other.comes_by(one)

    def test_have_everything_of_article_13_before_departure(self):
        for stage in (Stage.DOCUMENTS, Stage.MEDICAL, Stage.PASSPORT, Stage.VISA, Stage.CONTRACT_SIGN):
            assert stage.comes_by(Stage.DEPART)


class TestAFormAtAStage:
    def test_asks_an_independent_worker_for_no_permit(self):
        asked = facts_to_ask(Stage.DEPART, {"scheme": "IND"})
        assert "permit_number" not in asked
        assert "self_reported_on" in asked

    def test_asks_for_less_at_an_earlier_stage(self):
        assert facts_to_ask(Stage.REGISTER, {}).keys() < facts_to_ask(Stage.DEPART, {}).keys()

    def test_does_not_ask_what_it_was_told(self):
        assert "sex" not in facts_to_ask(Stage.DEPART, {"sex": "M"})


class TestThePagesForLawyers:
    def test_are_fresh(self):
        folder = ROOT / "docs" / "law"
        written = {
            file.name: file.read_text(encoding="utf-8")
            for file in folder.glob("*.md")
            if file.name not in {"sources.md", "keraguan.md"}
        }
        assert written == texts(), "run: ./sasando pages docs/law"
