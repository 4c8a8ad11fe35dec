"""Views of facts: one's own, and everybody's for those who watch over them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.audit.models import Fact
from sasando.domain.organisations.models import Organisation
from sasando.exchange.sheet import CSV, csv_of
from sasando.web.audit.forms import FactFilter, OwnFilter
from sasando.web.audit.reading import rows_of, with_names
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
ROWS_OF_A_FILE = 10_000


@require_safe
@needs("audit.read")
def own(request: Request) -> HttpResponse:
    """What the reader did."""
    form = OwnFilter(request.GET)
    mine = Fact.objects.visible_to(request.actor).filter(account=request.actor.account)
    return _page(request, "audit/own.html", form, form.found(mine))


def _page(request: Request, template: str, form: OwnFilter, facts: Any) -> HttpResponse:
    page = Paginator(with_names(facts, request.actor), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    context = {"form": form, "page": page, "rows": rows_of(page, request.actor)}
    return render(request, template, context | {"watches": request.actor.may("audit.read", "none")})


def _every(request: Request) -> FactFilter:
    if not request.actor.may("audit.read", "none"):
        raise Http404
    return FactFilter(request.GET, organisations=Organisation.objects.visible_to(request.actor))


@require_safe
@needs("audit.read")
def every(request: Request) -> HttpResponse:
    """What everybody did."""
    form = _every(request)
    return _page(request, "audit/facts.html", form, form.found(Fact.objects.visible_to(request.actor)))


@require_safe
@needs("audit.read", step_up=True)
def export(request: Request) -> HttpResponse:
    """The facts of the list as CSV, the newest ten thousand."""
    form = _every(request)
    facts = with_names(form.found(Fact.objects.visible_to(request.actor)), request.actor)[:ROWS_OF_A_FILE]
    columns = [_("Nomor"), _("Waktu"), _("Perbuatan"), _("Rincian"), _("Terhadap"), _("Kunci")]
    columns += [_("Nama"), _("Peran"), _("Lembaga")]
    lines = [
        (
            *(fact.pk, timezone.localtime(fact.at).isoformat(timespec="seconds"), row.deed, row.fields, row.thing),
            *(fact.thing_key, row.account, row.role, row.organisation),
        )
        for fact, row in zip(facts, rows_of(facts, request.actor), strict=True)
    ]
    audit.record("audit.exported", by=request.actor, fields=["csv"])
    return download(csv_of(columns, lines), "jejak.csv", CSV)
