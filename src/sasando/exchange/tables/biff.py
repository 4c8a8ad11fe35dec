"""Values that were lost in workbooks of Excel 97-2003: error values, and formulas that were never computed.

calamine shows both as nothing. A formula stores a result there, and a library that cannot compute stores the empty
text. So does Excel for ``=""``; but Excel computes the others too. Where no formula of the whole workbook has any other
result, nobody has computed them. Only as much of the compound file is understood as leads to the sheets.
"""

import struct
from collections.abc import Iterator
from typing import Final

from sasando.exchange.tables.stored import ERROR_VALUE, MAX_LOST, NOT_COMPUTED, Place
from sasando.exchange.tables.table import Odd

_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_FORMULA: Final = 0x0006
_END: Final = 0x000A
_SHEET: Final = 0x0085
_BOOLEAN_OR_ERROR: Final = 0x0205
_LAST_SECTOR: Final = 0xFFFFFFFA  # this and above end a chain
_ENTRY: Final = 128  # bytes of one entry of the directory


def lost_in_xls(data: bytes, sheet: str) -> dict[Place, Odd]:
    """Row and column, counted from 0, of the cells that hold an error. A structure not understood has none."""
    try:
        stream = _workbook_stream(data)
        starts = {name: at for at, name in _sheets(stream)}
        if sheet not in starts:
            return {}
        lost = _errors(stream, starts[sheet])
        return (
            lost if any(_computed(stream, at) for at in starts.values()) else _uncomputed(stream, starts[sheet]) | lost
        )
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _errors(stream: bytes, start: int) -> dict[Place, Odd]:
    lost: dict[Place, Odd] = {}
    for kind, body in _records(stream, start):
        code = None
        if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            code = body[8]
        elif kind == _BOOLEAN_OR_ERROR and body[7] == 1:
            code = body[6]
        if code is not None and len(lost) < MAX_LOST:
            row, column = struct.unpack_from("<2H", body)
            lost[row, column] = Odd(*ERROR_VALUE, _ERRORS.get(code, "#N/A"))
    return lost


def _computed(stream: bytes, start: int) -> bool:
    return any(kind == _FORMULA and not _is_empty_text(body) for kind, body in _records(stream, start))


def _uncomputed(stream: bytes, start: int) -> dict[Place, Odd]:
    places = [struct.unpack_from("<2H", body) for kind, body in _records(stream, start) if kind == _FORMULA]
    return {(row, column): Odd(*NOT_COMPUTED, "") for row, column in places[:MAX_LOST]}


def _is_empty_text(result_of: bytes) -> bool:
    return result_of[12:14] == b"\xff\xff" and result_of[6] == 3


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            count, wide = body[6], body[7] & 1
            name = body[8 : 8 + count * (1 + wide)]
            yield struct.unpack_from("<I", body)[0], name.decode("utf-16-le" if wide else "latin-1")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _workbook_stream(data: bytes) -> bytes:
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    table = _allocation(data, size)
    directory = _chain(data, size, table, struct.unpack_from("<I", data, 48)[0])
    for at in range(0, len(directory), _ENTRY):
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        if directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace") in {"Workbook", "Book"}:
            return _chain(data, size, table, struct.unpack_from("<I", directory, at + 116)[0])
    return b""


def _allocation(data: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    while more < _LAST_SECTOR and len(sectors) * size < len(data):
        block = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += block[:-1]
        more = block[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _LAST_SECTOR:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, size: int, table: list[int], sector: int) -> bytes:
    parts: list[bytes] = []
    while sector < _LAST_SECTOR and len(parts) * size <= len(data):  # a chain that bites its tail ends there
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)
