"""Consent, and what came of an examination: written by the examiner, corrected by a new one, details read on record."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.examinations.kinds import CONSENT_VERSION, Kind
from sasando.domain.examinations.models import Booking, Consent, Detail, Outcome, PregnancyTest, Psychologist
from sasando.domain.examinations.sealing import Damaged, seal, unseal
from sasando.domain.examinations.signing import code_of, holds, sign
from sasando.domain.examinations.truths import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How somebody agreed: in what language it was read, by whom, who gave consent, how, on what day."""

    language: str
    read_by: str
    given_by: str
    how: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came of it. `detail` is for the examiner's own people; `pregnancy` the result of a test, "" when none."""

    examined_on: date
    result: str
    examiner: str
    valid_until: date | None = None
    number: str = ""
    psychologist: Psychologist | None = None
    detail: str = ""
    pregnancy: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A detail as it was read; `intact` says whether it is what was signed."""

    text: str
    at: Any
    intact: bool


@transaction.atomic
def record_consent(booking: Booking, agreed: Agreed, *, by: Actor) -> Consent:
    """Write down that somebody agreed after the text was read to them. Raises `Refused`."""
    _refuse_other_examiners(booking, "consent.add", "assigned", by)
    made = Consent(
        booking=booking,
        text_version=CONSENT_VERSION,
        language=agreed.language,
        read_by=agreed.read_by,
        given_by=agreed.given_by,
        how=agreed.how,
        given_on=agreed.on,
        by=by.account,
    )
    with refusing():
        made.save(force_insert=True)
    audit.record("consent.given", made, by=by, fields=["language", "how", "given_by"], digest=True)
    return made


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Actor, on: date) -> None:
    """From this day nothing more is examined or written down under this booking. Raises `Refused`."""
    if not Consent.objects.filter(may_reach(Consent, by, "withdraw"), pk=consent.pk).exists():
        raise Refused("not_allowed")
    consent.refresh_from_db(from_queryset=Consent.objects.select_for_update(of=("self",)))
    if consent.withdrawn_on:
        raise Refused("already_done")
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    audit.record("consent.withdrawn", consent, by=by, fields=["withdrawn_on"], digest=True)


def _refuse_other_examiners(booking: Booking, action: str, relation: Any, by: Actor) -> None:
    if not by.may(action, relation) or booking.examiner_id != by.organisation:
        raise Refused("not_allowed")
    if booking.cancelled_at:
        raise Refused("booking_cancelled")


@transaction.atomic
def record_outcome(booking: Booking, finding: Finding, *, by: Actor, today: date) -> Outcome:
    """Write down and sign what came of a booking. Raises `ValidationError`; then nothing is written.

    A facility that is not designated, or a psychologist whose licence ended, is no reason to refuse (law.md 9.7).
    """
    outcome = _written(booking, finding, by, today)
    audit.record("outcome.recorded", outcome, by=by, fields=["result", "valid_until"], digest=True)
    return outcome


@transaction.atomic
def replace_outcome(outcome: Outcome, finding: Finding, *, reason: str, by: Actor, today: date) -> Outcome:
    """Correct an outcome by a new one that says why; the old one stays. Raises `ValidationError`."""
    if not reason:
        raise Refused("reason_missing")
    made = _written(outcome.booking, finding, by, today, replaces=outcome, reason=reason)
    audit.record("outcome.replaced", made, by=by, fields=["result", "reason"], digest=True)
    return made


def _written(booking: Booking, finding: Finding, by: Actor, today: date, **correction: Any) -> Outcome:
    _refuse_other_examiners(booking, "outcome.add", "own", by)
    if finding.examined_on > today:
        raise Refused("examined_later")
    outcome = _outcome(booking, finding, by, **correction)
    sign(outcome)
    outcome.code = code_of(bytes(outcome.signature))
    outcome.full_clean(exclude=["booking", "person", "organisation", "asked_by", "psychologist", "replaces"])
    with refusing():
        outcome.save(force_insert=True)
    if finding.detail:
        _keep_detail(outcome, finding.detail, by)
    if finding.pregnancy:
        _keep_test(outcome, finding.pregnancy, by)
    return outcome


def _outcome(booking: Booking, finding: Finding, by: Actor, **correction: Any) -> Outcome:
    kind = booking.slot.kind
    psychologist = finding.psychologist if kind == Kind.PSYCHOLOGY else None
    if psychologist and psychologist.organisation_id != by.organisation:
        raise Refused("not_allowed")
    return Outcome(
        id=uuid4(),
        booking=booking,
        person_id=booking.person_id,
        organisation_id=by.organisation,
        asked_by_id=booking.organisation_id,
        region_code=booking.region_code,
        kind=kind,
        full_name=booking.full_name,
        born_on=booking.born_on,
        examined_on=finding.examined_on,
        result=finding.result,
        valid_until=finding.valid_until,
        number=finding.number,
        examiner=finding.examiner or (psychologist.name if psychologist else by.name),
        psychologist=psychologist,
        by=by.account,
        **correction,
    )


@transaction.atomic
def add_detail(outcome: Outcome, text: str, *, by: Actor) -> Detail:
    """Add findings or notes to an outcome; what was written before stays. Raises `Refused`."""
    if not text:
        raise Refused("value_empty")
    if not by.may("detail.add", "own") or outcome.organisation_id != by.organisation:
        raise Refused("not_allowed")
    if not Consent.objects.filter(booking=outcome.booking_id, withdrawn_on=None).exists():
        raise Refused("consent_missing")
    return _keep_detail(outcome, text, by)


def _keep_detail(outcome: Outcome, text: str, by: Actor) -> Detail:
    key = uuid4()
    detail = Detail(id=key, outcome=outcome, sealed=seal(key, text), by=by.account)
    sign(detail)
    detail.save(force_insert=True)
    audit.record("detail.added", detail, by=by, digest=True)
    return detail


def _keep_test(outcome: Outcome, result: str, by: Actor) -> None:
    if not by.may("pregnancy.add", "own"):
        raise Refused("not_allowed")
    test = PregnancyTest(outcome=outcome, tested_on=outcome.examined_on, result=result, by=by.account)
    sign(test)
    test.save(force_insert=True)
    audit.record("pregnancy.tested", test, by=by, digest=True)


@transaction.atomic
def read_details(outcome: Outcome, *, by: Actor) -> list[Opened]:
    """What was found, for the examiner's own people; that they read it is a fact. Empty for everybody else."""
    details = list(Detail.objects.visible_to(by).filter(outcome=outcome))
    if details:
        audit.record("detail.read", outcome, by=by)
    return [_opened(detail) for detail in details]


def _opened(detail: Detail) -> Opened:
    try:
        return Opened(unseal(detail.pk, bytes(detail.sealed)), detail.at, holds(detail))
    except Damaged:
        return Opened("", detail.at, intact=False)
