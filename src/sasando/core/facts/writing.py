"""How written text is cleaned for keeping, and reduced for comparing."""

import re
import unicodedata
from datetime import date, datetime, time

Cell = str | int | float | bool | date | None
"""What a table gives for one cell. A `datetime` is a `date` too."""

_BLANK_LETTERS = {ord(letter): " " for letter in "\u115f\u1160\u2800\u3164\uffa0"}  # letters that show nothing
_UNSEEN = {"Cc", "Cf", "Cs"}  # control, format (bidi, zero width), half of a surrogate pair
_QUOTED_LENGTH = 60


def clean(text: str) -> str:
    """The text with single spaces and without characters that nobody sees; otherwise as written.

    >>> clean("  Maria\\u200b  Bunga\\u202e\\n")
    'Maria Bunga'
    """
    if not text.isascii():
        composed = unicodedata.normalize("NFC", text).translate(_BLANK_LETTERS)
        return " ".join(_seen(composed).split())
    if not text.isprintable():
        return " ".join(_seen(text).split())
    return " ".join(text.split())


def _seen(text: str) -> str:
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)


def plain(text: str) -> str:
    """Lower case without accents and with ordinary digits; punctuation stays.

    >>> plain("RÉUNION １２")
    'reunion 12'
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Letters and digits of the text, as lower-case words.

    >>> words("PT. Ende-Sejahtera (Tbk)")
    ['pt', 'ende', 'sejahtera', 'tbk']
    """
    return _WORD.findall(plain(text))


_WORD = re.compile(r"[^\W_]+")


def squash(text: str) -> str:
    """The text reduced to what counts when two writings are compared: no case, accent, space or punctuation.

    >>> squash("Côte d’Ivoire"), squash("Laki - Laki")
    ('cotedivoire', 'lakilaki')
    """
    return "".join(words(text))


def quoted(text: str) -> str:
    """The text inside quotation marks, shortened so that a sentence about it stays readable."""
    return f"“{text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + '…'}”"


def shown(cell: object) -> str:
    """The cell as its reader sees it.

    >>> shown(5301.0), shown(date(2025, 12, 31)), shown(" Budi  Bunga ")
    ('5301', '2025-12-31', 'Budi Bunga')
    """
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.timetz() == time.min
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
