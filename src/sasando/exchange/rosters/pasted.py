"""A list as it is pasted: which lines are people, which go on about the person above, and which are nobody."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sasando.exchange.rosters.kinds import heading_of, is_nobody, is_prose, is_total, regency_of_heading
from sasando.exchange.rosters.lines import Line, counts_roman, read_line
from sasando.exchange.rosters.names import looks_written_as_name, says_nobody
from sasando.exchange.rosters.origins import put_settled
from sasando.exchange.rosters.persons import read_person
from sasando.exchange.rosters.places import regencies_named, settle
from sasando.exchange.rosters.prose import people_in_prose
from sasando.exchange.rosters.roster import Person

_LABEL: Final = re.compile(
    r"(?:umur|usia|jk|j\.k|jenis kelamin|kelamin|sex|l/p|alamat(?: asal)?|asal|dari"
    r"|desa|ds|dsn|dusun|kel|kelurahan|kec|kecamatan|kab|kabupaten"
    r"|nik|no\.? ?ktp|ktp|no\.? ?nik|paspor|no\.? ?paspor|splp|no\.? ?splp|hp|no\.? ?hp|wa|no\.? ?wa|telp"
    r"|ttl|tgl\.? lahir|tanggal lahir|tempat lahir|tempat/tgl lahir|tempat,? tanggal lahir|lahir|alias|panggilan|ket"
    r"|keterangan|kondisi|penjemput|anak ikut|anak|majikan|tempat kerja|pekerjaan|lama kerja|alasan|kasus|status"
    r"|bin|binti|rt)\b\s*[:=./]?",
    re.IGNORECASE,
)
_REGION_LABEL: Final = re.compile(r"kab|kabupaten\b", re.IGNORECASE)
_NAME_LABEL: Final = re.compile(r"nama(?:\s+lengkap|\s+c?pmi)?\s*[:=]", re.IGNORECASE)
_ANY_LABEL: Final = re.compile(r"[^\W\d_][\w /.]{1,24}\s*[:=](?=\s*\S)")
_ALONG: Final = re.compile(
    r"(?:\+|dan|dengan|bersama|bawa)\s*(?:\d{1,2}|se)?\s*(?:orang\s*)?(?:anak|bayi|balita)", re.IGNORECASE
)
_MOST_BARE_WORDS: Final = 6
_MOST_CONTINUED: Final = 30  # lines of one person; a form has fewer
_TYPED: Final = (
    "sex", "age", "born_on", "birth_year", "nik", "passport_number", "phone", "regency_code", "district_code",
    "village_code", "children",
)  # fmt: skip


@dataclass(slots=True)
class _Group:
    """The lines of one person."""

    first: Line
    alone: Person
    more: list[Line] = field(default_factory=list)
    section: str | None = None

    @property
    def is_form(self) -> bool:
        """Whether one label a line says who this is."""
        return bool(self.more) or bool(_NAME_LABEL.match(self.first.text))

    @property
    def is_form_of_its_own(self) -> bool:
        """Whether every line with a label is about this person; below a numbered list it may be about all."""
        return self.first.number is None and bool(_NAME_LABEL.match(self.first.text))

    def person(self) -> Person:
        if not self.more:
            self.alone.section = self.section
            return with_section(self.alone)
        raw = "\n".join(line.raw for line in (self.first, *self.more))
        words = "; ".join(line.text for line in (self.first, *self.more) if line.text)
        person = Person(line=self.first.at, raw=raw, number=self.first.number, section=self.section)
        return with_section(read_person(words, person))


class _Reader:
    """Goes down the lines; every line ends up in exactly one group or among the others."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.numbered = sum(line.listed for line in lines) >= 2
        self.lower = sum(_is_lower_name(line) for line in lines) * 5 >= len(lines) * 4
        self.groups: list[_Group] = []
        self.others: list[Line] = []
        self.section: str | None = None
        self._open = False

    def take(self, line: Line) -> None:
        """Sort in the next line."""
        if self._goes_on(line):
            self.groups[-1].more.append(line)
        elif not line.listed and (told := people_in_prose(line)):
            self.groups += [_Group(line, person, section=self.section) for person in told]
            self._open = False
        elif is_nobody(line):
            self._other(line)
        elif (heading := heading_of(line)) is not None:
            self.section = heading
            self._other(line)
        elif (person := self._person(line)) is not None:
            self.groups.append(_Group(line, person, section=self.section))
            self._open = True
        elif self._open and (line.indented or (self.numbered and line.text[:1].islower())) and not is_prose(line.text):
            self.groups[-1].more.append(line)
        else:
            self._other(line)

    def _other(self, line: Line) -> None:
        self.others.append(line)
        self._open = False

    def _goes_on(self, line: Line) -> bool:
        """Whether the line says more of the person above: a label of a field, or a child that travels along."""
        if not self._open or line.number is not None or len(self.groups[-1].more) >= _MOST_CONTINUED:
            return False
        if _ALONG.match(line.text) and not is_total(line):
            return True
        label = _LABEL.match(line.text) or (_ANY_LABEL.match(line.text) if self.groups[-1].is_form_of_its_own else None)
        if not label or _NAME_LABEL.match(line.text) or line.bold:
            return False
        if _REGION_LABEL.match(label[0]) and not (self.groups[-1].is_form or line.indented):
            return False  # "Kabupaten: Ende" between two items of a list is a heading
        return label[0][-1] in ":=" or line.indented or line.bullet or heading_of(line) is None

    def _person(self, line: Line) -> Person | None:
        person = read_person(line.text, Person(line=line.at, raw=line.raw, number=line.number))
        return person if self._is_person(line, person) else None

    def _is_person(self, line: Line, person: Person) -> bool:
        typed = [name for name in _TYPED if getattr(person, name) is not None]
        if line.number is not None and (typed or not line.roman):
            return bool(person.full_name or typed or person.description)
        if _NAME_LABEL.match(line.text):
            return True
        sure = len(typed) >= 2 and person.full_name is not None
        if (is_prose(line.text) and not sure) or (line.chat and not typed):
            return False
        if person.full_name is None:
            return (len(typed) >= 2 and "sex" in typed) or (line.bullet and bool(typed)) or says_nobody(line.text)
        if typed:
            return line.bullet or len(person.full_name.split()) <= _MOST_BARE_WORDS
        return self._is_bare_name(line, person)

    def _is_bare_name(self, line: Line, person: Person) -> bool:
        """A name and nothing else: an item, or a line of a list in which nothing is numbered."""
        if len(line.text.split()) > _MOST_BARE_WORDS or line.text[-1:] in ".!?:":
            return False
        if line.bullet:
            return True
        return not self.numbered and (self.lower or looks_written_as_name(person.full_name or ""))


def _is_lower_name(line: Line) -> bool:
    """One to four words in small letters: in a list of nothing else these are names that were typed in haste."""
    return line.text.islower() and len(line.text.split()) <= 4 and line.text.replace(" ", "").isalpha()


def with_section(person: Person) -> Person:
    """The person; who stands under "Kab. Malaka" and does not say otherwise is from there."""
    meant = regency_of_heading(person.section) if person.section else None
    if meant is None or (person.regency is not None and "regency" not in person.unsure):
        return person
    here = settle(person.village, person.district, meant)
    code = here.codes.get("regency")
    if person.regency_code not in (None, code) or (person.regency and not _may_mean(person.regency, code)):
        return person
    person.unsure = [name for name in person.unsure if name not in ("village", "district", "regency")]
    put_settled(person, here)
    return person


def _may_mean(text: str, code: str | None) -> bool:
    """Whether "Kupang" may be the regency of this code."""
    return any(region.code == code for region in regencies_named(text))


def read_lines(raw_lines: Iterable[tuple[int, str]]) -> tuple[list[Person], list[Line]]:
    """The people in these numbered raw lines, and the lines that are nobody. Blank lines must be left out before.

    >>> people, others = read_lines(enumerate(["Turun Maumere:", "1. Maria Bria, P", "2. Yosef", "Total 2 orang"], 1))
    >>> [person.full_name for person in people], [line.text for line in others], people[1].section
    (['Maria Bria', 'Yosef'], ['Turun Maumere:', 'Total 2 orang'], 'Turun Maumere')
    """
    numbered = list(raw_lines)
    roman = counts_roman(raw for _, raw in numbered)
    lines = [read_line(raw, at, roman=roman) for at, raw in numbered]
    reader = _Reader(lines)
    for line in lines:
        reader.take(line)
    return [group.person() for group in reader.groups], reader.others
