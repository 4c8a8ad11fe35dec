"""Lists as files: the same rows as on the page, for the same reader."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasando.core.law.verdict import Decision
from sasando.domain import audit
from sasando.domain.access.protection import may_reach
from sasando.domain.rosters.models import Entry, Roster, Verdict
from sasando.domain.rosters.queries import batches, candidates
from sasando.domain.rosters.reporting import report_of
from sasando.exchange.reports import Report
from sasando.exchange.reports.words import DECISIONS
from sasando.exchange.sheet import CSV, XLSX, csv_of
from sasando.web.rosters.forms import EntryFilter, PeopleFilter, RosterFilter
from sasando.web.rosters.reading import language, with_counts
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_safe
@needs("roster.add")
def template(request: Request) -> HttpResponse:
    """An empty list with the right headings."""
    from sasando.exchange.template import write_template  # noqa: PLC0415 - half a second of libraries

    return _file(write_template, "daftar.xlsx", XLSX)


@require_safe
@needs("roster.export", step_up=True)
def xlsx(request: Request, pk: Any) -> HttpResponse:
    """The verdicts as Excel."""
    from sasando.exchange.reports.xlsx import write_xlsx  # noqa: PLC0415 - half a second of libraries

    return _export(request, pk, write_xlsx, "xlsx", XLSX)


@require_safe
@needs("roster.export", step_up=True)
def pdf(request: Request, pk: Any) -> HttpResponse:
    """The verdicts as PDF."""
    from sasando.exchange.reports.pdf import write_pdf  # noqa: PLC0415 - half a second of libraries

    return _export(request, pk, write_pdf, "pdf", "application/pdf")


@require_safe
@needs("roster.export", step_up=True)
def lists_csv(request: Request) -> HttpResponse:
    """The lists themselves, with how many people have each decision."""
    columns = [_("Daftar"), _("Dari"), _("Masuk"), _("Tahap"), _("Keadaan"), _("Orang")]
    found = RosterFilter(request.GET).found(batches(request.actor), request.GET.get("urut", ""))
    counted: QuerySet[Any] = with_counts(found)
    rows = [
        (
            *(one.title, one.organisation.name, timezone.localdate(one.added_at), str(one.get_stage_display())),
            *(str(one.get_state_display()), one.people, *(getattr(one, decision.value) for decision in DECISIONS)),
        )
        for one in counted.select_related("organisation")
    ]
    audit.record("roster.exported", by=request.actor, fields=["csv"])
    return download(csv_of([*columns, *(says[language()] for says in DECISIONS.values())], rows), "daftar.csv", CSV)


@require_safe
@needs("roster.export", step_up=True)
def people_csv(request: Request) -> HttpResponse:
    """The candidates of the page, without what was read of their papers."""
    columns = [_("Nama"), _("Keputusan"), _("Syarat yang kurang"), _("Dokumen baik sampai"), _("Berangkat"), _("Dari")]
    entries = candidates(request.actor).select_related("organisation")
    found = PeopleFilter(request.GET).among(entries, request.GET.get("urut", ""), today=timezone.localdate())
    rows = [
        (
            *(one.full_name, DECISIONS[Decision(one.decision)][language()], one.gaps),
            *(one.last_safe_day, one.departs_on, one.organisation.name),
        )
        for one in found
    ]
    audit.record("entry.exported", by=request.actor, fields=["csv"])
    return download(csv_of(columns, rows), "calon.csv", CSV)


def _export(
    request: Request, pk: Any, write: Callable[[Report, Path], Any], ending: str, content_type: str
) -> HttpResponse:
    mine = Roster.objects.filter(may_reach(Roster, request.actor, "export"))
    roster = get_object_or_404(mine, pk=pk)
    entries = EntryFilter(request.GET).found(
        Entry.objects.visible_to(request.actor).filter(roster=roster), request.GET.get("urut", "")
    )
    verdicts = Verdict.objects.visible_to(request.actor).filter(entry__in=entries.order_by()).select_related("entry")
    try:
        report = report_of(roster, verdicts.order_by("entry__row"), by=request.actor, language=language())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("rosters:detail", pk)
    audit.record("roster.exported", roster, by=request.actor, fields=[ending])
    return _file(lambda path: write(report, path), f"hasil-{str(roster.pk)[:8]}.{ending}", content_type)


def _file(write: Callable[[Path], Any], name: str, content_type: str) -> HttpResponse:
    with tempfile.TemporaryDirectory(prefix="sasando-") as folder:  # mode 0700, gone afterwards
        path = Path(folder) / name
        write(path)
        return download(path.read_bytes(), name, content_type)
