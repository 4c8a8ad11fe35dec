"""Dossiers as an office sees them: mostly in order, some with a paper missing or late, a few in a mess.

Nobody is meant. `in_order` gives a dossier to which the law has no objection; `mixed` takes those through the years
since 2023 and three schemes on land and one at sea, spoils some and adds random ones from `bench.dossiers`.
"""

import random
from datetime import date, timedelta
from typing import Any

from bench.dossiers import frame, to_dossiers
from sasando.core.facts import Dossier

SCHEMES = ("P2P", "P2P", "P2P", "G2G", "IND", "SEA_P")

_EMPLOYER, _COMPANY, _POSITION = "LADANG SEJAHTERA", "LEWOTOBI MAKMUR", "6223"
_YES: dict[str, Any] = dict.fromkeys(
    (
        "trained_by_accredited", "marital_letter", "documents_held_by_worker", "own_risk_statement",
        "health_facility_designated", "health_insurance_active", "agreement_cost_clause", "contract_endorsed",
        "contract_copy_held", "branch_licensed", "spsk", "collective_agreement", "agency_agreement_endorsed",
    ),
    True,
)  # fmt: skip
_NUMBERS: dict[str, Any] = dict.fromkeys(
    (
        "registration_number", "competence_number", "worker_card_number", "psych_registration",
        "social_security_number", "passport_number", "visa_number", "company_licence", "permit_number",
        "job_order_number", "seaman_book_number", "seafarer_identity_number",
    ),
    "C1234567",
)  # fmt: skip
_PLAIN: dict[str, Any] = {
    "nik": "5301014107950003",
    "sex": "F",
    "born_on": date(1995, 7, 1),
    "marital_status": "single",
    "consent_by": "PARENT",
    "regency": "53.01",
    "purpose": "WORK",
    "country": "MY",
    "position": _POSITION,
    "position_contract": _POSITION,
    "position_visa": _POSITION,
    "competence_position": _POSITION,
    "permit_position": _POSITION,
    "employer_name": _EMPLOYER,
    "employer_contract": _EMPLOYER,
    "visa_employer": _EMPLOYER,
    "employer_type": "LEGAL_ENTITY",
    "employer_blacklisted": False,
    "partner_agency": "MITRA USAHA",
    "health_result": "fit",
    "pregnancy_result": "negative",
    "psych_result": "fit",
    "premium_pre_idr": 37_500,
    "premium_during_idr": 332_500,
    "premium_months": 24,
    "contract_months": 24,
    "contract_elements": "abcdefg",
    "visa_kind": "WORK",
    "placement_agreement_with": _COMPANY,
    "permit_holder": _COMPANY,
    "company_name": _COMPANY,
    "company_licence_state": "ACTIVE",
    "permit_country": "MY",
    "permit_sex": "F",
    "permit_quota": 40,
    "permit_placed": 9,
    "charged_to_worker_idr": 0,
    "recruiter_kind": "COMPANY_STAFF",
    "principal_asks_identity": True,
}
_DAYS_BEFORE = {
    "permit_from": 400, "company_licence_from": 900, "recruited_on": 200, "informed_on": 210, "registered_on": 195,
    "village_verified_on": 190, "selected_at_office_on": 150, "consent_acknowledged_on": 185, "health_on": 40,
    "pregnancy_test_on": 8, "psych_on": 60, "job_order_verified_on": 220, "placement_agreement_on": 100,
    "premium_pre_on": 95, "contract_on": 50, "premium_during_on": 12, "orientation_on": 6, "self_reported_on": 10,
    "sea_contract_on": 30, "sea_contract_approved_on": 20,
}  # fmt: skip
_DAYS_AFTER = {
    "passport_until": 1500, "visa_until": 500, "competence_until": 700, "psych_licence_until": 300,
    "permit_until": 300, "company_licence_until": 1200, "seaman_book_until": 800, "seafarer_identity_until": 900,
}  # fmt: skip


def in_order(scheme: str, departs_on: date) -> dict[str, Any]:
    """The facts of somebody who may leave on that day."""
    before = {key: departs_on - timedelta(days=days) for key, days in _DAYS_BEFORE.items()}
    after = {key: departs_on + timedelta(days=days) for key, days in _DAYS_AFTER.items()}
    facts = _PLAIN | _YES | _NUMBERS | before | after | {"scheme": scheme, "departs_on": departs_on}
    if scheme == "IND":
        facts["recruiter_kind"] = "NONE"
    if scheme.startswith("SEA"):
        facts["sea_channel"] = "P3MI"
    return facts


def mixed(count: int = 240, *, seed: int = 1) -> list[Dossier]:
    """Of four dossiers two are in order, one has one fact missing or three weeks off, one is random."""
    chance = random.Random(seed)
    made = []
    messy = to_dossiers(frame(count, seed=seed))
    for number in range(count):
        if number % 4 == 3:
            made.append(messy[number])
            continue
        facts = in_order(chance.choice(SCHEMES), date(2023, 3, 1) + timedelta(days=chance.randrange(1200)))
        if number % 4 == 2:
            _spoil(facts, chance)
        made.append(Dossier(**facts))
    return made


def _spoil(facts: dict[str, Any], chance: random.Random) -> None:
    key = chance.choice(sorted(facts.keys() - {"scheme", "purpose", "departs_on"}))
    value = facts.pop(key)
    if isinstance(value, date) and chance.random() < 0.5:
        facts[key] = value + timedelta(days=21 if key in _DAYS_BEFORE else -1600)
