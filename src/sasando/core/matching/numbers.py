"""Numbers that single out, or nearly: NIK, passport, telephone, any national number; mistyped ones too.

A NIK is sixteen digits: two each for province, regency and district, the birth date as DDMMYY (for women DD + 40), and
a serial. Clerks invent NIKs, so two different ones speak strongly against one person and never settle it.
"""

import re
from typing import Final

from rapidfuzz.distance import OSA

from sasando.core.matching.dates import day_key, possible_date
from sasando.core.matching.weights import MISSING, Commonness, Finding

NIK_LENGTH: Final = 16
_SHORTEST_NIK: Final = 14
_DAYS: Final = (
    r"(?:(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(?:0[13578]|1[02])"
    r"|(?:0[1-9]|[12][0-9]|30|4[1-9]|[56][0-9]|70)(?:0[469]|11)|(?:0[1-9]|[12][0-9]|4[1-9]|[56][0-9])02)"
)
POSSIBLE_NIK: Final = re.compile(
    rf"(?:1[1-9]|[2-8][0-9]|9[0-7])[0-9]{{4}}{_DAYS}[0-9]{{2}}"
    r"(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
)
"""A province, two more pairs of digits, a day and its month, two digits of a year, a serial that is not 0000."""

_NOT_DIGITS: Final = re.compile(r"[^0-9]+")
_NOT_WRITTEN: Final = re.compile(r"[^0-9a-z]+")
_SCIENTIFIC: Final = re.compile(r"[0-9][.,]?[0-9]*e\+?[0-9]+")
_PHONE_GAPS: Final = re.compile(r"[\s().\-]+")
_INVENTED: Final = re.compile("|".join(f"{digit}{{7}}" for digit in "0123456789"))
_PHONES: Final = re.compile(r"\+?[0-9]{8,15}")

_SHORTEST_LOCAL: Final = 8  # digits

_NEAR_NIK, _SAME_DAY_AND_PLACE, _TWO_DIGITS = 12.0, 2.0, 7.0
OTHER_NIK, DOUBTFUL_NIK, _SERIAL_DIFFERS = -6.0, -3.0, -1.5
_TWIN_NIK, _NEAR_NIK_OF_KIN = 7.0, 7.0
_ONE_PERSON: Final = 11.0  # families, too, hand in one card for two
_NEAR_PASSPORT, _OTHER_PASSPORT = 9.0, -1.5
_NEAR_NUMBER, _OTHER_NUMBER = 8.0, -4.0
_NEAR_PHONE, OTHER_PHONE = 2.5, -0.5


def nik_key(text: str) -> str:
    """The digits of a NIK, also with one or two too few; empty when there are none, or Excel has rounded them.

    >>> nik_key("53.71.0101 0101 0001"), nik_key("5.37101E+15"), nik_key("-")
    ('5371010101010001', '', '')
    """
    if "e" in text.lower() and _SCIENTIFIC.search(text.lower()):
        return ""
    digits = _NOT_DIGITS.sub("", text)
    return digits if _SHORTEST_NIK <= len(digits) <= NIK_LENGTH + 1 and digits.strip("0") else ""


def birth_of_nik(nik: str) -> str:
    """The birth key that a NIK carries; empty when it carries none. The century is that of an adult of today.

    >>> birth_of_nik("5371015704950001"), birth_of_nik("5371019904950001")
    ('1995-04-17', '')
    """
    if len(nik) != NIK_LENGTH:
        return ""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    born = possible_date(year + (2000 if year <= 25 else 1900), month, day - 40 if day > 40 else day)
    return "" if born is None else day_key(born)


def is_possible(nik: str) -> bool:
    """Whether a NIK has the shape of a real one: a province, a day, a serial that is not 0000.

    >>> is_possible("5371015704950001"), is_possible("5371013113950001"), is_possible("5371010000950001")
    (True, False, False)
    """
    return POSSIBLE_NIK.fullmatch(nik) is not None


def compare_niks(one: str, other: str, common: Commonness) -> Finding:
    """What two NIKs say. Neighbours born on one day differ only in the serial, so that is no near NIK."""
    if not one or not other:
        return MISSING
    if one == other:
        bits = common.bits(one) if is_possible(one) else common.bits(one) / 2
        return Finding("equal", bits, bits - _ONE_PERSON)
    edits = OSA.distance(one, other, score_cutoff=2) if same_quarters(one, other) >= 2 else 3
    if one[:12] == other[:12] and len(one) == len(other):
        return Finding("serial", _SAME_DAY_AND_PLACE if edits == 1 else _SERIAL_DIFFERS, _TWIN_NIK)
    if edits == 1:
        return Finding("near", _NEAR_NIK, _NEAR_NIK_OF_KIN)
    if edits == 2 or _is_swapped(one, other):
        return Finding("near", _TWO_DIGITS, _NEAR_NIK_OF_KIN)
    return Finding("different", OTHER_NIK if is_possible(one) and is_possible(other) else DOUBTFUL_NIK)


def same_quarters(one: str, other: str) -> int:
    """How many quarters of two NIKs are the same; one wrong digit, or two neighbours swapped, spoil at most two.

    A NIK with a digit too few or too many is not cut into quarters, and counts as if all were.
    """
    if len(one) != NIK_LENGTH or len(other) != NIK_LENGTH:
        return 4
    return sum(one[at : at + 4] == other[at : at + 4] for at in (0, 4, 8, 12))


def _is_swapped(one: str, other: str) -> bool:
    """Day and month of the birth date the wrong way round."""
    return one[:6] == other[:6] and one[10:] == other[10:] and one[6:8] == other[8:10] and one[8:10] == other[6:8]


def passport_key(text: str) -> str:
    """Letters and digits of a passport number.

    >>> passport_key("c 123-4567")
    'C1234567'
    """
    key = _NOT_WRITTEN.sub("", text.lower()).upper()
    return key if len(key) >= 5 and any(sign.isdigit() for sign in key) else ""


def compare_passports(one: str, other: str, common: Commonness) -> Finding:
    """What two passport numbers say; a different one says little, because passports are renewed."""
    if not one or not other:
        return MISSING
    if one == other:
        return Finding("equal", common.bits(one), common.bits(one) - _ONE_PERSON)
    return Finding("near", _NEAR_PASSPORT) if OSA.distance(one, other) == 1 else Finding("different", _OTHER_PASSPORT)


def number_key(text: str) -> str:
    """Letters and digits of any other number; empty when it has fewer than four, or says nothing.

    >>> number_key("12-345 X"), number_key("000000")
    ('12345X', '')
    """
    key = _NOT_WRITTEN.sub("", text.lower()).upper()
    return key if len(key) >= 4 and key.strip("0") and any(sign.isdigit() for sign in key) else ""


def compare_numbers(one: str, other: str, common: Commonness) -> Finding:
    """What two numbers of a kind that we do not know say, by how common they are in the list."""
    if not one or not other:
        return MISSING
    mine, theirs = one.split(" "), other.split(" ")
    shared = [number for number in mine if number in theirs]
    if shared:
        bits = max(common.bits(number) for number in shared)
        return Finding("equal", bits, bits - _ONE_PERSON)
    near = any(min(len(a), len(b)) >= 5 and OSA.distance(a, b, score_cutoff=1) == 1 for a in mine for b in theirs)
    if not near:
        return Finding("different", _OTHER_NUMBER)
    return Finding("near", min(_NEAR_NUMBER, common.bits(min(one, other)) - 4))


def phone_key(text: str) -> str:
    """The telephone numbers in a cell, Indonesian ones without +62, 62 or 0; several are set apart by a space.

    >>> phone_key("+62 812-3456-7890"), phone_key("0812 3456 7890 / 6281234500000")
    ('81234567890', '81234567890 81234500000')
    """
    joined = _PHONE_GAPS.sub("", text)
    numbers = [_national(found) for found in _PHONES.findall(joined)]
    return " ".join(dict.fromkeys(number for number in numbers if number))


def _national(number: str) -> str:
    digits = number.lstrip("+")
    for prefix in ("0062", "062", "62", "0"):
        if digits.startswith(prefix) and len(digits) > _SHORTEST_LOCAL:
            digits = digits[len(prefix) :].lstrip("0")
            break
    return digits if len(digits) >= 7 and not _INVENTED.search(digits) else ""


def compare_phones(one: str, other: str, common: Commonness) -> Finding:
    """What telephones say: one shared is weak, because families, villages and brokers share."""
    if not one or not other:
        return MISSING
    mine, theirs = one.split(" "), other.split(" ")
    shared = [phone for phone in mine if phone in theirs]
    if shared:
        bits = max(common.bits(phone) for phone in shared)
        return Finding("equal", bits - 0.5, bits - 1.0)
    near = any(len(a) == len(b) and OSA.distance(a, b, score_cutoff=1) == 1 for a in mine for b in theirs)
    return Finding("near", _NEAR_PHONE) if near else Finding("different", OTHER_PHONE)
