"""The examiner's day: who comes, consent, the result in three taps, findings for the own people, corrections."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sasando.domain import audit
from sasando.domain.examinations.kinds import CONSENT_TEXT
from sasando.domain.examinations.models import Consent, Outcome
from sasando.domain.examinations.outcomes import (
    add_detail,
    read_details,
    record_consent,
    record_outcome,
    replace_outcome,
    withdraw_consent,
)
from sasando.domain.examinations.signing import holds
from sasando.web.examinations import reading
from sasando.web.examinations.forms import ConsentForm, CorrectionForm, DetailForm, OutcomeForm
from sasando.web.examinations.outcomes import facts_of, pregnancy_of
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request
from sasando.web.shell.trail import trail_shown

_AGO = timedelta(days=30)
_MOST = 200


@require_safe
@needs("outcome.add")
def agenda(request: Request) -> HttpResponse:
    """Who comes today and later, and who came without a result yet."""
    today = timezone.localdate()
    mine = (
        reading.for_examiner(request.actor).filter(slot__at__date__gte=today - _AGO).order_by("slot__at", "full_name")
    )
    rows = list(mine[:_MOST])
    days = [(row, timezone.localdate(row.slot.at)) for row in rows]
    context = {
        "today": today,
        "now": [row for row, on in days if on == today],
        "late": [row for row, on in days if on < today and not row.outcome],
        "later": [row for row, on in days if on > today],
    }
    return render(request, "examinations/agenda.html", context)


def _booking(request: Request, pk: UUID) -> Any:
    return get_object_or_404(reading.for_examiner(request.actor), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("outcome.add")
def examine(request: Request, pk: UUID) -> HttpResponse:
    """One who came: consent first, then the result."""
    booking, actor = _booking(request, pk), request.actor
    if booking.outcome:
        return redirect("examinations:outcome", booking.outcome)
    form = OutcomeForm(request.POST or None, kind=booking.slot.kind, sex=booking.sex, by=actor)
    if form.is_valid():
        today = timezone.localdate()
        if saved(form, lambda: record_outcome(booking, form.finding(), by=actor, today=today)):
            messages.success(request, _("Hasil %(name)s sudah dicatat.") % {"name": booking.full_name})
            return redirect("examinations:agenda")
    context = {"booking": booking, "form": form, "consents": _consents(request, pk)}
    return render(request, "examinations/examine.html", context | _asking(request), status=422 if form.errors else 200)


def _consents(request: Request, pk: UUID) -> list[Consent]:
    return list(Consent.objects.visible_to(request.actor).filter(booking=pk))


def _asking(request: Request, form: ConsentForm | None = None) -> dict[str, Any]:
    return {"consent_form": form or ConsentForm(initial={"read_by": request.actor.name}), "consent_text": CONSENT_TEXT}


@require_POST
@needs("consent.add")
def consent(request: Request, pk: UUID) -> HttpResponse:
    """Write down that somebody agreed."""
    booking, form = _booking(request, pk), ConsentForm(request.POST)
    today = timezone.localdate()
    if form.is_valid() and saved(form, lambda: record_consent(booking, form.agreed(today), by=request.actor)):
        messages.success(request, _("Persetujuan sudah dicatat."))
        return redirect("examinations:examine", pk)
    context = {"booking": booking, "consents": _consents(request, pk)} | _asking(request, form)
    return render(request, "examinations/examine.html", context, status=422)


@require_POST
@needs("consent.withdraw")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Write down that consent was withdrawn: nothing more is written under this booking."""
    found = get_object_or_404(Consent.objects.visible_to(request.actor), booking=pk, withdrawn_on=None)
    try:
        withdraw_consent(found, by=request.actor, on=timezone.localdate())
        messages.success(request, _("Penarikan persetujuan sudah dicatat."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    mine = found.booking.examiner_id == request.actor.organisation
    return redirect("examinations:examine", pk) if mine else redirect("examinations:slot", found.booking.slot_id)


def outcome_of(request: Request, pk: UUID) -> Any:
    """The outcome, if the reader may see it."""
    related = ("organisation", "asked_by", "psychologist", "replaces", "replaced_by", "booking", "booking__slot__place")
    return get_object_or_404(Outcome.objects.visible_to(request.actor).select_related(*related), pk=pk)


def _whole(request: Request, pk: UUID, **more: Any) -> dict[str, Any]:
    found = outcome_of(request, pk)
    audit.record("outcome.read", found, by=request.actor, fields=["result", "valid_until"])
    mine = found.organisation_id == request.actor.organisation and request.actor.may("detail.read", "own")
    details = read_details(found, by=request.actor) if mine else []
    return {
        "outcome": found,
        "facts": facts_of(found),
        "result": reading.said_result(found.result),
        "intact": holds(found) and all(one.intact for one in details),
        "mine": mine,
        "details": details,
        "pregnancy": pregnancy_of(found, request.actor),
        "detail_form": DetailForm(),
        "standing": getattr(found, "replaced_by", None) is None,
    } | more


@require_safe
@needs("outcome.read")
def outcome(request: Request, pk: UUID) -> HttpResponse:
    """What came of an examination; findings only for the examiner's own people."""
    context = _whole(request, pk)
    return render(request, "examinations/outcome.html", context | trail_shown(context["outcome"], request.actor))


@require_POST
@needs("detail.add")
def detail(request: Request, pk: UUID) -> HttpResponse:
    """Add findings to an outcome."""
    found, form = outcome_of(request, pk), DetailForm(request.POST)
    if form.is_valid() and saved(form, lambda: add_detail(found, form.cleaned_data["text"], by=request.actor)):
        messages.success(request, _("Tambahan sudah dicatat."))
        return redirect("examinations:outcome", pk)
    return render(request, "examinations/outcome.html", _whole(request, pk, detail_form=form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("outcome.add")
def correct(request: Request, pk: UUID) -> HttpResponse:
    """A new outcome in the place of this one."""
    old, actor = outcome_of(request, pk), request.actor
    copied = ("result", "examined_on", "valid_until", "examiner", "psychologist", "number")
    initial = {name: getattr(old, name) for name in copied}
    form = CorrectionForm(request.POST or None, kind=old.kind, sex=old.booking.sex, by=actor, initial=initial)
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "by": actor, "today": timezone.localdate()}
        made = saved(form, lambda: replace_outcome(old, form.finding(), **given))
        if made:
            messages.success(request, _("Hasil sudah dibetulkan; yang lama tetap tersimpan."))
            return redirect("examinations:outcome", made.pk)
    return render(
        request, "examinations/correct.html", {"form": form, "outcome": old}, status=422 if form.errors else 200
    )
