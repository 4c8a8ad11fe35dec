"""Finding a regency and a village by name or code. Codes are those of Kemendagri, written with dots."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sasando.core.facts.identity import read_text
from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.facts.tables import table
from sasando.core.facts.unreadable import Unreadable, unreadable
from sasando.core.facts.writing import Cell, plain, quoted, shown, squash, words

_REGENCY_WORDS = {"kab": "Kabupaten", "kabupaten": "Kabupaten", "regency": "Kabupaten"}
_CITY_WORDS = dict.fromkeys(("kota", "kodya", "kotamadya", "city"), "Kota")
_KINDS = _REGENCY_WORDS | _CITY_WORDS
_VILLAGE_WORDS = {"desa", "ds", "kelurahan", "kel", "desakelurahan"}
_PROVINCE_AFTER = re.compile(r"[\s,(–/-]+(?:prov(?:insi|\.)?\s*)?(?:ntt|nusa tenggara timur)[\s).]*$")
_DISTRICT_AFTER = re.compile(r"[\s,(–/-]+(?:kec\b\.?|kecamatan\b)\s*(?P<district>.+?)[\s).]*$")
_REGENCY_CODE = re.compile(r"[1-9][0-9]\.[0-9]{2}")
_UNDOTTED = re.compile(r"[1-9][0-9]{3}")
_VILLAGE_CODE = re.compile(r"(?P<regency>[1-9][0-9]\.[0-9]{2})\.[0-9]{2}\.[0-9]{4}")
_NTT = "53."
_MOST_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A regency or village: its Kemendagri code, its name as the State writes it, and (village) its district."""

    code: str
    name: str
    district: str = ""


def read_place(cell: Cell) -> str:
    """The words of a place, cleaned. A code that a spreadsheet took for a number may have lost its last zero.

    >>> read_place(" Desa  Oesao "), read_place(53.01)
    ('Desa Oesao', '53.01')
    """
    if isinstance(cell, float) and not cell.is_integer():
        text = f"{cell:.2f}"
        if float(text) != cell or text.endswith("0"):
            raise unreadable(
                f"Excel menganggap kode ini angka ({quoted(shown(cell))}); ketik ulang sebagai teks, misalnya 53.10.",
                f"Excel took this code for a number ({quoted(shown(cell))}); type it again as text, for example 53.10.",
            )
        return text
    text = read_text(cell)
    if not squash(text):
        raise unreadable(f"{quoted(text)} bukan nama tempat.", f"{quoted(text)} is not the name of a place.")
    return text


def find_regency(text: str) -> Place:
    """The regency that the text names; raises `Unreadable` when it names none, or more than one.

    >>> find_regency("Kab. Ende").code, find_regency("TTS").name, find_regency("53.01").name
    ('53.08', 'Kabupaten Timor Tengah Selatan', 'Kabupaten Kupang')
    >>> find_regency("Ennde")
    Traceback (most recent call last):
    sasando.core.facts.unreadable.Unreadable: Kabupaten atau kota “Ennde” tidak dikenal. Maksud Anda Kabupaten Ende?
    """
    if _REGENCY_CODE.fullmatch(text):
        if place := _regencies().get(text):
            return place
        raise _no_such_code(text)
    if _UNDOTTED.fullmatch(text):
        return _by_undotted_code(text)
    written = _PROVINCE_AFTER.sub("", plain(text))
    kind, name = _kind_and_name(written)
    found = [place for place in _regencies_named().get(name, ()) if not kind or place.name.startswith(kind)]
    if written != plain(text):
        found = [place for place in found if place.code.startswith(_NTT)]
    if len(found) == 1:
        return found[0]
    raise _more_than_one(text, found) if found else _no_such_regency(text, name)


def find_village(text: str, regency: str | None) -> Place | None:
    """The village of NTT that the text names, within the regency (its code) if that is known.

    None when there is no such village in our table, or more than one: the words are all that is known then.

    >>> find_village("Desa Bokonusan", "53.01"), find_village("Bokonusan", "53.08")
    (Place(code='53.01.04.2003', name='Bokonusan', district='Semau'), None)
    """
    if _VILLAGE_CODE.fullmatch(text):
        return _villages_by_code().get(text)
    written = plain(text)
    district = ""
    if found := _DISTRICT_AFTER.search(written):
        written, district = written[: found.start()], squash(found["district"])
    parts = words(written)
    while len(parts) > 1 and parts[0] in _VILLAGE_WORDS:
        parts = parts[1:]
    fitting = [
        village
        for village in _villages_named().get("".join(parts), ())
        if (regency is None or village.code.startswith(regency + "."))
        and (not district or squash(village.district) == district)
    ]
    return fitting[0] if len(fitting) == 1 else None


def regency_of(village: str) -> str | None:
    """The code of the regency in the code of a village; None for what is no such code.

    >>> regency_of("53.01.04.2003"), regency_of("Oesao")
    ('53.01', None)
    """
    found = _VILLAGE_CODE.fullmatch(village)
    return found["regency"] if found else None


def is_regency(code: str) -> bool:
    """Whether this is the code of a regency."""
    return code in _regencies()


def place_name(value: str) -> str:
    """The name of a regency or village by its code; what is no code comes back as it is.

    >>> place_name("53.71"), place_name("53.01.04.2003"), place_name("Oesao")
    ('Kota Kupang', 'Bokonusan', 'Oesao')
    """
    place = _regencies().get(value) or (_villages_by_code().get(value) if _VILLAGE_CODE.fullmatch(value) else None)
    return place.name if place else value


def _kind_and_name(written: str) -> tuple[str, str]:
    """ "kab. ende", "kota kupang", "kupang city": the kind, if it is told, and the reduced name."""
    parts = words(written)
    kind = ""
    while len(parts) > 1 and parts[0] in {*_KINDS, "adm", "administrasi"}:
        kind = kind or _KINDS.get(parts[0], "")
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] in {"kab", "kabupaten", "regency", "city"}:
        kind, parts = kind or _KINDS[parts[-1]], parts[:-1]
    return kind, "".join(parts)


def _by_undotted_code(text: str) -> Place:
    """Kemendagri and BPS number the regencies differently: a number counts only if both mean one place."""
    dotted = f"{text[:2]}.{text[2:]}"
    kemendagri, bps = _regencies().get(dotted), _regencies_by_bps().get(text)
    if kemendagri and kemendagri == bps:
        return kemendagri
    if not kemendagri and not bps:
        raise _no_such_code(text)
    if kemendagri and bps:
        raise unreadable(
            f"Kode {text} berarti {kemendagri.name} menurut Kemendagri dan {bps.name} menurut BPS;"
            f" tulis {kemendagri.code} atau {bps.code}, atau nama kabupatennya.",
            f"The code {text} is {kemendagri.name} for Kemendagri and {bps.name} for BPS;"
            f" write {kemendagri.code} or {bps.code}, or the name of the regency.",
        )
    raise unreadable(
        f"Kode {text} dapat berarti kode Kemendagri atau BPS; tulis dengan titik ({dotted}) atau nama kabupatennya.",
        f"The code {text} can be one of Kemendagri or of BPS; write it with a dot ({dotted}) or write the name.",
    )


@lru_cache(maxsize=1)
def _regencies() -> Mapping[str, Place]:
    return {row["kode"]: Place(row["kode"], f"{row['jenis']} {row['nama']}") for row in table("regencies_id.csv")}


@lru_cache(maxsize=1)
def _regencies_by_bps() -> Mapping[str, Place]:
    rows = table("ntt_kemendagri_bps_regencies.csv")
    return {row["kode_bps"]: _regencies()[row["kode_kemendagri"]] for row in rows}


@lru_cache(maxsize=1)
def _regencies_named() -> Mapping[str, Sequence[Place]]:
    named: dict[str, list[Place]] = defaultdict(list)
    for place in _regencies().values():
        named[_kind_and_name(plain(place.name))[1]].append(place)
    for row in table("regency_aliases.csv"):
        named[squash(row["alias"])] = [_regencies()[row["kode"]]]
    return named


@lru_cache(maxsize=1)
def _villages_by_code() -> Mapping[str, Place]:
    rows = table("ntt_villages.csv")
    return {row["kode"]: Place(row["kode"], row["nama"], row["nama_kec"]) for row in rows}


@lru_cache(maxsize=1)
def _villages_named() -> Mapping[str, Sequence[Place]]:
    named: dict[str, list[Place]] = defaultdict(list)
    for place in _villages_by_code().values():
        named[squash(place.name)].append(place)
    return named


def _more_than_one(text: str, places: Sequence[Place]) -> Unreadable:
    names = [place.name for place in places]
    return unreadable(
        f"{quoted(text)} dapat berarti {' atau '.join(names)}; tulis salah satunya.",
        f"{quoted(text)} can mean {' or '.join(names)}; write one of them.",
    )


def _no_such_regency(text: str, name: str) -> Unreadable:
    known = _regencies_named()
    near = [name] if name in known else nearest(name, known)
    # "Sumba", "Timor Tengah": the regencies that have these words in their names come first
    holding = [place for place in _regencies().values() if f" {' '.join(words(text))} " in f" {plain(place.name)} "]
    offered = holding[:_MOST_OFFERED] or [place for word in near for place in known[word]]
    ask_id, ask_en = did_you_mean(place.name for place in offered)
    return unreadable(
        f"Kabupaten atau kota {quoted(text)} tidak dikenal.{ask_id or ' Tulis misalnya Kabupaten Ende.'}",
        f"The regency {quoted(text)} is not known.{ask_en or ' Write for example Kabupaten Ende.'}",
    )


def _no_such_code(text: str) -> Unreadable:
    return unreadable(
        f"Tidak ada kabupaten atau kota dengan kode {text}; tulis namanya, misalnya Kabupaten Ende.",
        f"No regency has the code {text}; write its name, for example Kabupaten Ende.",
    )
