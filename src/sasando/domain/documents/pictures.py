"""A photo as it came from a phone: is it whole, and what in it is picture. Everything else is left out.

Phones write into a photo where and by whom it was taken. Of a JPEG only the picture, its size and its colours are kept,
and which side is up; of a PNG the same. Sources: ITU-T T.81 annex B, JFIF 1.02, Exif 2.32 section 4.6, PNG (W3C) 5, 11.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

JPEG, PNG = "image/jpeg", "image/png"
MOST_PIXELS: Final = 40_000_000  # a picture that unpacks to more is no photo of a ticket

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_FRAMES: Final = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC})
_TABLES: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_JFIF, _EXIF, _ADOBE = 0xE0, 0xE1, 0xEE
_EXIF_HEAD: Final = b"Exif\x00\x00"
_ORIENTATION, _SHORT = 0x0112, 3
_JFIF_WITHOUT_THUMBNAIL: Final = 16
_ADOBE_LENGTH: Final = 12
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"})


class NoPicture(ValueError):  # noqa: N818 - it says what came
    """What came is no whole JPEG or PNG."""


class Picture(NamedTuple):
    """Only the picture."""

    media_type: str
    content: bytes


class Segment(NamedTuple):
    """One part of a JPEG: its marker, what it holds without length, and the coded picture behind a start of scan."""

    marker: int
    body: bytes = b""
    scan: bytes = b""

    @property
    def written(self) -> bytes:
        """The part as it stands in a file."""
        if self.marker in (_SOI, _EOI, *_ALONE):
            return bytes((0xFF, self.marker))
        return bytes((0xFF, self.marker)) + struct.pack(">H", len(self.body) + 2) + self.body + self.scan


def only_picture(content: bytes) -> Picture:
    """The picture without what was written beside it. Doing it twice changes nothing. Raises `NoPicture`."""
    if content.startswith(b"\xff\xd8"):
        return Picture(JPEG, _jpeg(content))
    if content.startswith(_PNG_HEAD):
        return Picture(PNG, _png(content))
    raise NoPicture("neither JPEG nor PNG")


# ---- JPEG


def _jpeg(content: bytes) -> bytes:
    segments = list(segments_of(content))
    frames = [segment for segment in segments if segment.marker in _FRAMES]
    if len(frames) != 1 or segments[-1].marker != _EOI or not any(one.marker == _SOS for one in segments):
        raise NoPicture("not a whole JPEG")
    if len(frames[0].body) < 6:
        raise NoPicture("a frame without a size")
    height, width = struct.unpack(">HH", frames[0].body[1:5])
    _refuse_size(width, height)
    side_up = next((found for segment in segments if (found := orientation_of(segment)) > 1), 1)
    kept = [one for segment in segments if (one := _kept(segment))]
    head = kept[:1] + ([_side_up(side_up)] if side_up > 1 else [])
    return b"".join(segment.written for segment in (*head, *kept[1:]))


def segments_of(content: bytes) -> Iterator[Segment]:
    """The parts of a JPEG up to its end; what stands behind the end is no part of it. Raises `NoPicture`."""
    at, size = 0, len(content)
    while True:
        if at + 2 > size or content[at] != 0xFF:
            raise NoPicture("a part without a marker")
        while at + 1 < size and content[at + 1] == 0xFF:
            at += 1  # fill bytes
        marker = content[at + 1] if at + 1 < size else 0
        at += 2
        if marker in (_SOI, _EOI, *_ALONE):
            yield Segment(marker)
            if marker == _EOI:
                return
            continue
        end = at + (int.from_bytes(content[at : at + 2], "big") if at + 2 <= size else size)
        if marker == 0 or end < at + 2 or end > size:
            raise NoPicture("a part that is cut off")
        scan_end = _end_of_scan(content, end) if marker == _SOS else end
        yield Segment(marker, content[at + 2 : end], content[end:scan_end])
        at = scan_end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded picture ends: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise NoPicture("the picture is cut off")
        if content[at + 1] and not 0xD0 <= content[at + 1] <= 0xD7 and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _kept(segment: Segment) -> Segment | None:
    """The part without what is no picture; None when nothing of it is."""
    if segment.marker == _JFIF:
        if not segment.body.startswith(b"JFIF\x00") or len(segment.body) < _JFIF_WITHOUT_THUMBNAIL - 2:
            return None
        return Segment(_JFIF, segment.body[:12] + b"\x00\x00")
    if segment.marker == _ADOBE:
        adobe = segment.body.startswith(b"Adobe") and len(segment.body) >= _ADOBE_LENGTH
        return Segment(_ADOBE, segment.body[:_ADOBE_LENGTH]) if adobe else None
    picture = segment.marker in _FRAMES or segment.marker in _TABLES or segment.marker in (_SOI, _EOI, _SOS)
    return segment if picture else None


def orientation_of(segment: Segment) -> int:
    """Which side is up, 1 to 8, as an Exif part says it; 1 (upright) when the part says nothing of it."""
    tiff = segment.body[len(_EXIF_HEAD) :] if segment.body.startswith(_EXIF_HEAD) else b""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if segment.marker != _EXIF or not order or len(tiff) < 10:
        return 1
    first = struct.unpack(f"{order}I", tiff[4:8])[0]
    count = struct.unpack(f"{order}H", tiff[first : first + 2])[0] if first + 2 <= len(tiff) else 0
    for number in range(min(count, 200)):
        entry = tiff[first + 2 + number * 12 : first + 14 + number * 12]
        if len(entry) == 12 and struct.unpack(f"{order}HH", entry[:4]) == (_ORIENTATION, _SHORT):
            side: int = struct.unpack(f"{order}H", entry[8:10])[0]
            return side if 1 <= side <= 8 else 1
    return 1


def _side_up(side: int) -> Segment:
    """An Exif part of one entry: which side is up."""
    tiff = b"MM\x00\x2a\x00\x00\x00\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, _SHORT, 1, side, 0, 0)
    return Segment(_EXIF, _EXIF_HEAD + tiff)


# ---- PNG


def _png(content: bytes) -> bytes:
    kept = []
    for name, chunk, data in _chunks(content):
        if name == b"IHDR":
            _refuse_size(*struct.unpack(">II", data[:8]))
        if name in _PNG_KEPT:
            kept.append((name, chunk))
    names = [name for name, _ in kept]
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or b"IDAT" not in names:
        raise NoPicture("not a whole PNG")
    return _PNG_HEAD + b"".join(chunk for _, chunk in kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, whole chunk and data up to the end of the picture. Raises `NoPicture`."""
    at = len(_PNG_HEAD)
    while True:
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        end = at + 12 + length
        if len(name) < 4 or end > len(content):
            raise NoPicture("a chunk that is cut off")
        data = content[at + 8 : end - 4]
        if zlib.crc32(name + data) != int.from_bytes(content[end - 4 : end], "big"):
            raise NoPicture("a damaged chunk")
        if name == b"IHDR" and length != 13:
            raise NoPicture("a head of another length")
        yield name, content[at:end], data
        if name == b"IEND":
            return
        at = end


def _refuse_size(width: int, height: int) -> None:
    if not width or not height or width * height > MOST_PIXELS:
        raise NoPicture("no picture of this size")
