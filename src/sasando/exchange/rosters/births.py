"""Days, years and places of birth; and the days of other events, which are no birth."""

import re
from typing import Final

from sasando.core.facts.dates import read_date
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import clean
from sasando.exchange.rosters.pieces import BRACKET, SEP, Pieces
from sasando.exchange.rosters.roster import Person

_MONTH: Final = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?"
_DAY: Final = rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}\s*[-/. ]\s*(?:\d{{1,2}}|{_MONTH})\s*[-/. ]\s*['’]?\d{{2,4}})"
_WHEN: Final = r"(?:di|pada|tgl|tanggal|tahun|thn|th)\b\.?"
_BIRTH: Final = re.compile(
    rf"\b(?:t\.?t\.?l|tempat[\s,/&]*(?:dan\s*)?(?:tgl|tanggal)[\s.]*lahir|(?:tgl|tanggal|tg|tgl/bln/thn)[\s.]*(?:lahir|lhr)"
    rf"|(?:thn|tahun|th)[\s.]*lahir|lahir|lhr|kelahiran|born|dob)\b(?:\s+{_WHEN})*[\s.:=]*"
    rf"(?P<place>[^\W\d_][^\d,;:'’{SEP}{BRACKET}]{{1,40}}?)?[\s,./:{SEP}-]*(?:{_WHEN}\s*)*"
    rf"(?P<day>{_DAY}|(?:19|20)\d{{2}}|['’‘`]\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_EVENT: Final = re.compile(
    rf"\b(?:meninggal|wafat|tiba|berangkat|ditangkap|masuk|deportasi|dideportasi|pulang|dipulangkan|turun|mati|berlaku|berakhir"
    rf"|sampai|s/d|kontrak|sejak|kejadian|razia|terbang|naik)\b(?:(?!lahir|ttl)[^,;\d{SEP}{BRACKET}]){{0,30}}(?:{_DAY}|(?:19|20)\d{{2}}(?!\d))",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:th|thn|tahun)\b\.?\s*(?P<year>19[3-9]\d|20[01]\d)(?!\d)", re.IGNORECASE)
_BARE_DAY: Final = re.compile(rf"(?<![\d/.-])(?P<day>{_DAY})(?![\d/-])", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"(\d{1,2}[-/. ].*[-/. ]|)['’‘`]?(\d{2})")
_TURN: Final = 26  # a year of two digits from here on is of the last century


def cut_births(pieces: Pieces) -> None:
    """Births that say so; the days of other events become remarks."""
    pieces.cut(_EVENT, lambda found: pieces.note(found[0]))
    pieces.cut(_BIRTH, lambda found: _take_birth(pieces.person, found))
    pieces.cut(_YEAR, lambda found: _take_year(pieces.person, found["year"]))


def cut_bare_days(pieces: Pieces) -> None:
    """A day without a label is most probably the birth; after 2020 it may be that of the voyage."""
    pieces.cut(_BARE_DAY, lambda found: _take_bare_day(pieces.person, found["day"]))


def _take_birth(person: Person, found: re.Match[str]) -> bool:
    if person.born_on or person.birth_year:
        return False
    if found["place"]:
        person.birth_place = clean(found["place"]).strip(" ,./-") or None
    day = found["day"]
    if re.fullmatch(r"\d{4}", day):
        person.birth_year = int(day)
        return True
    return take_day(person, day)


def _take_year(person: Person, year: str) -> bool:
    """ "th 1987" is most probably the birth, and may be another year."""
    if person.born_on or person.birth_year:
        return False
    person.birth_year = int(year)
    person.doubt("born_on")
    return True


def take_day(person: Person, text: str) -> bool:
    """The day of birth; of a day that does not exist only the year, and a year of two digits is a guess: unsure.

    >>> person = Person(line=1, raw="")
    >>> take_day(person, "31-02-1999"), person.born_on, person.birth_year, person.unsure
    (True, None, 1999, ['born_on'])
    """
    short = _SHORT_YEAR.fullmatch(text.strip())
    if short:
        text = f"{short[1]}{'20' if int(short[2]) < _TURN else '19'}{short[2]}"
    try:
        person.born_on = read_date(text).isoformat()
    except Unreadable:
        year = re.search(r"(?:19|20)\d{2}", text)
        if not year:
            return False
        person.birth_year = int(year[0])
    if short or person.born_on is None:
        person.doubt("born_on")
    return True


def read_birth(text: str, person: Person) -> bool:
    """The birth in a cell that holds nothing else: place and day, day, or only the year.

    >>> person = Person(line=1, raw="")
    >>> read_birth("Belu, 12-03-1999", person), person.born_on, person.birth_place
    (True, '1999-03-12', 'Belu')
    """
    found = _BIRTH.search(f"lahir {text}")
    return _take_birth(person, found) if found else take_day(person, text)


def _take_bare_day(person: Person, day: str) -> bool:
    if person.born_on or person.birth_year:
        return False
    taken = take_day(person, day)
    if taken and person.born_on and person.born_on > "2020":
        person.doubt("born_on")
    return taken
