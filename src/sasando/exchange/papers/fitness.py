"""The letter of an examination: who, by whom, when, the result in one word, and the code by which it is verified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sasando.exchange.papers.setting import set_page
from sasando.exchange.reports.printable import breakable


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessLetter:
    """All that the letter says, as finished words; `at` an aware moment. No findings: there is no room for them."""

    language: str
    title: str
    labels: Mapping[str, str]
    about: Sequence[tuple[str, str]]
    result: str
    code: str
    printed: str
    at: datetime


def write_fitness_letter(letter: FitnessLetter) -> bytes:
    """The letter as a PDF: one page A4, archival and accessible."""
    data = {
        "language": letter.language,
        "title": breakable(letter.title),
        "labels": dict(letter.labels),
        "about": [(breakable(label), breakable(value)) for label, value in letter.about if value],
        "result": letter.result,
        "code": letter.code,
        "printed": letter.printed,
    }
    return set_page("fitness.typ", data, at=letter.at)
