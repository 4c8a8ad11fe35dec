"""Decisions, waivers and objections: what people decide about a placement, with the reason and the article."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.organisations.models import Organisation


class Outcome(models.TextChoices):
    """What a named officer decides."""

    CLEARED = "cleared", _("Diluluskan")
    HELD = "held", _("Ditahan")


class WaiverState(models.TextChoices):
    """Where a waiver stands."""

    ASKED = "asked", _("Menunggu persetujuan")
    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")
    REVOKED = "revoked", _("Dicabut setelah diperiksa ulang")


@protected(Protected(thing="decision", parent="placement_id", writes={"INSERT": "add"}))
class Decision(models.Model):
    """Cleared or held, by a named officer, on the law's answer of that day, which is kept as it was."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("Putusan"), max_length=10, choices=Outcome)
    law = models.CharField(max_length=20)
    rules = models.CharField(max_length=64)
    missing = models.JSONField(default=list)  # requirement, outcome and article of each that was not met
    waived = models.JSONField(default=list)
    basis = models.CharField(_("Dasar hukum"), max_length=120, blank=True)
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    against_the_law = models.BooleanField(default=False)  # held although complete: article 70(2) was shown
    good_until = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
        constraints = (
            models.CheckConstraint(
                name="decision_holds_with_a_reason",
                condition=Q(outcome="cleared") | ~Q(reason=""),
                violation_error_message=_("Tulis alasan dan pasalnya: berkas tidak boleh ditahan tanpa alasan."),
            ),
        )


@protected(
    Protected(
        thing="waiver",
        parent="placement_id",
        writes={"INSERT": "add", "UPDATE": "decide"},
        changes=(
            "state",
            "decided_by",
            "decided_by_organisation_id",
            "decided_at",
            "answer",
            "sampled",
            "rechecked_at",
            "rechecked_by",
        ),
    )
)
class Waiver(models.Model):
    """One requirement of one placement that an office asks to set aside; another office decides; a sample is looked at
    again. The count is public.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="waivers")
    requirement = models.CharField(_("Syarat"), max_length=60)
    basis = models.CharField(_("Dasar hukum"), max_length=120)
    reason = models.CharField(_("Alasan"), max_length=300)
    evidence = models.CharField(_("Bukti"), max_length=200)
    asked_by = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=WaiverState, default=WaiverState.ASKED)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_by_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    sampled = models.BooleanField(default=False)
    rechecked_by = models.UUIDField(null=True, blank=True)
    rechecked_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="waiver_asked_once",
                fields=["placement", "requirement"],
                condition=Q(state__in=["asked", "approved"]),
                violation_error_message=_("Pengecualian untuk syarat ini sudah diminta."),
            ),
            models.CheckConstraint(
                name="waiver_by_another_person",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                violation_error_message=_("Yang meminta tidak boleh menyetujui."),
            ),
            models.CheckConstraint(
                name="waiver_by_another_office",
                condition=Q(decided_by_organisation=None) | ~Q(decided_by_organisation=models.F("organisation")),
                violation_error_message=_("Pengecualian disetujui oleh lembaga lain, bukan oleh yang meminta."),
            ),
        )


@protected(
    Protected(
        thing="objection",
        parent="placement_id",
        writes={"INSERT": "add", "UPDATE": "answer"},
        changes=("answer", "upheld", "answered_by", "answered_at"),
    )
)
class Objection(models.Model):
    """Against a decision, by who handles the placement or for the candidate; answered by another than who decided."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="objections")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="objections")
    text = models.CharField(_("Keberatan"), max_length=1000)
    for_candidate = models.BooleanField(_("Atas nama calon"), default=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField(db_default=Now())
    answer = models.CharField(_("Jawaban"), max_length=1000, blank=True)
    upheld = models.BooleanField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "id")
