"""Views of the gates: each finds only what the actor may see, and hands writes to an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain.errors import Refused
from sasando.domain.gates.actions import add_gate, close_gate
from sasando.domain.gates.models import Gate
from sasando.domain.gates.queries import coming_calls
from sasando.exchange.sheet import CSV, csv_of
from sasando.web.gates.forms import GateFilter, GateForm
from sasando.web.gates.picture import picture
from sasando.web.gates.reading import stop_of
from sasando.web.gates.ways import facts_of, ways
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("gate.read")
def gate_list(request: Request) -> HttpResponse:
    """The gates in a table, on a map, and along the routes."""
    form = GateFilter(request.GET)
    found = form.found(Gate.objects.visible_to(request.actor))
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "picture": picture(page.object_list),
        "ways": ways(Gate.objects.visible_to(request.actor).filter(active=True)),
        "may_add": request.actor.may("gate.add"),
    }
    return render(request, "gates/list.html", context)


@require_safe
@needs("gate.read")
def export(request: Request) -> HttpResponse:
    """The same list, all its pages, as CSV."""
    columns = ["Nama", "Jenis", "Kota", "Kode wilayah", "Kabupaten", "Negara", "Bujur", "Lintang", "Dipakai", "Sumber"]
    rows = []
    for gate in GateFilter(request.GET).found(Gate.objects.visible_to(request.actor)):
        region = (gate.region.code, gate.region.name) if gate.region else ("", "")
        place = [None if one is None else float(one) for one in (gate.longitude, gate.latitude)]
        used = "ya" if gate.active else "tidak"
        kind = str(gate.get_kind_display())
        rows.append([gate.name, kind, gate.city, *region, gate.country_name, *place, used, gate.source])
    return download(csv_of(columns, rows), "gerbang.csv", CSV)


@require_safe
@needs("gate.read")
def detail(request: Request, slug: str) -> HttpResponse:
    """One gate: what is known, from where, its place, its routes."""
    gates = Gate.objects.visible_to(request.actor)
    gate = get_object_or_404(gates.select_related("region"), slug=slug)
    context: dict[str, Any] = {
        "gate": gate,
        "coming": [stop_of(call) for call in coming_calls(gate, at=timezone.now())],
        "facts": facts_of(gate),
        "picture": picture([gate]),
        "ways": ways(gates.filter(active=True), through=gate),
        "may_close": gate.active and request.actor.may("gate.change"),
    }
    return render(request, "gates/detail.html", context)


@needs("gate.add")
def add(request: Request) -> HttpResponse:
    """The form with which an administrator adds a gate."""
    form = GateForm(request.POST or None)
    if form.is_valid():
        try:
            gate = add_gate(by=request.actor, **form.facts())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("%(gate)s sudah ditambahkan.") % {"gate": gate.title})
            return redirect("gates:detail", gate.slug)
    return render(request, "gates/add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs("gate.change")
def close(request: Request, slug: str) -> HttpResponse:
    """Mark a gate as not in use."""
    gate = get_object_or_404(Gate.objects.visible_to(request.actor), slug=slug)
    try:
        close_gate(gate, by=request.actor)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(gate)s ditandai ditutup.") % {"gate": gate.title})
    return redirect("gates:detail", gate.slug)
