"""The life of a placement as arithmetic on its steps: where it stands, what was reached, what may come next.

Nothing here asks the database, so that thousands of random lives can be tried.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sasando.core.law.stage import Stage
from sasando.domain.placements.kinds import CLOSED, COURSES, STEPS, State

FIRST_OF: Final = {  # of several kinds at one stage, those without which the law has nothing to build on
    Stage.INFO: frozenset({"started"}),
    Stage.REGISTER: frozenset({"registered", "own_way"}),
    Stage.SELECT: frozenset({"selected"}),
    Stage.PLACEMENT_AGREEMENT: frozenset({"agreement"}),
    Stage.OPP: frozenset({"oriented"}),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """One step as far as the course asks: its number, kind, and which number it withdraws."""

    number: int
    kind: str
    withdraws: int | None = None


def standing(steps: Iterable[Taken]) -> list[Taken]:
    """The steps that hold: those that no later step withdraws.

    >>> [step.kind for step in standing([Taken(1, "started"), Taken(2, "informed"), Taken(3, "informed", 2)])]
    ['started']
    """
    steps = list(steps)
    gone = {step.withdraws for step in steps if step.withdraws}
    return [step for step in steps if step.number not in gone and step.withdraws is None]


def state_of(steps: Iterable[Taken]) -> State:
    """Where the placement stands: the state that the last step with one gives.

    >>> state_of([Taken(1, "started"), Taken(2, "cleared"), Taken(3, "held")]).value
    'held'
    """
    given = [STEPS[step.kind].gives for step in standing(steps)]
    return next((state for state in reversed(given) if state), State.OPEN)


def reached(steps: Iterable[Taken]) -> frozenset[Stage]:
    """The stages at which something was done."""
    return frozenset(STEPS[step.kind].stage for step in standing(steps))


def missing_before(kind: str, steps: Sequence[Taken], scheme: str) -> tuple[Stage, ...]:
    """The stages of the scheme that the law puts before this step and at which its first step was not taken.

    >>> [stage.value for stage in missing_before("agreement", [Taken(1, "started")], "P2P")]
    ['REGISTER', 'SELECT']
    """
    kinds = {step.kind for step in standing(steps)}
    return tuple(stage for stage in _asked_before(kind, scheme) if not FIRST_OF[stage] & kinds)


@cache
def _asked_before(kind: str, scheme: str) -> tuple[Stage, ...]:
    stage = STEPS[kind].stage
    return tuple(one for one in COURSES[scheme] if one in FIRST_OF and one is not stage and one.comes_by(stage))


def may_take(kind: str, steps: Sequence[Taken], scheme: str) -> str:
    """Why a step may not be taken now, as the code of a refusal; empty when it may."""
    what, state = STEPS[kind], state_of(steps)
    if what.schemes and scheme not in what.schemes:
        return "step_not_in_scheme"
    if state not in what.when:
        return "step_not_now"
    if what.once and any(step.kind == kind for step in standing(steps)):
        return "already_done"
    if what.stage is not Stage.DEPART and missing_before(kind, steps, scheme):
        return "step_too_early"
    return ""


def may_withdraw(number: int, steps: Sequence[Taken]) -> str:
    """Why a step may not be taken back now, as the code of a refusal; empty when it may.

    A step that moved the placement on is taken back before those that moved it on further, so that nobody works abroad
    who never left; of a closed placement only the step that closed it.

    >>> life = [Taken(1, "started"), Taken(2, "cleared"), Taken(3, "departed"), Taken(4, "arrived")]
    >>> may_withdraw(4, life), may_withdraw(3, life), may_withdraw(9, life)
    ('', 'step_has_later', 'already_done')
    """
    held = standing(steps)
    one = next((step for step in held if step.number == number), None)
    if one is None:
        return "already_done"
    gives = STEPS[one.kind].gives
    if gives and any(STEPS[step.kind].gives for step in held if step.number > number):
        return "step_has_later"
    return "placement_closed" if state_of(steps) in CLOSED and gives is not state_of(steps) else ""


def next_kinds(steps: Sequence[Taken], scheme: str) -> tuple[str, ...]:
    """The steps that may be taken now and were not yet, in the order of reading."""
    taken = {step.kind for step in standing(steps)}
    return tuple(kind for kind in STEPS if kind not in taken and not may_take(kind, steps, scheme))
