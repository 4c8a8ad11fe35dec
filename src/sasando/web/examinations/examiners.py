"""Who may examine: designated facilities, psychologists with STR and SILP, as they are written down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain.examinations.models import Designation, Psychologist
from sasando.domain.examinations.offering import (
    add_licence,
    designate_facility,
    end_designation,
    register_psychologist,
)
from sasando.web.examinations.forms import DesignationForm, EndForm, LicenceForm, PsychologistForm
from sasando.web.examinations.reading import designations
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

_MOST = 500


@require_safe
@needs("designation.read")
def examiners(request: Request) -> HttpResponse:
    """Facilities with their designations, psychologists with their licences."""
    actor = request.actor
    psychologists = Psychologist.objects.visible_to(actor).select_related("organisation").prefetch_related("licences")
    context = {
        "today": timezone.localdate(),
        "designations": designations(actor, timezone.localdate())[:_MOST],
        "psychologists": [(one, next(iter(one.licences.all()), None)) for one in psychologists[:_MOST]],
        "may_add": actor.may("designation.add"),
        "may_change": actor.may("designation.change"),
    }
    return render(request, "examinations/examiners.html", context)


def _page(request: Request, form: Any, title: str, do: Any) -> HttpResponse:
    """One form on a page of its own; done, back to the examiners."""
    if form.is_valid() and saved(form, lambda: do(form.cleaned_data) or True):
        messages.success(request, _("Sudah dicatat."))
        return redirect("examinations:examiners")
    context = {"form": form, "title": title}
    return render(request, "examinations/written.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("designation.add")
def designate(request: Request) -> HttpResponse:
    """Write down a designation."""
    form = DesignationForm(request.POST or None, by=request.actor)
    return _page(
        request,
        form,
        _("Catat penunjukan sarana kesehatan"),
        lambda given: designate_facility(given.pop("facility"), **given, by=request.actor),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("designation.change")
def end(request: Request, pk: UUID) -> HttpResponse:
    """Write down the last day of a designation."""
    found = get_object_or_404(Designation.objects.visible_to(request.actor).select_related("organisation"), pk=pk)
    title = _("Akhir penunjukan %(name)s") % {"name": found.organisation}
    form = EndForm(request.POST or None)
    return _page(request, form, title, lambda given: end_designation(found, **given, by=request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("psychologist.add")
def register(request: Request) -> HttpResponse:
    """Write down a psychologist."""
    form = PsychologistForm(request.POST or None, by=request.actor)
    return _page(
        request,
        form,
        _("Catat psikolog"),
        lambda given: register_psychologist(given.pop("institution"), **given, by=request.actor),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("psychologist.add")
def licence(request: Request, pk: UUID) -> HttpResponse:
    """Write down a licence to practise of a psychologist."""
    found = get_object_or_404(Psychologist.objects.visible_to(request.actor), pk=pk)
    title = _("Catat SILP %(name)s") % {"name": found.name}
    form = LicenceForm(request.POST or None)
    return _page(request, form, title, lambda given: add_licence(found, **given, by=request.actor))
