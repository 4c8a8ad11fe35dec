"""The lane for workers on leave: under a minute each, the next one of the group at once."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain.stops.clearing import Looked, clear_person
from sasando.domain.stops.models import Clearance, StopPerson
from sasando.domain.stops.reentry import NO_HOLDING, articles, judge
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.stops.forms import LaneForm, gate_of
from sasando.web.stops.reading import Picked, group_of, people_in_lane, uuid_of
from sasando.web.stops.reporting import key_of


@require_safe
@needs("clearance.add")
def begin(request: Request) -> HttpResponse:
    """A new group; who comes from a report is in the group of that report."""
    stop = uuid_of(request.GET.get("laporan"))
    if stop:
        return redirect(_address(request, stop))
    new, picked = uuid4(), people_in_lane(request.GET, request.actor)
    context = {"form": _form(request, new, picked), "left": len(picked.words), "action": _address(request, new)}
    return render(request, "stops/lane.html", context)


def _address(request: Request, group: UUID) -> str:
    asked = request.GET.urlencode()
    return f"{reverse('stops:group', args=[group])}{'?' if asked else ''}{asked}"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("clearance.add")
def group(request: Request, group: UUID) -> HttpResponse:
    """Look at one after the other; the answer for the last one stands on top."""
    picked = people_in_lane(request.GET, request.actor)
    form = _form(request, group, picked)
    if form.is_valid() and saved(form, lambda: _clear(request, form, group)):
        return redirect(request.get_full_path())
    looked_at, counts = group_of(group, request.actor)
    context = {
        "form": form,
        "looked_at": looked_at,
        "counts": counts,
        "no_holding": articles(NO_HOLDING),
    }
    context |= {"left": len(picked.words), "laporan": uuid_of(request.GET.get("laporan"))}
    if looked_at and not form.is_bound:
        context |= {"last": looked_at[0], "judged": judge(looked_at[0].items)}
    return render(request, "stops/lane.html", context, status=422 if form.errors else 200)


def _form(request: Request, group: UUID, picked: Picked) -> LaneForm:
    if request.method == "POST":
        return LaneForm(request.POST, by=request.actor, picked=picked.choices)
    last = Clearance.objects.visible_to(request.actor).filter(group=group).order_by("-at").first()
    wanted = request.GET.get("siapa", "")
    gate = last.gate_id if last else gate_of(request.actor)
    return LaneForm(initial={"gate": gate, "picked": wanted}, by=request.actor, picked=picked.choices)


def _clear(request: Request, form: LaneForm, group: UUID) -> Clearance:
    given = form.cleaned_data
    chosen = given.get("picked") or ""
    line = key_of(chosen)
    looked = Looked(
        id=given["id"],
        group=group,
        items=form.items(),
        gate=given["gate"] or None,
        full_name="" if chosen else given["full_name"],
        person=None if line else uuid_of(chosen),
        stopped=StopPerson.objects.visible_to(request.actor).filter(pk=line).first() if line else None,
    )
    return clear_person(looked, by=request.actor, now=timezone.now())
