"""Persons: one name or one description is enough. What identifies them beyond doubt stands in a table of its own."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.links import MatchKey, Sameness, SearchDue, Suggestion, Verdict
from sasando.domain.people.values import Correction, Identifier, Value

__all__ = [
    "Adversity",
    "Assignment",
    "Correction",
    "Identifier",
    "Identity",
    "MatchKey",
    "Person",
    "Sameness",
    "SearchDue",
    "Sex",
    "Suggestion",
    "Value",
    "Verdict",
]


class Sex(models.TextChoices):
    """As in the facts of a dossier."""

    WOMAN = "F", _("Perempuan")
    MAN = "M", _("Laki-laki")


@protected(Protected(thing="person", own="organisation_id", region="region_code", person="id"))
class Person(models.Model):
    """Somebody, as one organisation knows them. Whether two are one is decided by a person, later.

    `region_code` says which region's offices the person belongs to: the home where it is known, else the seat of who
    wrote them down.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    full_name = models.CharField(_("Nama"), max_length=200, blank=True)
    description = models.CharField(_("Ciri-ciri"), max_length=300, blank=True)
    sex = models.CharField(_("Jenis kelamin"), max_length=1, choices=Sex, blank=True)
    home = models.ForeignKey(
        "regions.Region", verbose_name=_("Asal"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region_code = models.CharField(max_length=13, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("full_name", "id")
        indexes = (
            models.Index(fields=["organisation", "full_name"], name="person_of_organisation"),
            models.Index(fields=["region_code", "full_name"], name="person_of_region"),
        )
        constraints = (
            models.CheckConstraint(
                name="person_has_a_name_or_a_description",
                condition=~Q(full_name="") | ~Q(description=""),
                violation_error_message=_("Tulis nama atau ciri-ciri orang ini; salah satu cukup."),
            ),
        )

    def __str__(self) -> str:
        return self.full_name or self.description


@protected(Protected(thing="identity", parent="person_id"))
class Identity(models.Model):
    """Numbers and dates that single a person out. Unique within an organisation only, so that nobody can probe."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="identity")
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    passport_number = models.CharField(_("Nomor paspor"), max_length=20, blank=True)
    born_on = models.DateField(_("Tanggal lahir"), null=True, blank=True)
    phone = models.CharField(_("Telepon"), max_length=30, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["nik"], name="identity_nik", condition=~Q(nik="")),)


@protected(
    Protected(
        thing="assignment",
        own="organisation_id",
        region="region_code",
        writes={"INSERT": "add", "UPDATE": "end"},
    )
)
class Assignment(models.Model):
    """A person handed to an organisation until a day, for a purpose. Ended by its day, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13)
    purpose = models.CharField(max_length=40, blank=True)
    until = models.DateField(_("Sampai"))
    given_by = models.UUIDField(null=True, blank=True)
    given_at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-until",)
        indexes = (models.Index(fields=["organisation", "until"], name="assignment_of_organisation"),)


@protected(Protected(thing="adversity", region="region_code", writes={"INSERT": "add"}))
class Adversity(models.Model):
    """An organisation named against a person; from then on it reaches nothing of that person's, and is not told."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13)
    named_by = models.UUIDField(null=True, blank=True)
    named_at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="adversity_named_once", fields=["person", "organisation"]),)
