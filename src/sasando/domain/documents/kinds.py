"""Kinds of documents: who issues them, what their number looks like, what they prove, and who may say they are real.

Health and psychology are no kinds here: their outcomes stand in `examinations`, and a copy of a certificate would bring
back what is kept apart there. What a paper proves are facts of a dossier (`core.facts`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.core.facts import Sensitivity

_OFFICES: Final = frozenset({"placement-officer", "labour-office"})
_VILLAGE: Final = _OFFICES | {"village"}
_BORDER: Final = _OFFICES | {"immigration"}


@dataclass(frozen=True, slots=True)
class Number:
    """How a number is written (spaces, dots and dashes left out), and one sentence for when it is not."""

    pattern: str
    wrong: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document.

    `columns` say which column of the document is which fact; `stated` are further facts that are asked for; `proves`
    what the paper proves by being there. `months` is how long it usually holds, None where no law names a term; what is
    printed on it wins.
    `checked_by` are the roles whose office issued it, or may check it with who did. `register` knows of it.
    """

    code: str
    name: Promise
    issuer: Promise
    number: Number | None = None
    expires: bool = False
    months: int | None = None
    sensitivity: Sensitivity = Sensitivity.GENERAL
    columns: Mapping[str, str] = field(default_factory=dict)
    stated: tuple[str, ...] = ()
    proves: Mapping[str, bool] = field(default_factory=dict)
    checked_by: frozenset[str] = _OFFICES
    register: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that it may give."""
        return (*self.columns.values(), *self.stated, *self.proves)

    def problem_with(self, number: str) -> Promise | None:
        """What is wrong with a number, in one sentence; None when nothing is, or when there is none."""
        if not number or not self.number or re.fullmatch(self.number.pattern, bare(number)):
            return None
        return self.number.wrong


def bare(number: str) -> str:
    """A number as it is compared: capital letters and digits.

    >>> bare("x 123-4567"), bare("  ")
    ('X1234567', '')
    """
    return re.sub(r"[\s.\-/]", "", number).upper()


_CIVIL: Final = _("Disdukcapil")
_NIK: Final = Number(r"\d{16}", _("NIK terdiri atas 16 angka. Periksa KTP-nya."))
_CARD: Final = Number(r"\d{16}", _("Nomor KK terdiri atas 16 angka. Periksa kartunya."))
_MEMBER: Final = Number(r"\d{11}", _("Nomor kepesertaan (KPJ) terdiri atas 11 angka. Periksa kartunya."))
_INSURED: Final = Number(r"\d{13}", _("Nomor JKN terdiri atas 13 angka. Periksa kartunya."))
_PASSPORT: Final = Number(
    r"[A-Z]{1,2}\d{6,7}", _("Nomor paspor Indonesia: satu atau dua huruf, lalu enam atau tujuh angka. Periksa lagi.")
)
_SEAMAN: Final = Number(
    r"[A-Z]{1,2}\d{6,7}", _("Nomor buku pelaut: satu atau dua huruf, lalu enam atau tujuh angka. Periksa lagi.")
)
_FAMILY: Final = (
    Kind(
        code="id_card",
        name=_("KTP"),
        issuer=_CIVIL,
        number=_NIK,
        columns={"number": "nik"},
        stated=("born_on", "sex", "marital_status"),
        register="dukcapil",
    ),
    Kind(code="family_card", name=_("Kartu Keluarga"), issuer=_CIVIL, number=_CARD),
    Kind(code="birth_certificate", name=_("Akta kelahiran"), issuer=_CIVIL, stated=("born_on",)),
    Kind(code="diploma", name=_("Ijazah"), issuer=_("Sekolah"), stated=("born_on_other",)),
    Kind(code="baptism", name=_("Surat baptis"), issuer=_("Gereja"), stated=("born_on_other",)),
    Kind(
        code="marital_letter",
        name=_("Surat keterangan status perkawinan"),
        issuer=_("Disdukcapil atau kepala desa"),
        stated=("marital_status",),
        proves={"marital_letter": True},
        checked_by=_VILLAGE,
    ),
    Kind(
        code="marriage_book",
        name=_("Buku nikah atau akta perkawinan"),
        issuer=_("KUA atau Disdukcapil"),
        proves={"marriage_book": True},
    ),
    Kind(
        code="consent_letter",
        name=_("Surat izin keluarga"),
        issuer=_("Suami, istri, orang tua, atau wali; diketahui kepala desa"),
        stated=("consent_by", "consent_acknowledged_on"),
        checked_by=_VILLAGE,
    ),
)
_PREPARED: Final = (
    Kind(
        code="competence_certificate",
        name=_("Sertifikat kompetensi"),
        issuer=_("LSP berlisensi BNSP"),
        expires=True,
        months=36,
        columns={"number": "competence_number", "valid_until": "competence_until"},
        stated=("competence_position",),
    ),
    Kind(
        code="training_certificate",
        name=_("Sertifikat pelatihan"),
        issuer=_("BLK atau LPK"),
        stated=("trained_by_accredited",),
    ),
    Kind(
        code="social_security_card",
        name=_("Kartu BPJS Ketenagakerjaan"),
        issuer=_("BPJS Ketenagakerjaan"),
        number=_MEMBER,
        columns={"number": "social_security_number"},
        register="bpjs_tk",
    ),
    Kind(
        code="premium_pre_receipt",
        name=_("Bukti iuran sebelum bekerja"),
        issuer=_("BPJS Ketenagakerjaan"),
        sensitivity=Sensitivity.SPECIFIC,
        columns={"issued_on": "premium_pre_on"},
        stated=("premium_pre_idr",),
    ),
    Kind(
        code="premium_during_receipt",
        name=_("Bukti iuran selama bekerja"),
        issuer=_("BPJS Ketenagakerjaan"),
        sensitivity=Sensitivity.SPECIFIC,
        columns={"issued_on": "premium_during_on"},
        stated=("premium_during_idr", "premium_months"),
    ),
    Kind(
        code="health_insurance_card",
        name=_("Kartu JKN"),
        issuer=_("BPJS Kesehatan"),
        number=_INSURED,
        stated=("health_insurance_active",),
        register="bpjs_kesehatan",
    ),
)
_TRAVEL: Final = (
    Kind(
        code="passport",
        name=_("Paspor"),
        issuer=_("Kantor imigrasi"),
        number=_PASSPORT,
        expires=True,
        months=120,
        columns={"number": "passport_number", "valid_until": "passport_until"},
        stated=("born_on_other",),
        checked_by=_BORDER,
        register="immigration",
    ),
    Kind(
        code="visa",
        name=_("Visa kerja"),
        issuer=_("Perwakilan negara tujuan"),
        expires=True,
        columns={"number": "visa_number", "valid_until": "visa_until"},
        stated=("visa_kind", "visa_employer", "position_visa"),
        checked_by=_BORDER,
    ),
)
_AGREED: Final = (
    Kind(
        code="placement_agreement",
        name=_("Perjanjian penempatan"),
        issuer=_("P3MI; diketahui dinas atau pengantar kerja"),
        columns={"issued_on": "placement_agreement_on"},
        stated=("placement_agreement_with", "agreement_cost_clause"),
    ),
    Kind(
        code="contract",
        name=_("Perjanjian kerja"),
        issuer=_("Pemberi kerja; disahkan perwakilan RI"),
        columns={"issued_on": "contract_on"},
        stated=(
            "contract_months",
            "employer_contract",
            "position_contract",
            "contract_elements",
            "contract_endorsed",
            "contract_copy_held",
        ),
        checked_by=_OFFICES | {"sister-office"},
    ),
    Kind(
        code="sea_contract",
        name=_("Perjanjian Kerja Laut"),
        issuer=_("Pemilik atau operator kapal; disahkan syahbandar"),
        columns={"issued_on": "sea_contract_on"},
        stated=("sea_contract_approved_on", "contract_months", "employer_contract", "position_contract"),
    ),
    Kind(
        code="seaman_book",
        name=_("Buku Pelaut"),
        issuer=_("Syahbandar"),
        number=_SEAMAN,
        expires=True,
        columns={"number": "seaman_book_number", "valid_until": "seaman_book_until"},
    ),
    Kind(
        code="seafarer_identity",
        name=_("Dokumen identitas pelaut (SID)"),
        issuer=_("Ditjen Perhubungan Laut"),
        expires=True,
        columns={"number": "seafarer_identity_number", "valid_until": "seafarer_identity_until"},
    ),
    Kind(
        code="risk_statement",
        name=_("Surat pernyataan menanggung risiko"),
        issuer=_("Orangnya sendiri"),
        proves={"own_risk_statement": True},
    ),
    Kind(code="other", name=_("Dokumen lain"), issuer=_("Tulis penerbitnya")),
)

KINDS: Final[Mapping[str, Kind]] = {kind.code: kind for kind in (*_FAMILY, *_PREPARED, *_TRAVEL, *_AGREED)}
"""Every kind by its code, in the order of lists and forms."""
