"""Setting a requirement aside: asked by one office, decided by another, a sample looked at again, the count public."""

from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from sasando.core.law.verdict import Outcome
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.placements.deciding_models import WaiverState
from sasando.domain.placements.judging import refresh
from sasando.domain.placements.models import Judged, Placement, Waiver
from sasando.domain.placements.program import as_program

ONE_IN: Final = 5
"""Every fifth approved waiver is looked at again by a third person."""
NEVER: Final = (Outcome.VIOLATED.name,)
"""A contradiction with the law cannot be set aside: only what is missing, expired or not known."""


@transaction.atomic
def ask_waiver(  # noqa: PLR0913 - a waiver without reason, evidence or article is none
    placement: Placement, requirement: str, *, reason: str, evidence: str, basis: str, by: Actor
) -> Waiver:
    """Ask that one requirement be set aside. Raises `Refused`."""
    if not Placement.objects.filter(may_reach(Placement, by, "waive"), pk=placement.pk).exists():
        raise Refused("not_allowed")
    if not (reason.strip() and evidence.strip() and basis.strip()):
        raise Refused("waiver_incomplete")
    with as_program(by):
        judged = Judged.objects.get(pk=placement.pk)
    outcome = next((one["outcome"] for one in judged.results if one["requirement"] == requirement), None)
    if requirement not in placement.missing or outcome in NEVER:
        raise Refused("cannot_be_waived")
    made = Waiver(
        placement=placement,
        requirement=requirement,
        reason=reason.strip()[:300],
        evidence=evidence.strip()[:200],
        basis=basis.strip()[:120],
        asked_by=by.account,
        organisation_id=by.organisation,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused("already_done") from None
    audit.record("waiver.asked", made, by=by, fields=["requirement"], digest=True)
    return made


@transaction.atomic
def decide_waiver(waiver: Waiver, *, approve: bool, answer: str, by: Actor) -> None:
    """Approve or refuse, as another person of another office than who asked. Raises `Refused`."""
    _lock(waiver, by)
    if waiver.state != WaiverState.ASKED:
        raise Refused("already_done")
    if by.account == waiver.asked_by or by.organisation == waiver.organisation_id:
        raise Refused("own_request")
    if not approve and not answer.strip():
        raise Refused("reason_missing")
    with as_program(by):
        before = Waiver.objects.filter(state__in=[WaiverState.APPROVED, WaiverState.REVOKED]).count()
    waiver.state = WaiverState.APPROVED if approve else WaiverState.REFUSED
    waiver.decided_by, waiver.decided_by_organisation_id = by.account, by.organisation
    waiver.decided_at, waiver.answer = timezone.now(), answer.strip()[:300]
    waiver.sampled = approve and before % ONE_IN == 0
    waiver.save(update_fields=[
        "state", "decided_by", "decided_by_organisation", "decided_at", "answer", "sampled",
    ])  # fmt: skip
    audit.record("waiver.decided", waiver, by=by, fields=["state"], digest=True)
    refresh(waiver.placement, by=by)


@transaction.atomic
def recheck_waiver(waiver: Waiver, *, stands: bool, by: Actor) -> None:
    """Look at a sampled waiver again, as a third person; one that does not stand is revoked. Raises `Refused`."""
    _lock(waiver, by)
    if not waiver.sampled or waiver.rechecked_at or waiver.state != WaiverState.APPROVED:
        raise Refused("already_done")
    if by.account in (waiver.asked_by, waiver.decided_by):
        raise Refused("own_request")
    waiver.state = WaiverState.APPROVED if stands else WaiverState.REVOKED
    waiver.rechecked_by, waiver.rechecked_at = by.account, timezone.now()
    waiver.save(update_fields=["state", "rechecked_by", "rechecked_at"])
    audit.record("waiver.rechecked", waiver, by=by, fields=["state"], digest=True)
    refresh(waiver.placement, by=by)


def _lock(waiver: Waiver, by: Actor) -> None:
    if not Waiver.objects.filter(may_reach(Waiver, by, "decide"), pk=waiver.pk).exists():
        raise Refused("not_allowed")
    waiver.refresh_from_db(from_queryset=Waiver.objects.select_for_update(of=("self",)))
