"""Conditions over the facts of a dossier, as a tree that is read by people and compiled for machines.

A condition is true, false or unknown (Kleene's strong logic): a comparison with a fact that is not known is unknown,
and unknown is never taken for no. Conditions are written with ``==  !=  <  <=  >  >=  &  |  ~`` over `F.<fact>`:

>>> holds = (F.visa_kind == "WORK") & (F.visa_until >= DAY)
>>> sorted(facts_of(holds))
['departs_on', 'visa_kind', 'visa_until']
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sasando.core.facts import FACTS

Value = date | bool | int | str

INVERSE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Term:
    """Something that has a value, or is not known."""

    __slots__ = ()

    def __eq__(self, other: object) -> "Compare":  # type: ignore[override]
        return Compare("==", self, term(other))

    def __ne__(self, other: object) -> "Compare":  # type: ignore[override]
        return Compare("!=", self, term(other))

    def __lt__(self, other: object) -> "Compare":
        return Compare("<", self, term(other))

    def __le__(self, other: object) -> "Compare":
        return Compare("<=", self, term(other))

    def __gt__(self, other: object) -> "Compare":
        return Compare(">", self, term(other))

    def __ge__(self, other: object) -> "Compare":
        return Compare(">=", self, term(other))

    def __mul__(self, times: int) -> "Linear":
        return Linear(self, times, 0)

    def __add__(self, plus: int) -> "Linear":
        inner = self if isinstance(self, Linear) else Linear(self, 1, 0)
        return replace(inner, plus=inner.plus + plus)

    __hash__ = object.__hash__

    def one_of(self, *values: Value) -> "OneOf":
        """The value is one of these."""
        return OneOf(self, values)

    def mentions(self, *words: str) -> "Mentions":
        """The text (capital letters) has one of these words in it."""
        return Mentions(self, words)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class FactTerm(Term):
    """The value of one fact."""

    key: str

    def __repr__(self) -> str:
        return f"F.{self.key}"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Literal(Term):
    """A value that the law itself names."""

    value: Value

    def __repr__(self) -> str:
        return repr(self.value)


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class DayTerm(Term):
    """The day that counts: the departure day, else the day as of which the dossier is judged. Always known."""

    def __repr__(self) -> str:
        return "DAY"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Shifted(Term):
    """A date moved by calendar months, then by days.

    A day that the month does not have becomes its last day: 30 November + 3 months = 28 (29) February.
    """

    start: Term
    months: int = 0
    days: int = 0

    def __repr__(self) -> str:
        return f"({self.start!r} + {self.months} months + {self.days} days)"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Linear(Term):
    """A whole number `start * times + plus`."""

    start: Term
    times: int
    plus: int

    def __repr__(self) -> str:
        return f"({self.start!r} * {self.times} + {self.plus})"


class Expression:
    """A condition: true, false or unknown."""

    __slots__ = ()

    def __and__(self, other: "Expression") -> "Expression":
        return all_of(self, other)

    def __or__(self, other: "Expression") -> "Expression":
        return any_of(self, other)

    def __invert__(self) -> "Expression":
        return Opposite(self)


@dataclass(frozen=True, slots=True, repr=False)
class Truth(Expression):
    """A condition whose answer is known beforehand; `None` is unknown."""

    value: bool | None

    def __repr__(self) -> str:
        return f"Truth({self.value})"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Compare(Expression):
    """Two values of one kind, compared. Unknown when one of them is not known."""

    sign: str
    left: Term
    right: Term

    def __repr__(self) -> str:
        return f"({self.left!r} {self.sign} {self.right!r})"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class OneOf(Expression):
    """The value is (not) among `values`. Unknown when it is not known."""

    item: Term
    values: tuple[Value, ...]
    negated: bool = False

    def __repr__(self) -> str:
        return f"({self.item!r} {'not ' * self.negated}in {self.values})"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Mentions(Expression):
    """The text has (none) one of `words` in it. Unknown when there is no text."""

    text: Term
    words: tuple[str, ...]
    negated: bool = False

    def __repr__(self) -> str:
        return f"({self.text!r} {'never ' * self.negated}mentions {self.words})"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class YearsReached(Expression):
    """At least (fewer than) `years` full years from `start` to `end`.

    Who was born on 29 February completes a year on 1 March in common years.
    """

    start: Term
    end: Term
    years: int
    negated: bool = False

    def __repr__(self) -> str:
        return f"({self.start!r} to {self.end!r} {'<' if self.negated else '>='} {self.years} years)"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Known(Expression):
    """The fact is (not) known. This itself is never unknown."""

    item: Term
    negated: bool = False

    def __repr__(self) -> str:
        return f"({self.item!r} {'un' * self.negated}known)"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class AllOf(Expression):
    """Every part holds."""

    parts: tuple[Expression, ...]

    def __repr__(self) -> str:
        return "(" + " & ".join(map(repr, self.parts)) + ")"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class AnyOf(Expression):
    """At least one part holds."""

    parts: tuple[Expression, ...]

    def __repr__(self) -> str:
        return "(" + " | ".join(map(repr, self.parts)) + ")"


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Opposite(Expression):
    """The part does not hold."""

    part: Expression

    def __repr__(self) -> str:
        return f"~{self.part!r}"


class _Facts:
    """`F.passport_until` is the term of that fact; a key that is not declared raises AttributeError."""

    def __getattr__(self, key: str) -> FactTerm:
        if key not in FACTS:
            raise AttributeError(key)
        return FactTerm(key)


F = _Facts()
DAY = DayTerm()
ALWAYS = Truth(True)
NEVER = Truth(False)
UNSURE = Truth(None)


def term(value: object) -> Term:
    """A term as it is; a plain value as a `Literal`."""
    if isinstance(value, Term):
        return value
    if isinstance(value, date | bool | int | str):
        return Literal(value)
    raise TypeError(value)


def all_of(*parts: Expression) -> Expression:
    """Every part holds; nested ones are taken in."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AllOf) else (part,))]
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def any_of(*parts: Expression) -> Expression:
    """At least one part holds; nested ones are taken in."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def known(*items: Term) -> Expression:
    """All of these are known."""
    return all_of(*(Known(item) for item in items))


def full_years(start: Term, *, at: Term, years: int) -> YearsReached:
    """At least `years` full years have passed from `start` on the day `at`."""
    return YearsReached(start, at, years)


def in_force(since: date, until: date | None = None) -> Expression:
    """The day that counts lies in a period, both days inclusive; `until` None is open."""
    return all_of(DAY >= since, *([] if until is None else [DAY <= until]))


def children(node: Expression | Term) -> Iterator[Expression | Term]:
    """The nodes directly below, in reading order."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            yield from parts
        case Opposite(part):
            yield part
        case Compare(_, left, right):
            yield from (left, right)
        case YearsReached(start, end):
            yield from (start, end)
        case OneOf(item) | Known(item) | Mentions(item):
            yield item
        case Shifted(start) | Linear(start):
            yield start


def facts_of(node: Expression | Term) -> frozenset[str]:
    """The keys of all facts that the node reads; `DAY` reads the departure day."""
    match node:
        case FactTerm(key):
            return frozenset({key})
        case DayTerm():
            return frozenset({"departs_on"})
    return frozenset().union(*(facts_of(child) for child in children(node)))
