"""Lists as files: the same rows as on the page, for the same reader."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.access.protection import may_reach
from sasando.domain.rosters.models import Entry, Roster, Verdict
from sasando.domain.rosters.reporting import report_of
from sasando.exchange.reports import Report
from sasando.web.rosters.forms import EntryFilter
from sasando.web.rosters.reading import language
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("roster.add")
def template(request: Request) -> HttpResponse:
    """An empty list with the right headings."""
    from sasando.exchange.template import write_template  # noqa: PLC0415 - half a second of libraries

    return _file(write_template, "daftar.xlsx", _XLSX)


@require_safe
@needs("roster.export", step_up=True)
def xlsx(request: Request, pk: Any) -> HttpResponse:
    """The verdicts as Excel."""
    from sasando.exchange.reports.xlsx import write_xlsx  # noqa: PLC0415 - half a second of libraries

    return _export(request, pk, write_xlsx, "xlsx", _XLSX)


@require_safe
@needs("roster.export", step_up=True)
def pdf(request: Request, pk: Any) -> HttpResponse:
    """The verdicts as PDF."""
    from sasando.exchange.reports.pdf import write_pdf  # noqa: PLC0415 - half a second of libraries

    return _export(request, pk, write_pdf, "pdf", "application/pdf")


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
        answer = HttpResponse(path.read_bytes(), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
