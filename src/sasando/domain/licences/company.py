"""The licence of a company with its states, the deposit, whom the company appointed, its branches, its association."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.licences.kinds import AppointeeRole, LicenceState
from sasando.domain.licences.stated import Stated, ends_after_it_begins
from sasando.domain.organisations.models import Organisation


@protected(Protected(thing="licence", company="company_id", changes=("until",)))
class Licence(Stated):
    """A SIP3MI: its number and its term as they are written on it. What it was on a day, its intervals tell."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="licences")
    number = models.CharField(_("Nomor SIP3MI"), max_length=80)
    key = models.CharField(max_length=80)  # the number reduced to letters and digits, as lists are compared
    since = models.DateField(_("Berlaku sejak"), null=True, blank=True)
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    basis = models.CharField(_("Dasar masa berlaku"), max_length=200, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="licence_number_once",
                fields=["key"],
                violation_error_message=_("SIP3MI dengan nomor ini sudah dicatat."),
            ),
            ends_after_it_begins("licence_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.number


@protected(
    Protected(thing="licence", parent="licence_id", changes=("withdrawn_at", "withdrawn_by", "withdrawn_because"))
)
class StateEntry(Stated):
    """What somebody entered: the licence was in this state from a day, until a day or open. Withdrawn, never deleted.

    A later entry lies over the earlier ones; after its end they hold again (`timeline.py`).
    """

    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(_("Keadaan"), max_length=20, choices=LicenceState)
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai"), null=True, blank=True)
    article = models.CharField(_("Pasal atau dasar"), max_length=200, blank=True)
    activity = models.CharField(_("Kegiatan yang dihentikan"), max_length=200, blank=True)
    number = models.BigIntegerField()  # in which order they were entered, within one licence
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_because = models.CharField(_("Alasan ditarik"), max_length=200, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="state_entry_has_its_place", fields=["licence", "number"]),
            models.CheckConstraint(name="state_entry_is_known", condition=Q(state__in=LicenceState.values)),
            models.CheckConstraint(
                name="state_entry_names_the_activity",
                condition=Q(state=LicenceState.SUSPENDED_PART) | Q(activity=""),
                violation_error_message=_("Kegiatan hanya diisi bila yang dihentikan sebagian."),
            ),
            ends_after_it_begins("state_entry_ends_after_it_begins"),
        ]


@protected(Protected(thing="licence", parent="licence_id", changes=("holds",)))
class StateInterval(models.Model):
    """What the licence was from a day until a day: the entries, laid over each other.

    Of those that hold no two of one licence overlap; what was thought before stays, and holds no more.
    """

    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="intervals")
    entry = models.ForeignKey(StateEntry, on_delete=models.PROTECT, related_name="intervals")
    state = models.CharField(max_length=20, choices=LicenceState)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    holds = models.BooleanField(default=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [
            ends_after_it_begins("state_interval_ends_after_it_begins"),
            ExclusionConstraint(
                name="state_interval_overlaps_no_other",
                condition=Q(holds=True),
                expressions=[
                    (F("licence"), RangeOperators.EQUAL),
                    (
                        Func(F("since"), F("until"), Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


@protected(Protected(thing="deposit", company="company_id", changes=("until", "cashed_on")))
class Deposit(Stated):
    """The deposit at a State bank (UU 18/2017 article 54), which only the Minister may cash."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deposits")
    bank = models.CharField(_("Bank"), max_length=120)
    number = models.CharField(_("Nomor bilyet"), max_length=80)
    amount = models.DecimalField(_("Jumlah (Rp)"), max_digits=16, decimal_places=0)
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai"), null=True, blank=True)
    cashed_on = models.DateField(_("Dicairkan pada"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(name="deposit_is_money", condition=Q(amount__gt=0)),
            ends_after_it_begins("deposit_ends_after_it_begins"),
        ]


@protected(Protected(thing="appointee", company="company_id", changes=("until",)))
class Appointee(Stated):
    """Somebody whom the company appointed: a director, or field staff with a letter that says so."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appointees")
    branch = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Sebagai"), max_length=20, choices=AppointeeRole)
    name = models.CharField(_("Nama"), max_length=120)
    letter = models.CharField(_("Nomor surat penunjukan"), max_length=80, blank=True)
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["role", "name"]
        constraints: ClassVar = [ends_after_it_begins("appointee_ends_after_it_begins")]


@protected(Protected(thing="licence", company="company_id", changes=("until",)))
class BranchLicence(Stated):
    """The licence of the province for a branch (PP 59/2021 article 57). The branch acts in its head office's name."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="branch_licences")
    branch = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="own_licences")
    number = models.CharField(_("Nomor izin cabang"), max_length=80)
    issuer = models.CharField(_("Penerbit"), max_length=120)
    since = models.DateField(_("Berlaku sejak"))
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="branch_licence_number_once",
                fields=["branch", "number"],
                violation_error_message=_("Izin cabang dengan nomor ini sudah dicatat."),
            ),
            ends_after_it_begins("branch_licence_ends_after_it_begins"),
        ]


@protected(Protected(thing="membership", own="association_id", company="company_id", changes=("until",)))
class Membership(Stated):
    """A company is a member of an association, which then reads its licence and its sanctions; nothing else."""

    association = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [ends_after_it_begins("membership_ends_after_it_begins")]
