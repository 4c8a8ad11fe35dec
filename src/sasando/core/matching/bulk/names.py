"""Pairs of names compared by number: what they share, and whether anything else in them is alike.

Most pairs that a village or a birthday brings together share a clan name and nothing more; most of one person differ in
one token. Equal tokens are found by their numbers; for the others each pair of distinct tokens is asked once at what
level it agrees (`likeness`), and most of those are ruled out by their letters. Then the bits follow by addition, unless
several tokens are left on a side and any of them is alike: those pairs are left to `NameComparison`.
"""

from typing import Final

import polars as pl

from sasando.core.matching.bulk.letters import begins_or_ends, letters_of, same_sound, within
from sasando.core.matching.bulk.traits import Pairs
from sasando.core.matching.likeness import (
    CONFLICT,
    EQUAL,
    LEFT_OVER,
    MOST_EDITS,
    MOST_LEFT_OVER,
    MOVED,
    NO_CLAN,
    PART_OF_A_WORD,
    NameComparison,
    likeness,
)
from sasando.core.matching.names import OPTIONAL, OTHER_NAME
from sasando.core.matching.variants import usual_forms

_PLACES: Final = range(4)  # of tokens in a name; longer names are compared one by one
_SIDES: Final = (("", " other"), (" other", ""))  # the columns of one name, and of the name opposite
_NONE: Final = 0  # the number of "no token"


class Names:
    """The names of a list: their tokens by number, and what two of them say of each other."""

    def __init__(self, names: pl.Series, compare: NameComparison) -> None:
        self._compare = compare
        self._names = names
        split = names.str.split(" ")
        self._texts = ["", *split.explode().unique().drop_nulls().to_list()]
        self._texts = list(dict.fromkeys(self._texts))
        equal = [compare.bits(token, token, EQUAL) if token else 0.0 for token in self._texts]
        self._equal = pl.Series(equal, dtype=pl.Float64)
        self._most = pl.Series([compare.most(token) for token in self._texts], dtype=pl.Float64)
        self.rows = self._numbered(split)

    def _numbered(self, split: pl.Series) -> pl.DataFrame:
        """Of each row: `0`.. its token numbers, `0 counts`.., `tokens`, `first`, `last`, `simple`, `most` (bits)."""
        rows = pl.DataFrame({"token": split}).with_row_index("row").explode("token").fill_null("")
        numbers = pl.Series(range(len(self._texts)), dtype=pl.UInt32)
        number = rows["token"].replace_strict(pl.Series(self._texts, dtype=pl.String), numbers)
        counted = rows.select(
            "row", number=number, counts=~pl.col("token").is_in(list(OPTIONAL)), most=self._most.gather(number)
        )
        lists = counted.group_by("row", maintain_order=True).agg("number", "counts", pl.col("most").sum())
        token, counts = pl.col("number").list, pl.col("counts").list
        simple = (token.len() <= len(_PLACES)) & (token.n_unique() == token.len())
        return lists.select(
            *(token.get(at, null_on_oob=True).fill_null(_NONE).alias(f"{at}") for at in _PLACES),
            *(counts.get(at, null_on_oob=True).fill_null(False).alias(f"{at} counts") for at in _PLACES),
            "most",
            tokens=token.len(),
            first=token.first(),
            last=token.last(),
            known=self._names != "",
            simple=simple & ~self._names.str.contains(OTHER_NAME, literal=True),
        )

    def said_plainly(self, pairs: Pairs) -> pl.DataFrame:
        """`level`, `bits` and `kin` of every pair; null where it takes `NameComparison`, or one has no name."""
        both = pairs.beside(self.rows)
        shared = self._shared(both)
        whole = pl.concat([both, shared, self._partners(both, shared)], how="horizontal")
        return whole.select(_said())

    def _shared(self, both: pl.DataFrame) -> pl.DataFrame:
        """`shared` bits of equal tokens, the `strongest`; which are left (`0 left`, `0 left other`) and how many."""
        left = both.select(_is_left(at, side, their) for side, their in _SIDES for at in _PLACES)
        equal = [both[f"{at}"].ne(_NONE) & ~left[f"{at} left"] for at in _PLACES]
        bits = pl.DataFrame({f"{at}": self._equal.gather(both[f"{at}"]) for at in _PLACES}).select(
            pl.when(equal[at]).then(f"{at}").alias(f"{at}") for at in _PLACES
        )
        counting = [both.select(f"{at} counts{side}" for side, _ in _SIDES for at in _PLACES)]
        numbers = pl.concat([left, *counting], how="horizontal").select(
            *(_how_many([pl.col(f"{at} left{side}") for at in _PLACES]).alias(f"left{side}") for side, _ in _SIDES),
            *(
                _how_many([pl.col(f"{at} left{side}") & pl.col(f"{at} counts{side}") for at in _PLACES]).alias(
                    f"counting{side}"
                )
                for side, _ in _SIDES
            ),
        )
        sums = bits.select(shared=pl.sum_horizontal(pl.all()).fill_null(0.0), strongest=pl.max_horizontal(pl.all()))
        return pl.concat([left, sums, numbers], how="horizontal")

    def _partners(self, both: pl.DataFrame, shared: pl.DataFrame) -> pl.DataFrame:
        """What the tokens that are left say: `alike`, how many of their pairs agree; of the only one its bits
        (`partner`), whether it may be `part` of a word, and whether its tokens count (`mine`, `theirs`).
        """
        asked = both["simple"] & both["simple other"]
        met = []
        for at in _PLACES:
            for to in _PLACES:
                rows = (asked & shared[f"{at} left"] & shared[f"{to} left other"]).arg_true()
                pair = both[f"{at}"].gather(rows).cast(pl.UInt64) * 2**32 + both[f"{to} other"].gather(rows)
                counts = both[f"{at} counts"].gather(rows), both[f"{to} counts other"].gather(rows)
                met.append(pl.DataFrame({"row": rows, "pair": pair, "mine": counts[0], "theirs": counts[1]}))
        every = pl.concat(met)
        agreeing = every.join(self._agreeing(every["pair"].unique()), on="pair", how="inner")
        of_row = agreeing.group_by("row").agg(
            pl.len().alias("alike"), pl.col("bits").first().alias("partner"), pl.col("part", "mine", "theirs").first()
        )
        every_row = pl.DataFrame({"row": pl.int_range(both.height, dtype=pl.UInt32, eager=True)})
        joined = every_row.join(of_row, on="row", how="left", maintain_order="left").drop("row")
        return joined.with_columns(pl.col("alike").fill_null(0))

    def _agreeing(self, packed: pl.Series) -> pl.DataFrame:
        """Of each pair of token numbers that agree at any level, the bits, and whether one may be part of a word."""
        one, other = (packed // 2**32).cast(pl.UInt32), (packed % 2**32).cast(pl.UInt32)
        used = pl.concat([one, other]).unique().sort()
        texts = [self._texts[number] for number in used.to_list()]
        forms = usual_forms()
        traits = letters_of(texts).with_columns(pl.Series("form", [text in forms for text in texts], dtype=pl.Boolean))
        beside = Pairs(used.search_sorted(one), used.search_sorted(other)).beside(traits)
        places = beside.select(_may_agree()).to_series().arg_true()
        found = []
        for pair, a, b in zip(
            packed.gather(places).to_list(), one.gather(places).to_list(), other.gather(places).to_list(), strict=True
        ):
            mine, theirs = self._texts[a], self._texts[b]
            if level := likeness(mine, theirs):
                found.append((pair, self._compare.bits(mine, theirs, level), level in PART_OF_A_WORD))
        return pl.DataFrame(found, schema={"pair": pl.UInt64, "bits": pl.Float64, "part": pl.Boolean}, orient="row")


def _is_left(at: int, side: str, their: str) -> pl.Expr:
    """Whether the token at a place has no equal one in the other name."""
    found = pl.any_horizontal([pl.col(f"{at}{side}") == pl.col(f"{to}{their}") for to in _PLACES])
    return ((pl.col(f"{at}{side}") != _NONE) & ~found).alias(f"{at} left{side}")


def _how_many(flags: list[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal([flag.cast(pl.Int32) for flag in flags])


def _said() -> list[pl.Expr]:
    """As `NameComparison` says it of names whose tokens are told."""
    left, theirs = pl.col("left"), pl.col("left other")
    identical = pl.all_horizontal([pl.col(f"{at}") == pl.col(f"{at} other") for at in _PLACES])
    paired = (pl.col("alike") == 1) & ((left == theirs) | ~pl.col("part").fill_null(False))
    mine = pl.col("counting") - (paired & pl.col("mine").fill_null(False)).cast(pl.Int32)
    other = pl.col("counting other") - (paired & pl.col("theirs").fill_null(False)).cast(pl.Int32)
    over = pl.min_horizontal(mine, other) * CONFLICT
    over = over + pl.min_horizontal((mine - other).abs(), pl.lit(MOST_LEFT_OVER)) * LEFT_OVER
    long = (pl.col("tokens") > 1) & (pl.col("tokens other") > 1) & ~identical
    moved = long & ((pl.col("last") == pl.col("first other")) | (pl.col("first") == pl.col("last other")))
    partner = pl.when(paired).then(pl.col("partner"))
    bits = pl.col("shared") + partner.fill_null(0.0) + pl.when(moved).then(MOVED).otherwise(0.0) + over
    clan = pl.max_horizontal("strongest", partner).fill_null(NO_CLAN)
    kin = pl.when(pl.col("tokens") + pl.col("tokens other") > 2).then(clan).otherwise(NO_CLAN)
    some = pl.when(bits > 0).then(pl.lit("partly")).otherwise(pl.lit("different"))
    sides = _how_many([it > paired.cast(pl.Int32) for it in (left, theirs)])
    level = pl.when(identical).then(pl.lit("equal")).when(paired & (sides == 0)).then(pl.lit("spelled"))
    level = level.when(pl.col("strongest").is_null() & ~paired).then(pl.lit("different"))
    level = level.when(sides == 0).then(pl.lit("reordered"))
    told = level.when(sides == 1).then(pl.lit("fewer")).otherwise(some)
    plain = pl.col("simple") & pl.col("simple other") & (paired | (pl.col("alike") == 0))
    plain = plain & pl.col("known") & pl.col("known other")
    return [pl.when(plain).then(it).alias(name) for name, it in (("level", told), ("bits", bits), ("kin", kin))]


def _may_agree() -> pl.Expr:
    """False only where `likeness` must be empty."""
    size, other = pl.col("size"), pl.col("size other")
    one_letter = ((size == 1) | (other == 1)) & (pl.col("first") == pl.col("first other"))
    edits = pl.max_horizontal(pl.min_horizontal(pl.max_horizontal(size, other) // 3, pl.lit(MOST_EDITS)), pl.lit(1))
    return one_letter | same_sound() | (pl.col("form") & pl.col("form other")) | within(edits) | begins_or_ends()
