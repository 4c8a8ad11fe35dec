"""Ages: years, months of small children, guesses; and the spans of time that are no age."""

import re
from typing import Final

from sasando.exchange.rosters.pieces import BRACKET, SEP, Pieces
from sasando.exchange.rosters.roster import Person

YEARS: Final = r"(?:t(?:ahu)?n|thn|tahun|th|thun|tahn|yrs?|years?(?:\s+old)?|y\.?o)\b\.?"
MONTHS: Final = r"(?:bulan|bln|bl|months?)\b\.?"
OLDEST: Final = 120
"""Years; a higher number is a slip of the pen."""

_ABOUT: Final = (
    r"(?P<about>±|\+/-|\+-|~|(?:kira[\s-]*(?:kira|2)|sekitar|sktr|skt|skitar|kurang\s+lebih|krg\s*lbh|kl|k\.l)\b\.?)?"
)
_AGE: Final = re.compile(
    rf"(?=[\dUuAa±+~KkSs-])(?P<label>\b(?:umur|usia|umr|um|age|u(?=[.:]))\b[\s.:=]*)?(?:{_ABOUT})\s*(?<![\d.-])(?<!\d,)(?P<age>\d{{1,3}})"
    rf"(?:[.,](?P<tenth>\d)(?=\s*{YEARS}))?"
    rf"\s*(?:(?P<years>{YEARS}|(?-i:T)(?![\w.]))(?:\s*(?:dan\s*)?(?P<and>\d{{1,2}})\s*{MONTHS})?|(?P<months>{MONTHS})"
    rf"|(?P<young>(?:minggu|mgg|hari)\b)|(?P<tens>-?an\b)|(?!\s*(?:orang|org|jiwa|anak|hari|minggu)))"
    r"(?P<doubt>\s*\?+)?(?![\d/:]|[.,-]\d)",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(rf"(?<![\d/.-])(?P<age>\d{{1,2}})\s*[-–]\s*\d{{1,2}}\s*{YEARS}", re.IGNORECASE)
_NO_AGE: Final = re.compile(
    r"\b(?:umur|usia)\b[\s.:=]*(?:(?:tidak|tdk|belum|blm|tak)\s+\w+|\?+|-+(?=\s|$))", re.IGNORECASE
)
_SPAN: Final = rf"\d{{1,2}}\s*(?:{YEARS}|{MONTHS}|hari\b|minggu\b|mgg\b)"
_ABROAD: Final = (
    r"di\s+(?:malaysia|sabah|serawak|sarawak|tawau|sibu|miri|kuching|singapura|brunei|arab|hongkong|taiwan)"
)
_NO_REST: Final = rf"[^,;/{SEP}{BRACKET}]{{0,40}}"
_LASTED: Final = re.compile(
    rf"\b(?:(?:lama\s+)?(?:be)?kerja|lama|selama|sudah|sdh|masa\s+kerja|merantau|{_ABROAD}|hamil|mengandung|kandungan|sakit"
    rf"|demam|batuk|dirawat|pengobatan|ditahan|penjara)\b[^,;/\d{SEP}{BRACKET}]{{0,40}}{_SPAN}{_NO_REST}"
    rf"|(?<!\d)(?=(?:\d|1[0-5])\D){_SPAN}\s*(?:(?:be)?kerja|merantau|ditahan|{_ABROAD}|lamanya|hamil)\b{_NO_REST}",
    re.IGNORECASE,
)
_AT_WORK: Final = re.compile(rf"{YEARS}\s*(?:(?:be)?kerja|merantau|ditahan|{_ABROAD})\b", re.IGNORECASE)
_EVER_YOUNG: Final = re.compile(r"\b(?:bayi|balita|by|umur|usia)\b", re.IGNORECASE)
_MONTHS_UNTIL: Final = 5  # years; of older people nobody counts the months


def cut_ages(pieces: Pieces) -> None:
    """The age with a label or a unit; a naked number is left to its place in the line."""
    pieces.cut(_LASTED, lambda found: pieces.note(found[0]))
    pieces.cut(_RANGE, lambda found: _take_range(pieces, found))
    said = [found for found in _AGE.finditer(pieces.text) if _says_age(found, pieces.text)]
    best = max(
        (found for found in said if int(found["age"]) <= OLDEST),
        key=lambda found: (bool(found["label"]), bool(found["years"]), -found.start()),
        default=None,
    )
    if best is not None:
        take_age(pieces.person, best)
        if best["years"] and _AT_WORK.match(pieces.text, best.start("years")):
            pieces.person.doubt("age")
        pieces.text = f"{pieces.text[: best.start()]}{SEP}{pieces.text[best.end() :]}"
    if len(said) > (best is not None):  # a second age, or one that nobody reaches
        pieces.person.doubt("age")
    pieces.cut(_NO_AGE, lambda found: _take_no_age(pieces, found[0]))


def _says_age(found: re.Match[str], text: str) -> bool:
    said = found["label"] or found["years"] or found["months"] or found["about"] or found["tens"]
    return bool(said) or (bool(found["young"]) and _EVER_YOUNG.search(text) is not None)


def _take_range(pieces: Pieces, found: re.Match[str]) -> bool:
    pieces.person.age = int(found["age"])
    pieces.person.doubt("age")
    return pieces.note(found[0])


def take_age(person: Person, found: re.Match[str]) -> None:
    """Whole years, and all the months of small children."""
    age = int(found["age"])
    months = age * 12 + int(found["and"] or 0) if found["years"] and found["and"] else None
    if found["tenth"]:
        months = age * 12 + round(int(found["tenth"]) * 1.2)
    if found["months"]:
        age, months = age // 12, age
    elif found["young"]:
        weeks = age if found["young"][:1].lower() == "m" else age // 7
        months = weeks * 7 // 30
        age = months // 12
    person.age, person.age_months = age, months if age < _MONTHS_UNTIL else None
    if found["about"] or found["doubt"] or found["tens"]:
        person.doubt("age")


def read_age(text: str, person: Person) -> bool:
    """The age in a cell or piece that holds nothing else.

    >>> person = Person(line=1, raw="")
    >>> read_age("sktr 25", person), person.age, person.unsure
    (True, 25, ['age'])
    >>> read_age("1 th 4 bl", person), person.age, person.age_months
    (True, 1, 16)
    """
    found = _AGE.fullmatch(text.strip(f" .,{BRACKET}"))
    if not found or int(found["age"]) > OLDEST:
        return False
    take_age(person, found)
    return True


def _take_no_age(pieces: Pieces, words: str) -> bool:
    pieces.person.doubt("age")
    return pieces.note(words)
