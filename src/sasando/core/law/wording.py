"""Results in words: what can be prepared of each requirement before any dossier is seen, and the little that cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from sasando.core.facts import Dossier, Says
from sasando.core.law.calendar import shift
from sasando.core.law.expression import FactTerm, Shifted, Term, facts_of
from sasando.core.law.indonesia import LISTED_UNPROVEN
from sasando.core.law.requirement import Check, Requirement
from sasando.core.law.rulebook import MET, NOT_YET_DUE, Column, Verdict
from sasando.core.law.stage import STAGE_NAMES
from sasando.core.law.verdict import Outcome, Part, Result, Severity, Value

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
    "id": "Isi kolom Skema: P2P (lewat P3MI), G2G (antarpemerintah), UKPS (perusahaan sendiri), IND (mandiri), "
    "SEA_N atau SEA_P (awak kapal niaga, perikanan).",
    "en": "Fill in the column Scheme: P2P (through a company), G2G (between governments), UKPS (own company), "
    "IND (independent), SEA_N or SEA_P (merchant, fishing crew).",
}

Articles = Callable[[tuple[str, ...]], tuple[str, ...]]
Begun = Callable[[Mapping[str, Value], date | None, tuple[Part, ...]], Result]


def because(check: Check, outcome: Outcome) -> Says:
    """The sentence for a check that is not met."""
    if check.wrong and outcome in (Outcome.VIOLATED, Outcome.CONTRADICTED):
        return check.wrong
    return {language: says.format(check.what[language]) for language, says in _OUTCOME_SAYS[outcome].items()}


def end_of(item: Term) -> Callable[[Dossier], date | None]:
    """How to get the day that a `good_until` names; it gives None when its fact is not known."""
    match item:
        case FactTerm(key):
            return attrgetter(key)
        case Shifted(FactTerm(key), months, days):
            return lambda dossier: (start := getattr(dossier, key)) and shift(start, months, days)
    raise TypeError(item)


class ColumnWords:
    """The results of one column; `articles` tells which citations stand for this kind of worker and day."""

    __slots__ = ("_in_force", "_named_parts", "_parts", "_periods", "_words", "findings")

    def __init__(self, column: Column, articles: "Articles") -> None:
        self._in_force = column.in_force
        ends = {version.since: _end_among(version, column) for version in column.versions}
        self._periods = {version.since: _plain_words(version, column, articles) for version in column.versions}
        self._words = {
            cell: _words_of(verdict, articles, ends[verdict.requirement.since])
            for cell, verdict in column.verdicts.items()
        }
        if len(self._periods) == 1:
            self._words |= self._periods[column.versions[0].since]
        self._named_parts = {cell: _part(verdict, articles) for cell, verdict in column.verdicts.items()}
        self._parts: dict[tuple[int, ...], tuple[Part, ...]] = {}
        self.findings = {cell: tuple(_listed(verdict)) for cell, verdict in column.verdicts.items()}

    def result(self, cell: int, unmet: tuple[int, ...], dossier: Dossier, day: date) -> Result:
        """The result for a cell that is not NOT_APPLICABLE; `unmet` are all cells of checks that are not met."""
        words = self._words.get(cell)
        if words is None:  # met or not yet due, by the version of that day
            words = self._periods[self._in_force(day).since][cell]  # type: ignore[union-attr]
        begun, keys, values, good_until, without_scheme = words
        if without_scheme and dossier.scheme is None:
            return without_scheme
        parts = (self._parts.get(unmet) or self._gravest_parts(unmet)) if unmet else ()
        pairs = zip(keys, values(dossier))  # noqa: B905 - as many by `_getter`; the keyword costs 1 µs a dossier
        facts = {key: value for key, value in pairs if value is not None}
        return begun(facts, good_until and good_until(dossier), parts)

    def _gravest_parts(self, unmet: tuple[int, ...]) -> tuple[Part, ...]:
        """One a subject, gravest first. What cannot be told because a paper is missing is no news beside that paper."""
        named = {part.what: part.part for part in map(self._named_parts.__getitem__, reversed(unmet))}
        parts = list(named.values())[::-1]
        told = [part for part in parts if part.outcome is not Outcome.UNKNOWN]
        self._parts[unmet] = tuple(told or parts)
        return self._parts[unmet]


def _plain_words(version: Requirement, column: Column, articles: Articles) -> dict[int, "_Words"]:
    """The words of one version when it is met or not yet due."""
    keys = sorted(frozenset().union(*(facts_of(check.holds) for owner, check in column.checks if owner is version)))
    legal = (version.severity, version.effect, version.confidence, version.confirmed, articles(version.basis))
    said = ((MET, Outcome.MET, version.says), (NOT_YET_DUE, Outcome.NOT_YET_DUE, _comes_later(version)))
    end = _end_among(version, column)
    return {
        cell: _Words(_begun(version.key, outcome, *legal, says, None), *_getter(keys), end)
        for cell, outcome, says in said
    }


def _end_among(version: Requirement, column: Column) -> Callable[[Dossier], date | None] | None:
    """How to get the earliest end among the papers of one version; None when none of them ends."""
    checks = [check for owner, check in column.checks if owner is version]
    getters = [end_of(check.good_until) for check in checks if check.good_until is not None]
    if len(getters) <= 1:
        return getters[0] if getters else None
    return lambda dossier: min((end for get in getters if (end := get(dossier)) is not None), default=None)


class _Words(NamedTuple):
    """A result without the facts of the dossier: begun with its first fields, and how to get the facts."""

    begun: Begun
    keys: tuple[str, ...]
    values: Callable[[Dossier], tuple[Value | None, ...]]
    good_until: Callable[[Dossier], date | None] | None
    without_scheme: Result | None = None  # the same when nobody can tell whether the check applies


def _begun(*fields: Any) -> Begun:
    """A `Result` that lacks only facts, day and parts. (Many are made of few: this is quicker than all fields anew.)"""
    return partial(Result, *fields)


def _words_of(verdict: Verdict, articles: Articles, end: Callable[[Dossier], date | None] | None) -> _Words:
    check, outcome, requirement = verdict.check, verdict.outcome, verdict.requirement
    keys = sorted(facts_of(check.holds) | facts_of(check.when))
    good = check.severity is not Severity.BLOCK and outcome is not Outcome.EXPIRED
    legal = (check.severity, check.effect, check.confidence, check.confirmed, articles(check.basis))
    begin: tuple[Any, ...] = (requirement.key, outcome, *legal)
    asks_scheme = "scheme" in facts_of(requirement.applies) | facts_of(check.when)
    hidden = None
    if asks_scheme and outcome is Outcome.UNKNOWN:
        unjudged = _begun(*begin, _NO_SCHEME, _TELL_SCHEME)({}, None, ())
        hidden = msgspec.structs.replace(unjudged, needs="scheme")
    begun = _begun(*begin, because(check, outcome), _what_to_do(verdict))
    return _Words(begun, *_getter(keys), end if good else None, hidden)


def _what_to_do(verdict: Verdict) -> Says:
    """Who does not know asks first; nobody is accused over an empty cell."""
    check = verdict.check
    if verdict.outcome is Outcome.UNKNOWN:
        return {"id": f"Pastikan dahulu, lalu isi: {check.what['id']}.", "en": f"Make sure first: {check.what['en']}."}
    if check.do and verdict.outcome is Outcome.VIOLATED:
        return check.do
    return verdict.requirement.do


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


def _part(verdict: Verdict, articles: Articles) -> _NamedPart:
    check, outcome = verdict.check, verdict.outcome
    part = Part(outcome, check.severity, check.confirmed, articles(check.basis), because(check, outcome))  # type: ignore[arg-type]
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
