"""The meaning of the tree, written as plainly as it can be: slow, and the measure of every other compiler."""

from datetime import date

from sasando.core.facts import Dossier
from sasando.core.law.calendar import full_years, shift
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
    Opposite,
    Shifted,
    Term,
    Truth,
    Value,
    YearsReached,
)
from sasando.core.law.rails import COMPARE


def answer(node: Expression, dossier: Dossier, day: date) -> bool | None:
    """Whether a condition holds for a dossier: True, False, or None when it is unknown (Kleene)."""
    match node:
        case Truth(value):
            return value
        case AllOf(parts):
            return _all([answer(part, dossier, day) for part in parts])
        case AnyOf(parts):
            return _opposite(_all([_opposite(answer(part, dossier, day)) for part in parts]))
        case Opposite(part):
            return _opposite(answer(part, dossier, day))
        case Known(item, negated):
            return (value_of(item, dossier, day) is None) is negated
    return _atom(node, dossier, day)


def _atom(node: Expression, dossier: Dossier, day: date) -> bool | None:
    match node:
        case Compare(sign, left, right):
            one, other = value_of(left, dossier, day), value_of(right, dossier, day)
            return None if one is None or other is None else COMPARE[sign](one, other)
        case OneOf(item, values, negated):
            value = value_of(item, dossier, day)
            return None if value is None else (value in values) is not negated
        case Mentions(item, words, negated):
            text = value_of(item, dossier, day)
            return None if text is None else any(word in str(text) for word in words) is not negated
        case YearsReached(start, end, years, negated):
            one, other = value_of(start, dossier, day), value_of(end, dossier, day)
            if not isinstance(one, date) or not isinstance(other, date):
                return None
            return (full_years(one, other) >= years) is not negated
    raise TypeError(node)


def value_of(node: Term, dossier: Dossier, day: date) -> Value | None:
    """The value of a term, or None when it is not known."""
    match node:
        case FactTerm(key):
            return getattr(dossier, key)  # type: ignore[no-any-return]
        case DayTerm():
            return day
        case Literal(value):
            return value
        case Shifted(start, months, days):
            moved = value_of(start, dossier, day)
            return shift(moved, months, days) if isinstance(moved, date) else None
        case Linear(start, times, plus):
            number = value_of(start, dossier, day)
            return number * times + plus if isinstance(number, int) else None
    raise TypeError(node)


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value
