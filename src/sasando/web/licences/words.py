"""Words of these pages that stand in no model."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from sasando.domain.licences.public_list import What

WORDS: Final = {
    "licence": _("SIP3MI"),
    "branch": _("Izin cabang"),
    "permit": _("SIP2MI"),
    "job_order": _("Job order"),
    "cooperation": _("Perjanjian kerja sama"),
}
"""What can end."""

DIFFERENCES: Final = {
    What.NEW: ("info", _("Baru di daftar")),
    What.GONE: ("warn", _("Tidak ada lagi di daftar")),
    What.UNKNOWN: ("info", _("Belum ada di catatan kami")),
    What.UNLISTED: ("warn", _("Ada di catatan kami, tidak di daftar")),
    What.NAME: ("info", _("Nama berbeda")),
    What.STATE: ("bad", _("Keadaan berbeda")),
    What.TERM: ("warn", _("Masa berlaku berbeda")),
}
"""Tone and words of a difference."""
