"""Three-valued conditions turned into two-valued ones, once, for every compiler.

For a condition `e` the three rails are plain conditions of which exactly one holds: `holds(e)`, `fails(e)` and
`unsure(e)`. They use no negation and only these parts: `AllOf`, `AnyOf`, `Truth` of True or False, and the atoms.
An atom over a value that is not known does not hold (so a back end may let SQL's NULL count as false).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sasando.core.law.expression import (
    INVERSE,
    NEVER,
    AllOf,
    AnyOf,
    Compare,
    DayTerm,
    Expression,
    FactTerm,
    Known,
    Literal,
    Mentions,
    OneOf,
    Opposite,
    Term,
    Truth,
    Value,
    YearsReached,
    children,
)


def holds(node: Expression) -> Expression:
    """The rail on which `node` is true."""
    match node:
        case Truth(value):
            return Truth(value is True)
        case AllOf(parts):
            return every(holds(part) for part in parts)
        case AnyOf(parts):
            return some(holds(part) for part in parts)
        case Opposite(part):
            return fails(part)
    return node


def fails(node: Expression) -> Expression:
    """The rail on which `node` is false."""
    match node:
        case Truth(value):
            return Truth(value is False)
        case AllOf(parts):
            return some(fails(part) for part in parts)
        case AnyOf(parts):
            return every(fails(part) for part in parts)
        case Opposite(part):
            return holds(part)
        case Compare(sign, left, right):
            return Compare(INVERSE[sign], left, right)
        case OneOf() | Mentions() | YearsReached() | Known():
            return replace(node, negated=not node.negated)
    raise TypeError(node)


def unsure(node: Expression) -> Expression:
    """The rail on which `node` is unknown."""
    match node:
        case Truth(value):
            return Truth(value is None)
        case AllOf(parts):
            return every([*(some([holds(p), unsure(p)]) for p in parts), some(unsure(p) for p in parts)])
        case AnyOf(parts):
            return every([*(some([fails(p), unsure(p)]) for p in parts), some(unsure(p) for p in parts)])
        case Opposite(part):
            return unsure(part)
        case Known():
            return NEVER
    return some(Known(item, negated=True) for item in _sources(node))


def _sources(node: Expression | Term) -> list[Term]:
    """The terms on which an atom depends and that may be not known."""
    if isinstance(node, FactTerm):
        return [node]
    return [source for child in children(node) for source in _sources(child)]


def every(parts: Iterable[Expression]) -> Expression:
    """`AllOf`, simplified: no always, one never is enough, no part twice."""
    return _join(AllOf, parts, neutral=True)


def some(parts: Iterable[Expression]) -> Expression:
    """`AnyOf`, simplified: no never, one always is enough, no part twice."""
    return _join(AnyOf, parts, neutral=False)


def _join(kind: type[AllOf] | type[AnyOf], parts: Iterable[Expression], *, neutral: bool) -> Expression:
    kept: dict[str, Expression] = {}
    for part in parts:
        for inner in part.parts if isinstance(part, kind) else (part,):
            if isinstance(inner, Truth):
                if inner.value is not neutral:
                    return inner
                continue
            kept.setdefault(repr(inner), inner)
    remaining = _absorb(kept, kind)
    if not remaining:
        return Truth(neutral)
    return remaining[0] if len(remaining) == 1 else kind(tuple(remaining))


def _absorb(kept: Mapping[str, Expression], kind: type[AllOf] | type[AnyOf]) -> list[Expression]:
    """Drop what another part makes superfluous: a and (a or b) is a; a or (a and b) is a."""
    other = AnyOf if kind is AllOf else AllOf
    return [
        part
        for part in kept.values()
        if not (isinstance(part, other) and any(repr(inner) in kept for inner in part.parts))
    ]


def assume(
    node: Expression, facts: Mapping[str, Value | None], *, days: tuple[date, date] = (date.min, date.max)
) -> Expression:
    """The rail `node` for dossiers of which `facts` are already known and whose day lies within `days` (inclusive)."""
    match node:
        case AllOf(parts):
            return every(assume(part, facts, days=days) for part in parts)
        case AnyOf(parts):
            return some(assume(part, facts, days=days) for part in parts)
        case Known(FactTerm(key), negated) if key in facts:
            return Truth((facts[key] is None) is negated)
    if any(isinstance(source, FactTerm) and facts.get(source.key, 0) is None for source in _sources(node)):
        return node if isinstance(node, Known) else NEVER
    return _assume_atom(node, facts, days)


def _assume_atom(node: Expression, facts: Mapping[str, Value | None], days: tuple[date, date]) -> Expression:
    match node:
        case OneOf(FactTerm(key), values, negated) if key in facts:
            return Truth((facts[key] in values) is not negated)
        case Compare(sign, FactTerm(key), Literal(right)) if key in facts:
            return Truth(COMPARE[sign](facts[key], right))
        case Compare(sign, DayTerm(), Literal(date() as right)) if sign not in ("==", "!="):
            answers = {COMPARE[sign](day, right) for day in days}
            return Truth(answers.pop()) if len(answers) == 1 else node
    return node


COMPARE: Mapping[str, Callable[[object, object], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}
