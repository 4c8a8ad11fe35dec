"""The words of examinations, with the codes of the facts of a dossier where they are facts."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasando.domain.organisations.kinds import Kind as OrganisationKind


class Kind(models.TextChoices):
    """What is examined."""

    HEALTH = "health", _("Kesehatan")
    PSYCHOLOGY = "psychology", _("Psikologi")


EXAMINERS: Final = {
    Kind.HEALTH: (OrganisationKind.HEALTH_FACILITY, OrganisationKind.PUSKESMAS),
    Kind.PSYCHOLOGY: (OrganisationKind.PSYCHOLOGY,),
}
"""Which organisations examine what."""


def kind_of(organisation_kind: str) -> Kind | None:
    """What an organisation of this kind examines; None when it examines nobody.

    >>> kind_of("puskesmas"), kind_of("psychology"), kind_of("branch")
    (Kind.HEALTH, Kind.PSYCHOLOGY, None)
    """
    return next((kind for kind, examiners in EXAMINERS.items() if organisation_kind in examiners), None)


class Result(models.TextChoices):
    """All that leaves the examiner. `follow_up`: there is no result yet."""

    FIT = "fit", _("Layak")
    UNFIT = "unfit", _("Tidak layak")
    FOLLOW_UP = "follow_up", _("Perlu tindak lanjut")


class TestResult(models.TextChoices):
    """Of a pregnancy test. Neither ever stops a departure (law.md 9.9)."""

    NEGATIVE = "negative", _("Negatif")
    POSITIVE = "positive", _("Positif")


class SlotState(models.TextChoices):
    """A mobile day waits until enough people wait for it; then it is open as any other."""

    WAITING = "waiting", _("Menunggu cukup orang")
    OPEN = "open", _("Dibuka")
    CANCELLED = "cancelled", _("Dibatalkan")


class WishState(models.TextChoices):
    """Where a line of the waiting list stands."""

    WAITING = "waiting", _("Menunggu")
    BOOKED = "booked", _("Sudah dapat tempat")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Within(models.TextChoices):
    """How far somebody would travel."""

    REGENCY = "regency", _("Di kabupaten sendiri")
    ISLAND = "island", _("Di pulau sendiri")


class Sign(models.TextChoices):
    """How consent was given."""

    SIGNATURE = "signature", _("Tanda tangan")
    THUMB = "thumb", _("Cap jempol")
    VOICE = "voice", _("Rekaman suara")


class Giver(models.TextChoices):
    """Who gave it."""

    SELF = "self", _("Orangnya sendiri")
    GUARDIAN = "guardian", _("Orang tua atau wali")


class Language(models.TextChoices):
    """In what it was read aloud."""

    INDONESIAN = "id", _("Bahasa Indonesia")
    KUPANG = "mkn", _("Melayu Kupang")
    DAWAN = "aoz", _("Dawan (Uab Meto)")
    TETUN = "tet", _("Tetun")
    LAMAHOLOT = "slp", _("Lamaholot")
    KAMBERA = "xbr", _("Kambera")
    WEEWEWA = "wew", _("Wewewa")
    MANGGARAI = "mqy", _("Manggarai")
    LIO = "ljl", _("Lio atau Ende")
    OTHER = "other", _("Bahasa lain")


CONSENT_VERSION: Final = "2026-1"
CONSENT_TEXT: Final = _(
    "Saya setuju diperiksa. Hasil rinci disimpan oleh pemeriksa, dan tidak diberikan kepada perusahaan "
    "atau kantor lain. Yang diberikan hanya: layak, tidak layak, atau perlu tindak lanjut, dan sampai kapan berlaku. "
    "Saya boleh menarik persetujuan ini kapan saja."
)
"""What is read aloud; another wording is another version."""
