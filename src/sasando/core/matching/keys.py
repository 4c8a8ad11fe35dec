"""Keys under which a person is found again: two records of one person should share at least one.

A database holds them in one narrow table, (key text, person), with a btree index on both columns. To look somebody up,
ask for the rows of all their keys, no more than some hundred of each (a key of many persons says little), order the
persons by the sum of `key_weight`, and give the first hundred or so to `compare`.

First letter of a key: n NIK · k NIK without one of its four quarters (any one digit may be wrong, or two neighbours
swapped) · s passport · u other number · p telephone · d birth date and a name token, day and month in either order ·
b birth date and village · y two name tokens and birth year · w a name token and village · t two name tokens · o the
only name token and birth year · q the whole name in one word. Tokens stand as their frame (`spelling.frame`), once more
for each usual form of a short name.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from sasando.core.matching.dates import ABOUT
from sasando.core.matching.names import OPTIONAL, OTHER_NAME
from sasando.core.matching.numbers import NIK_LENGTH
from sasando.core.matching.person import Person, Profile, profile_of
from sasando.core.matching.spelling import frame, sound
from sasando.core.matching.variants import usual_of

_MOST_TOKENS: Final = 4
_MOST_FORMS: Final = 3
_LONGEST_WORD: Final = 12
_QUARTER: Final = 4
_WEIGHTS: Final = {"n": 9, "k": 7, "s": 9, "u": 8, "p": 5, "d": 6, "b": 5, "y": 4, "w": 3, "t": 3, "o": 2, "q": 3}


def keys_of(person: Person | Profile) -> tuple[str, ...]:
    """The keys of a person, each once.

    >>> keys_of(Person(full_name="Maria Bria", birth_year=1995, village="Wehali"))
    ('tbr+mr', 'ybr+mr1995', 'qmariabria', 'wmr+wiali', 'wbr+wiali')
    >>> keys_of(Person(nik="5321015704950001"))[:3]
    ('n5321015704950001', 'k0015704950001', 'k1532104950001')
    """
    profile = profile_of(person) if isinstance(person, Person) else person
    codes = [forms for name in profile.name.split(OTHER_NAME) for forms in _codes(name)]
    found = [*_of_numbers(profile), *_of_names(profile), *_of_dates(profile, codes), *_of_places(profile, codes)]
    return tuple(dict.fromkeys(found))


def key_weight(key: str) -> int:
    """How much a shared key promises; only for ordering what was found."""
    return _WEIGHTS[key[0]]


def _of_numbers(profile: Profile) -> Iterator[str]:
    nik = profile.nik
    if nik:
        yield f"n{nik}"
    if len(nik) == NIK_LENGTH:
        for at in range(4):
            yield f"k{at}{nik[: at * _QUARTER]}{nik[(at + 1) * _QUARTER :]}"
    if profile.passport:
        yield f"s{profile.passport}"
    for letter, numbers in (("u", profile.number), ("p", profile.phone)):
        for number in numbers.split():
            yield f"{letter}{number}"


def _of_names(profile: Profile) -> Iterator[str]:
    years = _years(profile.born)
    for name in profile.name.split(OTHER_NAME):
        if not name:
            continue
        codes = _codes(name)
        for pair in _pairs(codes):
            yield f"t{pair}"
            for year in years:
                yield f"y{pair}{year}"
        if len(codes) == 1:
            for code in codes[0]:
                for year in years:
                    yield f"o{code}{year}"
        yield f"q{sound(name.replace(' ', ''))[:_LONGEST_WORD]}"


def _pairs(codes: Iterable[list[str]]) -> Iterator[str]:
    for one, other in combinations(codes, 2):
        for a in one:
            for b in other:
                yield f"{min(a, b)}+{max(a, b)}"


def _of_dates(profile: Profile, codes: Iterable[list[str]]) -> Iterator[str]:
    born = either_order(profile.born)
    if born:
        for forms in codes:
            for code in forms:
                yield f"d{code}{born}"
        if profile.village:
            yield f"b{_village(profile)}{born}"


def _of_places(profile: Profile, codes: Iterable[list[str]]) -> Iterator[str]:
    if profile.village:
        village = _village(profile)
        for forms in codes:
            for code in forms:
                yield f"w{code}+{village}"


def _village(profile: Profile) -> str:
    return sound(profile.village.replace(" ", ""))[:_LONGEST_WORD]


def _codes(name: str) -> list[list[str]]:
    """The codes of each token that counts."""
    tokens = [token for token in name.split(" ") if len(token) > 1 and token not in OPTIONAL]
    return [codes_of(token) for token in dict.fromkeys(tokens[:_MOST_TOKENS])]


def codes_of(token: str) -> list[str]:
    """Its frame, and the frames of its usual forms.

    >>> codes_of("yan"), codes_of("seran")
    (['in', 'inrs', 'ins'], ['srn'])
    """
    return list(dict.fromkeys([frame(token), *map(frame, sorted(usual_of(token)))]))[:_MOST_FORMS]


def either_order(born: str) -> str:
    """A birth date so written that day and month swapped come to the same; empty when it is no day.

    >>> either_order("1995-04-07") == either_order("1995-07-04"), either_order("1995")
    (True, '')
    """
    if len(born) != 10:
        return ""
    month, day = born[5:7], born[8:]
    return f"{born[:5]}{min(month, day)}-{max(month, day)}"


def _years(born: str) -> list[str]:
    if born.startswith(ABOUT):
        year = int(born[1:5])
        return [str(year - 1), str(year), str(year + 1)]
    return [born[:4]] if born else []
