"""A list of candidates as placements: make them, watch, stop and go on; each row with its placement and verdict."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.errors.refused import TEXTS
from sasando.domain.placements.from_roster import became, resume_intake, stop_intake, take_up
from sasando.domain.placements.models import Intake
from sasando.domain.rosters.models import Entry, Roster
from sasando.domain.rosters.queries import batches
from sasando.web.placements.forms_afterwards import SchemeForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


def _roster(request: Request, pk: UUID) -> Roster:
    found: Roster = get_object_or_404(batches(request.actor).select_related("organisation"), pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intake.read")
def batch(request: Request, pk: UUID) -> HttpResponse:
    """The rows of one list, and what became of each; or the form that begins it."""
    roster = _roster(request, pk)
    intake = Intake.objects.visible_to(request.actor).filter(pk=pk).first()
    form = SchemeForm(request.POST or None)
    if intake is None and form.is_valid() and saved(form, lambda: _begin(request, roster, form)):
        return redirect("placements:batch", pk)
    context = {"roster": roster, "intake": intake, "form": form, "may_add": request.actor.may("intake.add")}
    shown = _standing(intake) | _rows(request, roster) if intake else {}
    return render(request, "placements/batch.html", context | shown, status=422 if form.errors else 200)


def _begin(request: Request, roster: Roster, form: SchemeForm) -> Intake:
    return take_up(roster, scheme=form.cleaned_data["scheme"], by=request.actor)


def _standing(intake: Intake) -> dict[str, Any]:
    percent = round(100 * intake.done / intake.total) if intake.total else None
    return {"intake": intake, "percent": percent, "over": intake.state != "working"}


def _rows(request: Request, roster: Roster) -> dict[str, Any]:
    audit.record("intake.read", roster, by=request.actor)
    entries = Entry.objects.visible_to(request.actor).filter(roster=roster).order_by("row")
    page = Paginator(entries, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    known = became(list(page), request.actor)
    rows = [{"entry": one, "placement": None, "why": ""} | _of(known.get(one.pk)) for one in page]
    return {"page": page, "rows": rows}


def _of(became_of: Any) -> dict[str, Any]:
    if became_of is None:
        return {}
    row, placement = became_of
    return {"placement": placement, "why": TEXTS[row.refused] if row.refused else ""}


@require_safe
@needs("intake.read")
def progress(request: Request, pk: UUID) -> HttpResponse:
    """How far it is: the part that htmx asks for, or the whole page."""
    intake = get_object_or_404(Intake.objects.visible_to(request.actor), pk=pk)
    if not request.htmx:
        return redirect("placements:batch", pk)
    standing = _standing(intake)
    answer = render(request, "placements/batch.html#progress", standing | {"roster": intake.roster})
    if standing["over"]:
        answer["HX-Refresh"] = "true"
    return answer


def _deed(action: Callable[..., None]) -> Callable[[Any], HttpResponse]:
    @require_POST
    @needs("intake.change")
    def do(request: Request, pk: UUID) -> HttpResponse:
        try:
            action(get_object_or_404(Intake.objects.visible_to(request.actor), pk=pk), by=request.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("placements:batch", pk)

    do.needs = "intake.change"  # type: ignore[attr-defined]
    return do


stop, resume = _deed(stop_intake), _deed(resume_intake)
