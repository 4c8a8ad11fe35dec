"""Taking a step, and taking one back that was a mistake."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.domain.placements.actions import take_step, withdraw_step
from sasando.domain.placements.kinds import STEPS
from sasando.domain.placements.models import Step
from sasando.web.placements import reading
from sasando.web.placements.forms import ReasonForm
from sasando.web.placements.forms_of_steps import Asked, StepForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.step")
def take(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """One step. What is wrong is said at its field, and what was typed stays."""
    placement: Any = reading.one(request.actor, pk)
    what = STEPS.get(kind)
    if what is None or what.by_program or request.actor.role not in what.roles or not placement.may_step:
        raise Http404
    form = _form(request, placement, kind)
    if form.is_valid() and saved(form, lambda: _take(request, placement, form)):
        messages.success(request, _("%(step)s sudah dicatat.") % {"step": what.name})
        return redirect("placements:detail", pk)
    context = {"form": form, "placement": placement, "step": what, "goes": reading.goes_to(placement)}
    return render(request, "placements/step.html", context, status=422 if form.errors else 200)


def _form(request: Request, placement: Any, kind: str) -> StepForm:
    judged = reading.judged_of(placement, request.actor) if request.actor.may("dossier.read") else None
    asked = Asked(
        rulebook=reading.rules_of(placement),
        on_land=not placement.scheme.startswith("SEA"),
        known=judged.facts if judged else {},
        today=timezone.localdate(),
    )
    return StepForm(request.POST or None, kind=kind, asked=asked)


def _take(request: Request, placement: Any, form: StepForm) -> Any:
    reason = form.cleaned_data.get("reason", "")
    return take_step(placement, form.kind, on=form.on, by=request.actor, facts=form.changed(), reason=reason)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.step")
def withdraw(request: Request, pk: UUID, number: int) -> HttpResponse:
    """Take back a step of one's own office; it stays readable, struck through, with the reason."""
    placement: Any = reading.one(request.actor, pk)
    steps = Step.objects.visible_to(request.actor).filter(placement=pk, withdraws=None)
    step = get_object_or_404(steps, number=number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason, today = form.cleaned_data["reason"], timezone.localdate()
        if saved(form, lambda: withdraw_step(step, reason=reason, on=today, by=request.actor)):
            messages.success(request, _("Langkah itu sudah ditarik."))
            return redirect("placements:detail", pk)
    context = {"form": form, "placement": placement, "name": STEPS[step.kind].name, "step": step}
    return render(request, "placements/withdraw.html", context, status=422 if form.errors else 200)
