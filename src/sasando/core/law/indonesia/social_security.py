"""Social security (BPJS Ketenagakerjaan) and health insurance (JKN)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sasando.core.law.expression import DAY, NEVER, UNSURE, Expression, F, Shifted, all_of, any_of, in_force
from sasando.core.law.indonesia.acts import (
    PERMENAKER_4_2023,
    PP_22_2022,
    PP_59_2021,
    PP_59_FROM,
    PREMIUMS_FROM,
    UU_18_2017,
    UU_18_FROM,
)
from sasando.core.law.requirement import (
    BLOCK,
    FIX,
    HIGH,
    IND,
    MEDIUM,
    PLACE,
    SEA,
    WARN,
    Check,
    Requirement,
    answered_yes,
    each,
    there,
)
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Outcome


@dataclass(frozen=True, slots=True)
class PremiumTable:
    """What a premium costs, in whole rupiah, during one period."""

    since: date
    until: date | None
    before_work: int
    during_work: Mapping[int, int]  # months -> rupiah
    each_month_beyond: int
    source: str
    confidence: Confidence


PREMIUMS = (
    PremiumTable(
        since=PREMIUMS_FROM,
        until=None,
        before_work=37_500,
        during_work={24: 332_500, 12: 189_000, 6: 108_000},
        each_month_beyond=13_500,
        source="Permenaker 4/2023 Pasal 18-19 (S10); amounts also in S27",
        confidence=HIGH,
    ),
)


def _amount_is_right(table: PremiumTable) -> Expression:
    """Paid = listed length + each further month; a length below the shortest listed is unknown."""
    lengths = sorted(table.during_work, reverse=True)
    branches: list[Expression] = [all_of(F.premium_months < lengths[-1], UNSURE)]
    ceilings = [None, *lengths[:-1]]
    for months, below in zip(lengths, ceilings, strict=True):
        price = (F.premium_months * table.each_month_beyond) + (
            table.during_work[months] - months * table.each_month_beyond
        )
        span: Expression = F.premium_months >= months
        if below is not None:
            span = all_of(span, F.premium_months < below)
        branches.append(all_of(span, F.premium_during_idr == price))
    return any_of(*branches)


_PAYING_SCHEMES = F.scheme.one_of("G2G", "P2P")
_OPEN_TARIFF = any_of(F.scheme == "UKPS", SEA)

SOCIAL_SECURITY_NUMBER = Requirement(
    key="social_security_number",
    name={"id": "Nomor kepesertaan jaminan sosial", "en": "Social security number"},
    says={
        "id": "Terdaftar dan memiliki nomor kepesertaan jaminan sosial (BPJS Ketenagakerjaan)",
        "en": "Registered with a social security number (BPJS Ketenagakerjaan)",
    },
    do={
        "id": "Daftarkan ke BPJS Ketenagakerjaan dan catat nomor kepesertaannya.",
        "en": "Register with BPJS Ketenagakerjaan and record the number.",
    },
    basis=(
        UU_18_2017.article("5", "d"),
        UU_18_2017.article("68"),
        PP_22_2022.article("4", "a angka 4"),
        PP_22_2022.article("15", "d"),
        PP_22_2022.article("18(1)", "d"),
        PP_22_2022.article("31", "d"),
        PP_22_2022.article("34(1)", "d"),
    ),
    since=UU_18_FROM,
    due=Stage.SOCSEC_PRE,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    checks=(
        there(
            {"id": "nomor BPJS Ketenagakerjaan", "en": "social security number"},
            F.social_security_number,
            findings=("N18",),
        ),
    ),
)


_PRE_CHECKS = (
    there(
        {"id": "bukti bayar iuran sebelum bekerja", "en": "payment of the premium before work"},
        F.premium_pre_on,
        F.premium_pre_idr,
    ),
    Check(
        what={"id": "besar iuran sebelum bekerja Rp37.500", "en": "premium before work of Rp 37,500"},
        holds=any_of(*(all_of(in_force(t.since, t.until), F.premium_pre_idr == t.before_work) for t in PREMIUMS)),
        unknown=Outcome.MISSING,
        wrong={
            "id": "Besar iuran sebelum bekerja bukan Rp37.500.",
            "en": "The premium before work is not Rp 37,500.",
        },
    ),
    Check(
        what={
            "id": "iuran dibayar setelah perjanjian penempatan",
            "en": "premium paid after the placement agreement",
        },
        holds=F.premium_pre_on >= F.placement_agreement_on,
        unknown=None,
        wrong={
            "id": "Iuran dibayar sebelum perjanjian penempatan ditandatangani.",
            "en": "The premium was paid before the placement agreement was signed.",
        },
    ),
)


SOCIAL_SECURITY_PRE = Requirement(
    key="social_security_pre",
    name={"id": "Iuran jaminan sosial sebelum bekerja", "en": "Social security before work"},
    says={
        "id": "Iuran JKK dan JKM sebelum bekerja Rp37.500, dibayar setelah perjanjian penempatan",
        "en": "Premium before work of Rp 37,500, paid after the placement agreement",
    },
    do={
        "id": "Perbaiki pembayaran iuran sebelum bekerja di BPJS Ketenagakerjaan.",
        "en": "Correct the payment of the premium before work at BPJS Ketenagakerjaan.",
    },
    basis=(PERMENAKER_4_2023.article("18(1)", "a"), PERMENAKER_4_2023.article("19(1)", "a")),
    since=PREMIUMS_FROM,
    due=Stage.SOCSEC_PRE,
    severity=FIX,
    confidence=HIGH,
    applies=any_of(_PAYING_SCHEMES, _OPEN_TARIFF),
    checks=(
        *each(_PRE_CHECKS, when=_PAYING_SCHEMES),
        *each(_PRE_CHECKS, when=_OPEN_TARIFF, severity=WARN, confidence=MEDIUM, confirmed=False),
    ),
)


_DURING_CHECKS = (
    there(
        {"id": "bukti bayar iuran selama bekerja", "en": "payment of the premium during work"},
        F.premium_during_on,
        F.premium_during_idr,
        F.premium_months,
    ),
    Check(
        what={"id": "bulan dibayar tidak kurang dari kontrak", "en": "months paid not fewer than the contract"},
        holds=F.premium_months >= F.contract_months,
        wrong={
            "id": "Bulan iuran yang dibayar kurang dari lama kontrak.",
            "en": "Fewer months were paid than the contract lasts.",
        },
    ),
    Check(
        what={"id": "besar iuran selama bekerja sesuai daftar", "en": "premium during work as listed"},
        holds=any_of(*(all_of(in_force(table.since, table.until), _amount_is_right(table)) for table in PREMIUMS)),
        wrong={
            "id": "Besar iuran selama bekerja tidak sesuai jumlah bulannya.",
            "en": "The premium during work does not fit the number of months.",
        },
    ),
    Check(
        what={"id": "iuran dibayar sebelum berangkat", "en": "premium paid before departure"},
        holds=F.premium_during_on <= DAY,
        unknown=None,
        wrong={
            "id": "Iuran selama bekerja dibayar setelah hari berangkat.",
            "en": "The premium during work was paid after the day of departure.",
        },
    ),
)


SOCIAL_SECURITY_DURING = Requirement(
    key="social_security_during",
    name={"id": "Iuran jaminan sosial selama dan setelah bekerja", "en": "Social security during and after work"},
    says={
        "id": "Iuran JKK dan JKM selama bekerja dibayar untuk seluruh masa kontrak",
        "en": "The premium during work is paid for the whole term of the contract",
    },
    do={
        "id": "Perbaiki jumlah bulan atau besar iuran di BPJS Ketenagakerjaan.",
        "en": "Correct the months or the amount at BPJS Ketenagakerjaan.",
    },
    basis=(PERMENAKER_4_2023.article("18"), PERMENAKER_4_2023.article("19")),
    since=PREMIUMS_FROM,
    due=Stage.SOCSEC_DURING,
    severity=FIX,
    confidence=HIGH,
    applies=any_of(_PAYING_SCHEMES, IND, _OPEN_TARIFF),
    checks=(
        *each(_DURING_CHECKS, when=any_of(_PAYING_SCHEMES, IND)),
        Check(
            what={
                "id": "iuran mandiri paling cepat 1 bulan sebelum berangkat",
                "en": "premium of an independent worker at the earliest 1 month before departure",
            },
            when=IND,
            holds=F.premium_during_on >= Shifted(DAY, months=-1),
            unknown=None,
            wrong={
                "id": "Iuran dibayar lebih dari 1 bulan sebelum berangkat.",
                "en": "The premium was paid more than 1 month before departure.",
            },
        ),
        *each(_DURING_CHECKS, when=_OPEN_TARIFF, severity=WARN, confidence=MEDIUM, confirmed=False),
    ),
)

JHT_OPTIONAL = Requirement(
    key="jht_optional",
    name={"id": "Jaminan hari tua (sukarela)", "en": "Old-age saving (voluntary)"},
    says={
        "id": "Jaminan hari tua boleh diikuti, Rp50.000 sampai Rp600.000 sebulan; tidak pernah diwajibkan",
        "en": "Old-age saving is open to the worker, Rp 50,000 to 600,000 a month; it is never demanded",
    },
    do={
        "id": "Jelaskan pilihannya kepada pekerja.",
        "en": "Explain the choice to the worker.",
    },
    basis=(PERMENAKER_4_2023.name,),
    since=PREMIUMS_FROM,
    due=Stage.REGISTER,
    severity=WARN,
    confidence=MEDIUM,
    applies=NEVER,
    checks=(Check(what={"id": "jaminan hari tua", "en": "old-age saving"}, holds=NEVER),),
)

HEALTH_INSURANCE_JKN = Requirement(
    key="health_insurance_jkn",
    name={"id": "JKN (BPJS Kesehatan) aktif", "en": "Health insurance (JKN) active"},
    says={
        "id": "Kepesertaan JKN aktif, atau dihentikan sementara secara sah selama di luar negeri",
        "en": "Health insurance (JKN) is active, or lawfully suspended while abroad",
    },
    do={
        "id": "Periksa status JKN di BPJS Kesehatan.",
        "en": "Check the status at BPJS Kesehatan.",
    },
    basis=(PP_59_2021.article("10(2)"), PP_59_2021.article("10(3)")),
    since=PP_59_FROM,
    due=Stage.DOCUMENTS,
    severity=WARN,
    confidence=MEDIUM,
    checks=(answered_yes({"id": "JKN aktif", "en": "active health insurance (JKN)"}, F.health_insurance_active),),
)

REQUIREMENTS = (
    SOCIAL_SECURITY_NUMBER,
    SOCIAL_SECURITY_PRE,
    SOCIAL_SECURITY_DURING,
    JHT_OPTIONAL,
    HEALTH_INSURANCE_JKN,
)
