"""Setting one requirement aside: asked by one office, decided by another, a sample looked at again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sasando.domain.placements.models import Waiver
from sasando.domain.placements.waiving import ask_waiver, decide_waiver, recheck_waiver
from sasando.web.placements import reading, words
from sasando.web.placements.doing import done
from sasando.web.placements.forms import DecideWaiverForm, WaiverForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@needs("waiver.add")
def ask(request: Request, pk: UUID, requirement: str) -> HttpResponse:
    """Ask that a requirement be set aside for this placement."""
    placement: Any = reading.one(request.actor, pk)
    if not placement.may_waive or requirement not in placement.missing:
        raise Http404
    form = WaiverForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: ask_waiver(placement, requirement, by=request.actor, **given)):
            messages.success(request, _("Pengecualian sudah diminta. Lembaga lain yang memutuskannya."))
            return redirect("placements:detail", pk)
    name = words.requirement_name(requirement, reading.rules_of(placement))
    context = {"form": form, "placement": placement, "name": name}
    return render(request, "placements/waive.html", context, status=422 if form.errors else 200)


def _waiver(request: Request, pk: UUID, key: UUID) -> Waiver:
    found = Waiver.objects.visible_to(request.actor).select_related("placement", "organisation")
    waiver: Waiver = get_object_or_404(found, pk=key, placement=pk)
    return waiver


@require_http_methods(["GET", "HEAD", "POST"])
@needs("waiver.decide")
def decide(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Approve or refuse what another office asked."""
    waiver = _waiver(request, pk, key)
    form = DecideWaiverForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: [decide_waiver(waiver, by=request.actor, **given)]):
            messages.success(request, _("Pengecualian sudah diputuskan."))
            return redirect("placements:detail", pk)
    name = words.requirement_name(waiver.requirement, reading.rules_of(waiver.placement))
    context = {"form": form, "placement": waiver.placement, "waiver": waiver, "name": name}
    return render(request, "placements/decide_waiver.html", context, status=422 if form.errors else 200)


@require_POST
@needs("waiver.decide")
def recheck(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Look at an approved waiver again, as a third person."""
    waiver, stands = _waiver(request, pk, key), request.POST.get("stands") == "ya"
    done(
        request,
        lambda: recheck_waiver(waiver, stands=stands, by=request.actor),
        _("Pengecualian sudah diperiksa ulang."),
    )
    return redirect("placements:detail", pk)
