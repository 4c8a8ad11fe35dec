"""Pages of the desk for what phones send: sealed files by hand, and decisions where nothing decides by itself."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain.errors import Refused
from sasando.domain.sync.deciding import decide
from sasando.domain.sync.envelopes import Broken
from sasando.domain.sync.models import OPEN, Attachment, Envelope
from sasando.domain.sync.words import reason
from sasando.web.field.forms import DecisionForm, SealedFileForm
from sasando.web.field.line import envelopes_of, received
from sasando.web.field.opening import says
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("sync.read")
def phones(request: Request) -> HttpResponse:
    """Which phones sent what, what waits, and where a sealed file is handed in."""
    mine = Envelope.objects.visible_to(request.actor)
    sent = mine.order_by().values("device").annotate(count=Count("id"), last=Max("received_at")).order_by("-last")
    photos = Attachment.objects.visible_to(request.actor)
    context: dict[str, Any] = {
        "phones": sent[:20],
        "waiting": mine.filter(state__in=OPEN).count(),
        "photos_waiting": photos.filter(kept_at=None).count(),
        "form": SealedFileForm(),
        "may_send": request.actor.may("sync.add"),
    }
    return render(request, "field/phones.html", context)


@require_POST
@needs("sync.add")
def upload(request: Request) -> HttpResponse:
    """Take a sealed file that a phone saved; whoever of the organisation may hand it in."""
    form = SealedFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            answers = received(envelopes_of(form.cleaned_data["file"].read()), by=request.actor)
        except Broken:
            form.add_error("file", _("Berkas ini bukan berkas tersegel dari ponsel."))
        else:
            return render(request, "field/handed_in.html", {"answers": answers, "kept": _kept(answers)})
    context = {"form": form, "may_send": True, "phones": [], "waiting": 0}
    return render(request, "field/phones.html", context, status=422)


def _kept(answers: list[dict[str, str]]) -> int:
    return sum(bool(one["receipt"]) for one in answers)


@require_safe
@needs("sync.read")
def desk(request: Request) -> HttpResponse:
    """Envelopes for which a person must decide, and those that wait for others."""
    found = Envelope.objects.visible_to(request.actor).filter(state__in=OPEN).order_by("state", "received_at", "id")
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = [(one, reason(one.because, one.details)) for one in page.object_list]
    return render(request, "field/desk.html", {"page": page, "rows": rows})


@require_safe
@needs("sync.read")
def detail(request: Request, key: str) -> HttpResponse:
    """One envelope: what it says, why it waits, and the ways out."""
    found = get_object_or_404(Envelope.objects.visible_to(request.actor), pk=key)
    may_rule = request.actor.may("sync.rule") and found.state in OPEN
    context = {
        "envelope": found,
        "because": reason(found.because, found.details),
        "lines": says(found, by=request.actor),
        "may_rule": may_rule,
        "form": DecisionForm(),
    }
    return render(request, "field/detail.html", context)


@require_POST
@needs("sync.rule")
def settle(request: Request, key: str) -> HttpResponse:
    """Decide."""
    found = get_object_or_404(Envelope.objects.visible_to(request.actor), pk=key)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return redirect("field:detail", key)
    decision = "drop" if form.cleaned_data["decision"] == "drop" else "apply"
    try:
        decide(found, decision, by=request.actor, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("field:detail", key)
    messages.success(request, _("Sudah diputuskan."))
    return redirect("field:desk")
