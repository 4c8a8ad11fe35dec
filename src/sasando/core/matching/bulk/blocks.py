"""Which rows are worth comparing: those that meet under a key that not too many share.

The keys are those of `keys.py`, made for whole columns and cut finer, because a list is compared with all of itself: a
name token and a village bring all cousins together, so the birth year must be the same too where both rows have one. A
key with more rows than its limit says too little and is left out; a person has others.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from sasando.core.matching.bulk.tokens import token_codes, token_pairs
from sasando.core.matching.dates import ABOUT
from sasando.core.matching.keys import either_order
from sasando.core.matching.names import OTHER_NAME
from sasando.core.matching.numbers import NIK_LENGTH
from sasando.core.matching.spelling import sound

ALL_PAIRS_UP_TO: Final = 400  # rows; so few are all compared with all
_LIMIT: Final = 40  # rows of a key
_FEW: Final = 8  # of a key that says less
_ROW, _KEY, _VAGUE = "row", "key", "vague"


def candidate_pairs(profiles: pl.DataFrame, *, split: int | None = None) -> pl.DataFrame:
    """The pairs of row numbers `a` < `b`, each once. With `split`, only pairs of a row before it and one from it on."""
    if profiles.height <= ALL_PAIRS_UP_TO:
        rows = pl.DataFrame({"a": pl.int_range(profiles.height, dtype=pl.UInt32, eager=True)})
        pairs = rows.join(rows.rename({"a": "b"}), how="cross").filter(pl.col("a") < pl.col("b"))
        return pairs if split is None else pairs.filter((pl.col("a") < split) & (pl.col("b") >= split))
    met = [_met(keys, limit, split) for limit, keys in _families(profiles)]
    packed = pl.concat(met).unique()
    return packed.select(a=(pl.col("pair") // 2**32).cast(pl.UInt32), b=(pl.col("pair") % 2**32).cast(pl.UInt32))


def kin_candidates(profiles: pl.DataFrame, *, sampled: int, split: int | None = None) -> pl.DataFrame:
    """For so many rows, the rows that a name token and a place bring together with them: where their kin would be.

    Pairs `a` < `b`, each of them once; no key is left out for being common.
    """
    tokens, places = token_codes(profiles["name"]).lazy(), _places(profiles).lazy()
    keys = _keyed(tokens.join(places, on=_ROW), "code", "place").unique().collect()
    some = pl.int_range(profiles.height, dtype=pl.UInt32, eager=True).sample(min(sampled, profiles.height), seed=3)
    met = (
        keys.filter(pl.col(_ROW).is_in(some.implode())).join(keys, on=_KEY).filter(pl.col(_ROW) != pl.col("row_right"))
    )
    pairs = met.select(a=pl.min_horizontal(_ROW, "row_right"), b=pl.max_horizontal(_ROW, "row_right")).unique()
    return pairs if split is None else pairs.filter((pl.col("a") < split) & (pl.col("b") >= split))


def _met(keys: pl.LazyFrame, limit: int, split: int | None) -> pl.DataFrame:
    """The pairs under keys of 2 to `limit` rows, each in one number; with `vague`, one of the two must be so."""
    found = keys.collect()
    found = found.filter(pl.col(_KEY).is_duplicated())
    sizes = found.group_by(_KEY).agg(pl.len().alias("size")).filter(pl.col("size") <= limit)
    found = found.join(sizes.select(_KEY), on=_KEY, how="semi")
    left, right = found.lazy(), found.lazy()
    if split is not None:
        left, right = left.filter(pl.col(_ROW) < split), right.filter(pl.col(_ROW) >= split)
    both = left.join(right, on=_KEY).filter(pl.col(_ROW) < pl.col("row_right"))
    if _VAGUE in found.columns:
        both = both.filter(pl.col(_VAGUE) | pl.col("vague_right"))
    return both.select(pair=pl.col(_ROW).cast(pl.UInt64) * 2**32 + pl.col("row_right")).collect()


def _families(profiles: pl.DataFrame) -> Iterator[tuple[int, pl.LazyFrame]]:
    tokens = token_codes(profiles["name"]).lazy()
    yield from _of_numbers(profiles, profiles.lazy().with_row_index(_ROW), tokens)
    births, places = _births(profiles["born"]), _places(profiles).lazy()
    pairs = token_pairs(tokens).collect().lazy()
    days, years = births.filter(pl.col("date") != ""), births.filter(pl.col("year").is_not_null())
    of_tokens, of_pairs = tokens.join(births, on=_ROW), pairs.join(births, on=_ROW)
    yield _LIMIT, _keyed(of_tokens.filter(pl.col("date") != ""), "code", "date")
    yield _LIMIT, _keyed(places.join(days, on=_ROW), "place", "date")
    yield _LIMIT, _keyed(tokens.join(places, on=_ROW).join(years, on=_ROW), "code", "place", "year")
    yield _LIMIT, _keyed(tokens.join(places, on=_ROW).join(births, on=_ROW), "code", "place", vague="no_day")
    yield _LIMIT, _keyed(pairs.join(places, on=_ROW), "codes", "place")
    for part in ("month", "day"):
        yield _LIMIT, _keyed(of_pairs.filter(pl.col("date") != ""), "codes", "year", part)
    yield _LIMIT, _keyed(of_pairs.filter(pl.col("year").is_not_null()), "codes", "year", vague="no_day")
    yield _LIMIT, _keyed(of_pairs.filter(pl.col("date") != ""), "codes", "birthday")
    yield _FEW, _keyed(pairs, "codes")
    yield _FEW, _keyed(_words(profiles["name"]).lazy(), "word")
    yield _LIMIT, _keyed(_alone(tokens).join(years, on=_ROW), "code", "year", vague="no_day")


def _keyed(frame: pl.LazyFrame, *columns: str, vague: str | None = None) -> pl.LazyFrame:
    """The rows with one number a key; two keys share a number by a chance of one in 2^64, and then are compared."""
    more = [pl.col(vague).alias(_VAGUE)] if vague else []
    key = pl.struct(columns).hash(seed=7) if len(columns) > 1 else pl.col(columns[0]).hash(seed=7)
    return frame.select(key.alias(_KEY), _ROW, *more)


def _alone(tokens: pl.LazyFrame) -> pl.LazyFrame:
    return tokens.filter(pl.len().over(_ROW) == 1)


def _of_numbers(profiles: pl.DataFrame, rows: pl.LazyFrame, tokens: pl.LazyFrame) -> Iterator[tuple[int, pl.LazyFrame]]:
    for part in ("nik", "passport", "number", "phone"):
        if (profiles[part] != "").any():
            yield _LIMIT, _keyed(_listed(rows, part), part)
    if (profiles["nik"] != "").any():
        niks = rows.filter(pl.col("nik").str.len_bytes() == NIK_LENGTH)
        yield from _near_niks(niks, tokens)
    if (profiles["number"] != "").any():
        numbers = _listed(rows, "number").filter(pl.col("number").str.len_bytes() >= 6)
        size = (pl.col("number").str.len_bytes() + 2) // 3
        for at in range(3):
            yield _LIMIT, _keyed(_without(numbers, "number", at, size), "rest")


def _near_niks(niks: pl.LazyFrame, tokens: pl.LazyFrame) -> Iterator[tuple[int, pl.LazyFrame]]:
    """Without either middle quarter a NIK holds no whole birth date: there a name token must be the same too."""
    for at in range(4):
        rest = _without(niks, "nik", at, pl.lit(NIK_LENGTH // 4))
        if at in (0, 3):
            yield _LIMIT, _keyed(rest, "rest")
        else:
            yield _LIMIT, _keyed(rest.join(tokens, on=_ROW), "rest", "code")


def _without(rows: pl.LazyFrame, number: str, at: int, size: pl.Expr) -> pl.LazyFrame:
    """The number without its part number `at`: one digit there may be wrong, or two neighbours swapped."""
    before, after = pl.col(number).str.slice(0, at * size), pl.col(number).str.slice((at + 1) * size)
    return rows.select(_ROW, rest=pl.concat_str(before, pl.lit("-"), after))


def _listed(rows: pl.LazyFrame, part: str) -> pl.LazyFrame:
    return rows.filter(pl.col(part) != "").select(_ROW, pl.col(part).str.split(" ")).explode(part)


def _words(names: pl.Series) -> pl.DataFrame:
    """The whole name in one word, which is the same joined or split."""
    first = pl.DataFrame({"name": names}).with_row_index(_ROW).filter(pl.col("name").str.contains(" ", literal=True))
    word = pl.col("name").str.split(OTHER_NAME).list.first().str.replace_all(" ", "", literal=True)
    return first.select(_ROW, word=word)


def _mapped(values: pl.Series, reduce: dict[str, str]) -> pl.Series:
    return values.replace_strict(list(reduce), list(reduce.values()), return_dtype=pl.String)


def _births(births: pl.Series) -> pl.LazyFrame:
    """Of each row its `year` (null when unknown; ages stand there three times), `no_day`, and for days their parts."""
    dates = {born: either_order(born) for born in births.unique().to_list()}
    rows = pl.LazyFrame({"born": births, "date": _mapped(births, dates)}).with_row_index(_ROW)
    about = pl.col("born").str.starts_with(ABOUT)
    year = pl.col("born").str.strip_chars_start(ABOUT).str.slice(0, 4).cast(pl.Int32, strict=False)
    off = pl.when(about).then(pl.lit([-1, 0, 1])).otherwise(pl.lit([0]))
    parts = rows.with_columns(
        no_day=pl.col("date") == "", month=pl.col("born").str.slice(5, 2), day=pl.col("born").str.slice(8, 2)
    )
    known = parts.with_columns(birthday=pl.col("date").str.slice(5), year=year, off=off).explode("off")
    return known.with_columns(pl.col("year") + pl.col("off")).drop("born", "off").collect().lazy()


def _places(profiles: pl.DataFrame) -> pl.DataFrame:
    """Village (by its sound), postcode and address, whatever a row has of them."""
    found = []
    for part in ("village", "postcode", "address"):
        values = profiles[part]
        if not (values != "").any():
            continue
        if part == "village":
            values = _mapped(values, {place: sound(place.replace(" ", "")) for place in values.unique().to_list()})
        rows = pl.DataFrame({"place": values}).with_row_index(_ROW).filter(pl.col("place") != "")
        found.append(rows.with_columns(part + " " + pl.col("place")))
    return pl.concat(found) if found else pl.DataFrame(schema={_ROW: pl.UInt32, "place": pl.String})
