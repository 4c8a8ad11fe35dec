"""Gates (airports, harbours, border posts), each with the source that names it; and the sailings that call there."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower, Now
from django.db.models.lookups import Regex
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.countries import country_name
from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation
from sasando.domain.regions.models import Region


class Kind(models.TextChoices):
    """What a gate is. `other` where the source does not say by which door people passed."""

    AIRPORT = "airport", _("Bandara")
    HARBOUR = "harbour", _("Pelabuhan")
    BORDER_POST = "border-post", _("Pos lintas batas")
    OTHER = "other", _("Jenis tidak disebut")


_TITLES = {
    Kind.AIRPORT: _("Bandara %(name)s"),
    Kind.HARBOUR: _("Pelabuhan %(name)s"),
    Kind.BORDER_POST: _("Pos lintas batas %(name)s"),
    Kind.OTHER: _("Gerbang %(name)s"),
}
_SLUG_WORDS = {
    Kind.AIRPORT: "bandara",
    Kind.HARBOUR: "pelabuhan",
    Kind.BORDER_POST: "pos-lintas-batas",
    Kind.OTHER: "gerbang",
}


def slug_of(name: str, kind: str) -> str:
    """The key of a gate, made of its kind and name.

    >>> slug_of("Lorens Say", "harbour"), slug_of("Maritaing", "border-post")
    ('pelabuhan-lorens-say', 'pos-lintas-batas-maritaing')
    """
    return f"{_SLUG_WORDS[Kind(kind)]}-{slugify(name)}"[:60].rstrip("-")


# No person stands here, but what the table of rights says of adding and closing, the database shall hold too.
@protected(Protected(thing="gate"))
class Gate(models.Model):
    """One gate. `name` is the bare name ("Tenau"), `title` has the kind in front ("Pelabuhan Tenau")."""

    slug = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(_("nama"), max_length=80)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    city = models.CharField(_("kota atau tempat"), max_length=80)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gates",
        verbose_name=_("kabupaten atau kota"),
    )
    country = models.CharField(_("negara"), max_length=2, default="ID")  # ISO 3166
    longitude = models.DecimalField(_("bujur"), max_digits=4, decimal_places=1, null=True, blank=True)  # degrees east
    latitude = models.DecimalField(_("lintang"), max_digits=4, decimal_places=1, null=True, blank=True)  # degrees north
    source = models.CharField(_("sumber"), max_length=500)
    since = models.DateField(_("disebut sejak"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    active = models.BooleanField(_("dipakai"), default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[Any] = ["name", "slug"]
        verbose_name = _("gerbang")
        verbose_name_plural = _("gerbang")
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                "country",
                name="gate_stands_once",
                violation_error_message=_("Gerbang dengan nama itu sudah ada."),
            ),
            models.CheckConstraint(name="gate_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="gate_names_its_source",
                condition=~Q(source=""),
                violation_error_message=_("Tulis dari mana gerbang ini diketahui."),
            ),
            models.CheckConstraint(
                name="gate_country_is_a_code",
                condition=Q(country__regex="^[A-Z]{2}$"),
                violation_error_message=_("Negara ditulis dengan dua huruf, misalnya MY."),
            ),
            models.CheckConstraint(
                name="gate_region_is_an_indonesian_regency",
                condition=Q(region__isnull=True)
                | (Q(country="ID") & Q(Regex(F("region"), Value(r"^[0-9]{2}\.[0-9]{2}$")))),
                violation_error_message=_("Kabupaten hanya untuk gerbang di Indonesia."),
            ),
            models.CheckConstraint(
                name="gate_place_is_whole",
                # a comparison with NULL is not false but unknown, and unknown passes a check: hence isnull=False
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                violation_error_message=_("Isi bujur dan lintang keduanya, atau kosongkan keduanya."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its kind, in the language of the reader."""
        return _TITLES[Kind(self.kind)] % {"name": self.name}

    @property
    def country_name(self) -> str:
        """The country's name in the language of the reader."""
        return country_name(self.country, "en" if (get_language() or "").startswith("en") else "id")


class Mode(models.TextChoices):
    """By what people travel."""

    SHIP = "ship", _("Kapal")
    FERRY = "ferry", _("Feri")
    FLIGHT = "flight", _("Pesawat")
    ROAD = "road", _("Jalan darat")


# What the table of rights says of adding and changing, the database holds too.
@protected(Protected(thing="sailing", own="organisation_id"))
class Sailing(models.Model):
    """One voyage. `vessel` is the ship or flight number as written; a cancelled voyage is kept, not deleted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    vessel = models.CharField(_("kapal atau penerbangan"), max_length=80)
    mode = models.CharField(_("moda"), max_length=8, choices=Mode)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_because = models.CharField(_("alasan batal"), max_length=200, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[Any] = ["vessel", "id"]
        verbose_name = _("pelayaran")
        verbose_name_plural = _("pelayaran")
        constraints: ClassVar[Any] = [
            models.CheckConstraint(name="sailing_mode_is_known", condition=Q(mode__in=Mode.values)),
            models.CheckConstraint(
                name="sailing_has_a_name",
                condition=~Q(vessel=""),
                violation_error_message=_("Tulis nama kapal atau nomor penerbangan."),
            ),
            models.CheckConstraint(
                name="sailing_gives_a_reason_only_when_cancelled",
                condition=Q(cancelled_at__isnull=False) | Q(cancelled_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.vessel


@protected(
    Protected(
        thing="sailing",
        parent="sailing_id",
        writes={"INSERT": "add change", "UPDATE": "change", "DELETE": "change"},
    )
)
class Call(models.Model):
    """One stop of a voyage. The first has only a departure, the last only an arrival; both are kept in UTC."""

    sailing = models.ForeignKey(Sailing, on_delete=models.CASCADE, related_name="calls")
    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="calls", verbose_name=_("gerbang"))
    order = models.PositiveSmallIntegerField(_("urutan"))  # from 0, along the voyage
    arrives_at = models.DateTimeField(_("tiba"), null=True, blank=True)
    departs_at = models.DateTimeField(_("berangkat"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[Any] = ["sailing", "order"]
        verbose_name = _("singgah")
        verbose_name_plural = _("singgah")
        indexes: ClassVar[Any] = [
            models.Index("gate", Coalesce("arrives_at", "departs_at"), name="call_at_gate"),
            models.Index(Coalesce("arrives_at", "departs_at"), name="call_at_time"),
        ]
        constraints: ClassVar[Any] = [
            models.UniqueConstraint(name="call_has_its_place", fields=["sailing", "order"]),
            models.CheckConstraint(
                name="call_has_a_time",
                condition=Q(arrives_at__isnull=False) | Q(departs_at__isnull=False),
                violation_error_message=_("Isi waktu tiba, waktu berangkat, atau keduanya."),
            ),
            models.CheckConstraint(
                name="call_arrives_before_it_departs",
                # a comparison with NULL is unknown, and unknown passes a check
                condition=Q(arrives_at__lte=F("departs_at")) | Q(arrives_at=None) | Q(departs_at=None),
                violation_error_message=_("Waktu berangkat lebih awal dari waktu tiba."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gate_id} {self.begins_at:%Y-%m-%d %H:%M}"

    @property
    def begins_at(self) -> datetime:
        """When it comes, or when it goes for the first port."""
        at = self.arrives_at or self.departs_at
        assert at is not None  # noqa: S101 - the constraint call_has_a_time
        return at

    @property
    def ends_at(self) -> datetime:
        """When it goes, or when it came for the last port."""
        return self.departs_at or self.begins_at
