"""Draw a file that nobody vouches for: in a child process with little memory and a few seconds, few at a time."""

import os
from enum import StrEnum
from typing import Final

import msgspec

from sasando.exchange.children import Busy, Children, Failed
from sasando.exchange.scans.child import MAX_FILE, MOST_PAGES, SECONDS

__all__ = ["MOST_PAGES", "NotAScan", "Why", "drawn_pages", "is_drawable"]
_DRAWERS: Final = Children("sasando.exchange.scans.child", seconds=SECONDS)


class Why(StrEnum):
    """Why nothing was drawn."""

    NOT_READABLE = "not_readable"  # damaged, with a password, or too much to draw
    TOO_MANY_PAGES = "too_many_pages"
    BUSY = "busy"


class NotAScan(ValueError):  # noqa: N818 - it says what came
    """The bytes are nothing that can be drawn, or not now."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def drawn_pages(pdf: bytes) -> list[bytes]:
    """The pages of a PDF as PNG, as they look and nothing else of it. Raises `NotAScan`, whatever the bytes."""
    if not pdf.startswith(b"%PDF-") or not hasattr(os, "memfd_create"):
        raise NotAScan(Why.NOT_READABLE)
    answer = _asked("pdf", pdf)
    if answer is None:
        raise NotAScan(Why.TOO_MANY_PAGES)
    return answer


def is_drawable(picture: bytes, media_type: str) -> bool:
    """Whether a JPEG or PNG can be decoded. Raises `NotAScan` when there is no turn for it."""
    try:
        _asked({"image/jpeg": "jpg", "image/png": "png"}[media_type], picture)
    except NotAScan as refusal:
        if refusal.why is Why.BUSY:
            raise
        return False
    return True


def _asked(kind: str, content: bytes) -> list[bytes] | None:
    if len(content) > MAX_FILE:
        raise NotAScan(Why.NOT_READABLE)
    try:
        return msgspec.msgpack.decode(_DRAWERS.answer(content, [kind]), type=list[bytes] | None)
    except Busy:
        raise NotAScan(Why.BUSY) from None
    except (Failed, msgspec.DecodeError):
        raise NotAScan(Why.NOT_READABLE) from None
