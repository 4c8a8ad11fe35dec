"""What the pages say of regions: the columns of a table of them, and the facts of one."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain.regions.models import Kind, Region

Words = str | Promise

COLUMNS: Final[dict[str, tuple[Words, ...]]] = {
    "": (_("Provinsi"), _("Kabupaten dan kota"), _("Kecamatan")),
    Kind.PROVINCE: (_("Kabupaten atau kota"), _("Kecamatan"), _("Desa dan kelurahan")),
    Kind.REGENCY: (_("Kecamatan"), _("Desa dan kelurahan")),
    Kind.CITY: (_("Kecamatan"), _("Desa dan kelurahan")),
    Kind.DISTRICT: (_("Desa atau kelurahan"),),
}
"""What lies in a region of this kind: its name column, then what is counted below, and below that."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known about a region."""

    label: Words
    value: str
    note: Words = ""


def facts_of(region: Region) -> list[Fact]:
    """What the page of a region lists: its level and both codes."""
    note = _("Kode BPS tahun 2018, dicocokkan menurut nama.") if len(region.bps_code) > 4 else ""
    if not region.bps_code:
        note = _("Tidak diketahui: wilayah di luar NTT, baru sesudah 2018, atau ditulis lain oleh BPS.")
    return [
        Fact(_("Tingkat"), region.get_kind_display()),
        Fact(_("Kode Kemendagri"), region.code),
        Fact(_("Kode BPS"), region.bps_code, note),
    ]
