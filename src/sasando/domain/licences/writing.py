"""How a row of this concept is written down: allowed, clean, with one fact; and how a row with an end is ended."""

from datetime import date
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Model

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.licences.models import (
    Appointee,
    Blacklisting,
    BranchLicence,
    CooperationAgreement,
    Deposit,
    Membership,
    Reply,
    Sanction,
)
from sasando.domain.licences.stated import Stated
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Organisation

Row = TypeVar("Row", bound=Model)
Written = TypeVar("Written", bound=Stated | Reply)

_ENDING: Final[dict[type[Model], tuple[str, str]]] = {
    Appointee: ("appointee.change", "appointee.ended"),
    BranchLicence: ("licence.change", "licence.branch_ended"),
    CooperationAgreement: ("job_order.change", "cooperation.ended"),
    Deposit: ("deposit.change", "deposit.ended"),
    Membership: ("membership.change", "membership.ended"),
    Blacklisting: ("blacklisting.change", "blacklisting.ended"),
    Sanction: ("sanction.change", "sanction.ended"),
}


def placement_company(company: Organisation) -> Organisation:
    """The company itself; raises `Refused` for a branch or anything else."""
    if company.kind != Kind.PLACEMENT_COMPANY:
        raise Refused("not_a_company")
    return company


def branch_of(company: Organisation, branch: Organisation) -> Organisation:
    """The branch; raises `Refused` when it is not one of this company."""
    if branch.kind != Kind.BRANCH or branch.parent_id != company.pk:
        raise Refused("branch_of_another")
    return branch


def write_down(row: Written, right: str, deed: str, *, by: Actor) -> Written:
    """Save a new row in the actor's name, with one fact. Raises `Refused`, or what is wrong with it."""
    if not by.may(right):
        raise Refused("not_allowed")
    row.by = by.account
    row.full_clean()
    row.save(force_insert=True)
    audit.record(deed, row, by=by, digest=True)
    return row


@transaction.atomic
def end(row: Row, *, by: Actor, until: date) -> Row:
    """Write down until when it holds: an appointment, an agreement, a deposit, a sanction ... Raises `Refused`."""
    right, deed = _ENDING[type(row)]
    if not by.may(right):
        raise Refused("not_allowed")
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update(of=("self",)))
    row.until = until  # type: ignore[attr-defined]
    row.full_clean()
    row.save(update_fields=["until"])
    audit.record(deed, row, by=by, fields=["until"], digest=True)
    return row
