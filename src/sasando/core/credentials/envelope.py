"""The text around a signed message: base45 behind a prefix, as a QR code carries it."""

import re
import zlib
from typing import Final
from urllib.parse import unquote

from sasando.core.credentials import base45
from sasando.core.credentials.cbor import Broken
from sasando.core.credentials.cose import Sign1, read_sign1
from sasando.core.facts.unreadable import Unreadable

STATEMENT, LIST = "SA1:", "SR1:"
LONGEST_STATEMENT: Final = 4_000  # letters; a QR code holds 4,296
LONGEST: Final = 4_000_000
_INFLATED_AT_MOST: Final = 1_000_000  # bytes
_PREFIX: Final = re.compile(r"[A-Z]{2}[0-9]:")
_ADDRESS: Final = re.compile(r"https?://[^/]*/kartu/", re.IGNORECASE)
_BETWEEN_LINES: Final = dict.fromkeys(map(ord, "\r\n\t\ufeff\u200b"))
NOT_A_CODE: Final = {
    "id": "Kode tidak terbaca: salin utuh dari SA1: sampai akhir, atau foto ulang QR-nya dari dekat.",
    "en": "The code cannot be read: copy all of it from SA1: to the end, or take the photo of the QR again, closer.",
}
NOT_COSE: Final = {
    "id": "Kode tidak terbaca: bukan base45 yang berisi COSE_Sign1.",
    "en": "The code cannot be read: it is not base45 with a COSE_Sign1 inside.",
}


def seal(prefix: str, message: bytes) -> str:
    """The text of a signed message."""
    return prefix + base45.encode(message)


def open_ours(text: str, prefix: str) -> Sign1:
    """The message of a text that we signed, from a QR code, a line of chat or an address. Raises `Unreadable`."""
    longest = LONGEST_STATEMENT if prefix == STATEMENT else LONGEST
    if len(text) <= 3 * longest:  # an address writes some letters as three
        code = _one_line(text).strip().upper()
        if code.startswith(prefix) and len(code) <= longest:
            try:
                return read_sign1(base45.decode(code[len(prefix) :]))
            except ValueError:
                pass
    raise Unreadable(NOT_A_CODE)


def open_any(text: str) -> Sign1:
    """The message of anybody's text: with or without a prefix, deflated or not. Raises `Unreadable`."""
    if len(text) <= LONGEST:
        line = _one_line(text).upper()
        for code in (_PREFIX.sub("", line.strip(), count=1), line, line.strip()):
            try:
                return read_sign1(_inflated(base45.decode(code)))
            except ValueError:
                continue
    raise Unreadable(NOT_COSE)


def _one_line(text: str) -> str:
    line = text.translate(_BETWEEN_LINES)
    found = _ADDRESS.match(line.strip())
    return unquote(line.strip()[found.end() :]).rstrip("/") if found else line


def _inflated(data: bytes) -> bytes:
    """Unpacked where it was packed: a COSE message never begins with the byte of zlib."""
    if data[:1] != b"\x78":
        return data
    unpacking = zlib.decompressobj()
    try:
        out = unpacking.decompress(data, _INFLATED_AT_MOST)
    except zlib.error:
        raise Broken("damaged") from None
    if not unpacking.eof:
        raise Broken("cut short, or larger than any code")
    return out
