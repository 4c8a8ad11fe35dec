"""Keys under which a telephone, a name, a house or a plate of one report is met again in another.

Exact after tidying, so that a yes can be explained; names by how they sound (`core.matching`). A yes is a reason to
call, never a verdict: two people may be called Berto.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sasando.core.facts.writing import words
from sasando.core.matching.names import OTHER_NAME, name_key
from sasando.core.matching.numbers import number_key, phone_key
from sasando.core.matching.places import place_key
from sasando.core.matching.spelling import sound

_GAPS: Final = re.compile(r"[\s().\-]+")
_NUMBERS: Final = re.compile(r"\+?[0-9]{8,15}")
_MOBILES: Final = re.compile(r"(?<![\d+])(?:(?:\+?62|0)[ .-]?8|\+60[ .-]?1)(?:[ .()-]?\d){7,11}(?!\d)")
_SHORTEST, _KINDS_OF_DIGITS, _LONGEST = 8, 3, 120
_FORMS_OF_ADDRESS: Final = frozenset(
    {"om", "pak", "ma", "mama", "bapa", "kak", "kaka", "tante", "abang", "bang", "boss"}
)
_WORDS_OF_HOUSES: Final = frozenset(
    words("jl jln jalan gg gang no nomor rumah kos kost kosan kontrakan belakang depan samping dekat lorong blok di")
)


def phone_keys(text: str) -> list[str]:
    """The telephone numbers in a text, without +62, 62 or 0.

    >>> phone_keys("+62 812-3456-7890 / 0811 1111 2222"), phone_keys("0800-0000-0123"), phone_keys("tidak ada")
    (['81234567890', '81111112222'], ['80000000123'], [])
    """
    return phone_key(text).split() or list(
        dict.fromkeys(filter(None, map(_plain, _NUMBERS.findall(_GAPS.sub("", text)))))
    )


def phones_in(text: str) -> list[str]:
    """The mobile numbers in a whole message, as they were written; NIKs and dates are none.

    >>> phones_in("1. Maria Bria NIK 5321015704950001\\nHub. Om Berto 0812-3456-7890, +60 11 2345 6789")
    ['0812-3456-7890', '+60 11 2345 6789']
    """
    return list(dict.fromkeys(found.strip() for found in _MOBILES.findall(text)))


def _plain(number: str) -> str:
    """A number that looks invented is still a number when it has some digits that differ."""
    digits = re.sub(r"^(?:0062|\+?62|0)", "", number)
    return digits if len(digits) >= _SHORTEST and len(set(digits)) >= _KINDS_OF_DIGITS else ""


def name_keys(text: str, *, least: int = 1) -> list[str]:
    """A name by its sound, its tokens in whatever order; each other name of the same person too.

    `least` is how many tokens it must have: one name alone is too common for somebody who was stopped.

    >>> name_keys("Om Yohanes Tefa") == name_keys("TEFA, Johannes"), name_keys("Berto", least=2)
    (True, [])
    """
    found = []
    for name in name_key(text).split(OTHER_NAME):
        tokens = [token for token in name.split() if len(token) > 1 and token not in _FORMS_OF_ADDRESS]
        if len(tokens) >= least:
            found.append(" ".join(sorted({sound(token) for token in tokens}))[:_LONGEST])
    return [key for key in dict.fromkeys(found) if key]


def house_keys(text: str) -> list[str]:
    """A house by the sound of its words, and by its street with the number: people write addresses in many ways.

    >>> set(house_keys("Kos hijau Jl. Nangka 12, Oesao")) & set(house_keys("jalan Nangka no.12"))
    {'12 nangka'}
    >>> house_keys("Oesao")
    []
    """
    said = [word for word in place_key(text).split() if word not in _WORDS_OF_HOUSES]
    sounds = [word if word.isdigit() else sound(word) for word in said]
    streets = [f"{number} {street}" for street, number in pairwise(sounds) if number.isdigit()]
    whole = " ".join(sorted(set(sounds)))[:_LONGEST]
    return list(dict.fromkeys([*([whole] if len(set(sounds)) > 1 else []), *streets]))


def number_keys(text: str) -> list[str]:
    """A plate or an account by its letters and digits.

    >>> number_keys("DH 1234 AB"), number_keys("dh1234ab"), number_keys("")
    (['DH1234AB'], ['DH1234AB'], [])
    """
    key = number_key(text)[:_LONGEST]
    return [key] if key else []


def of_person(full_name: str, phone: str = "") -> Iterator[tuple[str, str]]:
    """Kind and key of somebody who was stopped."""
    yield from (("person", key) for key in name_keys(full_name, least=2))
    yield from (("phone", key) for key in phone_keys(phone))
