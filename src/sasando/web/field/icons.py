"""The mark of Sasando as a PNG, drawn here: strings of the instrument in front of its leaf, on indigo."""

import math
import struct
import zlib
from functools import cache
from typing import Final

SIZES: Final = (192, 512)
_NILA: Final = (27, 39, 87)
_COTTON: Final = (245, 239, 227)
_THREAD: Final = (224, 168, 60)
_STRINGS: Final = 7


@cache
def icon_png(size: int) -> bytes:
    """A square picture of `size` pixels a side.

    >>> icon_png(192)[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
    True
    """
    rows = b"".join(b"\x00" + b"".join(bytes(_colour(x, y, size)) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _colour(x: int, y: int, size: int) -> tuple[int, int, int]:
    """The colour of a pixel; the picture is thought of as 1 by 1, with its middle at (0, 0)."""
    across, down = (x + 0.5) / size - 0.5, (y + 0.5) / size - 0.5
    leaf = math.hypot(across, (down + 0.03) / 1.15) < 0.30
    if abs(across) < 0.022 and abs(down) < 0.36:
        return _THREAD
    if not leaf:
        return _NILA
    string = abs((across / 0.52 + 0.5) * _STRINGS % 1 - 0.5) < 0.10
    return _NILA if string else _COTTON
