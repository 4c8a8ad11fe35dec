"""What the law asks about a company, a permit, a job order, as it was on a day. What nobody stated has no key.

Values are as `core.facts.read_cell` gives them: names reduced for comparing, positions and countries as codes.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from sasando.domain.licences.kinds import LicenceState, Listed
from sasando.domain.licences.models import (
    Blacklisting,
    BranchLicence,
    Employer,
    JobOrder,
    Licence,
    PartnerAgency,
    Permit,
)
from sasando.domain.licences.names import name_key
from sasando.domain.licences.queries import speaking_on
from sasando.domain.licences.stated import in_force
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Organisation

Facts = dict[str, str | bool | int | date]
_NO_PARTNER: Final = ""  # that there is none is a fact that the law asks for


def company_facts(company_id: UUID, on: date) -> Facts:
    """Licence and state of a company on the day; of a branch, those of its head office and its own licence."""
    company = Organisation.objects.select_related("parent").get(pk=company_id)
    head = company.parent if company.kind == Kind.BRANCH and company.parent else company
    facts: dict[str, Any] = {"company_name": name_key(head.name)}
    licence: Any = speaking_on(Licence.objects.filter(company=head), on).first()
    if licence and licence.state != LicenceState.APPLIED:  # who has only applied has none
        facts |= {
            "company_licence": licence.number,
            "company_licence_from": licence.since,
            "company_licence_until": licence.until,
            "company_licence_state": licence.state,
        }
    if company.kind == Kind.BRANCH:
        facts["branch_licensed"] = _branch_licensed(company, on)
    return _known(facts)


def permit_facts(permit: Permit, on: date, placed: int | None = None) -> Facts:
    """A permit as it was on the day. One that was withdrawn by then ended on the day before its withdrawal.

    `placed`: how many have been placed under it, for who counts that.
    """
    until = permit.until
    if permit.withdrawn_on and permit.withdrawn_on <= on:
        last = permit.withdrawn_on - timedelta(days=1)
        until = min(until, last) if until else last
    return _known(
        {
            "permit_number": permit.number,
            "permit_from": permit.since,
            "permit_until": until,
            "permit_country": permit.country,
            "permit_position": permit.position,
            "permit_sex": permit.sex or None,
            "permit_quota": permit.quota,
            "permit_placed": placed,
            "permit_holder": name_key(permit.company.name),
        }
    )


def job_order_facts(job_order: JobOrder, on: date) -> Facts:
    """A job order as it was known on the day, with employer and partner; `partner_agency` is "" when there is none."""
    verified = job_order.verified_on if job_order.verified_on and job_order.verified_on <= on else None
    partner = name_key(job_order.partner.name) if job_order.partner else None
    return _known(
        {
            "job_order_number": job_order.number,
            "job_order_verified_on": verified,
            "employer_name": name_key(job_order.employer.name),
            "employer_type": job_order.employer.kind,
            "partner_agency": _NO_PARTNER if job_order.without_partner else partner,
            "employer_blacklisted": is_blacklisted(job_order, on),
        }
    )


def is_blacklisted(job_order: JobOrder, on: date) -> bool | None:
    """Whether employer or partner stood on a list; no only when somebody had looked by the day, else not known."""
    where = Q(pk__in=[])
    for kind, one in _both(job_order):
        where |= Q(kind=kind, key=one.key, country=one.country)
    if Blacklisting.objects.filter(where, in_force(on)).exists():
        return True
    return False if job_order.unlisted_on and job_order.unlisted_on <= on else None


def _both(job_order: JobOrder) -> Iterator[tuple[Listed, Employer | PartnerAgency]]:
    yield Listed.EMPLOYER, job_order.employer
    if job_order.partner:
        yield Listed.PARTNER, job_order.partner


def _branch_licensed(branch: Organisation, on: date) -> bool | None:
    """No only when its licences are on record and none was in force; a branch of which none is known may have one."""
    licences = BranchLicence.objects.filter(branch=branch)
    if licences.filter(in_force(on)).exists():
        return True
    return False if licences.exists() else None


def _known(facts: dict[str, Any]) -> Facts:
    return {key: value for key, value in facts.items() if value is not None}
