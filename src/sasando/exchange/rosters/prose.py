"""People in a sentence: "telah tiba dua orang a.n. Yohanes Seran (30) dan Maria Hoar (25) asal Malaka"."""

import re
from collections.abc import Sequence
from typing import Final

from sasando.exchange.rosters.kinds import is_prose
from sasando.exchange.rosters.lines import Line
from sasando.exchange.rosters.names import can_be_name, looks_written_as_name
from sasando.exchange.rosters.persons import read_person
from sasando.exchange.rosters.places import is_known
from sasando.exchange.rosters.roster import Person

_NAMELY: Final = re.compile(r"\b(?:a\.\s?n\b\.?|an\.|atas\s+nama|bernama)\s*:?\s*", re.IGNORECASE)
_ITEM: Final = re.compile(r"\s*(?:,\s*dan\s+|[,;&]|\bdan\b|\bserta\b)\s*(?![^()]*\))", re.IGNORECASE)
_NAME: Final = re.compile(r"(?P<name>[^\W\d_][^\d(),;:]{1,60}?)\s*(?:\((?P<inside>[^()]{1,60})\)\s*(?P<after>.*))?")
_FROM: Final = re.compile(r"\b(?:asal|dari|berasal dari)\s+(?P<place>\S.*)", re.IGNORECASE)
_FEWEST_BEFORE: Final = 2  # words; "a.n. Maria" alone is an item of a list
_LONGEST_PLACE: Final = 4  # words


def people_in_prose(line: Line) -> Sequence[Person]:
    """The people whom a sentence names, each with the whole line; none when it does not say who they are.

    >>> from sasando.exchange.rosters.lines import read_line
    >>> said = read_line("Telah tiba dua orang a.n. Yohanes Seran (30) dan Maria Hoar (25) asal Malaka.", 1)
    >>> [(one.full_name, one.age, one.regency) for one in people_in_prose(said)]
    [('Yohanes Seran', 30, 'Kabupaten Malaka'), ('Maria Hoar', 25, 'Kabupaten Malaka')]
    """
    namely = _NAMELY.search(line.text)
    if not namely or len(line.text[: namely.start()].split()) < _FEWEST_BEFORE or not is_prose(line.text):
        return ()
    said = line.text[namely.end() :]
    items = _items(said)
    if not any(any(c.isdigit() for c in item) for item in items):
        return ()
    place = _place(said)
    people = [_person(line, item, place) for item in items]
    if len(people) > 1 and place:
        for person in people:
            person.doubt("regency", "district")  # it is said of the last, and probably meant of all
    return people


def _items(said: str) -> list[str]:
    """What is said of each: a name, its bracket, and pieces like "41 tahun" that follow."""
    items: list[str] = []
    for piece in _ITEM.split(said):
        found = _NAME.fullmatch(piece)
        if found and found["inside"] and _is_name(found["name"]):
            items.append(f"{found['name']}, {found['inside']}")
            if found["after"]:
                break
        elif items and piece[:1].isdigit():
            items[-1] += f", {piece}"
        elif _is_name(piece):
            items.append(piece)
        else:
            break
    return items


def _is_name(words: str) -> bool:
    return can_be_name(words) and looks_written_as_name(words) and len(words.split()) <= 6


def _place(said: str) -> str:
    """The longest place that the words behind "asal" begin with."""
    found = _FROM.search(said)
    words = found["place"].split() if found else []
    for end in range(min(_LONGEST_PLACE, len(words)), 0, -1):
        place = " ".join(words[:end]).strip(" .,;")
        if is_known(place):
            return place
    return ""


def _person(line: Line, item: str, place: str) -> Person:
    person = Person(line=line.at, raw=line.raw)
    read_person(f"{item}, {place}" if place else item, person)
    if not any(c.isdigit() for c in item):
        person.doubt("full_name")
    return person
