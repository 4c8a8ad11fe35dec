"""Who may examine: designations of facilities, and psychologists with their registration (STR) and licences (SILP)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation


@protected(Protected(thing="designation", own="organisation_id", changes=("until",)))
class Designation(models.Model):
    """A health facility was designated from a day on; asked on the day of the examination, never "today"."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="designations")
    source = models.CharField(_("Dasar penunjukan"), max_length=200)
    since = models.DateField(_("Berlaku sejak"))
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.CheckConstraint(
                name="designation_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("Tanggal akhir mendahului tanggal mulai."),
            ),
        )


@protected(Protected(thing="psychologist", own="organisation_id"))
class Psychologist(models.Model):
    """A psychologist of an institution. The registration (STR) holds for life (UU 23/2022 article 15)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="psychologists")
    name = models.CharField(_("Nama psikolog"), max_length=120)
    registration = models.CharField(_("No STR"), max_length=60)
    active = models.BooleanField(default=True)
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                name="psychologist_once_an_institution",
                fields=["organisation", "registration"],
                violation_error_message=_("Psikolog dengan No STR ini sudah dicatat pada lembaga itu."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@protected(Protected(thing="psychologist", parent="psychologist_id", writes={"INSERT": "add"}))
class PracticeLicence(models.Model):
    """A licence to practise (SILP), as it was printed; renewed by another one (UU 23/2022 articles 17-18)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    psychologist = models.ForeignKey(Psychologist, on_delete=models.PROTECT, related_name="licences")
    number = models.CharField(_("No SILP"), max_length=60)
    since = models.DateField(_("SILP sejak"))
    until = models.DateField(_("SILP sampai"))
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-until",)
        constraints = (
            models.CheckConstraint(
                name="practice_licence_ends_after_it_begins",
                condition=Q(until__gte=F("since")),
                violation_error_message=_("Tanggal akhir mendahului tanggal mulai."),
            ),
        )
