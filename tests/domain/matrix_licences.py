"""The rows of companies for the matrix: each table once in every relation, as the owner writes them."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

SAME_AS: Final = {
    "state_entry": "licence",
    "state_interval": "licence",
    "branch_licence": "licence",
    "employer": "job_order",
    "partner": "job_order",
    "cooperation": "job_order",
    "snapshot_row": "public_list",
}
PARENT: Final = {
    "state_entry": "licence",
    "state_interval": "licence",
    "reply": "sanction",
    "snapshot_row": "public_list",
}
PLACES: Final = {
    "licence": ("licences_licence", "id"),
    "state_entry": ("licences_stateentry", "licence_id"),
    "state_interval": ("licences_stateinterval", "licence_id"),
    "branch_licence": ("licences_branchlicence", "id"),
    "deposit": ("licences_deposit", "id"),
    "appointee": ("licences_appointee", "id"),
    "membership": ("licences_membership", "id"),
    "permit": ("licences_permit", "id"),
    "employer": ("licences_employer", "id"),
    "partner": ("licences_partneragency", "id"),
    "cooperation": ("licences_cooperationagreement", "id"),
    "job_order": ("licences_joborder", "id"),
    "blacklisting": ("licences_blacklisting", "id"),
    "sanction": ("licences_sanction", "id"),
    "reply": ("licences_reply", "sanction_id"),
    "public_list": ("licences_snapshot", "id"),
    "snapshot_row": ("licences_snapshotrow", "snapshot_id"),
}
_ENDED: Final = ("licence", "branch_licence", "deposit", "appointee", "membership")
_ENDED_TOO: Final = ("permit", "cooperation", "job_order", "blacklisting", "sanction")
CHANGES: Final = {
    **dict.fromkeys((*_ENDED, *_ENDED_TOO), "until = until"),
    "state_entry": "withdrawn_because = ''",
    "state_interval": "holds = true",
}
TABLES: Final = [table for table, _ in reversed(PLACES.values())]
"""In an order in which they can be emptied."""

RowOf = Callable[[str, str, str], UUID]


def make_rows(owner: Any, row_of: RowOf, role: str, relation: str, organisation: UUID) -> None:
    """What is known of a company, of which each row stands in the relation."""
    keys = {thing: row_of(thing, role, relation) for thing in PLACES}
    mark = f"{role} {relation}"

    def put(table: str, **values: Any) -> None:
        stated = {"source": "x", "source_day": "2026-01-01", "by": keys["licence"]}
        values = values if table in ("stateinterval", "reply", "snapshotrow") else stated | values
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(["%s"] * len(values))
        owner.execute(f"INSERT INTO licences_{table} ({names}) VALUES ({marks})", list(values.values()))

    _of_licence(put, keys, mark, organisation)
    _of_demand(put, keys, mark, organisation)
    sanction = {"step": "WARNING", "reason": "x", "article": "x", "number": "", "issuer": "x", "activity": ""}
    put(
        "sanction",
        id=keys["sanction"],
        company_id=organisation,
        decided_on="2026-01-01",
        since="2026-01-01",
        **sanction,
    )
    put("reply", id=keys["branch_licence"], sanction_id=keys["sanction"], text="x", on="2026-01-01", by=keys["licence"])
    put("snapshot", id=keys["public_list"], name="", sha256=mark, problems="[]")
    put("snapshotrow", snapshot_id=keys["public_list"], row=2, name="x", number="x", key="x", state="")


def _of_licence(put: Callable[..., None], keys: dict[str, UUID], mark: str, organisation: UUID) -> None:
    mine: dict[str, Any] = {"company_id": organisation, "since": "2026-01-01"}
    put("licence", id=keys["licence"], number=mark, key=mark, basis="", **mine)
    entry = {"licence_id": keys["licence"], "since": "2026-01-01", "state": "ACTIVE"}
    more = {"article": "", "activity": "", "number": 1, "withdrawn_because": ""}
    put("stateentry", id=keys["employer"], **entry, **more)
    put("stateinterval", entry_id=keys["employer"], holds=True, **entry)
    put("branchlicence", id=keys["branch_licence"], branch_id=organisation, number=mark, issuer="x", **mine)
    put("deposit", id=keys["deposit"], bank="x", number="x", amount=1, **mine)
    put("appointee", id=keys["appointee"], role="DIRECTOR", name="x", letter="", **mine)
    put("membership", id=keys["membership"], association_id=organisation, **mine)


def _of_demand(put: Callable[..., None], keys: dict[str, UUID], mark: str, organisation: UUID) -> None:
    abroad: dict[str, Any] = {"company_id": organisation, "country": "MY"}
    put("employer", id=keys["employer"], name=mark, key=mark, kind="HOUSEHOLD", **abroad)
    put("partneragency", id=keys["partner"], name=mark, key=mark, **abroad)
    put(
        "cooperationagreement",
        id=keys["cooperation"],
        company_id=organisation,
        partner_id=keys["partner"],
        number=mark,
        since="2026-01-01",
    )
    work = {"position": "9111", "sex": ""}
    permit = {"number": mark, "quota": 1, "since": "2026-01-01", "withdrawn_because": ""}
    put("permit", id=keys["permit"], **permit, **work, **abroad)
    order = {"number": mark, "wanted": 1, "currency": "", "verified_number": "", "verified_by": ""}
    put(
        "joborder",
        id=keys["job_order"],
        company_id=organisation,
        employer_id=keys["employer"],
        without_partner=True,
        **order,
        **work,
    )
    listed = {"kind": "EMPLOYER", "name": mark, "key": mark, "country": "MY", "reason": "", "since": "2026-01-01"}
    put("blacklisting", id=keys["blacklisting"], **listed)
