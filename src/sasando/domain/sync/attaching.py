"""Photos that come in pieces over bad links: what is here stays here, the rest comes from where it broke off."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.stops.models import Stop
from sasando.domain.stops.photos import add_photo
from sasando.domain.sync.envelopes import digest_of, head_of
from sasando.domain.sync.models import Attachment, Piece
from sasando.domain.sync.receiving import receipt_text
from sasando.domain.sync.sealing import Unopenable, open_sealed, signed

PIECE: Final = 256 * 1024
"""Bytes of a piece at most."""
LARGEST: Final = 3 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the phone says of a photo: its key, the envelope to which it belongs, its sealed size and digest."""

    uuid: UUID
    device: str
    of: UUID
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is here, and the receipt once all of it is."""

    have: int
    receipt: bytes = b""


def head_of_photo(said: Said, organisation: UUID) -> bytes:
    """The head under which a photo is sealed."""
    return head_of(organisation, said.device, said.uuid, "photo", said.of, "")


@transaction.atomic
def take_piece(said: Said, start: int, content: bytes, *, by: Actor) -> Progress:
    """Keep a piece that begins at `start`; what is here already is not kept twice. Raises `Refused`.

    A piece from further on than what is here is not kept: the answer says from where to send.
    """
    if not by.may("sync.add"):
        raise Refused("not_allowed")
    if not 0 < said.size <= LARGEST or len(content) > PIECE:
        raise Refused("photo_too_large")
    _one_piece_after_the_other(said)
    photo = _photo(said, by)
    if photo.receipt:
        return Progress(photo.size, bytes(photo.receipt))
    have = _have(photo)
    if content and start <= have < start + len(content) and have < photo.size:
        fresh = content[have - start :][: photo.size - have]
        Piece(attachment=photo, start=have, content=fresh).save(force_insert=True)
        have += len(fresh)
    return Progress(have) if have < photo.size else _whole(photo, said, by)


def _one_piece_after_the_other(said: Said) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [str(said.uuid)])


def _photo(said: Said, by: Actor) -> Attachment:
    there: Attachment | None = Attachment.objects.visible_to(by).filter(pk=said.uuid).first()
    if there is None:
        there = Attachment(
            id=said.uuid,
            organisation_id=by.organisation,
            account=by.account,
            device=said.device,
            of=said.of,
            digest=said.digest,
            size=said.size,
        )
        there.save(force_insert=True)
        audit.record("sync.begun", there, by=by)
    elif (there.digest, there.size, there.of, there.device) != (said.digest, said.size, said.of, said.device):
        raise Refused("same_key_other_content")
    return there


def _have(photo: Attachment) -> int:
    last = Piece.objects.filter(attachment=photo).order_by("-start").first()
    return last.start + len(last.content) if last else 0


def _whole(photo: Attachment, said: Said, by: Actor) -> Progress:
    """All bytes are here: if they are what the phone sent, say so; if not, begin again."""
    head = head_of_photo(said, by.organisation)
    if digest_of(head, _bytes(photo)) != photo.digest:
        Piece.objects.filter(attachment=photo).delete()
        return Progress(0)
    photo.receipt = signed(receipt_text(photo.device, str(photo.pk), photo.digest))
    photo.whole_at = timezone.now()
    photo.save(update_fields=["receipt", "whole_at"])
    audit.record("sync.kept", photo, by=by)
    put_in_place(photo, by=by)
    return Progress(photo.size, bytes(photo.receipt))


def _bytes(photo: Attachment) -> bytes:
    return b"".join(bytes(piece.content) for piece in Piece.objects.filter(attachment=photo).order_by("start"))


def put_in_place(photo: Attachment, *, by: Actor) -> bool:
    """Give a whole photo to its report, if that is here already; afterwards the pieces go. True when it is there."""
    stop = Stop.objects.visible_to(by).filter(pk=photo.of).first()
    if stop is None:
        return False
    said = Said(uuid=photo.pk, device=photo.device, of=photo.of, digest=photo.digest, size=photo.size)
    try:
        with transaction.atomic():
            opened = open_sealed(_bytes(photo), head_of_photo(said, photo.organisation_id))
            first, _, picture = opened.partition(b"\n")  # "ticket 40213", then the picture, then padding
            kind, _, length = first.decode().partition(" ")
            add_photo(stop, picture[: int(length)], kind=kind, by=by)
    except (Unopenable, ValidationError, ValueError):
        return False
    photo.kept_at = timezone.now()
    photo.save(update_fields=["kept_at"])
    Piece.objects.filter(attachment=photo).delete()
    return True


def put_all_in_place(*, by: Actor) -> None:
    """Give every whole photo that waited for its report to it."""
    for photo in Attachment.objects.visible_to(by).filter(whole_at__isnull=False, kept_at=None)[:50]:
        put_in_place(photo, by=by)
