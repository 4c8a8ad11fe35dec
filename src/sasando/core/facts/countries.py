"""Reading a country: ISO 3166 code, Indonesian or English name, or one of the names that offices use."""

import re
from collections.abc import Mapping
from functools import lru_cache

from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.facts.tables import mapping, table
from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import Cell, quoted, shown, squash

_TWO_COUNTRIES = {
    "kongo": ("CD", "CG"),
    "congo": ("CD", "CG"),
    "as": ("US", "AS"),  # "AS" is Amerika Serikat in every Indonesian text, and American Samoa in ISO 3166
    "kepulauanvirgin": ("VG", "VI"),
    "virginislands": ("VG", "VI"),
    "stmartin": ("MF", "SX"),
}
_PARTS = re.compile(r"[,;/()&+\n]|\s[-–—]\s|\b(?:dan|atau|and|or)\b", re.IGNORECASE)


def read_country(cell: Cell) -> str:
    """The alpha-2 code; raises `Unreadable`, with what may be meant, for a name that is not known or means two.

    >>> read_country("Hongkong"), read_country("MYS"), read_country("Arab Saudi"), read_country("Malaysia (Sabah)")
    ('HK', 'MY', 'SA', 'MY')
    >>> read_country("Malaysa")
    Traceback (most recent call last):
    sasando.core.facts.unreadable.Unreadable: Negara “Malaysa” tidak dikenal. Maksud Anda Malaysia?
    """
    text = shown(cell)
    key = squash(text)
    if key in _TWO_COUNTRIES:
        raise _more_than_one(text, _TWO_COUNTRIES[key])
    if code := country_words().get(key):
        return code
    parts = [squash(part) for part in _PARTS.split(text) if squash(part)]
    found = dict.fromkeys(code for part in parts for code in _meant_by(part))
    if len(found) == 1 and len(parts) > 1 and all(_meant_by(part) for part in parts):
        return next(iter(found))
    raise _more_than_one(text, tuple(found)) if len(found) > 1 else _not_known(text, tuple(found))


def country_name(code: str, language: str = "id") -> str:
    """The name of a country by its alpha-2 code, in Indonesian or English; the code itself when it is none.

    >>> country_name("MY"), country_name("SA", "en")
    ('Malaysia', 'Saudi Arabia')
    """
    names = _names().get(code)
    return names[language] if names else code


@lru_cache(maxsize=1)
def country_words() -> Mapping[str, str]:
    """Every code and name, reduced for comparison, with the alpha-2 code."""
    known: dict[str, str] = {}
    for row in table("countries_id.csv"):
        # "Holy See (Vatican City State)", "Congo, The Democratic Republic of the": the name alone is written too
        for name in (row["iso2"], row["iso3"], row["name_id"], row["name_en"], re.split(r"[(,]", row["name_en"])[0]):
            known.setdefault(squash(name), row["iso2"])
    for row in table("country_aliases.csv"):
        known[squash(row["alias"])] = row["iso2"]
    for name, code in mapping("country_aliases.json").items():
        known[squash(name)] = code
    return {name: code for name, code in known.items() if name not in _TWO_COUNTRIES}


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, str]]:
    return {row["iso2"]: {"id": row["name_id"], "en": row["name_en"]} for row in table("countries_id.csv")}


def _meant_by(part: str) -> tuple[str, ...]:
    if part in _TWO_COUNTRIES:
        return _TWO_COUNTRIES[part]
    code = country_words().get(part)
    return (code,) if code else ()


def _more_than_one(text: str, codes: tuple[str, ...]) -> Unreadable:
    indonesian, english = ([country_name(code, language) for code in codes] for language in ("id", "en"))
    return unreadable(
        f"{quoted(text)} dapat berarti {' atau '.join(indonesian)}; tulis satu negara.",
        f"{quoted(text)} can mean {' or '.join(english)}; write one country.",
    )


def _not_known(text: str, found: tuple[str, ...]) -> Unreadable:
    known = country_words()
    codes = found or tuple(dict.fromkeys(known[word] for word in nearest(squash(text), known)))
    ask_id, _ = did_you_mean(country_name(code) for code in codes)
    _, ask_en = did_you_mean(country_name(code, "en") for code in codes)
    return unreadable(
        f"Negara {quoted(text)} tidak dikenal.{ask_id or ' Tulis nama negaranya, misalnya Malaysia.'}",
        f"The country {quoted(text)} is not known.{ask_en or ' Write the name of the country, for example Malaysia.'}",
    )
