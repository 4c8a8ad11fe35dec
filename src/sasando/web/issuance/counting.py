"""What the nightly count found: for the office, and for the second organisation that looks on."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sasando.domain.issuance.actions import answer_discrepancy
from sasando.domain.issuance.models import Discrepancy, Reconciliation
from sasando.domain.issuance.queries import nearly_used_up
from sasando.web.issuance.forms import AnswerForm
from sasando.web.shell.answers import saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
COUNTED = {
    "permits": gettext_lazy("SIP2MI tercatat"),
    "decisions": gettext_lazy("Putusan yang meluluskan"),
    "payments": gettext_lazy("Pembayaran terbukti"),
    "issues": gettext_lazy("Surat dan kartu terbit"),
    "prints": gettext_lazy("Cetakan"),
    "revocations": gettext_lazy("Pencabutan"),
}


@require_safe
@needs("discrepancy.read")
def count(request: Request) -> HttpResponse:
    """The last count, and everything that did not agree, unanswered first."""
    last = Reconciliation.objects.first()
    found = Discrepancy.objects.visible_to(request.actor).select_related("company").order_by("answered_at", "-found_at")
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    counted = [(label, last.counted.get(key, 0)) for key, label in COUNTED.items()] if last else []
    return render(request, "issuance/count.html", {"last": last, "counted": counted, "page": page})


@require_safe
@needs("permit.read")
def quotas(request: Request) -> HttpResponse:
    """Permits of whose quota little is left."""
    page = Paginator(nearly_used_up(request.actor, timezone.localdate()), ROWS_OF_A_PAGE)
    return render(request, "issuance/quotas.html", {"page": page.get_page(request.GET.get("halaman"))})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("discrepancy.answer")
def answer(request: Request, pk: Any) -> HttpResponse:
    """Write down what became of it."""
    row = get_object_or_404(Discrepancy.objects.visible_to(request.actor), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and saved(form, lambda: _answered(row, form, request)):
        messages.success(request, _("Jawaban disimpan."))
        return redirect("issuance:count")
    return render(request, "issuance/answer.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _answered(row: Discrepancy, form: AnswerForm, request: Request) -> bool:
    answer_discrepancy(row, form.cleaned_data["answer"], by=request.actor)
    return True
