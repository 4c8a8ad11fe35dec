"""The ledger: what was issued, paid, printed and revoked, each in rows of its own, so that they can be counted against
each other; and what did not agree.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.issuance.kinds import Because, Mismatch, PaymentKind, Printed
from sasando.domain.licences.models import Permit
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person
from sasando.domain.placements.models import Decision, Placement


@protected(
    Protected(
        thing="issue",
        company="company_id",
        region="region_code",
        person="person_id",
        writes={"INSERT": "add"},
    )
)
class Issue(models.Model):
    """A letter or card for one decision. Never changed, never deleted; the trigger `issue_guard` lets in what the law
    and the quota allow, and numbers it (`log_index`, without gaps).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("Jenis"), max_length=8, choices=Printed)
    log_index = models.BigIntegerField(unique=True, default=0)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="issues")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="issues")
    permit = models.ForeignKey(Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="issues")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True)
    issued_on = models.DateField(_("Terbit"))
    expires_on = models.DateField(_("Berlaku sampai"))
    issued_by = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-log_index",)
        constraints = (
            models.UniqueConstraint(
                name="issue_once_a_decision",
                fields=["decision", "kind"],
                violation_error_message=_("Untuk putusan ini sudah pernah diterbitkan; perlu putusan baru."),
            ),
        )
        indexes = (models.Index(fields=["permit", "kind"], name="issue_under_permit"),)

    @property
    def serial(self) -> str:
        """The number on the paper.

        >>> Issue(kind="card", log_index=123, issued_on=__import__("datetime").date(2026, 3, 1)).serial
        'K-2026-000123'
        """
        letter = {"card": "K", "letter": "S"}[self.kind]
        return f"{letter}-{self.issued_on.year}-{self.log_index:06d}"


@protected(Protected(thing="issue", parent="issue_id", writes={"INSERT": "print"}))
class Print(models.Model):
    """One time that it was put on paper, by whom. More prints than issues are seen at once."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="prints")
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    reason = models.CharField(_("Alasan cetak ulang"), max_length=200, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")


@protected(Protected(thing="issue", parent="issue_id", writes={"INSERT": "revoke"}))
class Revocation(models.Model):
    """It counts no more, from this moment, with the reason."""

    issue = models.OneToOneField(Issue, primary_key=True, on_delete=models.PROTECT, related_name="revocation")
    because = models.CharField(_("Alasan"), max_length=20, choices=Because)
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()


@protected(
    Protected(
        thing="payment",
        parent="placement_id",
        writes={"INSERT": "add", "UPDATE": "prove"},
        changes=("proved_by", "proved_by_organisation_id", "proved_on"),
    )
)
class Payment(models.Model):
    """A premium paid for a placement; proved by another person than who entered it, on the receipt of BPJS."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="payments")
    kind = models.CharField(_("Untuk"), max_length=10, choices=PaymentKind)
    amount = models.PositiveIntegerField(_("Jumlah (Rp)"))
    paid_on = models.DateField(_("Dibayar"))
    reference = models.CharField(_("Nomor bukti"), max_length=60)
    entered_by = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    proved_by = models.UUIDField(null=True, blank=True)
    proved_by_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proved_on = models.DateField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-entered_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="payment_reference_once",
                fields=["kind", "reference"],
                violation_error_message=_("Nomor bukti ini sudah dipakai untuk pembayaran lain."),
            ),
            models.CheckConstraint(
                name="payment_proved_by_another",
                condition=Q(proved_by=None) | ~Q(proved_by=F("entered_by")),
                violation_error_message=_("Yang mencatat pembayaran tidak boleh membuktikannya sendiri."),
            ),
        )


class Reconciliation(models.Model):
    """One count of everything against everything. Numbers only; what did not agree stands in `Discrepancy`."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    counted = models.JSONField(default=dict)  # permits, decisions, payments, issues, prints, revocations
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)


@protected(
    Protected(
        thing="discrepancy",
        region="region_code",
        writes={"INSERT": "add", "UPDATE": "answer"},
        changes=("answered_by", "answered_at", "answer"),
    )
)
class Discrepancy(models.Model):
    """What did not agree: how many there were, how many there should have been. Also shown to a second organisation,
    which sees numbers and papers, and no person.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("Ketidakcocokan"), max_length=30, choices=Mismatch)
    subject = models.CharField(_("Tentang"), max_length=120)  # number of a permit, serial of a paper, key of a rule
    key = models.CharField(max_length=200, unique=True)  # the same finding is written once
    should_be = models.BigIntegerField(null=True, blank=True)
    counted = models.BigIntegerField(null=True, blank=True)
    region_code = models.CharField(max_length=13, blank=True)
    company = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(db_default=Now())
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-found_at", "id")
