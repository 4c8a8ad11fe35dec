"""The sheet that a candidate takes home: the code of the placement, where to look, what is done and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sasando.exchange.papers.codes import qr_svg
from sasando.exchange.papers.setting import set_page
from sasando.exchange.reports.printable import breakable


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowSheet:
    """All that the sheet says, as finished words. `stages` are name and state; `missing` name and what to do."""

    language: str
    title: str
    name: str
    about: str
    code: str
    address: str
    labels: Mapping[str, str]
    stages: Sequence[tuple[str, str]]
    missing: Sequence[tuple[str, str]]
    at: datetime


def write_follow_sheet(sheet: FollowSheet) -> bytes:
    """The sheet as a PDF: one A4 in large letters, with a QR code that opens the address with the code filled in."""
    data = {
        "language": sheet.language,
        "title": sheet.title,
        "name": breakable(sheet.name, longest=20),
        "about": breakable(sheet.about),
        "code": sheet.code,
        "address": sheet.address,
        "qr": qr_svg(f"{sheet.address}?kode={sheet.code.replace(' ', '')}"),
        "labels": dict(sheet.labels),
        "stages": [[breakable(name), breakable(state)] for name, state in sheet.stages],
        "missing": [[breakable(name), breakable(do)] for name, do in sheet.missing],
    }
    return set_page("follow_sheet.typ", data, at=sheet.at)
