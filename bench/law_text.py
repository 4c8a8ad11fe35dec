"""The law as text for the rule engines that we are compared with: zen-engine and CEL. Made from the same cases.

In their favour the calendar is left out: a date moved by months or days is computed beforehand and given as one more
input, outside the times; dates are whole numbers yyyymmdd, whose differences in ten-thousands are full years. Text that
begins with "~" (what our tree writes as `>= "~"`) is asked with startsWith.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sasando.core.facts import Dossier
from sasando.core.law.calendar import number_of, shift
from sasando.core.law.expression import (
    AllOf,
    AnyOf,
    Compare,
    DayTerm,
    Expression,
    FactTerm,
    Known,
    Linear,
    Literal,
    Mentions,
    OneOf,
    Shifted,
    Term,
    Truth,
    YearsReached,
    children,
    facts_of,
)
from sasando.core.law.rails import assume
from sasando.core.law.rulebook import Case, Rulebook

Columns = list[list[Case]]
Kind = tuple[str | None, str | None, int]  # scheme, sea channel, number of the period of the law


@dataclass(frozen=True)
class Language:
    """How an engine writes what the two write differently."""

    both: str
    either: str
    starts: str
    absent: str  # `item` is not among `listed`
    opposite: str
    contains: str


ZEN = Language(" and ", " or ", 'startsWith({}, "~")', "{item} not in {listed}", "not ({})", "contains({}, {})")
CEL = Language(" && ", " || ", '{}.startsWith("~")', "!({item} in {listed})", "!({})", "{}.contains({})")


class Folds:
    """The cases of each kind of dossier, folded exactly as our own compiler for Python folds them."""

    def __init__(self, rulebook: Rulebook, columns: Columns) -> None:
        self._columns = columns
        self._days = (date.min, *rulebook.turning_days, date.max)

    def kind(self, dossier: Dossier, as_of: date) -> Kind:
        """What decides how much of the law is left to ask."""
        day = dossier.departs_on or as_of
        return dossier.scheme, dossier.sea_channel, bisect_right(self._days[1:-1], day)

    def columns(self, kind: Kind) -> Columns:
        """What is left to ask."""
        scheme, channel, period = kind
        span = (self._days[period], max(self._days[period], self._days[period + 1] - timedelta(days=1)))
        known = {"scheme": scheme, "sea_channel": channel}
        return [[Case(assume(c.condition, known, days=span), c.cell) for c in cases] for cases in self._columns]


def inputs(dossier: Dossier, as_of: date, columns: Columns) -> dict[str, object]:
    """What the text reads, as the engines take it: dates as numbers, moved dates computed."""
    day = dossier.departs_on or as_of
    keys = sorted(frozenset().union(*(facts_of(case.condition) for cases in columns for case in cases)))
    values = {key: _plain(getattr(dossier, key)) for key in keys} | {"day": number_of(day)}
    for moved in _moved_dates(columns).values():
        start = day if isinstance(moved.start, DayTerm) else getattr(dossier, moved.start.key)  # type: ignore[attr-defined]
        values[_name(moved)] = None if start is None else number_of(shift(start, moved.months, moved.days))
    return values


def _plain(value: object) -> object:
    return number_of(value) if isinstance(value, date) else value


def _moved_dates(columns: Columns) -> dict[str, Shifted]:
    found: dict[str, Shifted] = {}

    def walk(node: Expression | Term) -> None:
        if isinstance(node, Shifted):
            found[_name(node)] = node
        for child in children(node):
            walk(child)

    for cases in columns:
        for case in cases:
            walk(case.condition)
    return found


def _name(moved: Shifted) -> str:
    start = "day" if isinstance(moved.start, DayTerm) else moved.start.key  # type: ignore[attr-defined]
    return f"{start}_{moved.months}m_{moved.days}d".replace("-", "less_")


class Writer:
    """Conditions and decision lists as text of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def every_column(self, columns: Columns) -> str:
        """One expression that gives the list of all cells."""
        return "[" + ", ".join(map(self.column, columns)) + "]"

    def column(self, cases: Iterable[Case]) -> str:
        """One decision list, as nested choices."""
        text, ends = "", ""
        for case in cases:
            if case.condition == Truth(True):
                return f"{text}{case.cell}{ends}"
            if case.condition != Truth(False):
                text, ends = f"{text}({self.condition(case.condition)} ? {case.cell} : ", ends + ")"
        return f"{text}0{ends}"

    def condition(self, node: Expression) -> str:
        match node:
            case Truth(value):
                return "true" if value else "false"
            case AllOf(parts):
                return "(" + self._language.both.join(map(self.condition, parts)) + ")"
            case AnyOf(parts):
                return "(" + self._language.either.join(map(self.condition, parts)) + ")"
            case Known(item, negated):
                return f"{_term(item)} {'==' if negated else '!='} null"
        return self._atom(node)

    def _atom(self, node: Expression) -> str:
        match node:
            case Compare("==", FactTerm() as left, Literal() as right):
                return f"{_term(left)} == {_term(right)}"
            case Compare("<" | ">=" as sign, left, Literal("~")):
                starts = self._language.starts.format(_term(left))
                return self._guarded(self._language.opposite.format(starts) if sign == "<" else starts, left)
            case Compare(sign, left, right):
                return self._guarded(f"{_term(left)} {sign} {_term(right)}", left, right)
            case OneOf(item, values, negated):
                listed = json.dumps(list(values))
                absent = self._language.absent.format(item=_term(item), listed=listed)
                return self._guarded(absent, item) if negated else f"{_term(item)} in {listed}"
            case Mentions(text, words, negated):
                each = [self._language.contains.format(_term(text), json.dumps(word)) for word in words]
                found = self._language.either.join(each)
                return self._guarded(self._language.opposite.format(found) if negated else f"({found})", text)
            case YearsReached(start, end, years, negated):
                reached = f"{_term(end)} - {_term(start)} {'<' if negated else '>='} {years * 10_000}"
                return self._guarded(reached, start, end)
        raise TypeError(node)

    def _guarded(self, test: str, *terms: Term) -> str:
        guards = [f"{_term(source)} != null" for item in terms for source in _may_be_unknown(item)]
        return "(" + self._language.both.join([*guards, test]) + ")"


def _may_be_unknown(item: Term) -> list[Term]:
    match item:
        case FactTerm():
            return [item]
        case Shifted(start):
            return [] if isinstance(start, DayTerm) else [start]
        case Linear(start):
            return [start]
    return []


def _term(node: Term) -> str:
    match node:
        case FactTerm(key):
            return key
        case DayTerm():
            return "day"
        case Literal(value):
            return json.dumps(_plain(value))
        case Shifted():
            return _name(node)
        case Linear(start, times, plus):
            return f"({_term(start)} * {times} + {plus})"
    raise TypeError(node)
