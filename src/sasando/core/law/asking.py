"""What a form must ask at a stage: the facts that can still change what the law says of a dossier."""

from collections.abc import Mapping

from sasando.core.facts import FACTS
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.expression import NEVER, Value, all_of, facts_of
from sasando.core.law.rails import assume, holds, some, unsure
from sasando.core.law.rulebook import Column, Rulebook, is_due
from sasando.core.law.stage import Stage


def facts_to_ask(
    stage: Stage, known: Mapping[str, Value], *, rulebook: Rulebook = RULEBOOK
) -> Mapping[str, tuple[str, ...]]:
    """Facts not in `known` that the law in force still asks at `stage`, with the requirements that ask; in form order.

    >>> facts = facts_to_ask(Stage.REGISTER, {"scheme": "IND"})
    >>> "employer_type" in facts, "permit_number" in facts
    (True, False)
    """
    asked: dict[str, list[str]] = {}
    for column in rulebook.columns:
        for key in _asked_by(column, stage, known) - known.keys():
            asked.setdefault(key, []).append(column.key)
    return {key: tuple(asked[key]) for key in FACTS if key in asked}


def _asked_by(column: Column, stage: Stage, known: Mapping[str, Value]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for version, check in column.checks:
        applies = all_of(version.applies, check.when)
        may_apply = assume(some([holds(applies), unsure(applies)]), known)
        if is_due(check, stage) and version.until is None and may_apply != NEVER:
            found |= facts_of(may_apply) | facts_of(check.holds)
    return found
