"""The employer: independent workers, workers of their own company, job orders, household employers."""

from sasando.core.law.expression import DAY, F, Known, all_of, any_of
from sasando.core.law.indonesia.acts import PP_22_2022, PP_22_FROM, PP_59_2021, PP_59_FROM, UU_18_2017, UU_18_FROM
from sasando.core.law.requirement import (
    BLOCK,
    FIX,
    HIGH,
    IND,
    P2P,
    PLACE,
    SEA,
    WARN,
    Check,
    Requirement,
    answered_yes,
    not_after_departure,
    there,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Outcome

IND_EMPLOYER_IS_LEGAL_ENTITY = Requirement(
    key="ind_employer_is_legal_entity",
    name={"id": "Pemberi kerja berbadan hukum", "en": "Employer is a legal entity"},
    says={
        "id": "Pekerja migran perseorangan hanya bekerja pada pemberi kerja berbadan hukum atau pemerintah",
        "en": "An independent worker works only for a legal entity or a government",
    },
    do={
        "id": "Minta akta perusahaan pemberi kerja. Untuk rumah tangga, tempuh penempatan lewat P3MI.",
        "en": "Ask for the employer's registration. For a household, go through a placement company.",
    },
    basis=(UU_18_2017.article("1(11)"), UU_18_2017.article("63(1)")),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=IND,
    checks=(
        Check(
            what={"id": "jenis pemberi kerja", "en": "employer type"},
            holds=F.employer_type.one_of("LEGAL_ENTITY", "GOVERNMENT"),
            findings=("N14",),
            wrong={
                "id": "Pemberi kerjanya perseorangan atau rumah tangga.",
                "en": "The employer is an individual or a household.",
            },
        ),
    ),
)

IND_SELF_REPORT = Requirement(
    key="ind_self_report",
    name={"id": "Lapor mandiri dan surat pernyataan risiko", "en": "Own report and statement of risk"},
    says={
        "id": "Pekerja perseorangan melapor sendiri sebelum berangkat dan menyatakan menanggung risikonya",
        "en": "The independent worker reports before departure and states that the risk is the worker's own",
    },
    do={
        "id": "Lapor ke Dinas Tenaga Kerja dan Perwakilan RI, dan lampirkan surat pernyataan.",
        "en": "Report to the labour office and the mission, and add the statement.",
    },
    basis=(UU_18_2017.article("63(2)"), UU_18_2017.article("63(3)")),
    since=UU_18_FROM,
    due=Stage.DEPART,
    severity=FIX,
    confidence=HIGH,
    applies=IND,
    checks=(
        there({"id": "tanggal lapor mandiri", "en": "day of the own report"}, F.self_reported_on),
        answered_yes({"id": "surat pernyataan risiko", "en": "statement of risk"}, F.own_risk_statement),
        Check(
            what={"id": "lapor sebelum berangkat", "en": "report before departure"},
            holds=F.self_reported_on <= DAY,
            unknown=None,
            wrong={"id": "Laporan bertanggal setelah berangkat.", "en": "The report is dated after departure."},
        ),
    ),
)

UKPS_PERMIT = Requirement(
    key="ukps_permit",
    name={"id": "Izin penempatan untuk kepentingan perusahaan sendiri", "en": "Own-company placement permit"},
    says={
        "id": "Ada izin tertulis Menteri, dan pekerjanya karyawan perusahaan itu sendiri",
        "en": "There is the minister's written permit, and the worker is the company's own employee",
    },
    do={
        "id": "Perusahaan menunjukkan izin UKPS dan bukti hubungan kerja.",
        "en": "The company shows its permit and proof of employment.",
    },
    basis=(
        UU_18_2017.article("61"),
        PP_22_2022.article("3(2)", "c"),
        PP_22_2022.article("14"),
        PP_22_2022.article("30(2)"),
    ),
    since=UU_18_FROM,
    due=Stage.REGISTER,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=any_of(F.scheme == "UKPS", all_of(SEA, F.sea_channel == "OWN_COMPANY", DAY >= PP_22_FROM)),
    checks=(
        there({"id": "izin UKPS", "en": "own-company permit"}, F.own_company_permit, findings=("N22",)),
        Check(
            what={"id": "karyawan perusahaan itu", "en": "employee of the company"},
            holds=Known(F.employed_since),
            fails=Outcome.UNKNOWN,
        ),
    ),
)

JO_VERIFIED_BY_MISSION = Requirement(
    key="jo_verified_by_mission",
    name={"id": "Job order terverifikasi", "en": "Job order verified"},
    says={
        "id": "Permintaan kerja diverifikasi Atase Ketenagakerjaan atau pejabat yang ditunjuk",
        "en": "The job order is verified by the labour attaché or an appointed officer",
    },
    do={
        "id": "P3MI meminta verifikasi job order di Perwakilan RI.",
        "en": "The company has the job order verified by the mission.",
    },
    basis=(UU_18_2017.article("9(2)"), PP_59_2021.article("85(3)")),
    since=UU_18_FROM,
    due=Stage.SELECT,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=P2P,
    checks=(
        there(
            {"id": "verifikasi job order", "en": "verification of the job order"},
            F.job_order_verified_on,
            findings=("N07",),
        ),
        not_after_departure(
            {"id": "verifikasi job order", "en": "verification of the job order"}, F.job_order_verified_on
        ),
        there({"id": "nomor job order", "en": "number of the job order"}, F.job_order_number, severity=FIX),
        Check(
            what={"id": "pemberi kerja tidak bermasalah", "en": "employer not on the problem list"},
            holds=F.employer_blacklisted == False,
            severity=WARN,
            basis=(UU_18_2017.article("10(2)"), UU_18_2017.article("10(4)")),
            wrong={
                "id": "Pemberi kerja atau mitra usahanya tercatat bermasalah.",
                "en": "The employer or partner agency is on the problem list.",
            },
        ),
    ),
)

HOUSEHOLD_NEEDS_PARTNER = Requirement(
    key="household_needs_partner",
    name={"id": "Rumah tangga harus lewat Mitra Usaha", "en": "Household needs a partner agency"},
    says={
        "id": "Penempatan pada pemberi kerja perseorangan harus melalui Mitra Usaha",
        "en": "A placement with an individual employer must go through a partner agency",
    },
    do={
        "id": "P3MI menyebutkan Mitra Usaha dan perjanjian kerja samanya.",
        "en": "The company names the partner agency and the cooperation agreement.",
    },
    basis=(PP_59_2021.article("86(2)"),),
    since=PP_59_FROM,
    due=Stage.SELECT,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=all_of(P2P, F.employer_type == "HOUSEHOLD"),
    checks=(
        there({"id": "Mitra Usaha", "en": "partner agency"}, F.partner_agency),
        Check(
            what={"id": "penempatan melalui Mitra Usaha", "en": "placement through a partner agency"},
            holds=F.partner_agency != "",
            unknown=None,
            findings=("N15",),
            wrong={
                "id": "Pemberi kerja rumah tangga tanpa Mitra Usaha.",
                "en": "A household employer without a partner agency.",
            },
        ),
    ),
)

REQUIREMENTS = (
    IND_EMPLOYER_IS_LEGAL_ENTITY,
    IND_SELF_REPORT,
    UKPS_PERMIT,
    JO_VERIFIED_BY_MISSION,
    HOUSEHOLD_NEEDS_PARTNER,
)
