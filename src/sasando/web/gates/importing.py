"""A timetable out of a file or a pasted table: first what was understood, then, after a second yes, saved."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sasando.core.facts import Says
from sasando.domain.errors import Refused
from sasando.domain.gates.importing import Fate, Plan, Planned, import_timetable, plan_timetable
from sasando.exchange.sheet import XLSX, xlsx_of
from sasando.exchange.tables import NotATable
from sasando.exchange.timetables import ReadTimetable, read_timetable
from sasando.exchange.timetables.columns import LABELS
from sasando.web.gates.forms_of_sailings import TimetableForm
from sasando.web.gates.reading import comes_and_goes
from sasando.web.shell.answers import download, saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

_TONES = {Fate.NEW: "good", Fate.CHANGED: "warn", Fate.SAME: "unknown"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sailing.add")
def import_page(request: Request) -> HttpResponse:
    """Read, show, and on the second press save. What could not be read stays on the page, to be corrected."""
    form = TimetableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    read = _read(form) if form.is_valid() else None
    if read is None:
        context = {"form": form, "limit": settings.LIST_AT_MOST, "labels": list(LABELS.values())}
        return render(request, "gates/import.html", context, status=422 if form.errors else 200)
    plan = _plan(request, form, read)
    if "simpan" in request.POST and saved(form, lambda: import_timetable(plan, by=request.actor)):
        messages.success(request, _told(plan))
        if not plan.problems:
            return redirect("gates:calendar")
        plan = _plan(request, form, read)
    return render(request, "gates/import_preview.html", _shown(form, read, plan))


@require_safe
@needs("sailing.add")
def example(request: Request) -> HttpResponse:
    """An empty table with the right headings and one invented voyage to write over."""
    rows = [
        ["KM Contoh", "07/03/2026", "Makassar", "", "09:00", "kapal", ""],
        ["", "08/03/2026", "Lorens Say", "06:15", "09:00", "", ""],
        ["", "", "Larantuka", "13:00", "", "", "pelabuhan terakhir: jam berangkat dikosongkan"],
    ]
    return download(xlsx_of(_("Jadwal"), list(LABELS.values()), rows), "contoh-jadwal.xlsx", XLSX)


def _read(form: TimetableForm) -> ReadTimetable | None:
    """What was understood; None, with the reason in the form, when it is no timetable."""
    content = form.content()
    if not content.strip():
        form.add_error(None, Refused("nothing_given"))
    elif len(content) > settings.LIST_AT_MOST:
        form.add_error(None, Refused("file_too_large", megabytes=len(content) >> 20, most=settings.LIST_AT_MOST >> 20))
    else:
        try:
            return read_timetable(content)
        except NotATable as refusal:
            form.add_error(None, _says(refusal.because))
    return None


def _plan(request: Request, form: TimetableForm, read: ReadTimetable) -> Plan:
    return plan_timetable(read, by=request.actor, source=form.cleaned_data["source"])


def _says(because: Says) -> str:
    return because["en" if (get_language() or "").startswith("en") else "id"]


def _shown(form: TimetableForm, read: ReadTimetable, plan: Plan) -> dict[str, Any]:
    words = {Fate.NEW: _("Baru"), Fate.CHANGED: _("Waktunya berubah"), Fate.SAME: _("Sudah ada")}
    again = TimetableForm(initial={"text": read.text, "source": form.cleaned_data["source"]})
    again.fields["text"].label = _("Perbaiki di sini")
    again.fields["text"].help_text = _("Baris dan kolom seperti di atas, satu tab di antara kolom. Lalu periksa lagi.")
    return {
        "form": form,
        "again": again,
        "problems": [(one, _says(one.because)) for one in plan.problems],
        "voyages": [(one, _TONES[one.fate], words[one.fate], _stops(one)) for one in plan.voyages],
        "counts": [(_TONES[fate], words[fate], plan.count(fate)) for fate in Fate],
        "to_save": plan.count(Fate.NEW) + plan.count(Fate.CHANGED),
        "overnight": plan.overnight,
        "not_read": read.not_read,
    }


def _stops(one: Planned) -> list[tuple[str, str]]:
    """Each gate, and when the ship comes and goes there."""
    return [(call.gate.title, comes_and_goes(*call)) for call in one.voyage.calls]


def _told(plan: Plan) -> str:
    counts = {"new": plan.count(Fate.NEW), "changed": plan.count(Fate.CHANGED), "same": plan.count(Fate.SAME)}
    return _("%(new)s pelayaran baru, %(changed)s diubah, %(same)s sudah ada.") % counts
