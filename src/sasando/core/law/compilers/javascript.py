"""An ES module for the phone: the same cells without signal. Dates are ISO texts (yyyy-mm-dd), nothing is imported."""

import json
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
    YearsReached,
)
from sasando.core.law.rulebook import FIRST_INCOMPLETE, FIRST_VIOLATED, OUT_OF_SCOPE, Case, Rulebook
from sasando.core.law.stage import Stage

_CALENDAR = """\
const number = (day) => Number(day.slice(0, 4)) * 10000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
const two = (value) => String(value).padStart(2, "0");
const iso = (year, month, day) => `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
const monthLength = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
function shift(start, months, days) {
  const at = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months;
  const year = Math.floor(at / 12), month = (at % 12) + 1;
  const day = Math.min(Number(start.slice(8, 10)), monthLength(year, month));
  if (!days) return iso(year, month, day);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return iso(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}
"""


def audit_module(rulebook: Rulebook, stage: Stage) -> str:
    """The module text: `columns` (keys), `audit(dossier, asOf)`: one cell a column, `decision(dossier, asOf)`.

    `dossier` is a plain object of fact keys; a fact that is not known is null or left out.
    """
    keys = json.dumps([column.key for column in rulebook.columns])
    cells = ",\n".join(f"    {_decision_list(column.cases(stage))}" for column in rulebook.columns)
    return (
        f"// Made from the rule set {rulebook.fingerprint}; do not edit.\n{_CALENDAR}"
        f"export const columns = {keys};\n"
        f"export function audit(d, asOf) {{\n  const day = d.departs_on ?? asOf;\n  return [\n{cells},\n  ];\n}}\n"
        f"export function decision(d, asOf) {{\n  if ({_condition(rulebook.outside)}) return {OUT_OF_SCOPE};\n"
        f"  const gravest = Math.max(...audit(d, asOf));\n  return (gravest >= {FIRST_INCOMPLETE}) + "
        f"(gravest >= {FIRST_VIOLATED});\n}}\n"
    )


def _decision_list(cases: list[Case]) -> str:
    arms = [f"{_condition(case.condition)} ? {case.cell}" for case in cases if case.condition != Truth(False)]
    return " : ".join([*arms, "0"])


def _condition(node: Expression) -> str:
    match node:
        case Truth(value):
            return "true" if value else "false"
        case AllOf(parts):
            return "(" + " && ".join(_condition(part) for part in parts) + ")"
        case AnyOf(parts):
            return "(" + " || ".join(_condition(part) for part in parts) + ")"
        case Known(item, negated):
            return f"{_term(item)} {'==' if negated else '!='} null"
    return _atom(node)


def _atom(node: Expression) -> str:
    match node:
        case Compare(sign, left, right):
            strict = {"==": "===", "!=": "!=="}.get(sign, sign)
            return _guarded(f"{_term(left)} {strict} {_term(right)}", left, right)
        case OneOf(item, values, negated):
            found = f"{'!' if negated else ''}{json.dumps([*values])}.includes({_term(item)})"
            return _guarded(found, item)
        case Mentions(text, words, negated):
            found = " || ".join(f"{_term(text)}.includes({json.dumps(word)})" for word in words)
            return _guarded(f"{'!' if negated else ''}({found})", text)
        case YearsReached(start, end, years, negated):
            difference = f"number({_term(end)}) - number({_term(start)})"
            return _guarded(f"{difference} {'<' if negated else '>='} {years * 10_000}", start, end)
    raise TypeError(node)


def _guarded(test: str, *terms: Term) -> str:
    guards = sorted({guard for item in terms for guard in _guards(item)})
    return "(" + " && ".join([*guards, test]) + ")"


def _guards(item: Term) -> list[str]:
    match item:
        case FactTerm():
            return [f"{_term(item)} != null"]
        case Shifted(start) | Linear(start):
            return _guards(start)
    return []


def _term(node: Term) -> str:
    match node:
        case FactTerm(key):
            return f"d.{key}"
        case DayTerm():
            return "day"
        case Literal(value):
            return json.dumps(value.isoformat() if isinstance(value, date) else value)
        case Shifted(start, months, days):
            return f"shift({_term(start)}, {months}, {days})"
        case Linear(start, times, plus):
            return f"({_term(start)} * {times} + {plus})"
    raise TypeError(node)
