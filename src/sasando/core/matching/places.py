"""Where somebody is from: village, district, regency, postcode, address. Spelled in many ways, and people move."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from sasando.core.facts.writing import words
from sasando.core.matching.spelling import sound
from sasando.core.matching.weights import MISSING, Commonness, Finding

_KINDS_OF_PLACE: Final = frozenset(
    words("desa ds kelurahan kel lurah dusun dsn kampung kp kecamatan kec kabupaten kab kota prov provinsi rt rw")
)
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")
OTHER_PLACE: Final = {"village": -1.5, "district": -1.0, "regency": -1.5}
_OTHER_POSTCODE, _NEAR_POSTCODE = -1.5, 1.5
_OTHER_ADDRESS: Final = -1.5
MOST_EDITS: Final = 2
_SPELLED: Final = 2.0  # bits lost where a place is spelled otherwise


def place_key(text: str) -> str:
    """The words of a place without those that say what kind of place it is.

    >>> place_key("Desa Ma'u-Bokul"), place_key("Kec. Rote Barat Daya"), place_key("RT 03/RW 01")
    ('ma u bokul', 'rote barat daya', '03 01')
    """
    parts = words(text)
    return " ".join([part for part in parts if part not in _KINDS_OF_PLACE] or parts)


def compare_places(one: str, other: str, common: Commonness, kind: str = "village") -> Finding:
    """What two villages, districts or regencies say."""
    if not one or not other:
        return MISSING
    if one == other:
        return Finding("equal", common.bits(one), common.bits(one))
    if _is_spelling(one, other):
        bits = max(0.5, min(common.bits(one), common.bits(other)) - _SPELLED)
        return Finding("spelled", bits, bits)
    return Finding("different", OTHER_PLACE[kind], OTHER_PLACE[kind])


@lru_cache(maxsize=100_000)
def _is_spelling(one: str, other: str) -> bool:
    a, b = one.replace(" ", ""), other.replace(" ", "")
    if a == b or sound(a) == sound(b):
        return True
    shorter = min(len(a), len(b))
    most = 0 if shorter < 4 else 1 if shorter < 8 else MOST_EDITS
    return OSA.distance(a, b, score_cutoff=most) <= most


def postcode_key(text: str) -> str:
    """The digits of a postcode; letters too where a country has them."""
    digits = _NOT_DIGITS.sub("", text)
    return digits if len(digits) >= 3 and digits.strip("0") else "".join(words(text))


def compare_postcodes(one: str, other: str, common: Commonness) -> Finding:
    """What two postcodes say."""
    if not one or not other:
        return MISSING
    if one == other:
        return Finding("equal", common.bits(one), common.bits(one))
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return Finding("spelled", _NEAR_POSTCODE)
    return Finding("different", _OTHER_POSTCODE)


def address_key(text: str) -> str:
    """The words of an address, in their order."""
    return " ".join(words(text))


def compare_addresses(one: str, other: str, common: Commonness) -> Finding:
    """What two addresses say, by how much of their words they share."""
    if not one or not other:
        return MISSING
    if one == other:
        return Finding("equal", common.bits(one), common.bits(one))
    like = fuzz.token_sort_ratio(one, other)
    if like >= 85:
        return Finding("spelled", 7.0, 7.0)
    if like >= 70:
        return Finding("partly", 3.0, 3.0)
    return Finding("different", _OTHER_ADDRESS) if like < 55 else Finding("partly", 0.0)
