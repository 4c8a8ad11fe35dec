"""A list as a sheet: in the order of columns that offices use, and a clean one for typing into SISKOP2MI."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.passages.models import Registration
from sasando.domain.passages.registering import register
from sasando.domain.passages.voyages import Told, told_of
from sasando.domain.rosters.models import AT_GATES, Entry, Particulars, Roster
from sasando.exchange.sheet import CSV, XLSX, Row, csv_of, xlsx_of
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

COLUMNS: Final = (
    "No", "Nama", "Bin/Binti", "Alias", "JK", "Umur/tgl lahir", "NIK", "No paspor/SPLP", "Desa", "Kecamatan",
    "Kabupaten", "Tempat kerja", "Lama kerja", "Alasan", "Anak ikut", "Asal surat", "Kapal/pesawat", "Tgl",
    "Pelabuhan turun", "Kondisi", "Penjemput", "Ket",
)  # fmt: skip
"""The columns of "daftar PMI pulang/deportasi" as offices send it; their words are theirs, not ours."""
ROWS_OF_A_PAGE: Final = 25
_MORE: Final = {"Tempat kerja": ("kerja", "majikan"), "Lama kerja": ("lama",), "Alasan": ("alasan", "sebab")}


def _listed(request: Request, pk: UUID) -> Roster:
    found: Roster = get_object_or_404(
        Roster.objects.visible_to(request.actor).select_related("organisation", "came_from"), pk=pk, kind__in=AT_GATES
    )
    return found


@require_safe
@needs("particulars.read", step_up=True)
def as_csv(request: Request, pk: UUID) -> HttpResponse:
    """As CSV."""
    roster = _listed(request, pk)
    audit.record("roster.exported", roster, by=request.actor, fields=["csv"])
    return download(csv_of(COLUMNS, _rows(roster, request.actor)), "daftar.csv", CSV)


@require_safe
@needs("particulars.read", step_up=True)
def as_xlsx(request: Request, pk: UUID) -> HttpResponse:
    """As Excel."""
    roster = _listed(request, pk)
    audit.record("roster.exported", roster, by=request.actor, fields=["xlsx"])
    return download(xlsx_of(roster.title, COLUMNS, _rows(roster, request.actor)), "daftar.xlsx", XLSX)


def _rows(roster: Roster, actor: Actor) -> Iterator[Row]:
    told = told_of(roster, by=actor)
    known = {one.entry_id: one.said for one in Particulars.objects.visible_to(actor).filter(entry__in=told.entries)}
    for number, entry in enumerate(told.entries.values(), 1):
        yield row_of(number, entry, known.get(entry.pk, {}), told)


def row_of(number: int, entry: Entry, said: dict[str, Any], told: Told) -> Sequence[Any]:
    """One person in the order of `COLUMNS`. What is not known, or not for the reader, is empty."""
    place = told.voyage.places[str(entry.pk)]
    more = {key.casefold(): value for key, value in said.get("more", {}).items()}
    born = said.get("born_on") or said.get("birth_year") or entry.age
    if born is None and said.get("age_months"):
        born = f"{said['age_months']} bulan"
    roster = told.roster
    arrives = timezone.localdate(roster.arrives_at) if roster.arrives_at else None
    ill = "sakit" if str(entry.pk) in told.voyage.ill else ""
    return (
        number, entry.full_name or entry.description, said.get("bin_binti"), ", ".join(said.get("aliases", [])),
        {"F": "P", "M": "L"}.get(entry.sex or ""), born, said.get("nik"), said.get("passport_number"),
        said.get("village"), said.get("district"), said.get("regency") or entry.place,
        *(_of(more, words) for words in _MORE.values()), said.get("children"), roster.organisation.name,
        roster.carrier, arrives, told.gate(place.gate) if place.gate else None, ill, place.to, said.get("note"),
    )  # fmt: skip


def _of(more: dict[str, str], words: Sequence[str]) -> str | None:
    return next((value for key, value in more.items() if any(word in key for word in words)), None)


@require_safe
@needs("registration.read")
def clean(request: Request, pk: UUID) -> HttpResponse:
    """One person after the other, field by field, to be copied into SISKOP2MI once."""
    roster, actor = _listed(request, pk), request.actor
    entries = Entry.objects.visible_to(actor).filter(roster=roster).order_by("row", "full_name", "id")
    page = Paginator(entries, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record("particulars.read", roster, by=actor)
    told = told_of(roster, by=actor)
    keys = [one.pk for one in page]
    known = {one.entry_id: one.said for one in Particulars.objects.visible_to(actor).filter(entry__in=keys)}
    done = Registration.objects.visible_to(actor).in_bulk(keys)
    rows = [
        (one, list(zip(COLUMNS, row_of(at, one, known.get(one.pk, {}), told), strict=True)), done.get(one.pk))
        for at, one in enumerate(page, page.start_index())
    ]
    context = {"roster": roster, "page": page, "rows": rows, "may_mark": actor.may("registration.add")}
    return render(request, "boards/clean.html", context)


@require_POST
@needs("registration.add")
def mark(request: Request, pk: UUID, entry: UUID) -> HttpResponse:
    """Tick off who was typed in, with the number there."""
    one = get_object_or_404(Entry.objects.visible_to(request.actor), pk=entry, roster=pk)
    register(one, request.POST.get("number", ""), by=request.actor)
    address = redirect("boards:clean", pk)
    address["Location"] += f"?halaman={request.POST.get('halaman', '1')}#orang-{entry}"
    return address
