"""Documents of people, their scans, who verified them, and what outside registers answered.

Every row is read by whoever stands to the person so that the table of rights allows it: a paper belongs to a person,
whoever wrote it down. Nothing is changed or deleted: what was wrong is replaced, and the old one stays.
"""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.documents.kinds import KINDS, Kind
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person


class Truth(models.TextChoices):
    """An answer from outside. Not known is never no."""

    YES = "yes", _("Ya")
    NO = "no", _("Tidak")
    NOT_KNOWN = "not_known", _("Belum diketahui")


class Way(models.TextChoices):
    """How a document was verified."""

    ISSUED = "issued", _("Kantor saya yang menerbitkan atau mengetahuinya")
    ORIGINAL = "original", _("Aslinya saya lihat")
    ISSUER = "issuer", _("Penerbitnya saya tanya")
    SYSTEM = "system", _("Saya periksa pada sistem penerbit")


class Freedom(models.TextChoices):
    """What the virus scanner said of a file as it came."""

    UNSCANNED = "unscanned", _("Belum dipindai")
    CLEAN = "clean", _("Bersih")
    SUSPECT = "suspect", _("Ditahan: pemindai menemukan virus")


class Register(models.TextChoices):
    """An outside register, by what it answers."""

    DUKCAPIL = "dukcapil", _("Dukcapil: NIK ada dan datanya sama")
    IMMIGRATION = "immigration", _("Imigrasi: paspor ada dan berlaku")
    SISKOP2MI = "siskop2mi", _("SISKOP2MI: terdaftar dengan nomor ID")
    BPJS_TK = "bpjs_tk", _("BPJS Ketenagakerjaan: kepesertaan aktif")
    BPJS_KESEHATAN = "bpjs_kesehatan", _("BPJS Kesehatan: JKN aktif")


class OfPerson(models.Model):
    """What every row here tells besides: about whom it is, which office wrote it down, and when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True


@protected(Protected(thing="document", parent="person_id", writes={"INSERT": "add"}))
class Document(OfPerson):
    """A paper as somebody wrote it down. `facts` has what it states, by the keys of `core.facts`, days as ISO 8601."""

    kind = models.CharField(_("Jenis dokumen"), max_length=30, choices=[(one.code, one.name) for one in KINDS.values()])
    number = models.CharField(_("Nomor"), max_length=60, blank=True)
    issued_by = models.CharField(_("Penerbit"), max_length=120, blank=True)
    issued_on = models.DateField(_("Tanggal terbit atau tanda tangan"), null=True, blank=True)
    valid_until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    facts = models.JSONField(default=dict)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        ordering = ("-at", "id")
        indexes = (models.Index(fields=["person", "kind", "-at"], name="document_of_person"),)
        constraints = (
            models.CheckConstraint(
                name="document_ends_after_it_begins",
                condition=Q(issued_on=None) | Q(valid_until=None) | Q(valid_until__gte=F("issued_on")),
                violation_error_message=_("Tanggal akhir mendahului tanggal terbit."),
            ),
        )

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.declared.name), self.number) if part)

    @property
    def declared(self) -> Kind:
        """What its kind says of it."""
        return KINDS[self.kind]

    @property
    def number_problem(self) -> Any:
        """What is wrong with its number, in one sentence; None when nothing is."""
        return self.declared.problem_with(self.number)


@protected(Protected(thing="scan", parent="person_id", writes={"INSERT": "add"}))
class Scan(OfPerson):
    """One page of a document. `sha256` is of what was kept, `came` of what came; a suspect file is not kept."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="scans")
    page = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=20, blank=True)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    came = models.CharField(max_length=64)
    scanned = models.CharField(max_length=10, choices=Freedom)

    class Meta:
        ordering = ("document", "page")
        constraints = (
            models.UniqueConstraint(name="scan_once_a_page", fields=["document", "page"]),
            models.CheckConstraint(
                name="scan_that_is_suspect_is_not_kept", condition=~Q(scanned="suspect") | Q(sha256="", size=0)
            ),
        )


@protected(Protected(thing="verification", parent="person_id", writes={"INSERT": "add"}))
class Verification(OfPerson):
    """Whether a document is real, as an office answers that issued it or may check it. The latest one holds."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="verifications")
    answer = models.CharField(_("Apakah dokumen ini benar?"), max_length=10, choices=Truth)
    way = models.CharField(_("Cara memeriksa"), max_length=10, choices=Way)
    on = models.DateField(_("Tanggal periksa"))

    class Meta:
        ordering = ("-at", "id")
        indexes = (models.Index(fields=["document", "-at"], name="verification_of_document"),)


@protected(Protected(thing="register_answer", parent="person_id", writes={"INSERT": "add"}))
class RegisterAnswer(OfPerson):
    """What a register answered about somebody on a day, from which source. The latest one holds.

    `asked` is the number that was asked about. `said` has what the register states, `differing` the facts in which it
    differs from what we had, both by the keys of `core.facts`.
    """

    register = models.CharField(_("Register"), max_length=20, choices=Register)
    answer = models.CharField(_("Jawaban"), max_length=10, choices=Truth)
    asked = models.CharField(_("Nomor yang ditanyakan"), max_length=60, blank=True)
    said = models.JSONField(default=dict)
    differing = models.JSONField(default=list)
    on = models.DateField(_("Tanggal jawaban"))
    source = models.CharField(_("Sumber"), max_length=200)

    class Meta:
        ordering = ("-on", "-at", "id")
        indexes = (models.Index(fields=["person", "register", "-on", "-at"], name="answer_about_person"),)
