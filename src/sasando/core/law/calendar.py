"""Calendar arithmetic as the rules need it. Days are plain dates; time zones do not come into it."""

from calendar import monthrange
from datetime import date, timedelta

_EVERY_MONTH_HAS = 28


def add_months(start: date, months: int) -> date:
    """Move a date by whole calendar months; a day the month does not have becomes its last day.

    >>> add_months(date(2025, 11, 30), 3), add_months(date(2023, 11, 30), 3)
    (datetime.date(2026, 2, 28), datetime.date(2024, 2, 29))
    >>> add_months(date(2026, 3, 31), -1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    if day > _EVERY_MONTH_HAS:
        day = min(day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def shift(start: date, months: int, days: int) -> date:
    """Move a date by months, then by days.

    >>> shift(date(2026, 3, 1), 0, -7)
    datetime.date(2026, 2, 22)
    """
    moved = add_months(start, months) if months else start
    return moved + timedelta(days=days) if days else moved


def full_years(start: date, end: date) -> int:
    """Count the completed years from `start` to `end`. Unit: whole years; negative when `end` is earlier.

    Someone born on 29 February completes a year on 1 March in common years.

    >>> full_years(date(2008, 2, 29), date(2026, 2, 28)), full_years(date(2008, 2, 29), date(2026, 3, 1))
    (17, 18)
    """
    return (number_of(end) - number_of(start)) // 10_000


def number_of(day: date) -> int:
    """The date as the number yyyymmdd, whose differences in ten-thousands are full years.

    >>> number_of(date(2026, 3, 1))
    20260301
    """
    return day.year * 10_000 + day.month * 100 + day.day
