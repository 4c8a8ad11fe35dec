"""Which steps the reader may take now, and carrying out a deed with its sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.placements.course import Taken, may_take
from sasando.domain.placements.kinds import STEPS
from sasando.domain.placements.models import Judged, Placement
from sasando.domain.placements.way import done_of
from sasando.web.shell.request import Request

_OWN_PAGE: Final = {"matched": "placements:match", "planned": "placements:plan"}
_LAST: Final = ("withdrawn", "returned", "ended")


@dataclass(frozen=True, slots=True)
class ToTake:
    """One step: what it is called, what one does with it, the way to its form."""

    name: str
    does: str
    url: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """The steps that the reader may take: new ones, those that may be taken again, those that end it."""

    now: list[ToTake]
    again: list[ToTake]
    end: list[ToTake]

    def __bool__(self) -> bool:
        return bool(self.now or self.again or self.end)


def steps_to_take(placement: Any, steps: Sequence[Any], judged: Judged | None, actor: Actor) -> ToDo:
    """Of all kinds those of the reader's role that the course allows now; those whose facts are missing first."""
    todo = ToDo([], [], [])
    if not placement.may_step:
        return todo
    done = done_of(steps)
    taken, before = [Taken(one.number, one.kind) for one in done], {one.kind for one in done}
    known = judged.facts.keys() if judged else set()
    for kind in sorted(_forms_of(actor.role), key=lambda kind: set(STEPS[kind].facts) <= known):
        if may_take(kind, taken, placement.scheme):
            continue
        one = ToTake(str(STEPS[kind].name), str(STEPS[kind].does), address_of(placement, kind))
        (todo.end if kind in _LAST else todo.again if kind in before else todo.now).append(one)
    return todo


def _forms_of(role: str) -> list[str]:
    """The kinds of steps that a role takes by a form, in the order of reading."""
    return [kind for kind, what in STEPS.items() if role in what.roles and (not what.by_program or kind in _OWN_PAGE)]


def address_of(placement: Placement, kind: str) -> str:
    """The form of a step."""
    if kind in _OWN_PAGE:
        return reverse(_OWN_PAGE[kind], args=[placement.pk])
    return reverse("placements:step", args=[placement.pk, kind])


def done(request: Request, deed: Callable[[], Any], words: str) -> bool:
    """Do it and say so, or say why not; whether it was done."""
    try:
        deed()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    messages.success(request, words)
    return True


def who_of(placement: Any) -> str:
    """Name, or the code where no name is known; then sex and year of birth."""
    parts = [str(placement), str(placement.get_sex_display()) if placement.sex else ""]
    parts += [_("lahir %(year)s") % {"year": placement.born_year}] if placement.born_year else []
    return ", ".join(part for part in parts if part)
