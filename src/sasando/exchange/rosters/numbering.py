"""The sender's own numbers: which are missing, which stand twice, and which lines say what was said before."""

from collections import Counter
from collections.abc import Sequence

from sasando.core.facts.writing import squash
from sasando.exchange.rosters.roster import Person

_LONGEST_GAP = 200  # a jump beyond this is another numbering, not so many lost people


def odd_numbers(people: Sequence[Person]) -> tuple[list[int], list[int]]:
    """The numbers that are missing and those that stand twice. Counting anew from 1 (the next group) is neither.

    >>> odd_numbers([Person(line=n, raw="", number=n) for n in (1, 2, 4, 4, 1, 2)])
    ([3], [4])
    """
    missing: list[int] = []
    twice: list[int] = []
    for run in _runs(people):
        counted = Counter(run)
        twice += [number for number, times in counted.items() if times > 1]
        ordered = sorted(counted)
        start = [0] if ordered[0] <= _LONGEST_GAP else ordered[:1]
        for before, after in zip(start + ordered, ordered, strict=False):
            if after - before <= _LONGEST_GAP:
                missing += range(before + 1, after)
    return sorted(set(missing)), sorted(set(twice))


def _runs(people: Sequence[Person]) -> list[list[int]]:
    runs: list[list[int]] = []
    place: tuple[str | None, str | None] = (None, None)
    for person in people:
        if person.number is None:
            continue
        here = (person.sheet, person.section)
        if not runs or (person.number <= 1 < len(runs[-1]) + 1 and (person.number < runs[-1][-1] or here != place)):
            runs.append([])
        runs[-1].append(person.number)
        place = here
    return runs


def repeated_lines(people: Sequence[Person]) -> list[int]:
    """The lines of people who were written before with the same words, whatever their number."""
    seen: set[str] = set()
    again = []
    for person in people:
        words = squash(person.raw).lstrip("0123456789")
        if words and words in seen:
            again.append(person.line)
        seen.add(words)
    return again
