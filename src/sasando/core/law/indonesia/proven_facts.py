"""The facts of non-procedural placement N01-N25 (docs/law/temuan.md). The checks of the requirements find them.

"Non-procedural" describes the placement; the worker is never the accused (UU 21/2007 article 18).
"""

from sasando.core.facts import Says
from sasando.core.law.indonesia.acts import (
    PERBAN_27_2025,
    PERMEN_4_2025,
    PERMEN_34_2025,
    PP_22_2022,
    PP_59_2021,
    UU_18_2017,
)
from sasando.core.law.requirement import HIGH, MEDIUM, ProvenFact

_U, _P59, _P22 = UU_18_2017.article, PP_59_2021.article, PP_22_2022.article
PERSON, COMPANY, OFFICIAL = "person", "company", "official"

_NO_DATA: Says = {
    "id": "belum ada data dalam berkas yang dapat membuktikannya",
    "en": "no datum of the dossier can show it yet",
}


def _fact(  # noqa: PLR0913 - a row of a table
    code: str,
    indonesian: str,
    english: str,
    basis: tuple[str, ...],
    about: str = PERSON,
    *,
    decides: bool = True,
    **more: object,
) -> ProvenFact:
    return ProvenFact(
        code=code,
        says={"id": indonesian, "en": english},
        basis=basis,
        about=about,
        decides=decides and about == PERSON,
        **({"confidence": HIGH, "no_data": None} | more),  # type: ignore[arg-type]
    )


PROVEN_FACTS = {
    fact.code: fact
    for fact in (
        _fact("N01", "Belum 18 tahun saat berangkat", "Under 18 at departure", (_U("5", "a"), _U("66"), _U("80"))),
        _fact(
            "N02",
            "Direkrut orang perseorangan tanpa P3MI berizin di belakangnya",
            "Recruited by a private person with no licensed placer behind",
            (_U("69"), _U("81")),
        ),
        _fact(
            "N03",
            "P3MI tanpa SIP3MI yang berlaku pada hari perbuatan",
            "Company without a live licence on the day of the act",
            (_U("51"), _U("58"), _P59("46")),
        ),
        _fact(
            "N04",
            "Tanpa SIP2MI, berakhir, negara lain, atau direkrut sebelum terbit",
            "No recruitment permit, ended, other country, or recruited before it",
            (_U("59"), _U("72", "c"), _U("86", "c"), _P59("47(3)"), _P59("48(1)")),
        ),
        _fact(
            "N05",
            "Kuota atau jabatan SIP2MI terlampaui",
            "Quota or position of the permit exceeded",
            (_P59("47(4)"),),
            COMPANY,
            confidence=MEDIUM,
        ),
        _fact(
            "N06",
            "SIP3MI atau SIP2MI dipinjamkan",
            "Licence or permit borrowed",
            (_U("71", "c"), _U("71", "d"), _U("85")),
        ),
        _fact("N07", "Job order tidak diverifikasi", "Job order not verified", (_U("9(2)"), _P59("85(3)"))),
        _fact(
            "N08", "Negara atau pekerjaan tertutup", "Country or job closed", (_U("32"), _U("72", "b"), _U("86", "b"))
        ),
        _fact(
            "N09",
            "Negara tidak memenuhi Pasal 31",
            "Country meets none of article 31",
            (_U("31"), _U("72", "d"), _U("86", "d")),
            no_data=_NO_DATA,
        ),
        _fact("N10", "Visa bukan visa kerja", "Visa is no work visa", (_U("13", "f"), _U("68"), _U("83"))),
        _fact(
            "N11",
            "Dokumen Pasal 13 belum ada, habis berlaku, atau salah",
            "Article 13 document missing, expired or false",
            (_U("13"), _U("65"), _U("68"), _U("70(1)")),
        ),
        _fact(
            "N12",
            "Pekerjaan lain dari perjanjian kerja",
            "Work other than the contract",
            (_U("19"), _U("67", "a"), _U("71", "a")),
        ),
        _fact(
            "N13",
            "Pekerja dibebani biaya",
            "Worker charged",
            (_U("30"), _U("72", "a"), _U("86", "a")),
            decides=False,
            confidence=MEDIUM,
        ),
        _fact(
            "N14",
            "Perseorangan pada pemberi kerja perseorangan",
            "Independent worker with a household employer",
            (_U("63(1)"),),
        ),
        _fact(
            "N15",
            "Pemberi kerja rumah tangga tanpa Mitra Usaha",
            "Household employer without partner agency",
            (_P59("86(2)"),),
        ),
        _fact(
            "N16",
            "Tanpa kartu E-PMI/E-KPMI",
            "No electronic worker card",
            (PERMEN_34_2025.article("14"), PERBAN_27_2025.article("1(7)")),
            decides=False,
            confidence=MEDIUM,
        ),
        _fact("N17", "Tidak terdaftar sebagai CPMI", "Not registered as a candidate", (_U("1(1)"), _U("12"))),
        _fact(
            "N18",
            "Tanpa nomor BPJS Ketenagakerjaan",
            "No social security number",
            (_U("5", "d"), _U("68"), _P22("15", "d"), _P22("31", "d")),
        ),
        _fact(
            "N19",
            "P3MI tidak menyeleksi di Dinas/LTSA atau tidak mengikutkan OPP",
            "Company did not select at the office or enrol in the orientation",
            (PERMEN_4_2025.article("9(1)", "c"), PERMEN_4_2025.article("9(1)", "e")),
            COMPANY,
        ),
        _fact(
            "N20",
            "Awak kapal: PKL tidak disahkan, tanpa Buku Pelaut, atau perjanjian keagenan tidak disahkan",
            "Crew: sea contract not approved, no seaman book, or manning agreement not endorsed",
            (_P22("10"), _P22("17(4)"), _P22("18"), _P22("27"), _P22("33(3)")),
        ),
        _fact(
            "N21",
            "Awak kapal perikanan perseorangan pada prinsipal perseorangan",
            "Individual fishing crew with an individual principal",
            (_P22("3(4)"),),
        ),
        _fact(
            "N22",
            "UKPS tanpa izin Menteri atau bukan karyawan",
            "Own-company placement without permit or with non-employees",
            (_U("61"), _P22("3(2)", "c"), _P22("14"), _P22("30(2)")),
        ),
        _fact(
            "N23",
            "Pejabat merangkap pengurus perusahaan penempatan",
            "Official is also manager of the placer",
            (_U("73"),),
            OFFICIAL,
            no_data=_NO_DATA,
        ),
        _fact(
            "N24",
            "Kantor cabang tanpa izin merekrut",
            "Unlicensed branch recruits",
            (_U("53"), _P59("57")),
            COMPANY,
        ),
        _fact(
            "N25",
            "Tempat pelatihan dipakai sebagai penampungan",
            "Training place used as a holding house",
            ("ILO-3", "ILO-4"),
            decides=False,
            confidence=MEDIUM,
            no_data=_NO_DATA,
        ),
    )
}

LISTED_UNPROVEN = frozenset({"N04", "N07", "N11", "N16", "N17", "N18", "N20", "N22"})
"""Codes that a missing or expired paper lists, unproven. N16 is listed only to be shown."""
