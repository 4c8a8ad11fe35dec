"""Sex and age in words that nothing separates: "Bernadus Ola 30 L Lewoleba", "L 27 Yohanes".

A letter and a number side by side are what they seem to be. A letter or a number alone may be something else: taken
only where no other is, and then unsure; what is left standing inside a name makes the name unsure.
"""

import re
from dataclasses import dataclass
from typing import Final

from sasando.exchange.rosters.ages import OLDEST
from sasando.exchange.rosters.pieces import PARTS, SEP, Pieces
from sasando.exchange.rosters.roster import Person
from sasando.exchange.rosters.sexes import sex_of

_YEAR: Final = re.compile(r"19[3-9]\d|20[0-2]\d")
_NUMBER: Final = re.compile(r"\d{1,3}|19[3-9]\d|20[0-2]\d")
_GLUED: Final = re.compile(r"(?<!\S)(?:([LP])(\d{2})|(\d{2})([LP]))(?!\S)")
_COUNTED_TEXT: Final = (
    "rt rw no nomor lot kamar tiket blok jl jln jalan km bus kursi dek deck seat trip gelombang kloter dusun felda ke"
    " anak umur usia sip nip nik hp wa rp tahun thn bulan"
)
_COUNTED: Final = frozenset(_COUNTED_TEXT.split())  # what a number behind them counts is no age

_COUNTABLE: Final = frozenset({"orang", "org", "jiwa", "anak", "bayi", "hari", "kali", "malam", "minggu", "jam"})


@dataclass(slots=True)
class _Run:
    """Letters and numbers side by side: words[start:end]."""

    start: int
    end: int
    letters: list[str]
    numbers: list[str]


def cut_runs(pieces: Pieces) -> None:
    """Sex and age that stand between other words."""
    if not any(c.isdigit() for c in pieces.text):
        return
    text = _GLUED.sub(lambda found: f"{found[1] or found[3]} {found[2] or found[4]}", pieces.text)
    segments = PARTS.split(text)
    lone = sum(_is_number(segment.strip()) for segment in segments)
    for at in range(0, len(segments), 2):
        segments[at] = _read(segments[at], pieces.person, lone=bool(lone))
    pieces.text = "".join(segments)


def _is_number(word: str) -> bool:
    return word.isascii() and _NUMBER.fullmatch(word) is not None


def _read(segment: str, person: Person, *, lone: bool) -> str:
    """The segment without what was taken of it; `lone`: another segment is nothing but a number."""
    words = segment.split()
    if len(words) < 2:
        return segment
    for run in _runs(words):
        left = _take(run, words, person, lone=lone)
        if left is not None:
            return f" {' '.join(words[: run.start])}{SEP}{left}{' '.join(words[run.end :])}"
    return segment


def _runs(words: list[str]) -> list[_Run]:
    """The best first: one with a letter and a number."""
    runs: list[_Run] = []
    for at, word in enumerate(words):
        letter = word in ("L", "P", "l", "p")
        if not letter and not _is_number(word.rstrip(".")):
            continue
        if not runs or runs[-1].end != at:
            runs.append(_Run(at, at, [], []))
        runs[-1].end = at + 1
        (runs[-1].letters if letter else runs[-1].numbers).append(word.rstrip("."))
    return sorted(runs, key=lambda run: not (run.letters and run.numbers))


def _take(run: _Run, words: list[str], person: Person, *, lone: bool) -> str | None:
    """What stays in place of the run; None when it says nothing that can be relied on."""
    if run.letters and run.numbers:
        return _take_both(run, words, person)
    if run.numbers and len(run.numbers) == 1:
        return _take_number(run, words, person, lone=lone)
    return None


def _take_both(run: _Run, words: list[str], person: Person) -> str | None:
    beside = [letter for letter in run.letters if person.sex in (None, sex_of(letter))]
    if not beside or _has_age(person) or not _put(person, run.numbers[0]):
        return None
    inside = words[run.start : run.end]
    at = inside.index(run.numbers[0])
    letter = inside[at + 1] if at + 1 < len(inside) and inside[at + 1] in run.letters else inside[at - 1]
    letter = letter if letter in run.letters else run.letters[0]
    person.sex = sex_of(letter)
    left = ""
    if len(run.letters) > 1:
        person.doubt("sex", "full_name")
    if len(run.numbers) > 1:
        person.doubt("age", "full_name")
        left = f"{' '.join(run.numbers[1:])}{SEP}"
    return left


def _take_number(run: _Run, words: list[str], person: Person, *, lone: bool) -> str | None:
    """A number at the end or the beginning of other words: an age if the line has no other."""
    if lone or _has_age(person) or (run.start > 0 and run.end < len(words)):
        return None
    others = words[: run.start] + words[run.end :]
    after = words[run.end].strip(".,:").lower() if run.end < len(words) else ""
    if after in _COUNTABLE:
        return None
    before = words[run.start - 1].strip(".:").lower() if run.start else ""
    if before in _COUNTED or not any(word[:1].isalpha() for word in others) or not _put(person, run.numbers[0]):
        return None
    if person.sex is None:
        person.doubt("born_on" if person.age is None else "age")
    return ""


def _has_age(person: Person) -> bool:
    return person.age is not None or person.birth_year is not None or person.born_on is not None


def _put(person: Person, number: str) -> bool:
    if _YEAR.fullmatch(number):
        person.birth_year = int(number)
    elif int(number) <= OLDEST:
        person.age = int(number)
    else:
        return False
    return True
