"""The tokens of a column of names, by number."""

from typing import Final

import polars as pl

from sasando.core.matching.keys import codes_of
from sasando.core.matching.names import OPTIONAL, OTHER_NAME

_MOST_TOKENS: Final = 5
_ROW: Final = "row"


def token_codes(names: pl.Series) -> pl.DataFrame:
    """`row`, and `code`: a number for each frame of every token that counts, in the order of the name."""
    split = names.str.replace_all(OTHER_NAME, " ", literal=True).str.split(" ")
    tokens = pl.DataFrame({"token": split.list.head(_MOST_TOKENS)}).with_row_index(_ROW).explode("token")
    counting = tokens.filter((pl.col("token").str.len_bytes() > 1) & ~pl.col("token").is_in(list(OPTIONAL)))
    distinct = counting["token"].unique().to_list()
    numbers: dict[str, int] = {}
    forms = [[numbers.setdefault(code, len(numbers)) for code in codes_of(token)] for token in distinct]
    table = pl.DataFrame({"token": distinct, "code": forms}, schema={"token": pl.String, "code": pl.List(pl.UInt32)})
    return counting.join(table, on="token", how="left", maintain_order="left").select(_ROW, "code").explode("code")


def token_pairs(tokens: pl.LazyFrame) -> pl.LazyFrame:
    """`row`, and `codes`: every two codes of a row, in either order the same."""
    pairs = []
    for apart in range(1, _MOST_TOKENS):
        other, its_row = pl.col("code").shift(apart), pl.col(_ROW).shift(apart)
        met = tokens.select(_ROW, "code", other=other, same=its_row == pl.col(_ROW)).filter(pl.col("same"))
        low, high = pl.min_horizontal("code", "other"), pl.max_horizontal("code", "other")
        kept = met.filter(pl.col("code") != pl.col("other"))
        pairs.append(kept.select(_ROW, codes=low.cast(pl.UInt64) * 2**32 + high))
    return pl.concat(pairs)
