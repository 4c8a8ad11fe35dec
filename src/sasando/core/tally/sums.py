"""Numbers that people state, held against the lines and ticks: those that do not fit, and who may explain it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations

from sasando.core.tally.balance import Balance
from sasando.core.tally.facts import CAME_OFF, Announced, Count, Entry, Facts, Tick


class SumKind(StrEnum):
    """Which two numbers differ."""

    LETTER = "letter"  # what a letter says, and the names on it
    LETTERS = "letters"  # what two letters say of the same names
    HEADS = "heads"  # heads counted at a gate, and those ticked as come off there


@dataclass(frozen=True, slots=True)
class Mismatch:
    """`said` and `counted` differ by `difference` = counted - said. `entries` may explain it; there may be none."""

    kind: SumKind
    said: int
    counted: int
    difference: int
    gate: str | None = None
    source: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """What is known of the lines, for the explanations."""

    entries: Mapping[str, Entry]  # in the order of ids
    again: frozenset[str]  # lines of a person who stands on an earlier one too
    first_here: Mapping[tuple[str, str], datetime]  # when an entry was first ticked as come off at a gate


def lines_of(entries: Mapping[str, Entry], again: Iterable[str], ticks: Iterable[Tick]) -> Lines:
    """`ticks`: those that count, of each entry by captured time, each with the entry on which it counts."""
    first: dict[tuple[str, str], datetime] = {}
    for tick in ticks:
        if tick.kind in CAME_OFF:
            first.setdefault((tick.entry, tick.gate), tick.at)
    return Lines(entries, frozenset(again), first)


def mismatches(facts: Facts, lines: Lines, balances: Mapping[str, Balance]) -> tuple[Mismatch, ...]:
    """Every stated number that does not fit: letters by source, then head counts along the route."""
    places = {gate: place for place, gate in enumerate(balances)}
    letters = sorted(set(facts.announcements), key=lambda one: (one.source, places.get(one.gate or "", -1), one.total))
    counts = sorted(set(facts.counts), key=lambda one: (places[one.gate], one.at, one.heads))
    return (
        *_letters(letters, lines),
        *_between_letters(letters, lines),
        *(wrong for count in counts for wrong in _heads(count, lines, balances[count.gate])),
    )


def _named(letter: Announced, lines: Lines) -> tuple[str, ...]:
    """The lines of which a letter speaks; all of them, where none says which letter named it."""
    announced = [entry for entry in lines.entries.values() if entry.announced]
    own = [entry for entry in announced if entry.source == letter.source]
    return tuple(entry.id for entry in own or announced if letter.gate is None or entry.due == letter.gate)


def _letters(letters: Iterable[Announced], lines: Lines) -> Iterator[Mismatch]:
    for letter in letters:
        names = _named(letter, lines)
        difference = len(names) - letter.total
        if difference > 0:
            may = tuple(one for one in names if one in lines.again or lines.entries[one].companion_of is not None)
        else:
            may = tuple(one for one, entry in lines.entries.items() if not entry.announced)
        if difference:
            stated = letter.total, len(names), difference
            yield Mismatch(SumKind.LETTER, *stated, gate=letter.gate, source=letter.source, entries=may)


def _between_letters(letters: Sequence[Announced], lines: Lines) -> Iterator[Mismatch]:
    for one, other in combinations(letters, 2):
        same = one.gate == other.gate and _named(one, lines) == _named(other, lines)
        if same and one.total != other.total:
            yield Mismatch(
                SumKind.LETTERS,
                one.total,
                other.total,
                other.total - one.total,
                gate=one.gate,
                source=f"{one.source} / {other.source}",
            )


def _heads(count: Count, lines: Lines, balance: Balance) -> Iterator[Mismatch]:
    """More ticks than heads: a child on an arm, a second line, a tick after the count. Fewer: whoever is not ticked."""
    difference = len(balance.arrived) - count.heads
    if difference > 0:
        may = tuple(one for one in balance.arrived if _easily_uncounted(one, count, lines))
    else:
        may = tuple(sorted((*balance.waiting, *balance.missing, *balance.carried_on, *balance.elsewhere)))
    if difference:
        yield Mismatch(SumKind.HEADS, count.heads, len(balance.arrived), difference, gate=count.gate, entries=may)


def _easily_uncounted(one: str, count: Count, lines: Lines) -> bool:
    first = lines.first_here.get((one, count.gate))
    later = first is not None and first > count.at
    return later or one in lines.again or lines.entries[one].companion_of is not None
