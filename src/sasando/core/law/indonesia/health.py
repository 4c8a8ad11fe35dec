"""Health and psychological examination. Only the conclusion is asked for, never a medical detail."""

from dataclasses import replace
from datetime import date

from sasando.core.law.expression import DAY, F, Shifted, known
from sasando.core.law.indonesia.acts import (
    PERPRES_64_2011,
    PERPRES_64_LAST_DAY,
    PP_59_2021,
    PP_59_FROM,
    UU_18_2017,
    UU_18_FROM,
    UU_23_2022,
    UU_23_2022_FROM,
)
from sasando.core.law.requirement import (
    BLOCK,
    DEPART,
    FIX,
    HIGH,
    MEDIUM,
    WARN,
    Check,
    Requirement,
    each,
    fit,
    not_after_departure,
    there,
    valid_for,
    valid_until,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Outcome

HEALTH_CERTIFICATE = Requirement(
    key="health_certificate",
    name={"id": "Sertifikat sehat", "en": "Health certificate"},
    says={
        "id": "Sertifikat kesehatan ada dan hasilnya layak (fit)",
        "en": "There is a health certificate and it says fit",
    },
    do={
        "id": "Periksa kesehatan di sarana kesehatan yang ditunjuk; yang perlu tindak lanjut diperiksa ulang.",
        "en": "Be examined at a designated health facility; who needs follow-up is examined again.",
    },
    basis=(UU_18_2017.article("5", "c"), UU_18_2017.article("13", "d"), PP_59_2021.article("5(1)", "d")),
    since=UU_18_FROM,
    due=Stage.MEDICAL,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    checks=(
        *fit(
            {"id": "sertifikat kesehatan dengan hasil layak", "en": "health certificate with the result fit"},
            F.health_on,
            F.health_result,
            findings=("N11",),
        ),
        not_after_departure({"id": "sertifikat kesehatan", "en": "health certificate"}, F.health_on),
        Check(
            what={"id": "sarana kesehatan yang ditunjuk", "en": "designated health facility"},
            holds=F.health_facility_designated == True,
            severity=WARN,
            confirmed=False,
            wrong={
                "id": "Sarana kesehatan ini tidak ada dalam daftar yang ditunjuk.",
                "en": "This health facility is not on the designated list.",
            },
        ),
    ),
)

_RECENT = {
    "id": "sertifikat kesehatan paling lama 3 bulan pada hari berangkat",
    "en": "health certificate at most 3 months old on the day of departure",
}


HEALTH_CERTIFICATE_RECENT = Requirement(
    key="health_certificate_recent",
    name={"id": "Sertifikat sehat paling lama 3 bulan", "en": "Health certificate not older than 3 months"},
    says={
        "id": "Sertifikat kesehatan paling lama 3 bulan pada hari berangkat",
        "en": "The health certificate is at most 3 months old on the day of departure",
    },
    do={
        "id": "Bila waktunya cukup, periksa kesehatan lagi sebelum berangkat.",
        "en": "If there is time, be examined again before departure.",
    },
    basis=(UU_18_2017.article("13", "d"),),
    since=PP_59_FROM,
    due=Stage.DEPART,
    severity=WARN,
    confidence=MEDIUM,
    confirmed=False,
    checks=(valid_for(_RECENT, F.health_on, months=3),),
    note={
        "id": "Perpres 64/2011 dicabut PP 59/2021 Pasal 100 huruf d; sejak itu 3 bulan hanya praktik.",
        "en": "PP 59/2021 article 100 letter d repealed Perpres 64/2011; since then the 3 months are practice only.",
    },
)

HEALTH_CERTIFICATE_RECENT_UNTIL_2021 = replace(
    HEALTH_CERTIFICATE_RECENT,
    basis=(UU_18_2017.article("13", "d"), PERPRES_64_2011.article("14")),
    since=UU_18_FROM,
    until=PERPRES_64_LAST_DAY,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    confirmed=True,
    checks=each(HEALTH_CERTIFICATE_RECENT.checks, findings=("N11",)),
    note={},
)

_PREGNANCY_DAY = {
    "id": "pemeriksaan kehamilan paling lambat 7 hari sebelum berangkat",
    "en": "pregnancy test at the latest 7 days before departure",
}


PREGNANCY_LAB = Requirement(
    key="pregnancy_lab_7d",
    name={"id": "Pemeriksaan laboratorium kehamilan", "en": "Pregnancy laboratory test"},
    says={
        "id": "Perempuan menjalani pemeriksaan kehamilan paling lambat 7 hari sebelum berangkat",
        "en": "A woman takes a pregnancy test at the latest 7 days before departure",
    },
    do={
        "id": "Tawarkan pemeriksaan dengan hormat dan rahasia. Hasil apa pun tidak menghalangi keberangkatan.",
        "en": "Offer the test with respect and in confidence. No result stops the departure.",
    },
    basis=(PERPRES_64_2011.article("14(6)"), PP_59_2021.article("100", "d")),
    since=PP_59_FROM,
    due=Stage.DEPART,
    severity=WARN,
    confidence=MEDIUM,
    confirmed=False,
    applies=F.sex == "F",
    checks=(
        there({"id": "tanggal tes kehamilan", "en": "day of the pregnancy test"}, F.pregnancy_test_on),
        Check(
            what=_PREGNANCY_DAY,
            holds=F.pregnancy_test_on <= Shifted(DAY, days=-7),
            unknown=Outcome.MISSING,
            wrong={
                "id": "Tes kehamilan kurang dari 7 hari sebelum berangkat.",
                "en": "The pregnancy test was less than 7 days before departure.",
            },
        ),
        Check(
            what={"id": "hasil tes kehamilan", "en": "pregnancy result"},
            holds=F.pregnancy_result == "negative",
            unknown=None,  # the law asks that the test was taken, not what it found
            severity=WARN,
            confirmed=False,
            wrong={
                "id": "Hasil tes positif: tawarkan pendampingan. Ini tidak pernah menghalangi keberangkatan.",
                "en": "The test is positive: offer support. This never stops a departure.",
            },
        ),
    ),
    note={
        "id": "Tanpa dasar hukum yang ditemukan sejak 7 April 2021; ditampilkan dan tidak pernah menghalangi.",
        "en": "No legal basis was found since 7 April 2021; shown, and it never stops anybody.",
    },
)

PREGNANCY_LAB_UNTIL_2021 = replace(
    PREGNANCY_LAB,
    basis=(PERPRES_64_2011.article("14(6)"), PERPRES_64_2011.article("14(7)")),
    since=date(2011, 9, 1),
    until=PERPRES_64_LAST_DAY,
    severity=FIX,
    confidence=HIGH,
    confirmed=True,
    note={
        "id": "September 2011 diambil sebagai awal; hari pengundangan Perpres 64/2011 belum dibaca.",
        "en": "September 2011 is taken as the start; the day Perpres 64/2011 was promulgated was not read.",
    },
)

_SINCE_UU_23 = DAY >= UU_23_2022_FROM

PSYCHOLOGICAL_CERTIFICATE = Requirement(
    key="psychological_certificate",
    name={"id": "Hasil pemeriksaan psikologi", "en": "Psychological certificate"},
    says={
        "id": "Hasil pemeriksaan psikologi ada dan layak (fit)",
        "en": "There is a psychological certificate and it says fit",
    },
    do={
        "id": "Periksa psikologi pada psikolog yang memiliki STR dan SILP; cukup kesimpulannya yang disimpan.",
        "en": "Be examined by a psychologist with registration and licence; only the conclusion is kept.",
    },
    basis=(UU_18_2017.article("5", "c"), UU_18_2017.article("13", "d"), PP_59_2021.article("5(1)", "d")),
    since=UU_18_FROM,
    due=Stage.MEDICAL,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    checks=(
        *fit(
            {"id": "hasil psikologi layak", "en": "psychological result fit"},
            F.psych_on,
            F.psych_result,
            findings=("N11",),
        ),
        not_after_departure({"id": "hasil psikologi", "en": "psychological certificate"}, F.psych_on),
        there(
            {"id": "STR psikolog", "en": "registration of the psychologist (STR)"},
            F.psych_registration,
            when=_SINCE_UU_23,
            severity=WARN,
            confidence=MEDIUM,
            basis=(UU_23_2022.article("15"),),
        ),
        valid_until(
            {"id": "SILP berlaku pada hari pemeriksaan", "en": "psychologist's licence valid on the examination day"},
            F.psych_licence_until,
            F.psych_on,
            when=_SINCE_UU_23 & known(F.psych_on),
            severity=WARN,
            confidence=MEDIUM,
            basis=(UU_23_2022.article("17"),),
            good_until=None,
            limits_departure=False,
        ),
    ),
)

REQUIREMENTS = (
    HEALTH_CERTIFICATE,
    HEALTH_CERTIFICATE_RECENT_UNTIL_2021,
    HEALTH_CERTIFICATE_RECENT,
    PREGNANCY_LAB_UNTIL_2021,
    PREGNANCY_LAB,
    PSYCHOLOGICAL_CERTIFICATE,
)
