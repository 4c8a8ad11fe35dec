"""Reading a time of day as timetables write it: 06:15, 06.15 WITA, 0615, pkl 6 pagi, or a cell of Excel."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sasando.core.facts.dates import read_date
from sasando.core.facts.reading import CellProblem
from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import clean, plain, quoted, shown
from sasando.exchange.cells import readable
from sasando.exchange.tables.table import Cell

_MINUTES: Final = 24 * 60
_TIME_ONLY: Final = 1901  # Excel keeps a bare time of day as a moment of 1899 or 1900
_BEFORE: Final = re.compile(r"^(?:pukul|pkl|pk|jam|sekitar|kira-kira|±|~|kl)\.?\s*")
_AFTER: Final = re.compile(r"\s*\(?(?P<zone>wita|wib|wit|lt)?\)?\s*(?:\(?\+\s?(?P<plus>[123])(?:\s*hari)?\)?)?$")
_CLOCK: Final = re.compile(
    r"(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?)?|(?P<four>\d{3,4}))"
    r"\s*(?P<part>am|pm|pagi|siang|sore|malam|dini hari|subuh)?"
)
_PARTS: Final = {
    "am": (0, 12), "pm": (12, 24), "pagi": (0, 12), "subuh": (0, 12), "dini hari": (0, 12), "siang": (10, 16),
    "sore": (14, 20), "malam": (17, 25),
}  # fmt: skip
"""The hours that a part of the day can mean; twelve at night is the end of the day."""
_BLANK: Final = frozenset({"", "-", "–", "—", "--", "x", "."})
_SHORT_YEAR: Final = re.compile(r"^(?!.*\d{4})(.*\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]{3,})[-/. ]+)'?(\d{2})$")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, `plus` days after the day of its row. `day` when the cell names one; `zone` when it names that."""

    at: time
    zone: str = ""
    plus: int = 0
    day: date | None = None


def read_clock(cell: Cell) -> Clock | None:
    """The time in a cell; None when it says nothing. Raises `Unreadable`.

    >>> read_clock("06.15 WITA")
    Clock(at=datetime.time(6, 15), zone='WITA', plus=0, day=None)
    >>> [str(read_clock(cell).at) for cell in (0.25, "pkl 5 sore", "0615", 6)]
    ['06:00:00', '17:00:00', '06:15:00', '06:00:00']
    >>> read_clock("25:00")
    Traceback (most recent call last):
    sasando.core.facts.unreadable.Unreadable: “25:00” bukan jam. Tulis misalnya 06:15 atau 18:30.
    """
    written = readable(cell)
    if isinstance(written, CellProblem):
        raise Unreadable(written.because)
    if isinstance(written, datetime):
        return Clock(written.time().replace(second=0, microsecond=0), day=_day_of(written))
    if written is None or isinstance(written, bool | date):
        if written is None:
            return None
        raise _no_time(shown(written))
    return _of_text(written) if isinstance(written, str) else _of_number(written)


def read_day(cell: Cell) -> date | None:
    """The day in a cell; None when it says nothing. A year of two digits is one of this century. Raises `Unreadable`.

    >>> read_day("Sabtu, 7-3-26"), read_day(" - ")
    (datetime.date(2026, 3, 7), None)
    """
    written = readable(cell)
    if isinstance(written, CellProblem):
        raise Unreadable(written.because)
    if isinstance(written, str):
        if written.strip() in _BLANK:
            return None
        written = _SHORT_YEAR.sub(r"\g<1>20\2", clean(written))
    return None if written is None else read_date(written)


def _day_of(moment: datetime) -> date | None:
    return None if moment.year < _TIME_ONLY else moment.date()


def _of_number(number: float) -> Clock | None:
    """A share of a day, as Excel keeps times; or hours, with minutes behind the point when there are two digits."""
    if 0 <= number < 1:
        minutes = round(number * _MINUTES) % _MINUTES
        return Clock(time(minutes // 60, minutes % 60))
    if number == int(number):
        return _of_text(str(int(number)))
    text = repr(number)
    if len(text.partition(".")[2]) == 1:
        hour = int(number)
        raise unreadable(
            f"{quoted(text)} dapat berarti {hour}.{text[-1]}0 atau {hour} lewat sekian; tulis misalnya {hour:02}:30.",
            f"{quoted(text)} can mean more than one time; write for example {hour:02}:30.",
        )
    return _of_text(text)


def _of_text(text: str) -> Clock | None:
    said = plain(clean(text))
    if said in _BLANK:
        return None
    tail = _AFTER.search(said)
    zone, plus = (tail["zone"] or "", int(tail["plus"] or 0)) if tail else ("", 0)
    said = said[: tail.start()] if tail else said
    day, bare = _with_day(said)
    found = _CLOCK.fullmatch(_BEFORE.sub("", bare.strip(" ,")))
    if not found:
        raise _no_time(text)
    hour, minute = int(found["hour"] or found["four"][:-2]), int(found["minute"] or (found["four"] or "00")[-2:])
    hour = _in_part(hour, found["part"], text)
    if minute > 59 or hour > 24 or (hour, minute) > (24, 0):
        raise _no_time(text)
    zone = "" if zone == "lt" else zone.upper()
    return Clock(time(hour % 24, minute), zone, plus + hour // 24, day)


def _with_day(said: str) -> tuple[date | None, str]:
    """A day in front of the time, and the time."""
    found = re.match(r"^(.*\d{4})\s*[,t]?\s*(?:pukul|pkl|jam)?\.?\s*(\d{1,2}[:.]\d{2}.*)$", said)
    return (read_date(found[1]), found[2]) if found else (None, said)


def _in_part(hour: int, part: str | None, text: str) -> int:
    if part is None:
        return hour
    first, last = _PARTS[part]
    meant = [
        one for one in (hour % 12, hour % 12 + 12, hour % 12 + 24) if first <= one < last and one % 12 == hour % 12
    ]
    if hour > 24 or not meant or (hour > 12 and hour not in meant):
        raise _no_time(text)
    return meant[0]


def _no_time(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} bukan jam. Tulis misalnya 06:15 atau 18:30.",
        f"{quoted(text)} is not a time of day. Write for example 06:15 or 18:30.",
    )
