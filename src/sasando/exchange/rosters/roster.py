"""What was understood of a list of people: each person, every line that is none, and what the list says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sex = Literal["male", "female"]


@dataclass(slots=True, kw_only=True)
class Person:
    """One person as the list has them; None is not known. `unsure` are the fields that somebody must look at.

    `line`: number of the raw line or of the row of the sheet, from 1. `raw`: that line, and after a line feed every
    line that goes on about this person. Days are ISO dates; `age` whole years, `age_months`
    all the months of a child below five.
    `more`: columns of a table that nobody asked for, under their own headers.
    """

    line: int
    raw: str
    number: int | None = None
    full_name: str | None = None
    aliases: list[str] = field(default_factory=list)
    bin_binti: str | None = None
    sex: Sex | None = None
    age: int | None = None
    age_months: int | None = None
    born_on: str | None = None
    birth_year: int | None = None
    birth_place: str | None = None
    village: str | None = None
    village_code: str | None = None
    district: str | None = None
    district_code: str | None = None
    regency: str | None = None
    regency_code: str | None = None
    nik: str | None = None
    passport_number: str | None = None
    passport_kind: str | None = None
    phone: str | None = None
    children: int | None = None
    section: str | None = None
    sheet: str | None = None
    note: str | None = None
    description: str | None = None
    unsure: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    def doubt(self, *names: str) -> None:
        """Somebody must look at these fields."""
        self.unsure += [name for name in names if name not in self.unsure]

    def fields(self) -> dict[str, object]:
        """The person as a plain mapping, every field present, in the order of the contract."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = (
    "line",
    "raw",
    "number",
    "full_name",
    "aliases",
    "sex",
    "age",
    "born_on",
    "village",
    "district",
    "regency",
    "nik",
    "passport_number",
    "phone",
    "note",
    "unsure",
    "bin_binti",
    "age_months",
    "birth_year",
    "birth_place",
    "village_code",
    "district_code",
    "regency_code",
    "passport_kind",
    "children",
    "section",
    "sheet",
    "description",
    "more",
)
"""The keys of a person in the answer of `sasando roster read`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRoster:
    """A list as it was read. Every raw line that is not empty stands in `people` (in `raw`) or in `other`, once.

    `lines`: how many those are. `stated`: what the list says of itself (`ship`, `date`, `from`, `to`, `total`, `male`,
    `female`, `sender`). `numbers_missing` and `numbers_twice` are the sender's numbers; `repeated` the lines that say
    the same as a line before. `not_read`: names of hidden sheets, whose rows are not counted.
    """

    people: list[Person]
    other: list[str]
    lines: int
    stated: Mapping[str, object] = field(default_factory=dict)
    numbers_missing: list[int] = field(default_factory=list)
    numbers_twice: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    @property
    def fields(self) -> list[dict[str, object]]:
        """Each person as a plain mapping."""
        return [person.fields() for person in self.people]

    def summary(self) -> dict[str, object]:
        """The last line of the contract: counts, the lines that are nobody, and what is odd about the list."""
        return {
            "lines": self.lines,
            "people": len(self.people),
            "other": self.other,
            "stated": dict(self.stated),
            "numbers_missing": self.numbers_missing,
            "numbers_twice": self.numbers_twice,
            "repeated": self.repeated,
            "not_read": self.not_read,
        }
