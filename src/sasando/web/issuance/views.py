"""Letters and cards: the list, what one placement still needs, issuing, printing, revoking."""

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
from sasando.domain.issuance.actions import enter_payment, issue, print_issue, prove_payment, revoke
from sasando.domain.issuance.kinds import Because, PaymentKind, Printed
from sasando.domain.issuance.models import Issue, Payment
from sasando.domain.placements.kinds import State
from sasando.domain.placements.models import Placement
from sasando.web.issuance import reading
from sasando.web.issuance.forms import IssueFilter, PaymentForm, PrintForm, RevokeForm
from sasando.web.shell.answers import download, saved
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50


@require_safe
@needs("issue.read")
def issue_list(request: Request) -> HttpResponse:
    """The papers that the reader may see, and which files wait for one."""
    form = IssueFilter(request.GET)
    found = form.found(Issue.objects.visible_to(request.actor)).select_related("placement", "company", "revocation")
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    waiting = Placement.objects.visible_to(request.actor).filter(state=State.CLEARED).select_related("company")
    context = {"form": form, "page": page, "waiting": waiting.order_by("departs_on")[:ROWS_OF_A_PAGE]}
    return render(request, "issuance/list.html", context)


def _placement(request: Request, pk: Any) -> Placement:
    rows = Placement.objects.visible_to(request.actor).select_related("company", "permit", "job_order")
    found: Placement = get_object_or_404(rows, pk=pk)
    return found


@require_safe
@needs("issue.read")
def detail(request: Request, pk: Any) -> HttpResponse:
    """What the ledger knows of one placement: decision, room in the quota, payments, papers."""
    placement = _placement(request, pk)
    audit.record("issue.read", placement, by=request.actor)
    context = reading.ledger_of(placement, request.actor) | {"pay_form": PaymentForm(), "revoke_form": RevokeForm()}
    return render(request, "issuance/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("payment.add")
def pay(request: Request, pk: Any) -> HttpResponse:
    """Enter a payment by its receipt."""
    placement, form = _placement(request, pk), PaymentForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data | {"kind": PaymentKind(form.cleaned_data["kind"])}
        if saved(form, lambda: enter_payment(placement, given.pop("kind"), by=request.actor, **given)):
            messages.success(request, _("Pembayaran dicatat. Orang lain yang membuktikannya."))
            return redirect("issuance:detail", pk)
    return render(
        request, "issuance/pay.html", {"form": form, "placement": placement}, status=422 if form.errors else 200
    )


@require_POST
@needs("payment.prove")
def prove(request: Request, pk: Any) -> HttpResponse:
    """Say that a receipt is real."""
    payment = get_object_or_404(Payment.objects.visible_to(request.actor), pk=pk)
    try:
        prove_payment(payment, on=timezone.localdate(), by=request.actor)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("issuance:detail", payment.placement_id)


@require_POST
@needs("issue.add", step_up=True)
def make(request: Request, pk: Any, kind: str) -> HttpResponse:
    """Issue a letter or a card: only after the officer has just proved who they are."""
    if kind not in Printed.values:
        raise Http404
    try:
        made = issue(_placement(request, pk), Printed(kind), on=timezone.localdate(), by=request.actor)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(serial)s terbit.") % {"serial": made.serial})
    return redirect("issuance:detail", pk)


@require_POST
@needs("issue.print")
def paper(request: Request, pk: Any) -> HttpResponse:
    """The paper to print; each time is counted."""
    made, form = _issue(request, pk), PrintForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        print_issue(made, reason=reason, by=request.actor)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("issuance:detail", made.placement_id)
    return download(reading.pdf_of(made, request.actor), f"{made.serial}.pdf", "application/pdf")


@require_POST
@needs("issue.revoke", step_up=True)
def revoke_issue(request: Request, pk: Any) -> HttpResponse:
    """From now on the paper counts no more."""
    made, form = _issue(request, pk), RevokeForm(request.POST)
    if form.is_valid():
        try:
            revoke(made, Because(form.cleaned_data["because"]), by=request.actor)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("%(serial)s dicabut.") % {"serial": made.serial})
    return redirect("issuance:detail", made.placement_id)


def _issue(request: Request, pk: Any) -> Issue:
    rows = Issue.objects.visible_to(request.actor)
    found: Issue = get_object_or_404(rows.select_related("placement", "company", "permit", "decision"), pk=pk)
    return found
