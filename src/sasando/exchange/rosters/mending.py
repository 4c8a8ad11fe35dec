"""Letters that were read in the wrong alphabet on their way ("JosÃ©") are put right."""

import re
from typing import Final

_WRONG: Final = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)


def mended(text: str) -> str:
    """The text with what was UTF-8 and was read as Windows-1252 put right; all else stays as it is.

    >>> mended("José AraÃºjo, Neâ€™no")
    'José Araújo, Ne’no'
    """
    return text if text.isascii() else _WRONG.sub(lambda found: _mended(found[0]), text)


def _mended(letters: str) -> str:
    try:
        return b"".join(_byte(letter) for letter in letters).decode("utf-8")
    except UnicodeError:
        return letters


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # the five that Windows-1252 leaves empty
