"""Reading a day: day first, never month first, and no guess about a year of two digits."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import Cell, plain, quoted, shown

FIRST_YEAR, LAST_YEAR = 1900, 2200

_MONTH_WORDS = (  # the Indonesian name, the English name, then what else is written
    "januari january jan",
    "februari february feb pebruari peb",
    "maret march mar mrt",
    "april april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agt ags agst agu agus aug",
    "september september sept sep",
    "oktober october okt oct",
    "november november nov nopember nop",
    "desember december des dec",
)
_MONTHS = {word: number for number, line in enumerate(_MONTH_WORDS, 1) for word in line.split()}
_MONTH_NAMES = tuple(line.split()[0].capitalize() for line in _MONTH_WORDS)
_ENGLISH_MONTHS = tuple(line.split()[1].capitalize() for line in _MONTH_WORDS)

_BEFORE = re.compile(
    r"^'?(?:(?:tgl|tanggal|per|s/d|sd|s\.d|sampai dengan|sampai|hingga|until|berlaku"
    r"|senin|selasa|rabu|kamis|jum['’` ]?at|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)"
    r"(?:[\s.,:]+|(?=\d)))*"
)
_PLACE = re.compile(r"(?P<place>[a-z][a-z .'’/-]*),\s*(?=[0-9])")
_TIME = re.compile(
    r"(?:\s*[,t]\s*|\s+)(?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?)"
    r"\s*(?P<zone>am|pm|wita|wib|wit|z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})?$"
)
_GAP = r"\s*[-/. ]\s*"
_LOOSE = r"[-/., ]*"
_NAME = r"(?P<name>[a-z]+)"
_DAY = r"(?P<day>[0-9]{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_WRITINGS = tuple(
    re.compile(writing)
    for writing in (
        rf"(?P<year>[0-9]{{4}}){_GAP}(?P<month>[0-9]{{1,2}}){_GAP}{_DAY}",
        rf"{_DAY}{_GAP}(?P<month>[0-9]{{1,2}}){_GAP}(?P<year>[0-9]{{4}})",
        rf"{_DAY}{_ORDINAL}{_LOOSE}{_NAME}{_LOOSE}(?P<year>[0-9]{{4}})",
        rf"{_NAME}{_LOOSE}{_DAY}{_ORDINAL}[-/., ]+(?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}}){_LOOSE}{_NAME}{_LOOSE}{_DAY}",
    )
)
_SHORT_YEAR = re.compile(rf"{_DAY}(?P<gap>[-/. ]+)(?P<month>[0-9]{{1,2}}|[a-z]+)\.?[-/. ]+'?(?P<year>[0-9]{{2}})")
_COMPACT = re.compile(
    r"(?P<day>[0-3][0-9])(?P<month>[01][0-9])(?P<year>[12][0-9]{3})|(?P<y>[12][0-9]{3})(?P<m>[01][0-9])(?P<d>[0-3][0-9])"
)
_INSIDE = re.compile(r"\b[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[a-z]+)[-/. ][0-9]{4}\b")

_EXCEL_LAST, _EXCEL_GAP = 2958465, 60  # 31 December 9999; Excel counts a 29 February 1900 that never was


def read_date(cell: Cell) -> date:
    """The day that the cell names; raises `Unreadable` when it names none, an impossible one, or more than one.

    >>> read_date("31 Des 2025"), read_date(46022)
    (datetime.date(2025, 12, 31), datetime.date(2025, 12, 31))
    >>> read_date("2026")
    Traceback (most recent call last):
    sasando.core.facts.unreadable.Unreadable: “2026” hanya tahun; tulis juga hari dan bulannya, misalnya 31/12/2026.
    """
    if isinstance(cell, datetime):
        return _within(_day_of(cell))
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, bool) or cell is None:
        raise _not_a_date(shown(cell))
    if isinstance(cell, str):
        return _of_text(cell)
    return _of_number(cell)


def write_day(day: date) -> str:
    """The day as an Indonesian office writes it: ``31/12/2025``."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _day_of(moment: datetime) -> date:
    if moment.tzinfo is not None and moment.timetz().replace(tzinfo=None) != time.min:
        raise _foreign_clock(shown(moment))
    return moment.date()


def _of_number(number: float) -> date:
    """A number in a cell of dates is a day that Excel counted, unless it looks like a bare year."""
    if not 1 <= number < _EXCEL_LAST + 1 or int(number) == _EXCEL_GAP:
        raise _not_a_date(shown(number))
    serial = int(number)
    if FIRST_YEAR <= serial <= LAST_YEAR:
        raise _only_a_year(shown(number))
    return _within(date(1899, 12, 31 if serial < _EXCEL_GAP else 30) + timedelta(days=serial))


def _of_text(text: str) -> date:
    written = _without_place(_BEFORE.sub("", plain(text), count=1).strip(" .,;"))
    day_part, clock = _without_time(written, text)
    for writing in _WRITINGS:
        if found := writing.fullmatch(day_part):
            if clock in {"am", "pm"} and writing is _WRITINGS[1]:
                raise _foreign_clock(text)
            return _day_from(found.groupdict(), text)
    raise _explained(day_part, text)


def _without_place(written: str) -> str:
    """A place before the day, as in "Ende, 15-04-1995", says nothing about the day."""
    found = _PLACE.match(written)
    return written[found.end() :] if found and found["place"] not in _MONTHS else written


def _without_time(written: str, text: str) -> tuple[str, str]:
    """The writing without its time of day, and the clock that it named."""
    found = _TIME.search(written)
    # "31.12.2025 08.30" ends in a time, "1 12.2025" does not: what stays must still hold a year
    if not found or not re.search(r"[0-9]{4}", written[: found.start()]):
        return written, ""
    zone, at_midnight = found["zone"] or "", not found["time"].strip("0:.,")
    if (zone in {"z", "utc", "gmt"} or zone[:1] in {"+", "-"}) and not at_midnight:
        raise _foreign_clock(text)
    return written[: found.start()], zone


def _day_from(parts: dict[str, str | None], text: str) -> date:
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    name = parts.get("name")
    if name is not None and name not in _MONTHS:
        raise _no_such_month_name(name, text)
    month = _MONTHS[name] if name is not None else int(parts["month"] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _year_out_of_range(year)
    if not 1 <= month <= 12:
        raise _no_such_month(day, month, year, text)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise unreadable(
            f"Tidak ada tanggal {day} {_MONTH_NAMES[month - 1]} {year}: bulan itu berakhir tanggal {last}."
            " Periksa dokumennya.",
            f"There is no {day} {_ENGLISH_MONTHS[month - 1]} {year}: that month ends on day {last}."
            " Check the document.",
        )
    return date(year, month, day)


def _within(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _year_out_of_range(day.year)
    return day


def _explained(written: str, text: str) -> Unreadable:
    """Why a text is no date, with the writing that would be."""
    if short := _SHORT_YEAR.fullmatch(written):
        return _year_of_two_digits(short, text)
    if re.fullmatch(r"(?:19|20|21)[0-9]{2}", written):
        return _only_a_year(text)
    if re.fullmatch(r"[a-z]+[-/. ]*[0-9]{4}|[0-9]{1,2}[-/. ][0-9]{4}", written):
        return unreadable(
            f"Harinya tidak ada dalam {quoted(text)}; tulis lengkap, misalnya 31/12/2025.",
            f"The day is missing in {quoted(text)}; write all of it, for example 31/12/2025.",
        )
    return _not_a_date(text, _offered(written))


def _offered(written: str) -> list[str]:
    """The day that a text with something else around it, or without separators, seems to hold."""
    candidate = written
    if compact := _COMPACT.fullmatch(written):
        parts = compact.groupdict()
        candidate = "/".join(str(parts[a] or parts[b]) for a, b in (("day", "d"), ("month", "m"), ("year", "y")))
    elif (inside := _INSIDE.findall(written)) and len(inside) == 1:
        candidate = inside[0]
    elif written.isascii() and written.isdigit() and len(written) == 5:
        return [write_day(_of_number(int(written)))]
    if candidate == written:
        return []
    try:
        return [write_day(_of_text(candidate))]
    except Unreadable:
        return []


def _not_a_date(text: str, offered: list[str] | None = None) -> Unreadable:
    ask_id, ask_en = did_you_mean(offered or [])
    return unreadable(
        f"{quoted(text)} bukan tanggal.{ask_id or ' Tulis misalnya 31/12/2025 atau 31 Desember 2025.'}",
        f"{quoted(text)} is not a date.{ask_en or ' Write for example 31/12/2025 or 31 December 2025.'}",
    )


def _only_a_year(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} hanya tahun; tulis juga hari dan bulannya, misalnya 31/12/{text[:4]}.",
        f"{quoted(text)} is only a year; write the day and the month too, for example 31/12/{text[:4]}.",
    )


def _year_out_of_range(year: int) -> Unreadable:
    return unreadable(
        f"Tahun {year} tidak mungkin; periksa tahunnya (antara {FIRST_YEAR} dan {LAST_YEAR}).",
        f"The year {year} is impossible; check the year (between {FIRST_YEAR} and {LAST_YEAR}).",
    )


def _no_such_month(day: int, month: int, year: int, text: str) -> Unreadable:
    swapped = f": {month:02}/{day:02}/{year}" if 1 <= day <= 12 and month <= 31 else ", lalu bulan, lalu tahun"
    return unreadable(
        f"Tidak ada bulan ke-{month} dalam {quoted(text)}; hari ditulis lebih dulu{swapped}.",
        f"There is no month {month} in {quoted(text)}; the day comes first"
        f"{swapped.replace(', lalu bulan, lalu tahun', ', then the month, then the year')}.",
    )


def _no_such_month_name(name: str, text: str) -> Unreadable:
    meant = dict.fromkeys(_MONTHS[word] for word in nearest(name, _MONTHS, at_least=70))
    ask_id, _ = did_you_mean(_MONTH_NAMES[month - 1] for month in meant)
    _, ask_en = did_you_mean(_ENGLISH_MONTHS[month - 1] for month in meant)
    return unreadable(
        f"Tidak ada bulan bernama “{name}” dalam {quoted(text)}.{ask_id or ' Tulis misalnya 31 Desember 2025.'}",
        f"There is no month called “{name}” in {quoted(text)}.{ask_en or ' Write for example 31 December 2025.'}",
    )


def _year_of_two_digits(found: re.Match[str], text: str) -> Unreadable:
    gap = found["gap"].strip() or " "
    day_and_month = f"{found['day']}{gap}{found['month'].capitalize()}{gap}"
    examples = [f"{day_and_month}{century}{found['year']}" for century in (20, 19)]
    return unreadable(
        f"Tahun dua angka dalam {quoted(text)} dapat berarti dua abad; tulis {examples[0]} atau {examples[1]}.",
        f"The two-digit year in {quoted(text)} can mean two centuries; write {examples[0]} or {examples[1]}.",
    )


def _foreign_clock(text: str) -> Unreadable:
    return unreadable(
        f"{quoted(text)} memakai jam atau zona waktu lain, sehingga harinya tidak pasti;"
        " tulis tanggalnya saja, misalnya 31/12/2025.",
        f"{quoted(text)} is on another clock or time zone, so that its day is not certain;"
        " write the date alone, for example 31/12/2025.",
    )
