"""What is written down of a document, read as any list is read: what a kind asks, and what is wrong with an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sasando.core.facts import FACTS, Says
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.core.facts.writing import clean
from sasando.domain.documents.kinds import Kind, bare
from sasando.domain.documents.models import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document to be written down. `facts` were read already (`read_stated`)."""

    kind: Kind
    number: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    replaces: Document | None = None


def read_stated(kind: Kind, written: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Says]]:
    """The facts that a kind asks for, read as cells are; and what is wrong, by fact. What was left open is absent."""
    facts, wrong = {}, {}
    for key in kind.stated:
        value = outcome_of(FACTS[key], written.get(key) or None)
        if isinstance(value, Unreadable):
            wrong[key] = value.because
        elif value is not None:
            facts[key] = value
    return facts, wrong


def tidy_number(kind: Kind, number: str) -> str:
    """A number as it is kept: without spaces and dots where it is as it should be, else as it was written.

    >>> from sasando.domain.documents.kinds import KINDS
    >>> tidy_number(KINDS["passport"], "x 123 4567"), tidy_number(KINDS["passport"], " 123  x")
    ('X1234567', '123 x')
    """
    known = kind.number is not None and kind.problem_with(number) is None
    return bare(number) if known else clean(number)
