"""Reading what identifies: the NIK, names of people, numbers of documents. All stay text, as written."""

import math
import re
from datetime import date

from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import Cell, clean, plain, quoted, shown, squash

_NIK_LENGTH = 16
_EXACT_DIGITS = 15  # a spreadsheet keeps fifteen digits of a number and makes the rest zeros
_ONLY_SAYS_THERE_IS = {"", "ada", "ya", "y", "v", "x", "ok", "oke", "sudah", "sudahada", "yes", "true"}
_AROUND_DIGITS = re.compile(r"^nik\s*[:.]?|[\s.\-–'’‘`_/]")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?e[+]?[0-9]{1,3}")


def read_nik(cell: Cell) -> str:
    """Sixteen digits as text. The digits themselves are not judged.

    >>> read_nik("'53 0112 345678 0001")
    '5301123456780001'
    >>> read_nik("53011234567")
    Traceback (most recent call last):
    sasando.core.facts.unreadable.Unreadable: NIK terdiri atas 16 angka; di sini ada 11. Periksa KTP-nya.
    """
    text = shown(cell)
    if isinstance(cell, bool | date):
        raise _wrong_nik(text, text)
    if isinstance(cell, float) or is_rounded(cell):
        raise rounded("NIK", "the NIK")
    written = plain(text)
    if _SCIENTIFIC.fullmatch(written) or re.fullmatch(r"[0-9]{16}[.,]0+", written):
        raise rounded("NIK", "the NIK")
    digits = _AROUND_DIGITS.sub("", written)
    if not (digits.isascii() and digits.isdigit() and len(digits) == _NIK_LENGTH):
        raise _wrong_nik(text, digits)
    return digits


def read_name(cell: Cell) -> str:
    """The name as written, with single spaces."""
    text = clean(cell) if isinstance(cell, str) else read_text(cell)
    if not any(letter.isalpha() for letter in text):
        raise unreadable(
            f"{quoted(text)} tidak berisi huruf; tulis nama orangnya. Mungkin kolomnya bergeser.",
            f"{quoted(text)} has no letters; write the name of the person. The columns may have shifted.",
        )
    return text


def read_text(cell: Cell) -> str:
    """The text as written; a number as its digits, unless a spreadsheet has already changed it.

    >>> read_text(123.0), read_text(" X  12 ")
    ('123', 'X 12')
    """
    if isinstance(cell, str):
        text = clean(cell)
        if _SCIENTIFIC.fullmatch(text.lower()):
            raise rounded("nomor itu", "the number")
        if squash(text) in _ONLY_SAYS_THERE_IS:
            raise unreadable(
                f"{quoted(text)} tidak menyebut apa; tulis nomor atau isinya, atau kosongkan.",
                f"{quoted(text)} does not say what; write the number or the content, or leave it empty.",
            )
        return text
    if isinstance(cell, date):
        raise unreadable(
            f"Excel mengubah isi sel ini menjadi tanggal ({shown(cell)}); ketik ulang sebagai teks.",
            f"Excel has turned this cell into a date ({shown(cell)}); type it again as text.",
        )
    if isinstance(cell, bool) or cell is None or not math.isfinite(cell):
        raise unreadable(
            f"{quoted(shown(cell))} bukan teks; ketik ulang isinya.",
            f"{quoted(shown(cell))} is not a text; type it again.",
        )
    if is_rounded(cell):
        raise rounded("nomor itu", "the number")
    return shown(cell)


def is_rounded(cell: Cell) -> bool:
    """Whether a spreadsheet may have lost digits of this number.

    >>> is_rounded(5301123456780000), is_rounded(5301123456780001), is_rounded("5301123456780000")
    (True, False, False)
    """
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return abs(cell) >= 10**_EXACT_DIGITS and (isinstance(cell, float) or cell % 10 == 0)


def rounded(what_id: str, what_en: str) -> Unreadable:
    """The sentence about a number that Excel has rounded."""
    return unreadable(
        f"Excel membulatkan angka ini; ketik ulang {what_id} sebagai teks, dari dokumen aslinya.",
        f"Excel has rounded this number; type {what_en} again as text, from the document itself.",
    )


def _wrong_nik(text: str, digits: str) -> Unreadable:
    if digits.isascii() and digits.isdigit():
        return unreadable(
            f"NIK terdiri atas 16 angka; di sini ada {len(digits)}. Periksa KTP-nya.",
            f"A NIK has 16 digits; here are {len(digits)}. Check the identity card.",
        )
    return unreadable(
        f"{quoted(text)} bukan NIK; NIK terdiri atas 16 angka tanpa huruf. Periksa KTP-nya.",
        f"{quoted(text)} is not a NIK; a NIK has 16 digits and no letters. Check the identity card.",
    )
