"""What happens to a list between gates. Facts only: a tick is never changed; an undo is another tick.

The arithmetic of them is `sasando.core.tally`. Keys are made where the fact is made, also on a phone without signal, so
that the same fact sent twice is one.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.models import Organisation
from sasando.domain.rosters.models import Entry, Roster


class TickKind(models.TextChoices):
    """What was seen of one person at one gate."""

    ARRIVED = "arrived", _("Tiba")
    SEEN = "seen", _("Terlihat, lanjut")
    CARRIED_ON = "carried_on", _("Lanjut ke")
    RELEASED = "released", _("Diserahkan kepada")
    MISSING = "missing", _("Hilang")
    EXTRA = "extra", _("Di luar daftar")
    ILL = "ill", _("Sakit")
    DIED = "died", _("Meninggal")
    UNDO = "undo", _("Batal")


class Captured(models.Model):
    """Made somewhere, perhaps without signal: both clocks are kept, and the phone on which it was made."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField()  # by the clock of who made it
    received_at = models.DateTimeField(db_default=Now())
    device = models.CharField(max_length=36, blank=True)  # "" when made on a page
    by = models.UUIDField()  # account

    class Meta:
        abstract = True


@protected(Protected(thing="tick", parent="entry_id", writes={"INSERT": "add"}))
class Tick(Captured):
    """One fact: this person, at this gate, at this time."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="ticks")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TickKind)
    to_gate = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since_gate = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(_("Penerima"), max_length=120, blank=True)
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "id")
        indexes = (models.Index(fields=["entry", "at"], name="tick_of_entry"),)
        constraints = (
            models.CheckConstraint(
                name="tick_says_where_to",
                condition=~Q(kind=TickKind.CARRIED_ON) | Q(to_gate__isnull=False),
                violation_error_message=_("Tulis ke gerbang mana orang ini lanjut."),
            ),
            models.CheckConstraint(
                name="tick_undoes_another",
                condition=Q(kind=TickKind.UNDO, undoes__isnull=False)
                | (~Q(kind=TickKind.UNDO) & Q(undoes__isnull=True)),
            ),
        )


@protected(Protected(thing="count", parent="roster_id", writes={"INSERT": "add"}))
class Count(Captured):
    """How many heads somebody counted at a gate, whatever the ticks say."""

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="counts")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+")
    heads = models.PositiveIntegerField()

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="handover", parent="roster_id", writes={"INSERT": "add"}))
class Handover(Captured):
    """The list of one gate was handed over: to whom, and what the totals were. What is ticked later is a correction.

    `signatures` are drawn lines: lists of points between 0 and 1000, by who drew them. `digest` names what was signed.
    """

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="handovers")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(_("Diterima oleh"), max_length=120)
    totals = models.JSONField(default=dict)
    signatures = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="ruling", parent="roster_id", writes={"INSERT": "add"}))
class Ruling(Captured):
    """A person decided a conflict: these ticks (or, for one person on two lines, this line) hold.

    `conflict` is the key that `core.tally` gives it.
    """

    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="rulings")
    conflict = models.CharField(max_length=300)
    keeps = ArrayField(models.CharField(max_length=36), default=list)

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="registration", parent="entry_id", writes={"INSERT": "add", "UPDATE": "change"}))
class Registration(models.Model):
    """Somebody of a list was typed into SISKOP2MI, under this number there; so nobody types it twice."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.CASCADE, related_name="registration")
    number = models.CharField(_("Nomor SISKOP2MI"), max_length=40, blank=True)
    at = models.DateTimeField(db_default=Now())
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()


class Purpose(models.TextChoices):
    """Why a gate is told."""

    EXPECT = "expect", _("Akan datang")
    ASK = "ask", _("Apakah ada di sini?")
    WATCH = "watch", _("Waspada")


@protected(Protected(thing="notice", own="organisation_id", gates="gates", writes={"INSERT": "add"}))
class Notice(models.Model):
    """Some people of a list, told to the gate, or the office, where they are expected, asked for, or watched for.

    `gates` is the address as policies read it: the key of the gate, or `org:` and the key of the office.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    purpose = models.CharField(max_length=8, choices=Purpose)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gate = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gates = ArrayField(models.CharField(max_length=60))
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="notices")
    people = models.ManyToManyField(Entry, through="NoticeEntry", related_name="notices")
    carrier = models.CharField(max_length=80, blank=True)
    expected_at = models.DateTimeField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        indexes = (GinIndex(fields=["gates"], name="notice_at_gates"),)
        constraints = (
            models.CheckConstraint(
                name="notice_goes_to_a_gate_or_an_office",
                condition=Q(gate__isnull=False, to__isnull=True) | Q(gate__isnull=True, to__isnull=False),
                violation_error_message=_("Pilih satu gerbang atau satu lembaga."),
            ),
        )


@protected(Protected(thing="notice", parent="notice_id", writes={"INSERT": "add"}))
class NoticeEntry(models.Model):
    """One person of a notice."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lines")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="notice_names_a_person_once", fields=["notice", "entry"]),)


class Said(models.TextChoices):
    """What the gate answers."""

    SEEN = "seen", _("Sudah dibaca")
    RECEIVED = "received", _("Orangnya ada di sini")
    NOT_HERE = "not_here", _("Tidak ada di sini")


@protected(Protected(thing="answer", parent="notice_id", writes={"INSERT": "add"}))
class Answer(models.Model):
    """What a gate answered, of all or of one person. Silence is an answer too: there is none."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="answers")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=10, choices=Said)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField(null=True, blank=True)  # None: through a link
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")


@protected(
    Protected(
        thing="link", own="organisation_id", writes={"INSERT": "add", "UPDATE": "revoke"}, changes=("revoked_at",)
    )
)
class Link(models.Model):
    """How an office without account answers one notice: limited, expiring, revocable. The secret is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    to = models.CharField(_("Untuk"), max_length=120)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()
