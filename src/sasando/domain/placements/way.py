"""The way of a placement through the stages of its scheme: what is done, what is due now and by whom, what comes later.

Plain arithmetic on what was done and on what the law still misses: the page of an officer and that of the candidate
show the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sasando.core.law.expression import facts_of
from sasando.core.law.rulebook import Rulebook
from sasando.core.law.stage import Stage
from sasando.domain.placements.course import FIRST_OF, Taken, may_take, standing
from sasando.domain.placements.judging import EXAMINED, first_roles
from sasando.domain.placements.kinds import ABROAD, BEFORE_DEPARTURE, COURSES, DONE_BY, State

_ONLY_BY: Final = {  # a decision or a card is no departure, though all three stand at its stage
    Stage.DEPART: frozenset({"departed"}),
    Stage.ARRIVAL_REPORT: frozenset({"arrived"}),
    Stage.RETURN: frozenset({"returned"}),
}
_AT_THE_END: Final = {State.OPEN: "placement-officer", State.CLEARED: "head", State.ISSUED: "quay-officer"}
AFTER: Final = frozenset({Stage.ARRIVAL_REPORT, Stage.WORK, Stage.RETURN})


@dataclass(frozen=True, slots=True)
class Done:
    """A step that holds: its kind, its day, by which role."""

    number: int
    kind: str
    on: date | None = None
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A placement as far as its way asks."""

    scheme: str
    state: str
    missing: Sequence[str]
    last_safe_day: date | None
    departs_on: date | None
    with_company: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One stage: `state` is done, current, late or todo; `roles` whose turn it is; `missing` what lacks here."""

    stage: Stage
    state: str
    day: date | None = None
    roles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def standing_of(placement: Any) -> Standing:
    """Of a row of placements."""
    return Standing(
        scheme=placement.scheme,
        state=placement.state,
        missing=placement.missing,
        last_safe_day=placement.last_safe_day,
        departs_on=placement.departs_on,
        with_company=bool(placement.company_id),
    )


def done_of(steps: Iterable[Any]) -> list[Done]:
    """Of rows of steps those that hold, in their order."""
    rows = list(steps)
    held = {one.number for one in standing(Taken(step.number, step.kind, step.withdraws) for step in rows)}
    return [Done(step.number, step.kind, step.on, step.role) for step in rows if step.number in held]


def way_of(of: Standing, done: Sequence[Done], *, rulebook: Rulebook, today: date) -> list[Point]:
    """Every stage of the scheme, in the order of reading."""
    due = _due_stages(of.missing, rulebook)
    points: list[Point] = []
    for stage in COURSES[of.scheme]:
        lacking = tuple(key for key in of.missing if due.get(key) is stage)
        points.append(_point(stage, of, done, lacking=lacking, today=today))
    return _with_departure(points, of, today)


def _due_stages(missing: Iterable[str], rulebook: Rulebook) -> dict[str, Stage]:
    """At which stage each missing requirement is due; what an examination proves, at the examination."""
    found = {}
    for key in missing:
        column = rulebook.by_key.get(key)
        if column is None:
            continue
        looks_at = {fact for _, check in column.checks for fact in facts_of(check.holds)}
        found[key] = Stage.MEDICAL if looks_at & EXAMINED.keys() else column.versions[-1].due
    return found


def _point(stage: Stage, of: Standing, done: Sequence[Done], *, lacking: tuple[str, ...], today: date) -> Point:
    kinds = _ONLY_BY.get(stage) or FIRST_OF.get(stage) or frozenset(DONE_BY[stage])
    taken = [one for one in done if one.kind in kinds]
    if _is_done(stage, of, taken=bool(taken), lacking=bool(lacking)):
        return Point(stage=stage, state="done", day=taken[-1].on, roles=(taken[-1].role,)) if taken else _done(stage)
    may = _may_be_taken(stage, of, done)
    asked = {role for kind in may for role in first_roles(kind, with_company=of.with_company)}
    roles = ("clinic", "psychologist") if stage is Stage.MEDICAL else tuple(sorted(asked))
    if of.state not in BEFORE_DEPARTURE or not (may or _opens_medical(stage, done)):
        return Point(stage=stage, state="todo", missing=lacking)
    late = of.last_safe_day is not None and of.last_safe_day < today
    return Point(stage=stage, state="late" if late else "current", roles=roles, missing=lacking, kinds=may)


def _done(stage: Stage) -> Point:
    """Of a stage that needs no step of its own."""
    return Point(stage=stage, state="done")


def _is_done(stage: Stage, of: Standing, *, taken: bool, lacking: bool) -> bool:
    if of.state in (*ABROAD, State.RETURNED) and stage not in AFTER:
        return True
    if stage is Stage.WORK:
        return of.state in (State.ENDED, State.RETURNED)
    if stage is Stage.MEDICAL:
        return not lacking
    return taken and not lacking


def _may_be_taken(stage: Stage, of: Standing, done: Sequence[Done]) -> tuple[str, ...]:
    if stage in AFTER or stage is Stage.DEPART:
        return ()
    taken = [Taken(one.number, one.kind) for one in done]
    return tuple(kind for kind in DONE_BY[stage] if not may_take(kind, taken, of.scheme))


def _opens_medical(stage: Stage, done: Sequence[Done]) -> bool:
    return stage is Stage.MEDICAL and any(one.kind in FIRST_OF[Stage.REGISTER] for one in done)


def _with_departure(points: list[Point], of: Standing, today: date) -> list[Point]:
    """Who acts at the end: decides, issues, sees off, reports."""
    now = {
        State.DEPARTED: Stage.ARRIVAL_REPORT,
        State.WORKING: Stage.WORK,
        State.ENDED: Stage.RETURN,
    }.get(State(of.state))
    ready = all(point.state == "done" for point in points if point.stage not in {Stage.DEPART, *AFTER})
    if of.state in (State.CLEARED, State.ISSUED) or (of.state == State.OPEN and ready):
        now = Stage.DEPART
    late = now is Stage.DEPART and of.departs_on is not None and of.departs_on < today
    role = _AT_THE_END.get(State(of.state), "p3mi" if of.with_company else "labour-office")
    return [
        Point(stage=point.stage, state="late" if late else "current", roles=(role,), missing=point.missing)
        if point.stage is now
        else point
        for point in points
    ]
