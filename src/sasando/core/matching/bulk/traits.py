"""What is worked out once for each row, so that each pair costs a few whole numbers."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from sasando.core.matching.bulk.letters import letters_of
from sasando.core.matching.dates import ABOUT
from sasando.core.matching.numbers import NIK_LENGTH, POSSIBLE_NIK

VALUE = "value"
_SPELLED = ("village", "district", "regency")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Row numbers of pairs, and how to lay the traits of both rows side by side (the second's end in " other")."""

    a: pl.Series
    b: pl.Series

    def beside(self, traits: pl.DataFrame) -> pl.DataFrame:
        """The traits of either row of each pair."""
        other = traits[self.b]
        return pl.concat(
            [traits[self.a], other.rename({name: f"{name} other" for name in other.columns})], how="horizontal"
        )


def traits_of(values: pl.Series, part: str) -> pl.DataFrame:
    """The values of a part, and what `plainly.py` needs to know of each."""
    if part == "born":
        return _of_distinct(values, _births)
    if part in _SPELLED:
        return _of_distinct(values, _places)
    if part == "nik":
        return _niks(values)
    if part == "phone":
        return _phones(values)
    return values.alias(VALUE).to_frame()


def _of_distinct(values: pl.Series, traits: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    distinct = values.unique()
    table = traits(distinct).with_columns(distinct.alias(VALUE))
    return values.alias(VALUE).to_frame().join(table, on=VALUE, how="left", maintain_order="left")


def _births(births: pl.Series) -> pl.DataFrame:
    """`is_day`, `year`, `month`, `day`; `digits`: the eight digits of a day, four bits each; `about`: from an age."""
    born = pl.col("born")
    day = born.str.len_bytes() == 10
    plain = born.str.replace_all("-", "", literal=True)
    digits = sum(
        (plain.str.slice(at, 1).cast(pl.UInt32, strict=False) * 16**at for at in range(8)), pl.lit(0, pl.UInt32)
    )
    return (
        births.alias("born")
        .to_frame()
        .select(
            is_day=day,
            about=born.str.starts_with(ABOUT),
            year=born.str.strip_chars_start(ABOUT).str.slice(0, 4).cast(pl.Int16, strict=False),
            month=pl.when(day).then(born.str.slice(5, 2)).cast(pl.Int8, strict=False),
            day=pl.when(day).then(born.str.slice(8, 2)).cast(pl.Int8, strict=False),
            digits=pl.when(day).then(digits),
        )
    )


def _places(places: pl.Series) -> pl.DataFrame:
    return letters_of([place.replace(" ", "") for place in places.to_list()])


def _niks(niks: pl.Series) -> pl.DataFrame:
    """`quarter 0` to `quarter 3`: null where a NIK has not sixteen digits; `possible`: as `is_possible`."""
    whole = pl.when(pl.col(VALUE).str.len_bytes() == NIK_LENGTH)
    return (
        niks.alias(VALUE)
        .to_frame()
        .select(
            VALUE,
            *(
                whole.then(pl.col(VALUE).str.slice(at * 4, 4)).cast(pl.UInt16, strict=False).alias(f"quarter {at}")
                for at in range(4)
            ),
            possible=pl.col(VALUE).str.contains(f"^{POSSIBLE_NIK.pattern}$"),
        )
    )


def _phones(phones: pl.Series) -> pl.DataFrame:
    """`third 0` to `third 2` of a number, null where a row has several."""
    single = pl.when(~pl.col(VALUE).str.contains(" ", literal=True))
    thirds = (single.then(pl.col(VALUE).str.slice(at, size)) for at, size in ((0, 4), (4, 4), (8, None)))
    return (
        phones.alias(VALUE)
        .to_frame()
        .select(
            VALUE,
            *(third.cast(pl.UInt64, strict=False).fill_null(0).alias(f"third {at}") for at, third in enumerate(thirds)),
        )
    )
