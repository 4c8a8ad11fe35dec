"""The people of the list as a file: the same rows, for the same reader, without numbers that single somebody out."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.people.models import Person
from sasando.domain.regions.queries import place_lines
from sasando.exchange.sheet import CSV, XLSX, Row, csv_of, xlsx_of
from sasando.web.people.forms import PersonFilter
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("person.read", step_up=True)
def as_csv(request: Request) -> HttpResponse:
    """As CSV."""
    return _file(request, "csv", csv_of(_columns(), _rows(request)), CSV)


@require_safe
@needs("person.read", step_up=True)
def as_xlsx(request: Request) -> HttpResponse:
    """As Excel."""
    return _file(request, "xlsx", xlsx_of(_("Orang"), _columns(), _rows(request)), XLSX)


def _columns() -> list[str]:
    return [_("Nama"), _("Ciri-ciri"), _("Jenis kelamin"), _("Kode asal"), _("Asal"), _("Dicatat oleh"), _("Dicatat")]


def _rows(request: Request) -> Iterator[Row]:
    people = PersonFilter(request.GET).found(Person.objects.visible_to(request.actor))
    found = list(people.select_related("organisation"))
    homes = place_lines({person.home_id for person in found if person.home_id})
    for person in found:
        code, sex = person.home_id or "", person.get_sex_display()
        who = (person.full_name, person.description, str(sex))
        yield (*who, code, homes.get(code, ""), person.organisation.name, person.recorded_at.date())


def _file(request: Request, ending: str, content: bytes, media_type: str) -> HttpResponse:
    audit.record("person.exported", by=request.actor, fields=[ending])
    return download(content, f"orang.{ending}", media_type)
