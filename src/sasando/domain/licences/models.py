"""The tables of this concept: the company's licence, what it may recruit for, and how it is watched."""

from sasando.domain.licences.company import (
    Appointee,
    BranchLicence,
    Deposit,
    Licence,
    Membership,
    StateEntry,
    StateInterval,
)
from sasando.domain.licences.demand import (
    Blacklisting,
    CooperationAgreement,
    Employer,
    JobOrder,
    PartnerAgency,
    Permit,
)
from sasando.domain.licences.watching import Reply, Sanction, Snapshot, SnapshotRow

__all__ = [
    "Appointee",
    "Blacklisting",
    "BranchLicence",
    "CooperationAgreement",
    "Deposit",
    "Employer",
    "JobOrder",
    "Licence",
    "Membership",
    "PartnerAgency",
    "Permit",
    "Reply",
    "Sanction",
    "Snapshot",
    "SnapshotRow",
    "StateEntry",
    "StateInterval",
]
