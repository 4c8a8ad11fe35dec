"""One step for many placements: choose, look who can and who cannot, do it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.domain import audit
from sasando.domain.access.protection import may_reach
from sasando.domain.placements.bulk import kinds_for, preview, take_for_many
from sasando.domain.placements.kinds import STEPS
from sasando.domain.placements.models import Placement
from sasando.web.placements import reading
from sasando.web.placements.forms import PlacementFilter
from sasando.web.placements.forms_afterwards import StepOfManyForm
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 100


@require_http_methods(["GET", "HEAD"])
@needs("placement.step")
def choose(request: Request) -> HttpResponse:
    """The placements with a box each, and the steps that the reader may take for many."""
    form = PlacementFilter(request.GET, role=request.actor.role, today=timezone.localdate())
    mine = reading.rows(request.actor).filter(may_reach(Placement, request.actor, "step"))
    page = Paginator(form.found(mine), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record("placement.read", by=request.actor)
    context = {
        "form": form,
        "page": page,
        "rows": [{"placement": one, "goes": reading.goes_to(one)} for one in page],
        "kinds": [(code, STEPS[code].does) for code in kinds_for(request.actor)],
    }
    return render(request, "placements/bulk_choose.html", context)


@require_http_methods(["POST"])
@needs("placement.step")
def many(request: Request) -> HttpResponse:
    """First what it would do to each; with `sure`, it is done."""
    kind = request.POST.get("kind", "")
    if kind not in kinds_for(request.actor):
        raise Http404
    keys, asked = _keys(request), "on" in request.POST
    form = StepOfManyForm(
        request.POST if asked else None, kind=kind, initial={"on": timezone.localdate(), "from_list": True}
    )
    context: dict[str, Any] = {"form": form, "kind": kind, "step": STEPS[kind], "keys": keys}
    ready = asked and form.is_valid()
    try:
        lines = preview(
            keys, kind, form.read if ready else {}, by=request.actor, from_list=_from_list(form, ready=ready)
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        lines = []
    if ready and "sure" in request.POST:
        done = take_for_many(lines, kind, on=form.cleaned_data["on"], by=request.actor)
        messages.success(request, _("Langkah dicatat untuk %(number)s penempatan.") % {"number": len(done.taken)})
        return render(request, "placements/bulk_done.html", context | {"done": done})
    context |= {"can": [one for one in lines if not one.why_not], "cannot": [one for one in lines if one.why_not]}
    return render(request, "placements/bulk.html", context | {"ready": ready}, status=422 if form.errors else 200)


def _from_list(form: StepOfManyForm, *, ready: bool) -> bool:
    return bool(form.cleaned_data["from_list"]) if ready else True


def _keys(request: Request) -> list[UUID]:
    try:
        return [UUID(one) for one in request.POST.getlist("pk")]
    except ValueError:
        raise Http404 from None
