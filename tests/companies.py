"""Two invented companies for tests: each the head office of one of the cast's branches, with a licence in force."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sasando.domain.access import Actor, act_as
from sasando.domain.licences.actions import add_employer, add_job_order, add_partner, add_permit
from sasando.domain.licences.models import Employer, JobOrder, Licence, Permit
from sasando.domain.licences.states import add_licence, record_state
from sasando.domain.organisations.directory import add_organisation, change_organisation
from sasando.domain.organisations.models import Organisation

STATED: dict[str, Any] = {"source": "Keputusan uji 1/2026", "source_day": date(2026, 1, 2)}


@dataclass(frozen=True, slots=True)
class Company:
    """A company and its branch, and the licence of the company."""

    head: Organisation
    branch: Organisation
    licence: Licence


def make_company(cast: Any, name: str, *, of: str, number: str) -> Company:
    """A company whose branch is that of the role `of`; its licence is active from 2026 to 2027. Ends as the officer."""
    administrator, officer = cast.actor("administrator"), cast.actor("placement-officer")
    act_as(administrator)
    head = add_organisation(by=administrator, name=name, kind="placement-company")
    branch = Organisation.objects.get(pk=cast.actor(of).organisation)
    change_organisation(branch, by=administrator, parent=head)
    act_as(officer)
    term = {"since": date(2026, 1, 1), "until": date(2027, 12, 31)}
    licence = add_licence(head, by=officer, number=number, basis="Permen P2MI 1/2025", **term, **STATED)
    record_state(licence, by=officer, state="ACTIVE", **term, **STATED)
    return Company(head, branch, licence)


def give_permit(company: Company, by: Actor, **other: Any) -> Permit:
    """A permit for forty women in households of Malaysia."""
    facts = {
        "number": f"SIP2MI {company.licence.number}",
        "country": "MY",
        "position": "9111",
        "sex": "F",
        "quota": 40,
        "since": date(2026, 2, 1),
        "until": date(2026, 11, 30),
    }
    return add_permit(company.head, by=by, **facts | STATED | other)


def give_employer(company: Company, by: Actor, **other: Any) -> Employer:
    """A household in Malaysia."""
    facts = {"name": "Keluarga Uji di Ipoh", "country": "MY", "kind": "HOUSEHOLD"}
    return add_employer(company.head, by=by, **facts | STATED | other)


def give_job_order(company: Company, by: Actor, permit: Permit | None = None, **other: Any) -> JobOrder:
    """A verified order of a household, through a partner agency."""
    employer = other.pop("employer", None) or give_employer(company, by)
    if not other.get("without_partner") and "partner" not in other:
        other["partner"] = add_partner(company.head, by=by, name="Agensi Uji Sdn Bhd", country="MY", **STATED)
    facts = {
        "number": f"JO {company.licence.number}",
        "position": "9111",
        "sex": "F",
        "wanted": 10,
        "wage": 1700,
        "currency": "MYR",
        "verified_number": "VER-1",
        "verified_on": date(2026, 2, 10),
        "verified_by": "Atnaker KBRI Uji",
        "until": date(2026, 12, 31),
    }
    return add_job_order(company.head, by=by, employer=employer, permit=permit, **facts | STATED | other)
