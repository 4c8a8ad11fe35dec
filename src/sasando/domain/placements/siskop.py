"""SISKOP2MI, by hand and by file: rows in the order of its form, who was typed in already, and its extracts compared.

Nothing of an extract is applied: whoever reads the report mends what is wrong, here or there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Upper
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.licences.models import Permit
from sasando.domain.people.models import Identity
from sasando.domain.placements.exchanging import address_of, facts_of
from sasando.domain.placements.facts import PLACED
from sasando.domain.placements.models import Entered, Placement, Step
from sasando.exchange.candidates import Candidate, NotATable, open_list

OPP: Final[tuple[Promise, ...]] = (
    _("Tgl OPP"), _("Angkatan"), _("Nama"), _("NIK"), _("ID CPMI"), _("P3MI"), _("Negara"), _("Jabatan"),
    _("Formal/informal"), _("Skema"), _("JK"), _("Kab/Kota"), _("Hadir"), _("No E-PMI"), _("Sudah diinput"),
    _("Nomor SISKOP2MI"),
)  # fmt: skip
"""The columns of the sheet OPP/E-PMI, in its order, with the two by which nobody types a row twice."""
COMPANIES: Final[tuple[Promise, ...]] = (
    _("Nama PT"), _("SIP3MI"), _("Berlaku"), _("Status"), _("Kepala cabang"), _("Alamat"), _("Izin cabang"),
    _("SIP2MI"), _("Negara"), _("Jabatan"), _("Kuota"), _("Terpakai"),
)  # fmt: skip
"""The columns of the sheet of companies, in its order."""
COMPARED: Final = (
    "full_name", "nik", "registration_number", "sex", "born_on", "passport_number", "country", "position",
    "employer_name", "social_security_number", "contract_on", "departs_on", "worker_card_number",
)  # fmt: skip
KEYS: Final = ("registration_number", "nik", "passport_number")
_INFORMAL: Final = ("HOUSEHOLD",)
Cell = str | int | date | None


@transaction.atomic
def enter(placement: Placement, number: str, *, by: Actor) -> Entered:
    """Note that a placement is in SISKOP2MI, with the number there if it is known. Raises `Refused`."""
    if not by.may("entered.add") or not Placement.objects.visible_to(by).filter(pk=placement.pk).exists():
        raise Refused("not_allowed")
    known = Entered.objects.filter(pk=placement.pk).first()
    made = known or Entered(placement=placement)
    made.number, made.by = number.strip()[:40], by.account
    made.save(force_insert=known is None, update_fields=["number", "by"] if known else None)
    audit.record("entered.changed" if known else "entered.added", made, by=by, fields=["number"], digest=True)
    return made


def opp_rows(placements: Sequence[Placement]) -> Iterator[tuple[Cell, ...]]:
    """One row a placement in the order of `OPP`; what is not known is empty."""
    facts = facts_of(placements)
    entered = Entered.objects.in_bulk([one.pk for one in placements])
    attended = set(
        Step.objects.filter(placement__in=placements, kind="oriented", withdraws=None).values_list(
            "placement", flat=True
        )
    )
    for one in placements:
        known, typed = facts.get(one.pk, {}), entered.get(one.pk)
        yield (
            known.get("orientation_on"), _class_of(known), one.full_name, known.get("nik", ""),
            known.get("registration_number", ""), one.company.name if one.company else "", one.country, one.position,
            _formal(known), str(one.get_scheme_display()), {"M": "L", "F": "P"}.get(one.sex, ""),
            address_of(".".join(one.region_code.split(".")[:2])), "ya" if one.pk in attended else "",
            known.get("worker_card_number", ""), "ya" if typed else "", typed.number if typed else "",
        )  # fmt: skip


def _class_of(facts: Mapping[str, Any]) -> str:
    """A class is known by its day: the month in which it was held."""
    on = facts.get("orientation_on")
    return f"{on:%Y-%m}" if on else ""


def _formal(facts: Mapping[str, Any]) -> str:
    kind = facts.get("employer_type")
    return "" if kind is None else "informal" if kind in _INFORMAL else "formal"


def company_rows(permits: QuerySet[Permit], states: Mapping[UUID, Mapping[str, Any]], used: Mapping[UUID, int]) -> Any:
    """One row a permit in the order of `COMPANIES`; `states` are the facts of each company, `used` the places taken."""
    for permit in permits:
        of = states.get(permit.company_id, {})
        yield (
            permit.company.name, of.get("company_licence", ""), of.get("company_licence_until"),
            of.get("company_licence_state", ""), "", "", "", permit.number, permit.country, permit.position,
            permit.quota, used.get(permit.pk, 0),
        )  # fmt: skip


def places_used(by: Actor) -> dict[UUID, int]:
    """How many placements that the actor sees took a place under each permit."""
    placed = Placement.objects.visible_to(by).filter(permit__isnull=False, state__in=PLACED).order_by()
    return dict(placed.values_list("permit").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One cell of an extract that says another thing than the placement; `column` is a key of `core.facts`, or "" when
    the row itself is meant.
    """

    row: int
    name: str
    column: str
    theirs: str
    ours: str
    kind: str  # differs, unreadable, unknown_here, missing_here, twice
    placement: UUID | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """An extract held against the placements that the reader sees."""

    rows: int
    matched: int
    mismatches: tuple[Mismatch, ...]
    columns: tuple[str, ...]


def compare_extract(path: str, *, by: Actor) -> Compared:
    """Hold a file against the placements that the actor sees, by ID CPMI, else NIK, else passport. Raises `Refused`."""
    try:
        listed = open_list(path)
    except NotATable as why:
        raise Refused("extract_not_readable", because=why.because["id"]) from why
    columns = tuple(dict.fromkeys(one.key for one in listed.columns))
    if not set(KEYS) & set(columns):
        raise Refused("extract_without_key")
    rows = list(listed.candidates())
    found = _placements_of([_said(one) for one in rows], by)
    mismatches: list[Mismatch] = []
    matched: set[UUID] = set()
    for one in rows:
        key = _key_of(_said(one), found)
        if key in matched:
            mismatches.append(_of_row(one, "twice", key))
            continue
        matched |= {key} if key else set()
        mismatches += _row_mismatches(one, key, found, columns=columns)
    audit.record("extract.compared", by=by, fields=columns)
    return Compared(len(rows), len(matched), tuple(mismatches), columns)


@dataclass(slots=True)
class _Found:
    """Placements that rows may mean, by each number; with their facts."""

    by_number: dict[tuple[str, str], UUID]
    facts: dict[UUID, dict[str, Any]]


def _said(candidate: Candidate) -> dict[str, Any]:
    dossier = candidate.reading.dossier
    return {key: getattr(dossier, key, None) for key in COMPARED}


def _placements_of(rows: Sequence[Mapping[str, Any]], by: Actor) -> _Found:
    """Those of whom a row has the NIK, the passport, or the name: which of them it means, its numbers decide."""
    said = {key: [row[key] for row in rows if row[key]] for key in ("full_name", *KEYS)}
    numbers = Q(nik__in=said["nik"]) | Q(passport_number__in=said["passport_number"])
    people = Identity.objects.visible_to(by).filter(numbers).values("person")
    named = Placement.objects.visible_to(by).annotate(upper_name=Upper("full_name"))
    meant = Q(person__in=people) | Q(upper_name__in=[name.upper() for name in said["full_name"]])
    found = _Found({}, facts_of(list(named.filter(meant).order_by("changed_at"))))
    for placement, facts in found.facts.items():
        for key in KEYS:
            if facts.get(key):
                found.by_number[key, facts[key]] = placement
    return found


def _key_of(said: Mapping[str, Any], found: _Found) -> UUID | None:
    return next((found.by_number[key, said[key]] for key in KEYS if (key, said[key]) in found.by_number), None)


def _of_row(candidate: Candidate, kind: str, key: UUID | None = None) -> Mismatch:
    return Mismatch(candidate.row, candidate.reading.shown.get("full_name", ""), "", "", "", kind, key)


def _row_mismatches(
    candidate: Candidate, key: UUID | None, found: _Found, *, columns: Sequence[str]
) -> Iterator[Mismatch]:
    name = candidate.reading.shown.get("full_name", "")
    for error in candidate.reading.errors:
        yield Mismatch(candidate.row, name, error.column, error.value, "", "unreadable", key)
    if key is None:
        yield _of_row(candidate, "unknown_here")
        return
    said, facts = _said(candidate), found.facts[key]
    for column in COMPARED:
        theirs, ours = said[column], facts.get(column)
        if column not in columns or theirs is None or theirs == ours:
            continue
        shown = candidate.reading.shown.get(column, str(theirs))
        yield Mismatch(
            candidate.row, name, column, shown, _shown(ours), "missing_here" if ours is None else "differs", key
        )


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
