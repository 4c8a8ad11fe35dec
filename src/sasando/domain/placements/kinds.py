"""The steps of a placement as declarations: who takes each, at which stage of the law, what it states."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.core.law.stage import Stage

_S = Stage


class State(TextChoices):
    """Where a placement stands, computed from its steps (`course.py`)."""

    OPEN = "open", _("Dalam proses")
    CLEARED = "cleared", _("Diluluskan")
    HELD = "held", _("Ditahan")
    ISSUED = "issued", _("Kartu terbit")
    DEPARTED = "departed", _("Sudah berangkat")
    WORKING = "working", _("Bekerja")
    ENDED = "ended", _("Kontrak berakhir")
    RETURNED = "returned", _("Sudah pulang")
    WITHDRAWN = "withdrawn", _("Dibatalkan")


CLOSED: Final = frozenset({State.RETURNED, State.WITHDRAWN})
"""Nothing more is asked of these; a change of rules never judges them again."""
BEFORE_DEPARTURE: Final = (State.OPEN, State.CLEARED, State.HELD, State.ISSUED)
ABROAD: Final = (State.DEPARTED, State.WORKING, State.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind:
    """A kind of step. `facts` are keys of `core.facts` that its form asks; `when` the states in which it may be taken;
    `gives` the state that follows; `once`: a second one only after the first was withdrawn; `by_program`: written by a
    higher concept, never by a form.
    """

    name: Promise
    does: Promise
    stage: Stage
    roles: frozenset[str]
    facts: tuple[str, ...] = ()
    when: tuple[State, ...] = (State.OPEN, State.HELD)
    gives: State | None = None
    once: bool = False
    by_program: bool = False
    schemes: frozenset[str] = frozenset()


_OFFICE: Final = frozenset({"placement-officer", "labour-office"})
_COMPANY: Final = frozenset({"p3mi", "placement-officer", "labour-office"})
_SEA: Final = frozenset({"SEA_N", "SEA_P"})
_LAND: Final = frozenset({"G2G", "P2P", "UKPS", "IND"})

STEPS: Final[Mapping[str, StepKind]] = {
    "started": StepKind(
        name=_("Pendataan awal"), does=_("Mencatat siapa yang ingin berangkat"), stage=_S.INFO,
        roles=frozenset({"village", *_COMPANY}), by_program=True, once=True,
        facts=("full_name", "alias", "nik", "sex", "born_on", "village", "regency", "marital_status", "purpose",
               "passport_number"),
    ),
    "informed": StepKind(
        name=_("Informasi yang benar"), does=_("Menjelaskan 13 pokok informasi kepada calon"), stage=_S.INFO,
        roles=frozenset({"village", *_OFFICE}), facts=("informed_on",),
    ),
    "village_verified": StepKind(
        name=_("Verifikasi desa"), does=_("Memverifikasi dan mencatat calon di desa"), stage=_S.REGISTER,
        roles=frozenset({"village", "labour-office"}), facts=("village_verified_on",),
    ),
    "registered": StepKind(
        name=_("Pendaftaran"), does=_("Mendaftarkan calon di dinas atau LTSA"), stage=_S.REGISTER,
        roles=_OFFICE,
        facts=("registration_number", "registered_on", "nik", "born_on", "marital_status", "born_on_other"),
    ),
    "selected": StepKind(
        name=_("Seleksi"), does=_("Menyeleksi calon bersama perusahaan"), stage=_S.SELECT,
        roles=_OFFICE, facts=("selected_at_office_on", "recruiter_kind", "recruited_on"),
    ),
    "matched": StepKind(
        name=_("Lowongan dan perusahaan"), does=_("Menetapkan perusahaan, SIP2MI, dan permintaan kerja"),
        stage=_S.SELECT, roles=_COMPANY, by_program=True,
        facts=("country", "position", "employer_name", "employer_type", "partner_agency", "sea_channel"),
    ),
    "recruited": StepKind(
        name=_("Perekrutan"), does=_("Menyatakan kapan dan oleh siapa calon direkrut"), stage=_S.SELECT,
        roles=_COMPANY, facts=("recruited_on", "recruiter_kind", "charged_to_worker_idr", "charged_items"),
    ),
    "trained": StepKind(
        name=_("Pelatihan dan kompetensi"), does=_("Melatih calon dan mencatat sertifikatnya"), stage=_S.TRAIN,
        roles=_COMPANY,
        facts=("trained_by_accredited", "competence_number", "competence_until", "competence_position"),
    ),
    "consent": StepKind(
        name=_("Izin keluarga"), does=_("Mengetahui izin keluarga sebagai kepala desa"), stage=_S.DOCUMENTS,
        roles=frozenset({"village", "labour-office"}), facts=("consent_by", "consent_acknowledged_on"), schemes=_LAND,
    ),
    "marital": StepKind(
        name=_("Surat status perkawinan"), does=_("Mencatat surat status perkawinan dan buku nikah"),
        stage=_S.DOCUMENTS, roles=_COMPANY, facts=("marital_status", "marital_letter", "marriage_book"), schemes=_LAND,
    ),
    "insured_number": StepKind(
        name=_("Nomor BPJS"), does=_("Mencatat nomor BPJS Ketenagakerjaan dan JKN"), stage=_S.DOCUMENTS,
        roles=_COMPANY, facts=("social_security_number", "health_insurance_active"),
    ),
    "agreement": StepKind(
        name=_("Perjanjian penempatan"), does=_("Menandatangani perjanjian penempatan"), stage=_S.PLACEMENT_AGREEMENT,
        roles=_COMPANY, facts=("placement_agreement_on", "placement_agreement_with"),
    ),
    "insured_before": StepKind(
        name=_("BPJS sebelum bekerja"), does=_("Membayar iuran pra penempatan"), stage=_S.SOCSEC_PRE,
        roles=_COMPANY, facts=("premium_pre_on", "premium_pre_idr"),
    ),
    "passport": StepKind(
        name=_("Paspor"), does=_("Mencatat paspor"), stage=_S.PASSPORT, roles=_COMPANY,
        facts=("passport_number", "passport_until", "documents_held_by_worker"),
    ),
    "contract": StepKind(
        name=_("Perjanjian kerja"), does=_("Menandatangani perjanjian kerja"), stage=_S.CONTRACT_SIGN, roles=_COMPANY,
        facts=("contract_on", "contract_months", "contract_elements", "contract_endorsed", "contract_copy_held",
               "employer_contract", "position_contract"), schemes=_LAND,
    ),
    "sea_contract": StepKind(
        name=_("Perjanjian kerja laut"), does=_("Mengesahkan PKL dan mencatat Buku Pelaut"), stage=_S.CONTRACT_SIGN,
        roles=_COMPANY, schemes=_SEA,
        facts=("sea_contract_on", "sea_contract_approved_on", "seaman_book_number", "seaman_book_until",
               "collective_agreement", "agency_agreement_endorsed", "contract_months"),
    ),
    "visa": StepKind(
        name=_("Visa kerja"), does=_("Mencatat visa kerja"), stage=_S.VISA, roles=_COMPANY,
        facts=("visa_kind", "visa_number", "visa_until", "visa_employer", "position_visa"),
    ),
    "own_way": StepKind(
        name=_("Lapor mandiri atau izin UKPS"), does=_("Mencatat laporan mandiri atau izin tertulis perusahaan"),
        stage=_S.REGISTER, roles=_OFFICE, schemes=frozenset({"IND", "UKPS", *_SEA}),
        facts=("self_reported_on", "own_risk_statement", "own_company_permit", "employed_since"),
    ),
    "oriented": StepKind(
        name=_("Orientasi (OPP)"), does=_("Mencatat kehadiran pada OPP"), stage=_S.OPP, roles=_OFFICE,
        facts=("orientation_on",),
    ),
    "insured_during": StepKind(
        name=_("BPJS selama bekerja"), does=_("Membayar iuran selama bekerja"), stage=_S.SOCSEC_DURING, roles=_COMPANY,
        facts=("premium_during_on", "premium_during_idr", "premium_months"),
    ),
    "worker_card": StepKind(
        name=_("E-KPMI"), does=_("Mencatat nomor kartu elektronik dari SISKOP2MI"), stage=_S.EKPMI, roles=_OFFICE,
        facts=("worker_card_number",),
    ),
    "planned": StepKind(
        name=_("Rencana berangkat"), does=_("Menetapkan hari, pintu, dan rute keberangkatan"), stage=_S.DOCUMENTS,
        roles=_COMPANY, facts=("departs_on", "departure_gate", "route"), when=(State.OPEN, State.HELD, State.CLEARED,
        State.ISSUED),
    ),
    "cleared": StepKind(
        name=_("Putusan: diluluskan"), does=_("Memutuskan berkas"), stage=_S.DEPART,
        roles=frozenset({"placement-officer"}), by_program=True, when=(State.OPEN,), gives=State.CLEARED,
    ),
    "held": StepKind(
        name=_("Putusan: ditahan"), does=_("Memutuskan berkas"), stage=_S.DEPART, by_program=True,
        roles=frozenset({"placement-officer"}), when=(State.OPEN, State.CLEARED, State.ISSUED),
        gives=State.HELD,
    ),
    "reopened": StepKind(
        name=_("Dibuka kembali"), does=_("Membuka kembali berkas dengan alasan"), stage=_S.REGISTER, by_program=True,
        roles=_OFFICE, when=(State.HELD, State.CLEARED, State.ISSUED, State.WITHDRAWN), gives=State.OPEN,
    ),
    "issued": StepKind(
        name=_("Kartu terbit"), does=_("Menerbitkan surat dan kartu"), stage=_S.DEPART, by_program=True,
        roles=frozenset({"head"}), when=(State.CLEARED, State.ISSUED), gives=State.ISSUED,
    ),
    "departed": StepKind(
        name=_("Berangkat"), does=_("Mencatat keberangkatan di gerbang"), stage=_S.DEPART,
        roles=frozenset({"quay-officer", "placement-officer"}), when=(State.CLEARED, State.ISSUED),
        gives=State.DEPARTED, once=True,
    ),
    "arrived": StepKind(
        name=_("Lapor kedatangan"), does=_("Melaporkan kedatangan dan mulai bekerja"), stage=_S.ARRIVAL_REPORT,
        roles=_COMPANY, when=(State.DEPARTED,), gives=State.WORKING, once=True,
    ),
    "extended": StepKind(
        name=_("Perpanjangan"), does=_("Mencatat perpanjangan kontrak"), stage=_S.EXTEND, roles=_COMPANY,
        when=(State.WORKING, State.ENDED), gives=State.WORKING, facts=("contract_months",),
    ),
    "ended": StepKind(
        name=_("Kontrak berakhir"), does=_("Mencatat akhir kontrak"), stage=_S.END, roles=_COMPANY,
        when=(State.DEPARTED, State.WORKING), gives=State.ENDED,
    ),
    "returned": StepKind(
        name=_("Pulang"), does=_("Mencatat kepulangan"), stage=_S.RETURN,
        roles=frozenset({"quay-officer", "village", *_COMPANY}), when=(State.DEPARTED, State.WORKING, State.ENDED),
        gives=State.RETURNED,
    ),
    "withdrawn": StepKind(
        name=_("Dibatalkan"), does=_("Mencatat bahwa calon tidak jadi berangkat"), stage=_S.REGISTER,
        roles=frozenset({"village", *_COMPANY}), when=(State.OPEN, State.HELD, State.CLEARED), gives=State.WITHDRAWN,
    ),
}  # fmt: skip

STEP_CHOICES: Final = [(code, kind.name) for code, kind in STEPS.items()]

_ALL: Final = (
    _S.INFO, _S.REGISTER, _S.SELECT, _S.TRAIN, _S.MEDICAL, _S.DOCUMENTS, _S.PLACEMENT_AGREEMENT, _S.SOCSEC_PRE,
    _S.PASSPORT, _S.CONTRACT_SIGN, _S.VISA, _S.OPP, _S.SOCSEC_DURING, _S.EKPMI, _S.DEPART, _S.ARRIVAL_REPORT, _S.WORK,
    _S.RETURN,
)  # fmt: skip
_WITHOUT: Final[Mapping[str, frozenset[Stage]]] = {
    "UKPS": frozenset({_S.SELECT, _S.PLACEMENT_AGREEMENT, _S.OPP}),  # no agreement, no OPP by the law: doubt 9.22
    "IND": frozenset({_S.SELECT, _S.TRAIN, _S.PLACEMENT_AGREEMENT, _S.SOCSEC_PRE, _S.OPP}),  # UU 18/2017 article 63
    "SEA_N": frozenset({_S.PLACEMENT_AGREEMENT}),  # PP 22/2022 article 18 does not name it
}
COURSES: Final[Mapping[str, tuple[Stage, ...]]] = {
    scheme: tuple(stage for stage in _ALL if stage not in _WITHOUT.get(scheme, frozenset()))
    for scheme in ("G2G", "P2P", "UKPS", "IND", "SEA_N", "SEA_P")
}
"""The stages of each scheme in the order of reading; the law's partial order between them is `Stage.comes_by`."""

DONE_BY: Final[Mapping[Stage, tuple[str, ...]]] = {
    stage: tuple(code for code, kind in STEPS.items() if kind.stage is stage and code not in {"withdrawn", "reopened"})
    for stage in _ALL
}

SCHEME_CHOICES: Final = [
    ("P2P", _("P3MI (P to P)")),
    ("G2G", _("Antarpemerintah (G to G)")),
    ("UKPS", _("Perusahaan untuk kepentingan sendiri (UKPS)")),
    ("IND", _("Perseorangan (mandiri)")),
    ("SEA_N", _("Awak kapal niaga")),
    ("SEA_P", _("Awak kapal perikanan")),
]
