"""The places in the text of a line: those with a word in front ("ds.", "kec.", "kab."), and those without."""

import re
from collections.abc import Sequence
from typing import Final

from sasando.core.facts.writing import clean, squash
from sasando.exchange.rosters.abroad import is_abroad
from sasando.exchange.rosters.pieces import BRACKET, SEP, Pieces, separated
from sasando.exchange.rosters.places import Level, Origin, is_known, regencies_named, settle, split_places
from sasando.exchange.rosters.roster import Person

_KINDS: Final[dict[str, Level]] = {
    "desa": "village", "ds": "village", "dsa": "village", "kelurahan": "village", "kel": "village", "klrhn": "village",
    "kecamatan": "district", "kec": "district", "kcmtn": "district",
    "kabupaten": "regency", "kab": "regency", "kbptn": "regency", "kota": "regency", "kodya": "regency",
}  # fmt: skip
_LABEL: Final = re.compile(
    r"(?<![^\W_])(?:(?P<kind>desa|dsa|ds|kelurahan|klrhn|kel|kecamatan|kcmtn|kec|kabupaten|kbptn|kab|kota|kodya)"
    r"(?:\s*/\s*(?:kelurahan|kel|desa|kota))?|(?P<other>provinsi|propinsi|prov|dusun|dsn|kampung|kg|kp|rt|rw|jalan|jln|jl))"
    r"(?:(?=[.:=])[\s.:=]*|(?=\s)[\s.:=]*|$)",
    re.IGNORECASE,
)
_END: Final = re.compile(rf":(?=\s)|[,;{SEP}{BRACKET}()]|/(?=\s|[^\W\d])")
_FROM: Final = re.compile(
    r"(?:alamat(?:nya)?|asal(?:nya)?|dari|dr|domisili|berasal\s+dari|tujuan)\b[\s.:=]*", re.IGNORECASE
)
_NTT: Final = re.compile(r"(?:prov(?:insi)?\.?\s*|propinsi\s*)?(?:n\.?t\.?t\.?|nusa\s+tenggara\s+timur)", re.IGNORECASE)
_BETWEEN: Final = re.compile(rf"[{SEP}{BRACKET},/]|\s-\s|(?<=[^\W\d])-(?=[^\W\d])")
_LONGEST: Final = 50  # characters of the name of a place

Words = dict[Level, str]


def cut_labelled(pieces: Pieces) -> Words:
    """The places that say what they are; a separator stays where they stood."""
    labels = list(_LABEL.finditer(pieces.text))
    found: Words = {}
    out, after = [], 0
    at = 0
    while at < len(labels):
        first = last = labels[at]
        at += 1
        while at < len(labels) and labels[at].start() == last.end() and not first["other"]:
            last, at = labels[at], at + 1  # "Kel. Kota Baru": a place whose name begins with such a word
        stop = min(_end_of(pieces.text, first.end()), labels[at].start() if at < len(labels) else len(pieces.text))
        if _take_labelled(pieces, found, first, clean(pieces.text[first.end() : stop]).strip(" .-:/")):
            out.append(pieces.text[after : first.start()] + SEP)
            after = stop
    pieces.text = "".join(out) + pieces.text[after:]
    return found


def _end_of(text: str, start: int) -> int:
    end = _END.search(text, start)
    return end.start() if end else len(text)


def _take_labelled(pieces: Pieces, found: Words, label: re.Match[str], words: str) -> bool:
    if not words or len(words) > _LONGEST or not words[0].isalnum():
        return False
    if label["other"]:
        if not _NTT.fullmatch(words):
            pieces.notes.append(clean(f"{label[0].strip()} {words}"))
        return True
    level = _KINDS[label["kind"].lower()]
    if level in found or (words[0].isdigit() and level != "regency"):
        return False
    first, *rest = split_places(words)
    kind = label["kind"].lower()
    if is_abroad(f"{kind} {words}"):
        return pieces.note(f"{kind.capitalize()} {words}")
    if kind == "kota" and not regencies_named(f"Kota {first}") and is_known(f"Kota {first}") == "district":
        level, first = "district", f"Kota {first}"  # the town of Kefamenanu is a district, not a Kota
        if level in found:
            return False
        kind = "kec"
    found[level] = (
        f"{'Kab.' if kind.startswith('k') and 'b' in kind else 'Kota'} {first}" if level == "regency" else first
    )
    for more in rest:
        _sort_in(found, more)
    return True


def take_loose(parts: Sequence[str], found: Words) -> list[str]:
    """Put the parts that are places where they belong; gives back those that are none.

    The last part that can be a regency is one; what stands right before a place and fits no table may be a village.
    """
    loose = [word for part in parts for word in _words_of(part)]
    abroad = [word for word in loose if is_abroad(word)]
    loose = [word for word in loose if word not in abroad]
    left: list[str] = []
    for at in range(len(loose) - 1, -1, -1):
        word = loose[at]
        if not _NTT.fullmatch(word) and not _sort_in(found, word):
            left.append(word)
    return left[::-1] + abroad


def _words_of(part: str) -> Sequence[str]:
    words = _FROM.sub("", part, count=1) if _FROM.match(part) else part
    if not words:
        return (part,)
    return _with_remark(words) or split_places(words)


def _with_remark(words: str) -> Sequence[str]:
    """ "Flores Timur tiba hari Senin": a regency or district, and what is said of somebody there."""
    said = words.split()
    for end in range(min(4, len(said) - 1), 0, -1):
        if said[end][0].islower() and is_known(" ".join(said[:end])) in ("regency", "district"):
            return (" ".join(said[:end]), " ".join(said[end:])) if is_known(words) is None else ()
    return ()


def _sort_in(found: Words, word: str) -> bool:
    """Put a name from the tables at the widest level that is still free; from the right, regency comes first."""
    level = is_known(word)
    if level is None:
        return False
    free = [one for one in _levels_of(word, level) if one not in found]
    if not free:
        return any(squash(word) == squash(name) for name in found.values())
    found[free[0]] = word
    return True


def _levels_of(word: str, widest: Level) -> list[Level]:
    """ "Ende" is a regency, a district and a village."""
    levels: list[Level] = [widest]
    if widest == "regency" and settle(None, word, None).codes.get("district"):
        levels.append("district")
    if widest != "village" and settle(word, None, None).codes.get("village"):
        levels.append("village")
    return levels


def read_address(text: str) -> tuple[Words, list[str]]:
    """The places in an address, and the words of it that are none.

    >>> read_address("Ds. Wehali Kec. Malaka Tengah, Malaka")[0]
    {'village': 'Wehali', 'district': 'Malaka Tengah', 'regency': 'Malaka'}
    """
    pieces = Pieces(separated(text), Person(line=0, raw=""))
    found = cut_labelled(pieces)
    parts = [clean(part).strip(" .,:-/") for part in _BETWEEN.split(pieces.text)]
    return found, [*take_loose([part for part in parts if part], found), *pieces.notes]


def put_origin(person: Person, found: Words) -> None:
    """The places that were found, settled against the tables, into the person."""
    if not found:
        return
    put_settled(person, settle(found.get("village"), found.get("district"), found.get("regency")))


def put_settled(person: Person, origin: Origin) -> None:
    """These places into the person."""
    person.village, person.village_code = origin.names.get("village"), origin.codes.get("village")
    person.district, person.district_code = origin.names.get("district"), origin.codes.get("district")
    person.regency, person.regency_code = origin.names.get("regency"), origin.codes.get("regency")
    person.doubt(*origin.unsure)
