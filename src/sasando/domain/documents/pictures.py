"""A photo as it came from a phone: is it whole, and what in it is picture. Everything else is left out.

Phones write into a photo where and by whom it was taken. Of a JPEG only the picture, its size and its colours are kept,
and which side is up; of a PNG the same. A part that is longer than what it has to say is no part of a picture: text
hides there. What is hidden in the coded picture itself, as in its pixels, stays; no reader of pictures looks there.
Sources: ITU-T T.81 annex B, JFIF 1.02, Exif 2.32 section 4.6, PNG (W3C) 5, 11.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

JPEG, PNG = "image/jpeg", "image/png"
MOST_PIXELS: Final = 40_000_000  # a picture that unpacks to more is no photo of a ticket

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_FRAMES: Final = frozenset(set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC})
_JFIF, _EXIF, _ADOBE = 0xE0, 0xE1, 0xEE
_EXIF_HEAD: Final = b"Exif\x00\x00"
_ORIENTATION, _SHORT = 0x0112, 3
_JFIF_WITHOUT_THUMBNAIL: Final = 16
_ADOBE_LENGTH: Final = 12
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = {b"PLTE": 768, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9}  # bytes at most
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_PIECE: Final = 1 << 20  # bytes that are unpacked at once


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
    if segment.marker in (_SOI, _EOI):
        return segment
    exact = _LENGTHS.get(segment.marker)
    if exact is None:
        return None
    if not exact(segment.body):
        raise NoPicture("a part with more or less than it says")
    return segment


def _scan_says(body: bytes) -> bool:
    return bool(body) and len(body) == 4 + 2 * body[0]


def _frame_says(body: bytes) -> bool:
    return len(body) > 5 and len(body) == 6 + 3 * body[5]


def _quantities_say(body: bytes) -> bool:
    at = 0
    while at < len(body):
        at += 1 + (128 if body[at] >> 4 else 64)
    return at == len(body)


def _codes_say(body: bytes) -> bool:
    at = 0
    while at < len(body):
        at += 17 + sum(body[at + 1 : at + 17])
    return at == len(body)


_LENGTHS: Final[dict[int, Callable[[bytes], bool]]] = {
    **dict.fromkeys(_FRAMES, _frame_says),
    _SOS: _scan_says,
    0xC4: _codes_say,
    0xCC: lambda body: len(body) % 2 == 0,
    0xDB: _quantities_say,
    0xDC: lambda body: len(body) == 2,
    0xDD: lambda body: len(body) == 2,
}
"""Every part that is picture, with whether it is as long as it says it is."""


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
    head, packed, kept, closed = b"", [], [], False
    seen = set()
    for name, chunk, data in _chunks(content):
        if name == b"IHDR":
            _refuse_size(*struct.unpack(">II", data[:8]))
            head = head or data
        if name == b"IDAT":
            packed.append(data)
        once = name in _PNG_KEPT and name not in seen and (name != b"PLTE" or head[9:10] == b"\x03")
        if once and len(data) > _PNG_KEPT[name]:
            raise NoPicture("a chunk with more than it says")
        if name in (b"IHDR", b"IDAT", b"IEND") or once:
            kept.append((name, chunk))
        seen.add(name)
        closed = name == b"IEND"
    names = [name for name, _ in kept]
    if names[:1] != [b"IHDR"] or names.count(b"IHDR") > 1 or not closed or not packed:
        raise NoPicture("not a whole PNG")
    _refuse_other_than(_unpacked_size(head), packed)
    return _PNG_HEAD + b"".join(chunk for _, chunk in kept)


def _unpacked_size(head: bytes) -> int:
    """How many bytes the rows of the picture have, with one for the filter of each."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    bits = depth * _CHANNELS.get(colour, 0)
    if not bits or interlaced > 1 or depth not in (1, 2, 4, 8, 16):
        raise NoPicture("a head that means nothing")
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    sizes = [(-((x - width) // across), -((y - height) // down)) for x, y, across, down in passes]
    return sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in sizes if columns > 0)


def _refuse_other_than(size: int, packed: Iterable[bytes]) -> None:
    """Behind the rows of a picture there is nothing; what stands there all the same is no picture."""
    unpacker, found = zlib.decompressobj(), 0
    try:
        for data in packed:
            left = data
            while left and not unpacker.eof:
                found += len(unpacker.decompress(left, _PIECE))
                left = unpacker.unconsumed_tail
            if left or found > size:
                raise NoPicture("more than the rows of a picture")
    except zlib.error:
        raise NoPicture("a picture that does not unpack") from None
    if found != size or not unpacker.eof or unpacker.unused_data:
        raise NoPicture("other than the rows of a picture")


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
