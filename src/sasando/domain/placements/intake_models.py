"""A list of candidates that is made into placements: how far it is, and what became of each row."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation
from sasando.domain.placements.kinds import SCHEME_CHOICES
from sasando.domain.rosters.models import Entry, Roster


class IntakeState(models.TextChoices):
    """Where the work stands."""

    WORKING = "working", _("Sedang dibuat")
    STOPPED = "stopped", _("Dihentikan")
    READY = "ready", _("Selesai")


@protected(
    Protected(thing="intake", own="organisation_id", region="region_code", writes={"INSERT": "add", "UPDATE": "change"})
)
class Intake(models.Model):
    """One list on its way to be placements. `scheme` holds for rows that name none; `reached` is the last row done."""

    roster = models.OneToOneField(Roster, primary_key=True, on_delete=models.CASCADE, related_name="intake")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    scheme = models.CharField(_("Skema baris yang tidak menyebutnya"), max_length=5, choices=SCHEME_CHOICES)
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.WORKING)
    done = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "roster_id")


@protected(Protected(thing="intake", parent="intake_id", writes={"INSERT": "add"}))
class IntakeRow(models.Model):
    """What became of one row: a placement, or why none; a code of `domain.errors`."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="taken_up")
    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rows")
    placement = models.ForeignKey("placements.Placement", null=True, blank=True, on_delete=models.CASCADE)
    refused = models.CharField(max_length=40, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("intake_id", "entry_id")
        constraints = (
            models.CheckConstraint(
                name="row_is_a_placement_or_says_why_not",
                condition=Q(placement=None) & ~Q(refused="") | Q(placement__isnull=False, refused=""),
            ),
        )
