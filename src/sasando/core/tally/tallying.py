"""`tally`: all facts of a list in, the voyage out. The order in which facts were delivered does not matter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sasando.core.tally.balance import Books
from sasando.core.tally.conflict import Conflict, ConflictKind, Decisions, State, conflict, order
from sasando.core.tally.course import Place, PlaceKind
from sasando.core.tally.facts import Decision, Entry, Facts, Handover, Tick, by_id, route
from sasando.core.tally.judging import Handovers, Judged, judge_entry
from sasando.core.tally.sums import lines_of, mismatches
from sasando.core.tally.voyage import Voyage, questions, together


@dataclass(frozen=True, slots=True)
class _List:
    """The facts, each once and in order."""

    entries: Mapping[str, Entry]  # in the order of ids
    ticks: Sequence[Tick]  # by captured time, then id
    decisions: Sequence[Decision]
    conflicts: list[Conflict]  # grows
    heads: Mapping[str, str]  # a line of a person counted on another line, and that line
    again: Sequence[str]  # lines of a person who stands on an earlier one


def tally(facts: Facts) -> Voyage:
    """Where everybody on a list is, by all that was told.

    Ticks count in the order of their captured time, then of their id, never of delivery; undos whatever their time.
    What contradicts itself is a conflict, and until a person decides, the cautious reading counts: missing before
    arrived, gone on before come off, dead before alive. Captured times need a time zone (`TypeError` when only some
    have one). Linear in the facts; quadratic in the ticks of one entry.
    """
    listed = _ordered(facts)
    handovers, decisions = _closings(facts.handovers), Decisions(listed.decisions)
    judged = _judged(listed, handovers, decisions)
    gates = route(facts)
    books = Books(gates)
    places: dict[str, Place] = {}
    for key, entry in listed.entries.items():
        head = listed.heads.get(key)
        if head is None:
            books.enter(entry, judged[key].course)
            places[key] = judged[key].course.place
        else:
            books.enter_double(entry)
            places[key] = Place(PlaceKind.DOUBLE, to=head)
    balances = books.close()
    counting = [tick for one in judged.values() for tick in one.counting]
    return Voyage(
        gates=gates,
        places=places,
        balances=balances,
        sums=mismatches(facts, lines_of(listed.entries, listed.again, counting), balances),
        conflicts=_all_conflicts(listed, judged, places, decisions=decisions),
        questions=questions(places, balances, facts.handovers),
        ill=tuple(key for key, one in judged.items() if one.course.ill),
        withdrawn=tuple(sorted(tick for one in judged.values() for tick in one.withdrawn)),
        set_aside=tuple(sorted(tick for one in judged.values() for tick in one.set_aside)),
    )


def _captured(tick: Tick) -> tuple[object, str]:
    return tick.at, tick.id


def _ordered(facts: Facts) -> _List:
    entries, entries_twice = by_id(facts.entries)
    ticks, ticks_twice = by_id(facts.ticks)
    decisions, decisions_twice = by_id(facts.decisions)
    entries = dict(sorted(entries.items()))
    conflicts = [conflict(ConflictKind.REWRITTEN, [key]) for key in entries_twice]
    conflicts += [conflict(ConflictKind.REWRITTEN, [ticks[key].entry], ticks=[key]) for key in ticks_twice]
    conflicts += [conflict(ConflictKind.REWRITTEN, [], ticks=[key]) for key in decisions_twice]
    conflicts += [
        conflict(ConflictKind.UNKNOWN_ENTRY, [tick.entry], ticks=[tick.id], gates=[tick.gate])
        for tick in ticks.values()
        if tick.entry not in entries
    ]
    heads, again = _persons(entries, Decisions(decisions.values()), conflicts)
    in_order = sorted(ticks.values(), key=_captured)
    return _List(entries, in_order, list(decisions.values()), conflicts, heads, again)


def _persons(
    entries: Mapping[str, Entry], decisions: Decisions, conflicts: list[Conflict]
) -> tuple[dict[str, str], list[str]]:
    """One person on several lines: which line a decision lets count, and the lines after the first."""
    lines: dict[str, list[str]] = defaultdict(list)
    for entry in entries.values():
        if entry.person is not None:
            lines[entry.person].append(entry.id)
    heads: dict[str, str] = {}
    again: list[str] = []
    for of_one in lines.values():
        if len(of_one) == 1:
            continue
        again += of_one[1:]
        found = conflict(ConflictKind.PERSON_TWICE, of_one)
        decided = decisions.on(found)
        conflicts.append(decided or found)
        if decided is not None and decided.kept:
            heads |= {key: decided.kept[0] for key in of_one if key not in decided.kept}
    return heads, again


def _closings(handovers: Iterable[Handover]) -> Handovers:
    times: dict[str, list[Handover]] = defaultdict(list)
    for one in sorted(handovers, key=lambda one: one.at):
        times[one.gate].append(one)
    return Handovers(dict(times))


def _judged(listed: _List, handovers: Handovers, decisions: Decisions) -> dict[str, Judged]:
    """Each line that counts, with the ticks of the lines that are counted on it."""
    of_line: dict[str, list[Tick]] = {key: [] for key in listed.entries}
    for tick in listed.ticks:
        head = listed.heads.get(tick.entry)
        if head is not None:
            of_line[head].append(replace(tick, entry=head))
        elif tick.entry in of_line:
            of_line[tick.entry].append(tick)
    return {
        key: judge_entry(entry, of_line[key], handovers=handovers, decisions=decisions)
        for key, entry in listed.entries.items()
        if key not in listed.heads
    }


def _all_conflicts(
    listed: _List, judged: Mapping[str, Judged], places: Mapping[str, Place], *, decisions: Decisions
) -> tuple[Conflict, ...]:
    found = [*listed.conflicts, *_separated(listed, places, decisions), *_at_two_places(listed, places)]
    for one in judged.values():
        found += one.conflicts
    found += decisions.twice([one for one in found if one.state == State.DECIDED])
    return tuple(sorted(found, key=order))


def _separated(listed: _List, places: Mapping[str, Place], decisions: Decisions) -> list[Conflict]:
    found: dict[str, Conflict] = {}  # by key: two may name each other as companion
    for entry in listed.entries.values():
        adult = listed.heads.get(entry.companion_of or "", entry.companion_of)
        if entry.id in listed.heads or adult is None or adult not in places:
            continue
        child_at, adult_at = places[entry.id], places[adult]
        if not together(child_at, adult_at):
            gates = [place.gate for place in (child_at, adult_at) if place.gate is not None]
            apart = conflict(ConflictKind.SEPARATED, [entry.id, adult], gates=gates)
            found[apart.key] = decisions.on(apart) or apart
    return list(found.values())


def _at_two_places(listed: _List, places: Mapping[str, Place]) -> list[Conflict]:
    """One person on two lines that were ticked to different places, while nobody decided which line counts."""
    undecided = [one for one in listed.conflicts if one.kind == ConflictKind.PERSON_TWICE and one.state == State.OPEN]
    found = []
    for one in undecided:
        ticked = [key for key in one.entries if places[key].kind != PlaceKind.EXPECTED]
        for first, second in combinations(ticked, 2):
            here, there = places[first], places[second]
            if (here.kind, here.gate, here.to) != (there.kind, there.gate, there.to):
                ticks = [place.tick for place in (here, there) if place.tick is not None]
                gates = [place.gate for place in (here, there) if place.gate is not None]
                apart = conflict(ConflictKind.TWO_GATES, [first, second], ticks=ticks, gates=gates)
                found.append(replace(apart, state=State.SHOWN))  # to decide is which line counts
    return found
