"""SISKOP2MI: rows in the order of its form, the tick of what was typed, its extracts held against our placements."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.core.facts import FACTS
from sasando.domain import audit
from sasando.domain.licences.facts import company_facts
from sasando.domain.licences.models import Permit
from sasando.domain.placements.exchanging import may_export
from sasando.domain.placements.kinds import CLOSED
from sasando.domain.placements.models import Entered, Placement
from sasando.domain.placements.siskop import COMPANIES, OPP, company_rows, compare_extract, enter, opp_rows, places_used
from sasando.exchange.sheet import XLSX, xlsx_of
from sasando.web.placements import reading, words
from sasando.web.placements.forms_afterwards import ExtractForm, NumberForm
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
_MOST_ROWS = 5000


def _rows(request: Request) -> QuerySet[Any]:
    """Open placements of which the reader may take a file along, those not yet typed first; `sudah=1`: typed ones."""
    typed = Entered.objects.filter(placement=OuterRef("pk"))
    found: QuerySet[Any] = may_export(request.actor).exclude(state__in=CLOSED).select_related("company")
    found = found.annotate(typed=Exists(typed))
    which = request.GET.get("sudah", "")
    found = found.filter(typed=which == "1") if which in ("0", "1") else found
    ordered: QuerySet[Any] = found.order_by("typed", "full_name", "id")
    return ordered


@require_safe
@needs("entered.read")
def siskop(request: Request) -> HttpResponse:
    """Who is in SISKOP2MI already, and under which number."""
    page = Paginator(_rows(request), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    known = Entered.objects.visible_to(request.actor).in_bulk([one.pk for one in page])
    audit.record("placement.read", by=request.actor, fields=["entered"])
    rows = [{"placement": one, "goes": reading.goes_to(one), "entered": known.get(one.pk)} for one in page]
    context = {"page": page, "rows": rows, "which": request.GET.get("sudah", ""), "upload": ExtractForm()}
    return render(request, "placements/siskop.html", context)


@require_POST
@needs("entered.add")
def tick(request: Request, pk: UUID) -> HttpResponse:
    """One placement was typed into SISKOP2MI."""
    placement = get_object_or_404(Placement.objects.visible_to(request.actor), pk=pk)
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            enter(placement, form.cleaned_data["number"], by=request.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    return redirect(f"{request.path.rpartition(str(pk))[0]}?{request.META.get('QUERY_STRING', '')}")


@require_safe
@needs("placement.export", step_up=True)
def opp_file(request: Request) -> HttpResponse:
    """The sheet OPP/E-PMI."""
    placements = list(_rows(request)[:_MOST_ROWS])
    audit.record("placement.exported", by=request.actor, fields=["xlsx", "nik"])
    columns = [str(name) for name in OPP]
    return download(xlsx_of(_("OPP dan E-PMI"), columns, opp_rows(placements)), "siskop-opp.xlsx", XLSX)


@require_safe
@needs("placement.export", step_up=True)
def company_file(request: Request) -> HttpResponse:
    """The sheet of companies and their permits."""
    permits = Permit.objects.visible_to(request.actor).select_related("company").order_by("company__name", "number")
    today = timezone.localdate()
    states = {company: company_facts(company, today) for company in {one.company_id for one in permits}}
    used = places_used(request.actor)
    audit.record("placement.exported", by=request.actor, fields=["xlsx"])
    columns = [str(name) for name in COMPANIES]
    return download(xlsx_of("P3MI", columns, company_rows(permits, states, used)), "siskop-p3mi.xlsx", XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("entered.read")
def extract(request: Request) -> HttpResponse:
    """An extract, row by row and column by column; nothing of it is applied."""
    form = ExtractForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            compared = _compared(request, form.cleaned_data["file"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            context |= {"compared": compared, "rows": [_mismatch(one) for one in compared.mismatches]}
    return render(request, "placements/extract.html", context, status=422 if form.errors else 200)


def _compared(request: Request, file: Any) -> Any:
    suffix = ".csv" if file.name.lower().endswith(".csv") else ".xlsx"
    with tempfile.NamedTemporaryFile(prefix="sasando-", suffix=suffix) as kept:  # mode 0600, gone afterwards
        Path(kept.name).write_bytes(file.read())
        return compare_extract(kept.name, by=request.actor)


def _mismatch(one: Any) -> dict[str, Any]:
    column = FACTS[one.column].label[words.language()] if one.column in FACTS else one.column
    return {"one": one, "column": column, "kind": _kind(one.kind)}


def _kind(kind: str) -> str:
    return {
        "differs": _("Berbeda"),
        "unreadable": _("Sel tidak terbaca"),
        "unknown_here": _("Tidak ada di Sasando"),
        "missing_here": _("Di Sasando belum diisi"),
        "twice": _("Orang yang sama dua kali"),
    }[kind]
