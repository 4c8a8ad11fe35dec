"""Writing a stop report: one page, three minutes. Whatever was typed is there again after every answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sasando.domain.stops.actions import Reported, close_draft, keep_draft, report_stop
from sasando.domain.stops.kinds import Agency, PhotoKind
from sasando.domain.stops.models import Draft, Stop
from sasando.domain.stops.photos import add_photo
from sasando.domain.stops.seen import Seen, seen_before, seen_in_stops
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.stops.forms import ReportForm, gate_of
from sasando.web.stops.reading import Picked, picked_from, uuid_of

_AGENCY_OF = {"immigration": Agency.IMMIGRATION}
_NOT_TYPED = ("csrfmiddlewaretoken", "do")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("stop.add")
def report(request: Request) -> HttpResponse:
    """Write a report; ask on the way whether somebody was met before; leave it for later; send it."""
    picked = picked_from(request.GET, request.actor)
    if request.method != "POST":
        return _page(request, _empty(request, picked))
    form = ReportForm(request.POST, by=request.actor, picked=picked.choices)
    do = request.POST.get("do")
    if do == "draft":
        return _left_for_later(request)
    if do == "ask":
        return _asked(request, form, picked)
    sent = saved(form, lambda: _send(request, form, picked)) if form.is_valid() else None
    return _thanks(request, sent) if sent else _page(request, form, status=422)


def _page(request: Request, form: ReportForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "photos": PhotoKind.choices, "pick": bool(form.fields["picked"].choices)}  # type: ignore[attr-defined]
    return render(request, "stops/report.html", context | more, status=status)


def _empty(request: Request, picked: Picked) -> ReportForm:
    """A new report, or the draft that the address names."""
    draft = Draft.objects.visible_to(request.actor).filter(pk=uuid_of(request.GET.get("konsep")), open=True).first()
    if draft:
        typed = QueryDict(mutable=True)
        for name, values in draft.typed.items():
            typed.setlist(name, values)
        return ReportForm(by=request.actor, picked=picked.choices, typed=typed)
    initial = {
        "at": timezone.localtime(),
        "agency": _AGENCY_OF.get(request.actor.role, Agency.SERVICE_OFFICE),
        "gate": gate_of(request.actor),
        "picked": list(picked.ticked),
    }
    return ReportForm(initial=initial, by=request.actor, picked=picked.choices)


def _left_for_later(request: Request) -> HttpResponse:
    key = uuid_of(request.POST.get("id"))
    if key:
        typed = {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED and any(values)}
        keep_draft(key, typed, by=request.actor, now=timezone.now())
        messages.success(request, _("Konsep disimpan. Hanya Anda yang melihatnya."))
    return redirect("stops:list")


def _asked(request: Request, form: ReportForm, picked: Picked) -> HttpResponse:
    """Whether the one who brought them, or one of them, was met before; nothing is kept but that it was asked."""
    form.is_valid()
    known = [picked.people[key] for key in form.cleaned_data.get("picked", []) if key in picked.people]
    people = [*known, *form.typed_names()[0]]
    try:
        seen = _seen(request, form, [one.full_name for one in people], [one.phone for one in people])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        seen = []
    if request.htmx:
        return render(request, "stops/seen.html", {"seen": seen, "refused": form.non_field_errors()})
    return _page(request, form, seen=seen, asked=True)


def _seen(request: Request, form: ReportForm, names: list[str], phones: list[str]) -> list[Seen]:
    of_people = seen_in_stops(names=names, phones=phones, by=request.actor)
    return [*seen_before(form.brought(), by=request.actor), *of_people]


def _send(request: Request, form: ReportForm, picked: Picked) -> Reported:
    known = [picked.people[key] for key in form.cleaned_data["picked"] if key in picked.people]
    sent = report_stop(form.report(known), by=request.actor, now=timezone.now())
    close_draft(form.cleaned_data["id"], by=request.actor)
    return sent


def _thanks(request: Request, sent: Reported) -> HttpResponse:
    photos_of_request(request, sent.stop)
    if sent.how == "again":
        messages.info(request, _("Laporan ini sudah terkirim sebelumnya; tidak ada yang digandakan."))
    elif sent.how == "conflict":
        messages.warning(request, _("Laporan dengan kunci ini sudah ada dengan isi lain. Keduanya disimpan."))
    else:
        messages.success(request, _("Laporan terkirim."))
    if left := len(sent.stop.unread):
        words = ngettext(
            "%(count)s baris tidak terbaca sebagai orang; baris itu disimpan di bawah.",
            "%(count)s baris tidak terbaca sebagai orang; baris itu disimpan di bawah.",
            left,
        )
        messages.info(request, words % {"count": left})
    return redirect("stops:detail", sent.stop.pk)


def photos_of_request(request: Request, stop: Stop) -> int:
    """Keep the photos that came along; one that cannot be kept takes nothing else with it. Gives how many were kept."""
    kept = 0
    for kind in PhotoKind.values:
        for file in request.FILES.getlist(f"photo_{kind}"):
            try:
                add_photo(stop, file.read(), kind=kind, by=request.actor)
                kept += 1
            except ValidationError as refusal:
                messages.error(request, _("Satu foto tidak tersimpan: %(why)s") % {"why": " ".join(refusal.messages)})
    return kept


def key_of(text: str) -> UUID | None:
    """The key behind a choice of the lane: of a line of a report."""
    return uuid_of(text.removeprefix("line-")) if text.startswith("line-") else None
