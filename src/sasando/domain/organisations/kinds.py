"""Kinds of organisations, the roles that belong to each, and roles that one person may not hold together."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an organisation is."""

    SERVICE_OFFICE = "service-office", _("BP3MI")
    POST = "post", _("P4MI atau pos lain")
    LABOUR_OFFICE = "labour-office", _("Dinas tenaga kerja")
    LTSA = "ltsa", _("LTSA (layanan satu atap)")
    VILLAGE = "village", _("Desa atau kelurahan")
    PLACEMENT_COMPANY = "placement-company", _("P3MI")
    BRANCH = "branch", _("Cabang P3MI")
    ASSOCIATION = "association", _("Asosiasi P3MI")
    HEALTH_FACILITY = "health-facility", _("Sarana kesehatan")
    PUSKESMAS = "puskesmas", _("Puskesmas")
    PSYCHOLOGY = "psychology", _("Lembaga psikologi atau HIMPSI")
    TRAINING = "training", _("Lembaga pelatihan")
    IMMIGRATION = "immigration", _("Kantor imigrasi")
    POLICE = "police", _("Kepolisian")
    TASK_FORCE = "task-force", _("Sekretariat gugus tugas")
    CHURCH = "church", _("Gereja atau organisasi masyarakat")
    SISTER_OFFICE = "sister-office", _("BP3MI provinsi lain")
    MISSION = "mission", _("Perwakilan RI")
    BPJS = "bpjs", _("BPJS")


ROLE_NAMES: Final = {
    "head": _("Kepala BP3MI"),
    "placement-officer": _("Pengantar kerja"),
    "protection-officer": _("Petugas pelindungan"),
    "quay-officer": _("Petugas pos"),
    "labour-office": _("Petugas dinas tenaga kerja"),
    "village": _("Kepala desa atau kader"),
    "p3mi": _("Petugas P3MI"),
    "apjati": _("Pengurus asosiasi"),
    "clinic": _("Petugas kesehatan"),
    "psychologist": _("Psikolog"),
    "immigration": _("Petugas imigrasi"),
    "police": _("Penyidik"),
    "task-force": _("Sekretariat gugus tugas"),
    "church": _("Pendamping"),
    "sister-office": _("Petugas BP3MI lain atau perwakilan"),
    "administrator": _("Pengelola Sasando"),
}

_OFFICE: Final = frozenset({"head", "placement-officer", "protection-officer", "quay-officer", "administrator"})
ROLES_OF: Final[dict[str, frozenset[str]]] = {
    Kind.SERVICE_OFFICE: _OFFICE,
    Kind.POST: frozenset({"quay-officer", "protection-officer"}),
    Kind.LABOUR_OFFICE: frozenset({"labour-office"}),
    Kind.LTSA: frozenset({"labour-office"}),
    Kind.VILLAGE: frozenset({"village"}),
    Kind.PLACEMENT_COMPANY: frozenset({"p3mi"}),
    Kind.BRANCH: frozenset({"p3mi"}),
    Kind.ASSOCIATION: frozenset({"apjati"}),
    Kind.HEALTH_FACILITY: frozenset({"clinic"}),
    Kind.PUSKESMAS: frozenset({"clinic"}),
    Kind.PSYCHOLOGY: frozenset({"psychologist"}),
    Kind.TRAINING: frozenset(),
    Kind.IMMIGRATION: frozenset({"immigration"}),
    Kind.POLICE: frozenset({"police"}),
    Kind.TASK_FORCE: frozenset({"task-force"}),
    Kind.CHURCH: frozenset({"church"}),
    Kind.SISTER_OFFICE: frozenset({"sister-office"}),
    Kind.MISSION: frozenset({"sister-office"}),
    Kind.BPJS: frozenset(),
}

INCOMPATIBLE: Final = frozenset(
    {frozenset({"administrator", role}) for role in _OFFICE - {"administrator"}}
    | {frozenset({"head", "placement-officer"})}
)
"""Who gives rights does not use them; who answers for the office does not process its files."""
