"""The same step for many placements: first who can, who cannot and why; then each in a transaction of its own.

What a step states is the same for all, except where the sheet of a company says it row by row (`from_roster.said_for`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.placements.actions import take_step
from sasando.domain.placements.course import Taken, may_take, missing_before
from sasando.domain.placements.facts import courses_of
from sasando.domain.placements.from_roster import said_for
from sasando.domain.placements.kinds import STEPS, State
from sasando.domain.placements.models import STAGE_CHOICES, Placement

MOST: Final = 500
_IN_ORDER: Final = dict(STAGE_CHOICES)


@dataclass(frozen=True, slots=True)
class Line:
    """One placement and what the step would state of it; `why_not` is a sentence, empty when it can be taken."""

    placement: Placement
    facts: Mapping[str, Any]
    why_not: str = ""


@dataclass(slots=True)
class Done:
    """What became of a bulk step."""

    taken: list[Placement] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)


def kinds_for(by: Actor) -> list[str]:
    """The steps that the actor may take for many at once: no departure, no end, no decision."""
    return [
        code
        for code, kind in STEPS.items()
        if by.role in kind.roles and not kind.by_program and kind.gives is None and code != "planned"
    ]


def preview(keys: Sequence[UUID], kind: str, facts: Mapping[str, Any], *, by: Actor, from_list: bool) -> list[Line]:
    """What the step would do to each of the chosen placements that the actor sees. Raises `Refused`."""
    if kind not in kinds_for(by):
        raise Refused("not_allowed")
    if not keys:
        raise Refused("nothing_chosen")
    if len(keys) > MOST:
        raise Refused("too_many_chosen", most=MOST)
    placements = list(Placement.objects.visible_to(by).filter(pk__in=keys).order_by("full_name", "id"))
    reached = Placement.objects.filter(may_reach(Placement, by, "step"), pk__in=keys)
    may = set(reached.values_list("pk", flat=True))
    said, courses = said_for(placements, kind) if from_list else {}, courses_of(placements)
    lines = []
    for one in placements:
        stated = said.get(one.pk, {}) | dict(facts)
        why = _why_not(one, kind, courses[one.pk], may=one.pk in may, stated=bool(stated or not STEPS[kind].facts))
        lines.append(Line(one, stated, why))
    return lines


def _why_not(placement: Placement, kind: str, steps: Sequence[Taken], *, may: bool, stated: bool) -> str:
    if not may:
        return _sentence("not_allowed")
    if not stated:
        return _sentence("nothing_stated")
    why = may_take(kind, steps, placement.scheme)
    if why == "step_too_early":
        return _sentence(why, stage=_IN_ORDER[missing_before(kind, steps, placement.scheme)[0].value])
    if why == "step_not_now":
        return _sentence(why, state=State(placement.state).label)
    return _sentence(why) if why else ""


def _sentence(code: str, **details: Any) -> str:
    return str(Refused(code, **details).messages[0])


def take_for_many(lines: Sequence[Line], kind: str, *, on: date, by: Actor) -> Done:
    """Take the step for each that can; who is refused meanwhile is listed, and stops nobody else."""
    done = Done()
    for line in lines:
        if line.why_not:
            done.refused.append(line)
            continue
        try:
            with transaction.atomic():
                take_step(line.placement, kind, on=on, by=by, facts=line.facts)
            done.taken.append(line.placement)
        except Refused as why:
            done.refused.append(Line(line.placement, line.facts, str(why.messages[0])))
    return done
