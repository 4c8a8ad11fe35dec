"""CBOR (RFC 8949) from anybody: bounded in depth, strict about keys, and never more work than the bytes are long.

Tags are handed over as they are and mean nothing here: dates, fractions and references in hostile bytes cost nothing.
"""

import struct
from dataclasses import dataclass
from typing import Any, Final

DEEPEST: Final = 16
_SIMPLE: Final = {20: False, 21: True, 22: None, 23: None}
_FLOATS: Final = {25: ">e", 26: ">f", 27: ">d"}
_INDEFINITE: Final = 31
_BREAK: Final = 0xFF


class Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are not one whole item, or nest too deep, or a map names one key twice."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and what it marks."""

    number: int
    value: Any


def decode(data: bytes) -> Any:
    """The one item in these bytes: int, float, bool, None, bytes, str, list, dict or `Tag`. Raises `Broken`.

    >>> decode(bytes.fromhex("a101636f6e65"))
    {1: 'one'}
    """
    try:
        item, end = _item(data, 0, 0)
    except (IndexError, UnicodeDecodeError, struct.error):
        raise Broken("cut short, or no text") from None
    if end != len(data):
        raise Broken("more than one item")
    return item


def head(major: int, length: int) -> bytes:
    """How an item of this major type and length begins, in the shortest way.

    >>> head(2, 200).hex()
    '58c8'
    """
    if length < 24:
        return bytes((major << 5 | length,))
    power = next(power for power in range(4) if length < 1 << (8 << power))
    return bytes((major << 5 | 24 + power,)) + length.to_bytes(1 << power, "big")


def _item(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    initial = data[at]
    major, length = initial >> 5, initial & 31
    at += 1
    if major == 7 or length == _INDEFINITE:
        return _special(data, at, initial, depth)
    if length >= 24:
        length, at = _argument(data, at, length)
    if major == 0:
        return length, at
    if major in (2, 3):
        end = at + length
        if end > len(data):
            raise Broken("cut short")
        return (data[at:end] if major == 2 else data[at:end].decode()), end
    return (-1 - length, at) if major == 1 else _nested(data, at, initial, length, depth)


def _nested(data: bytes, at: int, initial: int, length: int, depth: int) -> tuple[Any, int]:
    if depth == DEEPEST:
        raise Broken("too deep")
    major = initial >> 5
    if major == 5:
        return _map(data, at, length, depth + 1)
    if major == 4:
        return _list(data, at, length, depth + 1)
    value, at = _item(data, at, depth + 1)
    return Tag(length, value), at


def _argument(data: bytes, at: int, low: int) -> tuple[int, int]:
    if low > 27:
        raise Broken("a reserved length")
    end = at + (1 << low - 24)
    if end > len(data):
        raise Broken("cut short")
    return int.from_bytes(data[at:end], "big"), end


def _list(data: bytes, at: int, length: int, depth: int) -> tuple[list[Any], int]:
    found = []
    for _ in range(length):
        item, at = _item(data, at, depth)
        found.append(item)
    return found, at


def _map(data: bytes, at: int, length: int, depth: int) -> tuple[dict[Any, Any], int]:
    found: dict[Any, Any] = {}
    for _ in range(length):
        at = _entry(data, at, depth, found)
    return found, at


def _entry(data: bytes, at: int, depth: int, found: dict[Any, Any]) -> int:
    key, at = _item(data, at, depth)
    if type(key) not in (int, str, bytes) or key in found:
        raise Broken("a key that is twice there, or no name")
    found[key], at = _item(data, at, depth)
    return at


def _special(data: bytes, at: int, initial: int, depth: int) -> tuple[Any, int]:
    """Floats, the four simple values, and whatever ends with a break."""
    major, low = initial >> 5, initial & 31
    if major == 7:
        return _simple(data, at, low)
    if major in (2, 3):
        return _pieces(data, at, major)
    if depth == DEEPEST or major not in (4, 5):
        raise Broken("too deep, or an end without a beginning")
    items: list[Any] = []
    found: dict[Any, Any] = {}
    while data[at] != _BREAK:
        if major == 5:
            at = _entry(data, at, depth + 1, found)
        else:
            item, at = _item(data, at, depth + 1)
            items.append(item)
    return (items if major == 4 else found), at + 1


def _pieces(data: bytes, at: int, major: int) -> tuple[Any, int]:
    pieces: list[Any] = []
    while data[at] != _BREAK:
        if data[at] >> 5 != major or data[at] & 31 == _INDEFINITE:
            raise Broken("a piece of another kind")
        piece, at = _item(data, at, DEEPEST)
        pieces.append(piece)
    return (b"" if major == 2 else "").join(pieces), at + 1


def _simple(data: bytes, at: int, low: int) -> tuple[Any, int]:
    if low in _FLOATS:
        size = struct.calcsize(_FLOATS[low])
        return struct.unpack(_FLOATS[low], data[at : at + size])[0], at + size
    if low not in _SIMPLE:
        raise Broken("a simple value without a meaning")
    return _SIMPLE[low], at
