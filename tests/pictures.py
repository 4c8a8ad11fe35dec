"""The smallest JPEG and PNG that are whole, with whatever a test writes into them."""

import struct
import zlib


def part(marker: int, body: bytes) -> bytes:
    """One part of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg(*beside: bytes, width: int = 2, height: int = 2, scan: bytes = b"\x12") -> bytes:
    """A JPEG of these sizes (pixels); `beside` are parts that are no picture."""
    frame = part(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return b"".join(
        (
            b"\xff\xd8",
            part(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
            *beside,
            part(0xDB, b"\x00" + bytes(range(1, 65))),
            frame,
            part(0xC4, b"\x00\x01" + bytes(15) + b"\x00"),
            part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + scan + b"\xff\x00\xff\xd0\x34",
            b"\xff\xd9",
        )
    )


def png(*beside: tuple[bytes, bytes], width: int = 1, height: int = 1) -> bytes:
    """A grey PNG; `beside` are chunks by name and data that are no picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), *beside, (b"IDAT", zlib.compress(b"\x00\x7f")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def drawable_jpeg(*beside: bytes, tail: bytes = b"") -> bytes:
    """A grey JPEG of 8 by 8 pixels that can be decoded; `beside` are parts that are no picture, `tail` what follows."""
    frame = part(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\x01\x11\x00")
    codes = b"\x01" + bytes(15) + b"\x00"  # one code of one bit: no difference, and the end of the block
    return b"".join(
        (
            b"\xff\xd8",
            part(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
            *beside,
            part(0xDB, b"\x00" + bytes([1] * 64)),
            frame,
            part(0xC4, b"\x00" + codes + b"\x10" + codes),
            part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x3f",
            b"\xff\xd9",
            tail,
        )
    )
