"""The job of a placement, and the plan of its departure."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.domain.licences.models import JobOrder, Permit
from sasando.domain.placements.actions import match, plan_departure
from sasando.domain.placements.kinds import STEPS
from sasando.web.placements import reading
from sasando.web.placements.forms import MatchForm, PlanForm, jobs_of
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


def _reached(request: Request, pk: UUID, kind: str) -> Any:
    placement = reading.one(request.actor, pk)
    if not placement.may_step or request.actor.role not in STEPS[kind].roles:
        raise Http404
    return placement


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.step")
def match_job(request: Request, pk: UUID) -> HttpResponse:
    """Which job: one choice brings company, permit and job order."""
    placement = _reached(request, pk, "matched")
    jobs = jobs_of(request.actor, country=placement.country, today=timezone.localdate())
    now = f"{placement.permit_id or ''}:{placement.job_order_id or ''}"
    form = MatchForm(request.POST or None, jobs=jobs, initial={"job": now})
    if form.is_valid() and saved(form, lambda: _match(request, placement, form.cleaned_data["job"])):
        messages.success(request, _("Lowongan sudah ditetapkan."))
        return redirect("placements:detail", pk)
    context = {"form": form, "placement": placement, "jobs": jobs, "goes": reading.goes_to(placement)}
    return render(request, "placements/match.html", context, status=422 if form.errors else 200)


def _match(request: Request, placement: Any, job: str) -> Any:
    permit, _colon, order = job.partition(":")
    wanted = get_object_or_404(Permit.objects.visible_to(request.actor), pk=permit)
    under = get_object_or_404(JobOrder.objects.visible_to(request.actor), pk=order) if order else None
    return match(placement, permit=wanted, job_order=under, on=timezone.localdate(), by=request.actor)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.step")
def plan(request: Request, pk: UUID) -> HttpResponse:
    """Day, gate and route."""
    placement = _reached(request, pk, "planned")
    initial = {"departs_on": placement.departs_on, "gate": (placement.gates or [""])[0]}
    form = PlanForm(request.POST or None, by=request.actor, initial=initial)
    if form.is_valid() and saved(form, lambda: _plan(request, placement, form)):
        messages.success(request, _("Rencana berangkat sudah dicatat."))
        return redirect("placements:detail", pk)
    context = {"form": form, "placement": placement, "goes": reading.goes_to(placement), "step": STEPS["planned"]}
    return render(request, "placements/plan.html", context, status=422 if form.errors else 200)


def _plan(request: Request, placement: Any, form: PlanForm) -> Any:
    given = form.cleaned_data
    return plan_departure(
        placement, departs_on=given["departs_on"], gate=form.gates.get(given["gate"]), route=given["route"],
        on=timezone.localdate(), by=request.actor,
    )  # fmt: skip
