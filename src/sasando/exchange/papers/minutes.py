"""Minutes of a hand-over (berita acara): who was handed over, what became of each, the sums, signatures, a QR code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import segno

from sasando.exchange.papers.setting import set_page
from sasando.exchange.reports.printable import breakable

Stroke = Sequence[Sequence[int]]
"""A drawn line: points (x, y), each number from 0 to 1000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One person of the list and what became of them at this gate."""

    number: str
    name: str
    about: str
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, as what, and what was drawn; without lines there is room for a pen."""

    role: str
    name: str
    lines: Sequence[Stroke] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """All that the minutes say, as finished words. `address` is what the QR code leads to; `at` an aware moment."""

    language: str
    title: str
    labels: Mapping[str, str]
    about: Sequence[tuple[str, str]]
    sums: Sequence[str]
    people: Sequence[Signed]
    signatures: Sequence[Signature]
    key: str
    digest: str
    address: str
    at: datetime
    remarks: Sequence[str] = field(default_factory=tuple)


def write_minutes(minutes: Minutes) -> bytes:
    """The minutes as a PDF: A4, archival and accessible."""
    return set_page("minutes.typ", _data(minutes), at=minutes.at)


def _data(minutes: Minutes) -> dict[str, Any]:
    return {
        "language": minutes.language,
        "title": breakable(minutes.title),
        "labels": dict(minutes.labels),
        "about": [(breakable(label), breakable(value)) for label, value in minutes.about],
        "sums": [breakable(text) for text in minutes.sums],
        "remarks": [breakable(text) for text in minutes.remarks],
        "people": [
            [breakable(one.number), breakable(one.name, longest=20), breakable(one.about), breakable(one.fate)]
            for one in minutes.people
        ],
        "signatures": [
            {"role": breakable(one.role), "name": breakable(one.name), "lines": drawable(one.lines)}
            for one in minutes.signatures
        ],
        "key": minutes.key,
        "digest": minutes.digest,
        "qr": segno.make(minutes.address, error="m").svg_inline(scale=4, border=2, omitsize=True),
    }


def drawable(lines: Sequence[Stroke]) -> list[list[list[int]]]:
    """Lines that can be drawn: every number within its bounds, a lone point as a short line.

    >>> drawable([[(10, 20)], [(0, 0), (2000, 5)], []])
    [[[10, 20], [11, 20]], [[0, 0], [1000, 5]]]
    """
    drawn = [[[min(1000, max(0, int(number))) for number in point] for point in line] for line in lines if line]
    return [line if len(line) > 1 else [line[0], [min(1000, line[0][0] + 1), line[0][1]]] for line in drawn]
