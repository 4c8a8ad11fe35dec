"""What officers write down about a company, and what the company answers. Each leaves one fact."""

from datetime import date
from typing import Any

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.licences.kinds import STATE_OF_STEP, Step
from sasando.domain.licences.models import (
    Appointee,
    Blacklisting,
    BranchLicence,
    CooperationAgreement,
    Deposit,
    Employer,
    JobOrder,
    Licence,
    Membership,
    PartnerAgency,
    Permit,
    Reply,
    Sanction,
)
from sasando.domain.licences.names import name_key
from sasando.domain.licences.states import enter, lock
from sasando.domain.licences.writing import branch_of, placement_company, write_down
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Organisation


@transaction.atomic
def add_deposit(company: Organisation, *, by: Actor, **facts: Any) -> Deposit:
    """Write down a deposit; `facts` are fields of `Deposit`."""
    row = Deposit(company=placement_company(company), **facts)
    return write_down(row, "deposit.add", "deposit.added", by=by)


@transaction.atomic
def appoint(company: Organisation, *, by: Actor, branch: Organisation | None = None, **facts: Any) -> Appointee:
    """Write down whom the company appointed, and for which of its branches."""
    branch = branch_of(company, branch) if branch else None
    row = Appointee(company=placement_company(company), branch=branch, **facts)
    return write_down(row, "appointee.add", "appointee.added", by=by)


@transaction.atomic
def add_branch_licence(company: Organisation, *, by: Actor, branch: Organisation, **facts: Any) -> BranchLicence:
    """Write down the licence of the province for a branch of the company."""
    row = BranchLicence(company=placement_company(company), branch=branch_of(company, branch), **facts)
    return write_down(row, "licence.add", "licence.branch_added", by=by)


@transaction.atomic
def add_membership(company: Organisation, *, by: Actor, association: Organisation, **facts: Any) -> Membership:
    """Write down that the company is a member of an association."""
    if association.kind != Kind.ASSOCIATION:
        raise Refused("not_an_association")
    row = Membership(company=placement_company(company), association=association, **facts)
    return write_down(row, "membership.add", "membership.added", by=by)


@transaction.atomic
def add_employer(company: Organisation, *, by: Actor, name: str, **facts: Any) -> Employer:
    """Write down an employer abroad with whom the company deals."""
    row = Employer(company=placement_company(company), name=name.strip(), key=name_key(name), **facts)
    return write_down(row, "job_order.add", "employer.added", by=by)


@transaction.atomic
def add_partner(company: Organisation, *, by: Actor, name: str, **facts: Any) -> PartnerAgency:
    """Write down a partner agency abroad with which the company deals."""
    row = PartnerAgency(company=placement_company(company), name=name.strip(), key=name_key(name), **facts)
    return write_down(row, "job_order.add", "partner.added", by=by)


@transaction.atomic
def add_cooperation(company: Organisation, *, by: Actor, partner: PartnerAgency, **facts: Any) -> CooperationAgreement:
    """Write down an agreement of the company with one of its partner agencies."""
    _refuse_others(company, partner)
    row = CooperationAgreement(company=company, partner=partner, **facts)
    return write_down(row, "job_order.add", "cooperation.added", by=by)


@transaction.atomic
def add_permit(company: Organisation, *, by: Actor, **facts: Any) -> Permit:
    """Write down a SIP2MI; `facts` are fields of `Permit`."""
    row = Permit(company=placement_company(company), **facts)
    return write_down(row, "permit.add", "permit.added", by=by)


@transaction.atomic
def withdraw_permit(permit: Permit, *, by: Actor, on: date, because: str) -> None:
    """Write down that the permit was withdrawn on a day: from then on nobody may be recruited under it."""
    if not by.may("permit.change"):
        raise Refused("not_allowed")
    permit.refresh_from_db(from_queryset=Permit.objects.visible_to(by).select_for_update(of=("self",)))
    if permit.withdrawn_on:
        raise Refused("already_done")
    if not because.strip():
        raise Refused("withdrawal_without_reason")
    permit.withdrawn_on, permit.withdrawn_by, permit.withdrawn_because = on, by.account, because.strip()[:200]
    permit.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_because"])
    audit.record("permit.withdrawn", permit, by=by, fields=["withdrawn_on", "withdrawn_because"], digest=True)


@transaction.atomic
def add_job_order(company: Organisation, *, by: Actor, employer: Employer, **facts: Any) -> JobOrder:
    """Write down a demand of one of the company's employers; `facts` are further fields of `JobOrder`."""
    _refuse_others(company, employer, facts.get("permit"), facts.get("partner"))
    row = JobOrder(company=placement_company(company), employer=employer, **facts)
    return write_down(row, "job_order.add", "job_order.added", by=by)


@transaction.atomic
def verify_job_order(job_order: JobOrder, *, by: Actor, **facts: Any) -> JobOrder:
    """Write down the labour attaché's verification: `verified_number`, `verified_on`, `verified_by`; or `unlisted_on`,
    the day on which employer and partner stood on no list of bad ones.
    """
    if not by.may("job_order.change"):
        raise Refused("not_allowed")
    job_order.refresh_from_db(from_queryset=JobOrder.objects.visible_to(by).select_for_update(of=("self",)))
    said = {name: value for name, value in facts.items() if value not in ("", None)}
    if not said:
        raise Refused("value_empty")
    for name, value in said.items():
        setattr(job_order, name, value)
    job_order.full_clean()
    job_order.save(update_fields=list(said))
    audit.record("job_order.verified", job_order, by=by, fields=list(said), digest=True)
    return job_order


@transaction.atomic
def add_blacklisting(*, by: Actor, name: str, **facts: Any) -> Blacklisting:
    """Write down that an employer or a partner stands on a published list; `facts` are fields of `Blacklisting`."""
    row = Blacklisting(name=name.strip(), key=name_key(name), **facts)
    return write_down(row, "blacklisting.add", "blacklisting.added", by=by)


@transaction.atomic
def record_sanction(
    company: Organisation, *, by: Actor, step: str, licence: Licence | None = None, **facts: Any
) -> Sanction:
    """Write down a sanction; with a licence, the state into which it brings that licence as well, for the same days."""
    row = Sanction(company=placement_company(company), step=step, **facts)
    if licence:
        _refuse_others(company, licence)
        lock(licence, by)
    made = write_down(row, "sanction.add", "sanction.recorded", by=by)
    if licence:
        shared = {name: getattr(made, name) for name in ("since", "until", "article", "source", "source_day")}
        activity = made.activity if step == Step.SUSPENSION_PART else ""
        enter(licence, by=by, state=STATE_OF_STEP[Step(step)], activity=activity, **shared)
    return made


@transaction.atomic
def reply_to_sanction(sanction: Sanction, *, by: Actor, text: str, on: date) -> Reply:
    """The company's answer; from then on it stands beside the sanction wherever that is shown. Raises `Refused`."""
    if not Sanction.objects.visible_to(by).filter(pk=sanction.pk).exists():
        raise Refused("not_allowed")
    if not text.strip():
        raise Refused("value_empty")
    row = Reply(sanction=sanction, text=text.strip(), on=on)
    return write_down(row, "reply.add", "reply.given", by=by)


def _refuse_others(company: Organisation, *rows: Any) -> None:
    if any(row is not None and row.company_id != company.pk for row in rows):
        raise Refused("of_another_company")
