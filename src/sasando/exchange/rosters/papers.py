"""Numbers of documents and telephones, by their labels or by their form."""

import re
from typing import Final

from sasando.core.facts.writing import clean
from sasando.exchange.rosters.pieces import Pieces
from sasando.exchange.rosters.roster import Person

_NIK_LABEL: Final = r"\b(?:no\.?\s*)?(?:nik|ktp|nik/ktp|ktp/nik)\b[\s.:=/#']*"
_NIK: Final = re.compile(
    rf"(?:{_NIK_LABEL}(?<!\d)(?P<told>\d(?:[ .-]?\d){{15}})(?![ .-]?\d)"
    r"|(?<![\d.])(?P<nik>\d{4}(?:[ .-]?\d{4}){3}|\d{6}[ .-]\d{6}[ .-]\d{4})(?!\d))",
    re.IGNORECASE,
)
_BAD_NIK: Final = re.compile(
    rf"{_NIK_LABEL}(?P<digits>\d[\d .-]{{3,24}}\d)(?!\d)|(?<![\d+.-])[1-9]\d{{14}}(?:\d\d)?(?!\d)", re.IGNORECASE
)
_PASSPORT: Final = re.compile(
    r"\b(?:no\.?\s*|nomor\s*)?(?P<kind>paspor|passport|pasport|passpor|paspr|pspr|splp)\b[\s.:=/#-]*(?:no(?:mor)?\b[\s.:=#]*)?"
    r"(?P<number>[a-z]{1,3}[ -]?\d{2,9}(?:/\d{2,4}(?![-./\d]))?|\d{5,9})\b",
    re.IGNORECASE,
)
_LETTER_NUMBER: Final = re.compile(r"\bsplp/(?P<number>[\w-]+(?:/[\w-]+)+)", re.IGNORECASE)
_BARE_PASSPORT: Final = re.compile(r"(?<![\w/])(?P<number>[A-Z]{1,2} ?\d{6,7})(?![\w/])")
_PHONE_LABEL: Final = r"\b(?:no\.?\s*)?(?:hp|wa|telp?|tlpn?|tlp|telepon|telpon|phone|kontak|nomor)\b"
_THEN_AGE: Final = r"(?:\+?62|0)8\d{8,10}(?=\s+\d{1,2}(?!\d))"  # "08123456789 30": the age stands apart
_PHONE: Final = re.compile(
    rf"(?:{_PHONE_LABEL}"
    r"(?:[\s./]*(?:wa|hp|telp)\b)?(?P<whose>[\s.:]*(?:suami|istri|isteri|ibu|bapak|ayah|mama|kakak|adik|anak|om|paman"
    r"|tante|keluarga|kel|majikan|penjemput)\b)?[\s.:=()]*(?P<labelled>"
    + _THEN_AGE
    + r"|\+?\d(?:[\d().]|[ -](?=\d)){5,20}\d)"
    r"|(?<![\w.+])(?P<number>" + _THEN_AGE + r"|(?:\+?62[ -]?|0)8\d(?:[ .-]?\d){6,11}|01\d[ -]?\d{3,4}[ -]?\d{4}"
    r"|60[ -]?1\d(?:[ -]?\d){7,8}"
    r"|\+\d{2}(?:[ .-]?\d){7,12}))(?![\d])",
    re.IGNORECASE,
)
_BAD_PHONE: Final = re.compile(rf"{_PHONE_LABEL}[\s.:=]*\+?\d[\d -]{{1,6}}(?!\d)", re.IGNORECASE)
_LONGEST_PHONE: Final = 16  # characters, with its plus


def cut_papers(pieces: Pieces) -> None:
    """NIK, passports and telephones; what only nearly is one becomes a remark, and unsure."""
    person = pieces.person
    pieces.cut(_NIK, lambda found: _take_nik(person, found["told"] or found["nik"]))
    pieces.cut(_LETTER_NUMBER, lambda found: _take_letter_number(person, found["number"]))
    pieces.cut(_PASSPORT, lambda found: _take_passport(person, found["number"], found["kind"]))
    pieces.cut(_BAD_NIK, lambda found: _take_bad(pieces, "nik", found[0]))
    pieces.cut(_PHONE, lambda found: _take_phone(pieces, found))
    pieces.cut(_BAD_PHONE, lambda found: _take_bad(pieces, "phone", found[0]))
    pieces.cut(_BARE_PASSPORT, lambda found: _take_passport(person, found["number"], ""))


def _take_nik(person: Person, text: str) -> bool:
    if person.nik:
        person.doubt("nik")
        return False
    person.nik = "".join(c for c in text if c.isdigit())
    born, month, province = int(person.nik[6:8]), int(person.nik[8:10]), int(person.nik[:2])
    if not (11 <= province <= 97 and (1 <= born <= 31 or 41 <= born <= 71) and 1 <= month <= 12):
        person.doubt("nik")
    return True


def _take_bad(pieces: Pieces, field: str, words: str) -> bool:
    """A number with a digit too few is kept as a remark, so that somebody can ask for it."""
    pieces.person.doubt(field)
    return pieces.note(words)


def _take_letter_number(person: Person, number: str) -> bool:
    """The number of the letter by which an SPLP was given out; whether it is that of the SPLP nobody says."""
    person.passport_number, person.passport_kind = number.upper(), "splp"
    person.doubt("passport_number")
    return True


def _take_passport(person: Person, number: str, kind: str) -> bool:
    if person.passport_number:
        return False
    person.passport_number = clean(number).upper()
    kind = kind.lower()
    person.passport_kind = "splp" if kind == "splp" or person.passport_number.startswith("XD") else "paspor"
    if not kind:
        person.doubt("passport_number")
    return True


def _take_phone(pieces: Pieces, found: re.Match[str]) -> bool:
    number = found["labelled"] or found["number"]
    digits = ("+" if number.startswith("+") else "") + "".join(c for c in number if c.isdigit())
    if len(digits) > _LONGEST_PHONE:
        return False
    if pieces.person.phone:
        return pieces.note(found[0])
    pieces.person.phone = digits
    if found["whose"]:
        pieces.notes.append(f"HP {clean(found['whose']).strip(' .:')}")
    return True
