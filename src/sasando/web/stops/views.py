"""Views of stop reports: the list, one report, its minutes, its photos, and what was seen before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.access.protection import may_reach
from sasando.domain.documents.vault import Damaged
from sasando.domain.stops.actions import hand_over_stop, set_aside_stop
from sasando.domain.stops.kinds import PhotoKind
from sasando.domain.stops.models import Stop
from sasando.domain.stops.photos import read_photo
from sasando.domain.stops.seen import Seen, seen_again, seen_in_stops
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.shell.trail import trail_shown
from sasando.web.stops import reading
from sasando.web.stops.forms import HandOverForm, SeenForm, StopFilter
from sasando.web.stops.listed import asked_of
from sasando.web.stops.reporting import photos_of_request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("stop.read")
def stop_list(request: Request) -> HttpResponse:
    """The reports, the newest first; and what the reader began."""
    form = StopFilter(request.GET, by=request.actor)
    page = Paginator(form.found(reading.rows(request.actor)), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    may = {f"may_{verb}": request.actor.may(f"stop.{verb}") for verb in ("add", "export")}
    may["may_ask"] = request.actor.may("asking.add")
    context = {"form": form, "page": page, "drafts": reading.drafts_of(request.actor)}
    return render(request, "stops/list.html", context | may)


def _whole(request: Request, pk: UUID, **more: Any) -> dict[str, Any]:
    """One report as its page shows it. That it was read is written down."""
    stop: Any = get_object_or_404(reading.whole(request.actor), pk=pk)
    audit.record("stop.read", stop, by=request.actor, fields=["bringer.read"] if stop.brought else [])
    return more | {
        "stop": stop,
        "facts": reading.facts_of(stop),
        "people": reading.people_of(stop),
        "bringers": reading.bringers_of(stop),
        "reasons": reading.reasons_of(stop),
        "photos": reading.photos_of(stop),
    }


@require_safe
@needs("stop.read")
def detail(request: Request, pk: UUID) -> HttpResponse:
    """One report, and what to do next."""
    context = _whole(request, pk, photo_kinds=PhotoKind.choices)
    stop, actor = context["stop"], request.actor
    own = stop.organisation_id == actor.organisation
    may_change = Stop.objects.filter(may_reach(Stop, actor, "change"), pk=pk).exists()
    context |= {
        "todo": reading.todo(stop) if own else [],
        "may_change": may_change,
        "may_photo": own and actor.may("photo.add", "own"),
        "may_clear": actor.may("clearance.add"),
        "may_ask": actor.may("asking.add") and actor.may("bringer.read"),
        "form": HandOverForm(by=actor) if may_change and not stop.handed_to_id else None,
    }
    return render(request, "stops/detail.html", context | trail_shown(stop, actor))


@require_safe
@needs("stop.read")
def minutes(request: Request, pk: UUID) -> HttpResponse:
    """The minutes, to be printed and signed."""
    return render(request, "stops/minutes.html", _whole(request, pk))


@require_http_methods(["GET", "HEAD"])
@needs("asking.add")
def seen_of(request: Request, pk: UUID) -> HttpResponse:
    """What of this report was met in others."""
    stop = get_object_or_404(Stop.objects.visible_to(request.actor), pk=pk)
    seen, refused = _answered(lambda: seen_again(stop, by=request.actor))
    template = "stops/seen.html" if request.htmx else "stops/seen_of.html"
    return render(request, template, {"stop": stop, "seen": seen, "refused": refused})


def _answered(ask: Any) -> tuple[list[Seen], list[str]]:
    try:
        return ask(), []
    except ValidationError as refusal:
        return [], refusal.messages


@require_http_methods(["GET", "HEAD", "POST"])
@needs("asking.add")
def seen_list(request: Request) -> HttpResponse:
    """What of a list, of this program or pasted, was met before."""
    form = SeenForm(request.POST or None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    names, phones = asked_of(request.GET, text, request.actor)
    seen, refused = _answered(lambda: seen_in_stops(names=names, phones=phones, by=request.actor))
    context = {"form": form, "seen": seen, "refused": refused, "asked": bool(names or phones), "people": len(names)}
    return render(request, "stops/seen_list.html", context | {"roster": reading.uuid_of(request.GET.get("daftar"))})


@require_POST
@needs("stop.change")
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """Hand a report to the police or a labour office."""
    form = HandOverForm(request.POST, by=request.actor)
    if form.is_valid():
        to = form.cleaned_data["to"]
        _done(request, pk, lambda stop: hand_over_stop(stop, to=to, by=request.actor), _("Laporan sudah diserahkan."))
    else:
        messages.error(request, _("Pilih lembaganya dahulu."))
    return redirect("stops:detail", pk)


@require_POST
@needs("stop.change")
def set_aside(request: Request, pk: UUID) -> HttpResponse:
    """Of two reports with one key this one does not hold."""
    _done(request, pk, lambda stop: set_aside_stop(stop, by=request.actor), _("Laporan ini dikesampingkan."))
    return redirect("stops:detail", pk)


def _done(request: Request, pk: UUID, deed: Any, words: str) -> None:
    stop = get_object_or_404(Stop.objects.visible_to(request.actor), pk=pk)
    try:
        deed(stop)
        messages.success(request, words)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))


@require_POST
@needs("photo.add")
def add_photos(request: Request, pk: UUID) -> HttpResponse:
    """Photos that come later."""
    stop = get_object_or_404(Stop.objects.visible_to(request.actor), pk=pk)
    if photos_of_request(request, stop):
        messages.success(request, _("Foto tersimpan."))
    return redirect("stops:detail", pk)


@require_safe
@needs("photo.read")
def photo(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """A photo, to keep; never shown inside a page."""
    try:
        found = read_photo(key, by=request.actor)
    except Damaged:
        raise Http404 from None
    if not found or found[0].stop_id != pk:
        raise Http404
    ending = found[0].media_type.partition("/")[2]
    answer = download(found[1], f"foto-{str(key)[:8]}.{ending}", found[0].media_type)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
