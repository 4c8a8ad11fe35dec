"""Candidate pairs scored part by part; whatever comes out has exactly the levels and bits of `compare`.

What is cheap comes first: most of it Polars says by itself (`plainly.py`, `names.py`), the rest is asked of the
functions of `compare`, each pair of distinct values once. Pairs that names cannot bring to the threshold any more are
dropped before their names are compared.
"""

from typing import Final

import polars as pl

from sasando.core.matching.bulk.names import Names
from sasando.core.matching.bulk.plainly import said_plainly
from sasando.core.matching.bulk.traits import Pairs, traits_of
from sasando.core.matching.compare import PLACE_PARTS, REPEATED, Comparer

_FIRST: Final = ("nik", "number", "passport", "born", "sex", "phone", "village", "district", "regency", "postcode")
_LAST: Final = ("address", "relatives")
ORDER: Final = ("name", *_FIRST, *_LAST)
"""The parts, as they are listed."""

_MOST_BY_RELATIVES: Final = 5.0


def scored(profiles: pl.DataFrame, pairs: pl.DataFrame, comparer: Comparer, *, least: float) -> pl.DataFrame:
    """The pairs whose bits reach `least`, with `bits` and `kin`, and `<part>` and `<part> level` of each part in use.

    All bits are without the priors.
    """
    names = Names(profiles["name"], comparer.names)
    used = [part for part in ORDER if (profiles[part] != "").any()]
    frame = pairs
    for part in used:
        if part in _FIRST:
            frame = _with(frame, part, _plainly(frame, profiles, part), profiles, comparer)
    frame = frame.filter(_at_most(frame, names, used, comparer) >= least) if pairs.height else frame
    if "name" in used:
        frame = _with(frame, "name", names.said_plainly(Pairs(frame["a"], frame["b"])), profiles, comparer)
    for part in used:
        if part in _LAST:
            frame = _with(frame, part, _plainly(frame, profiles, part), profiles, comparer)
    return _summed(frame, used).filter(pl.col("bits") >= least)


def _plainly(frame: pl.DataFrame, profiles: pl.DataFrame, part: str) -> pl.DataFrame:
    return said_plainly(Pairs(frame["a"], frame["b"]).beside(traits_of(profiles[part], part)), part)


def _at_most(frame: pl.DataFrame, names: Names, used: list[str], comparer: Comparer) -> pl.Series:
    """The bits of each pair if its names, addresses and relatives agreed as well as they can."""
    known = [part for part in _FIRST if part in used]
    places = [pl.col(part).clip(lower_bound=0.0) for part in known if part in PLACE_PARTS]
    others = [pl.col(part) for part in known if part not in PLACE_PARTS]
    more = comparer.model.common["address"].most if "address" in used else 0.0
    more += _MOST_BY_RELATIVES if "relatives" in used else 0.0
    most = pl.min_horizontal(names.rows["most"].gather(frame["a"]), names.rows["most"].gather(frame["b"]))
    return frame.select((pl.sum_horizontal([pl.lit(more), *places, *others]) + most).alias("most")).to_series()


def _with(
    frame: pl.DataFrame, part: str, said: pl.DataFrame, profiles: pl.DataFrame, comparer: Comparer
) -> pl.DataFrame:
    """With what one part says of every pair: its bits, those for kin, and its level (null where one does not know)."""
    rows = said["level"].is_null().arg_true()
    one, other = (profiles[part].gather(frame[side].gather(rows)) for side in ("a", "b"))
    both = pl.DataFrame({"row": rows, "one": one, "other": other})
    asked = both.filter((pl.col("one") != "") & (pl.col("other") != ""))
    answers = asked.join(_asked(asked, part, comparer), on=["one", "other"], how="left", maintain_order="left")
    columns = {name: said[name] for name in ("level", "bits", "kin")}
    if answers.height:
        columns = {name: column.scatter(answers["row"], answers[name]) for name, column in columns.items()}
    return frame.with_columns(
        columns["bits"].fill_null(0.0).alias(part),
        columns["kin"].fill_null(0.0).alias(f"{part} kin"),
        columns["level"].alias(f"{part} level"),
    )


def _asked(both: pl.DataFrame, part: str, comparer: Comparer) -> pl.DataFrame:
    """The distinct pairs of values, and what the comparison of the part says of each."""
    distinct = both.select("one", "other").unique()
    compare = comparer.parts[part]
    found = [compare(one, other) for one, other in distinct.iter_rows()]
    return distinct.with_columns(
        pl.Series("level", [finding.level for finding in found], dtype=pl.String),
        pl.Series("bits", [finding.bits for finding in found], dtype=pl.Float64),
        pl.Series("kin", [finding.kin for finding in found], dtype=pl.Float64),
    )


def _summed(frame: pl.DataFrame, used: list[str]) -> pl.DataFrame:
    """With the sums `bits` and `kin`; places as `weighed` takes them."""
    return frame.with_columns(_sum(used, "").alias("bits"), _sum(used, " kin").alias("kin"))


def _sum(used: list[str], kind: str) -> pl.Expr:
    places = [pl.col(f"{part}{kind}") for part in used if part in PLACE_PARTS]
    others = [pl.col(f"{part}{kind}") for part in used if part not in PLACE_PARTS]
    if not places:
        return pl.sum_horizontal([pl.lit(0.0), *others])
    strongest = pl.max_horizontal(pl.lit(0.0), *places) + pl.min_horizontal(pl.lit(0.0), *places)
    return pl.sum_horizontal([strongest, *others]) + REPEATED * (pl.sum_horizontal(places) - strongest)
