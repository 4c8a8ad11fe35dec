"""One voyage: its ports of call as a line and as a table, and what may be done to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain.access.protection import may_reach
from sasando.domain.gates.actions import (
    add_sailing,
    cancel_sailing,
    change_sailing,
    repeat_sailing,
    restore_sailing,
    voyage_of,
)
from sasando.domain.gates.models import Gate, Sailing
from sasando.domain.gates.queries import with_calls
from sasando.web.gates.forms_of_sailings import RepeatForm, VoyageForms
from sasando.web.gates.line import line_of, rows_of
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request


def _sailing(request: Request, pk: Any) -> Sailing:
    found: Sailing = get_object_or_404(with_calls(Sailing.objects.visible_to(request.actor)), pk=pk)
    return found


def _gates(request: Request) -> list[Gate]:
    return list(Gate.objects.visible_to(request.actor).filter(active=True).select_related("region"))


@require_safe
@needs("sailing.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """One voyage, with its ports of call."""
    sailing, now = _sailing(request, pk), timezone.now()
    may_change = Sailing.objects.filter(may_reach(Sailing, request.actor, "change"), pk=pk).exists()
    context: dict[str, Any] = {
        "sailing": sailing,
        "line": line_of(sailing, now),
        "rows": rows_of(sailing),
        "may_change": may_change,
        "may_repeat": request.actor.may("sailing.add") and not sailing.cancelled_at,
        "repeat": RepeatForm(initial={"every": 14}),
    }
    return render(request, "gates/sailing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sailing.add")
def add(request: Request) -> HttpResponse:
    """Enter one voyage."""
    both = VoyageForms(_gates(request), request.POST if request.method == "POST" else None)
    if request.method == "POST" and both.is_valid():
        sailing = saved(both.voyage, lambda: add_sailing(both.stated(), by=request.actor))
        if sailing:
            messages.success(request, _("%(vessel)s sudah masuk jadwal.") % {"vessel": sailing.vessel})
            return redirect("gates:sailing", sailing.pk)
    return _form(request, both, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("sailing.change")
def change(request: Request, pk: Any) -> HttpResponse:
    """Correct a voyage."""
    sailing = _sailing(request, pk)
    data = request.POST if request.method == "POST" else None
    both = VoyageForms(_gates(request), data, voyage_of(sailing))
    valid = data is not None and both.is_valid()
    if valid and saved(both.voyage, lambda: change_sailing(sailing, both.stated(), by=request.actor)):
        messages.success(request, _("Perubahan disimpan."))
        return redirect("gates:sailing", sailing.pk)
    return _form(request, both, sailing)


def _form(request: Request, both: VoyageForms, sailing: Sailing | None) -> HttpResponse:
    wrong = not both.more and bool(both.voyage.errors or any(both.calls.errors))
    context = {"form": both.voyage, "calls": both.calls, "sailing": sailing, "wrong": wrong}
    return render(request, "gates/sailing_form.html", context, status=422 if wrong else 200)


@require_POST
@needs("sailing.change")
def cancel(request: Request, pk: Any) -> HttpResponse:
    """Mark a voyage as cancelled."""
    sailing, because = _sailing(request, pk), request.POST.get("because", "")
    at, by = timezone.now(), request.actor
    _said(request, lambda: cancel_sailing(sailing, by=by, at=at, because=because), _("Pelayaran ditandai batal."))
    return redirect("gates:sailing", pk)


@require_POST
@needs("sailing.change")
def restore(request: Request, pk: Any) -> HttpResponse:
    """Take that back."""
    sailing = _sailing(request, pk)
    _said(request, lambda: restore_sailing(sailing, by=request.actor), _("Pelayaran berlaku lagi."))
    return redirect("gates:sailing", pk)


@require_POST
@needs("sailing.add")
def repeat(request: Request, pk: Any) -> HttpResponse:
    """The same voyage again and again, until a day."""
    sailing, form = _sailing(request, pk), RepeatForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih setiap berapa hari, dan sampai tanggal berapa."))
        return redirect("gates:sailing", pk)
    made: list[Sailing] = []
    done = _said(request, lambda: made.extend(repeat_sailing(sailing, by=request.actor, **form.cleaned_data)))
    if done:
        text = ngettext("%(count)s pelayaran ditambahkan.", "%(count)s pelayaran ditambahkan.", len(made))
        messages.success(request, text % {"count": len(made)})
    return redirect("gates:sailing", pk)


def _said(request: Request, do: Any, well: str = "") -> bool:
    """Do it and say so, or say why not."""
    try:
        do()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    if well:
        messages.success(request, well)
    return True
