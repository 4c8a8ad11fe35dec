"""All requirements together, brought into the one form that every compiler reads.

For each key there is one column of cells. A cell is a byte: which check decided and how.

======== ==================================================
0        not applicable
1        met
2        not yet due
3-127    a correction or a notice is not met
128-191  a blocking check is missing, expired, unknown or contradicted
192-255  a blocking check is violated
======== ==================================================

Within one column a higher cell is graver, so the highest cell of a dossier gives its decision.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from sasando.core.law.expression import (
    NEVER,
    Compare,
    DayTerm,
    Expression,
    Literal,
    Term,
    all_of,
    any_of,
    children,
    in_force,
)
from sasando.core.law.rails import every, fails, holds, some, unsure
from sasando.core.law.requirement import Check, RedFlag, Requirement
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Outcome, Severity

CLEARED, INCOMPLETE, NON_PROCEDURAL, OUT_OF_SCOPE = range(4)
"""Decisions of many dossiers, as small numbers."""

NOT_APPLICABLE, MET, NOT_YET_DUE, FIRST_NOTICE, FIRST_INCOMPLETE, FIRST_VIOLATED = 0, 1, 2, 3, 128, 192

_GRAVITY = {Severity.WARN: 0, Severity.FIX: 1, Severity.BLOCK: 2}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a cell above `NOT_YET_DUE` stands for. `check` has everything filled in from its requirement."""

    requirement: Requirement
    check: Check
    outcome: Outcome
    condition: Expression  # the rail on which it is reached

    @property
    def gravity(self) -> tuple[int, int]:
        """Higher is graver: first the severity, then the outcome."""
        return _GRAVITY[self.check.severity or self.requirement.severity], self.outcome


@dataclass(frozen=True, slots=True)
class Case:
    """`cell` is the answer when `condition` holds and no case before it did."""

    condition: Expression
    cell: int


class Column:
    """The requirement of one key through all its periods."""

    def __init__(self, key: str, versions: Sequence[Requirement]) -> None:
        self.key = key
        self.versions = tuple(sorted(versions, key=lambda version: version.since))
        self.checks = tuple((version, _filled(version, check)) for version in self.versions for check in version.checks)
        # Last check first: of two that are equally grave the one that stands first in the requirement decides.
        reached = [verdict for version, check in reversed(self.checks) for verdict in _verdicts(version, check)]
        self.verdicts: Mapping[int, Verdict] = _numbered(sorted(reached, key=lambda verdict: verdict.gravity))

    def in_force(self, day: date) -> Requirement | None:
        """The version in force on a day, if any."""
        for version in self.versions:
            if version.since <= day and (version.until is None or day <= version.until):
                return version
        return None

    def unmet(self, stage: Stage) -> list[Case]:
        """Every way in which a check counts as not met at a stage, gravest first."""
        return [
            Case(verdict.condition, cell)
            for cell, verdict in sorted(self.verdicts.items(), reverse=True)
            if is_due(verdict.check, stage) or verdict.outcome is Outcome.VIOLATED
        ]

    def cases(self, stage: Stage) -> list[Case]:
        """The decision list at a stage, gravest first; when no case holds the cell is NOT_APPLICABLE."""
        due = some(_applies(*pair) for pair in self.checks if is_due(pair[1], stage))
        not_due = some(_applies(*pair) for pair in self.checks if not is_due(pair[1], stage))
        return [*self.unmet(stage), Case(due, MET), Case(not_due, NOT_YET_DUE)]


def _numbered(verdicts: Iterable[Verdict]) -> dict[int, Verdict]:
    numbers = {FIRST_NOTICE: FIRST_NOTICE, FIRST_INCOMPLETE: FIRST_INCOMPLETE, FIRST_VIOLATED: FIRST_VIOLATED}
    cells = {}
    for verdict in verdicts:
        band = FIRST_NOTICE
        if verdict.check.severity is Severity.BLOCK:
            band = FIRST_VIOLATED if verdict.outcome is Outcome.VIOLATED else FIRST_INCOMPLETE
        cells[numbers[band]] = verdict
        numbers[band] += 1
    return cells


def _filled(requirement: Requirement, check: Check) -> Check:
    """The check with what it leaves out taken from its requirement."""
    severity = check.severity or requirement.severity
    return replace(
        check,
        severity=severity,
        effect=(check.effect or requirement.effect) if severity is Severity.BLOCK else None,
        confidence=check.confidence or requirement.confidence,
        confirmed=requirement.confirmed if check.confirmed is None else check.confirmed,
        due=check.due or requirement.due,
        basis=check.basis or requirement.basis,
    )


def is_due(check: Check, stage: Stage) -> bool:
    """Whether a check has to be met at a stage."""
    return check.due is not None and check.due.comes_by(stage)


def applicability(requirement: Requirement, check: Check) -> Expression:
    """When a check of a requirement applies: in force on the day that counts, to this kind of dossier."""
    return all_of(in_force(requirement.since, requirement.until), requirement.applies, check.when)


def _applies(requirement: Requirement, check: Check) -> Expression:
    when = applicability(requirement, check)
    return some([holds(when), unsure(when)])


def _verdicts(requirement: Requirement, check: Check) -> list[Verdict]:
    when = applicability(requirement, check)
    reached: dict[Outcome, list[Expression]] = {check.fails: [every([holds(when), fails(check.holds)])]}
    if check.unknown is not None:
        reached.setdefault(check.unknown, []).append(every([holds(when), unsure(check.holds)]))
    undecided = every([unsure(when), some([fails(check.holds), unsure(check.holds)])])
    reached.setdefault(Outcome.UNKNOWN, []).append(undecided)
    joined = {outcome: some(conditions) for outcome, conditions in reached.items()}
    return [
        Verdict(requirement, check, outcome, condition)
        for outcome, condition in joined.items()
        if condition != some([])
    ]


class Rulebook:
    """A set of requirements and flags, with a fingerprint, ready for the compilers."""

    def __init__(
        self,
        requirements: Iterable[Requirement],
        flags: Iterable[RedFlag] = (),
        outside: Iterable[Expression] = (),
    ) -> None:
        self.requirements = tuple(requirements)
        self.flags = tuple(flags)
        self.named_outside = tuple(outside)
        self.outside = holds(any_of(*self.named_outside, NEVER))
        """The rail on which a dossier is out of scope: then its cells mean nothing."""
        by_key: dict[str, list[Requirement]] = {}
        for requirement in self.requirements:
            by_key.setdefault(requirement.key, []).append(requirement)
        self.columns = tuple(Column(key, versions) for key, versions in by_key.items())

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """The columns by their key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over every requirement, check, date, word and flag: it changes when anything in the law does."""
        return hashlib.sha256(repr((self.requirements, self.flags, self.outside)).encode()).hexdigest()

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """The days from which the law is another than on the day before."""
        days: set[date] = set()
        for column in self.columns:
            for version, check in column.checks:
                days |= _days_in(applicability(version, check)) | _days_in(check.holds)
        return tuple(sorted(days))


def _days_in(node: Expression | Term) -> set[date]:
    match node:
        case Compare(sign, DayTerm(), Literal(date() as day)):
            return {day + timedelta(days=1)} if sign in ("<=", ">") else {day}
    return set().union(*(_days_in(child) for child in children(node)))
