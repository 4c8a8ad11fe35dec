"""Hostile files as documents: nothing of them is ever shown in a page, and nothing but the picture is handed out."""

import struct
import sys
import zlib
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.hostile_uploads import EICAR, MARK, uploads

from sasando.domain.access import act_as
from sasando.domain.documents.models import Document, Scan
from sasando.domain.documents.pictures import segments_of

ALLOWED_PARTS = {0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xDC, 0xE0, 0xEE, *range(0xC0, 0xD0)}
ALLOWED_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"}
FINDS_EICAR = "import sys; sys.exit(b'EICAR-STANDARD' in sys.stdin.buffer.read())"


def is_inline(answer) -> bool:
    """Whether a browser might show what was handed out, or guess what it is."""
    return not (
        answer["Content-Disposition"].startswith('attachment; filename="dokumen-')
        and answer["X-Content-Type-Options"] == "nosniff"
        and answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        and answer["Content-Type"] in ("image/jpeg", "image/png")
    )


def leftovers(content: bytes) -> list[str]:
    """What is in a file besides the coded picture: parts of another kind, anything behind the end, the mark."""
    if content.startswith(b"\xff\xd8"):
        parts = list(segments_of(content))
        found = ["the mark"] if any(MARK in one.body for one in parts) else []
        found += [f"part {one.marker:x}" for one in parts if one.marker not in ALLOWED_PARTS]
        return found + (["a tail"] if sum(len(one.written) for one in parts) != len(content) else [])
    at, packed, found = 8, b"", ["the mark"] if MARK in content else []
    while at < len(content):
        (length,), name = struct.unpack(">I", content[at : at + 4]), content[at + 4 : at + 8]
        found += [f"chunk {name!r}"] if name not in ALLOWED_CHUNKS else []
        packed += content[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    unpacker = zlib.decompressobj()
    found += ["the mark in the rows"] if MARK in unpacker.decompress(packed) else []
    return found + (["bytes behind the rows"] if unpacker.unused_data else [])


@pytest.fixture
def document(client_of, actor_of, cast):
    """A new document to hang pages on, and the browser of the company to which it belongs."""
    client, address = client_of("p3mi"), f"/dokumen/orang/{cast.person('Yasinta Seran')}/tambah/"

    def add():
        client.post(address, {"jenis": "other"})
        act_as(actor_of("p3mi"))
        return client, Document.objects.latest("at", "pk")

    return add


class TestHostileUploads:
    def test_are_never_shown_and_leave_nothing_but_the_picture(self, document, actor_of, figure, whole):
        many = 600 if whole else 130
        fates, inline, left = Counter(), [], []
        client, paper = document()
        for one in uploads(many, seed=5):
            if paper.scans.count() > 8:
                client, paper = document()
            before = set(paper.scans.values_list("pk", flat=True))
            file = SimpleUploadedFile(one.name.replace("\x00", "") or "x", one.content, content_type=one.media_type)
            assert client.post(f"/dokumen/{paper.pk}/halaman/", {"scans": file}).status_code == 302, one.sort
            act_as(actor_of("p3mi"))
            fresh = [scan for scan in paper.scans.all() if scan.pk not in before]
            fates["kept" if fresh else "refused"] += 1
            for scan in fresh:
                answer = client.get(f"/dokumen/halaman/{scan.pk}/")
                act_as(actor_of("p3mi"))
                inline += [one.sort] if is_inline(answer) else []
                left += [f"{one.sort}: {what}" for what in leftovers(answer.content)]
        figure("hostile uploads", many)
        figure("kept as a bare picture", fates["kept"])
        figure("served inline", len(inline))
        figure("with something left beside the picture", len(left))
        assert inline == []
        assert left == []
        assert fates["kept"] > many / 10, "nothing was kept, so nothing was tried"
        assert fates["refused"] > many / 10

    def test_with_a_virus_are_held(self, document, actor_of, settings, figure, whole):
        settings.SCAN_COMMAND = [sys.executable, "-c", FINDS_EICAR]
        found = [one for one in uploads(600 if whole else 130, seed=5) if EICAR in one.content]
        client, paper = document()
        held = 0
        for one in found[:20]:
            client.post(f"/dokumen/{paper.pk}/halaman/", {"scans": SimpleUploadedFile("x.jpg", one.content)})
            act_as(actor_of("p3mi"))
            scan = paper.scans.latest("page")
            held += scan.scanned == "suspect" and client.get(f"/dokumen/halaman/{scan.pk}/").status_code == 404
            act_as(actor_of("p3mi"))
        figure("EICAR held", f"{held} of {len(found[:20])}")
        assert held == len(found[:20]) >= 3
        assert not Scan.objects.filter(scanned="suspect").exclude(sha256="").exists()

    def test_are_told_apart_by_the_check_itself(self):
        from tests.pictures import drawable_jpeg, part, png

        assert leftovers(drawable_jpeg()) == leftovers(png()) == []
        for dirty in (drawable_jpeg(part(0xE1, b"x")), drawable_jpeg(tail=MARK), png((b"tEXt", b"x")), png() + MARK):
            assert leftovers(dirty)
