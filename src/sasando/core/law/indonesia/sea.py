"""Seafarers and fishing crews on foreign ships (PP 22/2022)."""

from sasando.core.law.expression import DAY, F, all_of, any_of
from sasando.core.law.indonesia.acts import PP_22_2022, PP_22_FROM, UU_18_2017
from sasando.core.law.requirement import (
    BLOCK,
    DEPART,
    FIX,
    HIGH,
    PLACE,
    SEA,
    SEA_INDIVIDUAL,
    SEA_VIA_COMPANY,
    Check,
    Requirement,
    answered_yes,
    not_after_departure,
    there,
    valid_until,
)
from sasando.core.law.stage import Stage

SEA_PKL = Requirement(
    key="sea_pkl",
    name={"id": "Perjanjian Kerja Laut (PKL)", "en": "Sea contract (PKL)"},
    says={
        "id": "Perjanjian Kerja Laut ditandatangani dan disahkan syahbandar",
        "en": "The sea contract is signed and approved by the harbour master",
    },
    do={
        "id": "Bawa Perjanjian Kerja Laut ke syahbandar untuk disahkan dan dicatat.",
        "en": "Take the sea contract to the harbour master for approval.",
    },
    basis=(UU_18_2017.article("13", "h"), PP_22_2022.article("17"), PP_22_2022.article("33")),
    since=PP_22_FROM,
    due=Stage.CONTRACT_SIGN,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    applies=SEA,
    checks=(
        there({"id": "Perjanjian Kerja Laut", "en": "sea contract"}, F.sea_contract_on, findings=("N11", "N20")),
        there(
            {"id": "pengesahan syahbandar", "en": "approval by the harbour master"},
            F.sea_contract_approved_on,
            findings=("N11", "N20"),
        ),
        not_after_departure({"id": "Perjanjian Kerja Laut", "en": "sea contract"}, F.sea_contract_on),
        not_after_departure({"id": "pengesahan syahbandar", "en": "approval"}, F.sea_contract_approved_on),
    ),
)

SEA_BUKU_PELAUT = Requirement(
    key="sea_buku_pelaut",
    name={"id": "Buku Pelaut", "en": "Seaman book"},
    says={
        "id": "Buku Pelaut ada dan berlaku pada hari berangkat",
        "en": "There is a seaman book, valid on the day of departure",
    },
    do={
        "id": "Urus atau perpanjang Buku Pelaut di Kementerian Perhubungan; paspor tidak menggantikannya.",
        "en": "Get or renew the seaman book at the transport ministry; a passport does not replace it.",
    },
    basis=(PP_22_2022.article("1(6)"), PP_22_2022.article("18(1)", "b"), PP_22_2022.article("34(1)", "b")),
    since=PP_22_FROM,
    due=Stage.DOCUMENTS,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=SEA,
    checks=(
        there({"id": "nomor Buku Pelaut", "en": "number of the seaman book"}, F.seaman_book_number, findings=("N20",)),
        valid_until(
            {"id": "Buku Pelaut berlaku pada hari berangkat", "en": "seaman book valid on the day of departure"},
            F.seaman_book_until,
            findings=("N20",),
        ),
    ),
)

SEA_IDENTITY_DOC = Requirement(
    key="sea_identity_doc",
    name={"id": "Dokumen identitas pelaut (SID)", "en": "Seafarer identity document (SID)"},
    says={
        "id": "Dokumen identitas pelaut ada bila prinsipal memintanya; awak kapal perseorangan selalu",
        "en": "There is a seafarer identity document if the principal asks for it; individual crews always need it",
    },
    do={
        "id": "Urus dokumen identitas pelaut di Kementerian Perhubungan.",
        "en": "Get the seafarer identity document at the transport ministry.",
    },
    basis=(PP_22_2022.article("4", "a angka 7"), PP_22_2022.article("18(1)", "g")),
    since=PP_22_FROM,
    due=Stage.DOCUMENTS,
    severity=FIX,
    confidence=HIGH,
    applies=any_of(
        SEA_INDIVIDUAL,
        all_of(F.scheme == "SEA_N", F.principal_asks_identity == True),
    ),
    checks=(
        there(
            {"id": "nomor identitas pelaut (SID)", "en": "number of the identity document"}, F.seafarer_identity_number
        ),
        valid_until(
            {"id": "SID berlaku pada hari berangkat", "en": "identity document valid on the day of departure"},
            F.seafarer_identity_until,
            unknown=None,
            limits_departure=False,
        ),
    ),
)

SEA_INDIVIDUAL_REPORT = Requirement(
    key="sea_individual_report",
    name={"id": "Laporan keberangkatan awak kapal perseorangan", "en": "Departure report of an individual crew member"},
    says={
        "id": "Melapor sebelum berangkat; awak kapal perikanan tidak boleh bekerja pada prinsipal perseorangan",
        "en": "Reported before departure; a fishing crew may not work individually for an individual principal",
    },
    do={
        "id": "Lapor ke Dinas Tenaga Kerja kabupaten/kota atau LTSA dengan delapan lampiran.",
        "en": "Report to the labour office or one-stop service with the eight annexes.",
    },
    basis=(PP_22_2022.article("3(4)"), PP_22_2022.article("4")),
    since=PP_22_FROM,
    due=Stage.DEPART,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=SEA_INDIVIDUAL,
    checks=(
        Check(
            what={"id": "prinsipal berbadan hukum", "en": "principal is a legal entity"},
            when=F.scheme == "SEA_P",
            holds=F.employer_type.one_of("LEGAL_ENTITY", "GOVERNMENT"),
            findings=("N21",),
            wrong={
                "id": "Awak kapal perikanan perseorangan bekerja pada prinsipal perseorangan.",
                "en": "An individual fishing crew member works for an individual principal.",
            },
        ),
        there({"id": "laporan keberangkatan", "en": "departure report"}, F.self_reported_on, severity=FIX),
        Check(
            what={"id": "lapor sebelum berangkat", "en": "report before departure"},
            holds=F.self_reported_on <= DAY,
            unknown=None,
            severity=FIX,
            wrong={"id": "Laporan bertanggal setelah berangkat.", "en": "The report is dated after departure."},
        ),
    ),
)

SEA_AGENCY_AGREEMENT = Requirement(
    key="sea_agency_agreement",
    name={"id": "Perjanjian keagenan disahkan", "en": "Manning agreement endorsed"},
    says={
        "id": "Perjanjian keagenan disahkan Perwakilan RI, dan kesepakatan kerja bersama (KKB), bila ada, dilampirkan",
        "en": "The manning agreement is endorsed by the mission, and the collective agreement (KKB), if any, is there",
    },
    do={
        "id": "P3MI meminta pengesahan perjanjian keagenan di Perwakilan RI.",
        "en": "The company has the manning agreement endorsed by the mission.",
    },
    basis=(PP_22_2022.article("10(1)"), PP_22_2022.article("27(1)")),
    since=PP_22_FROM,
    due=Stage.SELECT,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    applies=SEA_VIA_COMPANY,
    checks=(
        answered_yes(
            {"id": "pengesahan perjanjian keagenan", "en": "endorsement of the manning agreement"},
            F.agency_agreement_endorsed,
            findings=("N20",),
        ),
        answered_yes(
            {"id": "kesepakatan kerja bersama (KKB), bila ada", "en": "collective agreement (KKB), if there is one"},
            F.collective_agreement,
            severity=FIX,
            basis=(PP_22_2022.article("18(2)"), PP_22_2022.article("34(2)")),
        ),
    ),
)

REQUIREMENTS = (SEA_PKL, SEA_BUKU_PELAUT, SEA_IDENTITY_DOC, SEA_INDIVIDUAL_REPORT, SEA_AGENCY_AGREEMENT)
