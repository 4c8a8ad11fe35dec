"""The limited child process: a picture on standard input, the texts of its QR codes as JSON on standard output."""

import resource
import sys
from typing import Final

import msgspec
import zxingcpp

from sasando.exchange.pictures.grey import grey_rows, kind_and_size

MEMORY: Final = 1_500_000_000  # bytes of address space; a photo of 48 million pixels takes 0.6 GB of memory
SECONDS: Final = 8  # of processor time
MAX_PICTURE: Final = 10_000_000  # bytes
_SIDES: Final = (1600, 2800)  # pixels: first what is quick, then once more for a small code in a large photo

_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def limit_oneself() -> None:
    """A core dump would put a person's card on the disk, so there is none, nor any other file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read_codes(picture: bytes) -> list[str]:
    """The texts of the QR codes in a picture. Raises what `grey_rows` raises."""
    _, width, height = kind_and_size(picture) or ("", 0, 0)
    for side in _SIDES:
        across, down, grey = grey_rows(picture, side)
        view = memoryview(grey).cast("B", (down, across))
        found = zxingcpp.read_barcodes(view, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
        if found or max(width, height) <= side:
            return [one.text for one in found]
    return []


def main() -> None:
    """Read, answer, end."""
    limit_oneself()
    sys.stdout.buffer.write(msgspec.json.encode(read_codes(sys.stdin.buffer.read(MAX_PICTURE + 1))))


if __name__ == "__main__":
    main()
