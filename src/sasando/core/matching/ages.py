"""An age as people say it, "sekitar 25 th", becomes a year of birth, more or less."""

import re
from datetime import date
from typing import Final

from sasando.core.matching.dates import ABOUT

_AGE: Final = re.compile(r"(?<![0-9])([0-9]{1,3})(?![0-9])(?:\s*(bulan|bln|bl|months?))?", re.IGNORECASE)
_OLDEST: Final = 110


def age_key(text: str, seen_on: date) -> str:
    """The birth key of an age on a day; empty when no age can be read.

    >>> age_key("± 25 th", date(2026, 3, 1)), age_key("8 bulan", date(2026, 3, 1)), age_key("dewasa", date(2026, 3, 1))
    ('~2001', '~2026', '')
    """
    found = _AGE.search(text)
    if not found or int(found[1]) > _OLDEST:
        return ""
    return f"{ABOUT}{seen_on.year - (0 if found[2] else int(found[1]))}"
