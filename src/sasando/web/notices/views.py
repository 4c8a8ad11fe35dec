"""News between gates: read, send, answer; links for offices without account."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.models import Organisation
from sasando.domain.passages.links import make_link, revoke_link
from sasando.domain.passages.models import Link, Notice, Said
from sasando.domain.passages.notices import answer_notice, send_notice
from sasando.domain.passages.onward import next_gates
from sasando.domain.rosters.models import Entry, Roster
from sasando.web.notices.forms import LinkForm, NoticeFilter, SendForm
from sasando.web.notices.reading import found, lines_of, rows_of, seen_by
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("notice.read")
def inbox(request: Request) -> HttpResponse:
    """What came in and what went out; silence shows."""
    form = NoticeFilter(request.GET)
    which = form.cleaned_data["which"] if form.is_valid() else ""
    page = Paginator(found(request.actor, which), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = rows_of(page, request.actor, timezone.now())
    loud = any(row.notice.urgent and not row.mine and row.tone in ("unknown", "bad") for row in rows)
    return render(request, "notices/list.html", {"form": form, "page": page, "rows": rows, "loud": loud})


def _notice(request: Request, pk: Any) -> Notice:
    notices = Notice.objects.visible_to(request.actor).select_related("gate", "to", "organisation")
    found: Notice = get_object_or_404(notices, pk=pk)
    return found


@require_safe
@needs("notice.read")
def detail(request: Request, pk: UUID) -> HttpResponse:
    """One notice: the people, and an answer for each."""
    notice, actor = _notice(request, pk), request.actor
    audit.record("notice.read", notice, by=actor)
    mine = notice.organisation_id == actor.organisation
    context = {
        "notice": notice,
        "lines": lines_of(notice, actor),
        "seen": seen_by(notice, actor),
        "mine": mine,
        "may_answer": not mine and actor.may("answer.add"),
        "form": LinkForm() if mine and actor.may("link.add") else None,
        "links": Link.objects.visible_to(actor).filter(notice=notice).order_by("-at") if mine else [],
        "roster": Roster.objects.visible_to(actor).filter(pk=notice.roster_id).first(),
        "now": timezone.now(),
    }
    return render(request, "notices/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("notice.add")
def send(request: Request, roster: UUID) -> HttpResponse:
    """Send some people of a list to a gate or an office."""
    listed = get_object_or_404(Roster.objects.visible_to(request.actor), pk=roster)
    asked: dict[str, Any] = {key: request.GET[key] for key in ("gate", "purpose", "urgent") if key in request.GET}
    asked |= {"people": request.GET.getlist("orang"), "carrier": listed.carrier}
    form = SendForm(request.POST or None, roster=listed, by=request.actor, initial=asked)
    if form.is_valid():
        people = [one.pk for one in form.cleaned_data["people"]]
        sent = saved(form, lambda: send_notice(form.news(), people, by=request.actor))
        if sent:
            messages.success(request, _("Kabar sudah terkirim ke %(to)s.") % {"to": sent.gate or sent.to})
            return redirect("notices:detail", sent.pk)
    context = {"form": form, "roster": listed, "ahead": _ahead(request, listed), "asked": request.GET.getlist("orang")}
    return render(request, "notices/send.html", context, status=422 if form.errors else 200)


def _ahead(request: Request, roster: Roster) -> Any:
    """The next ports of call, for one tap; only when somebody was chosen before and the reader stands somewhere."""
    gates = Gate.objects.visible_to(request.actor)
    here = gates.filter(pk=request.GET["dari"]).first() if request.GET.get("dari") else _where(request, roster)
    return next_gates(roster, here) if here and request.GET.get("orang") else []


def _where(request: Request, roster: Roster) -> Gate | None:
    stands = Organisation.objects.filter(pk=request.actor.organisation).values_list("stands_at", flat=True).first()
    at = [gate for gate in stands or [] if gate in (roster.gates or [])]
    found: Gate | None = Gate.objects.visible_to(request.actor).filter(pk__in=at).first()
    return found


@require_POST
@needs("answer.add")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer of one person, or of all."""
    notice, said = _notice(request, pk), request.POST.get("said", "")
    entry = None
    if request.POST.get("entry"):
        entry = get_object_or_404(Entry.objects.visible_to(request.actor), pk=request.POST["entry"])
    if said in Said.values:
        _do(request, lambda: answer_notice(notice, Said(said), by=request.actor, entry=entry))
    return redirect("notices:detail", pk)


@require_POST
@needs("link.add")
def link(request: Request, pk: UUID) -> HttpResponse:
    """Make a link for an office without account; its address is shown this once."""
    notice, form = _notice(request, pk), LinkForm(request.POST)
    to = form.cleaned_data["to"] if form.is_valid() else ""
    made = saved(form, lambda: make_link(notice, to=to, by=request.actor))
    if made is None:
        messages.error(request, _("Tulis untuk siapa tautan ini."))
        return redirect("notices:detail", pk)
    context = {"notice": notice, "link": made[0], "address": f"{settings.DOOR_ADDRESS}/t/{made[1]}/"}
    return render(request, "notices/link.html", context)


@require_POST
@needs("link.revoke")
def revoke(request: Request, pk: UUID, key: UUID) -> HttpResponse:
    """Take a link back: it opens no more."""
    one = get_object_or_404(Link.objects.visible_to(request.actor), pk=key, notice=pk)
    _do(request, lambda: revoke_link(one, by=request.actor))
    return redirect("notices:detail", pk)


def _do(request: Request, deed: Any) -> None:
    try:
        deed()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
