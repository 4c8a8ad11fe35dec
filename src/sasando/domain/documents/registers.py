"""Outside registers: one question, one answer, one interface; what answers today are people and files.

An adapter is asked about people and answers about those whom it can: yes, no, or not known. About the others it says
nothing, and that is never a no.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol
from uuid import UUID

from sasando.core.matching.names import name_key
from sasando.domain.documents.kinds import bare
from sasando.domain.documents.models import Register, Truth

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody about whom a register is asked, with what we have on record: facts by the keys of `core.facts`."""

    person: UUID
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a register answered about one person. `differing` are the facts in which it differs from what we have.

    `row` is the row of the file, 0 where there is none.
    """

    person: UUID
    answer: str
    on: date
    asked: str = ""
    said: Facts = field(default_factory=dict)
    differing: Sequence[str] = ()
    row: int = 0


class Adapter(Protocol):
    """The one way to ask a register, whatever stands behind it."""

    @property
    def register(self) -> str:
        """Which register answers."""

    @property
    def source(self) -> str:
        """From where the answers come, in words: a file, an officer at a terminal."""

    def ask(self, questions: Iterable[Question]) -> Iterator[Answered]:
        """The answers about those of the people whom it can answer about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """An officer who looked into the register, and wrote down what it said of one person."""

    register: str
    source: str
    answer: str
    on: date
    said: Facts = field(default_factory=dict)

    def ask(self, questions: Iterable[Question]) -> Iterator[Answered]:
        """What the officer saw, about each of the people."""
        for question in questions:
            differing = differs(self.said, question.facts)
            number = number_asked(self.register, self.said, question.facts)
            yield Answered(
                person=question.person,
                answer=self.answer,
                on=self.on,
                asked=number,
                said=self.said,
                differing=differing,
            )


STATED: Final[Mapping[str, tuple[str, ...]]] = {
    Register.DUKCAPIL: ("nik", "full_name", "born_on", "sex", "marital_status"),
    Register.IMMIGRATION: ("passport_number", "full_name", "born_on", "passport_until"),
    Register.SISKOP2MI: ("registration_number", "full_name", "born_on", "registered_on"),
    Register.BPJS_TK: ("social_security_number", "full_name", "born_on"),
    Register.BPJS_KESEHATAN: ("full_name", "born_on"),
}
"""What each register states; the first is the number about which it is asked, where that is a fact."""
SINGLES_OUT: Final = ("nik", "passport_number", "registration_number", "social_security_number")
"""The facts by which a row of an extract is somebody whom we know, the surest first."""
_IDENTITY: Final = frozenset({"full_name", "born_on", "sex"})


def number_asked(register: str, said: Facts, ours: Facts) -> str:
    """The number that the answer is about: as the register says it, else as we have it."""
    key = STATED[Register(register)][0]
    return str(said.get(key) or ours.get(key) or "") if key in SINGLES_OUT else ""


def differs(said: Facts, ours: Facts) -> list[str]:
    """The facts in which a register differs from what we have; what one side does not say is no difference.

    >>> differs({"full_name": "MARIA  BRIA", "sex": "M"}, {"full_name": "Maria Bria", "sex": "F", "nik": "1"})
    ['sex']
    """
    return [key for key, value in said.items() if ours.get(key) and _alike(key, value) != _alike(key, ours[key])]


def _alike(key: str, value: Any) -> Any:
    if key == "full_name":
        return name_key(str(value))
    return bare(value) if key in SINGLES_OUT else value


def answer_of(register: str, status: str, said: Facts, differing: Sequence[str], on: date) -> str:
    """What a row of an extract answers: a row is a yes, unless its status or its content says otherwise.

    Dukcapil is asked whether the data are equal, so a difference is its no. Where another register has another name or
    birth, the row may be of somebody else: not known. A passport that has ended is a no.

    >>> answer_of("dukcapil", "yes", {}, ["born_on"], date(2026, 3, 1))
    'no'
    >>> answer_of("immigration", "yes", {"passport_until": date(2026, 2, 1)}, [], date(2026, 3, 1))
    'no'
    """
    if status != Truth.YES:
        return status
    if _IDENTITY.intersection(differing):
        return str(Truth.NO if register == Register.DUKCAPIL else Truth.NOT_KNOWN)
    until = said.get("passport_until")
    return str(Truth.NO if until and until < on else Truth.YES)
