"""Lists on their way: all of them, one of them, and what a person decides where facts contradict each other."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.passages.ticking import rule
from sasando.domain.passages.voyages import told_of
from sasando.domain.rosters.models import Kind, Particulars, Roster
from sasando.web.passages.choosing import open_gates
from sasando.web.passages.doing import done
from sasando.web.passages.forms import PassageFilter
from sasando.web.passages.picture import flow_of
from sasando.web.passages.reading import found, lines_of, lists
from sasando.web.passages.telling import askings, disputes, gates_of, people_of, send_address, wrong_sums
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.shell.trail import trail_shown

ROWS_OF_A_PAGE = 50
PEOPLE_OF_A_PAGE = 100


@require_safe
@needs("roster.read")
def passage_list(request: Request) -> HttpResponse:
    """The lists that the reader may see, the latest arrivals first."""
    gates = open_gates()
    form = PassageFilter(request.GET, gates=gates)
    page = Paginator(found(form, request.actor), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page, gates, request.actor),
        "may_add": request.actor.may("roster.announce"),
    }
    return render(request, "passages/list.html", context)


def passage(request: Request, pk: Any) -> Roster:
    """One list that the reader sees; 404 otherwise."""
    return get_object_or_404(lists(request.actor).select_related("organisation", "came_from"), pk=pk)


@require_safe
@needs("roster.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """One list: its sums, what contradicts itself, whom to ask, who is where, and how it flows from gate to gate."""
    roster = passage(request, pk)
    audit.record("roster.read", roster, by=request.actor)
    told = told_of(roster, by=request.actor)
    context = {"roster": roster, "told": told, "gates": gates_of(told), "flow": flow_of(told)}
    context |= _judged(told, request) | _people(told, request) | trail_shown(roster, request.actor)
    return render(request, "passages/detail.html", context)


def _judged(told: Any, request: Request) -> dict[str, Any]:
    actor = request.actor
    found = disputes(told)
    return {
        "open": [one for one in found if one.choices],
        "shown": [one for one in found if not one.choices],
        "wrong": wrong_sums(told),
        "askings": askings(told, actor),
        "send_url": send_address(told, actor),
        "may_decide": actor.may("ruling.add"),
        "may_tick": actor.may("tick.add"),
        "may_depart": told.roster.kind == Kind.DEPARTURE and actor.may("placement.step"),
        "closings": [(one, told.gate(one.gate)) for one in told.closings],
        "may_see_source": actor.may("particulars.read"),
    }


def _people(told: Any, request: Request) -> dict[str, Any]:
    """Everybody, or the rows of one number of an equation."""
    gate, term = request.GET.get("gerbang", ""), request.GET.get("bagian", "")
    balance = told.voyage.balances.get(gate)
    keys = getattr(balance, term, None) if balance and term.islower() else None
    rows = people_of(told, keys if isinstance(keys, tuple) else None)
    page = Paginator(rows, PEOPLE_OF_A_PAGE).get_page(request.GET.get("halaman"))
    chosen = next((one for one in gates_of(told) if one.key == gate), None) if isinstance(keys, tuple) else None
    return {"page": page, "chosen": chosen, "term": term}


@require_POST
@needs("ruling.add")
def decide(request: Request, pk: Any) -> HttpResponse:
    """Decide which ticks of a conflict hold."""
    roster, conflict = passage(request, pk), request.POST.get("konflik", "")
    keeps = [one for one in request.POST.get("berlaku", "").split(",") if one]
    told = told_of(roster, by=request.actor)
    if conflict not in {one.key for one in told.voyage.open}:
        messages.warning(request, _("Pertentangan ini sudah berubah; lihat keadaannya sekarang."))
    elif done(request, lambda: rule(roster, conflict, keeps, by=request.actor)):
        messages.success(request, _("Putusan dicatat; jumlahnya dihitung ulang."))
    return redirect("passages:detail", pk)


@require_safe
@needs("particulars.read")
def source(request: Request, pk: Any) -> HttpResponse:
    """The lines of the list as they came, for those who may read what it says beyond the names."""
    roster = passage(request, pk)
    lines = Particulars.objects.visible_to(request.actor).filter(entry__roster=roster).order_by("entry__row")
    audit.record("roster.read", roster, by=request.actor, fields=["source"])
    text = "\n".join(line for line in lines.values_list("raw", flat=True) if line)
    return download(text.encode(), f"daftar-{str(roster.pk)[:8]}.txt", "text/plain; charset=utf-8")
