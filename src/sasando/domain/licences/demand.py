"""What a company may recruit for: employers and partners abroad, agreements with them, permits, job orders, blacklists.

Employers and partners are written down company by company: whom one company works with, no other company learns.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sasando.core.facts.countries import country_name
from sasando.core.facts.positions import position_title
from sasando.domain.access import Protected, VisibleQuerySet, protected
from sasando.domain.licences.kinds import EmployerType, Listed, Sex
from sasando.domain.licences.stated import Stated, ends_after_it_begins
from sasando.domain.organisations.models import Organisation


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


class Abroad(models.Model):
    """Somebody of a country (ISO 3166 alpha-2)."""

    country = models.CharField(_("Negara"), max_length=2)

    class Meta:
        abstract = True

    @property
    def country_name(self) -> str:
        """In the language of the reader."""
        return country_name(self.country, _language())


class ForPosition(models.Model):
    """For a position (ISCO-08 as `read_position` gives it) and a sex."""

    position = models.CharField(_("Jabatan"), max_length=120)
    sex = models.CharField(_("Untuk"), max_length=1, choices=Sex, blank=True, default=Sex.ANY)

    class Meta:
        abstract = True

    @property
    def position_title(self) -> str:
        """In the language of the reader."""
        return position_title(self.position, _language())


@protected(Protected(thing="job_order", company="company_id"))
class Employer(Stated, Abroad):
    """An employer abroad, as one company deals with it."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employers")
    name = models.CharField(_("Nama pemberi kerja"), max_length=200)
    key = models.CharField(max_length=200)  # the name as `read_organisation` gives it
    kind = models.CharField(_("Jenis pemberi kerja"), max_length=20, choices=EmployerType)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="employer_once_a_company",
                fields=["company", "key", "country"],
                violation_error_message=_("Pemberi kerja ini sudah dicatat."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@protected(Protected(thing="job_order", company="company_id"))
class PartnerAgency(Stated, Abroad):
    """A partner agency abroad (Mitra Usaha), as one company deals with it."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partners")
    name = models.CharField(_("Nama Mitra Usaha"), max_length=200)
    key = models.CharField(max_length=200)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="partner_once_a_company",
                fields=["company", "key", "country"],
                violation_error_message=_("Mitra Usaha ini sudah dicatat."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@protected(Protected(thing="job_order", company="company_id", changes=("until",)))
class CooperationAgreement(Stated):
    """The agreement of a company with a partner agency (perjanjian kerja sama penempatan)."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cooperations")
    partner = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="agreements")
    number = models.CharField(_("Nomor perjanjian kerja sama"), max_length=80)
    since = models.DateField(_("Berlaku sejak"))
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cooperation_number_once_a_company",
                fields=["company", "number"],
                violation_error_message=_("Perjanjian kerja sama dengan nomor ini sudah dicatat."),
            ),
            ends_after_it_begins("cooperation_ends_after_it_begins"),
        ]


@protected(
    Protected(
        thing="permit", company="company_id", changes=("withdrawn_on", "withdrawn_by", "withdrawn_because", "until")
    )
)
class Permit(Stated, Abroad, ForPosition):
    """A SIP2MI: one country, one position, so many people. A permit for two positions is two rows with one number."""

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="permits")
    number = models.CharField(_("Nomor SIP2MI"), max_length=80)
    quota = models.PositiveIntegerField(_("Kuota"))
    since = models.DateField(_("Berlaku sejak"))
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    withdrawn_on = models.DateField(_("Dicabut pada"), null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_because = models.CharField(_("Alasan dicabut"), max_length=200, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="permit_number_once_a_position",
                fields=["number", "position", "sex"],
                violation_error_message=_("SIP2MI dengan nomor dan jabatan ini sudah dicatat."),
            ),
            models.CheckConstraint(
                name="permit_is_for_somebody",
                condition=Q(quota__gt=0),
                violation_error_message=_("Kuota paling sedikit 1."),
            ),
            ends_after_it_begins("permit_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.number


@protected(
    Protected(
        thing="job_order",
        company="company_id",
        changes=("verified_number", "verified_on", "verified_by", "unlisted_on", "until"),
    )
)
class JobOrder(Stated, ForPosition):
    """A demand of an employer, verified by the labour attaché.

    `without_partner`: it is known that no partner agency stands between; without a partner and not so marked, it is not
    known. `unlisted_on`: the day on which somebody looked, and employer and partner stood on no list of bad ones.
    """

    company = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="job_orders")
    permit = models.ForeignKey(Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="job_orders")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="job_orders")
    partner = models.ForeignKey(
        PartnerAgency, null=True, blank=True, on_delete=models.PROTECT, related_name="job_orders"
    )
    without_partner = models.BooleanField(_("Tanpa Mitra Usaha"), default=False)
    number = models.CharField(_("Nomor job order"), max_length=80)
    wanted = models.PositiveIntegerField(_("Jumlah yang diminta"))
    wage = models.DecimalField(_("Upah sebulan"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("Mata uang"), max_length=3, blank=True)
    until = models.DateField(_("Berlaku sampai"), null=True, blank=True)
    verified_number = models.CharField(_("Nomor verifikasi Atnaker"), max_length=80, blank=True)
    verified_on = models.DateField(_("Tanggal verifikasi"), null=True, blank=True)
    verified_by = models.CharField(_("Diverifikasi oleh"), max_length=120, blank=True)
    unlisted_on = models.DateField(_("Tidak ada di daftar bermasalah pada"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="job_order_number_once_a_company",
                fields=["company", "number"],
                violation_error_message=_("Job order dengan nomor ini sudah dicatat."),
            ),
            models.CheckConstraint(
                name="job_order_wants_somebody",
                condition=Q(wanted__gt=0),
                violation_error_message=_("Jumlah yang diminta paling sedikit 1."),
            ),
            models.CheckConstraint(
                name="job_order_has_a_partner_or_none",
                condition=Q(partner__isnull=True) | Q(without_partner=False),
                violation_error_message=_("Pilih Mitra Usaha, atau tandai tanpa Mitra Usaha; jangan keduanya."),
            ),
            models.CheckConstraint(
                name="job_order_wage_has_a_currency",
                condition=Q(wage__isnull=True) | Q(currency__regex="^[A-Z]{3}$"),
                violation_error_message=_("Tulis mata uang upah dengan tiga huruf, misalnya MYR."),
            ),
            models.CheckConstraint(
                name="job_order_verification_is_whole",
                condition=Q(verified_on__isnull=True) | ~Q(verified_number=""),
                violation_error_message=_("Tulis nomor verifikasi Atnaker."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


@protected(Protected(thing="blacklisting", changes=("until",)))
class Blacklisting(Stated, Abroad):
    """An employer or a partner stands on a published list. By name: a list knows no companies of ours."""

    kind = models.CharField(_("Siapa"), max_length=20, choices=Listed)
    name = models.CharField(_("Nama"), max_length=200)
    key = models.CharField(max_length=200)
    reason = models.CharField(_("Alasan"), max_length=300, blank=True)
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai"), null=True, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "name"]
        indexes: ClassVar = [models.Index(name="blacklisting_by_key", fields=["key", "country"])]
        constraints: ClassVar = [ends_after_it_begins("blacklisting_ends_after_it_begins")]
