"""When and where somebody is examined: slots with their price, the waiting list of mobile days, bookings, consent.

How many places are taken is counted by the database itself (`sql/seats.sql`), so that nobody who books must see the
bookings of others, and two who book the last place at once are not both given it.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.examinations.kinds import Giver, Kind, Language, Sign, SlotState, WishState, Within
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person, Sex
from sasando.domain.regions.models import Region

_CLOCK = Func(function="clock_timestamp", output_field=models.DateTimeField())
"""Now() is the same for a whole transaction; those who come together stand in the order in which they were named."""


@protected(Protected(thing="slot", own="organisation_id", changes=("state", "cancelled_because")))
class Slot(models.Model):
    """An examiner examines at a place, on a day, at an hour, so many people, at a price (whole rupiah, 0 is free).

    A mobile day waits until `opens_at_count` people wait; `regency` and `island` say whose waiting counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Pemeriksaan"), max_length=10, choices=Kind)
    place = models.ForeignKey(Region, verbose_name=_("Tempat"), on_delete=models.PROTECT, related_name="+")
    regency = models.CharField(max_length=5)
    island = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(_("Hari dan jam"))
    capacity = models.PositiveSmallIntegerField(_("Tempat untuk berapa orang"))
    taken = models.PositiveSmallIntegerField(default=0)
    price_idr = models.PositiveIntegerField(_("Harga per orang (Rp)"))
    mobile = models.BooleanField(default=False)
    opens_at_count = models.PositiveSmallIntegerField(_("Dibuka bila menunggu"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=SlotState, default=SlotState.OPEN)
    cancelled_because = models.CharField(_("Alasan batal"), max_length=200, blank=True)
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = (
            models.Index(fields=["kind", "state", "at"], name="slot_of_kind"),
            models.Index(fields=["organisation", "at"], name="slot_of_examiner"),
        )
        constraints = (
            models.CheckConstraint(
                name="slot_is_not_overbooked",
                condition=Q(taken__lte=F("capacity")),
                violation_error_message=_("Tempat pada jadwal ini sudah habis."),
            ),
            models.CheckConstraint(
                name="mobile_day_says_when_it_opens",
                condition=Q(mobile=False, opens_at_count=None)
                | Q(mobile=True, opens_at_count__gte=1, opens_at_count__lte=F("capacity")),
                violation_error_message=_("Hari keliling dibuka pada 1 orang sampai sebanyak tempatnya."),
            ),
        )

    @property
    def left(self) -> int:
        """How many places are free."""
        return self.capacity - self.taken


@protected(
    Protected(
        thing="wish",
        own="organisation_id",
        region="region_code",
        person="person_id",
        changes=("state",),
    )
)
class Wish(models.Model):
    """Somebody waits for an examination near home, at a price up to `at_most_idr`; made by who looks after them."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    kind = models.CharField(_("Pemeriksaan"), max_length=10, choices=Kind)
    regency = models.CharField(max_length=5)
    island = models.CharField(max_length=20, blank=True)
    within = models.CharField(_("Mau pergi sejauh"), max_length=10, choices=Within, default=Within.ISLAND)
    at_most_idr = models.PositiveIntegerField(_("Harga paling tinggi yang disetujui (Rp)"))
    full_name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=WishState, default=WishState.WAITING)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=_CLOCK)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=["kind", "island", "at"], name="wish_waiting", condition=Q(state="waiting")),)
        constraints = (
            models.UniqueConstraint(
                name="wish_waits_once",
                fields=["organisation", "person", "kind"],
                condition=Q(state="waiting"),
                violation_error_message=_("Orang ini sudah ada pada daftar tunggu."),
            ),
        )


@protected(
    Protected(
        thing="booking",
        own="organisation_id",
        region="region_code",
        to="examiner_id",
        person="person_id",
        writes={"INSERT": "add", "UPDATE": "cancel"},
        changes=("cancelled_at", "cancelled_because"),
    )
)
class Booking(models.Model):
    """A place in a slot for somebody, booked by who looks after them, handed to the examiner.

    It carries what the examiner must know to call somebody up, so that the examiner needs no right to the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    examiner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    wish = models.ForeignKey(Wish, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    price_idr = models.PositiveIntegerField()
    full_name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("Alasan batal"), max_length=200, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("slot", "at", "id")
        indexes = (
            models.Index(fields=["organisation", "-at"], name="booking_of_organisation"),
            models.Index(fields=["person"], name="booking_of_person"),
        )
        constraints = (
            models.UniqueConstraint(
                name="booking_once_a_slot",
                fields=["slot", "person"],
                condition=Q(cancelled_at=None),
                violation_error_message=_("Orang ini sudah punya tempat pada jadwal itu."),
            ),
        )


@protected(
    Protected(
        thing="consent",
        parent="booking_id",
        writes={"INSERT": "add", "UPDATE": "withdraw"},
        changes=("withdrawn_on",),
    )
)
class Consent(models.Model):
    """Somebody agreed to be examined after the text was read to them; in force until it is withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="consents")
    text_version = models.CharField(max_length=20)
    language = models.CharField(_("Bahasa"), max_length=10, choices=Language)
    read_by = models.CharField(_("Dibacakan oleh"), max_length=120)
    given_by = models.CharField(_("Diberikan oleh"), max_length=10, choices=Giver, default=Giver.SELF)
    how = models.CharField(_("Dengan"), max_length=10, choices=Sign)
    given_on = models.DateField(_("Tanggal"))
    withdrawn_on = models.DateField(null=True, blank=True)
    by = models.UUIDField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("given_on", "id")
        constraints = (
            models.UniqueConstraint(name="consent_once_in_force", fields=["booking"], condition=Q(withdrawn_on=None)),
        )
