"""Lists of people. Here the kind *batch*: candidates whose papers were checked against the law."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.core.law.stage import STAGE_NAMES
from sasando.core.law.verdict import Decision
from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person
from sasando.exchange.reports.words import DECISIONS

DECISION_CHOICES = [(one.value, DECISIONS[one]["id"]) for one in Decision]
STAGES = [(stage.value, names["id"]) for stage, names in STAGE_NAMES.items()]


class State(models.TextChoices):
    """Where the reading of a list stands."""

    WAITING = "waiting", _("Menunggu")
    READING = "reading", _("Sedang dibaca")
    READY = "ready", _("Selesai diperiksa")
    REFUSED = "refused", _("Tidak dapat dibaca")
    STOPPED = "stopped", _("Dihentikan")


@protected(Protected(thing="roster", own="organisation_id", region="region_code"))
class Roster(models.Model):
    """A list as it was handed in, and how it was checked: by which rules, for which stage, as of which day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=20, default="batch")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rosters")
    region_code = models.CharField(max_length=13, blank=True)
    title = models.CharField(_("Nama daftar"), max_length=200)
    stage = models.CharField(_("Tahap"), max_length=30, choices=STAGES)
    as_of = models.DateField(_("Diperiksa per"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    read = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0, db_default=0)
    total = models.PositiveIntegerField(default=0)
    because = models.JSONField(default=dict, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    letter = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    rules_version = models.CharField(max_length=40, blank=True)
    rules_hash = models.CharField(max_length=64, blank=True)
    added_by = models.UUIDField()
    added_at = models.DateTimeField(db_default=Now())
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "id")
        indexes = (models.Index(fields=["organisation", "-added_at"], name="roster_of_organisation"),)

    def __str__(self) -> str:
        return self.title


@protected(Protected(thing="roster", parent="roster_id", writes={"INSERT": "add"}))
class Source(models.Model):
    """The file or text as it came, byte for byte."""

    roster = models.OneToOneField(Roster, primary_key=True, on_delete=models.CASCADE, related_name="source")
    content = models.BinaryField()

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="entry", own="organisation_id", region="region_code", person="person_id"))
class Entry(models.Model):
    """One person on a list, with the decision; why stands in `Verdict`.

    It also holds by what it was judged, because those who may see a person need not see the whole list.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField()
    full_name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    stage = models.CharField(max_length=30, choices=STAGES)
    judged_for = models.DateField()
    rules_hash = models.CharField(max_length=64)
    decision = models.CharField(max_length=20, choices=DECISION_CHOICES)
    gaps = models.PositiveSmallIntegerField(default=0)
    unread = models.PositiveSmallIntegerField(default=0)
    last_safe_day = models.DateField(null=True, blank=True)
    departs_on = models.DateField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("roster", "row")
        indexes = (
            models.Index(fields=["roster", "decision"], name="entry_of_decision"),
            models.Index(fields=["region_code", "departs_on"], name="entry_of_region"),
            models.Index(fields=["person"], name="entry_of_person"),
        )
        constraints = (models.UniqueConstraint(name="entry_once_a_row", fields=["roster", "row"]),)


@protected(Protected(thing="verdict", parent="entry_id"))
class Verdict(models.Model):
    """What was read of a person and what the law says to it. Health and money stand here: never for a stranger."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="verdict")
    dossier = models.JSONField(default=dict)
    shown = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    gaps = models.JSONField(default=list)

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="flag", parent="entry_id", writes={}))
class Flag(models.Model):
    """Red flags of a person: signs for those who protect, never for a company. Written by `security.put_flags` only."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="flags")
    codes = models.JSONField(default=list)

    objects = VisibleQuerySet.as_manager()
