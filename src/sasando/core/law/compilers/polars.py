"""A Polars plan for many dossiers: one column of cells a requirement, or one of decisions.

The frame has one column a fact (dates as Date, yes/no as Boolean, numbers as Int32 or Int64, the rest as text or
Categorical) and `as_of`, a Date that is never null. A fact whose column the frame lacks is not known for anybody.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, reduce
from operator import and_, or_

import polars as pl

from sasando.core.facts import FACTS
from sasando.core.law.expression import (
    INVERSE,
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
from sasando.core.law.rulebook import FIRST_INCOMPLETE, FIRST_VIOLATED, OUT_OF_SCOPE, Case, Rulebook
from sasando.core.law.stage import Stage

DAY = "day"


def audit(dossiers: pl.LazyFrame, rulebook: Rulebook, stage: Stage) -> pl.LazyFrame:
    """The cells of every dossier (UInt8, one column a requirement), in the order of the rows."""
    steps, cells = _plan(rulebook, stage, frozenset(dossiers.collect_schema().names()))
    for step in steps:
        dossiers = dossiers.with_columns(step)
    return dossiers.select(cells)


@lru_cache(maxsize=32)
def _plan(rulebook: Rulebook, stage: Stage, names: frozenset[str]) -> tuple[list[list[pl.Expr]], list[pl.Expr]]:
    """The columns to make first, step by step, and the cells made from them."""
    columns = _Kept(names)
    cells = [columns.decision_list(column.cases(stage)).alias(column.key) for column in rulebook.columns]
    return [[columns.day()], *columns.steps], cells


def decisions(dossiers: pl.LazyFrame, rulebook: Rulebook, stage: Stage) -> pl.LazyFrame:
    """One column `decision` (UInt8; the numbers are those of `rulebook`), in the order of the rows."""
    steps, cells = _plan(rulebook, stage, frozenset(dossiers.collect_schema().names()))
    outside = _Columns(dossiers.collect_schema().names()).condition(rulebook.outside)
    gravest = pl.max_horizontal(cells)
    for step in steps:
        dossiers = dossiers.with_columns(step)
    return dossiers.select(
        pl.when(outside)
        .then(pl.lit(OUT_OF_SCOPE, pl.UInt8))
        .otherwise((gravest >= FIRST_INCOMPLETE).cast(pl.UInt8) + (gravest >= FIRST_VIOLATED).cast(pl.UInt8))
        .alias("decision")
    )


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
            condition = self._folded(case.condition)
            if condition != Truth(False):
                answer = pl.when(self._rail(condition)).then(pl.lit(case.cell, pl.UInt8)).otherwise(answer)
        return answer

    def condition(self, node: Expression) -> pl.Expr:
        return self._rail(self._folded(node))

    def _folded(self, node: Expression) -> Expression:
        return assume(node, self._lacking) if self._lacking else node

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
            case Compare(sign, left, right) if sign in _OPPOSITES:
                return ~self._atom(Compare(INVERSE[sign], left, right))
            case OneOf() | Mentions() | YearsReached() if node.negated:
                return ~self._atom(replace(node, negated=False))
            case OneOf(item, values) if len(values) <= _FEW:
                return reduce(or_, (self._atom(Compare("==", item, Literal(value))) for value in values))
        return self._plain(node)

    def _plain(self, node: Expression) -> pl.Expr:
        match node:
            case Compare("<", Shifted(start, months, 0), right):
                return self._rank(start) + months * 32 < self._rank(right)
            case Compare("<", left, Shifted(start, months, 0)):
                return self._rank(Shifted(left, days=1)) <= self._rank(start) + months * 32
            case Compare(sign, left, right):
                return _COMPARE[sign](self.term(left), self.term(right))
            case OneOf(item, values):
                return self.term(item).is_in(list(values))
            case Mentions(text, words):
                return self.term(text).str.contains_any(list(words))
            case YearsReached(start, end, years):
                return self._rank(end) - self._rank(start) >= years * 12 * 32
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
                return (moved.cast(pl.Int32) + days).cast(pl.Date) if days else moved
            case Linear(start, times, plus):
                return self.term(start).cast(pl.Int64) * times + plus
        raise TypeError(node)

    def _rank(self, node: Term) -> pl.Expr:
        """The date as `months * 32 + day`: such ranks tell, by plain addition, what lies how many months apart.

        A month that is too short needs no care while both sides are days that exist: up to 28 February and up to
        31 February is the same.
        """
        days = self.term(node).cast(pl.Int32) * 4 + (719_468 * 4 + 3)  # quarters of days since 1 March of the year 0
        century = self._part(days // 146_097)
        quarters = self._part(days - century * 146_097 | 3)
        year = self._part(quarters // 1461)
        day = self._part((quarters - year * 1461) // 4)
        month = self._part((day * 5 + 2) // 153)
        return ((century * 100 + year) * 12 + month) * 32 + day - (month * 153 + 2) // 5

    def _part(self, made: pl.Expr) -> pl.Expr:
        return made


class _Kept(_Columns):
    """The same, where everything that is asked twice is made once: `steps` are the columns to add, one after another.

    A comparison and its opposite share their work, and so do all conditions with the parts that they have in common.
    """

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(names)
        self.steps: list[list[pl.Expr]] = []
        self._made: dict[str, pl.Expr] = {}
        self._step_of: dict[str, int] = {}

    def _keep(self, key: str, make: Callable[[], pl.Expr]) -> pl.Expr:
        if key not in self._made:
            made, name = make(), f"{len(self._made)} of the law"
            if made.meta.is_column():
                return self._made.setdefault(key, made)
            step = max((self._step_of.get(root, -1) for root in made.meta.root_names()), default=-1) + 1
            self.steps += [[] for _ in range(step + 1 - len(self.steps))]
            self.steps[step].append(made.alias(name))
            self._step_of[name] = step
            self._made[key] = pl.col(name)
        return self._made[key]

    def _rail(self, node: Expression) -> pl.Expr:
        if isinstance(node, Truth):
            return super()._rail(node)
        return self._keep(f"rail {node!r}", lambda: super(_Kept, self)._rail(node))

    def _plain(self, node: Expression) -> pl.Expr:
        return self._keep(repr(node), lambda: super(_Kept, self)._plain(node))

    def term(self, node: Term) -> pl.Expr:
        if isinstance(node, Shifted):
            return self._keep(repr(node), lambda: super(_Kept, self).term(node))
        return super().term(node)

    def _rank(self, node: Term) -> pl.Expr:
        return self._keep(f"rank {node!r}", lambda: super(_Kept, self)._rank(node))

    def _part(self, made: pl.Expr) -> pl.Expr:
        return self._keep(f"part {made}", lambda: made)


_FEW = 6  # so many comparisons of one value, shared with other conditions, cost less than a search in a list
_OPPOSITES = frozenset({"!=", ">=", ">"})
_COMPARE: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = COMPARE  # type: ignore[assignment]
