"""Photos of a stop: kept as the bare picture, encrypted, and handed out to those only who may read them."""

import hashlib
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.documents import vault
from sasando.domain.documents.pictures import NoPicture, only_picture
from sasando.domain.errors import Refused
from sasando.domain.stops.kinds import PhotoKind
from sasando.domain.stops.models import Photo, Stop

AT_MOST: Final = 2 * 1024 * 1024  # bytes, as it comes
MOST_OF_A_STOP: Final = 12


@transaction.atomic
def add_photo(stop: Stop, content: bytes, *, kind: str, by: Actor) -> Photo:
    """Keep a photo of a report; the same picture again is the one that is there. Raises `Refused`."""
    if not by.may("photo.add", "own") or stop.organisation_id != by.organisation:
        raise Refused("not_allowed")
    if len(content) > AT_MOST:
        raise Refused("photo_too_large")
    try:
        picture = only_picture(content)
    except NoPicture:
        raise Refused("photo_not_readable") from None
    sha256 = hashlib.sha256(picture.content).hexdigest()
    there: Photo | None = Photo.objects.filter(stop=stop, sha256=sha256).first()
    if there:
        return there
    if Photo.objects.filter(stop=stop).count() >= MOST_OF_A_STOP:
        raise Refused("too_many_photos", most=MOST_OF_A_STOP)
    photo = Photo(
        id=uuid5(stop.pk, sha256),
        stop=stop,
        kind=PhotoKind(kind),
        media_type=picture.media_type,
        size=len(picture.content),
        sha256=sha256,
        came=hashlib.sha256(content).hexdigest(),
        by=by.account,
    )
    vault.put(photo.pk, picture.content, belongs_to=f"stop {stop.pk}")
    photo.save(force_insert=True)
    audit.record("photo.added", photo, by=by, fields=["kind", "sha256"], digest=True)
    return photo


def read_photo(key: UUID, *, by: Actor) -> tuple[Photo, bytes] | None:
    """The photo and its picture, for who may read it; None for everybody else. That it was read is a fact.

    Raises `vault.Damaged` when the file is not what was kept.
    """
    photo: Photo | None = Photo.objects.visible_to(by).filter(pk=key).first()
    if photo is None:
        return None
    content = vault.get(photo.pk, belongs_to=f"stop {photo.stop_id}")
    if hashlib.sha256(content).hexdigest() != photo.sha256:
        raise vault.Damaged("the picture is not the one that was kept")
    audit.record("photo.read", photo, by=by)
    return photo, content
