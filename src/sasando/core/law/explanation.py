"""The judgement of one dossier: every requirement with its reason, article, facts and day, and the decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from sasando.core.facts import Dossier, Says
from sasando.core.law.calendar import shift
from sasando.core.law.compilers.python import ON_LAND, PythonAudit, PythonParts, compiled_condition
from sasando.core.law.expression import FactTerm, Shifted, Term, facts_of
from sasando.core.law.indonesia import LISTED_UNPROVEN, PROVEN_FACTS, RED_FLAGS, REQUIREMENTS, scope
from sasando.core.law.indonesia.acts import PP_22_2022
from sasando.core.law.rails import holds
from sasando.core.law.requirement import Check, Requirement
from sasando.core.law.rulebook import (
    FIRST_INCOMPLETE,
    FIRST_VIOLATED,
    MET,
    NOT_APPLICABLE,
    NOT_YET_DUE,
    Column,
    Rulebook,
    Verdict,
    applicability,
)
from sasando.core.law.stage import STAGE_NAMES, Stage
from sasando.core.law.verdict import (
    Decision,
    Finding,
    Flag,
    Judgement,
    Outcome,
    Part,
    Result,
    Severity,
    Value,
)

RULEBOOK = Rulebook(REQUIREMENTS, RED_FLAGS)

DECISION_SAYS: Mapping[Decision, Says] = {
    Decision.CLEARED: {
        "id": "Semua yang diwajibkan hukum terpenuhi. Menahan orang ini dilarang (UU 18/2017 Pasal 70 ayat (2)).",
        "en": "All that the law demands is met. Holding this person back is forbidden (UU 18/2017 article 70(2)).",
    },
    Decision.INCOMPLETE: {
        "id": "Masih ada yang harus dilengkapi atau dipastikan.",
        "en": "Something is still to be completed or made sure of.",
    },
    Decision.NON_PROCEDURAL: {
        "id": "Penempatan ini melanggar hukum; pekerjanya bukan pihak yang bersalah.",
        "en": "This placement breaks the law; the worker is not the accused.",
    },
}

_OUTCOME_SAYS: Mapping[Outcome, Says] = {
    Outcome.UNKNOWN: {"id": "Belum diketahui: {}.", "en": "Not known yet: {}."},
    Outcome.MISSING: {"id": "Belum ada: {}.", "en": "Missing: {}."},
    Outcome.EXPIRED: {"id": "Tidak berlaku lagi: {}.", "en": "No longer valid: {}."},
    Outcome.CONTRADICTED: {"id": "Bertentangan: {}.", "en": "Contradicted: {}."},
    Outcome.VIOLATED: {"id": "Tidak sesuai: {}.", "en": "Not as it must be: {}."},
}


_NO_SCHEME: Says = {
    "id": "Belum dapat dinilai: skema penempatan belum diketahui.",
    "en": "Cannot be judged yet: the placement scheme is not known.",
}
_TELL_SCHEME: Says = {
    "id": "Isi kolom Skema: G2G, P2P, UKPS, IND, SEA_N atau SEA_P.",
    "en": "Fill in the column Scheme: G2G, P2P, UKPS, IND, SEA_N or SEA_P.",
}


def because(check: Check, outcome: Outcome) -> Says:
    """The sentence for a check that is not met."""
    if check.wrong and outcome in (Outcome.VIOLATED, Outcome.CONTRADICTED):
        return check.wrong
    return {language: says.format(check.what[language]) for language, says in _OUTCOME_SAYS[outcome].items()}


def judge(dossier: Dossier, *, as_of: date, stage: Stage = Stage.DEPART) -> Judgement:
    """Judge a dossier at a stage by the law of its departure day, or of `as_of` where that is not known.

    >>> judge(Dossier(purpose="STUDY"), as_of=date(2026, 3, 1)).decision.value
    'out_of_scope'
    """
    return explainer(stage).judge(dossier, as_of)


def decision_of(cells: Sequence[int]) -> Decision:
    """The decision that the cells of one dossier give, when it is in scope."""
    gravest = max(cells)
    if gravest >= FIRST_VIOLATED:
        return Decision.NON_PROCEDURAL
    return Decision.INCOMPLETE if gravest >= FIRST_INCOMPLETE else Decision.CLEARED


@lru_cache(maxsize=len(Stage))
def explainer(stage: Stage) -> "Explainer":
    """The explainer of a stage; made once."""
    return Explainer(RULEBOOK, stage)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A day after which a departure is not safe (`confirmed`), or not advised."""

    applies: Callable[[Dossier, date], bool]
    end: Callable[[Dossier], date | None]
    confirmed: bool


class Explainer:
    """Judges dossiers at one stage. Everything that does not depend on the dossier is prepared here."""

    def __init__(self, rulebook: Rulebook, stage: Stage) -> None:
        self.stage = stage
        self._audit = PythonAudit(rulebook, stage)
        self._parts = PythonParts(rulebook, stage)
        self._columns = [_ColumnWords(column) for column in rulebook.columns]
        self._abroad = [
            (compiled_condition(scope.NOT_A_MIGRANT_WORKER), scope.NOT_A_MIGRANT_WORKER_SAYS),
            (compiled_condition(scope.INSIDE_INDONESIA), scope.INSIDE_INDONESIA_SAYS),
        ]
        self._limits = _limits(rulebook)
        self._flags = [
            (compiled_condition(holds(flag.raised)), Flag(flag.code, flag.says))
            for flag in rulebook.flags
            if facts_of(flag.raised)
        ]

    def judge(self, dossier: Dossier, as_of: date) -> Judgement:
        """See `judge`."""
        day = dossier.departs_on or as_of
        for outside, says in self._abroad:
            if outside(dossier, day):
                return self._judgement(Decision.OUT_OF_SCOPE, as_of, because=says)
        cells = self._audit(dossier, as_of)
        unmet = self._parts(dossier, as_of)
        decision = decision_of(cells)
        parts: dict[int, list[int]] = {}
        for number in unmet:
            parts.setdefault(number >> 8, []).append(number & 255)
        results = [
            self._columns[number].result(cell, tuple(parts.get(number, ())), dossier, day)
            for number, cell in enumerate(cells)
            if cell != NOT_APPLICABLE
        ]
        last_safe, advised = self._deadlines(dossier, day)
        return self._judgement(
            decision,
            as_of,
            because=DECISION_SAYS[decision],
            results=tuple(results),
            findings=self._findings(unmet),
            flags=tuple(flag for raised, flag in self._flags if raised(dossier, day)),
            last_safe_departure=last_safe,
            advised_departure=advised,
        )

    def _judgement(self, decision: Decision, as_of: date, **more: object) -> Judgement:
        empty: dict[str, object] = {
            "results": (),
            "findings": (),
            "flags": (),
            "last_safe_departure": None,
            "advised_departure": None,
        }
        return Judgement(decision=decision, stage=self.stage.value, as_of=as_of, **(empty | more))  # type: ignore[arg-type]

    def _findings(self, unmet: Sequence[int]) -> tuple[Finding, ...]:
        found: dict[str, bool] = {}
        for number in unmet:
            for code, proven in self._columns[number >> 8].findings.get(number & 255, ()):
                found[code] = found.get(code, False) or proven
        return tuple(_FINDINGS[code, found[code]] for code in sorted(found))

    def _deadlines(self, dossier: Dossier, day: date) -> tuple[date | None, date | None]:
        safe, advised = [], []
        for limit in self._limits:
            end = limit.end(dossier)
            if end is not None and limit.applies(dossier, day):
                advised.append(end)
                if limit.confirmed:
                    safe.append(end)
        return min(safe, default=None), min(advised, default=None)


def end_of(item: Term) -> Callable[[Dossier], date | None]:
    """How to get the day that a `good_until` names; it gives None when its fact is not known."""
    match item:
        case FactTerm(key):
            return attrgetter(key)
        case Shifted(FactTerm(key), months, days):
            return lambda dossier: (start := getattr(dossier, key)) and shift(start, months, days)
    raise TypeError(item)


def _limits(rulebook: Rulebook) -> list[_Limit]:
    return [
        _Limit(
            compiled_condition(holds(applicability(version, check))),
            end_of(check.good_until),
            check.severity is Severity.BLOCK,
        )
        for column in rulebook.columns
        for version, check in column.checks
        if check.limits_departure and check.good_until is not None
    ]


_FINDINGS = {
    (code, proven): Finding(code, proven, fact.basis, fact.says)
    for code, fact in PROVEN_FACTS.items()
    for proven in (True, False)
}


class _ColumnWords:
    """The results of one column, with everything prepared that does not depend on the dossier."""

    def __init__(self, column: Column) -> None:
        self._in_force = column.in_force
        self._periods = {version.since: _Period(version, column) for version in column.versions}
        self._only = next(iter(self._periods.values())) if len(self._periods) == 1 else None
        self._named_parts = {cell: _part(verdict) for cell, verdict in column.verdicts.items()}
        self._parts: dict[tuple[int, ...], tuple[Part, ...]] = {(): ()}
        self._unmet = {cell: _Words.of_verdict(verdict) for cell, verdict in column.verdicts.items()}
        self._has_sea_articles = any(about_crews(article) for version in column.versions for article in version.basis)
        self.findings = {cell: tuple(_listed(verdict)) for cell, verdict in column.verdicts.items()}

    def result(self, cell: int, unmet: tuple[int, ...], dossier: Dossier, day: date) -> Result:
        """The result for a cell that is not NOT_APPLICABLE; `unmet` are all cells of checks that are not met."""
        period = self._only or self._periods[self._in_force(day).since]  # type: ignore[union-attr]
        words = self._unmet.get(cell) or period.plain[cell]
        if dossier.scheme is None and words.without_scheme:
            return Result(*words.without_scheme, {}, None, ())  # type: ignore[call-arg]
        parts = self._parts.get(unmet)
        if parts is None:
            parts = self._parts[unmet] = self._gravest_parts(unmet)
        good_until = period.good_until(dossier) if period.ends and words.can_be_good else None
        values = zip(words.keys, words.values(dossier), strict=False)
        facts = {key: value for key, value in values if value is not None}
        result = Result(*words.fixed, facts, good_until, parts)  # type: ignore[call-arg]
        return _on_land(result) if self._has_sea_articles and dossier.scheme in ON_LAND else result

    def _gravest_parts(self, unmet: tuple[int, ...]) -> tuple[Part, ...]:
        """One a subject, gravest first. What cannot be told because a paper is missing is no news beside that paper."""
        named = {part.what: part.part for part in map(self._named_parts.__getitem__, reversed(unmet))}
        parts = list(named.values())[::-1]
        told = [part for part in parts if part.outcome is not Outcome.UNKNOWN]
        return tuple(told or parts)


def about_crews(article: str) -> bool:
    """Whether an article is about seafarers only."""
    return article.startswith(PP_22_2022.name)


def _on_land(result: Result) -> Result:
    """The result without the articles about crews."""
    parts = tuple(msgspec.structs.replace(part, basis=_land_basis(part.basis)) for part in result.parts)
    return msgspec.structs.replace(result, basis=_land_basis(result.basis), parts=parts)


@lru_cache(maxsize=1024)
def _land_basis(basis: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(article for article in basis if not about_crews(article))


class _Period:
    """One version of a requirement: its words when it is met or not yet due, and until when it is good."""

    def __init__(self, version: Requirement, column: Column) -> None:
        checks = [check for owner, check in column.checks if owner is version]
        keys = sorted(frozenset().union(*(facts_of(check.holds) for check in checks)))
        self.plain = {
            MET: _Words.plain(version, Outcome.MET, version.says, keys),
            NOT_YET_DUE: _Words.plain(version, Outcome.NOT_YET_DUE, _comes_later(version), keys),
        }
        self.ends = [end_of(check.good_until) for check in checks if check.good_until is not None]

    def good_until(self, dossier: Dossier) -> date | None:
        """The earliest end among the papers of this requirement."""
        ends = [end for get in self.ends if (end := get(dossier)) is not None]
        return min(ends, default=None)


@dataclass(frozen=True, slots=True)
class _Words:
    """A result without the facts of the dossier: the first fields of `Result`, and how to get the facts."""

    fixed: tuple[Any, ...]
    keys: tuple[str, ...]
    values: Callable[[Dossier], tuple[Value | None, ...]]
    can_be_good: bool
    without_scheme: tuple[Any, ...] = ()  # the same when nobody can tell whether the check applies

    @classmethod
    def of_verdict(cls, verdict: Verdict) -> "_Words":
        check, outcome, requirement = verdict.check, verdict.outcome, verdict.requirement
        keys = sorted(facts_of(check.holds) | facts_of(check.when))
        good = check.severity is not Severity.BLOCK and outcome is not Outcome.EXPIRED
        legal = (check.severity, check.effect, check.confidence, check.confirmed, check.basis)
        fixed = (requirement.key, outcome, *legal, because(check, outcome), requirement.do)
        asks_scheme = "scheme" in facts_of(requirement.applies) | facts_of(check.when)
        without = (requirement.key, outcome, *legal, _NO_SCHEME, _TELL_SCHEME)
        hidden = without if asks_scheme and outcome is Outcome.UNKNOWN else ()
        return cls(fixed, *_getter(keys), can_be_good=good, without_scheme=hidden)

    @classmethod
    def plain(cls, version: Requirement, outcome: Outcome, says: Says, keys: Sequence[str]) -> "_Words":
        legal = (version.severity, version.effect, version.confidence, version.confirmed, version.basis)
        return cls((version.key, outcome, *legal, says, None), *_getter(keys), can_be_good=True)


def _getter(keys: Sequence[str]) -> tuple[tuple[str, ...], Callable[[Dossier], tuple[Value | None, ...]]]:
    if len(keys) > 1:
        return tuple(keys), attrgetter(*keys)
    if not keys:
        return (), lambda _: ()
    (key,) = keys
    return (key,), lambda dossier: (getattr(dossier, key),)


@dataclass(frozen=True, slots=True)
class _NamedPart:
    what: str
    part: Part


def _part(verdict: Verdict) -> _NamedPart:
    check = verdict.check
    part = Part(verdict.outcome, check.severity, check.confirmed, check.basis, because(check, verdict.outcome))  # type: ignore[arg-type]
    return _NamedPart(check.what["en"], part)


def _comes_later(version: Requirement) -> Says:
    name = STAGE_NAMES[version.due]
    return {"id": f"Belum waktunya: jatuh pada tahap {name['id']}.", "en": f"Not yet due: at {name['en']}."}


def _listed(verdict: Verdict) -> list[tuple[str, bool]]:
    """The findings that a failing check lists, and whether they are proven."""
    if verdict.outcome is Outcome.VIOLATED or verdict.check.proves:
        return [(code, True) for code in verdict.check.findings if verdict.outcome is not Outcome.UNKNOWN]
    if verdict.outcome in (Outcome.MISSING, Outcome.EXPIRED):
        return [(code, False) for code in verdict.check.findings if code in LISTED_UNPROVEN]
    return []
