"""What is done in the ledger: payments entered and proved, letters and cards issued, printed, revoked."""

from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.issuance.kinds import NEEDED, Because, PaymentKind, Printed
from sasando.domain.issuance.models import Discrepancy, Issue, Payment, Print, Revocation
from sasando.domain.issuance.reconciling import reconcile_permit
from sasando.domain.issuance.statements import publish_now
from sasando.domain.licences.models import JobOrder, Permit
from sasando.domain.placements.actions import record_by_program
from sasando.domain.placements.deciding_models import Outcome
from sasando.domain.placements.kinds import State
from sasando.domain.placements.models import Decision, Placement
from sasando.domain.placements.program import as_program

LASTS: Final = timedelta(days=90)
"""A paper without a day by which to leave is good for three months."""
_GUARDED: Final = ("no_authority", "no_decision", "not_now", "over_quota", "over_job_order", "not_paid")


@transaction.atomic
def enter_payment(  # noqa: PLR0913 - a receipt says these
    placement: Placement, kind: PaymentKind, *, amount: int, reference: str, paid_on: date, by: Actor
) -> Payment:
    """Enter a payment by its receipt; another person proves it. Raises `Refused`."""
    if not Placement.objects.filter(may_reach(Placement, by, "step"), pk=placement.pk).exists():
        raise Refused("not_allowed")
    if not by.may("payment.add"):
        raise Refused("not_allowed")
    if not reference.strip():
        raise Refused("reference_missing")
    made = Payment(
        placement=placement,
        kind=kind,
        amount=amount,
        paid_on=paid_on,
        reference=reference.strip()[:60],
        entered_by=by.account,
        organisation_id=by.organisation,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("reference_taken") from None
    audit.record("payment.entered", made, by=by, fields=["kind"], digest=True)
    return made


@transaction.atomic
def prove_payment(payment: Payment, *, on: date, by: Actor) -> None:
    """Say that the receipt is real, as another person than who entered it. Raises `Refused`."""
    if not Payment.objects.filter(may_reach(Payment, by, "prove"), pk=payment.pk).exists():
        raise Refused("not_allowed")
    if payment.proved_by:
        raise Refused("already_done")
    if payment.entered_by == by.account:
        raise Refused("own_entries")
    payment.proved_by, payment.proved_by_organisation_id, payment.proved_on = by.account, by.organisation, on
    payment.save(update_fields=["proved_by", "proved_by_organisation", "proved_on"])
    audit.record("payment.proved", payment, by=by, fields=["proved_on"], digest=True)


@transaction.atomic
def issue(placement: Placement, kind: Printed, *, on: date, by: Actor) -> Issue:
    """Issue a letter or a card on the decision in force: by who decided nothing on it, within the quota of the permit
    and the number of the job order, once a decision, when the premiums are proved. Raises `Refused`.
    """
    if not by.may("issue.add"):
        raise Refused("not_allowed")
    with as_program(by):
        placement.refresh_from_db(from_queryset=Placement.objects.select_for_update())
        decision = Decision.objects.filter(placement=placement).first()
        lacking = unpaid(placement)
        full = room(placement, kind)
    if placement.state not in (State.CLEARED, State.ISSUED) or decision is None or decision.outcome != Outcome.CLEARED:
        raise Refused("no_decision")
    if decision.by == by.account:
        raise Refused("own_decision")
    if lacking:
        raise Refused("not_paid", what=" · ".join(str(one.label) for one in lacking))
    if full:
        raise Refused(full)
    if decision.good_until and decision.good_until < on:
        raise Refused("papers_have_ended", until=decision.good_until)
    made = _put(Issue(
        kind=kind, placement=placement, decision=decision, permit_id=placement.permit_id, person_id=placement.person_id,
        company_id=placement.company_id, region_code=placement.region_code, issued_on=on,
        expires_on=decision.good_until or on + LASTS, issued_by=by.account, organisation_id=by.organisation,
    ))  # fmt: skip
    audit.record("issue.made", made, by=by, fields=["kind"], digest=True)
    if made.permit_id:
        with as_program(by):
            reconcile_permit(made.permit_id, today=on)
    if kind == Printed.CARD:
        record_by_program(placement, "issued", on=on, by=by)
    return made


def _put(made: Issue) -> Issue:
    """Into the ledger; what its guard refuses comes back as a sentence."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as problem:
        said = str(problem)
        code = next((code for code in _GUARDED if f"issue_guard: {code}" in said), "")
        raise Refused(
            {"no_authority": "not_allowed", "not_now": "no_decision"}.get(code, code) or "already_done"
        ) from None
    made.refresh_from_db(fields=["log_index"])
    return made


def unpaid(placement: Placement) -> list[PaymentKind]:
    """The premiums that nobody has proved yet."""
    proved = Payment.objects.filter(placement=placement, proved_by__isnull=False).values_list("kind", flat=True)
    return [kind for kind in NEEDED.get(placement.scheme, ()) if kind not in set(proved)]


def room(placement: Placement, kind: Printed) -> str:
    """Why there is no room for one more: the code of a refusal, or nothing."""
    live = Issue.objects.filter(kind=kind, revocation__isnull=True)
    if placement.permit_id:
        quota = Permit.objects.values_list("quota", flat=True).get(pk=placement.permit_id)
        if live.filter(permit=placement.permit_id).count() >= quota:
            return "over_quota"
    if placement.job_order_id:
        wanted = JobOrder.objects.values_list("wanted", flat=True).get(pk=placement.job_order_id)
        if live.filter(placement__job_order=placement.job_order_id).count() >= wanted:
            return "over_job_order"
    return ""


@transaction.atomic
def print_issue(made: Issue, *, reason: str, by: Actor) -> Print:
    """Note that it is put on paper. A second time needs a reason. Raises `Refused`."""
    if not Issue.objects.filter(may_reach(Issue, by, "print"), pk=made.pk).exists():
        raise Refused("not_allowed")
    if Revocation.objects.filter(pk=made.pk).exists():
        raise Refused("is_revoked")
    if Print.objects.filter(issue=made).exists() and not reason.strip():
        raise Refused("reason_missing")
    row = Print(issue=made, by=by.account, reason=reason.strip()[:200])
    row.save(force_insert=True)
    audit.record("issue.printed", made, by=by)
    return row


@transaction.atomic
def revoke(made: Issue, because: Because, *, by: Actor) -> Revocation:
    """From now on it counts no more; scanners learn it with the next list. Raises `Refused`."""
    if not Issue.objects.filter(may_reach(Issue, by, "revoke"), pk=made.pk).exists():
        raise Refused("not_allowed")
    if Revocation.objects.filter(pk=made.pk).exists():
        raise Refused("already_done")
    row = Revocation(issue=made, because=because, by=by.account)
    row.save(force_insert=True)
    audit.record("issue.revoked", made, by=by, fields=["because"])
    transaction.on_commit(publish_now)
    return row


@transaction.atomic
def answer_discrepancy(row: Discrepancy, answer: str, *, by: Actor) -> None:
    """Say what became of something that did not agree; what was found stays. Raises `Refused`."""
    if not Discrepancy.objects.filter(may_reach(Discrepancy, by, "answer"), pk=row.pk).exists():
        raise Refused("not_allowed")
    if row.answered_at:
        raise Refused("already_done")
    if not answer.strip():
        raise Refused("reason_missing")
    row.answer, row.answered_by, row.answered_at = answer.strip()[:300], by.account, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("discrepancy.answered", row, by=by, fields=["answer"], digest=True)
