"""The two equations of a gate. Every term is a tuple of entry ids, so every number has its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sasando.core.tally.course import Course, PlaceKind
from sasando.core.tally.facts import Entry

Ids = tuple[str, ...]

LEFT: Final = ("due", "sent_here", "extra", "turned_up")
RIGHT: Final = ("arrived", "carried_on", "missing", "died", "elsewhere", "double", "waiting")
AFTER: Final = ("still_here", "released", "sent_on", "lost", "died_here", "moved")
_STILL_AWAITED: Final = {PlaceKind.MISSING: "missing", PlaceKind.DIED: "died"}


@dataclass(frozen=True, slots=True)
class Balance:
    """What a gate waits for = what became of it, and what came off = what became of that.

    (1) due + sent_here + extra + turned_up = arrived + carried_on + missing + died + elsewhere + double + waiting
    (2) arrived = still_here + released + sent_on + lost + died_here + moved
    An entry stands once on each side, or on none.
    """

    gate: str
    due: Ids = ()  # the letter lets them come off here
    sent_here: Ids = ()  # other gates sent them here
    extra: Ids = ()  # not on the letter, found here
    turned_up: Ids = ()  # on the letter for elsewhere or for nowhere, came off here
    arrived: Ids = ()
    carried_on: Ids = ()  # without coming off
    missing: Ids = ()
    died: Ids = ()  # before coming off
    elsewhere: Ids = ()  # came off or was sent elsewhere
    double: Ids = ()  # a second line of a person counted on another
    waiting: Ids = ()  # not yet ticked
    still_here: Ids = ()
    released: Ids = ()
    sent_on: Ids = ()  # after coming off
    lost: Ids = ()  # missing after coming off
    died_here: Ids = ()  # after coming off
    moved: Ids = ()  # met elsewhere, no tick says how they got there

    def terms(self, names: Iterable[str]) -> dict[str, Ids]:
        """Those of the named terms that are not empty: `terms(LEFT)`, `terms(RIGHT)`, `terms(AFTER)`."""
        return {name: ids for name in names if (ids := getattr(self, name))}

    @property
    def expected(self) -> int:
        """How many the left side of (1) comes to; so does the right."""
        return sum(map(len, self.terms(LEFT).values()))


class Books:
    """The terms of every gate, filled entry by entry."""

    def __init__(self, gates: Iterable[str]) -> None:
        self._rows: dict[str, dict[str, list[str]]] = {
            gate: {name: [] for name in (*LEFT, *RIGHT, *AFTER)} for gate in gates
        }

    def enter(self, entry: Entry, course: Course) -> None:
        """Write one entry into the books of each gate that has to do with it."""
        for gate, left in _left(entry, course).items():
            rows, right = self._rows[gate], _right(course, gate)
            rows[left].append(entry.id)
            rows[right].append(entry.id)
            if right == "arrived":
                rows[course.off[gate].value].append(entry.id)

    def enter_double(self, entry: Entry) -> None:
        """Write a line whose person is counted on another one."""
        gate = (entry.due if entry.announced else entry.found_at) or entry.due or entry.found_at
        if gate is not None:
            self._rows[gate]["due" if entry.announced else "extra"].append(entry.id)
            self._rows[gate]["double"].append(entry.id)

    def close(self) -> Mapping[str, Balance]:
        """The balance of each gate, in the order of the gates."""
        return {
            gate: Balance(gate, **{name: tuple(ids) for name, ids in rows.items()}) for gate, rows in self._rows.items()
        }


def _left(entry: Entry, course: Course) -> dict[str, str]:
    """Why each gate has this entry in its books."""
    books = dict.fromkeys(course.off, "turned_up")
    books.update(dict.fromkeys(course.sent, "sent_here"))
    if entry.due is not None:
        books[entry.due] = "due" if entry.announced else "sent_here"
    if entry.found_at is not None and not entry.announced:
        books[entry.found_at] = "extra"
    return books


def _right(course: Course, gate: str) -> str:
    """What became of this entry for one gate that has it in its books."""
    if course.expects == gate:
        return _STILL_AWAITED.get(course.place.kind, "waiting")
    if gate in course.off:
        return "arrived"
    return "carried_on" if gate in course.carried else "elsewhere"
