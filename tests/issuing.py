"""A company with a permit for two and a job order for two, and a placement under them that the law clears."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.examinations.booking import book
from sasando.domain.examinations.models import Psychologist
from sasando.domain.examinations.offering import (
    Offer,
    add_licence,
    designate_facility,
    open_slot,
    register_psychologist,
)
from sasando.domain.examinations.outcomes import Agreed, Finding, record_consent, record_outcome
from sasando.domain.issuance.actions import enter_payment, prove_payment
from sasando.domain.issuance.kinds import PaymentKind
from sasando.domain.licences import actions as licences
from sasando.domain.licences import states
from sasando.domain.licences.models import JobOrder, Permit
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person
from sasando.domain.placements.actions import match, plan_departure, take_step
from sasando.domain.placements.deciding import clear
from sasando.domain.placements.facts import as_json
from sasando.domain.placements.models import Stated, Step
from sasando.domain.regions.models import Region
from tests.cast import key
from tests.placements import acts, begun, dated, day, registered

__all__ = ["acts", "begun", "cleared", "complete", "job", "registered"]

OF_COMPANY = (  # which step, what it states; days are counted from today
    ("recruited", {"recruited_on": -80, "recruiter_kind": "COMPANY_STAFF"}),
    ("trained", {"trained_by_accredited": True, "competence_number": "BNSP-1", "competence_until": 700,
                 "competence_position": "Pekerja rumah tangga"}),
    ("marital", {"marital_letter": True}),
    ("insured_number", {"social_security_number": "12345678901", "health_insurance_active": True}),
    ("agreement", {"placement_agreement_on": -60, "placement_agreement_with": "PT Uji Induk"}),
    ("insured_before", {"premium_pre_on": -58, "premium_pre_idr": 37500}),
    ("passport", {"passport_number": "C1234567", "passport_until": 1500, "documents_held_by_worker": True}),
    ("contract", {"contract_on": -40, "contract_months": 24, "contract_elements": "abcdefg", "contract_endorsed": True,
                  "contract_copy_held": True, "position_contract": "Pekerja rumah tangga"}),
    ("visa", {"visa_kind": "WORK", "visa_number": "V-1", "visa_until": 400}),
)  # fmt: skip
OF_OFFICE = (
    ("oriented", {"orientation_on": -5}),
    ("insured_during", {"premium_during_on": -4, "premium_during_idr": 332500, "premium_months": 24}),
    ("worker_card", {"worker_card_number": "E-1"}),
)
SOURCE = {"source": "surat uji"}


@dataclass(frozen=True)
class Job:
    """What a company may recruit for."""

    permit: Permit
    order: JobOrder


def a_job(acts, *, quota=2, wanted=2, kind="LEGAL_ENTITY", partner=True, number="SIP2MI-1") -> Job:
    """A permit and a job order of PT Uji Induk, entered by the placement officer."""
    by, company = acts("placement-officer"), Organisation.objects.get(pk=key("PT Uji Induk"))
    source = SOURCE | {"source_day": day(-400)}
    employer = licences.add_employer(company, by=by, name=f"Majikan {number}", country="MY", kind=kind, **source)
    agency = licences.add_partner(company, by=by, name=f"Agensi {number}", country="MY", **source) if partner else None
    permit = licences.add_permit(
        company, by=by, number=number, country="MY", position="Pekerja rumah tangga", quota=quota, since=day(-300),
        until=day(300), **source,
    )  # fmt: skip
    order = licences.add_job_order(
        company, by=by, employer=employer, partner=agency, without_partner=not partner, permit=permit,
        number=f"JO {number}", position="Pekerja rumah tangga", wanted=wanted, **source,
    )  # fmt: skip
    licences.verify_job_order(order, by=by, verified_number="AT-1", verified_on=day(-200), verified_by="Atnaker")
    return Job(permit, order)


@pytest.fixture
def job(acts) -> Job:
    by, company = acts("placement-officer"), Organisation.objects.get(pk=key("PT Uji Induk"))
    source = SOURCE | {"source_day": day(-400)}
    licence = states.add_licence(company, by=by, number="SIP3MI-1", since=day(-900), until=day(900), **source)
    states.record_state(licence, by=by, state="ACTIVE", since=day(-900), **source)
    return a_job(acts)


def examine(acts, person: Person, role: str, *, result="fit") -> None:
    """The company books; the examiner records consent and outcome."""
    by, now = acts(role), timezone.now()
    institution = Organisation.objects.get(pk=by.organisation)
    offer = Offer(place=Region.objects.get(pk="53.71"), at=now + timedelta(hours=2), capacity=5, price_idr=100_000)
    slot = open_slot(offer, by=by, now=now)
    officer, psychologist = acts("placement-officer"), None
    if role == "clinic":
        designate_facility(institution, since=day(-500), source="SK uji", by=officer)
    else:
        psychologist = Psychologist.objects.filter(organisation=institution).first()
        if psychologist is None:
            psychologist = register_psychologist(institution, name="Tina", registration="STR-1", by=officer)
            add_licence(psychologist, number="SILP-1", since=day(-500), until=day(500), by=officer)
    [booking] = book(slot, [person], price_idr=100_000, by=acts("p3mi"), now=now)
    by = acts(role)
    record_consent(booking, Agreed(language="id", read_by="Sari", given_by="self", how="signature", on=day(0)), by=by)
    finding = Finding(examined_on=day(0), result=result, examiner="dr. Sari", number="S-1", psychologist=psychologist)
    record_outcome(booking, finding, by=by, today=day(0))


def state_all(placement, steps, *, on, by) -> None:
    """Write steps as an actor in one go; what follows from them is reckoned when the last step is taken."""
    first = Step.objects.filter(placement=placement).count() + 1
    rows = [
        Step(placement=placement, number=number, kind=kind, on=on, organisation_id=by.organisation, account=by.account,
             role=by.role)
        for number, (kind, _) in enumerate(steps, first)
    ]  # fmt: skip
    Step.objects.bulk_create(rows)
    stated = [as_json(dated(facts)) for _, facts in steps]
    Stated.objects.bulk_create(
        Stated(step=row, placement=placement, facts=facts) for row, facts in zip(rows, stated, strict=True)
    )
    audit.record_each("step.taken", rows, by=by)


def fill(placement, job: Job, acts) -> None:
    """Everybody does their part of a registered placement."""
    match(placement, permit=job.permit, job_order=job.order, on=day(-80), by=acts("labour-office"))
    state_all(placement, OF_COMPANY, on=day(-50), by=acts("p3mi"))
    consent = {"consent_by": "PARENT", "consent_acknowledged_on": -70}
    take_step(placement, "consent", on=day(-70), by=acts("village"), facts=dated(consent))
    state_all(placement, OF_OFFICE, on=day(-3), by=acts("labour-office"))
    for role in ("clinic", "psychologist"):
        examine(acts, placement.person, role)
    plan_departure(placement, departs_on=day(30), gate=None, route="", on=day(-2), by=acts("p3mi"))


@pytest.fixture
def complete(registered, job, acts):
    """A placement of which the law asks nothing more."""
    fill(registered, job, acts)
    take_step(registered, "informed", on=day(0), by=acts("village"), facts={"informed_on": day(-88)})
    return registered


@pytest.fixture
def cleared(complete, acts):
    """The same, cleared by the placement officer, who entered nothing on it."""
    clear(complete, on=day(0), by=acts("placement-officer"))
    return complete


def pay(placement, acts) -> None:
    """The company enters both premiums, the labour office proves them."""
    for kind in PaymentKind:
        reference = f"{kind}-{placement.code}"
        payment = enter_payment(placement, kind, amount=1, reference=reference, paid_on=day(0), by=acts("p3mi"))
        prove_payment(payment, on=day(0), by=acts("labour-office"))
