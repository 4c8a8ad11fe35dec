"""Numbers of placements, each with its definition, its day and the rows behind it; for officers, never for print."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.core.facts.countries import country_name
from sasando.core.facts.regions import place_name
from sasando.domain import audit
from sasando.domain.people.models import Sex
from sasando.domain.placements.kinds import SCHEME_CHOICES
from sasando.domain.placements.recap import MEASURES, NOT_KNOWN, WAYS, Table, rows_behind, table_of
from sasando.exchange.sheet import CSV, XLSX, csv_of, xlsx_of
from sasando.web.placements import reading, words
from sasando.web.placements.forms_afterwards import RecapForm
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
FILES = ("csv", "xlsx")


def _asked(request: Request) -> tuple[RecapForm, str, Any]:
    form = RecapForm(request.GET)
    return form, form.way(), form.period(timezone.localdate())


@require_safe
@needs("placement.export")
def recap(request: Request) -> HttpResponse:
    """The table."""
    form, way, period = _asked(request)
    table = table_of(request.actor, way, period)
    audit.record("placement.read", by=request.actor, fields=[way])
    context = {
        "form": form.filled(timezone.localdate()),
        "period": period,
        "way": WAYS[way],
        "measures": [(name, definition) for name, definition in MEASURES.values()],
        "rows": [_row(table, key) for key in table.rows],
        "totals": [(table.totals[measure], _link(table, measure, "")) for measure in MEASURES],
    }
    return render(request, "placements/recap.html", context)


def _row(table: Table, key: str) -> dict[str, Any]:
    cells = [(table.rows[key][measure], _link(table, measure, key)) for measure in MEASURES]
    return {"name": name_of(table.way, key), "cells": cells}


def _link(table: Table, measure: str, key: str) -> str:
    period = table.period
    asked = {"sejak": period.since, "sampai": period.until, "per": period.as_of, "hitung": measure}
    return "?" + urlencode(asked | ({"menurut": table.way, "bagian": key} if key else {}))


def name_of(way: str, key: str) -> str:
    """A part in words."""
    if key == NOT_KNOWN:
        return _("belum diketahui")
    sectors = {"formal": _("Formal"), "informal": _("Informal"), "sea": _("Awak kapal")}
    named = {
        "scheme": {code: str(name) for code, name in SCHEME_CHOICES},
        "sector": sectors,
        "sex": {code: str(name) for code, name in Sex.choices},
    }
    if way == "country":
        return country_name(key, words.language())
    return place_name(key) if way == "regency" else named.get(way, {}).get(key, key)


@require_safe
@needs("placement.export")
def rows(request: Request) -> HttpResponse:
    """The placements behind one number, and no other."""
    _form, way, period = _asked(request)
    measure, key = request.GET.get("hitung", ""), request.GET.get("bagian", "")
    if measure not in MEASURES:
        return redirect("placements:recap")
    found = rows_behind(request.actor, measure, period, way=way if key else "", key=key)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record("placement.read", by=request.actor, fields=[measure])
    name, definition = MEASURES[measure]
    context = {
        "page": page,
        "rows": [{"placement": one, "goes": reading.goes_to(one)} for one in page],
        "name": name,
        "definition": definition,
        "part": name_of(way, key) if key else "",
        "period": period,
    }
    return render(request, "placements/recap_rows.html", context)


@require_safe
@needs("placement.export", step_up=True)
def recap_file(request: Request, ending: str) -> HttpResponse:
    """The table as a file, with its definitions and its day."""
    if ending not in FILES:
        raise Http404
    _form, way, period = _asked(request)
    table = table_of(request.actor, way, period)
    columns = [str(WAYS[way]), *(str(name) for name, _definition in MEASURES.values())]
    audit.record("placement.exported", by=request.actor, fields=[ending, way])
    body = list(_lines(table))
    if ending == "csv":
        return download(csv_of(columns, body), "rekap.csv", CSV)
    return download(xlsx_of(_("Rekap penempatan"), columns, body), "rekap.xlsx", XLSX)


def _lines(table: Table) -> Iterator[tuple[str | int, ...]]:
    for key, row in table.rows.items():
        yield (name_of(table.way, key), *(row[measure] for measure in MEASURES))
    yield (_("Jumlah"), *(table.totals[measure] for measure in MEASURES))
    period = table.period
    yield (_("Dari %(since)s sampai %(until)s, menurut catatan per %(as_of)s")
           % {"since": period.since, "until": period.until, "as_of": period.as_of},)  # fmt: skip
    for name, definition in MEASURES.values():
        yield (f"{name}: {definition}",)
