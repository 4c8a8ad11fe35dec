"""A PNG or JPEG from anybody as rows of grey. Decoding and scaling are typst's: it is here already, and fast.

typst gives back a PNG of its own, of which the green channel is undone here: that is grey enough for a code.
"""

import base64
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import accumulate
from operator import add
from typing import Final

import typst

MOST_PIXELS: Final = 50_000_000  # of the picture as it comes; phones make up to 48 million
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset((0x01, 0xFF, *range(0xD0, 0xD9)))
Filter = Callable[[bytes, bytes], bytes]


def kind_and_size(picture: bytes) -> tuple[str, int, int] | None:
    """Its kind, width and height by its own first bytes; None for what is neither PNG nor JPEG."""
    if picture.startswith(_SIGNATURE) and picture[12:16] == b"IHDR" and len(picture) > 24:
        return ("png", *struct.unpack(">II", picture[16:24]))
    if not picture.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(picture) and picture[at] == 0xFF:
        if picture[at + 1] in _ALONE:
            at += 1 if picture[at + 1] == 0xFF else 2
            continue
        length, _, height, width = struct.unpack(">HBHH", picture[at + 2 : at + 9])
        if picture[at + 1] in _FRAMES:
            return "jpeg", width, height
        at += 2 + length
    return None


def grey_rows(picture: bytes, longest: int) -> tuple[int, int, bytes]:
    """Width, height and the grey of every pixel, row by row; no side longer than `longest` pixels.

    Raises `ValueError` for what is no picture or too large, `RuntimeError` for a damaged one.
    """
    found = kind_and_size(picture)
    if found is None or not 0 < found[1] * found[2] <= MOST_PIXELS:
        raise ValueError("no picture, or too large")
    kind, width, height = found
    shrunk = min(1.0, longest / max(width, height))
    address = f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<image width="{width}" height="{height}" href="{address}"/></svg>'
    )
    page = f"#set page(width: {width * shrunk}pt, height: {height * shrunk}pt, margin: 0pt)\n#image(width: 100%"
    sources = {"main": f'{page}, "/picture.svg")'.encode(), "/picture.svg": drawn.encode()}
    fonts = typst.Fonts(include_system_fonts=False)
    return _green(typst.compile(sources, format="png", ppi=72.0, font_paths=fonts))  # type: ignore[call-overload]


def _green(png: bytes) -> tuple[int, int, bytes]:
    width, height = struct.unpack(">II", png[16:24])
    if png[24:29] != b"\x08\x06\x00\x00\x00":  # 8 bits of red, green, blue and alpha, not interlaced
        raise ValueError("another kind of PNG than typst makes")
    raw = zlib.decompress(b"".join(_chunks(png)))
    row, rows = bytes(width), []
    for start in range(0, height * (1 + 4 * width), 1 + 4 * width):
        row = _FILTERS[raw[start]](raw[start + 2 : start + 1 + 4 * width : 4], row)
        rows.append(row)
    return width, height, b"".join(rows)


def _chunks(png: bytes) -> Iterator[bytes]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += 12 + length


def _low(numbers: Iterator[int]) -> bytes:
    return bytes([number & 255 for number in numbers])


def _average(row: bytes, above: bytes) -> bytes:
    left, out = 0, bytearray()
    for value, up in zip(row, above, strict=True):
        left = value + (left + up >> 1) & 255
        out.append(left)
    return bytes(out)


def _paeth(row: bytes, above: bytes) -> bytes:
    left, corner, out = 0, 0, bytearray()
    for value, up in zip(row, above, strict=True):
        to_left, to_up = abs(up - corner), abs(left - corner)
        to_corner = abs(left + up - 2 * corner)
        nearest = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
        left = value + nearest & 255
        out.append(left)
        corner = up
    return bytes(out)


_FILTERS: Final[tuple[Filter, ...]] = (  # PNG, 9.2
    lambda row, _: row,
    lambda row, _: _low(accumulate(row)),
    lambda row, above: _low(map(add, row, above)),
    _average,
    _paeth,
)
