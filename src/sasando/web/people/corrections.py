"""Pages of requests to correct who somebody is: the queue, and what another person decides of each."""

from collections.abc import Iterator
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasando.domain import audit
from sasando.domain.people.correcting import approve_correction, refuse_correction
from sasando.domain.people.models import Correction
from sasando.domain.people.queries import may_by_region
from sasando.exchange.sheet import CSV, Row, csv_of
from sasando.web.people.drift import in_words
from sasando.web.people.forms_of_values import CorrectionFilter
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE: Final = 50


def _asked_for(request: Request) -> QuerySet[Correction]:
    form = CorrectionFilter(request.GET)
    form.is_valid()
    waiting = (form.cleaned_data.get("keadaan") or form.WAITING) == form.WAITING
    found = Correction.objects.visible_to(request.actor).filter(decided_at__isnull=waiting)
    found = found.select_related("person", "organisation")
    return found.order_by("asked_at", "pk") if waiting else found.order_by("-decided_at", "pk")


@require_safe
@needs("correction.read")
def queue(request: Request) -> HttpResponse:
    """The requests that wait, the oldest first. They hold numbers, so that they were read is written down."""
    page = Paginator(_asked_for(request), ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = [(_shown(one), may_decide(one, request)) for one in page]
    audit.record("correction.read", by=request.actor, fields=["identity.read"] if rows else [])
    return render(
        request, "people/corrections.html", {"form": CorrectionFilter(request.GET), "page": page, "rows": rows}
    )


def _shown(one: Any) -> Any:
    one.shown_before, one.shown_after = in_words(one.field, one.before), in_words(one.field, one.after)
    return one


def may_decide(correction: Correction, request: Request) -> bool:
    """Whether this reader is the other person that it needs."""
    by = request.actor
    waits = correction.decided_at is None and correction.asked_by != by.account
    return waits and may_by_region(correction.person, "correction.decide", by)


@require_safe
@needs("correction.read", step_up=True)
def as_csv(request: Request) -> HttpResponse:
    """The same requests as a file."""
    audit.record("correction.exported", by=request.actor, fields=["csv", "identity.read"])
    columns = [_("Orang"), _("Yang dibetulkan"), _("Dari"), _("Menjadi"), _("Sumber"), _("Diminta oleh"),
               _("Diminta"), _("Keputusan"), _("Alasan")]  # fmt: skip
    return download(csv_of(columns, _rows(request)), "pembetulan.csv", CSV)


def _rows(request: Request) -> Iterator[Row]:
    for one in _asked_for(request):
        decided = "" if one.approved is None else _("Disetujui") if one.approved else _("Ditolak")
        source = f"{one.get_source_display()} {one.source_note}".strip()
        yield (str(one.person), str(one.get_field_display()), one.before, one.after, source, one.organisation.name,
               timezone.localdate(one.asked_at), decided, one.answer)  # fmt: skip


@require_POST
@needs("correction.decide")
def decide(request: Request, key: int) -> HttpResponse:
    """Approve a request, or refuse it with a reason."""
    mine = Correction.objects.visible_to(request.actor).select_related("person")
    correction = get_object_or_404(mine, pk=key)
    now, answer = timezone.now(), request.POST.get("alasan", "").strip()[:300]
    try:
        if request.POST.get("putusan") == "setuju":
            approve_correction(correction, by=request.actor, at=now)
        else:
            refuse_correction(correction, answer=answer, by=request.actor, at=now)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Permintaan sudah diputuskan."))
    return redirect("people:corrections")
