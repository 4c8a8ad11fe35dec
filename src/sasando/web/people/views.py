"""Views of persons: each finds only whom the actor may reach, and hands writes to an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.people.actions import (
    assign_person,
    change_identity,
    change_person,
    end_assignment,
    name_adverse,
)
from sasando.domain.people.models import Assignment, Person
from sasando.domain.people.queries import may_by_region, may_change
from sasando.domain.regions.queries import place_lines
from sasando.domain.rosters.models import Entry
from sasando.web.people.forms import AdverseForm, AssignForm, PersonFilter, PersonForm
from sasando.web.people.reading import facts_of, handed_to, records
from sasando.web.people.standing import known_of, records_of_one
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.shell.trail import trail_shown

ROWS_OF_A_PAGE = 50
IDENTITY_READ = "identity.read"


@require_safe
@needs("person.read")
def person_list(request: Request) -> HttpResponse:
    """The people whom the reader may see."""
    form = PersonFilter(request.GET)
    found = form.found(Person.objects.visible_to(request.actor)).select_related("organisation")
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    homes = place_lines(person.home_id for person in page if person.home_id)
    rows = [(person, homes.get(person.home_id or "", "")) for person in page]
    context = {"form": form, "page": page, "rows": rows, "may_add": request.actor.may("person.add")}
    return render(request, "people/list.html", context)


@require_safe
@needs("person.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """One person, with all that is known from linked records. That it was read is written down first, so it stands in
    the trail that is shown.
    """
    people: dict[Any, Any] = {one.pk: one for one in records_of_one(request.actor, pk)}
    if pk not in people:
        raise Http404
    person, reached = people[pk], [one for one in people.values() if one.identity_reached]
    audit.record_each("person.read", reached, by=request.actor, fields=[IDENTITY_READ])
    others = [one for one in people.values() if not one.identity_reached]
    audit.record_each("person.read", others, by=request.actor)
    context = trail_shown(person, request.actor) | _may(request, person) | known_of(person, people, request)
    return render(request, "people/detail.html", context | _of_record(request, person, people))


def _of_record(request: Request, person: Any, people: dict[Any, Any]) -> dict[str, Any]:
    may_read = request.actor.may("entry.read")
    entries = Entry.objects.visible_to(request.actor).filter(person__in=people).select_related("organisation")
    return {
        "person": person,
        "facts": facts_of(person),
        "entries": entries.order_by("-judged_for", "-pk")[:ROWS_OF_A_PAGE] if may_read else [],
        "handed": handed_to(person, timezone.localdate()),
    }


def _may(request: Request, person: Any) -> dict[str, bool]:
    return {
        "may_change": may_change(person, "person", request.actor),
        "may_read_papers": request.actor.may("document.read"),
        "may_assign": may_by_region(person, "assignment.add", request.actor),
        "may_end": may_by_region(person, "assignment.end", request.actor),
        "may_name": may_by_region(person, "adversity.add", request.actor),
        "may_place": request.actor.may("placement.add"),
        "may_see_against": may_by_region(person, "adversity.read", request.actor),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs("person.change")
def change(request: Request, pk: Any) -> HttpResponse:
    """Change what is known of somebody."""
    person: Any = get_object_or_404(records(request.actor), pk=pk)
    if not may_change(person, "person", request.actor):
        raise Http404
    form = _change_form(request, person)
    if form.is_valid() and saved(form, lambda: _change(request, person, form)):
        return redirect("people:detail", pk)
    if request.method != "POST":
        seen = [IDENTITY_READ] if person.identity_reached else []
        audit.record("person.read", person, by=request.actor, fields=seen)
    return render(request, "people/change.html", {"form": form, "person": person}, status=422 if form.errors else 200)


def _change_form(request: Request, person: Any) -> PersonForm:
    own = person.organisation_id == request.actor.organisation
    initial = {name: getattr(person, name) for name in ("full_name", "description", "sex", "home")}
    if person.identity_reached:
        initial |= {name: getattr(person.identity, name) for name in PersonForm.OF_IDENTITY}
        reached = may_change(person, "identity", request.actor)
    else:
        reached = own and request.actor.may("identity.add", "own") and request.actor.may(IDENTITY_READ, "own")
    return PersonForm(request.POST or None, initial=initial, with_identity=reached)


def _change(request: Request, person: Person, form: PersonForm) -> bool:
    of_person, of_identity = form.changed(form.of_person()), form.changed(form.of_identity())
    source, asked = form.source_said(), []
    if of_person:
        asked += change_person(person, by=request.actor, source=source, **of_person)
    if of_identity:
        asked += change_identity(person, by=request.actor, source=source, **of_identity)
    if asked:
        what = ", ".join(str(one.get_field_display()) for one in asked)
        messages.info(request, _("Menunggu persetujuan orang lain: %(what)s.") % {"what": what})
    if len(asked) < len(of_person) + len(of_identity):
        messages.success(request, _("Perubahan sudah disimpan."))
    return True


def _reached(request: Request, pk: Any, action: str) -> Person:
    """The person, if the table allows the action for the region to which they belong."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    if not may_by_region(person, action, request.actor):
        raise Http404
    return person


@require_http_methods(["GET", "HEAD", "POST"])
@needs("assignment.add")
def assign(request: Request, pk: Any) -> HttpResponse:
    """Hand somebody to an organisation until a day."""
    person, today = _reached(request, pk, "assignment.add"), timezone.localdate()
    form = AssignForm(request.POST or None, by=request.actor)
    if form.is_valid():
        to, until = form.cleaned_data["organisation"], form.cleaned_data["until"]
        if saved(form, lambda: assign_person(person, to=to, until=until, by=request.actor, today=today)):
            messages.success(request, _("%(person)s diserahkan kepada %(to)s.") % {"person": person, "to": to})
            return redirect("people:detail", pk)
    return render(request, "people/assign.html", {"form": form, "person": person}, status=422 if form.errors else 200)


@require_POST
@needs("assignment.end")
def end_assigned(request: Request, pk: Any, key: int) -> HttpResponse:
    """End an assignment before its day."""
    person = _reached(request, pk, "assignment.end")
    given = get_object_or_404(Assignment.objects.visible_to(request.actor), pk=key, person=person)
    try:
        end_assignment(given, by=request.actor, today=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Penyerahan sudah diakhiri."))
    return redirect("people:detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("adversity.add")
def adverse(request: Request, pk: Any) -> HttpResponse:
    """Name an organisation against somebody."""
    person = _reached(request, pk, "adversity.add")
    form = AdverseForm(request.POST or None, by=request.actor)
    if form.is_valid():
        named = form.cleaned_data["organisation"]
        if saved(form, lambda: [name_adverse(person, organisation=named, by=request.actor)]):
            messages.success(
                request, _("%(named)s tidak lagi melihat %(person)s.") % {"named": named, "person": person}
            )
            return redirect("people:detail", pk)
    return render(request, "people/adverse.html", {"form": form, "person": person}, status=422 if form.errors else 200)
