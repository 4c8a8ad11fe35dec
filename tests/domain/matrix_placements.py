"""Rows of placements and of the ledger for the matrix of rights: one placement with all that hangs on it, in every
relation.
"""

import time
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from tests.cast import key

from sasando.domain.access import Actor
from sasando.domain.access.context import signed

SAME_AS: Final = {"step": "placement", "print": "issue", "revocation": "issue", "stated": "dossier",
                   "intakerow": "intake"}  # fmt: skip
PARENT: Final = {
    **dict.fromkeys(
        ("step", "dossier", "stated", "decision", "waiver", "objection", "payment", "obligation", "entered"),
        "placement",
    ),
    **dict.fromkeys(("intake", "intakerow"), "roster"),
    **dict.fromkeys(("print", "revocation"), "issue"),
}
OF_NOBODY: Final = ("discrepancy", "intake", "intakerow", "term")
PLACES: Final = {
    "placement": ("placements_placement", "id"),
    "step": ("placements_step", "placement_id"),
    "dossier": ("placements_judged", "placement_id"),
    "stated": ("placements_stated", "placement_id"),
    "decision": ("placements_decision", "placement_id"),
    "waiver": ("placements_waiver", "placement_id"),
    "objection": ("placements_objection", "placement_id"),
    "obligation": ("placements_obligation", "placement_id"),
    "entered": ("placements_entered", "placement_id"),
    "intake": ("placements_intake", "roster_id"),
    "intakerow": ("placements_intakerow", "intake_id"),
    "term": ("placements_term", "id"),
    "payment": ("issuance_payment", "placement_id"),
    "issue": ("issuance_issue", "id"),
    "print": ("issuance_print", "issue_id"),
    "revocation": ("issuance_revocation", "issue_id"),
    "discrepancy": ("issuance_discrepancy", "id"),
}
TABLES: Final = (
    "issuance_discrepancy", "issuance_revocation", "issuance_print", "issuance_issue", "issuance_payment",
    "placements_intakerow", "placements_intake", "placements_obligation", "placements_entered", "placements_term",
    "placements_objection", "placements_waiver", "placements_decision", "placements_judged", "placements_stated",
    "placements_step", "placements_placement", "placements_ruleset",
)  # fmt: skip
_ME: Final = "gen_random_uuid()"
_RULES: Final = "m" * 64
RowOf = Callable[[str, str, str], UUID]


def make_rows(owner: Any, row_of: RowOf, standing: tuple[str, str, UUID, str]) -> None:
    """Write them as the owner. `standing` is role, relation, organisation and region of the rows."""
    role, relation, organisation, region = standing
    placement, issue = row_of("placement", role, relation), row_of("issue", role, relation)
    person = row_of("person", role, relation)
    owner.execute(
        "INSERT INTO placements_ruleset (fingerprint, version, content) VALUES (%s, 'x', '{}') ON CONFLICT DO NOTHING",
        [_RULES],
    )
    owner.execute(
        "INSERT INTO placements_placement (id, code, person_id, full_name, sex, region_code, started_by_id, "
        "company_id, scheme, country, position, rules_id, state, law, stage, waits_for, missing) "
        "VALUES (%s, %s, %s, 'x', '', %s, %s, %s, 'UKPS', '', '', %s, 'cleared', '', '', '{}', '{}')",
        [placement, placement.hex[:12], person, region, key("Lembaga Netral"), organisation, _RULES],
    )
    _decided(owner, placement)
    _afterwards(owner, row_of, standing)
    _ledger(owner, placement, issue, (person, organisation, region))
    owner.execute(
        "INSERT INTO issuance_discrepancy (id, kind, subject, key, region_code, answer) "
        "VALUES (%s, 'gap', 'x', %s, %s, '')",
        [row_of("discrepancy", role, relation), f"{role} {relation}", region],
    )


def _afterwards(owner: Any, row_of: RowOf, standing: tuple[str, str, UUID, str]) -> None:
    """A duty, a tick of SISKOP2MI, the list from which it was made, and how many days a duty has."""
    role, relation, organisation, region = standing
    placement, roster = row_of("placement", role, relation), row_of("roster", role, relation)
    owner.execute(
        "INSERT INTO placements_obligation (id, placement_id, kind, since, dropped, note) "
        f"VALUES ({_ME}, %s, 'departure', current_date, false, '')",
        [placement],
    )
    owner.execute(f"INSERT INTO placements_entered (placement_id, number, by) VALUES (%s, '', {_ME})", [placement])
    owner.execute(
        "INSERT INTO placements_intake (roster_id, organisation_id, region_code, scheme, state, done, reached, total, "
        f"by) VALUES (%s, %s, %s, 'P2P', 'ready', 1, 1, 1, {_ME})",
        [roster, organisation, region],
    )
    owner.execute(
        "INSERT INTO placements_intakerow (entry_id, intake_id, refused) VALUES (%s, %s, 'placement_exists')",
        [row_of("entry", role, relation), roster],
    )
    term = row_of("term", role, relation)
    owner.execute(f"INSERT INTO placements_term (id, kind, days, by) VALUES (%s, %s, 7, {_ME})", [term, term.hex[:20]])


def _decided(owner: Any, placement: UUID) -> None:
    step, decision, office = uuid4(), uuid4(), key("Lembaga Netral")
    owner.execute(
        'INSERT INTO placements_step (id, placement_id, number, kind, "on", role, reason) '
        "VALUES (%s, %s, 1, 'started', current_date, '', '')",
        [step, placement],
    )
    owner.execute(
        "INSERT INTO placements_stated (step_id, placement_id, facts) VALUES (%s, %s, '{}')", [step, placement]
    )
    owner.execute(
        "INSERT INTO placements_judged (placement_id, as_of, facts, sources, results, differing) "
        "VALUES (%s, current_date, '{}', '{}', '[]', '{}')",
        [placement],
    )
    owner.execute(
        "INSERT INTO placements_decision (id, placement_id, outcome, law, rules, missing, waived, basis, reason, "
        "against_the_law, organisation_id, by) "
        f"VALUES (%s, %s, 'cleared', '', '', '[]', '[]', '', '', false, %s, {_ME})",
        [decision, placement, office],
    )
    owner.execute(
        "INSERT INTO placements_waiver (id, placement_id, requirement, basis, reason, evidence, asked_by, "
        f"organisation_id, state, answer, sampled) VALUES ({_ME}, %s, 'x', '', '', '', {_ME}, %s, 'asked', '', false)",
        [placement, office],
    )
    owner.execute(
        "INSERT INTO placements_objection (id, placement_id, decision_id, text, for_candidate, organisation_id, by, "
        f"answer) VALUES ({_ME}, %s, %s, 'x', false, %s, {_ME}, '')",
        [placement, decision, office],
    )


def _ledger(owner: Any, placement: UUID, issue: UUID, of: tuple[UUID, UUID, str]) -> None:
    """A paper of a head whom the cast does not have: the guard of the ledger asks even the owner who acts."""
    office = key("Lembaga Netral")
    owner.execute(
        "INSERT INTO issuance_payment (id, placement_id, kind, amount, paid_on, reference, entered_by, "
        f"organisation_id) VALUES ({_ME}, %s, 'before', 1, current_date, %s, {_ME}, %s)",
        [placement, placement.hex, office],
    )
    head = Actor(account=key("Kepala Matriks"), organisation=office, role="head")
    owner.execute(
        "SELECT set_config('sasando.context', %s, true)", [signed(head, settings.CONTEXT_KEY, at=int(time.time()))]
    )
    owner.execute(
        "INSERT INTO issuance_issue (id, kind, log_index, placement_id, decision_id, person_id, company_id, "
        "region_code, issued_on, expires_on, issued_by, organisation_id) "
        "SELECT %s, 'card', 0, d.placement_id, d.id, %s, %s, %s, current_date, current_date, %s, %s "
        "FROM placements_decision d WHERE d.placement_id = %s",
        [issue, *of, head.account, office, placement],
    )
    owner.execute("SELECT set_config('sasando.context', '', true)")
    owner.execute(f"INSERT INTO issuance_print (issue_id, by, reason) VALUES (%s, {_ME}, '')", [issue])
    owner.execute(f"INSERT INTO issuance_revocation (issue_id, because, by) VALUES (%s, 'lost', {_ME})", [issue])
