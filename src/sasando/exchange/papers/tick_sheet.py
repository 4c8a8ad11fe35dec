"""The list of one gate on paper, with boxes: for the day when the phone dies, to be typed in later line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sasando.exchange.papers.setting import set_page
from sasando.exchange.reports.printable import breakable


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One person: the number of the sheet, the sender's number, name, what is known, where they are now."""

    place: int
    number: str
    name: str
    about: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickSheet:
    """All that the sheet says, as finished words. `boxes` are the heads of the columns with boxes."""

    language: str
    title: str
    code: str
    labels: Mapping[str, str]
    about: Sequence[tuple[str, str]]
    boxes: Sequence[str]
    lines: Sequence[SheetLine]
    blanks: int
    at: datetime


def write_tick_sheet(sheet: TickSheet) -> bytes:
    """The sheet as a PDF: A4, rows numbered, with empty rows for people who are on no list."""
    data = {
        "language": sheet.language,
        "title": breakable(sheet.title),
        "code": sheet.code,
        "labels": dict(sheet.labels),
        "about": [(breakable(label), breakable(value)) for label, value in sheet.about],
        "boxes": list(sheet.boxes),
        "lines": [
            [
                str(one.place),
                breakable(one.number),
                breakable(one.name, longest=20),
                breakable(one.about),
                breakable(one.state),
            ]
            for one in sheet.lines
        ],
        "blanks": sheet.blanks,
    }
    return set_page("tick_sheet.typ", data, at=sheet.at)
