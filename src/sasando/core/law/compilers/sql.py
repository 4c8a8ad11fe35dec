"""One SELECT for a database: a column of cells for each requirement. The generator is one, dialects are data.

The table has one column a fact and `as_of`, a date that is never null. SQL's NULL counts as "does not hold", which is
what the rails ask for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
    Value,
    YearsReached,
)
from sasando.core.law.rulebook import (
    CLEARED,
    FIRST_INCOMPLETE,
    FIRST_VIOLATED,
    INCOMPLETE,
    NON_PROCEDURAL,
    OUT_OF_SCOPE,
    Case,
    Rulebook,
)
from sasando.core.law.stage import Stage


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one database writes what databases write differently. Templates name their arguments."""

    identifier: str
    shifted: str  # {start} moved by {months} calendar months (end of month kept) and {days} days, as a date
    year: str
    month: str
    day: str
    contains: str  # {text} has {word} in it
    byte: str  # {cell} as the smallest whole number there is


DUCKDB = Dialect(
    identifier='"{}"',
    shifted="CAST({start} + INTERVAL ({months}) MONTH + INTERVAL ({days}) DAY AS DATE)",
    year="year({})",
    month="month({})",
    day="day({})",
    contains="contains({text}, {word})",
    byte="CAST({cell} AS UTINYINT)",
)


def audit_query(rulebook: Rulebook, stage: Stage, *, table: str, dialect: Dialect = DUCKDB) -> str:
    """The SELECT over `table` (an identifier or a parenthesised query, ours and never input)."""
    writer = _Writer(dialect)
    columns = ",\n".join(
        f"{writer.decision_list(column.cases(stage))} AS {dialect.identifier.format(column.key)}"
        for column in rulebook.columns
    )
    departs = dialect.identifier.format("departs_on")
    as_of = dialect.identifier.format("as_of")
    return f"SELECT\n{columns}\nFROM (SELECT *, coalesce({departs}, {as_of}) AS the_day FROM {table}) AS dossiers"  # noqa: S608


def decision_query(rulebook: Rulebook, stage: Stage, *, table: str, dialect: Dialect = DUCKDB) -> str:
    """The SELECT of one column `decision` over `table`; the numbers are those of `rulebook`."""
    writer, cells = _Writer(dialect), audit_query(rulebook, stage, table=table, dialect=dialect)
    names = ", ".join(dialect.identifier.format(column.key) for column in rulebook.columns)
    outside = f"{writer.condition(rulebook.outside)} AS the_scope"
    inner = cells.replace("SELECT\n", f"SELECT {outside},\n", 1)
    return (
        f"SELECT CASE WHEN the_scope THEN {OUT_OF_SCOPE} WHEN greatest({names}) >= {FIRST_VIOLATED} "  # noqa: S608
        f"THEN {NON_PROCEDURAL} WHEN greatest({names}) >= {FIRST_INCOMPLETE} THEN {INCOMPLETE} "
        f"ELSE {CLEARED} END AS decision FROM ({inner}) AS judged"
    )


class _Writer:
    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def decision_list(self, cases: list[Case]) -> str:
        arms = [
            f"WHEN {self.condition(case.condition)} THEN {self._byte(case.cell)}"
            for case in cases
            if case.condition != Truth(False)
        ]
        return f"CASE {' '.join(arms)} ELSE {self._byte(0)} END" if arms else self._byte(0)

    def _byte(self, cell: int) -> str:
        return self._dialect.byte.format(cell=cell)

    def condition(self, node: Expression) -> str:
        match node:
            case Truth(value):
                return "TRUE" if value else "FALSE"
            case AllOf(parts):
                return "(" + " AND ".join(self.condition(part) for part in parts) + ")"
            case AnyOf(parts):
                return "(" + " OR ".join(self.condition(part) for part in parts) + ")"
            case Known(item, negated):
                return f"{self.term(item)} IS {'NULL' if negated else 'NOT NULL'}"
        return self._atom(node)

    def _atom(self, node: Expression) -> str:
        match node:
            case Compare(sign, left, right):
                return f"{self.term(left)} {_SIGNS.get(sign, sign)} {self.term(right)}"
            case OneOf(item, values, negated):
                listed = ", ".join(_literal(value) for value in values)
                return f"{self.term(item)} {'NOT IN' if negated else 'IN'} ({listed})"
            case Mentions(text, words, negated):
                found = [self._dialect.contains.format(text=self.term(text), word=_literal(word)) for word in words]
                return f"{'NOT ' if negated else ''}({' OR '.join(found)})"
            case YearsReached(start, end, years, negated):
                difference = f"{self._number(end)} - {self._number(start)}"
                return f"{difference} {'<' if negated else '>='} {years * 10_000}"
        raise TypeError(node)

    def term(self, node: Term) -> str:
        match node:
            case FactTerm(key):
                return self._dialect.identifier.format(key)
            case DayTerm():
                return "the_day"
            case Literal(value):
                return _literal(value)
            case Shifted(start, months, days):
                return self._dialect.shifted.format(start=self.term(start), months=months, days=days)
            case Linear(start, times, plus):
                return f"({self.term(start)} * {times} + {plus})"
        raise TypeError(node)

    def _number(self, node: Term) -> str:
        day, made = self.term(node), self._dialect
        return f"({made.year.format(day)} * 10000 + {made.month.format(day)} * 100 + {made.day.format(day)})"


_SIGNS: Mapping[str, str] = {"==": "=", "!=": "<>"}


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"
