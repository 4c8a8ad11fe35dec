"""What the page of one gate shows of a list: who is waited for, then who is missing, who is ticked, the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from django.utils.translation import gettext as _

from sasando.core.matching.names import name_key
from sasando.core.matching.spelling import sound
from sasando.core.tally import AFTER, Balance
from sasando.core.tally.words import TERMS
from sasando.domain.access import Actor
from sasando.domain.passages.models import Tick, TickKind
from sasando.domain.passages.voyages import Told
from sasando.domain.rosters.models import Entry
from sasando.web.passages.choosing import Gates
from sasando.web.passages.reading import language
from sasando.web.passages.telling import TONES, about, where, wrong_in_short

SHOWN: Final = 80
_DONE: Final = ("arrived", "carried_on", "died", "double")


@dataclass(frozen=True, slots=True)
class Row:
    """One person: who, what is known, where they are, the tick that this reader can take back."""

    entry: Entry
    name: str
    about: str
    where: str
    tone: str
    waiting: bool
    ticked: bool
    ill: bool
    mine: Tick | None
    key: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some people of the page. `more`: how many of them are not shown."""

    name: str
    title: str
    rows: Sequence[Row]
    count: int

    @property
    def more(self) -> int:
        """How many are left out."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Total:
    """The bar that is always in sight."""

    expected: int
    off: int
    waiting: int
    parts: list[tuple[str, int, str]]
    wrong: list[str]
    open: int

    @property
    def fits(self) -> bool:
        """Whether everybody is accounted for and nothing contradicts."""
        return not (self.waiting or self.wrong or self.open)


def balance_of(told: Told, gate: str) -> Balance:
    """The books of the gate; empty ones where nobody has anything to do with it yet."""
    return told.voyage.balances.get(gate) or Balance(gate)


def total_of(told: Told, gate: str) -> Total:
    """How many are waited for, and what became of them."""
    books = balance_of(told, gate)
    names = ("carried_on", "missing", "died", "elsewhere", "double")
    parts = [(name, len(ids), TERMS[name][language()]) for name, ids in books.terms((*names, *AFTER[1:])).items()]
    unsettled = sum(gate in one.gates for one in told.voyage.open)
    wrong = wrong_in_short(told, gate)
    return Total(books.expected, len(books.arrived), len(books.waiting), parts, wrong, unsettled)


def groups_of(told: Told, gate: str, actor: Actor, *, query: str = "", most: int = SHOWN) -> list[Group]:
    """Everybody of the list in the groups of the page; with a query only those whose name sounds so."""
    books = balance_of(told, gate)
    parts: Mapping[str, Iterable[str]] = {
        "waiting": books.waiting,
        "missing": (*books.missing, *books.lost),
        "done": dict.fromkeys(key for name in _DONE for key in getattr(books, name) if key not in books.lost),
    }
    taken = {key for keys in parts.values() for key in keys}
    parts = {**parts, "other": [key for key in told.entries if key not in taken]}
    titles = {
        "waiting": _("Belum dicentang"),
        "missing": _("Hilang"),
        "done": _("Sudah dicentang di sini"),
        "other": _("Orang lain di daftar ini"),
    }
    mine = mine_of(told, gate, actor)
    return [
        Group(name, titles[name], [row_of(told, key, mine, group=name) for key in keys[:most]], len(keys))
        for name, keys in ((name, _found(told, keys, query)) for name, keys in parts.items())
    ]


def row_of(told: Told, key: str, mine: Mapping[str, Tick], *, group: str) -> Row:
    """One person as the page shows them."""
    entry, place = told.entries[key], told.voyage.places[key]
    number = _("no %(number)s") % {"number": entry.number} if entry.number else ""
    adult = _("anak dari %(name)s") % {"name": told.name(str(entry.companion_of_id))} if entry.companion_of_id else ""
    known = about(entry, adult)
    return Row(
        entry,
        told.name(key),
        " · ".join(part for part in (number, known) if part),
        where(told, place),
        TONES[place.kind],
        waiting=group in ("waiting", "other"),
        ticked=group == "done",
        ill=key in told.voyage.ill,
        mine=mine.get(key),
        key=str(uuid4()),
    )


def group_of(told: Told, gate: str, key: str) -> str:
    """In which group a person stands now."""
    books = balance_of(told, gate)
    if key in books.waiting:
        return "waiting"
    if key in (*books.missing, *books.lost):
        return "missing"
    return "done" if any(key in getattr(books, name) for name in _DONE) else "other"


def mine_of(told: Told, gate: str, actor: Actor) -> Mapping[str, Tick]:
    """Of each person the last tick that stands, where this reader made it here: they can take it back at once."""
    last: dict[str, Tick] = {}
    withdrawn = set(told.voyage.withdrawn)
    for tick in sorted(told.ticks.values(), key=lambda one: (one.at, str(one.pk))):
        if tick.kind != TickKind.UNDO and str(tick.pk) not in withdrawn:
            last[str(tick.entry_id)] = tick
    return {key: tick for key, tick in last.items() if tick.gate_id == gate and tick.by == actor.account}


def _found(told: Told, keys: Iterable[str], query: str) -> list[str]:
    """Those who fit the query, by their line."""
    fits = sounds_like(query)
    found = [key for key in keys if key in told.entries and fits(told.entries[key])]
    return sorted(found, key=lambda key: (told.entries[key].row or 10**6, told.name(key)))


class sounds_like:  # noqa: N801 - reads as a condition
    """Whether somebody's name sounds like the words of a query, begins like them, or bears them as a number or place.

    >>> sounds_like("yohanis")(Entry(full_name="Johannes Bria")), sounds_like("mar")(Entry(full_name="Yosef Bere"))
    (True, False)
    """

    def __init__(self, query: str) -> None:
        self._words = [word for word in query.casefold().split() if word]

    def __call__(self, entry: Entry) -> bool:
        if not self._words:
            return True
        plain = " ".join(str(one) for one in (entry.full_name, entry.description, entry.place) if one).casefold()
        codes = [sound(token) for token in name_key(f"{entry.full_name} {entry.description or ''}").split()]
        return all(self._fits(word, entry, plain, codes) for word in self._words)

    @staticmethod
    def _fits(word: str, entry: Entry, plain: str, codes: Sequence[str]) -> bool:
        if word in plain or word in (entry.number, str(entry.row)):
            return True
        code = sound(word)
        return len(code) > 1 and any(one.startswith(code) for one in codes)


def likely_gates(told: Told, gate: str, gates: Gates) -> dict[str, str]:
    """Where somebody may go on to from here: the gates of this way first, then the others of NTT."""
    on_the_way = [key for key in told.voyage.gates if key in gates]
    near = [key for key, one in gates.items() if (one.region_id or "").startswith("53.")]
    return {key: gates[key].title for key in dict.fromkeys([*on_the_way, *near]) if key != gate}
