"""The queue of placements, and the one page of each."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.placements.bulk import kinds_for
from sasando.domain.placements.models import Judged, Placement
from sasando.domain.placements.queries import count_waiting
from sasando.domain.placements.rule_sets import CURRENT
from sasando.web.placements import checklist, picture, reading, words
from sasando.web.placements.doing import steps_to_take
from sasando.web.placements.forms import PlacementFilter
from sasando.web.placements.ways import ways_on
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.shell.trail import trail_shown

ROWS_OF_A_PAGE: Final = 50
_MOST_NAMED: Final = 2


@require_safe
@needs("placement.read")
def placement_list(request: Request) -> HttpResponse:
    """The placements whom the reader may see, and how many of them wait for the reader."""
    actor, today = request.actor, timezone.localdate()
    form = PlacementFilter(request.GET, role=actor.role, today=today)
    page = Paginator(form.found(reading.rows(actor)), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one) for one in page],
        "waiting": count_waiting(actor, today),
        "may_add": actor.may("placement.add"),
        "may_export": actor.may("placement.export"),
        "may_bulk": actor.may("placement.step") and bool(kinds_for(actor)),
    }
    return render(request, "placements/list.html", context)


def _row(placement: Placement) -> dict[str, Any]:
    rulebook = reading.rules_of(placement)
    missing = checklist.missing_names(placement, rulebook)
    return {
        "placement": placement,
        "goes": reading.goes_to(placement),
        "stage": words.stage_name(placement.stage) if placement.stage else "",
        "waits": words.role_names(placement.waits_for),
        "missing": missing[:_MOST_NAMED],
        "more": max(0, len(missing) - _MOST_NAMED),
    }


@require_safe
@needs("placement.read")
def detail(request: Request, pk: UUID) -> HttpResponse:
    """One placement. That it was read is written down first, so it stands in the trail that is shown."""
    actor, today = request.actor, timezone.localdate()
    placement = reading.whole(actor, pk)
    judged = reading.judged_of(placement, actor) if actor.may("dossier.read") else None
    audit.record("dossier.read" if judged else "placement.read", placement, by=actor)
    steps = reading.steps_of(placement, actor)
    context = _way(placement, steps, today) | _law(placement, judged, request) | _ruled(placement, request)
    context["steps"] = picture.timeline(steps, organisation=actor.organisation, may_step=placement.may_step)
    context["ways"] = ways_on(placement, actor)
    context["todo"] = steps_to_take(placement, steps, judged, actor)
    return render(request, "placements/detail.html", context | trail_shown(placement, actor))


def _way(placement: Any, steps: list[Any], today: date) -> dict[str, Any]:
    over = placement.last_safe_day is not None and placement.last_safe_day < today
    return {
        "placement": placement,
        "goes": reading.goes_to(placement),
        "facts": reading.facts_of(placement),
        "way": picture.drawn(placement, steps, reading.rules_of(placement), today),
        "waits": words.role_names(placement.waits_for),
        "over": over,
        "today": today,
    }


def _law(placement: Any, judged: Judged | None, request: Request) -> dict[str, Any]:
    rulebook = reading.rules_of(placement)
    shown: dict[str, Any] = {
        "missing": checklist.missing_names(placement, rulebook),
        "rules": placement.rules_id[:8],
        "rules_are_old": placement.rules_id != CURRENT,
    }
    if judged is None:
        return shown
    waived = {row["requirement"] for row in placement.set_aside if row["state"] == "approved"}
    return shown | {
        "judged": judged,
        "checks": checklist.checklist_of(judged, placement, rulebook, waived=waived),
        "known": checklist.facts_with_sources(judged, request.actor),
        "differing": checklist.differing_of(judged, request.actor),
    }


def _ruled(placement: Any, request: Request) -> dict[str, Any]:
    return {
        "decisions": reading.decisions_of(placement),
        "waivers": reading.waivers_of(placement, request.actor),
        "own_rulings": {row["key"] for row in placement.ruled if row["by"] == str(request.actor.account)},
    }
