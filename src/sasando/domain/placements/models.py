"""Placements and their steps. What a step states, and the law's answer to it, stand in tables of their own."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sasando.core.law.stage import STAGE_NAMES
from sasando.core.law.verdict import Decision as LawSays
from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.licences.models import JobOrder, Permit
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Person, Sex
from sasando.domain.placements.deciding_models import Decision, Objection, Waiver
from sasando.domain.placements.duty_models import Entered, Obligation, Term
from sasando.domain.placements.intake_models import Intake, IntakeRow
from sasando.domain.placements.kinds import SCHEME_CHOICES, STEP_CHOICES, State
from sasando.exchange.reports.words import DECISIONS

__all__ = [
    "Decision",
    "Entered",
    "Intake",
    "IntakeRow",
    "Judged",
    "Objection",
    "Obligation",
    "Placement",
    "RuleSet",
    "Stated",
    "Step",
    "Term",
    "Waiver",
]

LAW_CHOICES = [(one.value, DECISIONS[one]["id"]) for one in LawSays]
STAGE_CHOICES = [(stage.value, names["id"]) for stage, names in STAGE_NAMES.items()]


class RuleSet(models.Model):
    """The rules of the law as they were, whole, under their fingerprint: what a dossier started under judges it."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    version = models.CharField(max_length=40)
    content = models.TextField()
    kept_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.version} {self.fingerprint[:16]}"


@protected(
    Protected(
        thing="placement",
        company="company_id",
        region="region_code",
        gates="gates",
        person="person_id",
        writes={"INSERT": "add", "UPDATE": "judge"},
    )
)
class Placement(models.Model):
    """One person's way to one job. Name, sex and year of birth are its own, because who sees a placement need not see
    the person. What stands after `rules` is computed from the steps and written by the program only.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(_("Kode"), max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    full_name = models.CharField(_("Nama"), max_length=200, blank=True)
    sex = models.CharField(_("Jenis kelamin"), max_length=1, choices=Sex, blank=True)
    born_year = models.PositiveSmallIntegerField(_("Tahun lahir"), null=True, blank=True)
    region_code = models.CharField(max_length=13, blank=True, db_collation="C")  # see `access.protection._regions`
    started_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    permit = models.ForeignKey(Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    job_order = models.ForeignKey(JobOrder, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(_("Skema"), max_length=5, choices=SCHEME_CHOICES)
    country = models.CharField(_("Negara"), max_length=2, blank=True)
    position = models.CharField(_("Jabatan"), max_length=120, blank=True)
    rules = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("Keadaan"), max_length=10, choices=State, default=State.OPEN)
    law = models.CharField(_("Menurut hukum"), max_length=20, choices=LAW_CHOICES, blank=True)
    stage = models.CharField(_("Tahap"), max_length=30, choices=STAGE_CHOICES, blank=True)
    waits_for = ArrayField(models.CharField(max_length=20), default=list)  # roles whose step comes next
    missing = ArrayField(models.CharField(max_length=60), default=list)  # requirements that still stop the departure
    last_safe_day = models.DateField(_("Paling lambat berangkat"), null=True, blank=True)
    departs_on = models.DateField(_("Berangkat"), null=True, blank=True)
    departed_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(_("Kontrak sampai"), null=True, blank=True)
    gates = ArrayField(models.CharField(max_length=60), null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("-changed_at", "id")
        indexes = (
            models.Index(fields=["region_code", "state", "-changed_at"], name="placement_of_region"),
            models.Index(fields=["company", "state", "-changed_at"], name="placement_of_company"),
            models.Index(fields=["person"], name="placement_of_person"),
            models.Index(fields=["permit", "state"], name="placement_under_permit"),
            models.Index(fields=["departs_on"], name="placement_departs"),
            models.Index(fields=["last_safe_day"], name="placement_safe_until"),
        )

    def __str__(self) -> str:
        return self.full_name or self.code


@protected(Protected(thing="placement", parent="placement_id", writes={"INSERT": "step"}))
class Step(models.Model):
    """One thing that was done, by whom, on which day; never changed. A mistake is withdrawn by a later step."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Langkah"), max_length=20, choices=STEP_CHOICES)
    on = models.DateField(_("Tanggal"))
    at = models.DateTimeField(db_default=Now())
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.UUIDField(null=True, blank=True)
    role = models.CharField(max_length=20, blank=True)
    withdraws = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering = ("placement_id", "number")
        constraints = (models.UniqueConstraint(name="step_once_a_number", fields=["placement", "number"]),)


@protected(Protected(thing="dossier", parent="placement_id", writes={"INSERT": "add"}))
class Stated(models.Model):
    """What a step states, as facts of the dossier: numbers, days, money. Not for everybody who sees the placement."""

    step = models.OneToOneField(Step, primary_key=True, on_delete=models.CASCADE, related_name="stated")
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="+")
    facts = models.JSONField(default=dict)

    objects = VisibleQuerySet.as_manager()


@protected(Protected(thing="dossier", parent="placement_id", writes={"INSERT": "judge", "UPDATE": "judge"}))
class Judged(models.Model):
    """The law's answer to a placement as it stands: facts with where each came from, every requirement, the day."""

    placement = models.OneToOneField(Placement, primary_key=True, on_delete=models.CASCADE, related_name="judged")
    as_of = models.DateField()
    facts = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    results = models.JSONField(default=list)
    differing = models.JSONField(default=dict)  # facts of which two sources say different things

    objects = VisibleQuerySet.as_manager()
