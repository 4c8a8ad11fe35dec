"""One person out of the words of one line, whatever separates them and in whatever order they stand."""

import re
from collections.abc import Sequence
from typing import Final

from sasando.core.facts.writing import clean
from sasando.exchange.rosters.abroad import is_abroad
from sasando.exchange.rosters.ages import read_age
from sasando.exchange.rosters.cutting import cut_pieces
from sasando.exchange.rosters.lines import LONGEST_READ
from sasando.exchange.rosters.names import (
    Named,
    can_be_name,
    guard_degrees,
    looks_written_as_name,
    name_before_remark,
    odd_name,
    read_names,
    says_nobody,
    take_aliases,
    tidy,
)
from sasando.exchange.rosters.origins import Words, cut_labelled, put_origin, take_loose
from sasando.exchange.rosters.pieces import BRACKET, SEP, Pieces, separated
from sasando.exchange.rosters.places import is_known, regencies_named
from sasando.exchange.rosters.roster import Person
from sasando.exchange.rosters.runs import cut_runs
from sasando.exchange.rosters.sexes import cut_letters_at_an_end, read_sex

_INNER: Final = re.compile(
    r"(?P<name>[^\W\d_][\w' .’-]{1,40}?)\s*\((?P<other>[^\W\d_][^()\d,;/]{1,30})\)"
    r"\s+(?P<more>[^\W\d_][\w' .’-]{1,40})(?=[,;/|\t]|$)"
)
_SOMEBODY_ELSE: Final = re.compile(
    r"\b(?:perekrut|penjemput|pengantar|pendamping|sponsor|agen|calo|majikan|pelapor|petugas|kontak\s+darurat)\s*[:=]\s*[^,;/|\t]*",
    re.IGNORECASE,
)
_RELATION: Final = re.compile(
    r"^(?:istri|isteri|suami|anak|adik|kakak|ibu|bapak|ayah|mama|keponakan|ipar|cucu)(?:\s*:\s*|\s+(?:saya|kami)\s+)(?=[^\W\d])",
    re.IGNORECASE,
)
_AND_SOMEBODY: Final = re.compile(r"(?:dan|dgn|dengan|bersama|serta|&|\+)\s+[A-Z][a-z]+")
_PLACE_FIRST: Final = re.compile(r"(?P<place>[^\W\d_][\w. ]{2,25}?)\s*:\s+(?=\w)")
_TWO_NAMES: Final = re.compile(r"([^\W\d_][^/,;|\t\d]{1,40})/([^\W\d_][^/,;|\t\d]{1,40})(?=[,;|\t])")
_PARTS: Final = re.compile(rf"[{SEP},/]|(?={BRACKET})")
_LABELLED: Final = re.compile(
    r"(?:(?P<name>nama(?:\s+lengkap|\s+c?pmi)?)|(?P<note>ket(?:erangan)?|catatan|kondisi|status|alasan|kasus|pekerjaan"
    r"|tempat\s+kerja|majikan|penjemput|tujuan|dokumen)|(?P<place>alamat(?:\s+asal)?|asal|domisili|dari))"
    r"\s*[:=.]\s*",
    re.IGNORECASE,
)
_NO_NUMBER: Final = re.compile(
    r"(?:tanpa|tidak\s+(?:ada|punya)|tdk\s+(?:ada|punya)|belum\s+ada|-|no)?\s*(?:no\.?\s*)?(?:nik|ktp|paspor|passport|splp|hp|wa|telp)"
    r"\s*(?:no\.?)?\s*[:=]?\s*(?:-+|tidak\s+ada|tdk\s+ada|hilang|tanpa)?",
    re.IGNORECASE,
)
_EMPTY_LABEL: Final = re.compile(
    r"(?:nama|umur|usia|jk|jenis kelamin|l/p|alamat|asal|dari|nik|no|hp|wa|ket|desa|kec|kab|th|thn|tahun|lahir|ttl"
    r"|tgl lahir)?[\s.:=]*",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19[3-9]\d|20[0-2]\d)")


def read_person(text: str, person: Person) -> Person:
    """Fill in what the words say about the person; what is left over becomes the note.

    >>> maria = read_person("Maria Bria, P, 25 th, Ds. Wehali, Malaka", Person(line=1, raw=""))
    >>> maria.full_name, maria.sex, maria.age, maria.village, maria.regency
    ('Maria Bria', 'female', 25, 'Wehali', 'Kabupaten Malaka')
    >>> read_person("perempuan, sekitar 25, baju merah, dari Malaka", Person(line=1, raw="")).description
    'baju merah'
    """
    pieces = Pieces(text[:LONGEST_READ], person)
    pieces.cut(_SOMEBODY_ELSE, lambda found: pieces.note(found[0]))
    pieces.cut(_RELATION, lambda found: pieces.note(found[0]))
    pieces.text = separated(_rewritten(guard_degrees(pieces.text.strip(SEP)), person))
    cut_pieces(pieces)
    found = cut_labelled(pieces)
    cut_runs(pieces)
    cut_letters_at_an_end(pieces)
    pieces.text, aliases = take_aliases(pieces.text)
    parts = [part for part in (_part(one) for one in _PARTS.split(pieces.text)) if part]
    left = _take_small(person, parts)
    left = _take_name(pieces, left)
    left = _take_labelled_parts(pieces, left)
    left = take_loose(left, found)
    left = _take_village_before(person, left, found)
    put_origin(person, found)
    _suspect_place_in_name(person, found)
    person.aliases = [*aliases, *person.aliases]
    if person.aliases and person.full_name is None:
        person.doubt("full_name", "aliases")
    _take_father_of_alias(person)
    if any(_AND_SOMEBODY.match(word) for word in left):
        person.doubt("full_name")  # a second person in one line
    _leave_note(person, [*left, *pieces.notes])
    return person


def _rewritten(text: str, person: Person) -> str:
    """The few things that mean another separator than they are.

    "Selus/Marselinus, L, 40": where commas separate, a stroke stands between two names of one person. "Yosef (Ose)
    Lewar": a name goes on behind the bracket. "Sikka: Kletus Moa": where from stands first.
    """
    place = _PLACE_FIRST.match(text)
    if place and is_known(place["place"]):
        text = f"{place['place']}{SEP}{text[place.end() :]}"
    inner = _INNER.match(text)
    if inner and not any(_no_name(name) for name in inner.groups()):
        person.doubt("full_name", "aliases")
        return f"{inner['name']} {inner['more']} alias {inner['other']}{text[inner.end() :]}"
    found = _TWO_NAMES.match(text)
    if not found or any(_no_name(name) for name in found.groups()):
        return text
    person.doubt("aliases")
    return f"{found[1]} alias {found[2]}{text[found.end() :]}"


def _no_name(word: str) -> bool:
    first = word.split(maxsplit=1)[0] if word.split() else word
    return bool(read_sex(word) or read_sex(first) or is_known(word)) or not can_be_name(word)


def _part(text: str) -> str:
    bracket = BRACKET if text.lstrip().startswith(BRACKET) else ""
    said = tidy(text)
    return f"{bracket}{said}" if said and not _EMPTY_LABEL.fullmatch(said) else ""


def _take_small(person: Person, parts: Sequence[str]) -> list[str]:
    """Parts that are nothing but an age, a year or a sex."""
    left = []
    for part in parts:
        word = part.lstrip(BRACKET)
        if person.sex is None and (sex := read_sex(word)):
            person.sex = sex
        elif word.rstrip(".").isdecimal() and _is_number_of_person(person, word.rstrip(".")):
            continue
        else:
            left.append(part)
    return left


def _is_number_of_person(person: Person, word: str) -> bool:
    if not word.isascii():
        return False
    if _YEAR.fullmatch(word):
        if person.birth_year or person.born_on:
            return False
        person.birth_year = int(word)
        return True
    return len(word) <= 2 and person.age is None and read_age(word, person)


def _take_name(pieces: Pieces, parts: list[str]) -> list[str]:
    """The name is the first part that can be one and is no place; "nama: X" is one whatever it looks like."""
    person = pieces.person
    at = next((at for at, part in enumerate(parts) if (label := _LABELLED.match(part)) and label["name"]), None)
    if at is None:
        at = _place_of_name(parts, person)
    if at is None:
        return _take_name_before_remark(pieces, parts)
    words = _LABELLED.sub("", parts[at], count=1)
    words, place = _without_place(pieces, words)
    _put_names(pieces, read_names(words))
    rest = parts[at + 1 :]
    if rest and rest[0].startswith(BRACKET) and _is_other_name(rest[0]):
        person.aliases.append(rest[0].lstrip(BRACKET))
        person.doubt("aliases")
        rest = rest[1:]
    return parts[:at] + ([place] if place else []) + rest


def _take_name_before_remark(pieces: Pieces, parts: list[str]) -> list[str]:
    """ "Adriana Banamtuan tidak ada ktp": the words before those that no name has."""
    name = name_before_remark(parts[0]) if parts else ""
    if not name or is_known(name) or says_nobody(parts[0]) or not looks_written_as_name(name):
        return parts
    _put_names(pieces, read_names(name))
    pieces.person.doubt("full_name")
    return [part for part in (tidy(parts[0][len(name) :]), *parts[1:]) if part]


def _place_of_name(parts: Sequence[str], person: Person) -> int | None:
    if parts and odd_name(parts[0]) and not _LABELLED.match(parts[0]):
        return 0
    fit = [at for at, part in enumerate(parts) if can_be_name(part.lstrip(BRACKET)) and not _LABELLED.match(part)]
    if any(says_nobody(part) for part in parts[:1]) or (parts and fit and fit[0] > 0 and not _may_precede(parts[0])):
        return None
    better = [at for at in fit if not _is_place_name(parts[at])]
    best = [at for at in better if is_known(parts[at].lstrip(BRACKET)) != "district"] or better
    if (best[:1] != better[:1] and len(parts) > len(best) + 1) or (fit and not best):
        person.doubt("full_name")  # "Nita" is a district, and a name
    if not best and fit[:1] == [0] and not regencies_named(parts[0]):
        return 0  # "Ana Koli" is a village, and a name
    return next(iter(best), None)


def _may_precede(part: str) -> bool:
    """What may stand before a name: a place, a number, something short. A description never does."""
    return is_known(part) is not None or not part[0].isalpha() or _LABELLED.match(part) is not None


def _is_place_name(part: str) -> bool:
    word = part.lstrip(BRACKET)
    return bool(regencies_named(word)) or (" " in word and is_known(word) is not None)


def _is_other_name(part: str) -> bool:
    word = part.lstrip(BRACKET)
    return can_be_name(word) and is_known(word) is None and looks_written_as_name(word)


def _without_place(pieces: Pieces, words: str) -> tuple[str, str]:
    """A name that ends in the short name of a regency, or at the end of the line in a place, without it."""
    head, _, last = words.rpartition(" ")
    if head and len(last) >= 3 and last in {"TTS", "TTU", "SBD"} and regencies_named(last):
        return head, last
    if (SEP not in pieces.text.lstrip(SEP) and not pieces.text.startswith(SEP)) or not pieces.text.endswith(words):
        return words, ""
    said = words.split()
    for at in range(max(1, len(said) - 3), len(said)):
        place = " ".join(said[at:])
        if len(place) > 3 and is_known(place) in ("regency", "district"):
            pieces.person.doubt("full_name", "district", "regency")
            return " ".join(said[:at]), place
    return words, ""


def _put_names(pieces: Pieces, named: Named) -> None:
    person = pieces.person
    if named.remark:
        pieces.notes.append(named.remark)
    person.full_name, person.bin_binti = named.full_name, named.bin_binti
    person.aliases += named.aliases
    person.doubt(*named.unsure)
    if named.sex and person.sex is None:
        person.sex = "female" if named.sex == "female" else "male"
        person.doubt("sex")


def _take_father_of_alias(person: Person) -> None:
    """ "Yohanes @ John bin Simon": whose father Simon is, the line leaves open."""
    for at, alias in enumerate(person.aliases):
        named = read_names(alias)
        if named.bin_binti and person.bin_binti is None:
            person.bin_binti = named.bin_binti
            person.aliases[at] = clean(re.split(r"\b(?:bin|binti|bte?)\b", alias, flags=re.IGNORECASE)[0])
            person.doubt("full_name", "aliases", "bin_binti")
        elif named.unsure:
            person.doubt("aliases")


def _take_labelled_parts(pieces: Pieces, parts: Sequence[str]) -> list[str]:
    """ "ket: ..." is a remark and never a place; "alamat: ..." may be one."""
    left = []
    for part in parts:
        label = _LABELLED.match(part)
        if label and label["note"]:
            pieces.notes.append(part)
        elif label and label["place"]:
            left.append(part[label.end() :])
        elif _NO_NUMBER.fullmatch(part):
            pieces.notes.append(part.lstrip(BRACKET))
        else:
            left.append(part.lstrip(BRACKET))
    return left


def _take_village_before(person: Person, left: list[str], found: Words) -> list[str]:
    """An unknown word in a line that names a district or regency, and no village, is probably the village."""
    if not found or "village" in found or not left:
        return left
    word = left[0]
    if (len(word) <= 3 and word.isupper()) or any(c.isdigit() for c in word) or is_abroad(word):  # TBC, GA 438, Sabah
        return left
    if can_be_name(word) and len(word.split()) <= 3 and looks_written_as_name(word):
        found["village"] = word
        person.doubt("village")
        return left[1:]
    return left


def _suspect_place_in_name(person: Person, found: Words) -> None:
    """ "Bernadete Peni Lembata" may be from Lembata, or bear that name: proposed, and both unsure."""
    last = (person.full_name or "").rpartition(" ")[2]
    if found or not last or last == person.full_name or person.bin_binti:
        return
    regencies = [region for region in regencies_named(last) if region.code.startswith("53.")]
    if len(regencies) == 1 and len(last) > 3:
        person.regency, person.regency_code = regencies[0].name, regencies[0].code
        person.doubt("full_name", "regency")


def _leave_note(person: Person, words: Sequence[str]) -> None:
    note = clean("; ".join(dict.fromkeys(clean(word.replace(SEP, " ").replace(BRACKET, " ")) for word in words)))
    person.note = note or None
    if person.full_name is None:
        person.description = person.note
