"""Where to: closed countries and jobs, ages asked by destinations, and the stop announced in NTT. Dated tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sasando.core.law.expression import (
    DAY,
    NEVER,
    Expression,
    F,
    Known,
    all_of,
    any_of,
    full_years,
    in_force,
)
from sasando.core.law.indonesia.acts import KEPMENAKER_260_2015, PP_59_2021, SK_NTT_357_2018, UU_18_2017, UU_18_FROM
from sasando.core.law.indonesia.open_countries import LISTED_2022
from sasando.core.law.requirement import BLOCK, HIGH, LOW, MEDIUM, PLACE, WARN, Check, Requirement
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Outcome


@dataclass(frozen=True, slots=True)
class PlacementBan:
    """Placement to these countries is closed for one type of employer during one period."""

    countries: tuple[str, ...]
    employer_type: str
    since: date
    until: date | None
    source: str
    confidence: Confidence
    except_spsk: tuple[str, ...] = ()  # countries in which the one-channel system (SPSK) is let through


@dataclass(frozen=True, slots=True)
class DestinationAge:
    """An age that a destination or job order asks for in household work. `countries` empty: anywhere."""

    countries: tuple[str, ...]
    at_least: int | None
    below: int | None
    since: date
    source: str
    confidence: Confidence


_NINETEEN = "AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"

PLACEMENT_BANS = (
    PlacementBan(
        countries=tuple(_NINETEEN.split()),
        employer_type="HOUSEHOLD",
        since=date(2015, 7, 1),
        until=None,
        source="Kepmenaker 260/2015 (S22): 17 states printed by kabarsumbawa.com, Saudi Arabia, and Tunisia, which two "
        "lists of 2015 and 2019 name (dinsos.bojonegorokab.go.id, jabarekspres.com)",
        confidence=MEDIUM,
        except_spsk=("SA",),  # Kepmenaker 291/2018
    ),
    PlacementBan(
        countries=("IR", "PK", "SS"),
        employer_type="HOUSEHOLD",
        since=date(2015, 7, 1),
        until=None,
        source="Kepmenaker 260/2015 (S22): states that only one secondary source names",
        confidence=LOW,
    ),
)

DESTINATION_AGES = (
    DestinationAge((), 21, None, UU_18_FROM, "MoU or job order, no Indonesian act (keraguan.md 9.10)", LOW),
    DestinationAge(("MY",), 21, 46, date(2022, 4, 1), "suara.com 2022: domestic workers in Malaysia 21-45", MEDIUM),
    DestinationAge(("SG",), 23, None, UU_18_FROM, "Singapore 23: one weak source", LOW),
)

NTT_REGENCIES = tuple(f"53.{number:02d}" for number in (*range(1, 22), 71))


def _banned(ban: PlacementBan) -> Expression:
    closed = all_of(
        in_force(ban.since, ban.until), F.country.one_of(*ban.countries), F.employer_type == ban.employer_type
    )
    if not ban.except_spsk:
        return closed
    let_through = all_of(F.country.one_of(*ban.except_spsk), Known(F.spsk), F.spsk == True)
    return all_of(closed, ~let_through)


def _bans(*, confirmed: bool) -> Expression:
    return any_of(*(_banned(ban) for ban in PLACEMENT_BANS if (ban.confidence is not LOW) is confirmed))


_CLOSED: Mapping[str, str] = {
    "id": "Negara ini tertutup untuk penempatan pada pemberi kerja perseorangan (rumah tangga).",
    "en": "This country is closed for placement with individual (household) employers.",
}
_NOT_CLOSED = {"id": "negara dan jenis pemberi kerja tidak tertutup", "en": "country and employer type not closed"}

COUNTRY_OPEN = Requirement(
    key="country_open",
    name={"id": "Negara tujuan terbuka", "en": "Country open"},
    says={
        "id": "Tidak ada larangan yang berlaku untuk negara dan jenis pemberi kerja ini",
        "en": "No ban is in force for this country and this type of employer",
    },
    do={
        "id": "Tanyakan status negara tujuan di KP2MI sebelum melanjutkan.",
        "en": "Ask the ministry about the destination before going on.",
    },
    basis=(
        UU_18_2017.article("31"),
        UU_18_2017.article("32"),
        UU_18_2017.article("72", "b"),
        PP_59_2021.article("44"),
        KEPMENAKER_260_2015.name,
    ),
    since=UU_18_FROM,
    due=Stage.SELECT,
    severity=BLOCK,
    effect=PLACE,
    confidence=HIGH,
    checks=(
        Check(
            what={"id": "negara tujuan", "en": "country of destination"},
            holds=Known(F.country),
            fails=Outcome.UNKNOWN,
        ),
        Check(what=_NOT_CLOSED, holds=~_bans(confirmed=True), findings=("N08",), wrong=_CLOSED),
        Check(
            what=_NOT_CLOSED,
            holds=~_bans(confirmed=False),
            severity=WARN,
            confidence=LOW,
            confirmed=False,
            wrong=_CLOSED,
        ),
        Check(
            what={
                "id": "negara ada dalam daftar negara tujuan terbuka (2022)",
                "en": "country on the list of open destinations (2022)",
            },
            when=DAY >= date(2022, 4, 1),
            holds=F.country.one_of(*LISTED_2022),
            fails=Outcome.UNKNOWN,
            unknown=None,
            severity=WARN,
            confidence=LOW,
            confirmed=False,
        ),
    ),
)

_HOUSEHOLD_JOB = any_of(F.employer_type == "HOUSEHOLD", F.position == "9111")


def _age_check(age: DestinationAge) -> Check:
    here = F.country.one_of(*age.countries) if age.countries else Known(F.country)
    limits = [
        *([full_years(F.born_on, at=DAY, years=age.at_least)] if age.at_least else []),
        *([~full_years(F.born_on, at=DAY, years=age.below)] if age.below else []),
    ]
    span = f"{age.at_least}–{age.below - 1}" if age.below else f"≥ {age.at_least}"
    return Check(
        what={"id": f"usia {span} tahun yang diminta negara tujuan", "en": f"age {span} asked by the destination"},
        when=all_of(here, DAY >= age.since),
        holds=all_of(*limits),
        confidence=age.confidence,
        wrong={
            "id": f"Di luar usia {span} tahun yang diminta negara tujuan atau job order.",
            "en": f"Outside the age {span} that the destination or job order asks for.",
        },
    )


MIN_AGE_DESTINATION = Requirement(
    key="min_age_destination",
    name={"id": "Usia menurut negara tujuan", "en": "Age asked by the destination"},
    says={
        "id": "Usia memenuhi syarat negara tujuan atau job order untuk pekerjaan rumah tangga",
        "en": "The age meets what the destination or job order asks for household work",
    },
    do={
        "id": "Baca syarat usia dalam job order; usia 18 tahun tetap cukup menurut hukum Indonesia.",
        "en": "Read the age in the job order; by Indonesian law 18 years stay enough.",
    },
    basis=("Syarat negara tujuan, MoU atau job order (bukan UU 18/2017)",),
    since=UU_18_FROM,
    due=Stage.SELECT,
    severity=WARN,
    confidence=LOW,
    confirmed=False,
    applies=all_of(F.scheme.one_of("G2G", "P2P"), _HOUSEHOLD_JOB),
    checks=tuple(_age_check(age) for age in DESTINATION_AGES),
)

REGIONAL_MORATORIUM_NTT = Requirement(
    key="regional_moratorium_ntt",
    name={"id": "Penghentian dari NTT", "en": "Stop announced in NTT"},
    says={
        "id": "Untuk warga NTT pernah diumumkan penghentian pemberangkatan; akibat hukumnya belum jelas",
        "en": "A stop of departures was announced for residents of NTT; its legal effect is not clear",
    },
    do={
        "id": "Catat saja. Hanya Pemerintah Pusat yang dapat menutup negara tujuan (Pasal 32).",
        "en": "Note it. Only the central government can close a destination (article 32).",
    },
    basis=(SK_NTT_357_2018.name,),
    since=date(2018, 11, 14),
    due=Stage.SELECT,
    severity=WARN,
    confidence=MEDIUM,
    confirmed=False,
    applies=F.regency.one_of(*NTT_REGENCIES),
    checks=(
        Check(
            what={"id": "penghentian dari NTT", "en": "stop announced in NTT"},
            holds=NEVER,
            wrong={
                "id": "Warga NTT: ada pengumuman penghentian sejak 14 November 2018; tidak menghalangi.",
                "en": "Resident of NTT: a stop was announced on 14 November 2018; it stops nobody.",
            },
        ),
    ),
)

REQUIREMENTS = (MIN_AGE_DESTINATION, COUNTRY_OPEN, REGIONAL_MORATORIUM_NTT)
