"""How entries laid over each other become intervals: on every day the latest entry that covers it is what holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day until a day, both included; an open end is None. `entry` names what holds then."""

    since: date
    until: date | None
    entry: Any = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it.

        >>> Span(date(2026, 3, 1), None).covers(date(2026, 2, 28))
        False
        """
        return self.since <= day and (self.until is None or day <= self.until)


def laid_over(entries: Iterable[Span]) -> list[Span]:
    """The entries in the order in which they came, as spans of which no two share a day.

    A suspension cuts the term in which it falls, and after its end the term goes on:

    >>> term = Span(date(2026, 1, 1), date(2026, 12, 31), "ACTIVE")
    >>> pause = Span(date(2026, 3, 1), date(2026, 5, 31), "SUSPENDED_FULL")
    >>> [(f"{one.since:%d/%m}", f"{one.until:%d/%m}", one.entry) for one in laid_over([term, pause])]
    [('01/01', '28/02', 'ACTIVE'), ('01/03', '31/05', 'SUSPENDED_FULL'), ('01/06', '31/12', 'ACTIVE')]
    """
    spans: list[Span] = []
    for entry in entries:
        spans = [piece for span in spans for piece in _without(span, entry)] + [entry]
    return sorted(spans, key=lambda span: span.since)


def _without(span: Span, other: Span) -> Iterator[Span]:
    """What is left of a span when the days of the other are taken out of it: nothing, one piece, or two."""
    if (other.until is not None and other.until < span.since) or (span.until is not None and span.until < other.since):
        yield span
        return
    if span.since < other.since:
        yield replace(span, until=other.since - _DAY)
    if other.until is not None and other.until < date.max and (span.until is None or other.until < span.until):
        yield replace(span, since=other.until + _DAY)
