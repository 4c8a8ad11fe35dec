"""The regulations that the requirements cite, each with the source key of docs/law/sources.md, and dates they began."""

from datetime import date, timedelta

from sasando.core.law.requirement import Act

UU_18_FROM = date(2017, 11, 22)
PP_59_FROM = date(2021, 4, 7)
PERPRES_64_LAST_DAY = date(2021, 4, 6)  # repealed by PP 59/2021 article 100 letter d
PP_22_FROM = date(2022, 6, 8)
UU_23_2022_FROM = date(2022, 8, 8)
PREMIUMS_FROM = date(2023, 2, 22)
COST_RULES_2025_FROM = date(2025, 9, 1)  # about August or September 2025

UU_18_2017 = Act("UU 18/2017", "S1", UU_18_FROM)
UU_11_2020 = Act("UU 11/2020 jo. UU 6/2023", "S2", date(2020, 11, 2))
PP_59_2021 = Act("PP 59/2021", "S3", PP_59_FROM)
PP_22_2022 = Act("PP 22/2022", "S4", PP_22_FROM)
UU_21_2007 = Act("UU 21/2007", "S5", date(2007, 4, 19))
UU_23_2022 = Act("UU 23/2022", "S9", UU_23_2022_FROM)
PERMENAKER_4_2023 = Act("Permenaker 4/2023", "S10", PREMIUMS_FROM)
PERPRES_64_2011 = Act("Perpres 64/2011", "S11", date(2011, 9, 1), PERPRES_64_LAST_DAY)
PERMEN_1_2025 = Act("Permen P2MI 1/2025", "S12", date(2025, 1, 15))  # the day is reported of 4/2025 (weak)
PERMEN_4_2025 = Act("Permen P2MI 4/2025", "S13", date(2025, 1, 15))
PERMEN_17_2025 = Act("Permen P2MI 17/2025", "S14", COST_RULES_2025_FROM)
PERMEN_34_2025 = Act("Permen P2MI 34/2025", "S15", date(2025, 12, 1))  # "end of 2025"
PERBAN_27_2025 = Act("Perban BP2MI 27/2025", "S15", date(2025, 10, 8))  # not before 23/2025
PERBAN_9_2020 = Act("Perban BP2MI 9/2020", "S17", date(2020, 7, 1), date(2025, 8, 31))
SK_NTT_357_2018 = Act("SK Gubernur NTT 357/KEP/HK/2018", "S20", date(2018, 11, 14))
KEPMENAKER_260_2015 = Act("Kepmenaker 260/2015", "S22", date(2015, 7, 1))

ACTS = tuple(act for act in list(globals().values()) if isinstance(act, Act))


def cited_on(basis: tuple[str, ...], day: date, *, on_land: bool) -> tuple[str, ...]:
    """The articles that were in force on a day; for a worker on land without those about crews.

    Where none of them was in force they all stand, so that nothing is said without its source.

    >>> cited_on((UU_18_2017.article("59"), PP_59_2021.article("47"), PP_22_2022.article("11")), date(2026, 3, 1),
    ...          on_land=True)
    ('UU 18/2017 Pasal 59', 'PP 59/2021 Pasal 47')
    """
    absent = [act for act in ACTS if not act.in_force(day) or (on_land and act is PP_22_2022)]
    kept = tuple(article for article in basis if not any(article.startswith(act.name) for act in absent))
    return kept or basis


CITING_DAYS = tuple(sorted({act.since for act in ACTS} | {act.until + timedelta(days=1) for act in ACTS if act.until}))
"""The days from which other acts are in force than on the day before."""
