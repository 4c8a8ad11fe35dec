"""The placement agreement, the employment contract, and whether the contract is the job."""

from dataclasses import replace

from sasando.core.law.expression import DAY, UNSURE, F, Known, all_of, any_of, full_years
from sasando.core.law.indonesia.acts import PERMEN_4_2025, PP_59_2021, UU_18_2017, UU_18_FROM
from sasando.core.law.indonesia.worker import STOP_FOR_A_CHILD
from sasando.core.law.requirement import (
    BLOCK,
    DEPART,
    FIX,
    HIGH,
    NOT_SEA,
    P2P,
    PLACE,
    VIA_COMPANY,
    WARN,
    Check,
    Requirement,
    answered_yes,
    each,
    not_after_departure,
    same,
    there,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Outcome

_FISHING = F.scheme == "SEA_P"
_AGREEMENT_OF_ARTICLE_13 = any_of(
    F.scheme.one_of("G2G", "P2P"), all_of(_FISHING, F.sea_channel.one_of("AGENCY", "P3MI"))
)
_AGREEMENT_BY_LETTER_ONLY = any_of(
    F.scheme.one_of("UKPS", "SEA_N"), all_of(_FISHING, F.sea_channel.one_of("OWN_COMPANY", "INDIVIDUAL"))
)


_AGREEMENT_CHECKS = (
    there(
        {"id": "perjanjian penempatan", "en": "placement agreement"},
        F.placement_agreement_on,
    ),
    Check(
        what={"id": "perjanjian ditandatangani sebelum berangkat", "en": "agreement signed before departure"},
        holds=F.placement_agreement_on <= DAY,
        unknown=None,
        wrong={
            "id": "Perjanjian penempatan bertanggal setelah hari berangkat.",
            "en": "The placement agreement is dated after the day of departure.",
        },
    ),
    Check(
        what={"id": "berusia 18 tahun saat menandatangani", "en": "18 years old when signing"},
        holds=any_of(
            full_years(F.born_on, at=F.placement_agreement_on, years=18),
            all_of(Known(F.born_on_other), full_years(F.born_on_other, at=F.placement_agreement_on, years=18)),
        ),
        unknown=None,
        wrong={
            "id": "Belum 18 tahun saat menandatangani perjanjian penempatan.",
            "en": "Not yet 18 when signing the placement agreement.",
        },
        do=STOP_FOR_A_CHILD,
    ),
)


_SIGNED_BY_HOLDER = Check(
    what={
        "id": "perjanjian penempatan dengan pemegang SIP2MI",
        "en": "placement agreement with the holder of the permit",
    },
    holds=same(F.placement_agreement_with, F.permit_holder),
    basis=(UU_18_2017.article("13", "g"), UU_18_2017.article("71", "c"), UU_18_2017.article("71", "d")),
    findings=("N06",),
    wrong={
        "id": "Perjanjian penempatan dibuat dengan pihak lain dari pemegang izin.",
        "en": "The placement agreement is with another party than the holder of the permit.",
    },
)
_GOVERNMENT = ("P2MI", "BP3MI", "KEMENTERIAN", "BADAN PELINDUNGAN", "PEMERINTAH")

PLACEMENT_AGREEMENT = Requirement(
    key="placement_agreement",
    name={"id": "Perjanjian penempatan", "en": "Placement agreement"},
    says={
        "id": "Perjanjian penempatan ditandatangani sebelum berangkat dengan pemegang SIP2MI (atau KP2MI)",
        "en": "The placement agreement was signed before departure, with the holder of the permit (or the ministry)",
    },
    do={
        "id": "Tandatangani perjanjian penempatan di hadapan pengantar kerja Dinas atau BP3MI.",
        "en": "Sign the placement agreement before the placement officer of the labour or service office.",
    },
    basis=(UU_18_2017.article("13", "g"), PP_59_2021.article("5(1)", "g")),
    since=UU_18_FROM,
    due=Stage.PLACEMENT_AGREEMENT,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    checks=(
        *each(_AGREEMENT_CHECKS, when=_AGREEMENT_OF_ARTICLE_13, findings=("N11",)),
        replace(_SIGNED_BY_HOLDER, when=all_of(_AGREEMENT_OF_ARTICLE_13, VIA_COMPANY)),
        replace(_SIGNED_BY_HOLDER, when=all_of(F.scheme == "SEA_N", VIA_COMPANY), unknown=None, effect=PLACE),
        replace(
            _SIGNED_BY_HOLDER,
            what={
                "id": "perjanjian dengan pemegang SIP3MI",
                "en": "agreement with the licence holder",
            },
            when=VIA_COMPANY,
            holds=same(F.placement_agreement_with, F.company_name),
            unknown=None,
        ),
        Check(
            what={"id": "perjanjian penempatan G2G dengan pemerintah", "en": "G2G agreement with the government"},
            when=all_of(F.scheme == "G2G", Known(F.placement_agreement_with)),
            holds=any_of(F.placement_agreement_with.mentions(*_GOVERNMENT), UNSURE),
            severity=FIX,
        ),
        Check(
            what={
                "id": "seleksi di Dinas/LTSA sebelum perjanjian",
                "en": "selection at the office before the agreement",
            },
            when=P2P,
            holds=F.selected_at_office_on <= F.placement_agreement_on,
            unknown=None,
            severity=FIX,
            basis=(PP_59_2021.article("86(3)", "a"), PERMEN_4_2025.article("9(1)", "c")),
            findings=("N19",),
            wrong={
                "id": "Seleksi di Dinas/LTSA tercatat setelah perjanjian penempatan.",
                "en": "The selection at the office is dated after the placement agreement.",
            },
        ),
        Check(
            what={"id": "perjanjian sebelum iuran pra", "en": "agreement before the premium before work"},
            when=_AGREEMENT_OF_ARTICLE_13,
            holds=F.placement_agreement_on <= F.premium_pre_on,
            unknown=None,
            severity=FIX,
            wrong={
                "id": "Iuran sebelum bekerja dibayar sebelum perjanjian penempatan.",
                "en": "The premium before work was paid before the placement agreement.",
            },
        ),
        Check(
            what={"id": "klausul biaya dalam perjanjian", "en": "cost clause in the agreement"},
            when=_AGREEMENT_OF_ARTICLE_13,
            holds=F.agreement_cost_clause == True,
            fails=Outcome.MISSING,
            unknown=None,
            severity=WARN,
        ),
        *each(
            _AGREEMENT_CHECKS, when=_AGREEMENT_BY_LETTER_ONLY, severity=FIX, confidence=Confidence.L, confirmed=False
        ),
    ),
)

EMPLOYMENT_CONTRACT = Requirement(
    key="employment_contract",
    name={"id": "Perjanjian kerja", "en": "Employment contract"},
    says={
        "id": "Perjanjian kerja ditandatangani, memuat huruf a sampai g, dan disahkan Perwakilan RI",
        "en": "The employment contract is signed, has the elements a to g, and is endorsed by the mission",
    },
    do={
        "id": "Lengkapi perjanjian kerja dengan pemberi kerja dan mintakan pengesahan Perwakilan RI.",
        "en": "Complete the contract with the employer and have it endorsed by the mission.",
    },
    basis=(UU_18_2017.article("13", "h"), UU_18_2017.article("15(2)"), PP_59_2021.article("6")),
    since=UU_18_FROM,
    due=Stage.CONTRACT_SIGN,
    severity=BLOCK,
    effect=DEPART,
    confidence=HIGH,
    applies=NOT_SEA,
    checks=(
        there({"id": "perjanjian kerja", "en": "employment contract"}, F.contract_on, findings=("N11",)),
        Check(
            what={"id": "isi perjanjian kerja huruf a-g", "en": "elements a-g of the contract"},
            holds=F.contract_elements != "",
            fails=Outcome.MISSING,
            unknown=None,
            findings=("N11",),
        ),
        Check(
            what={"id": "seluruh isi perjanjian kerja huruf a-g", "en": "all elements a-g of the contract"},
            holds=F.contract_elements == "abcdefg",
            fails=Outcome.MISSING,
            unknown=Outcome.MISSING,
            severity=FIX,
        ),
        answered_yes(
            {"id": "pengesahan Perwakilan RI", "en": "endorsement by the mission"},
            F.contract_endorsed,
            severity=FIX,
            basis=(UU_18_2017.article("15(3)"),),
        ),
        not_after_departure({"id": "perjanjian kerja", "en": "employment contract"}, F.contract_on),
    ),
)

CONTRACT_MATCHES_JOB = Requirement(
    key="contract_matches_job",
    name={"id": "Kontrak sama dengan pekerjaan", "en": "Contract is the job"},
    says={
        "id": "Jabatan dan pemberi kerja dalam perjanjian kerja sama dengan pekerjaan yang diberikan",
        "en": "Position and employer in the contract are those of the job given",
    },
    do={
        "id": "Bandingkan perjanjian kerja dengan job order; pekerjaan lain tidak boleh diberikan.",
        "en": "Compare the contract with the job order; another job may not be given.",
    },
    basis=(UU_18_2017.article("19"), UU_18_2017.article("67", "a"), UU_18_2017.article("71", "a")),
    since=UU_18_FROM,
    due=Stage.CONTRACT_SIGN,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    checks=(
        Check(
            what={
                "id": "jabatan dalam perjanjian kerja sama dengan pekerjaan",
                "en": "position in the contract is the job",
            },
            holds=same(F.position_contract, F.position),
            findings=("N12",),
            wrong={
                "id": "Jabatan dalam perjanjian kerja lain dari pekerjaan yang diberikan.",
                "en": "The position in the contract is not the job that is given.",
            },
        ),
        Check(
            what={"id": "pemberi kerja sama di perjanjian kerja", "en": "same employer in the contract"},
            holds=same(F.employer_contract, F.employer_name),
            severity=FIX,
            wrong={
                "id": "Pemberi kerja dalam perjanjian kerja lain.",
                "en": "The contract names another employer.",
            },
        ),
    ),
)

CONTRACT_LANGUAGE_COPY = Requirement(
    key="contract_language_copy",
    name={"id": "Salinan dan pemahaman perjanjian kerja", "en": "Copy and understanding of the contract"},
    says={
        "id": "Pekerja memegang salinan perjanjian kerja dan memahami isinya",
        "en": "The worker holds a copy of the contract and understands it",
    },
    do={
        "id": "Serahkan salinannya kepada pekerja dan keluarga, lalu jelaskan isinya.",
        "en": "Give the worker and the family a copy and explain it.",
    },
    basis=(UU_18_2017.article("6(1)", "h"), UU_18_2017.article("6(1)", "m"), UU_18_2017.article("6(3)", "c")),
    since=UU_18_FROM,
    due=Stage.CONTRACT_SIGN,
    severity=FIX,
    confidence=HIGH,
    checks=(
        answered_yes(
            {"id": "salinan perjanjian kerja di tangan pekerja", "en": "copy of the contract in the worker's hands"},
            F.contract_copy_held,
        ),
    ),
)

REQUIREMENTS = (PLACEMENT_AGREEMENT, EMPLOYMENT_CONTRACT, CONTRACT_MATCHES_JOB, CONTRACT_LANGUAGE_COPY)
