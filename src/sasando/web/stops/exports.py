"""Stop reports as a file, in the column order of the table that offices keep (field research 7, "pencegahan")."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.access.protection import may_reach
from sasando.domain.stops.models import Stop
from sasando.exchange.sheet import CSV, XLSX, Row, csv_of, xlsx_of
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.stops import reading
from sasando.web.stops.forms import StopFilter


@require_safe
@needs("stop.export", step_up=True)
def as_csv(request: Request) -> HttpResponse:
    """As CSV."""
    return _file(request, "csv", csv_of(_columns(), _rows(request)), CSV)


@require_safe
@needs("stop.export", step_up=True)
def as_xlsx(request: Request) -> HttpResponse:
    """As Excel."""
    return _file(request, "xlsx", xlsx_of(_("Pencegahan"), _columns(), _rows(request)), XLSX)


def _columns() -> list[str]:
    who = [_("Tanggal"), _("Tempat"), _("Moda"), _("Instansi pencegah"), _("Laki-laki"), _("Perempuan"), _("Anak")]
    what = [
        _("Nama"),
        _("Asal"),
        _("Tujuan"),
        _("Perekrut"),
        _("No HP"),
        _("Dokumen"),
        _("Tindakan"),
        _("Serah terima"),
    ]
    return [*who, *what]


def _rows(request: Request) -> Iterator[Row]:
    mine = reading.rows(request.actor).filter(may_reach(Stop, request.actor, "export"))
    found: QuerySet[Any] = StopFilter(request.GET, by=request.actor).found(mine)
    for stop in found:
        done = [str(stop.get_next_display()) if stop.next else "", stop.next_where]
        yield (
            timezone.localdate(stop.at),
            stop.where,
            stop.by_what,
            " ".join(part for part in (str(stop.get_agency_display()), stop.unit) if part),
            *(stop.men, stop.women, stop.children),
            _joined(one["name"] for one in stop.lines),
            _joined(one["origin"] for one in stop.lines),
            reading.destination(stop),
            _joined(one["name"] for one in stop.brought),
            _joined(one["phone"] for one in stop.brought),
            reading.papers(stop),
            ", ".join(part for part in done if part),
            stop.handed_to.name if stop.handed_to else "",
        )


def _joined(parts: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _file(request: Request, ending: str, content: bytes, media_type: str) -> HttpResponse:
    audit.record("stop.exported", by=request.actor, fields=[ending])
    return download(content, f"pencegahan.{ending}", media_type)
