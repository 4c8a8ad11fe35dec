"""Lists of candidates: hand in, watch, read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.errors import Refused
from sasando.domain.people.models import Person
from sasando.domain.rosters.actions import add_roster, check_again, resume_roster, stop_roster
from sasando.domain.rosters.models import AT_GATES, Entry, Flag, Roster, State, Verdict
from sasando.domain.rosters.queries import batches, candidates
from sasando.domain.rosters.reporting import is_of_other_rules, line_of
from sasando.exchange.reports import RunFacts
from sasando.web.rosters.forms import EntryFilter, PeopleFilter, RosterFilter, RosterForm
from sasando.web.rosters.reading import counts_of, explanation_of, language, page_of, rows_of, with_counts
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.shell.trail import trail_shown


def _roster(request: Request, pk: Any) -> Roster:
    found: Roster = get_object_or_404(batches(request.actor).select_related("organisation"), pk=pk)
    return found


@require_safe
@needs("roster.read")
def roster_list(request: Request) -> HttpResponse:
    """The lists that the reader may see, newest first."""
    form = RosterFilter(request.GET)
    found = form.found(batches(request.actor), request.GET.get("urut", ""))
    page = page_of(request, found)
    rosters = with_counts(Roster.objects.filter(pk__in=[one.pk for one in page])).select_related("organisation")
    by_key = {one.pk: one for one in rosters}
    context = {"form": form, "page": page, "rosters": [by_key[one.pk] for one in page]}
    return render(request, "rosters/list.html", context | _deeds(request))


def _deeds(request: Request) -> dict[str, bool]:
    return {"may_add": request.actor.may("roster.add"), "may_export": request.actor.may("roster.export")}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("roster.add")
def add(request: Request) -> HttpResponse:
    """Hand in a list."""
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        title = given["title"] or _("Daftar tempel %(at)s") % {"at": timezone.localtime().strftime("%d-%m-%Y %H.%M")}
        try:
            made = add_roster(title, given["content"], stage=given["stage"], as_of=given["as_of"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("rosters:detail", made.pk)
    context = {"form": form, "limit": settings.LIST_AT_MOST}
    return render(request, "rosters/add.html", context, status=422 if form.errors else 200)


@require_safe
@needs("roster.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """One list: where it stands, and once it is read, its people. A list on its way has a page of its own."""
    rosters = Roster.objects.visible_to(request.actor).select_related("organisation")
    roster = get_object_or_404(rosters, pk=pk)
    if roster.kind in AT_GATES:
        return redirect("passages:detail", pk)
    audit.record("roster.read", roster, by=request.actor)
    if roster.state != State.READY and not roster.read:
        return render(request, "rosters/reading.html", _standing(roster))
    context = _standing(roster) | _people_on(roster, request) | trail_shown(roster, request.actor)
    context["may_place"] = request.actor.may("intake.read") and roster.state == State.READY
    return render(request, "rosters/detail.html", context)


def _people_on(roster: Roster, request: Request) -> dict[str, Any]:
    entries = Entry.objects.visible_to(request.actor).filter(roster=roster)
    form = EntryFilter(request.GET)
    page = page_of(request, form.found(entries, request.GET.get("urut", "")))
    counts, unread = counts_of(entries)
    return {
        "form": form,
        "page": page,
        "rows": rows_of(page, request.actor),
        "counts": counts,
        "unread": unread,
        "outdated": is_of_other_rules(roster),
        "notes": [note.get(language(), note["id"]) for note in roster.notes],
        "may_export": request.actor.may("roster.export"),
        "may_change": request.actor.may("roster.change") and roster.organisation_id == request.actor.organisation,
    }


def _standing(roster: Roster) -> dict[str, Any]:
    percent = round(100 * roster.read / roster.total) if roster.total else None
    over = roster.state not in (State.WAITING, State.READING)
    because = roster.because.get(language(), "") if roster.state == State.REFUSED else ""
    return {"roster": roster, "percent": percent, "over": over, "because": because}


@require_safe
@needs("roster.read")
def progress(request: Request, pk: Any) -> HttpResponse:
    """How far the reading is: the part that htmx asks for, or the whole page."""
    roster = _roster(request, pk)
    if not request.htmx:
        return redirect("rosters:detail", pk)
    standing = _standing(roster)
    answer = render(request, "rosters/reading.html#progress", standing)
    if standing["over"]:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@needs("verdict.read")
def cells(request: Request, pk: Any) -> HttpResponse:
    """The cells that could not be read, by row and column, with what to do."""
    roster = _roster(request, pk)
    found = Verdict.objects.visible_to(request.actor).filter(entry__roster=roster, entry__unread__gt=0)
    page = page_of(request, found.select_related("entry").order_by("entry__row"))
    audit.record("verdict.read", roster, by=request.actor, fields=["errors"])
    errors = [
        {"entry": one.entry, "column": e["column"], "value": e["value"], "because": e["because"][language()]}
        for one in page
        for e in one.errors
    ]
    return render(request, "rosters/cells.html", {"roster": roster, "page": page, "errors": errors})


def _deed(action: Callable[..., None]) -> Callable[[Any], HttpResponse]:
    """A button on a list: does it, or says why not, and shows the list again."""

    @require_POST
    @needs("roster.change")
    def do(request: Request, pk: Any) -> HttpResponse:
        try:
            action(_roster(request, pk), by=request.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("rosters:detail", pk)

    do.needs = "roster.change"  # type: ignore[attr-defined]
    return do


stop, resume, again = _deed(stop_roster), _deed(resume_roster), _deed(check_again)


@require_safe
@needs("entry.read")
def people(request: Request) -> HttpResponse:
    """Candidates whom the reader may see, of whatever list, next departures first."""
    form = PeopleFilter(request.GET)
    entries = candidates(request.actor)
    found = form.among(entries, request.GET.get("urut", ""), today=timezone.localdate())
    page = page_of(request, found.select_related("organisation"))
    context = {"form": form, "page": page, "rows": rows_of(page, request.actor), "counts": counts_of(entries)[0]}
    return render(request, "rosters/people.html", context | _deeds(request))


@require_safe
@needs("entry.read")
def person(request: Request, pk: Any) -> HttpResponse:
    """One candidate: every requirement with its article, why, and what to do; or the decision alone."""
    entry = get_object_or_404(candidates(request.actor).select_related("organisation"), pk=pk)
    verdict = Verdict.objects.visible_to(request.actor).filter(pk=pk).first()
    audit.record("verdict.read" if verdict else "entry.read", entry, by=request.actor)
    context = {
        "entry": entry,
        "roster": Roster.objects.visible_to(request.actor).filter(pk=entry.roster_id).first(),
        "person": Person.objects.visible_to(request.actor).filter(pk=entry.person_id).first(),
    }
    return render(request, "rosters/person.html", context | (_explained(request, entry, verdict) if verdict else {}))


def _explained(request: Request, entry: Entry, verdict: Verdict) -> dict[str, Any]:
    with_flags = Flag.objects.visible_to(request.actor).filter(pk=entry.pk).exists()
    errors = [error | {"says": error["because"][language()]} for error in verdict.errors]
    try:
        line = line_of(entry, verdict, with_flags=with_flags)
    except Refused as refusal:
        return {"errors": errors, "refusal": refusal.messages[0]}
    return {"errors": errors, "law": explanation_of(line, _run(request, entry))}


def _run(request: Request, entry: Entry) -> RunFacts:
    return RunFacts(
        source="",
        sheet="",
        stage=entry.stage,
        as_of=entry.judged_for,
        run_at=timezone.now(),
        run_by=request.actor.name,
        rules_version="",
        rules_hash=entry.rules_hash[:16],
        language=language(),
    )
