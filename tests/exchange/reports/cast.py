"""Invented people and their judgements, built by hand: the reports must not need the law to be tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sasando.core.facts import Says
from sasando.core.law.verdict import (
    Confidence,
    Decision,
    Effect,
    Finding,
    Flag,
    Judgement,
    Outcome,
    Result,
    Severity,
)
from sasando.exchange.reports import Line, Report, RunFacts

TITLES = {
    "passport": {"id": "Paspor berlaku", "en": "Valid passport"},
    "work_visa": {"id": "Visa kerja", "en": "Work visa"},
    "permit": {"id": "SIP2MI berlaku", "en": "Live SIP2MI"},
    "premium": {"id": "Iuran selama bekerja", "en": "Premium during work"},
    "health_recent": {"id": "Sertifikat sehat paling lama 3 bulan", "en": "Health certificate at most 3 months old"},
}


@dataclass(frozen=True)
class BadCell:
    column: str
    value: str
    because: Says


def says(indonesian: str, english: str = "") -> Says:
    return {"id": indonesian, "en": english or indonesian}


def result(
    requirement: str, outcome: Outcome, severity: Severity = Severity.BLOCK, *, confirmed: bool = True
) -> Result:
    met = outcome <= Outcome.NOT_YET_DUE
    return Result(
        requirement=requirement,
        outcome=outcome,
        severity=severity,
        effect={"passport": Effect.DEPART, "work_visa": Effect.DEPART}.get(requirement, Effect.PLACE)
        if severity is Severity.BLOCK
        else None,
        confidence=Confidence.H,
        confirmed=confirmed,
        basis=("UU 18/2017 Pasal 13 huruf e",),
        because=says(f"Alasan tentang {requirement}", f"Reason about {requirement}"),
        do=None if met else says("Perpanjang di kantor imigrasi", "Renew it at the immigration office"),
        facts={"passport_until": date(2026, 2, 20), "employer_name": "JAYA ABADI", "sex": "F", "jkn": True},
        good_until=date(2026, 2, 20) if met else None,
    )


def judgement(
    decision: Decision, *results: Result, findings: tuple[Finding, ...] = (), flags: tuple[Flag, ...] = ()
) -> Judgement:
    return Judgement(
        decision=decision,
        because=says(f"Kalimat keputusan {decision}", f"Sentence of {decision}"),
        stage="DEPART",
        as_of=date(2026, 3, 1),
        results=results,
        findings=findings,
        flags=flags,
        last_safe_departure=date(2026, 2, 20),
        advised_departure=date(2026, 2, 1),
    )


CLEARED = Line(2, "Maria Bere", judgement(Decision.CLEARED, result("passport", Outcome.MET)), {})
INCOMPLETE = Line(
    3,
    "Yosef Nahak",
    judgement(
        Decision.INCOMPLETE,
        result("work_visa", Outcome.MISSING),
        result("passport", Outcome.EXPIRED),
        result("premium", Outcome.VIOLATED, Severity.FIX),
        result("health_recent", Outcome.EXPIRED, Severity.WARN, confirmed=False),
        result("permit", Outcome.NOT_APPLICABLE),
        findings=(Finding("N11", False, ("UU 18/2017 Pasal 68",), says("Dokumen Pasal 13 belum lengkap")),),
        flags=(Flag("R03", says("Rute tidak sesuai", "Route differs")),),
    ),
    {"employer_name": "PT. Jaya Abadi", "sex": "P", "passport_until": "20 Feb 2026"},
    (BadCell("Tgl Lahir", "31/02/2001", says("Tanggal ini tidak ada", "There is no such day")),),
)
NON_PROCEDURAL = Line(
    4,
    "Marselina Tefa",
    judgement(Decision.NON_PROCEDURAL, result("permit", Outcome.VIOLATED), result("passport", Outcome.EXPIRED)),
    {},
)
OUT_OF_SCOPE = Line(5, "Petrus Klau", judgement(Decision.OUT_OF_SCOPE), {})
CAST = (CLEARED, INCOMPLETE, NON_PROCEDURAL, OUT_OF_SCOPE)


def named(name: str, row: int = 9) -> Line:
    """An incomplete person whose name, and a cell, hold whatever a stranger typed."""
    return Line(row, name, INCOMPLETE.judgement, {}, (BadCell(name, name, says(f"Isi: {name}")),))


def report(lines: Iterable[Line] = CAST, language: str = "id", **run: object) -> Report:
    facts = {
        "source": "Daftar Maret.xlsx",
        "sheet": "Sheet1",
        "stage": "DEPART",
        "as_of": None,
        "run_at": datetime(2026, 2, 28, 23, 5, tzinfo=UTC),
        "run_by": "Agustina Manek",
        "rules_version": "2026.1",
        "rules_hash": "3f9a1c0b7d2e",
        "language": language,
        "notes": (says("Kolom Ket dilewati", "Column Ket was skipped"),),
        "letter": {"company_name": "PT Cahaya Rekaan"},
    }
    return Report(RunFacts(**{**facts, **run}), tuple(lines), TITLES)  # type: ignore[arg-type]
