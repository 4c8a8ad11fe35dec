"""Read a photo that nobody vouches for: in a child process with little memory and a few seconds, few at a time."""

import subprocess
import sys
import threading
from typing import Final

import msgspec

from sasando.core.facts.unreadable import Unreadable
from sasando.exchange.pictures.child import MAX_PICTURE, SECONDS
from sasando.exchange.pictures.grey import kind_and_size
from sasando.exchange.tables.limited import environment

__all__ = ["MAX_PICTURE", "NotAPicture", "codes_in"]
_ONE_THREAD: Final = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}  # threads would take the address space
_AT_ONCE: Final = threading.BoundedSemaphore(2)  # reading a photo takes a whole core
NOT_A_PICTURE: Final = {
    "id": "Foto tidak terbaca: kirim PNG atau JPEG, paling besar 10 MB.",
    "en": "The photo cannot be read: send a PNG or JPEG of at most 10 MB.",
}
BUSY: Final = {
    "id": "Banyak foto sedang dibaca. Coba lagi sebentar lagi, atau tempel kodenya.",
    "en": "Many photos are being read. Try again in a moment, or paste the code.",
}


class NotAPicture(Unreadable):
    """The bytes are no picture that we read, or reading it took too much. `because` is the sentence to show."""


def codes_in(picture: bytes) -> list[str]:
    """The texts of the QR codes in a PNG or JPEG; none is an empty list. Raises `NotAPicture`, whatever the bytes."""
    if len(picture) > MAX_PICTURE or kind_and_size(picture) is None:
        raise NotAPicture(NOT_A_PICTURE)
    if not _AT_ONCE.acquire(timeout=SECONDS):
        raise NotAPicture(BUSY)
    command = [sys.executable, "-P", "-m", "sasando.exchange.pictures.child"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=SECONDS + 2,
            env=environment() | _ONE_THREAD,
            check=True,
        )
        return msgspec.json.decode(done.stdout, type=list[str])
    except (subprocess.SubprocessError, msgspec.DecodeError):
        raise NotAPicture(NOT_A_PICTURE) from None
    finally:
        _AT_ONCE.release()
