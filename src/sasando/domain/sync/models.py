"""Envelopes as they came from phones, and pieces of photos. What is sealed is kept only while a person may need it."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation


class State(models.TextChoices):
    """What became of an envelope."""

    DONE = "done", _("Sudah dicatat")
    HELD = "held", _("Menunggu catatan lain")
    CONFLICT = "conflict", _("Menunggu keputusan")
    REFUSED = "refused", _("Ditolak")


OPEN = (State.HELD, State.CONFLICT)
"""States in which somebody may still have to decide, so that what was sealed is still there."""


@protected(
    Protected(
        thing="sync",
        own="organisation_id",
        writes={"INSERT": "add", "UPDATE": "add rule"},
        changes=("state", "because", "details", "waits_for", "sealed", "settled_by", "settled_at", "reason"),
    )
)
class Envelope(models.Model):
    """One fact as a phone sealed it. Made on `device` under the key `uuid`; `digest` names head and sealed body.

    `at` is the clock of the phone, `received_at` ours. `base` names what the phone had taken along when the fact was
    made. `receipt` is our signature over its key and digest: with it the phone may forget, so an envelope that could
    not be opened has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField()  # who sent it
    device = models.CharField(max_length=36)
    uuid = models.UUIDField()
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    base = models.CharField(max_length=40, blank=True)
    written_at = models.CharField(max_length=35)  # `at`, letter by letter as it was sealed
    at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=8, choices=State)
    because = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    waits_for = models.UUIDField(null=True, blank=True)
    sealed = models.BinaryField(null=True)
    receipt = models.BinaryField(null=True)
    settled_by = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "id")
        indexes = (
            models.Index(fields=["organisation", "state", "received_at"], name="envelope_in_state"),
            models.Index(fields=["device", "uuid"], name="envelope_of_phone"),
        )
        constraints = (
            models.UniqueConstraint(
                name="envelope_kept_once",
                fields=["organisation", "device", "uuid", "digest"],
                violation_error_message=_("Catatan ini sudah diterima."),
            ),
        )


@protected(
    Protected(
        thing="sync",
        own="organisation_id",
        writes={"INSERT": "add", "UPDATE": "add"},
        changes=("whole_at", "kept_at", "receipt"),
    )
)
class Attachment(models.Model):
    """A photo, sealed, that comes in pieces. `of` is the key of the envelope to which it belongs.

    `whole_at`: all of it is here; `kept_at`: it is where it belongs, and the pieces are gone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField()
    device = models.CharField(max_length=36)
    of = models.UUIDField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes, sealed
    begun_at = models.DateTimeField(db_default=Now())
    whole_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    receipt = models.BinaryField(null=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("begun_at", "id")


@protected(Protected(thing="sync", parent="attachment_id", writes={"INSERT": "add", "DELETE": "add"}))
class Piece(models.Model):
    """Some bytes of an attachment, from `start`."""

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    content = models.BinaryField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("attachment", "start")
        constraints = (models.UniqueConstraint(name="piece_once", fields=["attachment", "start"]),)
