"""Placements as lists: whose turn it is and what ends soon. The numbers and the rows behind them use the same words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, Q, QuerySet, Value, When, Window
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.placements.kinds import ABROAD, BEFORE_DEPARTURE
from sasando.domain.placements.models import Placement

WEEK: Final = timedelta(days=7)
WHICH: Final[dict[str, Promise]] = {
    "mine": _("Menunggu saya"),
    "week": _("Menunggu saya, berakhir minggu ini"),
    "over": _("Sudah lewat harinya"),
    "before": _("Belum berangkat"),
    "abroad": _("Di luar negeri"),
}
"""The words by which a list of placements is asked for; what each means stands in `meant_by`."""
VERBS: Final = ("step", "decide", "waive", "move", "reopen", "object")


def meant_by(which: str, *, role: str, today: date) -> Q:
    """The placements that a word of `WHICH` means, for a role, on a day; every placement for another word."""
    waits = Q(waits_for__contains=[role])
    before = Q(state__in=BEFORE_DEPARTURE)
    meant = {
        "mine": waits,
        "week": waits & before & Q(last_safe_day__range=(today, today + WEEK - timedelta(days=1))),
        "over": before & (Q(last_safe_day__lt=today) | Q(departs_on__lt=today)),
        "before": before,
        "abroad": Q(state__in=ABROAD),
    }
    return meant.get(which, Q())


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many placements wait for a role, and of how many of these the papers end within seven days."""

    mine: int
    week: int


def count_waiting(actor: Actor, today: date) -> Waiting:
    """The two numbers over the reader's queue: one query."""
    words = {which: Count("pk", filter=meant_by(which, role=actor.role, today=today)) for which in ("mine", "week")}
    found = Placement.objects.visible_to(actor).order_by().aggregate(**words)
    return Waiting(found["mine"], found["week"])


def first_waiting(actor: Actor, today: date, *, most: int) -> tuple[list[Any], Waiting]:
    """What waits for the reader, the nearest day first, and the two numbers over all of it: one query."""
    waits = Placement.objects.visible_to(actor).filter(meant_by("mine", role=actor.role, today=today))
    week = Count("pk", filter=meant_by("week", role=actor.role, today=today))
    counted = waits.annotate(mine_in_all=Window(Count("pk")), week_in_all=Window(week))
    found = list(counted.order_by("last_safe_day", "changed_at", "id")[:most])
    return found, Waiting(found[0].mine_in_all, found[0].week_in_all) if found else Waiting(0, 0)


def with_rights(actor: Actor) -> QuerySet[Any]:
    """The placements that the reader sees, each with `may_step`, `may_decide` ...: what they may do with it."""
    found = Placement.objects.visible_to(actor)
    allowed: QuerySet[Any] = found.annotate(**{f"may_{verb}": _may(actor, verb) for verb in VERBS})
    return allowed


def _may(actor: Actor, verb: str) -> Any:
    if not actor.may(f"placement.{verb}"):
        return Value(False, output_field=BooleanField())
    allowed = Case(When(may_reach(Placement, actor, verb), then=True), default=False)
    return ExpressionWrapper(allowed, output_field=BooleanField())
