"""One fused Python function for one dossier.

A function is made, on first use, for each scheme, sea channel and period of the law that a dossier turns up with: all
that these decide is folded away beforehand, so what is left to run is only what can still differ between dossiers.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Generic, TypeVar, cast

from sasando.core.facts import Dossier
from sasando.core.law.calendar import shift
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
    facts_of,
)
from sasando.core.law.rails import assume
from sasando.core.law.rulebook import Case, Rulebook
from sasando.core.law.stage import Stage

Audit = Callable[[Dossier, date], Sequence[int]]
Parts = Callable[[Dossier, date], tuple[Sequence[int], Sequence[tuple[int, ...]]]]
_Function = TypeVar("_Function", bound=Callable[[Any, date], Any])
_Kind = tuple[str | None, str | None, int]  # scheme, sea channel, number of the period of the law


ON_LAND = frozenset({"G2G", "P2P", "UKPS", "IND"})


class _PerKind(Generic[_Function]):
    """Functions made on first use, one for each kind of dossier (scheme, sea channel, period of the law)."""

    def __init__(
        self, rulebook: Rulebook, columns: list[list[Case]], write: Callable[[list[list[Case]]], _Function]
    ) -> None:
        self._columns = columns
        self._write = write
        self._turning_days = rulebook.turning_days
        self._made: dict[_Kind, _Function] = {}

    def __call__(self, dossier: Dossier, as_of: date) -> Any:
        """Judge for the departure day, or for `as_of` where that is not known."""
        day = dossier.departs_on or as_of
        scheme = dossier.scheme
        channel = None if scheme in ON_LAND else dossier.sea_channel  # no rule asks a land scheme for its channel
        kind = (scheme, channel, bisect_right(self._turning_days, day))
        function = self._made.get(kind)
        if function is None:
            function = self._made[kind] = self._write(self._folded(kind))
        return function(dossier, day)

    def _folded(self, kind: _Kind) -> list[list[Case]]:
        scheme, sea_channel, period = kind
        days = (date.min, *self._turning_days, date.max)
        span = (days[period], max(days[period], days[period + 1] - timedelta(days=1)))
        known = {"scheme": scheme, "sea_channel": sea_channel}
        return [
            [Case(assume(case.condition, known, days=span), case.cell) for case in cases] for cases in self._columns
        ]


class PythonAudit(_PerKind[Audit]):
    """The cells of one dossier at a stage, in the order of `rulebook.columns`."""

    def __init__(self, rulebook: Rulebook, stage: Stage) -> None:
        super().__init__(rulebook, [column.cases(stage) for column in rulebook.columns], _cells_function)


class PythonParts(_PerKind[Parts]):
    """The cells as in `PythonAudit`, and for each column the cells of all checks that are not met, gravest first."""

    def __init__(self, rulebook: Rulebook, stage: Stage) -> None:
        self._unmet = [len(column.unmet(stage)) for column in rulebook.columns]
        super().__init__(rulebook, [column.cases(stage) for column in rulebook.columns], self._function)

    def _function(self, columns: list[list[Case]]) -> Parts:
        source = _Source()
        body: list[str] = []
        for number, (cases, unmet) in enumerate(zip(columns, self._unmet, strict=True)):
            body.append(f"    p{number} = ()")
            body += [
                f"    if {source.condition(case.condition)}: p{number} += ({case.cell},)"
                for case in cases[:unmet]
                if case.condition != Truth(False)
            ]
            body += [f"    if p{number}: c{number} = p{number}[0]", "    else:"]
            body += ["    " + line for line in _decision_list(source, f"c{number}", cases[unmet:])]
        cells, parts = ("".join(f"{letter}{number}, " for number in range(len(columns))) for letter in "cp")
        return source.function("d, day", [*_loads(columns), *body, f"    return ({cells}), ({parts})"])


class PythonConditions(_PerKind[Audit]):
    """Several rails at once: 1 for each that holds, 0 for the others."""

    def __init__(self, rulebook: Rulebook, conditions: Iterable[Expression]) -> None:
        super().__init__(rulebook, [[Case(condition, 1)] for condition in conditions], _cells_function)


def _cells_function(columns: list[list[Case]]) -> Audit:
    source = _Source()
    body: list[str] = []
    for number, cases in enumerate(columns):
        body += _decision_list(source, f"c{number}", cases)
    cells = ", ".join(f"c{number}" for number in range(len(columns)))
    return source.function("d, day", [*_loads(columns), *body, f"    return ({cells},)"])


def compiled_condition(condition: Expression) -> Callable[[Dossier, date], bool]:
    """A rail as a Python function of a dossier and the day that counts."""
    source = _Source()
    body = f"    return {source.condition(condition)}"
    return source.function("d, day", [*_loads([[Case(condition, 1)]]), body])


def _decision_list(source: "_Source", name: str, cases: list[Case]) -> list[str]:
    lines: list[str] = []
    word = "if"
    for case in cases:
        if case.condition == Truth(False):
            continue
        if case.condition == Truth(True):
            return [*lines, f"    else: {name} = {case.cell}"] if lines else [f"    {name} = {case.cell}"]
        lines.append(f"    {word} {source.condition(case.condition)}: {name} = {case.cell}")
        word = "elif"
    return [*lines, f"    else: {name} = 0"] if lines else [f"    {name} = 0"]


def _loads(columns: Iterable[Iterable[Case]]) -> list[str]:
    """Every fact that is read, once; dates whose years are counted also as the number yyyymmdd."""
    conditions = [case.condition for cases in columns for case in cases]
    keys = sorted({key for condition in conditions for key in _read(condition)})
    counted = sorted({key for condition in conditions for key in _counted(condition)})
    numbers = [f"    n_{key} = {key} and {key}.year * 10000 + {key}.month * 100 + {key}.day" for key in counted]
    loads = [f"    {key} = d.{key}" for key in keys]
    return [*loads, "    n_day = day.year * 10000 + day.month * 100 + day.day", *numbers]


def _read(node: Expression | Term) -> frozenset[str]:
    match node:
        case DayTerm():
            return frozenset()
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(_read, parts))
        case Compare(_, left, right):
            return _read(left) | _read(right)
        case YearsReached(start, end):
            return _read(start) | _read(end)
        case OneOf(item) | Known(item) | Mentions(item) | Shifted(item) | Linear(item):
            return _read(item)
    return facts_of(node)


def _counted(node: Expression) -> frozenset[str]:
    match node:
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(_counted, parts))
        case YearsReached(start, end):
            return _read(start) | _read(end)
    return frozenset()


class _Source:
    """Python text of conditions; what is no plain literal becomes a named constant."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {"shift": shift}

    def function(self, arguments: str, lines: list[str]) -> Callable[..., Any]:
        text = "\n".join([f"def compiled({arguments}):", *lines])
        exec(compile(text, "<law>", "exec"), self.names)  # noqa: S102 - the text is made here, from our own tree
        return cast(Callable[..., Any], self.names["compiled"])

    def condition(self, node: Expression) -> str:
        match node:
            case Truth(value):
                return str(value)
            case AllOf(parts):
                return " and ".join(self._part(part) for part in parts)
            case AnyOf(parts):
                return " or ".join(self._part(part) for part in parts)
            case Known(FactTerm(key), negated):
                return f"{key} is None" if negated else f"{key} is not None"
        return self._atom(node)

    def _atom(self, node: Expression) -> str:
        match node:
            case Compare(sign, left, right):
                return self._compare(sign, left, right)
            case OneOf(FactTerm(key), values, negated):
                name = self._constant(frozenset(values))
                return f"{key} is not None and {key} not in {name}" if negated else f"{key} in {name}"
            case Mentions(FactTerm(key), words, negated):
                found = " or ".join(f"{word!r} in {key}" for word in words)
                return f"{key} is not None and {'not ' if negated else ''}({found})"
            case YearsReached(start, end, years, negated):
                sign = "<" if negated else ">="
                return f"{_guard(start, end)}{_number(end)} - {_number(start)} {sign} {years * 10_000}"
        raise TypeError(node)

    def _part(self, part: Expression) -> str:
        return f"({self.condition(part)})"

    def _compare(self, sign: str, left: Term, right: Term) -> str:
        if sign == "==" and isinstance(left, FactTerm) and isinstance(right, Literal):
            if isinstance(right.value, bool):
                return f"{left.key} is {right.value}"
            return f"{left.key} == {self._term(right)}"
        return f"{_guard(left, right)}{self._term(left)} {sign} {self._term(right)}"

    def _term(self, node: Term) -> str:
        match node:
            case FactTerm(key):
                return key
            case DayTerm():
                return "day"
            case Literal(value):
                return self._constant(value) if isinstance(value, date) else repr(value)
            case Shifted(start, months, days):
                return f"shift({self._term(start)}, {months}, {days})"
            case Linear(start, times, plus):
                return f"({self._term(start)} * {times} + {plus})"
        raise TypeError(node)

    def _constant(self, value: object) -> str:
        for name, known in self.names.items():
            if type(known) is type(value) and known == value:
                return name
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name


def _guard(*terms: Term) -> str:
    keys = sorted(frozenset().union(*(_read(item) for item in terms)))
    return "".join(f"{key} is not None and " for key in keys)


def _number(node: Term) -> str:
    return "n_day" if isinstance(node, DayTerm) else f"n_{node.key}"  # type: ignore[attr-defined]
