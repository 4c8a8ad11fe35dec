"""From the profiles of one list or two to the pairs that are, or may be, one person."""

from dataclasses import dataclass
from math import inf, log
from typing import Final

import polars as pl

from sasando.core.matching.bulk.blocks import candidate_pairs, kin_candidates
from sasando.core.matching.bulk.commonness import model_of
from sasando.core.matching.bulk.scoring import scored
from sasando.core.matching.compare import Comparer
from sasando.core.matching.weights import GENERAL, Model, bits_of

_LN2: Final = log(2.0)
_ROUNDS: Final = 12
_SAMPLE: Final = 1000  # rows
_FIRST_SAME, _FEWEST_SAME, _MOST_SAME = 0.2, 0.002, 1.0
_FIRST_KIN, _FEWEST_KIN, _MOST_KIN = 0.5, 0.02, 2.0
"""How many pairs of one person, and of one family, a list holds for each of its rows: at first, at least, at most."""


@dataclass(frozen=True, slots=True)
class Matches:
    """`pairs`: row numbers `a` < `b` (counted over both lists), `bits` with the prior, `score`, `decision`, and of each
    part that was compared `<part>` (bits) and `<part> level`; the best first. `model`: by what they were judged.
    """

    pairs: pl.DataFrame
    model: Model
    candidates: int


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How many pairs there are, how many rows could have a partner, and which share of the rows was asked for kin."""

    possible: float
    rows: float
    sampled: float


def match(profiles: pl.DataFrame, *, split: int | None = None, model: Model = GENERAL) -> Matches:
    """Judge a list against itself; with `split`, the rows before it (one list) against those from it on (the other).

    How common values are is counted in the list, and so is how many pairs of one person to expect: nothing is told
    beforehand and nothing is learnt from known answers. Pairs that are "different" are left out.
    """
    counted = model_of(profiles, model=model)
    comparer = Comparer(counted)
    candidates = candidate_pairs(profiles, split=split)
    possible, rows = _sizes(profiles.height, split)
    hopeful = counted.among(possible, same=_MOST_SAME * rows, kin=_MOST_KIN * rows)
    found = scored(profiles, candidates, comparer, least=bits_of(model.unsure) - hopeful.prior)
    sampled = min(_SAMPLE, profiles.height)
    beside = scored(profiles, kin_candidates(profiles, sampled=sampled, split=split), comparer, least=-inf)
    settled = _settled(found, beside, hopeful, _Sizes(possible, rows, sampled / max(profiles.height, 1)))
    return Matches(_judged(found, settled), settled, candidates.height)


def _sizes(height: int, split: int | None) -> tuple[float, float]:
    """How many pairs there are, and how many rows could have a partner."""
    if split is None:
        return max(height * (height - 1) / 2, 1.0), float(max(height, 1))
    return float(max(split * (height - split), 1)), float(max(min(split, height - split), 1))


def _settled(found: pl.DataFrame, beside: pl.DataFrame, hopeful: Model, sizes: _Sizes) -> Model:
    """The model that expects as many pairs of one person, and of one family, as the scores it leads to add up to.

    Pairs of one person all stand in `found`; those of one family mostly do not, and are counted in `beside`, the pairs
    of a sample of the rows, where every pair is met from either side.
    """
    model = hopeful.among(sizes.possible, same=sizes.rows * _FIRST_SAME, kin=sizes.rows * _FIRST_KIN)
    share = max(1 - (1 - sizes.sampled) ** 2, 1e-9)
    for _ in range(_ROUNDS):
        same, kin = _expected(found, model)[0], _expected(beside, model)[1] / share
        same = min(max(same, sizes.rows * _FEWEST_SAME, 0.3), sizes.rows * _MOST_SAME)
        kin = min(max(kin, sizes.rows * _FEWEST_KIN), sizes.rows * _MOST_KIN)
        model = hopeful.among(sizes.possible, same=same, kin=kin)
    return model


def _expected(pairs: pl.DataFrame, model: Model) -> tuple[float, float]:
    one = ((pl.col("bits") + model.prior).clip(-200.0, 200.0) * _LN2).exp()
    kin = ((pl.col("kin") + model.kin).clip(-200.0, 200.0) * _LN2).exp()
    every = 1.0 + one + kin
    same, family = pairs.select((one / every).sum().alias("one"), (kin / every).sum().alias("kin")).row(0)
    return same, family


def _bits(model: Model) -> pl.Expr:
    kin = (1.0 + ((pl.col("kin") + model.kin).clip(upper_bound=200.0) * _LN2).exp()).log(2.0)
    return pl.col("bits") + model.prior - kin


def _score(bits: pl.Expr) -> pl.Expr:
    return 1.0 / (1.0 + (-bits.clip(-200.0, 200.0) * _LN2).exp())


def _judged(found: pl.DataFrame, model: Model) -> pl.DataFrame:
    alone = pl.col("bits") + model.prior
    with_scores = found.with_columns(bits=_bits(model), kin=_bits(model) - alone).with_columns(
        score=_score(pl.col("bits"))
    )
    decided = with_scores.filter(pl.col("score") >= model.unsure).with_columns(
        decision=pl.when(pl.col("score") >= model.same).then(pl.lit("same")).otherwise(pl.lit("unsure"))
    )
    return decided.sort("score", "bits", "a", "b", descending=[True, True, False, False])
