"""How common the values of a list are, and the model that follows from it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import polars as pl

from sasando.core.matching.names import OTHER_NAME
from sasando.core.matching.spelling import sound
from sasando.core.matching.weights import GENERAL, Commonness, Model

_BY_VALUE: Final = (
    "born",
    "village",
    "district",
    "regency",
    "postcode",
    "address",
    "phone",
    "number",
    "passport",
    "nik",
)


def model_of(profiles: pl.DataFrame, *, model: Model = GENERAL) -> Model:
    """The model with the shares that these profiles show. The prior stays."""
    common = dict(model.common)
    tokens, named = _tokens(profiles["name"])
    common["token"] = common["token"].of(tokens, named)
    common["sound"] = common["sound"].of(_sounds(tokens), named)
    for part in _BY_VALUE:
        common[part] = _of_values(profiles[part], common[part])
    return replace(model, common=common)


def _of_values(values: pl.Series, general: Commonness) -> Commonness:
    """Values that stand there once are left out: how rare they are is known without counting them."""
    known = values.filter(values != "")
    counted = known.value_counts(name="count").filter(pl.col("count") > 1)
    return general.of(dict(zip(counted[values.name].to_list(), counted["count"].to_list(), strict=True)), len(known))


def _tokens(names: pl.Series) -> tuple[Mapping[str, int], int]:
    known = names.filter(names != "")
    counted = known.str.replace_all(OTHER_NAME, " ", literal=True).str.split(" ").explode().value_counts(name="count")
    return dict(zip(counted[names.name].to_list(), counted["count"].to_list(), strict=True)), len(known)


def _sounds(tokens: Mapping[str, int]) -> Mapping[str, int]:
    sounds: Counter[str] = Counter()
    for token, count in tokens.items():
        sounds[sound(token)] += count
    return sounds
