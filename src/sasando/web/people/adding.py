"""Writing somebody down: look first, among those whom the reader may see, and then write."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sasando.domain.people.actions import add_person
from sasando.domain.people.alike import Alike, alike
from sasando.domain.regions.queries import place_lines
from sasando.web.people.forms import PersonForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

LOOK, ALL_THE_SAME = "cari", "tetap"
"""Buttons of the form: look only; and write down although somebody very much alike is known."""
LOOK_BY: Final = ("full_name", "nik", "phone")
"""Asked first, because somebody is found by them."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs("person.add")
def add(request: Request) -> HttpResponse:
    """Write somebody down. Whoever is very much alike is shown before, once."""
    form = _form(request)
    looked, found = form.is_valid(), []
    if looked and ALL_THE_SAME not in request.POST:
        found = _alike(request, form)
    if looked and LOOK not in request.POST and not any(one.is_strong for one, _ in found):
        source = form.source_said()
        if person := saved(form, lambda: add_person(by=request.actor, source=source, **form.known())):
            messages.success(request, _("%(person)s sudah dicatat.") % {"person": person})
            return redirect("people:detail", person.pk)
    context = {"form": form, "looked": looked, "found": found, "look_after": _last_to_look_by(form)}
    return render(request, "people/add.html", context, status=422 if form.errors else 200)


@require_POST
@needs("person.add")
def similar(request: Request) -> HttpResponse:
    """Who is alike to what stands in the form so far: asked while it is typed."""
    form = _form(request)
    form.is_valid()
    return render(request, "people/add.html#alike", {"found": _alike(request, form), "looked": True})


def _form(request: Request) -> PersonForm:
    form = PersonForm(request.POST or None, with_identity=request.actor.may("identity.add"))
    form.order_fields(LOOK_BY)
    return form


def _last_to_look_by(form: PersonForm) -> str:
    return next(name for name in reversed(LOOK_BY) if name in form.fields)


def _alike(request: Request, form: PersonForm) -> list[tuple[Alike, str]]:
    found = alike(form.cleaned_data, by=request.actor)
    homes = place_lines(one.person.home_id for one in found if one.person.home_id)
    return [(one, homes.get(one.person.home_id or "", "")) for one in found]
