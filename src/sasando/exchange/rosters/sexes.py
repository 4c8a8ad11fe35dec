"""Men and women: by words, by letters, and by letters that may be something else."""

import re
from typing import Final

from sasando.exchange.rosters.pieces import BRACKET, SEP, Pieces
from sasando.exchange.rosters.roster import Person, Sex

_MALE_WORDS: Final = r"laki[\s-]*laki|laki2|lk2|lelaki|pria|laki|cowok|male|lk|♂"
_FEMALE_WORDS: Final = r"perempuan|perempuam|prmpuan|wanita|cewek|female|pr|prp|♀"
_MALE: Final = frozenset({"l", "m", "lakilaki", "laki2", "lk2", "lelaki", "pria", "laki", "cowok", "male", "lk", "♂"})
_FEMALE: Final = frozenset(
    {"p", "w", "f", "perempuan", "perempuam", "prmpuan", "wanita", "cewek", "female", "pr", "prp", "♀"}
)
_LABELLED: Final = re.compile(
    rf"\b(?:j\.?k|jenis\s*kelamin|kelamin|sex|gender|l/p)\b[\s.:=]+(?:(?P<m>{_MALE_WORDS}|l|m)|(?P<f>{_FEMALE_WORDS}|p|w|f))(?![\w'’])",
    re.IGNORECASE,
)
_WORD: Final = re.compile(
    rf"(?<![\w'’-])(?:(?P<m>{_MALE_WORDS})|(?P<f>{_FEMALE_WORDS}))(?![\w'’]|-\w)\.?", re.IGNORECASE
)
_ALONE: Final = re.compile(
    rf"(?:^|(?<=[{SEP}{BRACKET},;/(]))\s*(?P<sex>[LP])\s*\.?\s*(?=[{SEP}{BRACKET},;/)]|$)", re.IGNORECASE
)
_AT_AN_END: Final = re.compile(
    rf"(?:(?<=[{SEP}{BRACKET},;/(])\s*(?P<first>[LP])\s+(?=\w)|\s(?P<last>[LP])\s*(?=[{SEP}{BRACKET},;/)]|$))"
)


def cut_sex_words(pieces: Pieces) -> None:
    """Every word for a man or a woman."""
    pieces.cut(_LABELLED, lambda found: take_sex(pieces.person, "male" if found["m"] else "female"))
    pieces.cut(_WORD, lambda found: take_sex(pieces.person, "male" if found["m"] else "female"))


def cut_letters_alone(pieces: Pieces) -> None:
    """L or P between two separators."""
    pieces.cut(_ALONE, lambda found: take_sex(pieces.person, sex_of(found["sex"])))


def cut_letters_at_an_end(pieces: Pieces) -> None:
    """L or P at the end of other words: probably the sex, perhaps the first letter of a name."""
    person = pieces.person
    if person.sex is not None or len(list(_AT_AN_END.finditer(pieces.text))) != 1:
        return
    pieces.cut(_AT_AN_END, lambda found: take_sex(person, sex_of(found["first"] or found["last"])))
    person.doubt("sex")


def sex_of(letter: str) -> Sex:
    """What L and P stand for."""
    return "male" if letter in "Ll" else "female"


def read_sex(text: str) -> Sex | None:
    """The sex that a cell or piece names, and nothing else.

    >>> read_sex("Lk"), read_sex("P"), read_sex("♀"), read_sex("L/P")
    ('male', 'female', 'female', None)
    """
    word = text.strip(f" .,:{BRACKET}()").lower().replace("-", "").replace(" ", "")
    return "male" if word in _MALE else "female" if word in _FEMALE else None


def take_sex(person: Person, sex: Sex) -> bool:
    """This is what the line says; that it says the contrary too makes it unsure."""
    if person.sex and person.sex != sex:
        person.doubt("sex")
        return False
    person.sex = sex
    return True
