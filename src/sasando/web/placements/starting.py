"""Beginning a placement: look for the person first, write down who is new, then say where to."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.domain.access import is_covered
from sasando.domain.people.actions import add_person
from sasando.domain.people.alike import alike
from sasando.domain.people.models import Person
from sasando.domain.placements.actions import start_placement
from sasando.domain.regions.queries import place_lines
from sasando.web.placements.forms import NewPersonForm, StartForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ALL_THE_SAME: Final = "tetap"
"""The button that writes somebody down although somebody very much alike is known."""
SHOWN: Final = 10


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.add")
def begin(request: Request) -> HttpResponse:
    """Who: looked for among those whom the reader may see; written down when it is nobody of these."""
    asked = " ".join(request.GET.get("q", "").replace("\0", "").split())[:80]
    form = NewPersonForm(
        request.POST or None, initial={"full_name": asked}, with_identity=request.actor.may("identity.add")
    )
    found = _named(request, asked) if asked else []
    if form.is_valid():
        likely = alike(form.known(), by=request.actor)
        found, known = [one.person for one in likely], any(one.is_strong for one in likely)
        if (ALL_THE_SAME in request.POST or not known) and (made := _add(request, form)):
            return redirect("placements:start", made.pk)
    homes = place_lines(one.home_id for one in found if one.home_id)
    shown = [(one, homes.get(one.home_id or "", "")) for one in found]
    context = {"form": form, "asked": asked, "found": shown, "may_add": request.actor.may("person.add")}
    return render(request, "placements/begin.html", context, status=422 if form.errors else 200)


def _named(request: Request, asked: str) -> list[Person]:
    """Whose name holds every word, then who is written alike; only those whom the reader sees."""
    people = Person.objects.visible_to(request.actor).select_related("organisation")
    for word in asked.split():
        people = people.filter(full_name__icontains=word)
    found = {one.pk: one for one in people.order_by("full_name", "id")[:SHOWN]}
    found |= {one.person.pk: one.person for one in alike({"full_name": asked}, by=request.actor)}
    return list(found.values())[:SHOWN]


def _add(request: Request, form: NewPersonForm) -> Person | None:
    made: Person | None = saved(form, lambda: add_person(by=request.actor, **form.known()))
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@needs("placement.add")
def start(request: Request, person: UUID) -> HttpResponse:
    """Where to, as what, which way."""
    who: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=person)
    form = StartForm(request.POST or None, initial={"scheme": "P2P"})
    mine = form.is_valid() and _is_mine(request, who, form)
    if mine and (made := saved(form, lambda: _start(request, who, form))):
        messages.success(request, _("Penempatan %(who)s sudah dimulai.") % {"who": who})
        return redirect("placements:detail", made.pk)
    return render(request, "placements/start.html", {"form": form, "who": who}, status=422 if form.errors else 200)


def _start(request: Request, who: Person, form: StartForm) -> Any:
    return start_placement(who, on=timezone.localdate(), by=request.actor, **form.cleaned_data)


def _is_mine(request: Request, who: Person, form: StartForm) -> bool:
    """Whether the person belongs to the reader's region; a company begins for anybody whom it sees."""
    actor = request.actor
    if actor.may("placement.add", "own") or is_covered(who.region_code, actor):
        return True
    form.add_error(None, _("Orang ini bukan dari wilayah kerja Anda. Tulis asalnya dahulu, atau minta dinasnya."))
    return False
