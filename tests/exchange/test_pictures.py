"""Photos that nobody vouches for: their QR codes come out, whatever kind of PNG or JPEG they are; nothing else does."""

import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pictures import jpeg, png

from sasando.exchange.papers.codes import qr_data_address, qr_png, qr_svg, qr_version
from sasando.exchange.pictures import MAX_PICTURE, NotAPicture, codes_in
from sasando.exchange.pictures.grey import grey_rows, kind_and_size

CODE = "SA1:" + "6BF+70790T9WJWG.FKY*4GO0 " * 12


class TestAPictureOfACode:
    @pytest.mark.parametrize("scale", [2, 6, 40])
    def test_gives_its_text_at_any_size(self, scale):
        assert codes_in(qr_png(CODE, scale=scale)) == [CODE]

    def test_without_a_code_gives_none(self):
        assert codes_in(png()) == []
        assert codes_in(jpeg()) == []

    def test_is_as_large_as_it_must_be(self):
        assert qr_version("SA1:" + "A" * 415) == 12
        assert qr_svg(CODE).startswith("<svg")
        assert qr_data_address(CODE).startswith("data:image/png;base64,")


class TestAPictureInGrey:
    @pytest.mark.parametrize("kind", [0, 1, 2, 3, 4], ids=["none", "sub", "up", "average", "paeth"])
    @pytest.mark.parametrize("colour", [0, 2], ids=["grey", "colours"])
    def test_keeps_its_light(self, kind, colour):
        """A slope of grey, written with each of the filters of PNG."""
        width, height, channels = 16, 8, 1 if colour == 0 else 3
        rows = [bytes(8 * x + 4 * y for x in range(width) for _ in range(channels)) for y in range(height)]
        head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
        body = zlib.compress(filtered(rows, kind, channels))
        chunks = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
        picture = b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in chunks
        )
        found = grey_rows(picture, 100)
        assert found[:2] == (width, height)
        assert all(abs(found[2][y * width + x] - (8 * x + 4 * y)) <= 2 for x in range(width) for y in range(height))

    def test_is_shrunk_to_what_is_asked(self):
        width, height, grey = grey_rows(qr_png(CODE, scale=20), 400)
        assert (width, height, len(grey)) == (400, 400, 160_000)


def filtered(rows, kind, step):
    """The rows as a PNG writes them with one filter."""
    out, above = b"", bytes(len(rows[0]))
    for row in rows:
        left, corner = bytes(step) + row[:-step], bytes(step) + above[:-step]
        guess = {
            0: bytes(len(row)),
            1: left,
            2: above,
            3: bytes((a + b) // 2 for a, b in zip(left, above, strict=True)),
            4: bytes(nearest(*three) for three in zip(left, above, corner, strict=True)),
        }[kind]
        out += bytes([kind, *((value - other) & 255 for value, other in zip(row, guess, strict=True))])
        above = row
    return out


def nearest(left, above, corner):
    return min((left, above, corner), key=lambda one: abs(left + above - corner - one))


class TestWhatIsNoPicture:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"GIF89a",
            b"<svg/>",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8",
            b"\xff\xd8\xff\xe0\xff\xff",
            qr_png(CODE) + b"\x00" * MAX_PICTURE,
            png(width=0),
            jpeg(width=65_000, height=65_000),
            png(width=200_000, height=200_000),
        ],
        ids=[
            "nothing",
            "gif",
            "svg",
            "png alone",
            "jpeg alone",
            "jpeg cut",
            "too long",
            "no width",
            "flood",
            "png flood",
        ],
    )
    def test_is_refused_in_a_sentence(self, content):
        with pytest.raises(NotAPicture, match="Foto tidak terbaca"):
            codes_in(content)

    @given(st.binary(max_size=200))
    def test_has_no_size_and_breaks_nothing(self, content):
        kind_and_size(content)
        kind_and_size(b"\xff\xd8" + content)
        kind_and_size(b"\x89PNG\r\n\x1a\n" + content)

    @settings(max_examples=10, deadline=None)
    @given(st.data())
    def test_a_damaged_picture_gives_codes_none_or_a_sentence(self, data):
        whole = bytearray(qr_png(CODE))
        at = data.draw(st.integers(8, len(whole) - 1))
        whole[at] ^= data.draw(st.integers(1, 255))
        with suppress(NotAPicture):
            assert codes_in(bytes(whole)) in ([], [CODE])
