"""What every rendering says alike."""

from datetime import date

import pytest
from tests.exchange.reports.cast import CAST, INCOMPLETE, NON_PROCEDURAL, named, report

from sasando.core.law.verdict import Confidence, Decision, Effect, Outcome, Severity
from sasando.exchange.reports.report import corrections_of, gaps_of, notices_of
from sasando.exchange.reports.words import (
    DECISION_SHAPES,
    DECISIONS,
    DEFINITIONS,
    EFFECTS,
    LABELS,
    OUTCOME_SHAPES,
    OUTCOMES,
    SEVERITIES,
)


def test_counts_name_every_decision_gravest_first():
    assert list(report([*CAST, named("Kristina Loe")]).counts().items()) == [
        (Decision.NON_PROCEDURAL, 1),
        (Decision.INCOMPLETE, 2),
        (Decision.OUT_OF_SCOPE, 1),
        (Decision.CLEARED, 1),
    ]


def test_a_gap_is_counted_once_a_person_and_the_commonest_stands_first():
    assert [(gap.title, gap.people) for gap in report().gaps()] == [
        ("Paspor berlaku", 2),
        ("SIP2MI berlaku", 1),
        ("Visa kerja", 1),
    ]
    assert len(report().gaps(limit=1)) == 1


def test_what_blocks_what_to_correct_and_what_to_notice_are_kept_apart():
    assert [r.requirement for r in gaps_of(INCOMPLETE)] == ["passport", "work_visa"]
    assert [r.requirement for r in corrections_of(INCOMPLETE)] == ["premium"]
    assert [r.requirement for r in notices_of(INCOMPLETE)] == ["health_recent"]


def test_the_gravest_gap_stands_first():
    assert [r.outcome for r in gaps_of(NON_PROCEDURAL)] == [Outcome.VIOLATED, Outcome.EXPIRED]


def test_the_run_is_told_with_the_clock_of_kupang_and_whose_day_counts():
    about = dict(report().about())
    assert about["Waktu"] == "1 Maret 2026 07:05 WITA"
    assert about["Per hari"] == "hari berangkat masing-masing baris"
    assert dict(report(as_of=date(2026, 3, 1)).about())["Per hari"] == "1 Maret 2026"


def test_a_fact_said_once_for_the_list_bears_the_label_of_its_column():
    assert report().letter() == [("P3MI", "PT Cahaya Rekaan")]


def test_a_requirement_without_a_title_shows_its_key_in_words():
    assert report().title("job_order_verified") == "job order verified"


@pytest.mark.parametrize(
    "words",
    [DECISIONS, DEFINITIONS, OUTCOMES, SEVERITIES, EFFECTS, LABELS],
    ids=lambda words: next(iter(words)),
)
def test_every_word_exists_in_both_languages(words):
    assert all(says["id"] and says["en"] for says in words.values())


def test_no_member_is_without_words_and_no_two_have_one_shape():
    assert set(DECISIONS) == set(DECISION_SHAPES) == set(DEFINITIONS) == set(Decision)
    assert set(OUTCOMES) == set(OUTCOME_SHAPES) == set(Outcome)
    assert set(SEVERITIES) == set(Severity)
    assert set(EFFECTS) == set(Effect)
    assert len(set(DECISION_SHAPES.values())) == len(Decision)
    assert len(set(OUTCOME_SHAPES.values())) == len(Outcome)
    assert Confidence.H  # shown in JSON only
