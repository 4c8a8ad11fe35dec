"""A list comes in: pasted, as a file, or typed; looked at as it was understood; saved."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sasando.domain.errors import Refused
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Kind, Roster
from sasando.exchange.reports.words import day
from sasando.exchange.rosters import ReadRoster
from sasando.web.passages.carrying import Carried, carried
from sasando.web.passages.choosing import calls_near, open_gates, stands_at
from sasando.web.passages.forms import AnnounceForm
from sasando.web.passages.reading import language
from sasando.web.passages.understanding import SHOWN, read, title_of, understood
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@needs("roster.announce")
def add(request: Request) -> HttpResponse:
    """Give a list, see what is understood of it, save it."""
    step = carried(request) if request.method == "POST" else None
    form = _form(request, step)
    roster = _read(form, step) if step else None
    if (
        step
        and roster
        and "simpan" in request.POST
        and not step.unseen
        and (made := _save(form, step, roster, request))
    ):
        return redirect("passages:detail", made.pk)
    context: dict[str, Any] = {"form": form, "limit": settings.LIST_AT_MOST, "shown": SHOWN, "carried": step}
    if roster:
        due = form.cleaned_data.get("due") if form.is_valid() else None
        context["understood"] = understood(roster, due, by=request.actor)
    return render(request, "passages/add.html", context, status=422 if form.errors else 200)


def _form(request: Request, step: Carried | None) -> AnnounceForm:
    gates, mine = open_gates(), stands_at(request.actor)
    here = [gates[key] for key in mine if key in gates]
    initial = {"due": mine[0] if mine else "", "kind": Kind.RETURN.value}
    data = step.data if step else None
    return AnnounceForm(data, initial=initial, gates=gates, calls=calls_near(here))


def _read(form: AnnounceForm, step: Carried) -> ReadRoster | None:
    """What was understood; None, with the reason in the form, when nothing could be."""
    form.full_clean()
    try:
        if not step.content.strip():
            raise ValidationError(_again(step)) if step.too_large else Refused("nothing_given")
        return read(step.content)
    except ValidationError as problem:
        form.add_error("file" if step.name else None, problem)
        return None


def _again(step: Carried) -> str:
    return _(
        "Berkas %(name)s lebih besar dari 1 MB dan tidak dapat dititipkan di halaman ini. "
        "Pilih sekali lagi, lalu simpan."
    ) % {"name": step.name}


def _save(form: AnnounceForm, step: Carried, roster: ReadRoster, request: Request) -> Roster | None:
    if not form.is_valid():
        return None
    given = form.cleaned_data
    today = day(timezone.localdate(), language())
    letter = Letter(
        id=given["key"],
        title=given["title"] or title_of(given, roster, step.name, today=today),
        content=step.content,
        kind=Kind(given["kind"]),
        came_from=given["came_from"],
        due=given["due"],
        carrier=given["carrier"],
        arrives_at=given["arrives_at"],
    )
    made: Roster | None = saved(form, lambda: announce_roster(letter, by=request.actor))
    return made
