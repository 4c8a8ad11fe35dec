"""Lists of people, whatever the occasion: candidates whose papers are checked, or people who pass a gate.

The kind says which columns are filled: on a batch the law speaks (stage, decision), on a list of people on their way
the gates do (due, number, age). Columns of the other kind stay empty.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.core.law.stage import STAGE_NAMES
from sasando.core.law.verdict import Decision
from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person, Sex
from sasando.exchange.reports.words import DECISIONS

DECISION_CHOICES = [(one.value, DECISIONS[one]["id"]) for one in Decision]
STAGES = [(stage.value, names["id"]) for stage, names in STAGE_NAMES.items()]


class Kind(models.TextChoices):
    """The occasion of a list."""

    BATCH = "batch", _("Calon yang diperiksa")
    RETURN = "return", _("Pulang atau dideportasi")
    DEPARTURE = "departure", _("Berangkat")
    CLASS = "class", _("Kelas OPP")
    EVENT = "event", _("Kegiatan")


AT_GATES = (Kind.RETURN, Kind.DEPARTURE, Kind.CLASS, Kind.EVENT)
"""The kinds whose people are ticked."""


class State(models.TextChoices):
    """Where the reading of a list stands."""

    WAITING = "waiting", _("Menunggu")
    READING = "reading", _("Sedang dibaca")
    READY = "ready", _("Selesai diperiksa")
    REFUSED = "refused", _("Tidak dapat dibaca")
    STOPPED = "stopped", _("Dihentikan")


@protected(
    Protected(
        thing="roster",
        own="organisation_id",
        region="region_code",
        gates="gates",
        writes={"INSERT": "add announce", "UPDATE": "change"},
    )
)
class Roster(models.Model):
    """A list as it was handed in, and how it was checked: by which rules, for which stage, as of which day.

    `gates` are the keys of the gates that its people pass; whoever stands there sees the list. `stated` is what the
    letter says in words, above all how many people it announces.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("Jenis daftar"), max_length=20, choices=Kind, default=Kind.BATCH)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rosters")
    region_code = models.CharField(max_length=13, blank=True)
    title = models.CharField(_("Nama daftar"), max_length=200)
    stage = models.CharField(_("Tahap"), max_length=30, choices=STAGES, blank=True)
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
    # what follows is empty on a batch; nullable, so that facts of old lists still hold (see security.digest)
    gates = ArrayField(models.CharField(max_length=60), null=True, blank=True)
    came_from = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carrier = models.CharField(_("Kapal atau penerbangan"), max_length=80, null=True, blank=True)
    arrives_at = models.DateTimeField(_("Tiba"), null=True, blank=True)
    stated = models.JSONField(null=True, blank=True)
    added_by = models.UUIDField()
    added_at = models.DateTimeField(db_default=Now())
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "id")
        indexes = (
            models.Index(fields=["organisation", "-added_at"], name="roster_of_organisation"),
            GinIndex(fields=["gates"], name="roster_at_gates"),
        )

    def __str__(self) -> str:
        return self.title


@protected(Protected(thing="roster", parent="roster_id", writes={"INSERT": "add announce"}))
class Source(models.Model):
    """The file or text as it came, byte for byte."""

    roster = models.OneToOneField(Roster, primary_key=True, on_delete=models.CASCADE, related_name="source")
    content = models.BinaryField()

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="entry", own="organisation_id", region="region_code", gates="gates", person="person_id"))
class Entry(models.Model):
    """One person on a list. On a batch with the decision (why stands in `Verdict`), and by what it was judged, because
    those who may see a person need not see the whole list; on a list of people on their way, where each is due, when
    and by which ship or flight.

    `announced` is false for somebody found at a gate (`found_at`) who is on no letter; `companion_of` is whom a child
    travels with.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField(null=True, blank=True)  # None: found at a gate, on no list
    full_name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    stage = models.CharField(max_length=30, choices=STAGES, blank=True)
    judged_for = models.DateField(null=True, blank=True)
    rules_hash = models.CharField(max_length=64, blank=True)
    decision = models.CharField(max_length=20, choices=DECISION_CHOICES, blank=True)
    gaps = models.PositiveSmallIntegerField(default=0)
    unread = models.PositiveSmallIntegerField(default=0)
    last_safe_day = models.DateField(null=True, blank=True)
    departs_on = models.DateField(null=True, blank=True)
    gates = ArrayField(models.CharField(max_length=60), null=True, blank=True)
    due = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carrier = models.CharField(_("Kapal atau penerbangan"), max_length=80, null=True, blank=True)
    arrives_at = models.DateTimeField(_("Tiba"), null=True, blank=True)
    announced = models.BooleanField(default=True, db_default=True)
    found_at = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    companion_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="companions")
    number = models.CharField(_("Nomor"), max_length=10, null=True, blank=True)
    description = models.CharField(_("Ciri-ciri"), max_length=300, null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, null=True, blank=True)
    age = models.PositiveSmallIntegerField(_("Umur"), null=True, blank=True)
    place = models.CharField(_("Asal"), max_length=200, null=True, blank=True)
    added_at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("roster_id", "row")  # not "roster": who sees a person need not see the list, and a join loses them
        indexes = (
            models.Index(fields=["roster", "decision"], name="entry_of_decision"),
            models.Index(fields=["region_code", "departs_on"], name="entry_of_region"),
            models.Index(fields=["person"], name="entry_of_person"),
            GinIndex(fields=["gates"], name="entry_at_gates"),
            models.Index(fields=["arrives_at", "region_code"], name="entry_arrives"),
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


@protected(Protected(thing="particulars", parent="entry_id", writes={"INSERT": "add"}))
class Particulars(models.Model):
    """What a list says of a person beyond the name: numbers, telephones, the raw line, and what the reader doubted."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="particulars")
    raw = models.TextField(blank=True)
    said = models.JSONField(default=dict)

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="flag", parent="entry_id", writes={}))
class Flag(models.Model):
    """Red flags of a person: signs for those who protect, never for a company. Written by `security.put_flags` only."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="flags")
    codes = models.JSONField(default=list)

    objects = VisibleQuerySet.as_manager()
