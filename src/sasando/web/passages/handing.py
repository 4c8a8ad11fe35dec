"""Handing over the list of a gate, and the minutes of it: who is what, who signed, and whether it is still so."""

import json
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain import audit
from sasando.domain.passages.handing import Receipt, digest_of, hand_over, totals_of
from sasando.domain.passages.models import Handover
from sasando.domain.passages.voyages import told_of
from sasando.exchange.papers import write_minutes
from sasando.web.passages.at_gate import balance_of, total_of
from sasando.web.passages.doing import attempted
from sasando.web.passages.minutes import data_of, fates_of, signed_terms
from sasando.web.passages.telling import gates_of
from sasando.web.passages.ticking import here_of
from sasando.web.shell.answers import download, saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

MOST_STROKES: Final = 200
MOST_POINTS: Final = 6_000
ON_PAPER: Final = "paper"


class Strokes(forms.CharField):
    """Lines drawn on the glass: JSON, lists of points from 0 to 1000. Its value is the list; [] for nothing drawn."""

    widget = forms.HiddenInput
    default_error_messages = {"odd": gettext_lazy("Tanda tangan ini tidak terbaca; gambar sekali lagi.")}

    def clean(self, value: Any) -> Any:
        """The lines, every number within its bounds."""
        text = super().clean(value)
        try:
            drawn = json.loads(text or "[]")
            if len(drawn) > MOST_STROKES or sum(map(len, drawn)) > MOST_POINTS:
                raise ValueError
            lines = [[(int(x), int(y)) for x, y in line] for line in drawn if line]
        except (ValueError, TypeError, OverflowError, RecursionError) as odd:
            raise ValidationError(self.error_messages["odd"], code="odd") from odd
        if any(not 0 <= number <= 1000 for line in lines for point in line for number in point):
            raise ValidationError(self.error_messages["odd"], code="odd")
        return lines


class HandForm(forms.Form):
    """Who receives, and the two signatures."""

    receiver = forms.CharField(
        label=gettext_lazy("Diterima oleh"),
        max_length=120,
        help_text=gettext_lazy("Nama dan jabatan, misalnya: Dinas Sosial Kabupaten Sikka, Kepala Bidang."),
    )
    giver_drawn = Strokes(required=False, label=gettext_lazy("Tanda tangan yang menyerahkan"))
    receiver_drawn = Strokes(required=False, label=gettext_lazy("Tanda tangan yang menerima"))
    on_paper = forms.BooleanField(required=False, label=gettext_lazy("Ditandatangani di kertas"))

    def clean(self) -> dict[str, Any]:
        """Two signatures, or paper."""
        given: dict[str, Any] = super().clean() or {}
        both = given.get("giver_drawn") and given.get("receiver_drawn")
        if not self.errors and not both and not given.get("on_paper"):
            raise ValidationError(_("Tanda tangan keduanya di layar, atau pilih: ditandatangani di kertas."))
        return given

    def receipt(self) -> Receipt:
        """What is signed with."""
        given = self.cleaned_data
        drawn = {"giver": given["giver_drawn"], "receiver": given["receiver_drawn"]}
        kept = {who: lines for who, lines in drawn.items() if lines} or {ON_PAPER: []}
        return Receipt(receiver=given["receiver"], signatures=kept)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("handover.add")
def hand(request: Request, pk: Any, gate: str) -> HttpResponse:
    """Show what is handed over, take the signatures, close the list of this gate."""
    here = here_of(request, pk, gate)
    form = HandForm(request.POST or None)
    if form.is_valid():
        receipt = form.receipt()
        made = saved(form, lambda: attempted(lambda: hand_over(here.roster, here.gate, receipt, by=request.actor)))
        if made:
            return redirect("passages:minutes", made.pk)
    told = here.told
    context = {
        "form": form,
        "roster": here.roster,
        "gate": here.gate,
        "total": total_of(told, gate),
        "books": next((one for one in gates_of(told) if one.key == gate), None),
        "fates": fates_of(told, gate, totals_of(told, balance_of(told, gate))["terms"]),
    }
    return render(request, "passages/hand.html", context, status=422 if form.errors else 200)


def _handover(request: Request, pk: Any) -> Handover:
    found: Handover = get_object_or_404(
        Handover.objects.visible_to(request.actor).select_related("gate", "roster__organisation", "roster__came_from"),
        pk=pk,
    )
    return found


@require_safe
@needs("handover.read")
def minutes(request: Request, pk: Any) -> HttpResponse:
    """One hand-over: what was signed, whether the digest fits, and what has changed since."""
    one = _handover(request, pk)
    audit.record("handover.read", one, by=request.actor)
    told = told_of(one.roster, by=request.actor)
    claimed = request.GET.get("sidik", "")[:64].lower()
    now = totals_of(told, balance_of(told, one.gate_id))
    context = {
        "one": one,
        "fits": digest_of(one.totals) == one.digest,
        "claimed": claimed,
        "claim_fits": claimed == one.digest,
        "unchanged": now == one.totals,
        "left_terms": signed_terms(one, told),
        "fates": fates_of(told, one.gate_id, one.totals["terms"]),
        "on_paper": ON_PAPER in one.signatures,
    }
    return render(request, "passages/minutes.html", context)


@require_safe
@needs("handover.read")
def minutes_pdf(request: Request, pk: Any) -> HttpResponse:
    """The minutes as a PDF that an office can file."""
    one = _handover(request, pk)
    audit.record("handover.read", one, by=request.actor, fields=["pdf"])
    told = told_of(one.roster, by=request.actor)
    address = request.build_absolute_uri(f"{reverse('passages:minutes', args=[one.pk])}?sidik={one.digest}")
    pdf = write_minutes(data_of(one, told, request.actor, address))
    return download(pdf, f"berita-acara-{str(one.pk)[:8]}.pdf", "application/pdf")
