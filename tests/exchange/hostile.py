"""Files made to exhaust a reader, each by its name."""

import io
import random
import struct
import zipfile

from odf.table import TableCell
from odf.text import P
from tests.exchange.sheets import SMALL, ods, sheet_xml, text, with_part, with_sheet, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def _lying(workbook: bytes, part: str, declared: int) -> bytes:
    """The same zip, which says in both of its directories that a part is small."""
    data = bytearray(workbook)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        local = archive.getinfo(part).header_offset
    struct.pack_into("<I", data, local + 22, declared)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 : at + 46 + len(part)] == part.encode():
            struct.pack_into("<I", data, at + 24, declared)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _overlapping(copies: int) -> bytes:
    """One packed part, and a directory in which many names point to it (as in Fifield's bomb)."""
    data = with_part(xlsx(SMALL), "xl/media/x.xml", b"\0" * 10_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    directory = data[start : data.rindex(b"PK\x05\x06")]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    whole = directory + b"".join(last[:46] + b"%014d" % number + last[60:] for number in range(copies))
    count = directory.count(b"PK\x01\x02") + copies
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(whole), start, 0)
    return data[:start] + whole + end


def _rows_at(*references: str) -> bytes:
    far = "".join(f'<row><c r="{ref}" t="inlineStr"><is><t>x</t></is></c></row>' for ref in references)
    return sheet_xml(SMALL).replace(b"</sheetData>", far.encode() + b"</sheetData>")


def _laughs() -> str:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE worksheet [<!ENTITY a0 "Maria">{levels}]>'


def _encrypted() -> bytes:
    names = "".join(f"{name}\0".ljust(32, "\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names.encode("utf-16-le") + bytes(4096)


def _shared_strings() -> bytes:
    strings = "".join(f"<si><t>Nama orang yang ke {number}</t></si>" for number in range(2_500_000))
    return with_part(xlsx(SMALL), "xl/sharedStrings.xml", f"<sst>{strings}</sst>".encode())


def _repeated_ods() -> bytes:
    cell = TableCell(valuetype="string", numbercolumnsrepeated=16_384)
    cell.addElement(P(text="x"))
    data = ods([*SMALL, [cell]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    at = content.rindex(b"<table:table-row")
    many = content[:at] + content[at:].replace(
        b"<table:table-row", b'<table:table-row table:number-rows-repeated="1000000"', 1
    )
    return with_part(data, "content.xml", many)


def _nested(depth: int) -> bytes:
    return sheet_xml(SMALL, after="<a>" * depth + "</a>" * depth)


def _noise(start: bytes) -> bytes:
    return start + random.Random(7).randbytes(200_000)


REFUSED = {
    "a sheet of 190 MB of blanks": lambda: with_sheet(sheet_xml(SMALL, after=" " * 190_000_000)),
    "a part that declares a thousandth of its size": lambda: _lying(
        with_sheet(sheet_xml(SMALL, after=" " * 100_000_000)), SHEET, 100_000
    ),
    "a thousand names for one packed part": lambda: _overlapping(1_000),
    "sixty thousand names for one packed part": lambda: _overlapping(60_000),
    "an external entity": lambda: with_sheet(
        sheet_xml([["&x;"]], before='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    ),
    "entities that multiply": lambda: with_sheet(sheet_xml([["&a9;"], *SMALL], before=_laughs())),
    "entities that multiply, in UTF-16": lambda: with_sheet(
        sheet_xml(SMALL, before=_laughs()).decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")
    ),
    "entities among the shared strings": lambda: with_part(
        xlsx(SMALL), "xl/sharedStrings.xml", f"{_laughs()}<sst><si><t>&a9;</t></si></sst>".encode()
    ),
    "60,000 columns in a workbook": lambda: with_sheet(sheet_xml([["Nama", "NIK"] * 30_000])),
    "60,000 columns in a text": lambda: text([["Nama", "NIK"] * 30_000, ["Maria", "1"] * 30_000]),
    "30 million commas": lambda: b"Nama,NIK\n" + b"," * 30_000_000,
    "30 million quotes": lambda: b"Nama,NIK\n" + b'"' * 30_000_000,
    "a cell in the last corner of the sheet": lambda: with_sheet(_rows_at("XFD1048576")),
    "a row repeated a million times": _repeated_ods,
    "a workbook cut in half": lambda: xlsx(SMALL)[:2_000],
    "a workbook without its last bytes": lambda: xlsx(SMALL)[:-30],
    "noise": lambda: _noise(b""),
    "noise that begins like a zip": lambda: _noise(b"PK\x03\x04"),
    "noise that begins like Excel 97": lambda: _noise(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "a workbook with a password": _encrypted,
    "a file above 32 MB": lambda: b"Nama,NIK\n" + b"Maria,5371\n" * 3_200_000,
    "half a million people": lambda: b"Nama,NIK\n" + b"Maria,5371\n" * 500_000,
    "a web page of a million open cells": lambda: b"<table><tr>" + b"<td colspan=100>x" * 1_000_000,
    "a picture": lambda: _noise(b"\x89PNG\r\n\x1a\n"),
    "a PDF": lambda: _noise(b"%PDF-1.7\n"),
}

READ = {
    "a dimension that claims the whole sheet": lambda: with_sheet(
        sheet_xml(SMALL).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    ),
    "a name in the last row of the sheet": lambda: with_sheet(_rows_at("A1048576")),
    "a million nested elements": lambda: with_sheet(_nested(1_000_000)),
    "two and a half million shared strings": _shared_strings,
    "a hundred rows of a thousand words": lambda: (
        b"Nama,NIK\n"
        + b"\n".join(b",".join(b"No Paspor berlaku %d" % (n * 1_000 + m) for m in range(990)) for n in range(100))
    ),
    "two hundred thousand people": lambda: b"Nama,NIK\n" + b"Maria,5371\n" * 199_999,
    "the longest cell": lambda: text([*SMALL, ["x" * 100_000, "1", "2"]]),
    "a quote that never ends": lambda: b'Nama;NIK\n"Maria;1\n' + b"Yohanes;2\n" * 100_000,
}
"""Odd, but a list all the same."""
