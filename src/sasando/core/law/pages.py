"""A page for each requirement, as a lawyer reviews it (docs/law/), written from the tree itself."""

from collections.abc import Iterable
from datetime import date

from sasando.core.facts import FACTS
from sasando.core.law.expression import (
    UNSURE,
    AllOf,
    AnyOf,
    Compare,
    DayTerm,
    Expression,
    FactTerm,
    Known,
    Linear,
    Literal,
    Mentions,
    OneOf,
    Opposite,
    Shifted,
    Term,
    Truth,
    YearsReached,
)
from sasando.core.law.requirement import Check, Requirement
from sasando.core.law.rulebook import Column
from sasando.core.law.stage import STAGE_NAMES

_EFFECTS = {
    "depart": "BLOCK/depart: tidak boleh diberangkatkan tanpanya (Pasal 13, 70 ayat (1))",
    "place": "BLOCK/place: pelaksana tidak boleh menempatkan; apakah orangnya boleh ditahan belum pasti "
    "([9.19](keraguan.md))",
}
_LONG = 100
"""Lists of more values than this are cut on the page; the table in the code has them all."""


def page(column: Column) -> str:
    """The page of one key in Markdown, Indonesian first."""
    newest = column.versions[-1]
    lines = [f"# {newest.name['id']}", "", f"*{newest.name['en']}* · `{column.key}`", ""]
    for version in reversed(column.versions):
        lines += _version(version, column)
    return "\n".join(lines).rstrip() + "\n"


def index(columns: Iterable[Column]) -> str:
    """The list of all pages in Markdown."""
    rows = [
        f"| [{column.versions[-1].name['id']}]({column.key}.md) | `{column.key}` | {_severity(column.versions[-1])} "
        f"| {STAGE_NAMES[column.versions[-1].due]['id']} |"
        for column in columns
    ]
    head = ["# Syarat hukum", "", "Dibuat dari kode dengan `./sasando pages docs/law`; jangan diubah di sini.", ""]
    head += ["[Temuan N01-N25](temuan.md) · [Tanda bahaya](tanda-bahaya.md) · [Tabel bertanggal](tabel.md) ·"]
    head += ["[Sumber](sources.md) · [Pertanyaan bagi ahli hukum](keraguan.md) ·"]
    head += ["[Bacaan kami](../adr/0006-readings-of-the-law.md)", ""]
    return "\n".join([*head, "| syarat | kunci | akibat | tahap |", "|---|---|---|---|", *rows]) + "\n"


def _version(version: Requirement, column: Column) -> list[str]:
    reviewed = version.reviewed_by or "belum ada ahli hukum yang menandatangani"
    lines = [
        f"## Berlaku {_period(version)}",
        "",
        f"**{version.says['id']}.**",
        "",
        f"{version.says['en']}.",
        "",
        f"- Dasar: {'; '.join(version.basis)}",
        f"- Akibat: {_severity(version)}",
        f"- Tahap: {STAGE_NAMES[version.due]['id']}",
        f"- Berlaku untuk: {words(version.applies)}",
        f"- Keyakinan: {version.confidence}{'' if version.confirmed else ', belum dikonfirmasi ahli hukum'}",
        f"- Diperiksa: {reviewed}",
        f"- Yang harus dilakukan: {version.do['id']}",
    ]
    lines += [f"- Catatan: {version.note['id']}"] if version.note else []
    lines += ["", "| diperiksa | bila | terpenuhi bila | tidak | tidak diketahui | akibat | temuan |", "|" + "---|" * 7]
    return [*lines, *(_check(check) for owner, check in column.checks if owner is version), ""]


def _check(check: Check) -> str:
    unknown = check.unknown.name if check.unknown is not None else "tidak dihitung"
    severity = (
        f"{check.severity}{'/' + check.effect if check.effect else ''}{'' if check.confirmed else ' (belum pasti)'}"
    )
    cells = [
        check.what["id"],
        words(check.when),
        words(check.holds),
        check.fails.name,
        unknown,
        severity,
        ", ".join(check.findings) or "–",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _severity(version: Requirement) -> str:
    return _EFFECTS[version.effect] if version.effect else version.severity.value


def _period(version: Requirement) -> str:
    return f"sejak {version.since.isoformat()}" + (f" sampai {version.until.isoformat()}" if version.until else "")


def words(node: Expression) -> str:
    """A condition in words a lawyer can follow.

    >>> from sasando.core.law.expression import DAY, F
    >>> words((F.visa_kind == "WORK") & (F.visa_until >= DAY))
    'Jenis Visa = WORK dan Visa s/d ≥ hari berangkat'
    """
    match node:
        case Truth(value):
            return {True: "selalu", False: "tidak pernah", None: "tidak diketahui"}[value]
        case AllOf(parts):
            doubt = "tidak dapat dipastikan bila " if UNSURE in parts else ""
            return doubt + " dan ".join(_part(part) for part in parts if part != UNSURE)
        case AnyOf(parts):
            return " atau ".join(_part(part) for part in parts)
        case Opposite(part):
            return f"bukan ({words(part)})"
        case Known(item, negated):
            return f"{_term(item)} {'tidak ' if negated else ''}diketahui"
    return _atom(node)


def _part(part: Expression) -> str:
    return f"({words(part)})" if isinstance(part, AllOf | AnyOf) else words(part)


def _atom(node: Expression) -> str:
    match node:
        case Compare(">=", left, Literal("~")):
            return f"tulisan {_term(left)} meragukan"
        case Compare(sign, left, right):
            return f"{_term(left)} {_SIGNS.get(sign, sign)} {_term(right)}"
        case OneOf(item, values, negated):
            return f"{_term(item)} {'tidak ' if negated else ''}salah satu dari {_listed(values)}"
        case Mentions(text, listed, negated):
            return f"{_term(text)} {'tidak ' if negated else ''}menyebut {_listed(listed)}"
        case YearsReached(start, end, years, negated):
            sign = "kurang dari" if negated else "sudah genap"
            return f"dari {_term(start)} sampai {_term(end)} {sign} {years} tahun"
    raise TypeError(node)


_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}


def _listed(values: tuple[object, ...]) -> str:
    shown = ", ".join(str(value) for value in values[:_LONG])
    return shown + (f" … ({len(values)})" if len(values) > _LONG else "")


def _term(node: Term) -> str:
    match node:
        case FactTerm(key):
            return FACTS[key].label["id"]
        case DayTerm():
            return "hari berangkat"
        case Literal(value):
            return _value(value)
        case Shifted(start, months, days):
            steps = [f"{abs(n)} {unit}" for n, unit in ((months, "bulan"), (days, "hari")) if n]
            return f"{_term(start)} {'−' if min(months, days) < 0 else '+'} {' '.join(steps)}"
        case Linear(start, times, plus):
            return f"({_term(start)} × {times} + {plus})" if plus else f"{_term(start)} × {times}"
    raise TypeError(node)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return value.isoformat()
    return {"": "kosong"}.get(str(value), str(value))
