"""Reading a position: the ISCO-08 code of four digits where the word is known, else an unsure text."""

import re
from collections.abc import Mapping
from functools import lru_cache

from sasando.core.facts.identity import read_text
from sasando.core.facts.organisations import UNSURE
from sasando.core.facts.tables import table
from sasando.core.facts.unreadable import unreadable
from sasando.core.facts.writing import Cell, quoted, squash, words

_SAYS_NOTHING = "9629"  # "worker / general worker": the label of SISKOP2MI that names no job
_PARTS = re.compile(r"[,;/()&+\n]|\s[-–—]\s|\b(?:dan|atau|and|or)\b", re.IGNORECASE)


def read_position(cell: Cell) -> str:
    """The ISCO-08 code; "~" and the words in capitals when the word is not known or names no job.

    >>> read_position("PRT"), read_position("House maid / Domestic worker"), read_position("Peniup kaca")
    ('9111', '9111', '~PENIUP KACA')
    """
    text = read_text(cell)
    known = position_words()
    if code := known.get(squash(text)):
        return _sure(code, text)
    if squash(text) in known.values():
        return _sure(squash(text), text)
    if not any(letter.isalpha() for letter in text):
        raise unreadable(
            f"{quoted(text)} bukan nama jabatan; tulis jabatannya dengan kata, misalnya Penata laksana rumah tangga.",
            f"{quoted(text)} is not a position; write it in words, for example Domestic worker.",
        )
    codes = {known.get(squash(part), "") for part in _PARTS.split(text) if squash(part)}
    return _sure(codes.pop() if len(codes) == 1 else "", text)


def position_title(code: str, language: str = "id") -> str:
    """The title of a position by its ISCO-08 code; an unsure text without its mark.

    >>> position_title("9111"), position_title("9111", "en"), position_title("~PENIUP KACA")
    ('Pengurus rumah tangga', 'House maid / Domestic worker', 'PENIUP KACA')
    """
    titles = _titles().get(code)
    return titles[language] if titles else code.removeprefix(UNSURE)


@lru_cache(maxsize=1)
def position_words() -> Mapping[str, str]:
    """Every title and alias, reduced for comparison, with its ISCO-08 code."""
    known = {squash(row["alias"]): row["isco08"] for row in table("position_aliases.csv")}
    for row in table("pmi_positions.csv"):
        known |= {squash(row["position_sisko"]): row["isco08"], squash(row["title_id"]): row["isco08"]}
    return known


@lru_cache(maxsize=1)
def _titles() -> Mapping[str, Mapping[str, str]]:
    titles: dict[str, Mapping[str, str]] = {}
    for row in table("pmi_positions.csv"):
        titles.setdefault(row["isco08"], {"id": row["title_id"], "en": row["position_sisko"]})
    return titles


def _sure(code: str, text: str) -> str:
    return code if code not in {"", _SAYS_NOTHING} else UNSURE + " ".join(words(text)).upper()
