"""A line while it is taken apart: its separators, and what is left of it when pieces have been cut out."""

import re
from collections.abc import Callable
from typing import Final

from sasando.core.facts.writing import clean
from sasando.exchange.rosters.roster import Person

SEP: Final = "\ue000"
"""Stands where something separated two pieces; no keyboard writes it."""
BRACKET: Final = "\ue001"
"""Stands before a piece that was in brackets."""
PARTS: Final = re.compile(rf"([{SEP}{BRACKET},;/])")
"""What parts two pieces, kept by `split`."""

_WIDE: Final = re.compile(r"\s*[\t|;]\s*|\s{2,}|\s+[-–—=>]+\s+|\s+/\s+|\s*\u2022\s*|\s*\.{2,}\s*")
_FROM: Final = re.compile(r"\s+(?:dari|asal|berasal\s+dari)\b\s*[:.]?\s*(?=[^\W\d_])", re.IGNORECASE)
_CHILD_OF: Final = re.compile(r"(?:anak|istri|isteri|suami|adik|kakak|ibu|bapak)$", re.IGNORECASE)
_SLASH: Final = re.compile(
    r"(?P<kept>\b(?:l/p|p/l|lk/pr|nik/ktp|ktp/nik|desa/kel\w*|kel/desa|kab/kota|kabupaten/kota|rt/rw|s/d|hp/wa|wa/hp|tempat/tgl"
    r"|suami/istri|bin/binti|splp(?:/[\w-]+)+)\b|\+/-)|(?<=[^\d\s])/|/(?=[^\d\s])|(?<=\d{5})/|/(?=\d{5})"
    r"|/(?=\d{1,2}[-.]\d{1,2}[-.]\d{4})",
    re.IGNORECASE,
)
_BETWEEN_WORDS: Final = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_DOTTED: Final = re.compile(r"(?<=[^\W\d_])\s*\.\s*(?P<sex>[lp])\s*\.\s*(?P<age>\d{1,2})(?!\d)\s*\.?", re.IGNORECASE)


class Pieces:
    """A line while it is taken apart: what is left of its text, the person it speaks of, and the remarks cut out."""

    def __init__(self, text: str, person: Person) -> None:
        self.text = text
        self.person = person
        self.notes: list[str] = []

    def cut(self, pattern: re.Pattern[str], take: Callable[[re.Match[str]], bool]) -> None:
        """Hand each place where the pattern is found to `take`; what it takes leaves a separator behind."""
        self.text = pattern.sub(lambda found: SEP if take(found) else found[0], self.text)

    def note(self, words: str) -> bool:
        """Keep these words as a remark; always true, so that they are cut."""
        said = clean(words).strip(f" ,;:/()-{SEP}{BRACKET}")
        if said:
            self.notes.append(said)
        return True


def separated(text: str) -> str:
    """Every separator that cannot be part of a date or a name, as one sign; brackets are kept apart.

    >>> separated("Maria - P | Ende").split(SEP)
    ['Maria', 'P', 'Ende']
    """
    text = _WIDE.sub(SEP, text.strip())
    if "/" in text:
        text = _SLASH.sub(lambda found: found["kept"] or SEP, text)
    if "dari" in text.lower() or "asal" in text.lower():
        text = _FROM.sub(lambda found: found[0] if _CHILD_OF.search(text[: found.start()]) else SEP, text)
    if "(" in text or "[" in text or ")" in text or "]" in text:
        text = re.sub(r"\s*[(\[]\s*", BRACKET, text)
        text = re.sub(r"\s*[)\]]\s*", SEP, text)
    if text.count(".") >= 2:
        text = _DOTTED.sub(rf"{SEP}\g<sex>{SEP}\g<age>{SEP}", text)
    if text.count("-") >= 2 and SEP not in text and "," not in text:
        text = re.sub(r"(?<=[^\W\d])-(?=\d|[LP]-|[LP]$)|(?<=\d)-(?=[^\W\d])|(?<=-[LP])-", SEP, text)
        head, dashed, tail = text.rpartition(SEP)
        text = f"{head}{SEP}{re.sub(_BETWEEN_WORDS, SEP, tail)}" if dashed else text
    return text
