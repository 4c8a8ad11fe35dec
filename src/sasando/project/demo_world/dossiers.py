"""What is written of a candidate in a list: everything that is complete, then what is wrong with it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Final

from sasando.core.facts import FACTS, Kind
from sasando.project.demo_world.somebody import Somebody

Cells = dict[str, Any]
"""Fact -> what stands in its cell: a date, a number or words."""

_YEARS: Final = re.compile(r"years([+-]\d+)")
_MARITAL: Final = {"single": "belum kawin", "married": "kawin", "divorced": "cerai hidup", "widowed": "cerai mati"}
_UNTIL_REGISTRATION: Final = frozenset(
    [
        "full_name",
        "nik",
        "sex",
        "born_on",
        "marital_status",
        "village",
        "regency",
        "purpose",
        "scheme",
        "sea_channel",
        "country",
        "position",
        "employer_name",
        "employer_type",
        "recruited_on",
        "recruiter_kind",
        "registration_number",
        "registered_on",
        "village_verified_on",
        "informed_on",
        "marital_letter",
        "marriage_book",
        "consent_by",
        "consent_acknowledged_on",
        "charged_to_worker_idr",
        "company_name",
        "company_licence",
        "company_licence_from",
        "company_licence_until",
        "company_licence_state",
        "branch_licensed",
        "permit_number",
        "permit_from",
        "permit_until",
        "permit_country",
        "permit_position",
        "permit_sex",
        "permit_quota",
        "permit_placed",
        "permit_holder",
        "job_order_number",
        "job_order_verified_on",
        "employer_blacklisted",
    ]
)
_GONE_TOGETHER: Final = {
    "orientation_on": ("worker_card_number",),
    "premium_during_on": ("premium_during_idr", "premium_months"),
    "pregnancy_test_on": ("pregnancy_result",),
    "health_on": ("health_result", "health_facility_designated"),
    "psych_on": ("psych_result",),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody leaves for."""

    key: str
    way: str
    share: int
    women: int
    country: str
    position: str
    employers: tuple[str, ...]
    route: str
    legal_entity: bool = False
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """What stands on the papers of a company; days from the day of the world."""

    name: str
    licence: str
    runs: tuple[int, int]
    state: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What everybody on one list has in common."""

    job: Job
    company: Company | None
    departs_on: date
    written_on: date
    today: date
    permit_sex: str
    serial: int


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the tables in `data`."""
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@cache
def jobs() -> Mapping[str, Job]:
    """All of them, by key."""
    return {row["key"]: Job(**row | {"employers": tuple(row["employers"])}) for row in data("jobs")["job"]}


@cache
def companies() -> Mapping[str, Company]:
    """All of them, by the first word of their name."""
    return {key: Company(**row | {"runs": tuple(row["runs"])}) for key, row in data("organisations")["company"].items()}


def complete(random: Random, one: Somebody, on: Occasion) -> Cells:
    """A dossier in which nothing is wrong."""
    cells: Cells = {key: _dated(key, value, on) for key, value in data("dossiers")[on.job.way].items()}
    cells |= _of_person(random, one, on) | _of_job(random, on)
    if on.company:
        cells |= _of_company(on.company, on)
    return cells


def _dated(key: str, value: Any, on: Occasion) -> Any:
    is_day = FACTS[key].kind is Kind.DATE and isinstance(value, int)
    return on.departs_on + timedelta(days=value) if is_day else value


def _of_person(random: Random, one: Somebody, on: Occasion) -> Cells:
    number = random.randint(1000, 9999)
    cells: Cells = {
        "full_name": one.name,
        "nik": one.nik,
        "sex": "P" if one.sex == "F" else "L",
        "born_on": one.born_on,
        "marital_status": _MARITAL[one.marital],
        "village": f"Desa {one.village_name}",
        "regency": one.regency,
        "purpose": "bekerja",
        "passport_number": one.passport,
        "social_security_number": f"2504{number}{random.randint(100, 999)}",
        "psych_registration": f"STR-PSI-{random.randint(9001, 9040)}",
        "worker_card_number": f"EPMI-{on.departs_on.year}-{number}",
    }
    if on.job.way not in ("sea_merchant", "sea_fishing"):
        cells |= _of_family(one, on)
    if one.sex == "F":
        cells |= {"pregnancy_test_on": on.departs_on - timedelta(days=14), "pregnancy_result": "negatif"}
    if on.job.way != "individual":
        cells["registration_number"] = f"CPMI-{on.departs_on.year}-{one.regency.replace('.', '')}-{number}"
    return cells


def _of_family(one: Somebody, on: Occasion) -> Cells:
    lead = 100 if on.job.way == "individual" else 145
    giver = "suami" if one.sex == "F" else "istri"
    cells: Cells = {
        "marital_letter": True,
        "consent_by": giver if one.marital == "married" else "orang tua",
        "consent_acknowledged_on": on.departs_on - timedelta(days=lead - 1),
    }
    return cells | ({"marriage_book": True} if one.marital == "married" else {})


def _of_job(random: Random, on: Occasion) -> Cells:
    job, employer = on.job, random.choice(on.job.employers)
    cells: Cells = dict.fromkeys(
        ("position", "position_contract", "position_visa", "competence_position"), job.position
    )
    cells |= dict.fromkeys(("employer_name", "employer_contract", "visa_employer"), employer)
    return cells | {
        "country": job.country,
        "employer_type": "badan hukum" if job.legal_entity else "perseorangan",
        "route": job.route,
        "departure_gate": "El Tari Kupang",
        "competence_number": f"LSP-{on.departs_on.year}-{random.randint(1000, 9999)}",
        "visa_number": f"V-{on.departs_on.year}-{random.randint(10_000, 99_999)}",
        **({"partner_agency": job.agency} if job.agency else {}),
        **({"seaman_book_number": f"BP-Z-{random.randint(900_000, 999_999)}"} if job.way.startswith("sea") else {}),
        **({"seafarer_identity_number": f"SID-9{random.randint(10_000, 99_999)}"} if job.way == "sea_merchant" else {}),
        **({"placement_agreement_with": "KP2MI"} if job.way == "g2g" else {}),
    }


def _of_company(company: Company, on: Occasion) -> Cells:
    began, ends = company.runs
    return {
        "company_name": company.name,
        "placement_agreement_with": company.name,
        "company_licence": company.licence,
        "company_licence_from": on.today - timedelta(days=began),
        "company_licence_until": on.today + timedelta(days=ends),
        "company_licence_state": company.state,
        "branch_licensed": True,
        "permit_number": f"SIP2MI-{on.departs_on.year - 1}-{9000 + on.serial}",
        "permit_from": on.departs_on - timedelta(days=180),
        "permit_until": on.departs_on + timedelta(days=260),
        "permit_country": on.job.country,
        "permit_position": on.job.position,
        "permit_sex": on.permit_sex,
        "permit_quota": 80,
        "permit_placed": 12,
        "permit_holder": company.name,
        "job_order_number": f"JO-{on.departs_on.year}-{9000 + on.serial}",
    }


def as_known_on(cells: Cells, day: date) -> Cells:
    """Without what had not happened yet on the day on which the list was written."""
    later = [
        key
        for key, value in cells.items()
        if isinstance(value, date) and value > day and key != "departs_on" and not key.endswith("_until")
    ]
    gone = {*later, *(beside for key in later for beside in _GONE_TOGETHER.get(key, ()))}
    return {key: value for key, value in cells.items() if key not in gone}


def until_registration(cells: Cells) -> Cells:
    """What a labour office has when it registers somebody."""
    return {key: value for key, value in cells.items() if key in _UNTIL_REGISTRATION}


def with_faults(random: Random, cells: Cells, on: Occasion, *, how_many: int) -> Cells:
    """The dossier with something wrong in it; never the same thing twice."""
    faults = [fault for fault in data("faults")["fault"] if set(fault["differs"]) & set(cells)]
    for _ in range(min(how_many, len(faults))):
        fault = random.choices(faults, [one["weight"] for one in faults])[0]
        faults.remove(fault)
        for key, value in fault["differs"].items():
            cells = cells | {key: _faulty(key, value, cells, on)}
    return {key: value for key, value in cells.items() if value != ""}


def _faulty(key: str, value: Any, cells: Cells, on: Occasion) -> Any:
    years = _YEARS.fullmatch(value) if isinstance(value, str) else None
    if years:
        born: date = cells["born_on"]
        return born.replace(year=born.year + int(years[1]), day=min(born.day, 28))
    return _dated(key, value, on)
