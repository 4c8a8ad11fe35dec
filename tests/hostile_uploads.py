"""Files that somebody hostile, or a careless phone, hands in as a photo of a document. `MARK` must not survive."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import cycle, islice
from random import Random
from typing import NamedTuple

import typst

from tests.pictures import drawable_jpeg, part, png

MARK = b"KNRRAHASIA7"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
NAMES = (
    "foto.jpg", "foto.html", "foto.svg", "../../../etc/passwd", "..\\..\\boot.ini", "foto.jpg\x00.html",
    "f\u202egpj.exe", "x" * 240 + ".jpg", 'a";filename="b.html', "<script>alert(1)</script>.png", "CON", ".htaccess",
    "foto.php.jpg",
)  # fmt: skip
TYPES = ("image/jpeg", "text/html", "image/svg+xml", "application/x-httpd-php", "", "multipart/form-data; boundary=x")


class Upload(NamedTuple):
    """What is handed in: of which sort it is, under which name and type, and its bytes."""

    sort: str
    name: str
    media_type: str
    content: bytes


def uploads(many: int, seed: int) -> Iterator[Upload]:
    """So many of all sorts, mixed; the same for one seed."""
    random = Random(seed)
    sorts = (*_of_jpeg(random), *_of_png(random), *_of_pdf(), *_of_others(random))
    for number, (sort, content) in enumerate(islice(cycle(sorts), many)):
        hurt = number >= len(sorts) and random.random() < 0.5
        yield Upload(sort, random.choice(NAMES), random.choice(TYPES), _hurt(content, random) if hurt else content)


def _hurt(content: bytes, random: Random) -> bytes:
    """A few bytes changed, cut off, doubled or put in, as by a fuzzer."""
    at = random.randrange(max(1, len(content)))
    match random.randrange(4):
        case 0:
            return content[:at] + random.randbytes(random.randrange(1, 9)) + content[at + 4 :]
        case 1:
            return content[:at]
        case 2:
            return content[:at] + MARK + content[at:]
        case _:
            return content + content[at:]


# ---- JPEG


def _exif(random: Random) -> bytes:
    latitude = struct.pack(">6I", 10, 1, 9, 1, random.randrange(60), 1)
    entries = struct.pack(">HHHII", 1, 0x010E, 2, len(MARK), 26) + struct.pack(">I", 0)
    return b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + entries + MARK + latitude


def _of_jpeg(random: Random) -> Iterator[tuple[str, bytes]]:
    beside = {
        "exif": (0xE1, _exif(random)),
        "xmp": (0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + MARK + b"</x:xmpmeta>"),
        "iptc": (0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + MARK),
        "icc": (0xE2, b"ICC_PROFILE\x00\x01\x01" + MARK),
        "mpf": (0xE2, b"MPF\x00" + MARK),
        "comment": (0xFE, MARK),
        "jfxx": (0xE0, b"JFXX\x00\x10" + MARK),
        "adobe": (0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x00" + MARK),
        "unknown": (0xEF, MARK * 500),
        "reserved": (0xF7, MARK),
    }
    for name, (marker, body) in beside.items():
        yield f"jpeg {name}", drawable_jpeg(part(marker, body))
        yield f"jpeg {name} twice", drawable_jpeg(part(marker, body), part(marker, body))
    for name, tail in _tails().items():
        yield f"jpeg and {name}", drawable_jpeg(tail=tail)
    for name, marker, body in (
        ("quantities", 0xDB, b"\x00" + bytes([1] * 64) + MARK),
        ("codes", 0xC4, b"\x00\x01" + bytes(15) + b"\x00" + MARK),
        ("restart", 0xDD, b"\x00\x00" + MARK),
        ("lines", 0xDC, b"\x00\x08" + MARK),
    ):
        yield f"jpeg slack in {name}", drawable_jpeg(part(marker, body))
    flood = drawable_jpeg().replace(b"\x08\x00\x08\x00\x08\x01", b"\x08\xff\xdc\xff\xdc\x01")
    yield "jpeg flood", flood
    yield "jpeg without end", drawable_jpeg()[:-2]
    yield "jpeg head of html", b"\xff\xd8\xff\xe0<html><script>alert(1)</script>" + MARK


def _tails() -> dict[str, bytes]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("jahat.js", MARK)
    return {
        "zip": archive.getvalue(),
        "html": b"<html><script>alert('" + MARK + b"')</script>",
        "php": b"<?php system($_GET['x']); // " + MARK,
        "exe": b"MZ\x90\x00" + MARK,
        "pdf": b"%PDF-1.7\n" + MARK,
        "jpeg": drawable_jpeg(part(0xFE, MARK)),
        "film": b"\x00\x00\x00\x18ftypmp42" + MARK,
        "eicar": EICAR,
    }


# ---- PNG


def _of_png(random: Random) -> Iterator[tuple[str, bytes]]:
    chunks = {
        "text": (b"tEXt", b"Author\x00" + MARK),
        "packed text": (b"zTXt", b"Comment\x00\x00" + zlib.compress(MARK)),
        "long text": (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + MARK),
        "exif": (b"eXIf", _exif(random)[6:]),
        "time": (b"tIME", struct.pack(">H5B", 2026, 1, 2, 3, 4, 5) + MARK),
        "profile": (b"iCCP", b"p\x00\x00" + zlib.compress(MARK)),
        "palette": (b"PLTE", MARK + b"x"),
        "gamma": (b"gAMA", b"\x00\x00\xb1\x8f" + MARK),
        "size": (b"pHYs", struct.pack(">IIB", 1, 1, 1) + MARK),
        "unknown": (b"knRr", MARK),
    }
    for name, chunk in chunks.items():
        yield f"png {name}", png(chunk)
        yield f"png {name} twice", png(chunk, chunk)
    for name, tail in _tails().items():
        yield f"png and {name}", png() + tail
    yield "png with more behind its rows", _png_of(zlib.compress(b"\x00\x7f") + MARK)
    yield "png with more rows than it has", _png_of(zlib.compress(b"\x00\x7f" + MARK))
    yield "png bomb", _png_of(zlib.compress(bytes(6001 * 6000), 9), 6000, 6000)
    yield "png flood", _png_of(zlib.compress(bytes(9)), 60_000, 60_000)
    yield "png with a wrong sum", png()[:-5] + b"\x00" * 5


def _png_of(packed: bytes, width: int = 1, height: int = 1) -> bytes:
    whole = png(width=width, height=height)
    at = whole.index(b"IDAT") - 4
    return (
        whole[:at]
        + struct.pack(">I", len(packed))
        + _summed(b"IDAT" + packed)
        + struct.pack(">I", 0)
        + _summed(b"IEND")
    )


def _summed(data: bytes) -> bytes:
    return data + struct.pack(">I", zlib.crc32(data))


# ---- PDF


def _pdf(*more: str, catalogue: str = "") -> bytes:
    """A PDF of one page with whatever else; its table of places is left to the reader to repair."""
    body = [
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{catalogue}>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>>>endobj",
        *more,
    ]
    return ("%PDF-1.7\n" + "\n".join(body) + "\ntrailer<</Root 1 0 R>>\n%%EOF\n").encode() + MARK


def _of_pdf() -> Iterator[tuple[str, bytes]]:
    mark = MARK.decode()
    yield "pdf script", _pdf(f"4 0 obj<</S/JavaScript/JS(app.alert('{mark}'))>>endobj", catalogue="/OpenAction 4 0 R")
    yield "pdf launch", _pdf(f"4 0 obj<</S/Launch/F({mark}.exe)>>endobj", catalogue="/OpenAction 4 0 R")
    yield "pdf link", _pdf(f"4 0 obj<</S/URI/URI(https://{mark}.example)>>endobj", catalogue="/OpenAction 4 0 R")
    names = "/Names<</EmbeddedFiles<</Names[(x)4 0 R]>>>>"
    yield "pdf attachment", _pdf(f"4 0 obj<</Length 11>>stream\n{mark}\nendstream endobj", catalogue=names)
    yield "pdf form", _pdf(f"4 0 obj<</Fields[]/XFA({mark})>>endobj", catalogue="/AcroForm 4 0 R")
    yield (
        "pdf with a password",
        _pdf(f"4 0 obj<</Filter/Standard/V 2/R 3/O({mark})/U(x)/P -1>>endobj").replace(
            b"trailer<<", b"trailer<</Encrypt 4 0 R/ID[(a)(b)]"
        ),
    )
    author = f'#set document(author: "{mark}", title: "{mark}")\n{mark}'
    yield "pdf author", typst.compile({"main": author.encode()}, format="pdf")
    yield "pdf of many pages", typst.compile({"main": b"#for i in range(14) [#i #pagebreak()]"}, format="pdf")
    yield "pdf giant page", _pdf().replace(b"[0 0 200 200]", b"[0 0 14400000 14400000]")
    yield "pdf of itself", _pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    yield "pdf late", b"\x00" * 900 + _pdf()
    yield "pdf and html", _pdf() + b"<html><script>alert(1)</script>"
    yield "pdf of nothing", b"%PDF-1.7\n" + MARK


# ---- what is no document at all


def _of_others(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + MARK + b"</svg>"
    yield "html", b"<!doctype html><script>alert(1)</script>" + MARK
    yield "xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>" + MARK
    yield "gif and script", b"GIF89a/*" + MARK + b"*/=1;alert(1)"
    yield "bmp", b"BM" + MARK * 9
    yield "tiff", b"II*\x00" + MARK * 9
    yield "webp", b"RIFF\x24\x00\x00\x00WEBPVP8 " + MARK * 9
    yield "heic", b"\x00\x00\x00\x18ftypheic" + MARK * 9
    yield "avif", b"\x00\x00\x00\x18ftypavif" + MARK * 9
    yield "icon", b"\x00\x00\x01\x00\x01\x00" + MARK * 9
    yield "psd", b"8BPS\x00\x01" + MARK * 9
    yield "postscript", b"%!PS-Adobe-3.0\n(%pipe%id) (w) file" + MARK
    yield "exe", b"MZ\x90\x00" + MARK
    yield "elf", b"\x7fELF" + MARK
    yield "script", b"#!/bin/sh\nrm -rf / # " + MARK
    yield "eicar", EICAR
    yield "zip", _tails()["zip"]
    yield "nothing", b""
    yield "spaces", b" " * 1000
    yield "noise", random.randbytes(5000)
    yield "too large", drawable_jpeg() + bytes(10_000_001)
