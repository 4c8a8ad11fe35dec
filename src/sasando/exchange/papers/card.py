"""The clearance letter and the companion card: what they say, and the signed code that anybody can verify."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sasando.exchange.papers.codes import qr_svg
from sasando.exchange.papers.setting import set_page
from sasando.exchange.reports.printable import breakable


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that the paper says, as finished words; `code` the signed text, `at` an aware moment.

    `kind` is `letter` or `card`. A card has no health result, no number of an identity card and no home.
    """

    kind: str
    language: str
    title: str
    serial: str
    labels: Mapping[str, str]
    about: Sequence[tuple[str, str]]
    code: str
    printed: str
    at: datetime
    opening: str = ""
    closing: str = ""
    place_and_day: str = ""
    signed_by: str = ""
    office: str = ""


def write_paper(paper: Paper) -> bytes:
    """The paper as a PDF: one page A4, archival and accessible; the card is folded from it."""
    data = {
        "kind": paper.kind,
        "language": paper.language,
        "title": breakable(paper.title),
        "serial": paper.serial,
        "labels": dict(paper.labels),
        "about": [(breakable(label), breakable(value)) for label, value in paper.about if value],
        "qr": qr_svg(paper.code),
        "printed": paper.printed,
        "opening": paper.opening,
        "closing": paper.closing,
        "place_and_day": paper.place_and_day,
        "signed_by": breakable(paper.signed_by),
        "office": breakable(paper.office),
    }
    return set_page("card.typ", data, at=paper.at)
