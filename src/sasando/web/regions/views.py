"""Views of the regions. Counting is left to the database."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, render
from django.views.decorators.http import require_safe

from sasando.domain.gates.models import Gate
from sasando.domain.regions.borders import ntt
from sasando.domain.regions.models import Kind, Region
from sasando.domain.regions.queries import codes_above, place_lines, search, with_counts
from sasando.web.regions.forms import RegionSearch
from sasando.web.regions.tables import COLUMNS, facts_of
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

NTT = "53"
ROWS_OF_A_PAGE = 50


@require_safe
@needs("region.read")
def browse(request: Request) -> HttpResponse:
    """Where to begin: search, the map of NTT with its regencies beside, all provinces."""
    regions = Region.objects.visible_to(request.actor)
    form = RegionSearch(request.GET)
    if form.text():
        page = _page(request, search(regions, form.text()))
        lines = place_lines(region.code.rpartition(".")[0] for region in page)
        found = [(region, lines.get(region.code.rpartition(".")[0], "")) for region in page]
        return render(request, "regions/found.html", {"form": form, "page": page, "found": found})
    context = {
        "form": form,
        "sheet": ntt(),
        "home": with_counts(regions.filter(parent=NTT)),
        "columns": COLUMNS[Kind.PROVINCE],
        "provinces": with_counts(regions.filter(kind=Kind.PROVINCE)),
    }
    return render(request, "regions/browse.html", context)


@require_safe
@needs("region.read")
def detail(request: Request, code: str) -> HttpResponse:
    """One region: where it lies, both its codes, what lies in it."""
    regions = Region.objects.visible_to(request.actor)
    *trail, region = get_list_or_404(regions.filter(code__in=codes_above(code)).order_by("code"))
    if region.code != code:
        raise Http404
    context: dict[str, Any] = {
        "region": region,
        "trail": trail,
        "facts": facts_of(region),
        "page": _page(request, with_counts(regions.filter(parent=region))),
        "columns": COLUMNS.get(region.kind, ()),
        "gates": _gates_in(region, request),
        "sheet": ntt() if code.startswith(NTT) else None,
        "here": code[:5],
    }
    return render(request, "regions/detail.html", context)


def _gates_in(region: Region, request: Request) -> QuerySet[Any]:
    gates = Gate.objects.visible_to(request.actor)
    return gates.filter(region=region, active=True) if region.kind in (Kind.REGENCY, Kind.CITY) else gates.none()


def _page(request: Request, regions: QuerySet[Any]) -> "Page[Region]":
    return Paginator(regions, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
