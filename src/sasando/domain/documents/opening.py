"""A file that came, as pages that are only picture: this is the one way of a file into the vault of documents."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sasando.domain.documents.pictures import PNG, NoPicture, only_picture
from sasando.domain.errors import Refused
from sasando.exchange.scans import MOST_PAGES, NotAScan, Why, drawn_pages, is_drawable

_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypmsf1", b"ftypavif")
_REFUSED: Final[Mapping[Why, tuple[str, dict[str, Any]]]] = {
    Why.NOT_READABLE: ("pdf_not_readable", {}),
    Why.TOO_MANY_PAGES: ("too_many_pages", {"most": MOST_PAGES}),
    Why.BUSY: ("scans_busy", {}),
}


class Page(NamedTuple):
    """One page; empty when nothing of it is kept."""

    media_type: str
    content: bytes


def pages_of(content: bytes) -> list[Page]:
    """The pages of a photo or a PDF: how they look, and nothing else of the file. Raises `Refused`."""
    if content.startswith(b"%PDF-"):
        return [Page(PNG, page) for page in _drawn(content)]
    if content[4:12] in _HEIC:
        raise Refused("scan_is_heic")
    try:
        page = Page(*only_picture(content))
        whole = is_drawable(page.content, page.media_type)
    except NoPicture:
        whole = False
    except NotAScan as busy:
        raise _refused(busy) from None
    if not whole:
        raise Refused("scan_not_readable")
    return [page]


def _drawn(pdf: bytes) -> list[bytes]:
    try:
        return drawn_pages(pdf)
    except NotAScan as refusal:
        raise _refused(refusal) from None


def _refused(refusal: NotAScan) -> Refused:
    code, details = _REFUSED[refusal.why]
    return Refused(code, **details)
