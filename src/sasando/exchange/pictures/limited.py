"""Read a photo that nobody vouches for: in a child process with little memory and a few seconds, few at a time."""

from typing import Final

import msgspec

from sasando.core.facts.unreadable import Unreadable
from sasando.exchange.children import Busy, Children, Failed
from sasando.exchange.pictures.child import MAX_PICTURE, SECONDS
from sasando.exchange.pictures.grey import kind_and_size

__all__ = ["MAX_PICTURE", "NotAPicture", "codes_in"]
_READERS: Final = Children("sasando.exchange.pictures.child", seconds=SECONDS)
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
    try:
        return msgspec.json.decode(_READERS.answer(picture), type=list[str])
    except Busy:
        raise NotAPicture(BUSY) from None
    except (Failed, msgspec.DecodeError):
        raise NotAPicture(NOT_A_PICTURE) from None
