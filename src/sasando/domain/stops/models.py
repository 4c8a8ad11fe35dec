"""Stop reports, who brought the people, photos, and the lane for workers on leave.

A report is made where people are stopped, perhaps without signal: its key is made there, so that sending it twice keeps
one. What is known of the one who brought them stands in a table of its own, with rights of its own.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.gates.models import Gate, Sailing
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person, Sex
from sasando.domain.stops.kinds import (
    Agency,
    BringerRole,
    Currency,
    Found,
    KeyKind,
    Mode,
    Next,
    Outcome,
    Paper,
    Per,
    PhotoKind,
    State,
)


@protected(
    Protected(
        thing="stop",
        own="organisation_id",
        region="region_code",
        to="handed_to_id",
        changes=("state", "handed_to_id", "next", "next_where"),  # what was reported stays as it was reported
    )
)
class Stop(models.Model):
    """People were stopped: by whom, where, on the way to where, and what happened next.

    `men`, `women` (grown up) and `children` are as counted there; people may be named or not. `digest` names what was
    reported (SHA-256). `conflicts_with`: the same key came before with another content; both are kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    agency = models.CharField(_("Yang mencegah"), max_length=20, choices=Agency)
    unit = models.CharField(_("Satuan"), max_length=120, blank=True)
    gate = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("Tempat lain"), max_length=120, blank=True)
    sailing = models.ForeignKey(Sailing, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(_("Moda"), max_length=10, choices=Mode, blank=True)
    carrier = models.CharField(_("Kapal, penerbangan, atau kendaraan"), max_length=80, blank=True)
    found = models.CharField(_("Cara ditemukan"), max_length=20, choices=Found, blank=True)
    destination = models.CharField(_("Tujuan"), max_length=120, blank=True)
    inside = models.BooleanField(_("Tujuan di dalam Indonesia"), default=False)
    papers = ArrayField(models.CharField(max_length=20, choices=Paper), verbose_name=_("Dokumen"), default=list)
    men = models.PositiveIntegerField(_("Laki-laki"), default=0)
    women = models.PositiveIntegerField(_("Perempuan"), default=0)
    children = models.PositiveIntegerField(_("Anak"), default=0)
    unread = ArrayField(models.CharField(max_length=300), default=list)  # pasted lines that are nobody
    next = models.CharField(_("Tindak lanjut"), max_length=20, choices=Next, blank=True)
    next_where = models.CharField(_("Di mana"), max_length=120, blank=True)
    handed_to = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    conflicts_with = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="others")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("Waktu"))  # by the clock of who made it
    received_at = models.DateTimeField()
    by = models.UUIDField()  # account

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        indexes = (
            models.Index(fields=["organisation", "-at"], name="stop_of_organisation"),
            models.Index(fields=["region_code", "-at"], name="stop_of_region"),
        )
        constraints = (
            models.CheckConstraint(
                name="stop_was_somewhere",
                condition=Q(gate__isnull=False) | ~Q(place=""),
                violation_error_message=_("Pilih gerbangnya, atau tulis tempatnya."),
            ),
        )

    @property
    def where(self) -> str:
        """The gate, else the place; both when both are known."""
        return ", ".join(part for part in (self.gate.title if self.gate else "", self.place) if part)

    @property
    def by_what(self) -> str:
        """By what they travelled: what kind, and which; as the timetable calls it when it is known there."""
        named = self.carrier or (self.sailing.vessel if self.sailing else "")
        return ": ".join(part for part in (str(self.get_mode_display()) if self.mode else "", named) if part)

    @property
    def people_counted(self) -> int:
        """How many were stopped."""
        return self.men + self.women + self.children


@protected(
    Protected(
        thing="stop",
        own="organisation_id",
        region="region_code",
        to="handed_to_id",
        person="person_id",
        changes=("next", "handed_to_id"),
    )
)
class StopPerson(models.Model):
    """One of those who were stopped, as they stood in the report; organisation, region and receiver are its own."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="stops")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    handed_to = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    full_name = models.CharField(_("Nama"), max_length=200)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    age = models.PositiveSmallIntegerField(_("Umur"), null=True, blank=True)
    origin = models.CharField(_("Asal"), max_length=200, blank=True)
    next = models.CharField(_("Tindak lanjut"), max_length=20, choices=Next, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("stop", "number")
        constraints = (models.UniqueConstraint(name="stopped_once_a_number", fields=["stop", "number"]),)


@protected(Protected(thing="stop", parent="stop_id", writes={"INSERT": "add"}))
class Reason(models.Model):
    """Why they were stopped: the code of a red flag, or of a fact of non-procedural placement (N01-N25)."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="reasons")
    code = models.CharField(max_length=40)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(name="reason_once_a_stop", fields=["stop", "code"]),)


@protected(Protected(thing="bringer", parent="stop_id", writes={"INSERT": "add"}))
class Bringer(models.Model):
    """Who brought them, as it was told. Nobody here is convicted of anything."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="bringers")
    role = models.CharField(_("Sebagai"), max_length=10, choices=BringerRole, default=BringerRole.UNKNOWN)
    name = models.CharField(_("Nama"), max_length=120, blank=True)
    phone = models.CharField(_("Telepon"), max_length=60, blank=True)
    house = models.CharField(_("Rumah atau alamat"), max_length=200, blank=True)
    ticket_buyer = models.CharField(_("Pembeli tiket"), max_length=120, blank=True)
    payer = models.CharField(_("Yang membayar"), max_length=120, blank=True)
    wage = models.DecimalField(_("Upah yang dijanjikan"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, choices=Currency, blank=True)
    per = models.CharField(max_length=6, choices=Per, blank=True)
    plate = models.CharField(_("Pelat kendaraan"), max_length=20, blank=True)
    account = models.CharField(_("Rekening"), max_length=60, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)


@protected(Protected(thing="bringer", parent="stop_id", writes={"INSERT": "add"}))
class SeenKey(models.Model):
    """One key by which somebody or something of a report is met again. Others ask through `security.seen_in_stops`."""

    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=8, choices=KeyKind)
    key = models.CharField(max_length=120)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["kind", "key"], name="seen_by_key"),)
        constraints = (models.UniqueConstraint(name="seen_key_once_a_stop", fields=["stop", "kind", "key"]),)


@protected(Protected(thing="asking", own="organisation_id", writes={"INSERT": "add"}))
class Asking(models.Model):
    """Somebody asked whether something was met before: how much, never what. Without it nothing is answered."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField()
    size = models.PositiveIntegerField()  # keys
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["account", "at"], name="asking_of_account"),)


@protected(Protected(thing="draft", account="account", writes={"INSERT": "add", "UPDATE": "change"}))
class Draft(models.Model):
    """A report that was begun, for the eyes of who began it. `typed` is emptied when it is sent or thrown away."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.UUIDField()
    typed = models.JSONField(default=dict)
    open = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at",)


@protected(Protected(thing="photo", parent="stop_id", writes={"INSERT": "add"}))
class Photo(models.Model):
    """A photo of a ticket or a document. The file is encrypted; `sha256` is of what was kept, `came` of what came."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    stop = models.ForeignKey(Stop, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=10, choices=PhotoKind, default=PhotoKind.TICKET)
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    came = models.CharField(max_length=64)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(name="photo_once_a_stop", fields=["stop", "sha256"]),)


@protected(
    Protected(
        thing="clearance", own="organisation_id", region="region_code", person="person_id", writes={"INSERT": "add"}
    )
)
class Clearance(models.Model):
    """A worker on leave was looked at: what was seen, and that they may go on, or what is still missing.

    `items` has for each key of the checklist (`reentry.py`) seen, not_seen or unknown. `group` ties together those who
    travel together.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.UUIDField()
    stopped = models.ForeignKey(StopPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    full_name = models.CharField(_("Nama"), max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    gate = models.ForeignKey(Gate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome)
    by = models.UUIDField()
    at = models.DateTimeField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        indexes = (models.Index(fields=["group", "at"], name="clearance_of_group"),)
