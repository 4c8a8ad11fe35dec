"""What one fact about a dossier is: its key, kind, words, supplier and sensitivity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Says = Mapping[str, str]
"""One sentence or label in both languages: ``{"id": ..., "en": ...}``, Indonesian first."""


class Kind(StrEnum):
    """How a value is written and compared. `python_type` says what a read value is."""

    TEXT = "text"
    NAME = "name"  # of a person
    NIK = "nik"  # 16 digits, kept as text
    ORGANISATION = "organisation"  # compared by its letters, without PT, CV, Sdn Bhd
    POSITION = "position"  # ISCO-08 code where the word is known, else "~" and the words
    PLACE = "place"  # Kemendagri code where it was found, else the words
    ROUTE = "route"  # capital letters
    COUNTRY = "country"  # ISO 3166 alpha-2
    DATE = "date"
    YES_NO = "yes_no"
    MONEY = "money"  # whole rupiah
    MONTHS = "months"
    COUNT = "count"
    CODE = "code"  # one of `Fact.codes`
    LETTERS = "letters"  # which of the letters a-g are there, sorted; "" is: none of them

    @property
    def python_type(self) -> type:
        """The type of a value that was read.

        >>> Kind.MONEY.python_type, Kind.COUNTRY.python_type
        (<class 'int'>, <class 'str'>)
        """
        return _TYPES.get(self, str)


_TYPES: Mapping[Kind, type] = {
    Kind.DATE: date,
    Kind.YES_NO: bool,
    Kind.MONEY: int,
    Kind.MONTHS: int,
    Kind.COUNT: int,
}


class Supplier(StrEnum):
    """Who can answer. A document the worker or the company holds is MISSING; an unanswered register is UNKNOWN."""

    WORKER = "worker"
    COMPANY = "company"
    EMPLOYER = "employer"
    LABOUR_OFFICE = "labour_office"
    SERVICE_OFFICE = "service_office"
    VILLAGE = "village"
    HEALTH_FACILITY = "health_facility"
    PSYCHOLOGIST = "psychologist"
    SOCIAL_SECURITY = "social_security"
    IMMIGRATION = "immigration"
    MISSION = "mission"
    CERTIFIER = "certifier"
    HARBOUR_MASTER = "harbour_master"
    LICENCE_REGISTER = "licence_register"


class Sensitivity(StrEnum):
    """UU 27/2022 article 4: `SPECIFIC` is 4(2) (health, money, children), `GENERAL` 4(3), `NONE` no personal datum."""

    NONE = "none"
    GENERAL = "general"
    SPECIFIC = "specific"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that can be known about a dossier.

    `key` never changes once released. `headers` are the words that a column of a list may bear, Indonesian
    first; the key itself always works too. `codes` maps each code of `Kind.CODE` to the words offices write for it.
    """

    key: str
    kind: Kind
    label: Says
    headers: tuple[str, ...]
    supplier: Supplier
    sensitivity: Sensitivity
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    none_is_known: bool = False  # "tidak ada" is an answer, kept as "", and not "not known"
