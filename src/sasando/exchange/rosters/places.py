"""Where somebody is from: a village, a district and a regency that fit together, or the words as they stand.

Certain is only what the tables of places allow once: "Kupang" alone is a town and a regency, "Kupang Timur, Kupang" is
not. A place that only follows from another, or is spelled otherwise, is given and marked as unsure.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from sasando.core.facts.nearest import nearest
from sasando.core.facts.regions import place_name
from sasando.core.facts.tables import table
from sasando.core.facts.writing import squash, words

Level = Literal["village", "district", "regency"]

_KINDS: Final = {"kab": "Kabupaten", "kabupaten": "Kabupaten", "kota": "Kota", "kodya": "Kota", "kotamadya": "Kota"}
_KIND_FIRST: Final = re.compile(r"\W*k(?:ab|ota|odya)", re.IGNORECASE)
_PROVINCES: Final = re.compile(
    r"[\s,(-]+(?:prov(?:insi)?\.?\s*|propinsi\s*)?"
    r"(?:ntt|ntb|nusa tenggara (?:timur|barat)|sul(?:sel|teng|tra|ut|bar)|kal(?:tara|tim|sel|teng|bar)"
    r"|ja(?:tim|teng|bar)|sum(?:ut|sel)|banten|lampung|kepri|riau|diy|bali|aceh|sulawesi \w+|kalimantan \w+"
    r"|jawa (?:timur|tengah|barat))\W*$",
    re.IGNORECASE,
)
_SHORT: Final = {  # names of towns and islands that people say for their regency, and short forms not in core
    "soe": "53.02", "kefa": "53.03", "kefamenanu": "53.03", "atambua": "53.04", "kalabahi": "53.05",
    "adonara": "53.06", "solor": "53.06", "maumere": "53.07", "mof": "53.07", "bajawa": "53.09",
    "ruteng": "53.10", "waingapu": "53.11", "waikabubak": "53.12", "lewoleba": "53.13", "baa": "53.14",
    "labuanbajo": "53.15", "borong": "53.19", "waibakul": "53.17", "tambolaka": "53.18", "mbay": "53.16",
    "betun": "53.21", "oelamasi": "53.01", "kabkpg": "53.01", "kotakpg": "53.71", "lbj": "53.15", "mgr": "53.10",
    "sumbabaratdaya": "53.18", "sumbardaya": "53.18",
}  # fmt: skip
_AT_LEAST: Final = 85  # per cent alike, for a place spelled otherwise
_SHORTEST_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the tables: its Kemendagri code, its official name, and the code of what it lies in."""

    code: str
    name: str
    within: str


@dataclass(slots=True)
class Origin:
    """What is known of where somebody is from: names and codes by level, and which of them are unsure."""

    names: dict[Level, str] = field(default_factory=dict)
    codes: dict[Level, str] = field(default_factory=dict)
    unsure: list[Level] = field(default_factory=list)

    def put(self, level: Level, region: Region, *, unsure: bool = False) -> None:
        """This place of the tables stands at this level."""
        self.names[level], self.codes[level] = region.name, region.code
        if unsure and level not in self.unsure:
            self.unsure.append(level)


@lru_cache(maxsize=1)
def _regencies() -> Mapping[str, Sequence[Region]]:
    named: dict[str, list[Region]] = defaultdict(list)
    for row in table("regencies_id.csv"):
        named[squash(row["nama"])].append(Region(row["kode"], f"{row['jenis']} {row['nama']}", row["kode"][:2]))
    known = {region.code: region for regions in named.values() for region in regions}
    for row in table("regency_aliases.csv"):
        named[squash(row["alias"])] = [known[row["kode"]]]
    named["kpg"] = named["kupang"]  # which of the two, it says as little
    return dict(named)


@lru_cache(maxsize=1)
def _districts() -> Mapping[str, Sequence[Region]]:
    named: dict[str, list[Region]] = defaultdict(list)
    for code, name in {row["kode"][:8]: row["nama_kec"] for row in table("ntt_villages.csv")}.items():
        named[squash(name)].append(Region(code, name, code[:5]))
    return dict(named)


@lru_cache(maxsize=1)
def _villages() -> Mapping[str, Sequence[Region]]:
    named: dict[str, list[Region]] = defaultdict(list)
    for row in table("ntt_villages.csv"):
        named[squash(row["nama"])].append(Region(row["kode"], row["nama"], row["kode"][:8]))
    return dict(named)


def regencies_named(text: str) -> tuple[Region, ...]:
    """The regencies that the words can mean; none when they name none. A kind in front ("kab.", "kota") counts.

    >>> [region.name for region in regencies_named("Kupang")], regencies_named("TTS")[0].code
    (['Kabupaten Kupang', 'Kota Kupang'], '53.02')
    """
    if found := _regencies().get(squash(text)):
        return tuple(found)
    bare = _PROVINCES.sub("", text) if " " in text else text
    if bare == text and not _KIND_FIRST.match(text):
        return ()
    parts = words(bare)
    kinds = set()
    while len(parts) > 1 and parts[0] in _KINDS:
        kinds.add(_KINDS[parts[0]])
        parts = parts[1:]
    kind = next(iter(kinds)) if len(kinds) == 1 else ""  # "Kab/Kota Kupang" is a form that was not filled in
    return tuple(one for one in _regencies().get("".join(parts), ()) if not kind or one.name.startswith(kind))


def town_of(text: str) -> Region | None:
    """The regency of a town or island that people name in its place.

    >>> town_of("SoE").name
    'Kabupaten Timor Tengah Selatan'
    """
    code = _SHORT.get(squash(text))
    return Region(code, place_name(code), code[:2]) if code else None


def is_known(text: str) -> Level | None:
    """At which level, widest first, the words are the name of a place of NTT, or of a regency anywhere.

    Nothing is remembered here: what is asked may be the name of a person.

    >>> is_known("Malaka"), is_known("Kupang Timur"), is_known("Wehali"), is_known("Maria")
    ('regency', 'district', 'village', None)
    """
    return _levels().get(squash(text)) or ("regency" if regencies_named(text) else None)


@lru_cache(maxsize=1)
def _levels() -> Mapping[str, Level]:
    villages: dict[str, Level] = dict.fromkeys(_villages(), "village")
    districts: dict[str, Level] = dict.fromkeys(_districts(), "district")
    regencies: dict[str, Level] = dict.fromkeys([*_regencies(), *_SHORT], "regency")
    return villages | districts | regencies


def split_places(text: str) -> tuple[str, ...]:
    """The places in words that nothing separates; the words themselves when they cannot be told apart.

    >>> split_places("Oesao Kupang Timur Kab Kupang"), split_places("Baju Merah")
    (('Oesao', 'Kupang Timur', 'Kab Kupang'), ('Baju Merah',))
    """
    parts = text.split()
    if not 2 <= len(parts) <= 8 or is_known(text):
        return (text,)
    return _split(tuple(parts)) or (text,)


def _split(parts: tuple[str, ...]) -> tuple[str, ...]:
    if is_known(" ".join(parts)):
        return (" ".join(parts),)
    for at in range(len(parts) - 1, 0, -1):
        if is_known(" ".join(parts[:at])) and (rest := _split(parts[at:])):
            return (" ".join(parts[:at]), *rest)
    return ()


@lru_cache(maxsize=8_192)
def settle(village: str | None, district: str | None, regency: str | None) -> Origin:
    """The places that these words mean, as far as they fit together.

    >>> here = settle("Oesao", "Kupang Timur", "Kupang")
    >>> here.names["regency"], here.unsure
    ('Kabupaten Kupang', ['village'])
    >>> settle(None, None, "Kupang").unsure, settle(None, None, "Kab. Malaka").codes
    (['regency'], {'regency': '53.21'})
    """
    origin = Origin()
    regencies, near = _meant_regencies(regency)
    districts = _within(_named(_districts(), district, regencies), regencies)
    villages = _within(_named(_villages(), village, regencies), districts or regencies)
    _take_regency(origin, regency, (regencies, near), (districts, villages))
    told = origin.codes.get("regency", "")
    _take(origin, "district", district, [one for one in districts if one.code.startswith(told)])
    inside = origin.codes.get("district", told)
    _take(origin, "village", village, [one for one in villages if one.code.startswith(inside)])
    if "district" not in origin.names and (code := origin.codes.get("village")):
        origin.put("district", _district_of(code), unsure="regency" in origin.unsure)
    return origin


def _meant_regencies(text: str | None) -> tuple[Sequence[Region], bool]:
    """The regencies that may be meant, and whether only a likeness or a town says so."""
    if not text:
        return (), False
    if found := regencies_named(text):
        return found, False
    if town := town_of(text):
        return (town,), False
    word = "".join(part for part in words(text) if part not in _KINDS)
    if len(word) < _SHORTEST_NEAR:
        return (), False
    near = [name for name in nearest(word, _regencies(), at_least=_AT_LEAST, at_most=1) if name[:1] == word[:1]]
    return (tuple(_regencies()[near[0]]) if near else ()), True


def _named(known: Mapping[str, Sequence[Region]], text: str | None, regencies: Sequence[Region]) -> Sequence[Region]:
    """The places of that name; when nothing is named so, those of the regency that are spelled nearly so."""
    if not text:
        return ()
    word = squash(text)
    if word in known or len(word) < _SHORTEST_NEAR or len(regencies) != 1:
        return known.get(word, ())
    here = [name for name, places in known.items() if any(one.code.startswith(regencies[0].code) for one in places)]
    return [place for name in nearest(word, here, at_least=_AT_LEAST, at_most=1) for place in known[name]]


def _within(places: Sequence[Region], wider: Sequence[Region]) -> Sequence[Region]:
    if not wider:
        return places
    return [one for one in places if any(one.code.startswith(around.code + ".") for around in wider)]


def _take_regency(
    origin: Origin,
    text: str | None,
    meant: tuple[Sequence[Region], bool],
    narrower: tuple[Sequence[Region], Sequence[Region]],
) -> None:
    """The regency that is told, or narrowed by district and village, or only follows from them (then unsure)."""
    regencies, near = meant
    inside = next(({one.code[:5] for one in places} for places in narrower if places), set())
    if len(regencies) == 1:
        origin.put("regency", regencies[0], unsure=near)
    elif len(regencies) > 1 and len(fitting := [one for one in regencies if one.code in inside]) == 1:
        origin.put("regency", fitting[0])
    elif text:
        origin.names["regency"] = text
        origin.unsure.append("regency")
    elif len(inside) == 1:
        code = next(iter(inside))
        told_twice = all(len(places) == 1 for places in narrower)  # a village that lies in the district beside it
        origin.put("regency", Region(code, place_name(code), code[:2]), unsure=not told_twice)


def _take(origin: Origin, level: Level, text: str | None, places: Sequence[Region]) -> None:
    if not text:
        return
    if len(places) == 1:
        origin.put(level, places[0], unsure=squash(places[0].name) != squash(text))
        return
    origin.names[level] = text
    ntt = origin.codes.get("regency", "53.").startswith("53.")
    if ntt and (level != "district" or places or "regency" in origin.codes):
        origin.unsure.append(level)


def _district_of(village: str) -> Region:
    code = village[:8]
    return next(one for places in _districts().values() for one in places if one.code == code)
