"""Birth dates as people give them: a day, only a year, an age; swapped, mistyped, or 1 January for "not known".

A birth key is "1995-04-17" (a day), "1995" (a year; 1 January is no more than that), "~1995" (from an age, so one year
more or less) or "" (not known).
"""

import re
from datetime import date
from typing import Final

from sasando.core.facts.dates import FIRST_YEAR, LAST_YEAR, read_date
from sasando.core.facts.unreadable import Unreadable
from sasando.core.matching.weights import MISSING, Commonness, Finding

ABOUT: Final = "~"
_DIGITS: Final = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_LAST_DIGITS: Final = re.compile(r"([0-3][0-9])([01][0-9])([12][0-9]{3})")
_YEAR: Final = re.compile(
    r"(?:tahun|thn|th|lahir|circa|ca|c)?\.?\s*([12][0-9]{3})(?:[-/.]0{1,2}[-/.]0{1,2})?", re.IGNORECASE
)
_SHORT_YEAR: Final = re.compile(r"([0-3]?[0-9])[-/. ]([01]?[0-9])[-/. ]([0-9]{2})")
_UNKNOWN: Final = "-01-01"

SAME_YEAR: Final = 4.0  # one in forty or so; not all who share it were born that year
SWAPPED, TYPO, CLOSE_DAY, OTHER_YEAR = 8.0, 4.7, 2.5, 2.5
_TWINS: Final = 6.8  # one in a hundred or so of those who grow up together, against one in 14,000
KIN_OF_ONE_YEAR, KIN_NEAR = -2.0, 1.0  # brothers and sisters are born a year or more apart
_AGE_FITS, _AGE_NEAR = 2.7, 1.0
YEAR_NEAR, YEAR_OFF = 0.5, -2.5
DIFFERENT: Final = -4.5


def birth_key(text: str) -> str:
    """The birth key of what stands in a cell; empty when no day or year can be read.

    >>> birth_key("17 April 1995"), birth_key("19950417"), birth_key("01/01/1995"), birth_key("1995"), birth_key("?")
    ('1995-04-17', '1995-04-17', '1995', '1995', '')
    """
    text = text.strip()
    if not text:
        return ""
    if year := _YEAR.fullmatch(text):
        return year[1] if FIRST_YEAR <= int(year[1]) <= LAST_YEAR else ""
    day = _compact(text) or _read(text)
    return "" if day is None else day_key(day)


def day_key(day: date) -> str:
    """The birth key of a day; 1 January is what clerks write when only the year is known."""
    written = day.isoformat()
    return written[:4] if written.endswith(_UNKNOWN) else written


def _compact(text: str) -> date | None:
    for pattern, order in ((_DIGITS, (1, 2, 3)), (_LAST_DIGITS, (3, 2, 1))):
        if found := pattern.fullmatch(text):
            year, month, day = (int(found[place]) for place in order)
            if FIRST_YEAR <= year <= LAST_YEAR and (read := possible_date(year, month, day)):
                return read
    return None


def _read(text: str) -> date | None:
    if found := _SHORT_YEAR.fullmatch(text):  # an adult of today: no birth date lies ahead
        year = int(found[3])
        return possible_date(year + (2000 if year <= 25 else 1900), int(found[2]), int(found[1]))
    try:
        return read_date(text)
    except Unreadable:
        return _month_first(text)


def _month_first(text: str) -> date | None:
    """04/17/1995 can only be 17 April."""
    found = re.fullmatch(r"([01]?[0-9])[-/. ]([0-3]?[0-9])[-/. ]([12][0-9]{3})", text)
    return possible_date(int(found[3]), int(found[1]), int(found[2])) if found else None


def possible_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def compare_births(one: str, other: str, common: Commonness) -> Finding:
    """What two birth keys say for or against one person.

    >>> general = Commonness(guess=1 / 16384, most=13.5)
    >>> others = "1995-07-04", "1995-04-01", "1995", "1971-12-30"
    >>> [compare_births("1995-04-07", born, general).level for born in others]
    ['swapped', 'typo', 'same_year', 'different']
    """
    if not one or not other:
        return MISSING
    if ABOUT in one or ABOUT in other:
        return _ages(abs(int(one.lstrip(ABOUT)[:4]) - int(other.lstrip(ABOUT)[:4])))
    if one == other:
        return (
            Finding("equal", common.bits(one), _TWINS)
            if len(one) > 4
            else Finding("same_year", SAME_YEAR, KIN_OF_ONE_YEAR)
        )
    if len(one) == len(other) == 10:
        return _days(one, other)
    apart = abs(int(one[:4]) - int(other[:4]))
    return _years(apart)


def _days(one: str, other: str) -> Finding:
    if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return Finding("swapped", SWAPPED)
    differing = [place for place in range(10) if one[place] != other[place]]
    if len(differing) == 1 or (
        len(differing) == 2 and all(one[a] == other[b] for a, b in (differing, differing[::-1]))
    ):
        return Finding("typo", TYPO)
    if one[:4] == other[:4]:
        alike = one[5:7] == other[5:7] or one[8:] == other[8:]
        return Finding("same_year", CLOSE_DAY if alike else 0.0, KIN_OF_ONE_YEAR)
    if one[5:] == other[5:]:
        return Finding("other_year", OTHER_YEAR)
    return Finding("different", DIFFERENT)


def _years(apart: int) -> Finding:
    if apart == 0:
        return Finding("same_year", SAME_YEAR, KIN_OF_ONE_YEAR)
    if apart == 1:
        return Finding("year_near", YEAR_NEAR, KIN_NEAR)
    return Finding("year_differs", YEAR_OFF if apart <= 3 else DIFFERENT)


def _ages(apart: int) -> Finding:
    if apart <= 1:
        return Finding("age_fits", _AGE_FITS)
    if apart <= 3:
        return Finding("age_near", _AGE_NEAR)
    return Finding("age_differs", -1.5 if apart <= 6 else DIFFERENT)
