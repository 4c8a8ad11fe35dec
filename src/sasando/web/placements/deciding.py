"""Deciding: clear, hold, open again, object and answer; and moving a placement to the rules of today."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sasando.domain.placements.deciding import FORBIDDEN_TO_HOLD, answer_objection, clear, hold, object_to, reopen
from sasando.domain.placements.models import Decision, Objection
from sasando.domain.placements.rule_sets import CURRENT, move_to_current
from sasando.web.placements import reading
from sasando.web.placements.checklist import missing_names
from sasando.web.placements.doing import done
from sasando.web.placements.forms import AnswerForm, HoldForm, ObjectForm, ReasonForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


def _reached(request: Request, pk: UUID, verb: str) -> Any:
    placement = reading.one(request.actor, pk)
    if not getattr(placement, f"may_{verb}"):
        raise Http404
    return placement


def _page(request: Request, template: str, form: Any, **context: Any) -> HttpResponse:
    return render(request, f"placements/{template}.html", {"form": form, **context}, status=422 if form.errors else 200)


@require_POST
@needs("placement.decide")
def clear_it(request: Request, pk: UUID) -> HttpResponse:
    """Clear a complete placement."""
    placement, today = _reached(request, pk, "decide"), timezone.localdate()
    done(request, lambda: clear(placement, on=today, by=request.actor), _("Berkas ini diluluskan."))
    return redirect("placements:detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.decide")
def hold_it(request: Request, pk: UUID) -> HttpResponse:
    """Hold a placement with reason and article; a complete one only after the warning of article 70(2)."""
    placement, today = _reached(request, pk, "decide"), timezone.localdate()
    complete = not placement.missing
    form = HoldForm(request.POST or None, complete=complete)
    if form.is_valid():
        given = {"warned": False} | form.cleaned_data
        if saved(form, lambda: hold(placement, on=today, by=request.actor, **given)):
            messages.success(request, _("Berkas ini ditahan. Alasan dan pasalnya tampak bagi semua pihak."))
            return redirect("placements:detail", pk)
    missing = missing_names(placement, reading.rules_of(placement))
    return _page(
        request, "hold", form, placement=placement, complete=complete, basis=FORBIDDEN_TO_HOLD, missing=missing
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.reopen")
def reopen_it(request: Request, pk: UUID) -> HttpResponse:
    """Open a decided placement again, with a reason."""
    placement, today = _reached(request, pk, "reopen"), timezone.localdate()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: reopen(placement, reason=reason, on=today, by=request.actor)):
            messages.success(request, _("Berkas ini dibuka kembali."))
            return redirect("placements:detail", pk)
    return _page(request, "reopen", form, placement=placement)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.move")
def move(request: Request, pk: UUID) -> HttpResponse:
    """Judge it by the rules of today from now on, with a reason."""
    placement = _reached(request, pk, "move")
    if placement.rules_id == CURRENT:
        raise Http404
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: [move_to_current(placement, reason=reason, by=request.actor)]):
            messages.success(request, _("Penempatan ini sekarang dinilai dengan aturan terbaru."))
            return redirect("placements:detail", pk)
    return _page(request, "move", form, placement=placement)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("objection.add")
def object_it(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Object to a decision."""
    placement = _reached(request, pk, "object")
    decision = get_object_or_404(Decision.objects.visible_to(request.actor), pk=key, placement=pk)
    form = ObjectForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: object_to(decision, by=request.actor, **given)):
            messages.success(request, _("Keberatan sudah diajukan. Orang lain dari yang memutuskan akan menjawabnya."))
            return redirect("placements:detail", pk)
    return _page(request, "object", form, placement=placement, decision=decision)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("objection.answer")
def answer_it(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Answer an objection, as another than who decided."""
    placement, today = reading.one(request.actor, pk), timezone.localdate()
    found = Objection.objects.visible_to(request.actor).select_related("decision", "placement", "organisation")
    objection = get_object_or_404(found, pk=key, placement=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: [answer_objection(objection, on=today, by=request.actor, **given)]):
            messages.success(request, _("Keberatan sudah dijawab."))
            return redirect("placements:detail", pk)
    return _page(request, "answer", form, placement=placement, objection=objection)
