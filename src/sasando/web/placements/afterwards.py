"""After departure: who left at the gate, duties of companies, ends of contracts, the least exchange record."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain import audit
from sasando.domain.placements.departing import leaving_of, record_departures
from sasando.domain.placements.duties import DUTIES
from sasando.domain.placements.exchanging import ARTICLE, departed, ending, events_of, exchange_rows
from sasando.domain.placements.kinds import ABROAD
from sasando.domain.placements.models import Obligation, Placement, Term
from sasando.domain.placements.obligations import fulfil, meant_by, obligations, report_death, set_term
from sasando.domain.rosters.models import Kind, Roster
from sasando.exchange.calendars import MEDIA_TYPE, ics_of
from sasando.exchange.sheet import CSV, XLSX, csv_of, xlsx_of
from sasando.web.placements.forms_afterwards import DeathForm, DutyFilter, FulfilForm, PeriodForm, TermForm
from sasando.web.shell.answers import download, saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
FILES = ("csv", "xlsx")
_AHEAD = timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.step")
def departures(request: Request, pk: UUID) -> HttpResponse:
    """A list of people who leave: who was seen at the gate, and whose departure is recorded with one button."""
    rosters = Roster.objects.visible_to(request.actor).filter(kind=Kind.DEPARTURE)
    roster = get_object_or_404(rosters, pk=pk)
    if request.method == "POST":
        done = record_departures(roster, by=request.actor)
        taken = sum(not one.refused for one in done)
        messages.success(request, _("%(number)s keberangkatan dicatat.") % {"number": taken})
        for one in done:
            if one.refused:
                messages.error(request, f"{one.leaving.entry.full_name}: {one.refused}")
        return redirect("placements:departures", pk)
    audit.record("roster.read", roster, by=request.actor)
    people = leaving_of(roster, by=request.actor)
    ready = sum(one.standing == "may" and one.seen_on is not None for one in people)
    return render(request, "placements/departures.html", {"roster": roster, "people": people, "ready": ready})


@require_safe
@needs("obligation.read")
def duties(request: Request) -> HttpResponse:
    """What companies owe: open, late, done."""
    form, today = DutyFilter(request.GET), timezone.localdate()
    page = Paginator(_duties(request, form), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record("obligation.read", by=request.actor)
    context = {
        "form": form,
        "page": page,
        "rows": [_duty(one, today) for one in page],
        "may_set": request.actor.may("term.change"),
        "may_export": request.actor.may("placement.export"),
        "may_fulfil": request.actor.may("obligation.fulfil"),
    }
    return render(request, "placements/duties.html", context)


def _duties(request: Request, form: DutyFilter) -> Any:
    which, kind = form.which()
    found = obligations(request.actor).filter(meant_by(which, timezone.localdate()))
    return (found.filter(kind=kind) if kind else found).order_by("due_on", "since", "id")


def _duty(one: Obligation, today: Any) -> dict[str, Any]:
    duty = DUTIES[one.kind]
    late = one.done_on is None and one.due_on is not None and one.due_on < today
    return {"one": one, "name": duty.name, "article": duty.article, "late": late, "of_law": duty.days is not None}


@require_safe
@needs("placement.export", step_up=True)
def duties_csv(request: Request) -> HttpResponse:
    """The same as a file."""
    columns = [_("Nama"), _("Perusahaan"), _("Kewajiban"), _("Pasal"), _("Sejak"), _("Paling lambat"), _("Dilakukan"),
               _("Bukti atau catatan")]  # fmt: skip
    rows = [
        (one.placement.full_name, one.placement.company.name if one.placement.company else "", str(duty.name),
         duty.article, one.since, one.due_on, one.done_on, one.note)
        for one in _duties(request, DutyFilter(request.GET))
        for duty in [DUTIES[one.kind]]
    ]  # fmt: skip
    audit.record("obligation.exported", by=request.actor, fields=["csv"])
    return download(csv_of(columns, rows), "kewajiban.csv", CSV)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("obligation.fulfil")
def duty(request: Request, pk: UUID) -> HttpResponse:
    """One duty is done."""
    one = get_object_or_404(obligations(request.actor), pk=pk)
    form = FulfilForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        given = form.cleaned_data
        saved(form, lambda: fulfil(one, on=given["on"], note=given["note"], by=request.actor))
        if form.is_valid():
            messages.success(request, _("Kewajiban dicatat sudah dilakukan."))
            return redirect("placements:duties")
    context = {"form": form, "row": _duty(one, timezone.localdate())}
    return render(request, "placements/duty.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("term.change")
def terms(request: Request) -> HttpResponse:
    """How many days each duty has, where the law names none."""
    form = TermForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if saved(form, lambda: set_term(given["kind"], given["days"], by=request.actor)):
            messages.success(request, _("Batas hari disimpan; kewajiban yang belum dilakukan memakai batas ini."))
            return redirect("placements:terms")
    known = dict(Term.objects.visible_to(request.actor).values_list("kind", "days"))
    rows = [{"duty": duty, "days": duty.days or known.get(kind)} for kind, duty in DUTIES.items()]
    return render(request, "placements/terms.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("obligation.add")
def death(request: Request, pk: UUID) -> HttpResponse:
    """A worker died abroad."""
    placement = get_object_or_404(Placement.objects.visible_to(request.actor).filter(state__in=ABROAD), pk=pk)
    form = DeathForm(request.POST or None)
    if form.is_valid() and saved(form, lambda: report_death(placement, on=form.cleaned_data["on"], by=request.actor)):
        messages.success(request, _("Kewajiban perusahaan terhadap keluarga dicatat."))
        return redirect("placements:duties")
    context = {"form": form, "placement": placement}
    return render(request, "placements/death.html", context, status=422 if form.errors else 200)


def _period(request: Request) -> tuple[PeriodForm, Any]:
    """The contracts that end from today on, for a year, unless other days are asked."""
    today = timezone.localdate()
    usual = {"sejak": today, "sampai": today + _AHEAD}
    form = PeriodForm(request.GET or {key: day.isoformat() for key, day in usual.items()})
    del form.fields["per"]
    period = form.period(today + _AHEAD)
    return form, ending(request.actor, form.cleaned_data.get("sejak") or today, period.until)


@require_safe
@needs("placement.read")
def contracts(request: Request) -> HttpResponse:
    """Whose contract ends when."""
    form, found = _period(request)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record("placement.read", by=request.actor, fields=["ends_on"])
    context = {"form": form, "page": page, "may_export": request.actor.may("placement.export")}
    return render(request, "placements/contracts.html", context)


@require_safe
@needs("placement.export", step_up=True)
def contracts_ics(request: Request) -> HttpResponse:
    """The same as a calendar."""
    _form, found = _period(request)
    audit.record("placement.exported", by=request.actor, fields=["ics"])
    events = events_of(found, _("Kontrak berakhir: %s"))
    return download(ics_of(_("Akhir kontrak"), events, made_at=timezone.now()), "akhir-kontrak.ics", MEDIA_TYPE)


def _columns() -> list[str]:
    who = [_("Nama"), _("NIK"), _("Alamat"), _("No Paspor"), _("Tgl Berangkat")]
    return [*who, _("Tgl mulai kontrak"), _("Tgl pulang"), _("Pemberi Kerja")]


@require_safe
@needs("placement.export")
def exchange(request: Request) -> HttpResponse:
    """The least record for the data base of a regency: which days, how many rows."""
    form = PeriodForm(request.GET)
    period = form.period(timezone.localdate())
    number = departed(request.actor, period.since, period.until).count()
    context = {"form": form, "number": number, "article": ARTICLE, "columns": _columns(), "period": period}
    return render(request, "placements/exchange.html", context)


@require_safe
@needs("placement.export", step_up=True)
def exchange_file(request: Request, ending: str) -> HttpResponse:
    """The record as a file."""
    if ending not in FILES:
        raise Http404
    period = PeriodForm(request.GET).period(timezone.localdate())
    rows = exchange_rows(departed(request.actor, period.since, period.until))
    audit.record("placement.exported", by=request.actor, fields=[ending, "nik", "passport_number"])
    if ending == "csv":
        return download(csv_of(_columns(), rows), "data-pekerja-migran.csv", CSV)
    return download(xlsx_of(_("Data Pekerja Migran"), _columns(), rows), "data-pekerja-migran.xlsx", XLSX)
