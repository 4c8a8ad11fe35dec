"""A rule set as text, and back: so that a dossier is judged by the rules under which it started, whatever comes later.

Only the classes of this floor are written and read; a text that names another class is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from sasando.core.law import expression, requirement
from sasando.core.law.requirement import Check, RedFlag, Requirement
from sasando.core.law.rulebook import Rulebook
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Effect, Outcome, Severity

_ENUMS: Final = {one.__name__: one for one in (Stage, Severity, Effect, Confidence, Outcome)}
_CLASSES: Final = {
    one.__name__: one
    for module in (expression, requirement)
    for one in vars(module).values()
    if isinstance(one, type) and is_dataclass(one)
} | {one.__name__: one for one in (Check, RedFlag, Requirement)}


class NotAnArchive(ValueError):  # noqa: N818 - it says what it is
    """The text is not a rule set that this program can read."""


def written(rulebook: Rulebook) -> str:
    """The rule set as JSON. The same rule set gives the same text.

    >>> from sasando.core.law.explanation import RULEBOOK
    >>> read(written(RULEBOOK)).fingerprint == RULEBOOK.fingerprint
    True
    """
    parts = {"requirements": rulebook.requirements, "flags": rulebook.flags, "outside": rulebook.named_outside}
    return json.dumps({key: _out(value) for key, value in parts.items()}, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Rulebook:
    """The rule set that was written. Raises `NotAnArchive`."""
    try:
        parts = {key: _in(value) for key, value in json.loads(text).items()}
        return Rulebook(parts["requirements"], parts["flags"], parts["outside"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotAnArchive("not a rule set of this program") from problem


def _out(value: Any) -> Any:
    match value:
        case Enum():
            return {"enum": type(value).__name__, "is": value.value}
        case date():
            return {"day": value.isoformat()}
        case Mapping():
            return {"map": {key: _out(one) for key, one in value.items()}}
        case tuple() | list():
            return [_out(one) for one in value]
        case _ if is_dataclass(value):
            return {"of": type(value).__name__, **{one.name: _out(getattr(value, one.name)) for one in fields(value)}}
    return value


def _in(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_in(one) for one in value)
    if not isinstance(value, dict):
        return value
    if "enum" in value:
        return _ENUMS[value["enum"]](value["is"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "map" in value:
        return {key: _in(one) for key, one in value["map"].items()}
    made = _CLASSES[value["of"]]
    return made(**{key: _in(one) for key, one in value.items() if key != "of"})
