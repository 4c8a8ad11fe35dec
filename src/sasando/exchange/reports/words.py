"""The words of every report, Indonesian first: decisions, outcomes, effects, stages, labels, days.

A state is never colour alone: each has its word and its shape.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from sasando.core.facts import Says
from sasando.core.law.verdict import Decision, Effect, Outcome, Severity

Language = Literal["id", "en"]

WITA = timezone(timedelta(hours=8), "WITA")
"""The clock of Kupang, fixed: no time-zone file is needed to read it."""


def _says(indonesian: str, english: str) -> Says:
    return {"id": indonesian, "en": english}


DECISIONS: Mapping[Decision, Says] = {
    Decision.NON_PROCEDURAL: _says("Nonprosedural", "Non-procedural"),
    Decision.INCOMPLETE: _says("Belum lengkap", "Incomplete"),
    Decision.OUT_OF_SCOPE: _says("Di luar cakupan", "Out of scope"),
    Decision.CLEARED: _says("Lengkap", "Cleared"),
}
"""Gravest first: the order of every report."""

DECISION_SHAPES: Mapping[Decision, str] = {
    Decision.NON_PROCEDURAL: "■",
    Decision.INCOMPLETE: "▲",
    Decision.OUT_OF_SCOPE: "◆",
    Decision.CLEARED: "●",
}

DEFINITIONS: Mapping[Decision, Says] = {
    Decision.NON_PROCEDURAL: _says(
        "Ada isian yang melanggar syarat wajib. Kata ini tentang penempatannya; pekerja bukan tertuduh.",
        "A value that is there breaks a blocking requirement. The word is about the placement; "
        "the worker is not the accused.",
    ),
    Decision.INCOMPLETE: _says(
        "Tidak ada yang melanggar, tetapi ada syarat wajib yang belum ada, habis berlaku, belum diketahui, "
        "atau bertentangan.",
        "Nothing breaks the law, but a blocking requirement is missing, expired, unknown or contradicted.",
    ),
    Decision.OUT_OF_SCOPE: _says(
        "Bukan pekerja migran menurut Pasal 4 ayat (2) UU 18/2017, atau tujuannya di dalam Indonesia.",
        "Not a migrant worker by article 4(2) of UU 18/2017, or the destination is inside Indonesia.",
    ),
    Decision.CLEARED: _says(
        "Semua syarat wajib yang jatuh sampai tahap ini terpenuhi atau tidak berlaku baginya. Catatan dan tanda "
        "bahaya tidak mengubahnya (Pasal 70 ayat (2) UU 18/2017).",
        "Every blocking requirement due by this stage is met or does not apply. Notices and red flags do not "
        "change it (article 70(2) of UU 18/2017).",
    ),
}

OUTCOMES: Mapping[Outcome, Says] = {
    Outcome.NOT_APPLICABLE: _says("Tidak berlaku", "Not applicable"),
    Outcome.MET: _says("Terpenuhi", "Met"),
    Outcome.NOT_YET_DUE: _says("Belum waktunya", "Not yet due"),
    Outcome.UNKNOWN: _says("Belum diketahui", "Unknown"),
    Outcome.MISSING: _says("Belum ada", "Missing"),
    Outcome.EXPIRED: _says("Habis berlaku", "Expired"),
    Outcome.CONTRADICTED: _says("Bertentangan", "Contradicted"),
    Outcome.VIOLATED: _says("Melanggar", "Violated"),
}

OUTCOME_SHAPES: Mapping[Outcome, str] = {
    Outcome.NOT_APPLICABLE: "–",
    Outcome.MET: "●",
    Outcome.NOT_YET_DUE: "◇",
    Outcome.UNKNOWN: "○",
    Outcome.MISSING: "▲",
    Outcome.EXPIRED: "▼",
    Outcome.CONTRADICTED: "◆",
    Outcome.VIOLATED: "■",
}

SEVERITIES: Mapping[Severity, Says] = {
    Severity.BLOCK: _says("Wajib", "Blocking"),
    Severity.FIX: _says("Perlu diperbaiki", "To correct"),
    Severity.WARN: _says("Catatan", "Notice"),
}

EFFECTS: Mapping[Effect, Says] = {
    Effect.DEPART: _says(
        "tidak boleh diberangkatkan tanpa ini (Pasal 13)", "may not be let depart without this (article 13)"
    ),
    Effect.PLACE: _says(
        "tidak boleh ditempatkan oleh pelaksana; boleh tidaknya orangnya ditahan belum dipastikan ahli hukum",
        "the placer may not place; whether the person may be held has not been settled by a lawyer",
    ),
}

LABELS: Mapping[str, Says] = {
    "title": _says("Pemeriksaan daftar calon Pekerja Migran", "Check of a list of migrant-worker candidates"),
    "source": _says("Berkas", "File"),
    "sheet": _says("Lembar", "Sheet"),
    "stage": _says("Tahap", "Stage"),
    "as_of": _says("Per hari", "As of"),
    "own_day": _says("hari berangkat masing-masing baris", "each row's own departure day"),
    "run_by": _says("Dijalankan oleh", "Run by"),
    "run_at": _says("Waktu", "Run at"),
    "rules": _says("Versi aturan", "Rule set"),
    "hash": _says("Sidik aturan", "Hash of the rules"),
    "letter": _says(
        "Berlaku untuk semua baris (dari surat atau perintah)", "For all rows (from the letter or the command)"
    ),
    "notes": _says("Catatan pembaca berkas", "Notes of the reader"),
    "summary": _says("Ringkasan", "Summary"),
    "people": _says("Per orang", "People"),
    "requirements": _says("Semua syarat", "Requirements"),
    "unreadable": _says("Sel tidak terbaca", "Unreadable cells"),
    "persons": _says("orang", "people"),
    "total": _says("Semua baris", "All rows"),
    "total_means": _says(
        "Satu baris daftar adalah satu orang untuk satu pekerjaan.", "One row of the list is one person to one job."
    ),
    "unreadable_means": _says(
        "Isinya dianggap belum diketahui; barisnya tetap diperiksa.",
        "The value counts as not known; the row is still judged.",
    ),
    "meaning": _says("Artinya", "Meaning"),
    "common_gaps": _says("Lima kekurangan terbanyak", "The five commonest gaps"),
    "no_gaps": _says("Tidak ada kekurangan syarat wajib.", "No blocking requirement is unmet."),
    "gap_means": _says(
        "Jumlah orang yang belum memenuhi syarat wajib itu. Satu orang dapat dihitung pada beberapa syarat.",
        "How many people do not meet that blocking requirement. One person can count under several.",
    ),
    "row": _says("Baris", "Row"),
    "name": _says("Nama", "Name"),
    "no_name": _says("(tanpa nama)", "(no name)"),
    "decision": _says("Keputusan", "Decision"),
    "because": _says("Mengapa", "Why"),
    "missing": _says("Yang kurang (wajib)", "What is missing (blocking)"),
    "to_correct": _says("Perlu diperbaiki", "To correct"),
    "notices": _says("Catatan", "Notices"),
    "findings": _says("Temuan", "Findings"),
    "flags": _says("Tanda bahaya", "Red flags"),
    "findings_flags": _says("Temuan dan tanda bahaya", "Findings and red flags"),
    "proven": _says("terbukti", "proven"),
    "not_proven": _says("belum terbukti", "not proven"),
    "last_safe": _says("Dokumen wajib berlaku s/d", "Last safe departure"),
    "advised": _says("Sebaiknya paling lambat", "Advised departure"),
    "last_safe_means": _says(
        "Surat wajib yang paling cepat habis berlaku menentukan hari terakhir itu.",
        "The blocking paper that ends first sets that last day.",
    ),
    "advised_means": _says(
        "Sama, ditambah batas yang belum dikonfirmasi ahli hukum.",
        "The same, with the limits that no lawyer has confirmed.",
    ),
    "requirement": _says("Syarat", "Requirement"),
    "outcome": _says("Hasil", "Outcome"),
    "severity": _says("Bobot", "Severity"),
    "effect": _says("Akibat", "Effect"),
    "do": _says("Yang harus dilakukan", "What to do"),
    "once": _says("Yang harus dilakukan untuk tiap syarat", "What to do for each requirement"),
    "basis": _says("Dasar hukum", "Articles"),
    "good_until": _says("Berlaku sampai", "Good until"),
    "confirmed": _says("Bacaan hukum", "Reading of the law"),
    "officers_only": _says(
        "Untuk petugas, jangan diteruskan: memuat data kesehatan, temuan dan tanda bahaya.",
        "For officers, not to be passed on: it holds health data, findings and red flags.",
    ),
    "more": _says(
        "Rincian per orang, pasal dan yang harus dilakukan: tambahkan --pdf hasil.pdf atau --xlsx hasil.xlsx.",
        "Each person's details, articles and what to do: add --pdf result.pdf or --xlsx result.xlsx.",
    ),
    "to_know": _says("Perlu diketahui", "To be known"),
    "yes_confirmed": _says("jelas dalam sumber", "clear in the source"),
    "unconfirmed": _says("belum dikonfirmasi ahli hukum", "not yet confirmed by a lawyer"),
    "column": _says("Kolom", "Column"),
    "value": _says("Isi sel", "Value"),
    "besides": _says("Perbaikan, catatan, temuan", "Corrections, notices, findings"),
    "page": _says("halaman", "page"),
    "of": _says("dari", "of"),
    "officer": _says("Petugas", "Officer"),
    "officer_below": _says("nama, jabatan, tanda tangan", "name, post, signature"),
    "date": _says("Tanggal", "Date"),
    "blameless": _says(
        "“Nonprosedural” menerangkan penempatannya; pekerja tidak pernah menjadi tertuduh. Laporan ini membantu "
        "petugas; yang memutuskan adalah petugas yang bernama.",
        "“Non-procedural” describes the placement; the worker is never the accused. This report assists; "
        "a named officer decides.",
    ),
    "safe_until": _says("Dok. s/d", "Papers to"),
    "only_open": _says(
        "{shown} dari {all} baris ditampilkan; yang lengkap hanya dihitung. Semuanya: --xlsx, --pdf, --json.",
        "{shown} of {all} rows shown; the cleared are only counted. All of them: --xlsx, --pdf, --json.",
    ),
    "more_rows": _says("… dan {n} baris lagi yang tidak lengkap.", "… and {n} more rows that are not cleared."),
    "more_cells": _says("… dan {n} sel lagi.", "… and {n} more cells."),
}

# fmt: off
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
# fmt: on


def day(when: date, language: Language) -> str:
    """A day in words: no reader takes the month for the day.

    >>> day(date(2026, 2, 20), "id")
    '20 Februari 2026'
    """
    return f"{when.day} {_MONTHS[language][when.month - 1]} {when.year}"


def moment(at: datetime, language: Language) -> str:
    """An aware moment by the clock of Kupang.

    >>> moment(datetime(2026, 2, 28, 23, 5, tzinfo=timezone.utc), "id")
    '1 Maret 2026 07:05 WITA'
    """
    here = at.astimezone(WITA)
    return f"{day(here, language)} {here:%H:%M} WITA"
