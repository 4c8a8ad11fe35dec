"""Random dossiers near every edge of the law: for the benchmarks, and for the tests that hold all compilers equal.

Nobody is meant: the values are drawn from small pools by hashing the row number with a seed, so the same seed gives
the same rows on every machine.
"""

import zlib
from collections.abc import Sequence
from datetime import date

import polars as pl

from sasando.core.facts import FACTS, Dossier, Fact, Kind
from sasando.core.law.explanation import RULEBOOK

AS_OF = date(2026, 3, 1)

_MONTHS = ["-240mo", "-216mo", "-216mo", "-204mo", "-3mo", "-3mo", "-2mo", "-1mo", "0mo", "0mo", "0mo", "12mo", "36mo"]
_DAYS = ["-8d", "-7d", "-6d", "-1d", "0d", "0d", "0d", "1d", "2d"]
_DEPARTURES = sorted(
    {
        *(date.fromordinal(day.toordinal() + step) for day in RULEBOOK.turning_days for step in (-1, 0, 1)),
        *(date(2026, 2, 28), date(2026, 3, 1), date(2024, 2, 29), date(2026, 3, 31), date(2026, 5, 31)),
        *(date(2025, month, 15) for month in range(1, 13)),
    }
)
_POOLS: dict[Kind, tuple[object, ...]] = {
    Kind.YES_NO: (True, True, False),
    Kind.MONEY: (0, 37_500, 108_000, 121_500, 189_000, 332_500, 346_000, 5_000_000),
    Kind.MONTHS: (0, 5, 6, 7, 12, 23, 24, 25, 36),
    Kind.COUNT: (0, 1, 9, 10, 40),
    Kind.COUNTRY: ("MY", "MY", "SA", "IR", "SG", "TW", "ID", "AU"),
    Kind.POSITION: ("9111", "9111", "5322", "~PEKERJA UMUM", "6223"),
    Kind.ORGANISATION: ("ENDE SEJAHTERA", "ENDE SEJAHTERA", "~ENDE SEJAHTRA", "LEWOTOBI MAKMUR"),
    Kind.LETTERS: ("abcdefg", "abcdefg", "abc", ""),
    Kind.PLACE: ("53.01", "53.71", "35.78", "~DI GUNUNG"),
    Kind.ROUTE: ("KUPANG-JAKARTA", "KUPANG-BATAM-TAWAU"),
}


def frame(rows: int, *, seed: int = 1, known: int = 85) -> pl.DataFrame:
    """`rows` dossiers with `as_of`; about `known` percent of the facts are known. One column a fact, typed."""
    numbers = pl.DataFrame({"row": pl.int_range(rows, eager=True)})
    departs = _drawn(_DEPARTURES, seed, "departs_on", pl.Date)
    made = numbers.select(pl.lit(AS_OF).alias("as_of"), _known(departs, seed, "departs_on", 95).alias("departs_on"))
    day = pl.coalesce("departs_on", "as_of")
    columns = [_column(fact, seed, day, known) for key, fact in FACTS.items() if key != "departs_on"]
    return pl.concat([numbers, made], how="horizontal").with_columns(columns).drop("row")


def to_dossiers(dossiers: pl.DataFrame) -> list[Dossier]:
    """The rows as the law engine takes them one by one."""
    return [Dossier(**{key: value for key, value in row.items() if key != "as_of"}) for row in dossiers.to_dicts()]


def _column(fact: Fact, seed: int, day: pl.Expr, known: int) -> pl.Expr:
    if fact.kind is Kind.DATE:
        months = _drawn(_MONTHS, seed, fact.key + " months", pl.String)
        value = day.dt.offset_by(months).dt.offset_by(_drawn(_DAYS, seed, fact.key + " days", pl.String))
    elif fact.kind is Kind.CODE:
        value = _drawn(tuple(fact.codes), seed, fact.key, pl.String)
    else:
        dtype = {bool: pl.Boolean, int: pl.Int32}.get(fact.kind.python_type, pl.String)
        value = _drawn(_POOLS.get(fact.kind, ("C1234567",)), seed, fact.key, dtype)
    if fact.key == "purpose":
        value = pl.when(_hash(seed, "is purpose") % 20 == 0).then(value).otherwise(pl.lit("WORK"))
    return _known(value, seed, fact.key, known).alias(fact.key)


def _drawn(pool: Sequence[object], seed: int, name: str, dtype: object) -> pl.Expr:
    values = pl.lit(pl.Series(pool, dtype=dtype))  # type: ignore[arg-type]
    return values.gather(_hash(seed, name) % len(pool))


def _known(value: pl.Expr, seed: int, name: str, percent: int) -> pl.Expr:
    return pl.when(_hash(seed, name + " known") % 100 < percent).then(value)


def _hash(seed: int, name: str) -> pl.Expr:
    return pl.col("row").hash(seed=seed * 1_000_003 + zlib.crc32(name.encode()))
