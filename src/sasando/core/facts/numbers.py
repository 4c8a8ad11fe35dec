"""Reading whole numbers: rupiah, months, counts. A number that could be two is not read."""

import math
import re
from collections.abc import Callable
from datetime import date

from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import Cell, plain, quoted, shown, squash

_MOST_RUPIAH = 10**12
_MOST_MONTHS = 1200
_MOST_COUNT = 10**9
_SPREADSHEET_DUST = 1e-6  # what adding up whole numbers may leave behind in a spreadsheet

_NOTHING = {"nihil", "gratis", "nol", "free", "zerocost", "tanpabiaya", "bebasbiaya", "tidakdipungutbiaya"}
_CURRENCY_BEFORE = re.compile(r"^(?:rp|idr)\.?\s*")
_CURRENCY_AFTER = re.compile(r"(?:\s*[.,]\s*[-–—=]{1,2})?\s*(?:rupiah|idr)?\.?$")
_WHOLE = tuple(
    re.compile(writing)
    for writing in (
        r"([0-9]{1,15})(?:[.,]0{1,2})?",
        r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,0{1,2})?",
        r"([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,0{1,2})?",
        r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.0{1,2}",
        r"([1-9][0-9]{0,2}(?:,[0-9]{3}){2,})",
    )
)
_SCALED = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?\s*(ribu|rb|juta|jt|miliar|milyar)")
_SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9}
_THOUSANDS_OR_DECIMALS = re.compile(r"[0-9]{1,3},[0-9]{3}")
_FRACTION = re.compile(r"[0-9. ,]*[0-9][.,][0-9]{1,2}")

_IN_WORDS = re.compile(r"\(\s*[a-z][a-z\s]*\)")
_BULAN = r"(?:bulan|bln|bl|months?|mths?|mos?)\.?"
_MONTHS = re.compile(rf"([0-9]{{1,4}})(?:[.,]0{{1,2}})?\s*(?:{_BULAN})?")
_YEARS = re.compile(
    rf"([0-9]{{1,2}})(?:[.,]([0-9]))?\s*(?:tahun|thn|th|years?|yrs?)\.?(?:\s*(?:dan|and)?\s*([0-9]{{1,2}})\s*{_BULAN})?"
)
_COUNT = re.compile(
    r"([0-9]{1,9}|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,0{1,2})?\s*"
    r"(?:orang|org|pax|pekerja|c?pmi|persons?|people)?\.?"
)


def read_money(cell: Cell) -> int:
    """Whole rupiah; raises `Unreadable` for parts of a rupiah, less than nothing, and commas that could be decimals.

    >>> read_money("Rp 37.500"), read_money("37.500,00"), read_money("2 juta"), read_money("gratis")
    (37500, 37500, 2000000, 0)
    >>> read_money("37,500")
    Traceback (most recent call last):
    sasando.core.facts.unreadable.Unreadable: “37,500” dapat berarti ribuan atau pecahan; tulis 37500 atau 37.500.
    """
    if isinstance(cell, str):
        return _at_most(_rupiah_of_text(cell), _MOST_RUPIAH, cell)
    return _at_most(_whole(cell, _not_an_amount), _MOST_RUPIAH, shown(cell))


def read_months(cell: Cell) -> int:
    """A length in whole months.

    >>> read_months("24 bulan"), read_months("2 (dua) tahun"), read_months(24.0)
    (24, 24, 24)
    """
    if not isinstance(cell, str):
        return _at_most(_whole(cell, _not_months), _MOST_MONTHS, shown(cell))
    written = " ".join(_IN_WORDS.sub(" ", plain(cell)).split())
    if found := _MONTHS.fullmatch(written):
        return _at_most(int(found[1]), _MOST_MONTHS, cell)
    if found := _YEARS.fullmatch(written):
        tenths = int(found[1]) * 10 + int(found[2] or 0)
        if tenths * 12 % 10 == 0:
            return _at_most(tenths * 12 // 10 + int(found[3] or 0), _MOST_MONTHS, cell)
    raise _not_months(cell)


def read_count(cell: Cell) -> int:
    """How many, a whole number.

    >>> read_count("1.000 orang"), read_count(50.0)
    (1000, 50)
    """
    if not isinstance(cell, str):
        return _at_most(_whole(cell, _not_a_count), _MOST_COUNT, shown(cell))
    found = _COUNT.fullmatch(plain(cell))
    if not found:
        raise _not_a_count(cell)
    return _at_most(int(found[1].replace(".", "")), _MOST_COUNT, cell)


def _rupiah_of_text(text: str) -> int:
    if squash(text) in _NOTHING:
        return 0
    bare = _CURRENCY_AFTER.sub("", _CURRENCY_BEFORE.sub("", plain(text).lstrip("'")), count=1).strip()
    if bare.startswith(("-", "–", "—", "−", "(")) and squash(bare):
        raise _negative(text)
    for writing in _WHOLE:
        if found := writing.fullmatch(bare):
            return int(re.sub(r"[., ]", "", found[1]))
    if found := _SCALED.fullmatch(bare):
        decimals = found[2] or ""
        scaled, rest = divmod(int(found[1] + decimals) * _SCALES[found[3]], int("1" + "0" * len(decimals)))
        if not rest:
            return scaled
    raise _explained(bare, text)


def _explained(bare: str, text: str) -> Unreadable:
    if _THOUSANDS_OR_DECIMALS.fullmatch(bare):
        whole = bare.replace(",", "").lstrip("0") or "0"
        return unreadable(
            f"{quoted(text)} dapat berarti ribuan atau pecahan; tulis {whole} atau {bare.replace(',', '.')}.",
            f"{quoted(text)} can mean thousands or a fraction; write {whole} or {bare.replace(',', '.')}.",
        )
    if _FRACTION.fullmatch(bare):
        return _part_of_one(text)
    return _not_an_amount(text)


def _whole(cell: Cell, refusal: Callable[[str], Unreadable]) -> int:
    """The number of a cell that holds one, when it is whole and not below zero."""
    if isinstance(cell, bool | date) or cell is None or isinstance(cell, str) or not math.isfinite(cell):
        raise refusal(shown(cell))
    if cell < 0:
        raise _negative(shown(cell))
    if abs(cell - round(cell)) > _SPREADSHEET_DUST:
        raise _part_of_one(shown(cell))
    return round(cell)


def _at_most(number: int, most: int, text: str) -> int:
    if number > most:
        raise unreadable(
            f"{quoted(text)} terlalu besar; periksa jumlah angkanya.",
            f"{quoted(text)} is too large; check how many digits it should have.",
        )
    return number


def _negative(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} kurang dari nol; tulis jumlahnya tanpa tanda minus.",
        f"{quoted(text)} is less than zero; write the number without a minus sign.",
    )


def _part_of_one(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} bukan bilangan bulat; tulis tanpa pecahan.",
        f"{quoted(text)} is not a whole number; write it without a fraction.",
    )


def _not_an_amount(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} bukan jumlah uang. Tulis rupiah bulat, misalnya 37500, atau 0 kalau tidak ada.",
        f"{quoted(text)} is not an amount of money. Write whole rupiah, for example 37500, or 0 if there is none.",
    )


def _not_months(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} bukan jumlah bulan. Tulis angka bulat, misalnya 24.",
        f"{quoted(text)} is not a number of months. Write a whole number, for example 24.",
    )


def _not_a_count(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} bukan jumlah. Tulis angka bulat, misalnya 50.",
        f"{quoted(text)} is not a number. Write a whole number, for example 50.",
    )
