"""Examinations: examiners, slots and bookings, and outcomes that show when somebody edits them past the program.

What was found stands in tables of its own (`Detail`, `PregnancyTest`) that only the examiner's own people reach.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.examinations.examiners import Designation, PracticeLicence, Psychologist
from sasando.domain.examinations.kinds import Kind, Result, TestResult
from sasando.domain.examinations.slots import Booking, Consent, Slot, Wish
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person

__all__ = [
    "Booking",
    "Consent",
    "Designation",
    "Detail",
    "Outcome",
    "PracticeLicence",
    "PregnancyTest",
    "Psychologist",
    "Signed",
    "Slot",
    "Wish",
]


class Signed(models.Model):
    """A row whose content is signed when it is written (`signing.SIGNED`). `key` names the key of the signature."""

    signature = models.BinaryField()
    key = models.CharField(max_length=16)

    class Meta:
        abstract = True


@protected(
    Protected(
        thing="outcome",
        own="organisation_id",
        region="region_code",
        to="asked_by_id",
        person="person_id",
        writes={"INSERT": "add"},
    )
)
class Outcome(Signed):
    """What came of an examination. Never changed, never deleted: a correction is a new one that `replaces` it.

    `organisation` is the examiner, `asked_by` whoever booked. `code` is printed on the letter, to be verified by.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="outcomes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    full_name = models.CharField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    examined_on = models.DateField(_("Tanggal periksa"))
    result = models.CharField(_("Hasil"), max_length=10, choices=Result)
    valid_until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    number = models.CharField(_("No sertifikat"), max_length=60, blank=True)
    examiner = models.CharField(_("Pemeriksa"), max_length=120)
    psychologist = models.ForeignKey(
        Psychologist, verbose_name=_("Psikolog"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.CharField(_("Alasan pembetulan"), max_length=200, blank=True)
    code = models.CharField(max_length=14, unique=True)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-examined_on", "-at")
        indexes = (
            models.Index(fields=["person", "kind", "-examined_on"], name="outcome_of_person"),
            models.Index(fields=["asked_by", "-at"], name="outcome_of_asker"),
        )
        constraints = (
            models.UniqueConstraint(
                name="outcome_once_a_booking",
                fields=["booking"],
                condition=Q(replaces=None),
                violation_error_message=_("Hasil untuk orang ini sudah dicatat. Betulkan dengan hasil baru."),
            ),
            models.CheckConstraint(
                name="outcome_replaces_with_a_reason",
                condition=Q(replaces=None) | ~Q(reason=""),
                violation_error_message=_("Tulis alasan pembetulannya."),
            ),
            models.CheckConstraint(
                name="outcome_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("examined_on")),
                violation_error_message=_("Tanggal akhir mendahului tanggal periksa."),
            ),
            models.CheckConstraint(
                name="outcome_of_psychology_names_its_psychologist",
                condition=Q(kind="health", psychologist=None) | Q(kind="psychology", psychologist__isnull=False),
                violation_error_message=_("Pilih psikolognya."),
            ),
        )


@protected(Protected(thing="detail", parent="outcome_id", writes={"INSERT": "add"}))
class Detail(Signed):
    """What was found: findings of the body, notes of the psychologist. Sealed: the database alone does not tell it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="details")
    sealed = models.BinaryField()
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")


@protected(Protected(thing="pregnancy", parent="outcome_id", writes={"INSERT": "add"}))
class PregnancyTest(Signed):
    """A test that somebody took. Others hear that it was taken; what it found only who must offer support hears."""

    outcome = models.OneToOneField(Outcome, primary_key=True, on_delete=models.PROTECT, related_name="pregnancy_test")
    tested_on = models.DateField(_("Tanggal tes kehamilan"))
    result = models.CharField(_("Hasil tes kehamilan"), max_length=10, choices=TestResult)
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
