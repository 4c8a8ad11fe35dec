"""A Polars plan for many dossiers: one column of cells a requirement, and one of decisions.

The frame has one column a fact (dates as Date, yes/no as Boolean, numbers as Int32 or Int64, the rest as text or
Categorical) and `as_of`, a Date that is never null. A fact whose column the frame lacks is not known for anybody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

from sasando.core.facts import FACTS
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
)
from sasando.core.law.rails import COMPARE, assume
from sasando.core.law.rulebook import FIRST_INCOMPLETE, FIRST_VIOLATED, Case, Rulebook
from sasando.core.law.stage import Stage

DAY = "day"


def audit(dossiers: pl.LazyFrame, rulebook: Rulebook, stage: Stage) -> pl.LazyFrame:
    """The cells of every dossier (UInt8, one column a requirement), in the order of the rows."""
    columns = _Columns(dossiers.collect_schema().names())
    cells = [columns.decision_list(column.cases(stage)).alias(column.key) for column in rulebook.columns]
    return dossiers.with_columns(columns.day()).select(cells)


def decisions(cells: Sequence[str]) -> pl.Expr:
    """The decision from the cell columns of dossiers in scope: 0 cleared, 1 incomplete, 2 non-procedural."""
    gravest = pl.max_horizontal(cells)
    return (gravest >= FIRST_INCOMPLETE).cast(pl.UInt8) + (gravest >= FIRST_VIOLATED).cast(pl.UInt8)


def holds_for(dossiers: pl.LazyFrame, condition: Expression) -> pl.Expr:
    """A rail as an expression over the frame (null counts as false)."""
    return _Columns(dossiers.collect_schema().names()).condition(condition)


class _Columns:
    """Conditions as expressions over the columns that a frame has."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._lacking = dict.fromkeys(FACTS.keys() - self._names)

    def day(self) -> pl.Expr:
        departs = [pl.col("departs_on")] if "departs_on" in self._names else []
        return pl.coalesce(*departs, pl.col("as_of")).alias(DAY)

    def decision_list(self, cases: list[Case]) -> pl.Expr:
        answer: pl.Expr = pl.lit(0, pl.UInt8)
        for case in reversed(cases):
            condition = assume(case.condition, self._lacking)
            if condition != Truth(False):
                answer = pl.when(self._rail(condition)).then(pl.lit(case.cell, pl.UInt8)).otherwise(answer)
        return answer

    def condition(self, node: Expression) -> pl.Expr:
        return self._rail(assume(node, self._lacking))

    def _rail(self, node: Expression) -> pl.Expr:
        match node:
            case Truth(value):
                return pl.lit(value)
            case AllOf(parts):
                return reduce(and_, (self._rail(part) for part in parts))
            case AnyOf(parts):
                return reduce(or_, (self._rail(part) for part in parts))
            case Known(FactTerm(key), negated):
                return pl.col(key).is_null() if negated else pl.col(key).is_not_null()
        return self._atom(node)

    def _atom(self, node: Expression) -> pl.Expr:
        match node:
            case Compare(sign, left, right):
                return _COMPARE[sign](self.term(left), self.term(right))
            case OneOf(item, values, negated):
                found = self.term(item).is_in(list(values))
                return ~found if negated else found
            case Mentions(text, words, negated):
                found = self.term(text).str.contains_any(list(words))
                return ~found if negated else found
            case YearsReached(start, end, years, negated):
                months = self._number(end) - self._number(start)
                return months < years * 10_000 if negated else months >= years * 10_000
        raise TypeError(node)

    def term(self, node: Term) -> pl.Expr:
        match node:
            case FactTerm(key):
                return pl.col(key)
            case DayTerm():
                return pl.col(DAY)
            case Literal(value):
                return pl.lit(value)
            case Shifted(start, months, days):
                moved = self.term(start)
                moved = moved.dt.offset_by(f"{months}mo") if months else moved
                return moved.dt.offset_by(f"{days}d") if days else moved
            case Linear(start, times, plus):
                return self.term(start).cast(pl.Int64) * times + plus
        raise TypeError(node)

    def _number(self, node: Term) -> pl.Expr:
        day = self.term(node).cast(pl.Date)
        return day.dt.year() * 10_000 + day.dt.month().cast(pl.Int32) * 100 + day.dt.day().cast(pl.Int32)


_COMPARE: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = COMPARE  # type: ignore[assignment]
