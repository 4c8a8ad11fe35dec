"""The regulations that the requirements cite, each with the source key of docs/law/sources.md, and dates they began."""

from datetime import date

from sasando.core.law.requirement import Act

UU_18_2017 = Act("UU 18/2017", "S1")
UU_11_2020 = Act("UU 11/2020 jo. UU 6/2023", "S2")
PP_59_2021 = Act("PP 59/2021", "S3")
PP_22_2022 = Act("PP 22/2022", "S4")
UU_21_2007 = Act("UU 21/2007", "S5")
UU_23_2022 = Act("UU 23/2022", "S9")
PERMENAKER_4_2023 = Act("Permenaker 4/2023", "S10")
PERPRES_64_2011 = Act("Perpres 64/2011", "S11")
PERMEN_1_2025 = Act("Permen P2MI 1/2025", "S12")
PERMEN_4_2025 = Act("Permen P2MI 4/2025", "S13")
PERMEN_17_2025 = Act("Permen P2MI 17/2025", "S14")
PERMEN_34_2025 = Act("Permen P2MI 34/2025", "S15")
PERBAN_27_2025 = Act("Perban BP2MI 27/2025", "S15")
PERBAN_9_2020 = Act("Perban BP2MI 9/2020", "S17")
SK_NTT_357_2018 = Act("SK Gubernur NTT 357/KEP/HK/2018", "S20")
KEPMENAKER_260_2015 = Act("Kepmenaker 260/2015", "S22")

UU_18_FROM = date(2017, 11, 22)
PP_59_FROM = date(2021, 4, 7)
PERPRES_64_LAST_DAY = date(2021, 4, 6)  # repealed by PP 59/2021 article 100 letter d
PP_22_FROM = date(2022, 6, 8)
UU_23_2022_FROM = date(2022, 8, 8)
PREMIUMS_FROM = date(2023, 2, 22)
