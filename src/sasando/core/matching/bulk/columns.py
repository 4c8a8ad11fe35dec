"""Columns of a list become columns of profiles: the same keys as `profile_of`, for a million rows in a second or two.

Values that repeat are reduced once each, by the very functions that reduce one person. Values that hardly repeat
(names, NIKs, telephones) go through a pattern first: what it says needs no work is taken as it stands, the rest is
reduced in Python, or for names step by step in Polars.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

import polars as pl

from sasando.core.facts.writing import plain
from sasando.core.matching.ages import age_key
from sasando.core.matching.dates import birth_key
from sasando.core.matching.names import (
    DROPPED,
    EMPTY_ENDS,
    EMPTY_MIDDLE,
    NEEDS_WORK,
    OTHER_NAME,
    SPACES,
    STEPS,
    name_key,
    names_key,
)
from sasando.core.matching.numbers import birth_of_nik, nik_key, number_key, passport_key, phone_key
from sasando.core.matching.person import PARTS
from sasando.core.matching.places import address_key, place_key, postcode_key
from sasando.core.matching.sexes import sex_key

COLUMNS: Final = (
    "full_name",
    "given_name",
    "surname",
    "alias",
    "sex",
    "born_on",
    "birth_year",
    "age",
    "nik",
    "passport_number",
    "phone",
    "number",
    "village",
    "district",
    "regency",
    "postcode",
    "address",
    "relatives",
)
"""The columns that are read, all of text; each may be missing, and so may every value."""

_PLAIN_NIK: Final = r"^[1-9][0-9]{13,16}$"
_PLAIN_PHONE: Final = r"^0[1-9][0-9]{7,13}$"
_INVENTED: Final = "|".join(f"{digit}{{7}}" for digit in "0123456789")
_PLAIN_NUMBER: Final = r"^[1-9][0-9]{3,}$"
_PLAIN_PASSPORT: Final = r"^[A-Z][0-9]{6,8}$"

Reduce = Callable[[str], str]
_SIMPLE: Final[tuple[tuple[str, str, Reduce], ...]] = (  # part, column, what reduces a value; these repeat
    ("sex", "sex", sex_key),
    ("village", "village", place_key),
    ("district", "district", place_key),
    ("regency", "regency", place_key),
    ("postcode", "postcode", postcode_key),
    ("address", "address", address_key),
)


def profiles(rows: pl.DataFrame, *, seen_on: date | None = None) -> pl.DataFrame:
    """Of each row its profile, in the order of the rows: the columns `PARTS`, empty where nothing is known.

    `seen_on`: the day on which the ages of the list were true. Columns not in `COLUMNS` are left out.
    """
    given: dict[str, pl.Series] = {
        name: rows[name].cast(pl.String).fill_null("").str.strip_chars() for name in COLUMNS if name in rows.columns
    }
    made = {part: _reduced(given[column], reduce) for part, column, reduce in _SIMPLE if column in given}
    made |= _numbers(given)
    made["name"] = _names(given, rows.height)
    made["born"] = _births(given, made.get("nik"), seen_on, rows.height)
    if "relatives" in given:
        made["relatives"] = _reduced(given["relatives"].str.replace_all(r"[,;]", OTHER_NAME), name_key)
    empty = pl.Series("", [""], dtype=pl.String).new_from_index(0, rows.height)
    return pl.DataFrame({part: made.get(part, empty) for part in PARTS})


def _reduced(values: pl.Series, reduce: Reduce) -> pl.Series:
    """Every value reduced, each distinct one once."""
    distinct = values.unique()
    return values.replace_strict(
        distinct, pl.Series([reduce(value) if value else "" for value in distinct], dtype=pl.String)
    )


def _unless(values: pl.Series, needless: pl.Series, taken: pl.Series, reduce: Reduce) -> pl.Series:
    """`taken` where it is `needless` to reduce, and reduced elsewhere."""
    needless = needless | (values == "")
    if needless.all():
        return taken
    work = _reduced(values.filter(~needless), reduce)
    places = (~needless).arg_true()
    return taken.scatter(places, work)


def _numbers(given: dict[str, pl.Series]) -> dict[str, pl.Series]:
    made = {}
    for part, column, pattern, reduce in (
        ("nik", "nik", _PLAIN_NIK, nik_key),
        ("number", "number", _PLAIN_NUMBER, number_key),
        ("passport", "passport_number", _PLAIN_PASSPORT, passport_key),
    ):
        if column in given:
            values = given[column]
            made[part] = _unless(values, values.str.contains(pattern), values.clone(), reduce)
    if "phone" in given:
        values = given["phone"]
        simple = values.str.contains(_PLAIN_PHONE) & ~values.str.contains(_INVENTED) & ~values.str.starts_with("062")
        made["phone"] = _unless(values, simple, values.str.slice(1), phone_key)
    return made


def _births(given: dict[str, pl.Series], nik: pl.Series | None, seen_on: date | None, height: int) -> pl.Series:
    """From the birth date, else the birth year, else the age, else the NIK."""
    born = pl.Series("born", [""], dtype=pl.String).new_from_index(0, height)
    sources: list[tuple[pl.Series | None, Reduce]] = [
        (given.get("born_on"), birth_key),
        (given.get("birth_year"), birth_key),
    ]
    if seen_on is not None:
        sources.append((given.get("age"), lambda text: age_key(text, seen_on)))
    sources.append((nik, birth_of_nik))
    for values, reduce in sources:
        if values is None or not (born == "").any():
            continue
        places = ((born == "") & (values != "")).arg_true()
        if len(places):
            born = born.scatter(places, _reduced(values.gather(places), reduce))
    return born


def _names(given: dict[str, pl.Series], height: int) -> pl.Series:
    names = given.get("full_name")
    if "given_name" in given or "surname" in given:
        empty = pl.Series("", [""], dtype=pl.String).new_from_index(0, height)
        parts = given.get("given_name", empty) + " " + given.get("surname", empty)
        names = parts if names is None else names.zip_with(names != "", parts)
    if names is None:
        names = pl.Series("name", [""], dtype=pl.String).new_from_index(0, height)
    keys = name_keys(names.str.strip_chars())
    aliases = given.get("alias")
    if aliases is None or (aliases == "").all():
        return keys
    both = pl.DataFrame({"name": names, "alias": aliases, "place": range(height)}).filter(pl.col("alias") != "")
    made = [names_key(name, *alias.split(OTHER_NAME)) for name, alias, _ in both.iter_rows()]
    return keys.scatter(both["place"], pl.Series(made, dtype=pl.String))


def name_keys(names: pl.Series) -> pl.Series:
    """`names_key` of every name, by the same steps in Polars; odd letters are made plain in Python first."""
    lower = names.str.to_lowercase()
    odd = names.str.len_bytes() != names.str.len_chars()
    if odd.any():
        lower = lower.scatter(odd.arg_true(), _reduced(names.filter(odd), plain))
    places = lower.str.contains(NEEDS_WORK).arg_true()
    if not len(places):
        return lower
    worked = _worked(lower.gather(places))
    several = worked.str.contains(OTHER_NAME, literal=True).arg_true()
    if len(several):
        worked = worked.scatter(several, _reduced(worked.gather(several), _each_once))
    return lower.scatter(places, worked)


def _worked(lower: pl.Series) -> pl.Series:
    step = pl.col("name")
    for pattern, instead in STEPS:
        step = step.str.replace_all(pattern.pattern, instead)
    cut = pl.when(_tidy(step.str.replace_all(DROPPED.pattern, " ")) != "")
    kept = cut.then(_tidy(step.str.replace_all(DROPPED.pattern, " "))).otherwise(_tidy(step))
    return lower.alias("name").to_frame().lazy().select(kept).collect(engine="streaming")["name"]


def _tidy(step: pl.Expr) -> pl.Expr:
    for pattern, instead in ((SPACES, " "), (EMPTY_MIDDLE, OTHER_NAME), (EMPTY_ENDS, "")):
        step = step.str.replace_all(pattern.pattern, instead)
    return step


def _each_once(key: str) -> str:
    return OTHER_NAME.join(dict.fromkeys(key.split(OTHER_NAME)))
