"""Children who travel along with somebody: how many, and the words as a remark."""

import re
from typing import Final

from sasando.exchange.rosters.ages import MONTHS, YEARS
from sasando.exchange.rosters.pieces import BRACKET, SEP, Pieces
from sasando.exchange.rosters.roster import Person

_AGED: Final = (
    rf"[\s({SEP}{BRACKET}]*(?:umur|usia)?[\s:]*\d{{1,2}}(?:[.,]\d)?\s*(?:{YEARS}|{MONTHS})"
    rf"(?:\s*(?:dan|&|,)?\s*\d{{1,2}}\s*(?:{YEARS}|{MONTHS}))*\)?"
)
_CHILD: Final = re.compile(
    rf"(?:(?:\bjml\s+|\bjumlah\s+)?anak\s*(?:(?:(?:yg|yang)\s+)?(?:ikut|dibawa|serta)\s*[:=]?|[:=])\s*(?P<after>\d{{1,2}})(?:\s*(?:orang|org))?"
    rf"|(?:(?:\+|dan|dgn|dengan|bersama|bawa|membawa|ikut|&)\s*)+(?P<count>\d{{1,2}}|se)?\s*(?:orang\s*)?"
    rf"(?P<who>anak(?:nya)?|bayi(?:nya)?|balita(?:nya)?)\b(?:\s*(?P<many>\d{{1,2}})\b(?!\s*(?:{YEARS}|{MONTHS}))(?:\s*(?:orang|org)\b)?)?"
    rf"|(?<=[{SEP}{BRACKET},/;])\s*(?P<baby>bayi|balita)(?=\s*\(?\d)"
    rf"|(?<![\d.,])(?P<two>\d{{1,2}})\s+(?:orang\s+)?anak\b(?!\s+(?:ikut|dibawa)\s*:?\s*\d)(?:\s+ikut\b)?"
    rf"|\banak\s+(?P<plain>\d{{1,2}})\b(?!\s*(?:{YEARS}|{MONTHS})))"
    rf"(?:\s*(?:perempuan|laki[\s-]*laki|pr|lk)\b)?(?P<rest>{_AGED})?",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    rf"\b(?:tdk|tidak|tanpa|belum|blm|tak)\s+(?:(?:bawa|membawa|ada|punya|ikut)\s+)?(?:anak|bayi|balita)\w*[^,;/{SEP}{BRACKET}]{{0,20}}",
    re.IGNORECASE,
)
_AN_AGE: Final = re.compile(
    rf"\d\s*(?:{YEARS}|{MONTHS})|[{SEP}{BRACKET},/;]\s*\d{{1,2}}\s*(?:[{SEP},/;)]|$)", re.IGNORECASE
)
_MOST: Final = 15  # children of one person; a higher number before "anak" is an age


def cut_children(pieces: Pieces) -> None:
    """Children who travel along: how many, and the words as a remark."""
    pieces.cut(_NONE, lambda found: pieces.note(found[0]))
    pieces.cut(_CHILD, lambda found: _take(pieces, found))


def read_children(text: str, person: Person) -> None:
    """The children of whom a remark speaks; the remark itself stays.

    >>> person = Person(line=1, raw="")
    >>> read_children("anak ikut 2", person), person.children
    (None, 2)
    """
    if person.children is None and ("anak" in text.lower() or "ba" in text.lower()):
        pieces = Pieces(f"{SEP}{text}", person)
        cut_children(pieces)


def _take(pieces: Pieces, found: re.Match[str]) -> bool:
    counted = found["after"] or found["count"] or found["many"] or found["two"] or found["plain"]
    number = 1 if counted is None or counted.lower() == "se" else int(counted)
    if number > _MOST:
        return False
    if found["baby"] and not _AN_AGE.search(found.string, 0, found.start()):
        return False  # "Fransiska (bayi 8 bln)" is the baby
    if found["two"] and not any(c.isalpha() for c in found.string[: found.start()]):
        pieces.person.doubt("full_name")  # "2 orang anak" are the people of this line
        return False
    pieces.person.children = (pieces.person.children or 0) + number
    if counted is None and not found["baby"]:
        pieces.person.doubt("children")
    return pieces.note(found[0])
