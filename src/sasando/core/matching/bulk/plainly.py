"""What Polars can say of most pairs by itself: dates, NIKs, telephones and places that are plainly different.

Everything that is not plain stays null here, and is asked of the functions of `compare`. That both say the same is held
by a property test. Columns are those of `traits.py`, of either row; a case stands for all the rows that no case before
it took.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import polars as pl

from sasando.core.matching.bulk.letters import same_sound, within
from sasando.core.matching.dates import (
    CLOSE_DAY,
    DIFFERENT,
    KIN_NEAR,
    KIN_OF_ONE_YEAR,
    OTHER_YEAR,
    SAME_YEAR,
    SWAPPED,
    TYPO,
    YEAR_NEAR,
    YEAR_OFF,
)
from sasando.core.matching.numbers import DOUBTFUL_NIK, OTHER_NIK, OTHER_PHONE
from sasando.core.matching.places import MOST_EDITS, OTHER_PLACE

Said = tuple[str | None, float | None, float | None]
Cases = Sequence[tuple[pl.Expr, Said]]
_ASK: Final[Said] = (None, None, None)
_KINDS: Final = (("level", pl.String), ("bits", pl.Float64), ("kin", pl.Float64))


def said_plainly(both: pl.DataFrame, part: str) -> pl.DataFrame:
    """`level`, `bits` and `kin` of every pair of rows; null where it takes more than this, or one does not know."""
    one, other = pl.col("value"), pl.col("value other")
    cases, otherwise = _PLAIN[part]() if part in _PLAIN else ([], _ASK)
    return both.select(_first_of([((one == "") | (other == "") | (one == other), _ASK), *cases], otherwise))


def _births() -> tuple[Cases, Said]:
    """As `compare_births`; two digits that differ may be swapped neighbours, which is left to it."""
    apart = (pl.col("year") - pl.col("year other")).abs()
    year, days = apart == 0, pl.col("is_day") & pl.col("is_day other")
    month, day = pl.col("month") == pl.col("month other"), pl.col("day") == pl.col("day other")
    swapped = (pl.col("month") == pl.col("day other")) & (pl.col("day") == pl.col("month other"))
    digits = _nibbles(pl.col("digits") ^ pl.col("digits other"))
    cases: Cases = (
        (pl.col("about") | pl.col("about other"), _ASK),
        (~days & year, ("same_year", SAME_YEAR, KIN_OF_ONE_YEAR)),
        (~days & (apart == 1), ("year_near", YEAR_NEAR, KIN_NEAR)),
        (~days & (apart <= 3), ("year_differs", YEAR_OFF, 0.0)),
        (~days, ("year_differs", DIFFERENT, 0.0)),
        (year & swapped, ("swapped", SWAPPED, 0.0)),
        (digits == 1, ("typo", TYPO, 0.0)),
        (digits == 2, _ASK),
        (year & (month | day), ("same_year", CLOSE_DAY, KIN_OF_ONE_YEAR)),
        (year, ("same_year", 0.0, KIN_OF_ONE_YEAR)),
        (month & day, ("other_year", OTHER_YEAR, 0.0)),
    )
    return cases, ("different", DIFFERENT, 0.0)


def _nibbles(number: pl.Expr) -> pl.Expr:
    """How many of its eight groups of four bits are not empty."""
    folded = number | (number // 2)
    folded = folded | (folded // 4)
    return (folded & 0x11111111).bitwise_count_ones()


def _niks() -> tuple[Cases, Said]:
    """As `compare_niks` of two whole NIKs with fewer than two quarters in common; the others are left to it."""
    same = [(pl.col(f"quarter {at}") == pl.col(f"quarter {at} other")).cast(pl.UInt8) for at in range(4)]
    shared = pl.sum_horizontal(same, ignore_nulls=False).fill_null(4)
    possible = pl.col("possible") & pl.col("possible other")
    cases: Cases = ((shared >= 2, _ASK), (possible, ("different", OTHER_NIK, 0.0)))
    return cases, ("different", DOUBTFUL_NIK, 0.0)


def _phones() -> tuple[Cases, Said]:
    """One edit leaves a third of a number as it was."""
    alike = [pl.col(f"third {at}") == pl.col(f"third {at} other") for at in range(3)]
    return ((pl.any_horizontal(alike), _ASK),), ("different", OTHER_PHONE, 0.0)


def _places(kind: str) -> tuple[Cases, Said]:
    return ((same_sound() | within(pl.lit(MOST_EDITS)), _ASK),), ("different", OTHER_PLACE[kind], OTHER_PLACE[kind])


_PLAIN: Final[Mapping[str, Callable[[], tuple[Cases, Said]]]] = {
    "born": _births,
    "nik": _niks,
    "phone": _phones,
    **{kind: partial(_places, kind) for kind in OTHER_PLACE},
}


def _first_of(cases: Cases, otherwise: Said) -> list[pl.Expr]:
    """`level`, `bits` and `kin` of the first case that holds."""
    columns = []
    for place, (name, kind) in enumerate(_KINDS):
        value = pl.lit(otherwise[place], dtype=kind)
        for holds, said in reversed(cases):
            value = pl.when(holds).then(pl.lit(said[place], dtype=kind)).otherwise(value)
        columns.append(value.alias(name))
    return columns
