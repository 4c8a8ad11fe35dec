"""The directory as a file: the same rows, with the contact that holds."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.domain.regions.queries import place_lines
from sasando.exchange.sheet import CSV, XLSX, Row, csv_of, xlsx_of
from sasando.web.organisations.forms import OrganisationFilter
from sasando.web.organisations.reading import contact_of, entries
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("organisation.read")
def as_csv(request: Request) -> HttpResponse:
    """As CSV."""
    return download(csv_of(_columns(), _rows(request)), "lembaga.csv", CSV)


@require_safe
@needs("organisation.read")
def as_xlsx(request: Request) -> HttpResponse:
    """As Excel."""
    return download(xlsx_of(_("Lembaga"), _columns(), _rows(request)), "lembaga.xlsx", XLSX)


def _columns() -> list[str]:
    return [_("Nama"), _("Jenis"), _("Tempat"), _("Kontak"), _("Jabatan"), _("Telepon"), _("Dipastikan")]


def _rows(request: Request) -> Iterator[Row]:
    found = list(
        OrganisationFilter(request.GET).found(entries(request.actor), request.actor, today=timezone.localdate())
    )
    places, today = place_lines({one.seat_id for one in found if one.seat_id}), timezone.localdate()
    for one in found:
        known = contact_of(one, today)
        call: Row = (known.name, known.title, known.phone, known.confirmed_on) if known else ("", "", "", None)
        kind = str(one.get_kind_display())
        yield (one.name, kind, places.get(one.seat_id or "", ""), *call)
