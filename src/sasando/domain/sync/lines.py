"""A list that was pasted on a phone has no keys yet: what was ticked there names a line of it, letter by letter."""

import re
from typing import Final
from uuid import UUID

from sasando.domain.access import Actor
from sasando.domain.passages.models import TickKind
from sasando.domain.rosters.models import Entry, Particulars, Roster

_SPACES: Final = re.compile(r"\s+")
_ELSEWHERE: Final = frozenset({TickKind.MISSING, TickKind.SEEN, TickKind.UNDO})


def is_here(kind: TickKind) -> bool:
    """Whether a tick says that somebody stands at this gate."""
    return kind not in _ELSEWHERE


def entry_of_line(roster: Roster, line: str, nth: int, *, by: Actor) -> Entry | None:
    """Whom a line speaks of: the reader may have taken several lines for one person, and two lines may be equal.

    `nth` counts equal lines from 0. None when the line is nobody's.
    """
    lines = Particulars.objects.visible_to(by).filter(entry__roster=roster).order_by("entry__row")
    said: list[UUID] = []
    for key, raw in lines.values_list("entry_id", "raw"):
        said += [key] * sum(_same(line, one) for one in raw.split("\n"))
    if not said:
        return None
    entry: Entry | None = Entry.objects.visible_to(by).filter(pk=said[min(nth, len(said) - 1)]).first()
    return entry


def _same(line: str, other: str) -> bool:
    return _SPACES.sub(" ", line).strip() == _SPACES.sub(" ", other).strip()
