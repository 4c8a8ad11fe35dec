"""What a company owes after a deed, with its day; how many days each takes; who was typed into SISKOP2MI."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation
from sasando.domain.placements.duties import DUTY_CHOICES


@protected(Protected(thing="term", writes={"INSERT": "add", "UPDATE": "change"}))
class Term(models.Model):
    """How many days the office gives for a duty for which the law names none. Nobody of the law has confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("Kewajiban"), unique=True, max_length=20, choices=DUTY_CHOICES)
    days = models.PositiveSmallIntegerField(_("Hari"))
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("kind",)


@protected(
    Protected(
        thing="obligation",
        parent="placement_id",
        writes={"INSERT": "owe add", "UPDATE": "owe fulfil"},
        changes=("due_on", "dropped", "done_on", "note", "done_by", "done_by_organisation_id"),
    )
)
class Obligation(models.Model):
    """One duty of the company of a placement, from the day of the deed that brought it. `due_on` is empty as long as
    nobody set how many days it has; `dropped`: the deed was withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="obligations")
    kind = models.CharField(_("Kewajiban"), max_length=20, choices=DUTY_CHOICES)
    since = models.DateField(_("Sejak"))
    due_on = models.DateField(_("Paling lambat"), null=True, blank=True)
    dropped = models.BooleanField(default=False)
    done_on = models.DateField(_("Dilakukan"), null=True, blank=True)
    note = models.CharField(_("Bukti atau catatan"), max_length=200, blank=True)
    done_by = models.UUIDField(null=True, blank=True)
    done_by_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "since", "id")
        indexes = (models.Index(fields=["done_on", "dropped", "due_on"], name="obligation_is_due"),)
        constraints = (
            models.UniqueConstraint(name="obligation_once_a_deed", fields=["placement", "kind", "since"]),
            models.CheckConstraint(
                name="obligation_done_by_somebody",
                condition=Q(done_on=None, done_by=None) | Q(done_on__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="obligation_done_after_its_deed",
                condition=Q(done_on=None) | Q(done_on__gte=models.F("since")),
                violation_error_message=_("Tanggalnya mendahului kejadiannya."),
            ),
        )


@protected(Protected(thing="entered", parent="placement_id", writes={"INSERT": "add", "UPDATE": "change"}))
class Entered(models.Model):
    """A placement was typed into SISKOP2MI, under this number there; so nobody types it twice."""

    placement = models.OneToOneField(
        "placements.Placement", primary_key=True, on_delete=models.CASCADE, related_name="entered"
    )
    number = models.CharField(_("Nomor SISKOP2MI"), max_length=40, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()
