"""Provinces, regencies and cities, districts, villages. The key is the code of Kemendagri; BPS counts otherwise."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Actor


class Kind(models.TextChoices):
    """What a region is. A city is beside a regency, a kelurahan beside a village."""

    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten")
    CITY = "city", _("Kota")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Desa")
    KELURAHAN = "kelurahan", _("Kelurahan")


CODES = {
    Kind.PROVINCE: r"^[0-9]{2}$",
    Kind.REGENCY: r"^[0-9]{2}\.[0-6][0-9]$",
    Kind.CITY: r"^[0-9]{2}\.[7-9][0-9]$",
    Kind.DISTRICT: r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$",
    Kind.VILLAGE: r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.2[0-9]{3}$",
    Kind.KELURAHAN: r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.1[0-9]{3}$",
}
"""How Kemendagri numbers each kind: cities begin at 71, kelurahan with 1 and villages with 2."""

BPS_DIGITS = {
    Kind.PROVINCE: 2,
    Kind.REGENCY: 4,
    Kind.CITY: 4,
    Kind.DISTRICT: 7,
    Kind.VILLAGE: 10,
    Kind.KELURAHAN: 10,
}

# parts of proper names: they are not translated; the names of regencies and cities hold theirs already
_IN_FRONT = {
    Kind.PROVINCE: "Provinsi ",
    Kind.DISTRICT: "Kecamatan ",
    Kind.VILLAGE: "Desa ",
    Kind.KELURAHAN: "Kelurahan ",
}
_IN_FRONT_SHORT = {Kind.DISTRICT: "Kec. ", Kind.VILLAGE: "Desa ", Kind.KELURAHAN: "Kel. "}
_WITHOUT_LAST_PART = Func(F("code"), Value(r"\.?[0-9]+$"), Value(""), function="regexp_replace")


def _any_of(conditions: list[Q]) -> Q:
    found = conditions[0]
    for condition in conditions[1:]:
        found |= condition
    return found


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions are public: who may read any may read all."""

    def visible_to(self, actor: Actor) -> Self:
        """The regions that the actor may read. Deny by default."""
        return self if actor.may("region.read") else self.none()

    def within(self, *codes: str) -> Self:
        """The regions with these codes and all below them: "53.06" holds "53.06.02.2001" and not "53.07"."""
        none = Q(pk__in=[])
        return self.filter(_any_of([none, *(Q(code=code) | Q(code__startswith=f"{code}.") for code in codes)]))


class Region(models.Model):
    """One place of the State. `name` is as the State writes it: "Kabupaten Kupang", but "Semau" and "Bokonusan"."""

    code = models.CharField(_("kode Kemendagri"), max_length=13, primary_key=True)
    name = models.CharField(_("nama"), max_length=80)
    kind = models.CharField(_("tingkat"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("bagian dari")
    )
    bps_code = models.CharField(_("kode BPS"), max_length=10, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[Any] = ["code"]
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        constraints: ClassVar[Any] = [
            models.CheckConstraint(
                name="region_code_fits_its_kind",
                condition=_any_of([Q(kind=kind, code__regex=pattern) for kind, pattern in CODES.items()]),
                violation_error_message=_("Kode ini bukan kode Kemendagri untuk tingkat wilayah itu."),
            ),
            models.CheckConstraint(
                name="region_lies_in_its_parent",
                condition=Q(kind=Kind.PROVINCE, parent__isnull=True)
                | (~Q(kind=Kind.PROVINCE) & Q(parent__isnull=False) & Q(parent=_WITHOUT_LAST_PART)),
                violation_error_message=_("Kode ini tidak terletak di dalam wilayah di atasnya."),
            ),
            models.CheckConstraint(
                name="region_bps_code_fits_its_kind",
                condition=_any_of(
                    [
                        Q(bps_code=""),
                        *(Q(kind=kind, bps_code__regex=f"^[0-9]{{{digits}}}$") for kind, digits in BPS_DIGITS.items()),
                    ]
                ),
                violation_error_message=_("Kode BPS ini tidak sesuai dengan tingkat wilayahnya."),
            ),
            models.UniqueConstraint(
                name="region_bps_code_is_of_one_region",
                fields=["bps_code"],
                condition=~Q(bps_code=""),
                violation_error_message=_("Kode BPS ini sudah dipakai wilayah lain."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its kind in front, as in every language: "Kabupaten Ende", "Kecamatan Semau".

        >>> Region(name="Bokonusan", kind="village").title, Region(name="Kota Kupang", kind="city").title
        ('Desa Bokonusan', 'Kota Kupang')
        """
        return f"{_IN_FRONT.get(Kind(self.kind), '')}{self.name}"

    @property
    def short_title(self) -> str:
        """The same as it is written in a line of places.

        >>> Region(name="Kabupaten Ende", kind="regency").short_title, Region(name="Semau", kind="district").short_title
        ('Kab. Ende', 'Kec. Semau')
        """
        short = _IN_FRONT_SHORT.get(Kind(self.kind), "")
        return self.name.replace("Kabupaten ", "Kab. ", 1) if self.kind == Kind.REGENCY else f"{short}{self.name}"
