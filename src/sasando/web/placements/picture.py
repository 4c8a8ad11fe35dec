"""The way of a placement as a picture: its stages, each with its state, its day, whose turn it is, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sasando.core.law.rulebook import Rulebook
from sasando.domain.placements.kinds import STEPS
from sasando.domain.placements.way import AFTER, Point, done_of, standing_of, way_of
from sasando.web.placements import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One stage in words. `state` is done, current, late or todo."""

    name: str
    state: str
    word: str
    day: date | None
    who: str
    missing: tuple[str, ...]
    until: date | None
    after: bool


def drawn(placement: Any, steps: Sequence[Any], rulebook: Rulebook, today: date) -> list[Drawn]:
    """The stages of a placement."""
    points = way_of(standing_of(placement), done_of(steps), rulebook=rulebook, today=today)
    return [_drawn(point, rulebook, placement.departs_on or placement.last_safe_day) for point in points]


def _drawn(point: Point, rulebook: Rulebook, until: date | None) -> Drawn:
    return Drawn(
        name=words.stage_name(point.stage),
        state=point.state,
        word=_words()[point.state],
        day=point.day,
        who=words.role_names(role for role in point.roles if role),
        missing=tuple(words.requirement_name(key, rulebook) for key in point.missing),
        until=until if point.state in ("current", "late") and point.stage not in AFTER else None,
        after=point.stage in AFTER,
    )


def _words() -> dict[str, str]:
    return {"done": _("Selesai"), "current": _("Sekarang"), "late": _("Terlambat"), "todo": _("Nanti")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One step on the line of time. `reason` why, and `taken_back` why it was withdrawn."""

    number: int
    name: str
    on: date
    at: Any
    who: str
    reason: str
    withdrawn: bool = False
    taken_back: str = ""
    mine: bool = False


def timeline(steps: Sequence[Any], *, organisation: Any, may_step: bool) -> list[Happened]:
    """What happened, the newest first; a withdrawn step stays, struck through, with the reason."""
    gone = {step.withdraws: step for step in steps if step.withdraws}
    lines = []
    for step in steps:
        if step.withdraws:
            continue
        line = _happened(step, mine=may_step and step.organisation_id == organisation)
        if step.number in gone:
            line = replace(line, withdrawn=True, taken_back=gone[step.number].reason, mine=False)
        lines.append(line)
    return lines[::-1]


def _happened(step: Any, *, mine: bool) -> Happened:
    office = step.organisation.name if step.organisation else ""
    return Happened(
        number=step.number,
        name=str(STEPS[step.kind].name),
        on=step.on,
        at=step.at,
        who=" · ".join(part for part in (words.role_names([step.role] if step.role else []), office) if part),
        reason=step.reason,
        mine=mine and not STEPS[step.kind].by_program,
    )
