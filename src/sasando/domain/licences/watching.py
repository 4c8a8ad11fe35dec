"""Sanctions with the company's reply, and the public list of companies as it was on a day."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.licences.kinds import LicenceState, Step
from sasando.domain.licences.stated import Stated, ends_after_it_begins
from sasando.domain.organisations.models import Organisation


@protected(Protected(thing="sanction", company="company_id", changes=("until",)))
class Sanction(Stated):
    """A step of the ladder: why, by which article, on which day decided, from when until when."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sanctions")
    step = models.CharField(_("Sanksi"), max_length=20, choices=Step)
    reason = models.TextField(_("Alasan"), max_length=2000)
    article = models.CharField(_("Pasal"), max_length=200)
    number = models.CharField(_("Nomor keputusan"), max_length=120, blank=True)
    issuer = models.CharField(_("Yang memutuskan"), max_length=120)
    decided_on = models.DateField(_("Tanggal keputusan"))
    since = models.DateField(_("Berlaku sejak"))
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    activity = models.CharField(_("Kegiatan yang dihentikan"), max_length=200, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-decided_on", "-at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="sanction_is_on_the_ladder", condition=Q(step__in=Step.values)),
            ends_after_it_begins("sanction_ends_after_it_begins"),
        ]


@protected(Protected(thing="reply", parent="sanction_id", writes={"INSERT": "add"}))
class Reply(models.Model):
    """What the company answered to a sanction (right of reply). Several are possible; none is ever changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(_("Jawaban perusahaan"), max_length=4000)
    on = models.DateField(_("Tanggal jawaban"))
    by = models.UUIDField()  # account
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at"]


@protected(Protected(thing="public_list", writes={"INSERT": "add"}))
class Snapshot(Stated):
    """The public list of companies as it was on `source_day`. `problems` are the cells that could not be read."""

    name = models.CharField(_("Berkas"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    problems = models.JSONField(default=list, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-source_day", "-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="snapshot_imported_once",
                fields=["sha256", "source_day"],
                violation_error_message=_("Daftar ini sudah diimpor untuk tanggal itu."),
            )
        ]


@protected(Protected(thing="public_list", parent="snapshot_id", writes={"INSERT": "add"}))
class SnapshotRow(models.Model):
    """One company of a public list. `key` is its licence number, reduced; what the list does not say is empty."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    name = models.CharField(_("Nama"), max_length=200)
    number = models.CharField(_("Nomor SIP3MI"), max_length=80)
    key = models.CharField(max_length=80)
    state = models.CharField(_("Keadaan"), max_length=20, choices=LicenceState, blank=True)
    since = models.DateField(_("Berlaku sejak"), null=True, blank=True)
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["row"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="snapshot_row_once_a_licence", fields=["snapshot", "key"])
        ]
