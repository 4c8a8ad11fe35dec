"""What was said of somebody, by whom, and when: every value with its source; two that contradict stand side by side.

`Person` and `Identity` hold the value that is taken for the best one today; these tables hold where each came from.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation


class Certainty(models.TextChoices):
    """How sure whoever wrote it down was."""

    CERTAIN = "certain", _("Pasti")
    LIKELY = "likely", _("Mungkin")
    SAID = "said", _("Katanya")


class SourceKind(models.TextChoices):
    """Where a value comes from."""

    SELF = "self", _("Orangnya sendiri")
    FAMILY = "family", _("Keluarga")
    ID_CARD = "id_card", _("KTP")
    FAMILY_CARD = "family_card", _("Kartu keluarga")
    PASSPORT = "passport", _("Paspor atau SPLP")
    LETTER = "letter", _("Surat atau daftar")
    VILLAGE = "village", _("Desa atau gereja")
    SYSTEM = "system", _("SISKOP2MI atau sistem lain")
    OTHER = "other", _("Sumber lain")


class ValueKind(models.TextChoices):
    """What an open value is about."""

    FULL_NAME = "full_name", _("Nama lengkap")
    ALIAS = "alias", _("Nama lain")
    BAPTISMAL = "baptismal", _("Nama baptis")
    CLAN = "clan", _("Nama marga")
    PATRONYM = "patronym", _("Bin atau binti")
    VILLAGE = "village", _("Asal")
    LANGUAGE = "language", _("Bahasa")


class IdentifierKind(models.TextChoices):
    """What a value that singles somebody out is about, or one about people near to them."""

    NIK = "nik", _("NIK")
    PASSPORT = "passport_number", _("Nomor paspor")
    BIRTH = "birth", _("Lahir")
    PHONE = "phone", _("Telepon")
    RELATIVE = "relative", _("Keluarga")
    CHILD = "child", _("Anak yang ikut")


class Detail(models.TextChoices):
    """More about a value: how exact a birth is, whose a telephone is, who a relative is."""

    DAY = "day", _("tanggal lengkap")
    YEAR = "year", _("tahun saja")
    ABOUT = "about", _("umur kira-kira")
    OWN = "own", _("miliknya sendiri")
    OF_RELATIVE = "of_relative", _("milik keluarga")
    OF_NEIGHBOUR = "of_neighbour", _("milik tetangga")
    OF_SPONSOR = "of_sponsor", _("milik sponsor atau perekrut")
    MOTHER = "mother", _("ibu")
    FATHER = "father", _("ayah")
    SPOUSE = "spouse", _("suami atau istri")
    SIBLING = "sibling", _("saudara")
    OFFSPRING = "offspring", _("anak")
    KIN = "kin", _("keluarga lain")


BIRTHS = (Detail.DAY, Detail.YEAR, Detail.ABOUT)
OWNERS = (Detail.OWN, Detail.OF_RELATIVE, Detail.OF_NEIGHBOUR, Detail.OF_SPONSOR)
RELATIONS = (Detail.MOTHER, Detail.FATHER, Detail.SPOUSE, Detail.SIBLING, Detail.OFFSPRING, Detail.KIN)


class Said(models.Model):
    """Who said it, when, and who wrote it down. `on` is the day on which it was true or was said."""

    text = models.CharField(_("Isi"), max_length=200, blank=True)
    certainty = models.CharField(_("Kepastian"), max_length=10, choices=Certainty, default=Certainty.SAID)
    source = models.CharField(_("Sumber"), max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    source_note = models.CharField(_("Keterangan sumber"), max_length=200, blank=True)
    on = models.DateField(_("Per tanggal"), null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True


_WRITES = {"INSERT": "add change", "UPDATE": "change"}
_WITHDRAWN = ("withdrawn_by", "withdrawn_at")


@protected(Protected(thing="person", parent="person_id", writes=_WRITES, changes=_WITHDRAWN))
class Value(Said):
    """A name, a home or a language, open to whoever may read the person."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="values")
    kind = models.CharField(max_length=20, choices=ValueKind)
    region = models.ForeignKey("regions.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("person", "kind", "recorded_at", "id")


@protected(Protected(thing="identity", parent="person_id", writes=_WRITES, changes=_WITHDRAWN))
class Identifier(Said):
    """A number, a birth, a telephone, somebody near: open to whoever may read the identity.

    A birth is a `day`, or a year in `number`, or about so many years (`number`) on the day `on`. A child's `number` is
    its age in years on that day. `phone` is that of a relative.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=20, choices=IdentifierKind)
    detail = models.CharField(max_length=20, choices=Detail, blank=True)
    day = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("person", "kind", "recorded_at", "id")


class Field(models.TextChoices):
    """What is changed by a request only, once it is known."""

    FULL_NAME = "full_name", _("Nama lengkap")
    NIK = "nik", _("NIK")
    PASSPORT = "passport_number", _("Nomor paspor")
    BORN_ON = "born_on", _("Tanggal lahir")


@protected(
    Protected(
        thing="correction",
        parent="person_id",
        writes={"INSERT": "add", "UPDATE": "decide"},
        changes=("decided_by", "decided_at", "approved", "answer"),
    )
)
class Correction(models.Model):
    """A request to change who somebody is, which another person approves or refuses."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20, choices=Field)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)
    source = models.CharField(_("Sumber"), max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    source_note = models.CharField(_("Keterangan sumber"), max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(db_default=Now())
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    answer = models.CharField(_("Alasan"), max_length=300, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        indexes = (models.Index(fields=["asked_at"], name="correction_waiting", condition=Q(decided_at=None)),)
        constraints = (
            models.CheckConstraint(
                name="correction_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Permintaan sendiri tidak dapat diputuskan sendiri."),
            ),
            models.CheckConstraint(
                name="correction_decided_whole",
                condition=Q(decided_by=None, decided_at=None, approved=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, approved__isnull=False),
            ),
            models.CheckConstraint(
                name="correction_refused_with_a_reason", condition=~Q(approved=False) | ~Q(answer="")
            ),
            models.UniqueConstraint(
                name="correction_one_waits_a_field", fields=["person", "field"], condition=Q(decided_at=None)
            ),
        )
