"""The intervals of a licence as one line of time, each with its colour, its word and its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from sasando.domain.licences.kinds import TONES, LicenceState

_BACK, _AHEAD = timedelta(days=540), timedelta(days=365)
WIDTH: Final = 1000


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the line: from `x`, `width` wide, of a thousand."""

    x: int
    width: int
    tone: str
    word: str
    since: date
    until: date | None
    short: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The line between two days, with the mark of today."""

    begins: date
    ends: date
    today: int
    segments: list[Segment]


def line_of(intervals: Iterable[Any], today: date) -> Line:
    """Eighteen months back and a year ahead; what lies outside is cut off at the edge."""
    begins, ends = today - _BACK, today + _AHEAD
    segments = []
    for one in intervals:
        first, last = max(one.since, begins), min(one.until or ends, ends)
        if first <= last:
            x, far = _at(first, begins, ends), _at(last + timedelta(days=1), begins, ends)
            state = LicenceState(one.state)
            segments.append(
                Segment(x, max(far - x, 4), TONES[state], str(state.label), one.since, one.until, far - x < 150)
            )
    return Line(begins, ends, _at(today, begins, ends), segments)


def _at(day: date, begins: date, ends: date) -> int:
    return min(WIDTH, round((day - begins).days * WIDTH / ((ends - begins).days + 1)))


def state_tag(state: str | None) -> tuple[str, str]:
    """The tone and the word of a state; of none at all, that it is not known.

    >>> state_tag("REVOKED")[0], state_tag(None)[0]
    ('bad', 'unknown')
    """
    if not state:
        return "unknown", _("Belum diketahui")
    return TONES[LicenceState(state)], str(LicenceState(state).label)
