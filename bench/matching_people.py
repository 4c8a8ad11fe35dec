"""Invented people of NTT for the benches of matching, and what lists make of them.

Names are drawn from the lists of the office (given names, clan names, words counted in Jakarta)
and from clan names made of syllables, so that many people bear one name and many names are borne by few. Every person
lives in a village with a household: brothers and sisters share clan name, village and telephone, and some are twins.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import polars as pl

from bench.matching_names import CLANS, FIRST_NAMES, LAST_WORDS, SHORT_FORMS
from sasando.core.matching.bulk import profiles

COLUMNS = ("id", "person", "full_name", "sex", "born_on", "nik", "phone", "village")
_FIRST_DAY, _DAYS = date(1958, 1, 1), 50 * 365


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list. `person` says who it really is; everything else is what the list says."""

    person: int
    full_name: str
    sex: str
    born_on: str
    nik: str
    phone: str
    village: str


def people(count: int, *, seed: int, alone: bool = False) -> list[Record]:
    """So many different persons, complete, in households of one to six; with `alone`, of one."""
    chance = random.Random(seed)
    found: list[Record] = []
    while len(found) < count:
        found += _household(chance, len(found), alone=alone)
    return found[:count]


def records(count: int, *, seed: int, unseen: bool = False, alone: bool = False) -> list[Record]:
    """So many rows: one person in five stands there again. `unseen`: with errors of the second kind too."""
    chance = random.Random(seed)
    rows: list[Record] = []
    for person in people(count, seed=seed + 1, alone=alone):
        copies = 1 if chance.random() < 0.82 else chance.choice((2, 2, 2, 2, 3, 3, 4, 5))
        rows += [listed(person, chance)]
        rows += [corrupted(listed(person, chance), chance, unseen=unseen) for _ in range(copies - 1)]
        if len(rows) >= count:
            break
    rows = rows[:count]
    chance.shuffle(rows)
    return rows


def rows_of(found: Sequence[Record]) -> dict[str, list[object]]:
    """The columns of a list: an id a row, and the person it is known to be."""
    columns: dict[str, list[object]] = {"id": list(range(len(found)))}
    for name in COLUMNS[1:]:
        columns[name] = [getattr(row, name) for row in found]
    return columns


def profiles_frame(found: Sequence[Record]) -> pl.DataFrame:
    """The profiles of the rows."""
    return profiles(pl.DataFrame(rows_of(found)))


def listed(person: Record, chance: random.Random) -> Record:
    """The person as an office writes them down: with what they could show."""
    changed: dict[str, str] = {}
    for name, missing in (("nik", 0.35), ("born_on", 0.06), ("phone", 0.5), ("village", 0.06), ("sex", 0.03)):
        if chance.random() < missing:
            changed[name] = ""
    return replace(person, **changed)


def corrupted(row: Record, chance: random.Random, *, unseen: bool) -> Record:
    """The row with one to three errors."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        row = chance.choice(ERRORS + UNSEEN if unseen else ERRORS)(row, chance)
    return row


# ---- households


def _household(chance: random.Random, first: int, *, alone: bool) -> Iterator[Record]:
    village, code = chance.choice(_villages())
    clan = _pick(chance, CLANS)
    phone = f"08{chance.choice('1235')}{chance.randrange(10**8, 10**10)}"[:12]
    muslim = chance.random() < 0.2
    born = _day(chance)
    serials = chance.sample(range(1, 12), 6)
    for number in range(1 if alone else chance.choice((1, 1, 2, 3, 3, 4, 5, 6))):
        if chance.random() > 0.03:  # else: twins
            born = (
                _FIRST_DAY + timedelta(days=(born - _FIRST_DAY).days + chance.randrange(400, 2500)) if number else born
            )
        if born.year > 2008:
            born = _day(chance)
        sex = chance.choice("FM")
        yield Record(
            person=first + number,
            full_name=_name(chance, sex, clan, muslim=muslim),
            sex=sex,
            born_on=born.isoformat(),
            nik=_nik(code, born, sex, serials[number]),
            phone=phone
            if chance.random() < 0.5
            else f"08{chance.choice('1235')}{chance.randrange(10**8, 10**10)}"[:12],
            village=village,
        )


def _day(chance: random.Random) -> date:
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    return day.replace(month=1, day=1) if chance.random() < 0.06 else day


def _name(chance: random.Random, sex: str, clan: str, *, muslim: bool) -> str:
    given = [_pick(chance, FIRST_NAMES[sex])]
    if chance.random() < 0.45:
        given.append(_pick(chance, FIRST_NAMES[sex]))
    if muslim:
        return " ".join([*given, _pick(chance, LAST_WORDS)])
    if chance.random() < 0.06:
        return given[0]
    return " ".join([*dict.fromkeys(given), clan])


def _nik(region: str, born: date, sex: str, serial: int) -> str:
    day = born.day + (40 if sex == "F" else 0)
    return f"{region}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"


def _pick(chance: random.Random, names: Sequence[str]) -> str:
    return chance.choices(names, cum_weights=_zipf(len(names)))[0]


@lru_cache
def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 6) for rank in range(size)))


@lru_cache(maxsize=1)
def _villages() -> list[tuple[str, str]]:
    from sasando.core.facts.tables import table

    return [(row["nama"], row["kode"].replace(".", "")[:6]) for row in table("ntt_villages.csv")]


# ---- errors that the rules of variation name

Error = Callable[[Record, random.Random], Record]
_LETTERS = (
    ("y", "j"), ("j", "y"), ("f", "v"), ("v", "f"), ("f", "p"), ("ph", "f"), ("th", "t"), ("ch", "k"), ("c", "k"),
    ("u", "oe"), ("j", "dj"), ("c", "tj"), ("sy", "sj"), ("z", "s"), ("s", "z"), ("ks", "x"), ("t", "th"), ("k", "c"),
    ("h", ""), ("i", "y"),
)  # fmt: skip


def _spelling(row: Record, chance: random.Random) -> Record:
    for old, new in chance.sample(_LETTERS, len(_LETTERS)):
        if old in row.full_name.lower():
            return replace(row, full_name=row.full_name.lower().replace(old, new, 1).title())
    return replace(row, full_name=row.full_name.replace("us ", "is "))


def _doubled(row: Record, chance: random.Random) -> Record:
    at = chance.randrange(1, max(2, len(row.full_name)))
    return replace(row, full_name=row.full_name[:at] + row.full_name[at - 1 : at] + row.full_name[at:])


def _surname_first(row: Record, _chance: random.Random) -> Record:
    tokens = row.full_name.split()
    return replace(row, full_name=" ".join([*tokens[-1:], *tokens[:-1]]))


def _clan_dropped(row: Record, _chance: random.Random) -> Record:
    tokens = row.full_name.split()
    return replace(row, full_name=" ".join(tokens[:-1] or tokens))


def _initial(row: Record, chance: random.Random) -> Record:
    tokens = row.full_name.split()
    at = chance.randrange(len(tokens)) if len(tokens) > 1 else -1
    mark = chance.choice((".", " ", ". "))
    return replace(row, full_name=" ".join(f"{t[0]}{mark}" if n == at else t for n, t in enumerate(tokens)))


def _short_form(row: Record, chance: random.Random) -> Record:
    tokens = [chance.choice(SHORT_FORMS.get(token, [token])) for token in row.full_name.split()]
    return replace(row, full_name=" ".join(tokens))


def _joined(row: Record, _chance: random.Random) -> Record:
    tokens = row.full_name.split()
    return replace(row, full_name=" ".join([*tokens[:-2], "".join(tokens[-2:])])) if len(tokens) > 2 else row


def _title(row: Record, chance: random.Random) -> Record:
    before = chance.choice(("Hj. ", "H. ", "Drs. ", "Ibu ", "Sdr. "))
    after = chance.choice(("", ", S.Pd", ", S.H.", ""))
    return replace(row, full_name=f"{before}{row.full_name}{after}")


def _capitals(row: Record, _chance: random.Random) -> Record:
    return replace(row, full_name=f" {row.full_name.upper().replace(' ', '  ')} ")


def _glottal(row: Record, chance: random.Random) -> Record:
    at = chance.randrange(1, max(2, len(row.full_name)))
    return replace(row, full_name=row.full_name[:at] + chance.choice("'’`") + row.full_name[at:])


def _swapped_date(row: Record, _chance: random.Random) -> Record:
    year, _, rest = row.born_on.partition("-")
    month, _, day = rest.partition("-")
    return replace(row, born_on=f"{year}-{day}-{month}") if day and int(day) <= 12 else row


def _only_year(row: Record, chance: random.Random) -> Record:
    return replace(row, born_on=chance.choice((f"{row.born_on[:4]}-01-01", row.born_on[:4])) if row.born_on else "")


def _date_typo(row: Record, chance: random.Random) -> Record:
    if len(row.born_on) != 10:
        return row
    at = chance.choice((2, 3, 6, 8, 9))
    return replace(row, born_on=f"{row.born_on[:at]}{chance.randrange(10)}{row.born_on[at + 1 :]}")


def _nik_typo(row: Record, chance: random.Random) -> Record:
    at = chance.randrange(15)
    if not row.nik:
        return row
    if chance.random() < 0.5:
        return replace(row, nik=f"{row.nik[:at]}{chance.randrange(10)}{row.nik[at + 1 :]}")
    return replace(row, nik=f"{row.nik[:at]}{row.nik[at + 1]}{row.nik[at]}{row.nik[at + 2 :]}")


def _no_nik(row: Record, _chance: random.Random) -> Record:
    return replace(row, nik="")


def _phone_written(row: Record, _chance: random.Random) -> Record:
    return replace(row, phone=f"+62 {row.phone[1:4]}-{row.phone[4:8]}-{row.phone[8:]}" if row.phone else "")


ERRORS: list[Error] = [
    _spelling, _spelling, _doubled, _surname_first, _clan_dropped, _initial, _short_form, _joined, _title, _capitals,
    _glottal, _swapped_date, _only_year, _date_typo, _nik_typo, _no_nik, _phone_written,
]  # fmt: skip


# ---- errors of the second kind: no weight and no rule was made with these in view

_OCR = (("o", "0"), ("l", "1"), ("rn", "m"), ("m", "rn"), ("e", "c"), ("a", "o"), ("n", "m"), ("i", "l"), ("u", "v"))
_NEIGHBOURS = {
    "a": "s",
    "s": "a",
    "e": "r",
    "r": "e",
    "i": "o",
    "o": "i",
    "n": "m",
    "t": "r",
    "u": "y",
    "k": "l",
    "d": "s",
}


def _ocr(row: Record, chance: random.Random) -> Record:
    old, new = chance.choice(_OCR)
    return replace(row, full_name=row.full_name.lower().replace(old, new, 1))


def _keyboard(row: Record, chance: random.Random) -> Record:
    at = chance.randrange(len(row.full_name))
    letter = row.full_name[at].lower()
    return replace(row, full_name=row.full_name[:at] + _NEIGHBOURS.get(letter, letter) + row.full_name[at + 1 :])


def _letter_lost(row: Record, chance: random.Random) -> Record:
    at = chance.randrange(1, max(2, len(row.full_name)))
    return replace(row, full_name=row.full_name[:at] + row.full_name[at + 1 :])


def _letters_swapped(row: Record, chance: random.Random) -> Record:
    at = chance.randrange(1, max(2, len(row.full_name) - 1))
    name = row.full_name
    return replace(
        row, full_name=name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :] if at < len(name) else name
    )


def _cut_off(row: Record, chance: random.Random) -> Record:
    return replace(row, full_name=row.full_name[: max(6, len(row.full_name) - chance.randrange(2, 5))])


def _married_name(row: Record, chance: random.Random) -> Record:
    return replace(row, full_name=f"{row.full_name}-{_pick(chance, CLANS)}")


def _moved(row: Record, chance: random.Random) -> Record:
    return replace(row, village=chance.choice(_villages())[0])


def _new_phone(row: Record, chance: random.Random) -> Record:
    return replace(row, phone=f"08{chance.randrange(10**9, 10**10)}")


def _invented_nik(row: Record, chance: random.Random) -> Record:
    return replace(row, nik=f"{row.nik[:12]}{chance.randrange(1, 9999):04}" if row.nik else "")


def _year_off(row: Record, chance: random.Random) -> Record:
    if not row.born_on:
        return row
    return replace(row, born_on=f"{int(row.born_on[:4]) + chance.choice((-2, -1, 1, 2, 3))}{row.born_on[4:]}")


def _wrong_sex(row: Record, _chance: random.Random) -> Record:
    return replace(row, sex={"F": "M", "M": "F"}.get(row.sex, ""))


UNSEEN: list[Error] = [
    _ocr, _keyboard, _letter_lost, _letters_swapped, _cut_off, _married_name, _moved, _new_phone, _invented_nik,
    _year_off, _wrong_sex,
]  # fmt: skip
