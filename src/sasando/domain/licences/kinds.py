"""States of a licence, kinds of employers, the ladder of sanctions: the codes and their words."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LicenceState(TextChoices):
    """What a company licence is on a day (law.md section 5)."""

    APPLIED = "APPLIED", _("Diajukan")
    ACTIVE = "ACTIVE", _("Aktif")
    WARNED = "WARNED", _("Diperingatkan")
    SUSPENDED_PART = "SUSPENDED_PART", _("Dihentikan sebagian")
    SUSPENDED_FULL = "SUSPENDED_FULL", _("Dihentikan seluruhnya")
    REVOKED = "REVOKED", _("Dicabut")
    EXPIRED = "EXPIRED", _("Berakhir")
    SURRENDERED = "SURRENDERED", _("Dikembalikan")


TONES: Final = {
    LicenceState.APPLIED: "info",
    LicenceState.ACTIVE: "good",
    LicenceState.WARNED: "warn",
    LicenceState.SUSPENDED_PART: "warn",
    LicenceState.SUSPENDED_FULL: "bad",
    LicenceState.REVOKED: "bad",
    LicenceState.EXPIRED: "out",
    LicenceState.SURRENDERED: "out",
}
"""The colour that a state wears; a state that nobody stated is unknown."""


class EmployerType(TextChoices):
    """Who employs abroad. A government body is as good as a legal entity."""

    LEGAL_ENTITY = "LEGAL_ENTITY", _("Badan hukum")
    GOVERNMENT = "GOVERNMENT", _("Instansi pemerintah")
    HOUSEHOLD = "HOUSEHOLD", _("Perseorangan (rumah tangga)")


class Sex(TextChoices):
    """Whom a permit or a job order is for."""

    ANY = "", _("Laki-laki dan perempuan")
    MALE = "M", _("Laki-laki")
    FEMALE = "F", _("Perempuan")


class AppointeeRole(TextChoices):
    """In what a company has appointed somebody."""

    DIRECTOR = "DIRECTOR", _("Direksi")
    COMMISSIONER = "COMMISSIONER", _("Komisaris")
    FIELD_STAFF = "FIELD_STAFF", _("Petugas lapangan")


class Step(TextChoices):
    """The ladder of sanctions (UU 18/2017 articles 37 and 74)."""

    WARNING = "WARNING", _("Peringatan tertulis")
    SUSPENSION_PART = "SUSPENSION_PART", _("Penghentian sementara sebagian kegiatan")
    SUSPENSION_FULL = "SUSPENSION_FULL", _("Penghentian sementara seluruh kegiatan")
    REVOCATION = "REVOCATION", _("Pencabutan izin")


STATE_OF_STEP: Final = {
    Step.WARNING: LicenceState.WARNED,
    Step.SUSPENSION_PART: LicenceState.SUSPENDED_PART,
    Step.SUSPENSION_FULL: LicenceState.SUSPENDED_FULL,
    Step.REVOCATION: LicenceState.REVOKED,
}
"""The state into which a sanction brings the licence."""


class Listed(TextChoices):
    """Who stands on a list of bad employers and partners (UU 18/2017 article 10)."""

    EMPLOYER = "EMPLOYER", _("Pemberi kerja")
    PARTNER = "PARTNER", _("Mitra Usaha")
