"""Reading the name of an organisation, and saying when two names may be one."""

import re

from rapidfuzz import fuzz

from sasando.core.facts.identity import read_text
from sasando.core.facts.unreadable import unreadable
from sasando.core.facts.writing import Cell, clean, quoted, words

UNSURE = "~"
"""Before a value that is known but cannot be told the same as, or different from, another."""

_LEGAL_FORM_WORDS = (
    "PT CV UD TBK PERSERO SDN BHD BERHAD SENDIRIAN PTE PTY CO COMPANY LTD LIMITED INC INCORPORATED CORP CORPORATION"
    " LLC LLP LP PLC WLL GMBH KK FZE FZCO FZC PVT PRIVATE"
)
_LEGAL_FORMS = frozenset(_LEGAL_FORM_WORDS.split())
_INITIALS = re.compile(r"\b\w(?:\.\s?\w\b)+\.?")
_NEARLY = 85  # per cent


def read_organisation(cell: Cell) -> str:
    """The name reduced to what tells organisations apart: capital letters and digits, without the legal form.

    >>> read_organisation("PT. Ende Sejahtera, Tbk"), read_organisation("Ende Sejahtera (P.T.)")
    ('ENDE SEJAHTERA', 'ENDE SEJAHTERA')
    """
    text = clean(cell) if isinstance(cell, str) else read_text(cell)
    joined = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    tokens = [word.upper() for word in words(joined)]
    if not tokens:
        raise unreadable(
            f"{quoted(text)} bukan nama; tulis nama lengkapnya.",
            f"{quoted(text)} is not a name; write it in full.",
        )
    return " ".join(_without_legal_form(tokens) or tokens)


def maybe_the_same(one: str, other: str) -> bool:
    """Whether two different canonical names are so alike that one of them may be a slip.

    >>> maybe_the_same("ENDE SEJAHTERA", "SEJAHTERA ENDE"), maybe_the_same("ENDE SEJAHTERA", "KARYA BARU")
    (True, False)
    """
    some, others = set(one.split()), set(other.split())
    return some <= others or others <= some or fuzz.ratio(one, other) >= _NEARLY


def _without_legal_form(tokens: list[str]) -> list[str]:
    """Only at the ends: a legal form in the middle belongs to the name."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in _LEGAL_FORMS:
        start += 1
    while end > start and tokens[end - 1] in _LEGAL_FORMS:
        end -= 1
    return tokens[start:end]
