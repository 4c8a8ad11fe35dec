"""Who the worker is: identity, age, registration, village, marital status, consent, competence, training."""

from dataclasses import replace

from sasando.core.law.expression import DAY, F, Known, all_of, any_of, full_years
from sasando.core.law.indonesia.acts import PP_22_2022, PP_59_2021, UU_18_2017, UU_18_FROM
from sasando.core.law.requirement import (
    BLOCK,
    DEPART,
    FIX,
    HIGH,
    NOT_SEA,
    PLACE,
    SEA,
    WARN,
    Check,
    Requirement,
    answered_yes,
    not_after_departure,
    same,
    there,
    valid_until,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Outcome

CITIZEN_IDENTITY = Requirement(
    key="citizen_identity",
    name={"id": "Identitas kependudukan", "en": "Civil identity"},
    says={
        "id": "NIK ada, dan nama serta tanggal lahir sama di KTP, KK, ijazah dan paspor",
        "en": "There is a national ID number, and name and birth date agree on every document",
    },
    do={
        "id": "Cocokkan KTP, KK, akta dan ijazah di Dinas Dukcapil; yang belum punya NIK dibantu mengurusnya.",
        "en": "Compare ID card, family card, certificate and diploma at the civil registry; help who has no number.",
    },
    basis=(UU_18_2017.article("1(2)"), UU_18_2017.article("42", "c"), PP_59_2021.article("78", "c")),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=FIX,
    confidence=HIGH,
    checks=(
        there({"id": "NIK", "en": "national ID number (NIK)"}, F.nik),
        Check(
            what={"id": "tanggal lahir sama di semua dokumen", "en": "the same birth date on every document"},
            holds=F.born_on == F.born_on_other,
            fails=Outcome.CONTRADICTED,
            unknown=None,
            wrong={
                "id": "Tanggal lahir di dua dokumen berbeda.",
                "en": "Two documents give different birth dates.",
            },
        ),
    ),
)

STOP_FOR_A_CHILD = {
    "id": "Hentikan prosesnya; anak tidak boleh ditempatkan. Hubungi UPTD PPA.",
    "en": "Stop the process; a child may not be placed. Call the child protection service (UPTD PPA).",
}

_ADULT = full_years(F.born_on, at=DAY, years=18)
_ADULT_OTHER = full_years(F.born_on_other, at=DAY, years=18)

MIN_AGE_18 = Requirement(
    key="min_age_18",
    name={"id": "Usia paling rendah 18 tahun", "en": "Minimum age of 18 years"},
    says={
        "id": "Berusia paling rendah 18 tahun pada hari berangkat",
        "en": "At least 18 years old on the day of departure",
    },
    do={
        "id": "Periksa tanggal lahir di Dinas Dukcapil. Anak di bawah 18 tahun tidak boleh ditempatkan.",
        "en": "Check the birth date at the civil registry. A child under 18 may not be placed.",
    },
    basis=(
        UU_18_2017.article("5", "a"),
        UU_18_2017.article("66"),
        PP_22_2022.article("15", "a"),
        PP_22_2022.article("31", "a"),
    ),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    checks=(
        there({"id": "tanggal lahir menurut catatan sipil", "en": "birth date in the civil register"}, F.born_on),
        Check(
            what={"id": "usia 18 tahun pada hari berangkat", "en": "18 years of age on the day of departure"},
            holds=any_of(_ADULT, all_of(Known(F.born_on_other), _ADULT_OTHER)),
            unknown=None,
            findings=("N01",),
            wrong={
                "id": "Belum berusia 18 tahun pada hari berangkat.",
                "en": "Not yet 18 years old on the day of departure.",
            },
            do=STOP_FOR_A_CHILD,
        ),
        Check(
            what={"id": "kedua tanggal lahir menunjukkan usia dewasa", "en": "both birth dates show an adult"},
            holds=any_of(all_of(_ADULT, _ADULT_OTHER), all_of(~_ADULT, ~_ADULT_OTHER)),
            fails=Outcome.CONTRADICTED,
            unknown=None,
            wrong={
                "id": "Menurut satu dokumen belum 18 tahun, menurut dokumen lain sudah; Dukcapil yang menentukan.",
                "en": "One document says under 18, another says adult; the civil register decides.",
            },
        ),
    ),
)

_REGISTERED = {"id": "nomor pendaftaran CPMI (SISKOP2MI)", "en": "registration number of the candidate (SISKOP2MI)"}

REGISTERED_CPMI = Requirement(
    key="registered_cpmi",
    name={"id": "Terdaftar sebagai CPMI", "en": "Registered as a candidate"},
    says={
        "id": "Terdaftar di Dinas Tenaga Kerja kabupaten/kota atau LTSA (SISKOP2MI)",
        "en": "Registered at the labour office of the regency or the one-stop service (SISKOP2MI)",
    },
    do={
        "id": "Daftarkan di Dinas Tenaga Kerja kabupaten/kota atau LTSA tempat tinggalnya.",
        "en": "Register the person at the labour office or one-stop service of the place of residence.",
    },
    basis=(
        UU_18_2017.article("1(1)"),
        UU_18_2017.article("12"),
        PP_59_2021.article("31(2)", "f"),
        PP_22_2022.article("16"),
        PP_22_2022.article("32"),
    ),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=any_of(
        F.scheme.one_of("G2G", "P2P", "UKPS"), all_of(SEA, F.sea_channel.one_of("AGENCY", "P3MI", "OWN_COMPANY"))
    ),
    checks=(
        there(_REGISTERED, F.registration_number, severity=FIX),
        there(_REGISTERED, F.registration_number, due=Stage.PLACEMENT_AGREEMENT, findings=("N17",)),
    ),
)

VILLAGE_VERIFICATION = Requirement(
    key="village_verification",
    name={"id": "Verifikasi desa", "en": "Village verification"},
    says={
        "id": "Data CPMI diverifikasi dan dicatat oleh desa atau kelurahan",
        "en": "The village has verified and recorded the candidate's data",
    },
    do={
        "id": "Minta desa mencatatnya. Ini kewajiban desa, bukan kewajiban pekerja.",
        "en": "Ask the village to record it. This is the village's duty, not the worker's.",
    },
    basis=(UU_18_2017.article("42", "b"), PP_59_2021.article("78", "b"), PP_59_2021.article("80")),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=WARN,
    confidence=HIGH,
    checks=(there({"id": "tanggal verifikasi desa", "en": "day of the village verification"}, F.village_verified_on),),
)

MARITAL_STATUS_CERTIFICATE = Requirement(
    key="marital_status_certificate",
    name={"id": "Surat keterangan status perkawinan", "en": "Marital status certificate"},
    says={
        "id": "Surat keterangan status perkawinan ada; yang menikah melampirkan salinan buku nikah",
        "en": "There is a marital status certificate; who is married adds a copy of the marriage book",
    },
    do={
        "id": "Urus surat keterangan di Dukcapil atau desa; yang menikah melampirkan buku nikah atau akta perkawinan.",
        "en": "Get the certificate at the civil registry or village; the married add the marriage book or deed.",
    },
    basis=(UU_18_2017.article("13", "a"), PP_59_2021.article("5(1)", "a")),
    since=UU_18_FROM,
    due=Stage.DOCUMENTS,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    applies=NOT_SEA,
    checks=(
        answered_yes(
            {"id": "surat keterangan status perkawinan", "en": "marital status certificate"},
            F.marital_letter,
            findings=("N11",),
        ),
        answered_yes(
            {"id": "salinan buku nikah", "en": "copy of the marriage book"},
            F.marriage_book,
            when=F.marital_status == "married",
            findings=("N11",),
        ),
    ),
)

_RIGHT_RELATIVE = any_of(
    all_of(F.marital_status == "married", F.consent_by == "SPOUSE"),
    all_of(F.marital_status == "single", F.consent_by.one_of("PARENT", "GUARDIAN")),
    all_of(F.marital_status.one_of("divorced", "widowed"), F.consent_by.one_of("SPOUSE", "PARENT", "GUARDIAN")),
)

FAMILY_CONSENT = Requirement(
    key="family_consent",
    name={"id": "Surat izin keluarga", "en": "Family consent"},
    says={
        "id": "Izin suami/istri bagi yang menikah, orang tua atau wali bagi yang belum, diketahui kepala desa",
        "en": "Consent of the spouse (married) or parent or guardian (unmarried), acknowledged by the village head",
    },
    do={
        "id": "Lengkapi surat izin dari suami/istri (menikah) atau orang tua/wali, lalu dicatat kepala desa.",
        "en": "Complete the consent of the spouse (married) or parent or guardian; the village head acknowledges it.",
    },
    basis=(UU_18_2017.article("13", "b"), PP_59_2021.article("5(1)", "b")),
    since=UU_18_FROM,
    due=Stage.DOCUMENTS,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    applies=NOT_SEA,
    checks=(
        there({"id": "surat izin keluarga", "en": "letter of family consent"}, F.consent_by, findings=("N11",)),
        there(
            {"id": "tanggal diketahui kepala desa/lurah", "en": "day the village head acknowledged the consent"},
            F.consent_acknowledged_on,
            findings=("N11",),
        ),
        not_after_departure(
            {"id": "pengetahuan kepala desa", "en": "acknowledgement by the village head"}, F.consent_acknowledged_on
        ),
        Check(
            what={"id": "izin dari keluarga yang berhak", "en": "consent by the right relative"},
            holds=_RIGHT_RELATIVE,
            findings=("N11",),
            wrong={
                "id": "Izin bukan dari suami/istri (bagi yang menikah) atau orang tua/wali (bagi yang belum menikah).",
                "en": "The consent is not by the spouse (married) or by a parent or guardian (unmarried).",
            },
        ),
        Check(
            what={
                "id": "izin orang tua atau wali bagi yang bercerai",
                "en": "consent by parent or guardian of a divorced or widowed person",
            },
            when=F.marital_status.one_of("divorced", "widowed"),
            holds=F.consent_by != "SPOUSE",
            unknown=None,
            severity=WARN,
            confirmed=False,
            wrong={
                "id": "Izin ditandatangani suami/istri, padahal tercatat sudah bercerai atau ditinggal mati.",
                "en": "A spouse signed the consent, yet the person is recorded as divorced or widowed.",
            },
        ),
    ),
)

_COMPETENCE_FITS = Check(
    what={"id": "skema kompetensi sesuai jabatan", "en": "competence for the position of the contract"},
    holds=same(F.competence_position, F.position),
    findings=("N11",),
    wrong={
        "id": "Sertifikat kompetensi untuk jabatan lain.",
        "en": "The competence certificate is for another position.",
    },
)

COMPETENCE_CERTIFICATE = Requirement(
    key="competence_certificate",
    name={"id": "Sertifikat kompetensi kerja", "en": "Competence certificate"},
    says={
        "id": "Sertifikat kompetensi ada, masih berlaku pada hari berangkat, dan sesuai jabatan",
        "en": "There is a competence certificate, valid on the day of departure, for the position of the contract",
    },
    do={
        "id": "Ikuti uji kompetensi di LSP berlisensi BNSP untuk jabatan yang akan dikerjakan.",
        "en": "Take the test of a licensed certifier (LSP) for the position that will be worked in.",
    },
    basis=(
        UU_18_2017.article("5", "b"),
        UU_18_2017.article("13", "c"),
        PP_59_2021.article("9"),
        PP_22_2022.article("18(1)", "h"),
        PP_22_2022.article("34(1)", "h"),
    ),
    since=UU_18_FROM,
    due=Stage.DOCUMENTS,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    checks=(
        there(
            {"id": "nomor sertifikat kompetensi", "en": "number of the competence certificate"},
            F.competence_number,
            findings=("N11",),
        ),
        valid_until(
            {
                "id": "sertifikat kompetensi berlaku pada hari berangkat",
                "en": "competence certificate valid on the day of departure",
            },
            F.competence_until,
            findings=("N11",),
        ),
        replace(_COMPETENCE_FITS, when=NOT_SEA),
        replace(_COMPETENCE_FITS, when=SEA, unknown=None),  # a COC or COP names a rank, not always a position
        replace(_COMPETENCE_FITS, when=SEA, severity=FIX),
    ),
)

TRAINING_BY_ACCREDITED_LPK = Requirement(
    key="training_by_accredited_lpk",
    name={"id": "Pelatihan di BLK/LPK terakreditasi", "en": "Training by an accredited provider"},
    says={
        "id": "Pelatihan, bila perlu, di BLK atau LPK yang terakreditasi",
        "en": "Training, where needed, by an accredited training provider",
    },
    do={
        "id": "Tanyakan tempat pelatihan dan akreditasinya.",
        "en": "Ask where the training was and whether the provider is accredited.",
    },
    basis=(UU_18_2017.article("40", "a"), PP_59_2021.article("9"), PP_59_2021.article("73")),
    since=UU_18_FROM,
    due=Stage.TRAIN,
    severity=WARN,
    confidence=HIGH,
    applies=F.scheme.one_of("G2G", "P2P"),
    checks=(
        answered_yes(
            {"id": "pelatihan di lembaga terakreditasi", "en": "training by an accredited provider"},
            F.trained_by_accredited,
        ),
    ),
)

REQUIREMENTS = (
    CITIZEN_IDENTITY,
    MIN_AGE_18,
    REGISTERED_CPMI,
    VILLAGE_VERIFICATION,
    MARITAL_STATUS_CERTIFICATE,
    FAMILY_CONSENT,
    COMPETENCE_CERTIFICATE,
    TRAINING_BY_ACCREDITED_LPK,
)
