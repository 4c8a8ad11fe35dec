"""The placements of the list as a file: the same rows, for the same reader, without what the steps state."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.core.facts.countries import country_name
from sasando.domain import audit
from sasando.domain.access.protection import may_reach
from sasando.domain.placements.models import Placement
from sasando.exchange.sheet import CSV, XLSX, Row, csv_of, xlsx_of
from sasando.web.placements import reading, words
from sasando.web.placements.checklist import missing_names
from sasando.web.placements.forms import PlacementFilter
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("placement.export", step_up=True)
def as_csv(request: Request) -> HttpResponse:
    """As CSV."""
    return _file(request, "csv", csv_of(_columns(), _rows(request)), CSV)


@require_safe
@needs("placement.export", step_up=True)
def as_xlsx(request: Request) -> HttpResponse:
    """As Excel."""
    return _file(request, "xlsx", xlsx_of(_("Penempatan"), _columns(), _rows(request)), XLSX)


def _columns() -> list[str]:
    who = [_("Kode"), _("Nama"), _("Jenis kelamin"), _("Tahun lahir"), _("Skema"), _("Negara"), _("Jabatan")]
    where = [_("Perusahaan"), _("Keadaan"), _("Menurut hukum"), _("Tahap"), _("Menunggu"), _("Syarat yang kurang")]
    return [*who, *where, _("Paling lambat berangkat"), _("Rencana berangkat"), _("Berangkat"), _("Kontrak sampai")]


def _rows(request: Request) -> Iterator[Row]:
    mine = reading.rows(request.actor).filter(may_reach(Placement, request.actor, "export"))
    form = PlacementFilter(request.GET, role=request.actor.role, today=timezone.localdate())
    for one in form.found(mine).iterator():
        yield (
            *(one.code, one.full_name, str(one.get_sex_display()), one.born_year),
            *(str(one.get_scheme_display()), country_name(one.country, words.language()) if one.country else ""),
            *(reading.position_of(one), one.company.name if one.company else ""),
            *(str(one.get_state_display()), str(one.get_law_display())),
            *(words.stage_name(one.stage) if one.stage else "", words.role_names(one.waits_for)),
            "; ".join(missing_names(one, reading.rules_of(one))),
            *(one.last_safe_day, one.departs_on, one.departed_on, one.ends_on),
        )


def _file(request: Request, ending: str, content: bytes, media_type: str) -> HttpResponse:
    audit.record("placement.exported", by=request.actor, fields=[ending])
    return download(content, f"penempatan.{ending}", media_type)
