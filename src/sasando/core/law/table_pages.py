"""Pages for lawyers beside the requirements: the findings, the red flags, and the dated tables with their sources."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from sasando.core.law.expression import facts_of
from sasando.core.law.indonesia import PROVEN_FACTS, RED_FLAGS
from sasando.core.law.indonesia.acts import ACTS
from sasando.core.law.indonesia.cost import COST_RULES, CostRules
from sasando.core.law.indonesia.destination import DESTINATION_AGES, PLACEMENT_BANS, DestinationAge, PlacementBan
from sasando.core.law.indonesia.open_countries import LISTED_2022
from sasando.core.law.indonesia.papers import WORK_VISA_KINDS, WorkVisaKinds
from sasando.core.law.indonesia.social_security import PREMIUMS, PremiumTable
from sasando.core.law.pages import words

MADE = "Dibuat dari kode dengan `./sasando pages docs/law`; jangan diubah di sini."


def findings_page() -> str:
    """The facts N01-N25 of non-procedural placement."""
    rows = [
        (
            fact.code,
            fact.says["id"],
            "; ".join(fact.basis),
            "menentukan bila terbukti" if fact.decides else "ditampilkan saja",
            (fact.no_data or {}).get("id", ""),
        )
        for fact in PROVEN_FACTS.values()
    ]
    return _page("Temuan N01-N25", [("", ("kode", "temuan", "dasar", "akibat", "data"), rows)])


def flags_page() -> str:
    """The red flags, with the condition of those that a fact can raise."""
    rows = [
        (flag.code, flag.says["id"], words(flag.raised) if facts_of(flag.raised) else "belum ada datanya")
        for flag in RED_FLAGS
    ]
    return _page("Tanda bahaya (tidak pernah menentukan)", [("", ("kode", "tanda", "bila"), rows)])


def tables_page() -> str:
    """Every dated table: rows with their days, source and confidence."""
    acts = [(act.name, act.source, _days(act)) for act in ACTS]
    return _page(
        "Tabel bertanggal",
        [
            ("Negara tertutup", ("negara", "jenis pemberi kerja", *_DATED), map(_ban, PLACEMENT_BANS)),
            (
                "Usia menurut negara tujuan",
                ("negara", "paling rendah", "di bawah", *_DATED),
                map(_age, DESTINATION_AGES),
            ),
            (
                "Iuran (rupiah)",
                ("sebelum bekerja", "selama bekerja", "tiap bulan lebih", *_DATED),
                map(_premium, PREMIUMS),
            ),
            ("Visa yang termasuk visa kerja", ("jenis", "negara", *_DATED), map(_visa, WORK_VISA_KINDS)),
            ("Aturan biaya", ("aturan", "jabatan", "bebas dari", "boleh dibebankan", *_DATED), map(_cost, COST_RULES)),
            ("Negara dalam daftar April 2022", ("negara",), [(", ".join(LISTED_2022),)]),
            ("Peraturan yang dikutip", ("peraturan", "kunci sumber", "berlaku"), acts),
        ],
    )


_DATED = ("berlaku", "sumber", "keyakinan")


def _ban(row: PlacementBan) -> tuple[object, ...]:
    return (", ".join(row.countries), row.employer_type, _days(row), row.source, row.confidence)


def _age(row: DestinationAge) -> tuple[object, ...]:
    limits = (row.at_least or "–", row.below or "–")
    return (_names(row.countries), *limits, f"{row.since.isoformat()} –", row.source, row.confidence)


def _premium(row: PremiumTable) -> tuple[object, ...]:
    during = "; ".join(f"{months} bulan: {rupiah}" for months, rupiah in sorted(row.during_work.items()))
    return (row.before_work, during, row.each_month_beyond, _days(row), row.source, row.confidence)


def _visa(row: WorkVisaKinds) -> tuple[object, ...]:
    return (", ".join(row.kinds), _names(row.countries), _days(row), row.source, row.confidence)


def _cost(row: CostRules) -> tuple[object, ...]:
    charge = "mungkin" if row.lets_charge else "tidak"
    free = "; ".join(row.free_items) or "–"
    return (row.name, _names(row.positions), free, charge, _days(row), row.source, row.confidence)


def _names(listed: Sequence[str]) -> str:
    return ", ".join(listed) or "semua"


Table = tuple[str, Sequence[str], Iterable[Sequence[object]]]


def _page(title: str, tables: Sequence[Table]) -> str:
    lines = [f"# {title}", "", MADE, ""]
    for name, head, rows in tables:
        lines += [f"## {name}", ""] if name else []
        lines += ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
        lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


class _Dated(Protocol):
    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


def _days(row: _Dated) -> str:
    return f"{row.since.isoformat()} – {row.until.isoformat() if row.until else ''}".rstrip()
