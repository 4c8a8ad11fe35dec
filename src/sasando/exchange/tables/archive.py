"""Look at a zip before anybody opens it: declared sizes, then the real ones, and no XML definitions in its parts.

The declared sizes refuse an honest bomb in milliseconds. A liar is caught by unpacking into nothing, which costs
never more than what was declared.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from sasando.exchange.tables.errors import BOMB, DAMAGED, DEFINITIONS, LOCKED, NotATable

MAX_PARTS: Final = 5_000
MAX_UNPACKED: Final = 200_000_000  # bytes
SUSPECT_RATIO: Final = 250  # a real list packs 10 to 60 times
SUSPECT_FROM: Final = 20_000_000  # bytes; below this no ratio can hurt
_CHUNK: Final = 1 << 18
_DOCTYPES: Final = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_LONGEST: Final = 18
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1


def checked_zip(data: bytes) -> zipfile.ZipFile:
    """The zip, found harmless. Raises `NotATable`."""
    # Counted before `zipfile` builds an object for each: half a million entries fit into a small file.
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise NotATable(BOMB)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        ValueError,
        RuntimeError,
    ) as damage:  # RuntimeError: a way of packing unknown to zipfile
        raise NotATable(DAMAGED) from damage
    _check_declared(archive.infolist())
    for part in archive.infolist():
        _check_real(data, part)
    return archive


def _check_declared(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > SUSPECT_FROM and unpacked > SUSPECT_RATIO * packed):
        raise NotATable(BOMB)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise NotATable(LOCKED)


def _check_real(data: bytes, part: zipfile.ZipInfo) -> None:
    size, tail = 0, b""
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    for piece in _unpacked(data, part):
        size += len(piece)
        if size > part.file_size:
            raise NotATable(BOMB)
        window = tail + piece
        if is_xml and any(word in window for word in _DOCTYPES):
            raise NotATable(DEFINITIONS)
        tail = window[-_LONGEST:]


def _unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The real content in pieces. `ZipFile.open` would stop at the declared size and hide a lie."""
    at = part.header_offset
    if data[at : at + 4] != b"PK\x03\x04":
        raise NotATable(DAMAGED)
    start = at + _LOCAL_HEADER + sum(int.from_bytes(data[at + n : at + n + 2], "little") for n in (26, 28))
    packed = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[n : n + _CHUNK]) for n in range(0, len(packed), _CHUNK))
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed)
    else:
        raise NotATable(DAMAGED)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _CHUNK):
            waiting: bytes | memoryview = packed[at : at + _CHUNK]
            while waiting and not stream.eof:
                yield stream.decompress(waiting, _CHUNK)
                waiting = stream.unconsumed_tail
        while not stream.eof and (rest := stream.decompress(b"", _CHUNK)):
            yield rest
    except zlib.error as damage:
        raise NotATable(DAMAGED) from damage
    if not stream.eof:
        raise NotATable(DAMAGED)
