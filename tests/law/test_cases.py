"""The law engine against cases that a lawyer can read: `people.toml` is the cast, every other `.toml` here the cases.

A case names a person of the cast, says what differs, and what the law then says. Cases are written from the text of
the law (basis in each requirement), never from what the engine answers.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from sasando.core.facts import FACTS, Dossier
from sasando.core.law.compilers.python import PythonAudit, PythonParts
from sasando.core.law.explanation import RULEBOOK, judge
from sasando.core.law.expression import facts_of
from sasando.core.law.indonesia import PROVEN_FACTS
from sasando.core.law.rulebook import MET, NOT_APPLICABLE, NOT_YET_DUE
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Decision, Effect, Judgement, Outcome, Result, Severity

HERE = Path(__file__).parent

NEVER_MET = frozenset({"regional_moratorium_ntt"})  # whom it concerns it warns (matches row -> notice only)


# ---- the cast


@dataclass(frozen=True)
class Person:
    about: str
    facts: Mapping[str, object]
    notices: Mapping[str, str] = field(default_factory=dict)


def checked(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts as they are, once each is one that the dossier has, of its type, and a code that exists."""
    for key, value in facts.items():
        fact = FACTS[key]
        assert type(value) is fact.kind.python_type, f"{key} = {value!r} is not {fact.kind.python_type.__name__}"
        assert not fact.codes or value in fact.codes, f"{key}: no code {value!r}"
    return dict(facts)


@lru_cache(maxsize=1)
def cast() -> Mapping[str, Person]:
    people = tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))
    return {name: Person(**words | {"facts": checked(words["facts"])}) for name, words in people.items()}


# ---- the cases


@dataclass(frozen=True, kw_only=True)
class Case:
    """A field that no case may have is an error of the file."""

    name: str
    person: str
    but: Mapping[str, object] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    stage: str = "DEPART"
    as_of: date | None = None
    requirement: str = ""
    then: str = ""
    severity: str = ""
    effect: str = ""
    confidence: str = ""
    confirmed: bool | None = None
    law: str = ""
    good_until: date | str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    decision: str = ""
    findings: tuple[str, ...] = ()
    proven: tuple[str, ...] | None = None
    not_findings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    not_flags: tuple[str, ...] = ()
    last_safe_departure: date | str = ""
    advised_departure: date | str = ""

    def __post_init__(self) -> None:
        assert bool(self.requirement) == bool(self.then), f"{self.name}: requirement and then go together"
        assert self.then or self.says_something_of_the_whole, f"{self.name}: says nothing"
        keys = [key for key in (self.requirement, *self.also) if key]
        assert all(key in RULEBOOK.by_key for key in keys), f"{self.name}: no requirement of {keys}"
        for outcome in filter(None, (self.then, *self.also.values())):
            Outcome[outcome]
        for words, one in (
            (Severity, self.severity),
            (Effect, self.effect if self.effect != "none" else ""),
            (Confidence, self.confidence),
            (Decision, self.decision),
            (Stage, self.stage),
        ):
            assert not one or one in {word.value for word in words}, f"{self.name}: no {words.__name__} {one!r}"
        assert set(self.proven or ()) <= set(self.findings), f"{self.name}: proven is a part of findings"
        assert {*self.findings, *self.not_findings} <= set(PROVEN_FACTS), f"{self.name}: no such code"
        for days in (self.good_until, self.last_safe_departure, self.advised_departure):
            assert isinstance(days, date) or days in ("", "none"), f"{self.name}: {days!r} is no day"
        unknown = set(self.without) - set(cast()[self.person].facts)
        assert not unknown, f"{self.name}: {self.person} has no {sorted(unknown)} to take away"
        assert not set(self.without) & set(self.but), f"{self.name}: a fact is both changed and taken away"

    @property
    def says_something_of_the_whole(self) -> bool:
        return bool(
            self.decision
            or self.also
            or self.findings
            or self.not_findings
            or self.flags
            or self.not_flags
            or self.last_safe_departure
            or self.advised_departure
        )

    @property
    def dossier(self) -> Dossier:
        facts = {key: value for key, value in cast()[self.person].facts.items() if key not in self.without}
        return Dossier(**facts | checked(self.but))

    @property
    def day(self) -> date:
        day = self.as_of or self.dossier.departs_on
        assert day, f"{self.name}: without a departure day a case needs as_of"
        return day

    def judgement(self) -> Judgement:
        return judge(self.dossier, as_of=self.day, stage=Stage(self.stage))


def loaded() -> Iterator[Case]:
    for file in sorted(HERE.glob("*.toml")):
        if file.name == "people.toml":
            continue
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        assert set(table) == {"case"}, f"{file.name}: only [[case]] may stand here, not {sorted(table)}"
        for words in table["case"]:
            values = {key: tuple(value) if isinstance(value, list) else value for key, value in words.items()}
            try:
                yield Case(**values)
            except (TypeError, KeyError, AssertionError) as error:
                raise AssertionError(f"{file.name}, {words.get('name')!r}: {error}") from error


CASES = tuple(loaded())


def outcome_of(judgement: Judgement, requirement: str) -> str:
    found = result_of(judgement, requirement)
    return found.outcome.name if found else Outcome.NOT_APPLICABLE.name


def result_of(judgement: Judgement, requirement: str) -> Result | None:
    return next((result for result in judgement.results if result.requirement == requirement), None)


def shown(judgement: Judgement, requirement: str) -> str:
    """What the engine says, for the message of a failing test."""
    lines = [f"decision {judgement.decision.value}; findings {[(f.code, f.proven) for f in judgement.findings]}"]
    lines.append(f"flags {[flag.code for flag in judgement.flags]}")
    lines.append(f"safe {judgement.last_safe_departure}, advised {judgement.advised_departure}")
    for result in judgement.results:
        if result.requirement == requirement:
            lines.append(f"{result}")
        elif result.outcome not in (Outcome.MET, Outcome.NOT_YET_DUE):
            lines.append(f"  also {result.requirement}: {result.outcome.name} {result.severity.value}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.requirement or 'whole dossier'}: {case.name}")
def test_case(case: Case) -> None:
    judgement = case.judgement()
    wrong = [f"{what}: {said!r}, by the law {law!r}" for what, law, said in differences(case, judgement) if law != said]
    assert not wrong, "\n".join([case.name, *wrong, shown(judgement, case.requirement)])


def differences(case: Case, judgement: Judgement) -> Iterator[tuple[str, object, object]]:
    """What is asked: its name, what the law says, what the engine says."""
    if case.requirement:
        yield case.requirement, case.then, outcome_of(judgement, case.requirement)
        yield from of_result(case, result_of(judgement, case.requirement))
    for requirement, outcome in case.also.items():
        yield requirement, outcome, outcome_of(judgement, requirement)
    if case.decision:
        yield "decision", case.decision, judgement.decision.value
    codes = {finding.code: finding.proven for finding in judgement.findings}
    yield "findings", sorted(case.findings), sorted(code for code in codes if code in case.findings)
    if case.proven is not None:
        yield "proven", sorted(case.proven), sorted(code for code in case.findings if codes.get(code))
    yield "not among the findings", [], sorted(code for code in codes if code in case.not_findings)
    raised = {flag.code for flag in judgement.flags}
    yield "flags", sorted(case.flags), sorted(raised & set(case.flags))
    yield "not among the flags", [], sorted(raised & set(case.not_flags))
    for name in ("last_safe_departure", "advised_departure"):
        if day := getattr(case, name):
            yield name, day, getattr(judgement, name) or "none"


def of_result(case: Case, result: Result | None) -> Iterator[tuple[str, object, object]]:
    if case.severity:
        yield "severity", case.severity, result and result.severity.value
    if case.effect:
        yield "effect", case.effect, result and (result.effect.value if result.effect else "none")
    if case.confidence:
        yield "confidence", case.confidence, result and result.confidence.value
    if case.confirmed is not None:
        yield "confirmed by a lawyer", case.confirmed, result and result.confirmed
    if case.law:
        yield "basis", case.law, case.law if result and case.law in result.basis else result and result.basis
    if case.good_until:
        yield "good_until", case.good_until, (result and result.good_until) or "none"


# ---- the cast is clean


@pytest.mark.parametrize("name", cast())
def test_of_a_clean_dossier_everything_that_applies_is_met(name: str) -> None:
    person = cast()[name]
    dossier = Dossier(**person.facts)
    judgement = judge(dossier, as_of=dossier.departs_on)
    unmet = {
        result.requirement: result.outcome.name
        for result in judgement.results
        if result.outcome not in (Outcome.MET, Outcome.NOT_YET_DUE)
    }
    assert unmet == person.notices, shown(judgement, next(iter(unmet), ""))
    assert judgement.decision is Decision.CLEARED
    assert not any(finding.proven for finding in judgement.findings), judgement.findings


# ---- nothing of the law is without a case


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CASES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("key", RULEBOOK.by_key)
def test_every_requirement_has_cases_in_which_it_is_met_and_in_which_it_is_not(key: str) -> None:
    outcomes = {case.then for case in CASES if case.requirement == key}
    if key == "jht_optional":
        assert outcomes == {"NOT_APPLICABLE"}
        return
    assert "MET" in outcomes or key in NEVER_MET
    assert outcomes - {"MET", "NOT_APPLICABLE", "NOT_YET_DUE"}


def test_every_way_in_which_a_check_can_fail_has_a_case() -> None:
    """Nothing is excused: each verdict of the rulebook can be reached by some dossier."""
    reached = set().union(*(cells_reached(case) for case in CASES))
    lacking = [
        f"{column.key} | {verdict.check.what['en']} | {verdict.outcome.name} {verdict.check.severity}"
        for number, column in enumerate(RULEBOOK.columns)
        for cell, verdict in column.verdicts.items()
        if (number, cell) not in reached
    ]
    assert not lacking, f"{len(lacking)} without a case:\n" + "\n".join(lacking)


@pytest.mark.parametrize("answer", [MET, NOT_APPLICABLE, NOT_YET_DUE])
def test_every_requirement_is_at_some_time_met_does_not_apply_and_is_not_yet_due(answer: int) -> None:
    lacking = {column.key for column in RULEBOOK.columns}
    for case in CASES:
        cells = audit(case.stage)(case.dossier, case.day)
        lacking -= {column.key for column, cell in zip(RULEBOOK.columns, cells, strict=True) if cell == answer}
    assert lacking <= ANSWERS_THAT_DO_NOT_OCCUR[answer], sorted(lacking - ANSWERS_THAT_DO_NOT_OCCUR[answer])


ANSWERS_THAT_DO_NOT_OCCUR: Mapping[int, frozenset[str]] = {
    MET: frozenset({"jht_optional"}) | NEVER_MET,
    NOT_APPLICABLE: frozenset(),
    NOT_YET_DUE: frozenset(
        {
            "jht_optional",
            "opportunity_informed",  # due at INFO, before which there is no stage
            "regional_moratorium_ntt",  # a notice from the first day: a value that is there and wrong
        }
    ),
}


def cells_reached(case: Case) -> set[tuple[int, int]]:
    """(column, cell) of every check that is not met in a case, for the requirements of which the case speaks."""
    named = {number for number, column in enumerate(RULEBOOK.columns) if column.key in (case.requirement, *case.also)}
    _, unmet = parts(case.stage)(case.dossier, case.day)
    return {(number, cell) for number in named for cell in unmet[number]}


@lru_cache(maxsize=len(Stage))
def parts(stage: str) -> PythonParts:
    return PythonParts(RULEBOOK, Stage(stage))


@lru_cache(maxsize=len(Stage))
def audit(stage: str) -> PythonAudit:
    return PythonAudit(RULEBOOK, Stage(stage))


@pytest.mark.parametrize("code", [code for code, fact in PROVEN_FACTS.items() if not fact.no_data])
def test_every_fact_of_non_procedural_placement_is_found_in_a_case(code: str) -> None:
    assert any(code in case.findings for case in CASES)


@pytest.mark.parametrize("flag", [flag.code for flag in RULEBOOK.flags if facts_of(flag.raised)])
def test_every_flag_that_a_fact_can_raise_is_raised_in_a_case(flag: str) -> None:
    assert any(flag in case.flags for case in CASES)


def test_a_released_key_never_vanishes() -> None:
    released = (HERE / "released_keys.txt").read_text(encoding="utf-8").split()
    assert set(released) <= {*RULEBOOK.by_key, *PROVEN_FACTS}
