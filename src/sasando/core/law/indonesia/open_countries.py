"""Destinations printed in Keputusan Dirjen Binapenta 3/111/PK.02.01/IV/2022 (April 2022), ISO 3166 alpha-2.

Source: lombok.tribunnews.com, 14 June 2022 (the headline says 65 and 66; "Kongo" does not say which, so both stand
here). Later lists were not found: a country that is not here is not known to be open, and nothing more.
"""

_PRINTED = """
AE AL AZ BA BE BG BN CA CD CG CN DE DJ DK DZ EG ET FR GA GB GH GY HK HU IQ IT JO JP KE KR KW LB LK
LR MA MG MT MV MY NA NC NG NO PA PG PL QA RO RS RU RW SA SB SG SK SO SR TH TR TW TZ UG US UZ ZA ZM ZW
"""

LISTED_2022 = tuple(_PRINTED.split())
