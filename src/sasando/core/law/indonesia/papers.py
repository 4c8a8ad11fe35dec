"""Passport, work visa, orientation, worker card, and true information before anything else."""

from dataclasses import dataclass
from datetime import date

from sasando.core.law.expression import DAY, UNSURE, Expression, F, Known, all_of, any_of, in_force
from sasando.core.law.indonesia.acts import (
    PERBAN_27_2025,
    PERMEN_4_2025,
    PERMEN_34_2025,
    PP_22_2022,
    PP_22_FROM,
    PP_59_2021,
    PP_59_FROM,
    UU_18_2017,
    UU_18_FROM,
)
from sasando.core.law.requirement import (
    BLOCK,
    DEPART,
    FIX,
    HIGH,
    NOT_SEA,
    SEA,
    Check,
    Requirement,
    same,
    there,
    valid_until,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Outcome

OPPORTUNITY_INFORMED = Requirement(
    key="opportunity_informed",
    name={"id": "Informasi yang benar", "en": "True information"},
    says={
        "id": "Calon sudah menerima penjelasan 13 hal tentang bekerja di luar negeri",
        "en": "The candidate has been told the 13 things about working abroad",
    },
    do={
        "id": "Jelaskan 13 hal itu di LTSA, Dinas atau BP3MI, lalu catat tanggalnya.",
        "en": "Explain the 13 things at the one-stop service, labour office or service office, and note the day.",
    },
    basis=(UU_18_2017.article("6(1)", "c"), PP_59_2021.article("4(4)"), PP_59_2021.article("7")),
    since=PP_59_FROM,
    due=Stage.INFO,
    severity=FIX,
    confidence=HIGH,
    checks=(there({"id": "tanggal informasi diberikan", "en": "day the information was given"}, F.informed_on),),
)

PASSPORT = Requirement(
    key="passport",
    name={"id": "Paspor", "en": "Passport"},
    says={
        "id": "Paspor ada dan berlaku pada hari berangkat",
        "en": "There is a passport, valid on the day of departure",
    },
    do={
        "id": "Urus atau ganti paspor di Kantor Imigrasi dengan rekomendasi Dinas Tenaga Kerja atau BP3MI.",
        "en": "Get or renew the passport at immigration, with the recommendation of the labour or service office.",
    },
    basis=(UU_18_2017.article("13", "e"),),
    since=UU_18_FROM,
    due=Stage.PASSPORT,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    checks=(
        there({"id": "nomor paspor", "en": "passport number"}, F.passport_number, findings=("N11",)),
        valid_until(
            {"id": "paspor berlaku pada hari berangkat", "en": "passport valid on the day of departure"},
            F.passport_until,
            findings=("N11",),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class WorkVisaKinds:
    """Which kinds of visa are a work visa during one period. `countries` empty: every country."""

    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    since: date
    until: date | None
    source: str
    confidence: Confidence


WORK_VISA_KINDS = (
    WorkVisaKinds(
        ("WORK",), (), UU_18_FROM, None, "UU 18/2017 Pasal 1 angka 15: written permission to work (S1)", HIGH
    ),
)


def _is_work_visa(row: WorkVisaKinds) -> Expression:
    here = [F.country.one_of(*row.countries)] if row.countries else []
    return all_of(in_force(row.since, row.until), *here, F.visa_kind.one_of(*row.kinds))


_VISA_NAMED = all_of(Known(F.visa_kind), F.visa_kind != "NONE")
_VISA_SPOKEN_OF = any_of(_VISA_NAMED, Known(F.visa_number), Known(F.visa_until))
_VISA_JUDGED = any_of(NOT_SEA, all_of(SEA, _VISA_SPOKEN_OF))

WORK_VISA = Requirement(
    key="work_visa",
    name={"id": "Visa kerja", "en": "Work visa"},
    says={
        "id": "Visa kerja ada dan berlaku pada hari berangkat; awak kapal hanya bila negaranya mensyaratkan",
        "en": "There is a work visa, valid on the day of departure; for crews only where the country asks for it",
    },
    do={
        "id": "Minta visa kerja lewat pemberi kerja; visa kunjungan, umrah, haji atau pelajar bukan visa kerja.",
        "en": "Ask for a work visa through the employer; a visit, umrah, hajj or student visa is none.",
    },
    basis=(
        UU_18_2017.article("1(15)"),
        UU_18_2017.article("13", "f"),
        PP_22_2022.article("18(3)"),
        PP_22_2022.article("34(3)"),
    ),
    since=UU_18_FROM,
    due=Stage.VISA,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    checks=(
        Check(
            what={"id": "visa kerja", "en": "work visa"},
            when=_VISA_JUDGED,
            holds=_VISA_NAMED,
            fails=Outcome.MISSING,
            findings=("N11",),
        ),
        Check(
            what={"id": "jenis visa: visa kerja", "en": "kind of visa: work"},
            when=_VISA_JUDGED,
            holds=any_of(*map(_is_work_visa, WORK_VISA_KINDS), all_of(F.visa_kind == "NONE", UNSURE)),
            unknown=None,
            findings=("N10", "N11"),
            wrong={"id": "Visanya bukan visa kerja.", "en": "The visa is not a work visa."},
        ),
        there({"id": "nomor visa", "en": "visa number"}, F.visa_number, when=_VISA_JUDGED, findings=("N11",)),
        valid_until(
            {"id": "visa berlaku pada hari berangkat", "en": "visa valid on the day of departure"},
            F.visa_until,
            when=_VISA_JUDGED,
            findings=("N11",),
        ),
        Check(
            what={"id": "pemberi kerja sama di visa", "en": "same employer in the visa"},
            when=_VISA_JUDGED,
            holds=same(F.visa_employer, F.employer_name),
            severity=FIX,
            wrong={"id": "Pemberi kerja di visa lain.", "en": "The visa names another employer."},
        ),
        Check(
            what={"id": "jabatan sama di visa", "en": "same position in the visa"},
            when=_VISA_JUDGED,
            holds=same(F.position_visa, F.position),
            severity=FIX,
            wrong={"id": "Jabatan di visa lain.", "en": "The visa names another position."},
        ),
        Check(
            what={"id": "visa, bila negaranya mensyaratkan", "en": "visa, where the country asks for it"},
            when=all_of(SEA, ~_VISA_SPOKEN_OF),
            holds=_VISA_SPOKEN_OF,
            fails=Outcome.MISSING,
            severity=FIX,
        ),
    ),
)

OPP_ATTENDED = Requirement(
    key="opp_attended",
    name={"id": "Orientasi pra pemberangkatan (OPP)", "en": "Pre-departure orientation (OPP)"},
    says={
        "id": "Mengikuti orientasi pra pemberangkatan (OPP) sebelum berangkat",
        "en": "Attended the pre-departure orientation before departure",
    },
    do={
        "id": "P3MI mendaftarkan ke OPP di BP3MI, LTSA atau Dinas provinsi.",
        "en": "The company enrols the person for the orientation at the service office or one-stop service.",
    },
    basis=(
        PP_59_2021.article("86(3)", "k"),
        PP_59_2021.article("59", "c"),
        PP_22_2022.article("6(1)", "g"),
        PERMEN_4_2025.article("9(1)", "e"),
    ),
    since=PP_59_FROM,
    due=Stage.OPP,
    severity=FIX,
    confidence=HIGH,
    applies=any_of(
        F.scheme.one_of("G2G", "P2P"), all_of(SEA, F.sea_channel.one_of("AGENCY", "P3MI"), DAY >= PP_22_FROM)
    ),
    checks=(
        there({"id": "tanggal OPP", "en": "day of the orientation"}, F.orientation_on),
        Check(
            what={"id": "OPP sebelum berangkat", "en": "orientation before departure"},
            holds=F.orientation_on <= DAY,
            unknown=None,
            findings=("N19",),
            wrong={"id": "OPP tercatat setelah hari berangkat.", "en": "The orientation is dated after departure."},
        ),
    ),
)

BIOMETRIC_EKPMI = Requirement(
    key="biometric_eKPMI",
    name={"id": "Kartu elektronik (E-PMI/E-KPMI)", "en": "Electronic worker card (E-PMI/E-KPMI)"},
    says={
        "id": "Kartu elektronik pekerja (E-KPMI, atau E-PMI yang masih berlaku) sudah terbit",
        "en": "The electronic worker card (E-KPMI, or an E-PMI still valid) was issued",
    },
    do={
        "id": "Selesaikan pendataan di BP3MI. Tanpa kartu saja, orangnya tidak boleh ditahan.",
        "en": "Finish the recording at the service office. For the lack of a card alone nobody may be held.",
    },
    basis=(PERMEN_34_2025.article("14", "b"), PERBAN_27_2025.article("1(7)")),
    since=UU_18_FROM,
    due=Stage.EKPMI,
    severity=FIX,
    confidence=HIGH,
    confirmed=False,
    checks=(
        there({"id": "nomor E-PMI/E-KPMI", "en": "number of the worker card"}, F.worker_card_number, findings=("N16",)),
    ),
    note={
        "id": "Kartu tidak termasuk dokumen Pasal 13; sebelum akhir 2025 namanya E-PMI, dahulu KTKLN.",
        "en": "The card is no article 13 document; before the end of 2025 it was the E-PMI, earlier KTKLN.",
    },
)

REQUIREMENTS = (OPPORTUNITY_INFORMED, PASSPORT, WORK_VISA, OPP_ATTENDED, BIOMETRIC_EKPMI)
