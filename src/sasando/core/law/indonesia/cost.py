"""What may be charged to the worker: two rule sets of the ministry, and the Act that both stand under."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sasando.core.law.expression import F, all_of, any_of, in_force
from sasando.core.law.indonesia.acts import COST_RULES_2025_FROM, PERBAN_9_2020, PERMEN_17_2025, UU_18_2017, UU_18_FROM
from sasando.core.law.requirement import FIX, HIGH, MEDIUM, Check, Requirement
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence


@dataclass(frozen=True, slots=True)
class CostRules:
    """One rule set: for whom and of what the worker is free, and whether it lets some cost fall on the worker."""

    name: str
    since: date
    until: date | None
    positions: tuple[str, ...]  # ISCO-08; empty: every position
    free_items: tuple[str, ...]
    lets_charge: bool
    source: str
    confidence: Confidence


COST_RULES = (
    CostRules(
        name="RULES_2020",
        since=date(2021, 8, 12),
        until=date(2025, 8, 31),
        positions=("9111", "5311", "5322", "5120", "8322", "6113", "9112", "9211", "6223"),
        free_items=(
            "tiket keberangkatan",
            "tiket pulang",
            "visa kerja",
            "legalisasi perjanjian kerja",
            "pelatihan kerja",
            "sertifikat kompetensi",
            "jasa perusahaan",
            "penggantian paspor",
            "SKCK",
            "jaminan sosial",
            "pemeriksaan kesehatan dan psikologi di dalam negeri",
            "pemeriksaan kesehatan tambahan yang diminta negara tujuan",
            "transportasi lokal ke embarkasi",
            "akomodasi",
        ),
        lets_charge=False,
        source="Perban BP2MI 9/2020 (S17), applied from 12-8-2021",
        confidence=MEDIUM,
    ),
    CostRules(
        name="RULES_2025",
        since=COST_RULES_2025_FROM,
        until=None,
        positions=(),
        free_items=(),
        lets_charge=True,
        source="Permen P2MI 17/2025 (S14), from about August or September 2025; text of articles 2-3 not obtained",
        confidence=MEDIUM,
    ),
)


_CHARGED = F.charged_to_worker_idr > 0

COST_CONFLICT_WITH_ACT = all_of(
    _CHARGED, any_of(*(in_force(rules.since, rules.until) for rules in COST_RULES if rules.lets_charge))
)
"""A payment that the rule set of its day may let through, although article 30(1) forbids it (keraguan.md 9.1)."""

_SAYS: Mapping[str, str] = {
    "id": "Biaya penempatan tidak dibebankan kepada pekerja",
    "en": "The placement cost is not charged to the worker",
}

WORKER_NOT_CHARGED = Requirement(
    key="worker_not_charged",
    name={"id": "Bebas biaya penempatan", "en": "Worker not charged"},
    says=_SAYS,
    do={
        "id": "Minta rincian dan kuitansi; pungutan dilaporkan dan dimintakan pengembalian.",
        "en": "Ask for the items and receipts; report the charge and ask for it back.",
    },
    basis=(
        UU_18_2017.article("30"),
        UU_18_2017.article("72", "a"),
        PERBAN_9_2020.name,
        PERMEN_17_2025.name,
    ),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=FIX,
    confidence=HIGH,
    confirmed=False,
    applies=F.scheme.one_of("G2G", "P2P", "UKPS", "SEA_N", "SEA_P"),
    checks=(
        Check(
            what={"id": "biaya yang dibebankan ke pekerja", "en": "cost charged to the worker"},
            holds=F.charged_to_worker_idr == 0,
            findings=("N13",),
            wrong={"id": "Ada biaya yang dibebankan kepada pekerja.", "en": "The worker was charged."},
        ),
    ),
)

REQUIREMENTS = (WORKER_NOT_CHARGED,)
