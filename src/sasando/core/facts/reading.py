"""Reading one cell: what people write becomes one canonical value, "not known", or a sentence about what is wrong.

Nothing is guessed: a writing that means nothing, or two things, is `Unreadable`.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from sasando.core.facts.countries import read_country
from sasando.core.facts.dates import read_date
from sasando.core.facts.declared import FACTS
from sasando.core.facts.fact import Fact, Kind
from sasando.core.facts.identity import read_name, read_nik, read_text
from sasando.core.facts.numbers import read_count, read_money, read_months
from sasando.core.facts.organisations import read_organisation
from sasando.core.facts.positions import read_position
from sasando.core.facts.regions import read_place
from sasando.core.facts.unreadable import CellProblem, Unreadable, unreadable
from sasando.core.facts.words import code_words, read_code, read_letters, read_yes_no
from sasando.core.facts.writing import Cell, clean, quoted, squash

__all__ = ["Cell", "CellProblem", "Unreadable", "Value", "outcome_of", "read_cell"]

Value = str | int | bool | date

_READERS: Mapping[Kind, Callable[[Cell], Value]] = {
    Kind.TEXT: read_text,
    Kind.NAME: read_name,
    Kind.NIK: read_nik,
    Kind.ORGANISATION: read_organisation,
    Kind.POSITION: read_position,
    Kind.PLACE: read_place,
    Kind.ROUTE: lambda cell: read_text(cell).upper(),
    Kind.COUNTRY: read_country,
    Kind.DATE: read_date,
    Kind.YES_NO: read_yes_no,
    Kind.MONEY: read_money,
    Kind.MONTHS: read_months,
    Kind.COUNT: read_count,
    Kind.LETTERS: read_letters,
}
# Identifying values are not remembered between cells: they hardly repeat, and they should not linger in memory.
_IDENTIFYING = {Kind.TEXT, Kind.NAME, Kind.NIK}
# In these kinds "none", "not yet", "in progress" is no value; the others have an answer of their own for it.
_NO_VALUE_KINDS = {
    Kind.TEXT,
    Kind.NAME,
    Kind.NIK,
    Kind.ORGANISATION,
    Kind.POSITION,
    Kind.PLACE,
    Kind.ROUTE,
    Kind.COUNTRY,
    Kind.DATE,
}
_NO_VALUE_WORDS = (
    "tidakada tdkada takada belum belumada belumpunya kosong nihil none null menyusul proses dalamproses sedangproses"
    " sedangdiproses masihproses tba tbd"
)
_NONE_AT_ALL = {"tidakada", "tdkada", "takada", "tanpa", "nihil", "none"}
_NO_VALUE = set(_NO_VALUE_WORDS.split())
_BLANK_MARKS = " -‐‑‒–—―−_.…,:;?/|*~'`\"()·•"
_FORMULA_ERROR = re.compile(r"#[A-Z/0!?]+[!?A]?")


def read_cell(fact: Fact, cell: Cell) -> Value | None:
    """The canonical value of the cell (its type is ``fact.kind.python_type``), or None when it says "not known".

    Empty cells, dashes and ``n/a`` are not known, and never "no". Raises `Unreadable` for everything that has no
    meaning here, an impossible one, or more than one. A place is only cleaned: `read_row` resolves it.

    >>> read_cell(FACTS["departs_on"], "31 Desember 2025"), read_cell(FACTS["sex"], "perempuan")
    (datetime.date(2025, 12, 31), 'F')
    >>> read_cell(FACTS["nik"], "–") is None
    True
    """
    outcome = outcome_of(fact, cell)
    if isinstance(outcome, Unreadable):
        raise Unreadable(outcome.because)
    return outcome


def outcome_of(fact: Fact, cell: Cell) -> Value | Unreadable | None:
    """As `read_cell`, but a cell that cannot be read gives its `Unreadable` back: for reading many."""
    if cell is None:
        return None
    if isinstance(cell, str) and fact.kind not in _IDENTIFYING and FACTS.get(fact.key) is fact:
        return _remembered(fact.key, cell)
    return _read(fact, cell)


@lru_cache(maxsize=16_384)
def _remembered(key: str, text: str) -> Value | Unreadable | None:
    return _read(FACTS[key], text)


def _read(fact: Fact, cell: Cell) -> Value | Unreadable | None:
    if isinstance(cell, str):
        cell = clean(cell)
    try:
        if fact.none_is_known and isinstance(cell, str) and squash(cell) in _NONE_AT_ALL:
            return ""
        if _says_nothing(fact, cell):
            return None
        if fact.kind is Kind.CODE:
            return read_code(fact.codes, cell)
        return _READERS[fact.kind](cell)
    except Unreadable as problem:
        return problem.with_traceback(None)


def _says_nothing(fact: Fact, cell: Cell) -> bool:
    """Whether the cell leaves the fact open: empty, only dashes and dots, n/a, or a word for "not there yet"."""
    if not isinstance(cell, str):
        return cell is None or (isinstance(cell, float) and math.isnan(cell)) or _fills_a_place(fact, cell)
    if cell.startswith("#"):
        _refuse_broken(cell)
    if not cell.strip(_BLANK_MARKS):
        return True
    word = squash(cell)
    if word == "na" and fact.kind in {Kind.NAME, Kind.COUNTRY}:  # "Na" is a name, and "NA" is Namibia
        return cell.upper() in {"N/A", "N.A", "N.A."}
    if fact.kind is Kind.CODE:
        return word in _NO_VALUE | {"na"} and not any(known.startswith(word) for known in code_words(fact.codes))
    return word == "na" or (fact.kind in _NO_VALUE_KINDS and word in _NO_VALUE) or _fills_a_place(fact, word)


def _fills_a_place(fact: Fact, cell: Cell) -> bool:
    """0 and "000" stand where a name or number should be that is not there; formulas on empty cells give 0 too."""
    if fact.kind not in _NO_VALUE_KINDS or fact.kind is Kind.DATE:
        return False
    return cell != "" and not cell.strip("0") if isinstance(cell, str) else cell == 0 and cell is not False


def _refuse_broken(text: str) -> None:
    if not text.strip("#"):
        raise unreadable(
            "Excel hanya menampilkan ##### karena kolomnya sempit; lebarkan kolom, lalu salin lagi.",
            "Excel shows only ##### because the column is narrow; widen it and copy again.",
        )
    if _FORMULA_ERROR.fullmatch(text):
        raise unreadable(
            f"Rumus di sel ini rusak ({quoted(text)}); tulis nilainya.",
            f"The formula in this cell is broken ({quoted(text)}); write the value.",
        )
