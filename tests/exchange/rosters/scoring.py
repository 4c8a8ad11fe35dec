"""Letters with the reading that an officer would give them (letters/*.toml), and how far the reader agrees.

In a letter `teks` is what came and `orang` who is in it, in order: `nama`, `alias`, `bin`, `jk` (L or P), `umur`,
`bulan`, `lahir` (day), `tahun` (year), `tempat` (of birth), `desa`, `kec`, `kab`, `nik`, `paspor`, `hp`, `anak`, `no`,
`bagian` (the heading above). What is not given is not known. `ragu`: fields that must be marked unsure, whatever stands
in them. `ket`: words that must be found in the remark.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sasando.exchange.rosters import Person

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.toml"))
FIELDS = {
    "nama": "full_name", "alias": "aliases", "bin": "bin_binti", "jk": "sex", "umur": "age", "bulan": "age_months",
    "lahir": "born_on", "tahun": "birth_year", "tempat": "birth_place", "desa": "village", "kec": "district",
    "kab": "regency", "bagian": "section", "nik": "nik", "paspor": "passport_number", "hp": "phone",
    "anak": "children", "no": "number",
}  # fmt: skip
DOUBTED_AS = {"bulan": ("age",), "tahun": ("born_on",), "lahir": ("birth_year",), "bin": ("full_name",)}
SAID_BY_THE_LIST = ("no", "bagian")  # of everybody; meant only where a letter gives them


@dataclass(frozen=True, slots=True)
class Letter:
    """One list as it came and as it was meant."""

    name: str
    sender: str
    text: str
    people: list[Mapping[str, object]]


def letters() -> list[Letter]:
    """All letters, by the names of their files."""
    return [
        Letter(file.stem, one["dari"], one["teks"].removeprefix("\n"), one["orang"])
        for file in LETTERS
        for one in [tomllib.loads(file.read_text(encoding="utf-8"))]
    ]


def verdicts(person: Person, meant: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """For every field that was meant or read: the field, a verdict, and words about it.

    Verdicts: `right`; `admitted` (right, and marked unsure); `unsure` (not right, marked); `missed` (nothing read, not
    marked); `wrong` (something else read, and sure of it).
    """
    for field, attribute in FIELDS.items():
        if field in SAID_BY_THE_LIST and field not in meant:
            continue
        read, told = getattr(person, attribute) or None, _as_read(field, meant.get(field)) or None
        if field in ("umur", "bulan"):
            read, told = getattr(person, attribute), meant.get(field)
        doubted = any(name in person.unsure for name in (attribute, *DOUBTED_AS.get(field, ())))
        if read is None and told is None and field not in _must_doubt(meant):
            continue
        if told is None and _follows(person, field):
            continue
        words = f"{person.raw!r}: {field} {read!r}, meant {told!r}"
        yield field, _verdict(read, told, doubted=doubted, must=field in _must_doubt(meant)), words
    for word in [meant["ket"]] if "ket" in meant else []:
        kept = str(word).lower() in f"{person.note} {person.more}".lower()
        yield "ket", "right" if kept else "missed", f"{person.raw!r}: ket {person.note!r}, meant {word!r}"


def _verdict(read: object, told: object, *, doubted: bool, must: bool) -> str:
    if must:
        return "right" if doubted else "missed" if read is None else "wrong"
    if read == told:
        return "admitted" if doubted else "right"
    return "unsure" if doubted else "missed" if read is None else "wrong"


def _must_doubt(meant: Mapping[str, object]) -> list[str]:
    return meant.get("ragu", [])  # type: ignore[return-value]


def _as_read(field: str, told: object) -> object:
    if field == "jk":
        return {"L": "male", "P": "female"}.get(str(told))
    return told.replace("Kab. ", "Kabupaten ") if field == "kab" and isinstance(told, str) else told


def _follows(person: Person, field: str) -> bool:
    """A district or regency that was not told follows from a village or district that was."""
    if field not in ("kec", "kab"):
        return False
    code = person.district_code if field == "kec" else person.regency_code
    narrower = person.village_code if field == "kec" else person.village_code or person.district_code
    return bool(code and narrower and narrower.startswith(code))


def tally(people: list[Person], letter: Letter) -> tuple[Counter, list[str]]:
    """How often each verdict was given to a letter, by field, and the words about what is not right."""
    counted: Counter = Counter()
    words = []
    for person, meant in zip(people, letter.people, strict=True):
        for field, verdict, said in verdicts(person, meant):
            counted[field, verdict] += 1
            if verdict in ("unsure", "missed", "wrong"):
                words.append(f"{letter.name} {verdict}: {said}")
    return counted, words
