"""The arithmetic of evidence: bits for or against, how common a value is, and what a sum of bits comes to.

One bit doubles the odds that two records speak of one person (Fellegi and Sunter 1969; the base is 2). A part that
agrees brings log2(m / u): m, how often it agrees in one person; u, how often it agrees in two, by chance. The m are
fixed here and were never fitted to a set that is scored; the u come from how common the value is in the list itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import exp2, log2
from types import MappingProxyType
from typing import Final, NamedTuple

NOBODY: Final[Mapping[str, int]] = MappingProxyType({})


class Finding(NamedTuple):
    """What comparing one part gave: a level (see `reasons.py`), and bits, below zero when it speaks against.

    `bits`: how much likelier this is in one person than in two strangers. `kin`: how much likelier in two of one
    family, who share clan name, village and telephone, and in twins even the birth date.
    """

    level: str
    bits: float
    kin: float = 0.0


MISSING: Final = Finding("", 0.0)
"""One of the two does not say: neither for nor against."""


@dataclass(frozen=True, slots=True)
class Commonness:
    """How common the values of one part are: `counts` of `total` persons, seen against a guess for what was not seen.

    `guess` is the share of a value of which nothing is known, and weighs as much as `weight` persons. No value counts
    as rarer than `most` bits.
    """

    guess: float
    most: float
    weight: float = 100.0
    counts: Mapping[str, int] = field(default_factory=lambda: NOBODY)
    total: int = 0

    def bits(self, value: str) -> float:
        """How many bits an agreement by chance is away: -log2 of the share.

        >>> Commonness(guess=1 / 8, most=10).bits("x"), Commonness(guess=1 / 8, most=2.0).bits("x")
        (3.0, 2.0)
        """
        others = max(self.counts.get(value, 0) - 2, 0)  # two of those that bear it are the two at hand
        share = (others + self.weight * self.guess) / (self.total + self.weight)
        return min(self.most, -log2(share))

    def of(self, counts: Mapping[str, int], total: int) -> "Commonness":
        """The same guess, with what a list of `total` persons shows."""
        return replace(self, counts=counts, total=total)


@dataclass(frozen=True, slots=True)
class Model:
    """By what two persons are compared.

    `prior`: bits, far below zero; so much must be said before "one person" is as likely as not. `kin`: the same for two
    of one family. `same` and `unsure` are scores (0-1): from `same` on two are taken for one, below `unsure` for two;
    what lies between is for a person to look at. `common`: how common tokens, sounds, dates and so on are, by name.
    """

    prior: float
    kin: float
    common: Mapping[str, Commonness]
    same: float = 0.5
    unsure: float = 0.05

    def among(self, pairs: float, *, same: float, kin: float) -> "Model":
        """The model where `same` of `pairs` compared pairs are one person, and `kin` are two of one family.

        >>> GENERAL.among(1024, same=1, kin=4).prior, GENERAL.among(1024, same=1, kin=4).kin
        (-10.0, -8.0)
        """
        return replace(self, prior=_odds(same, pairs), kin=_odds(kin, pairs))


def _odds(some: float, pairs: float) -> float:
    return -log2(max(pairs / max(some, 1e-9), 1.0))


def but_for_kin(bits: float, kin: float) -> float:
    """The bits for one person against everything else, strangers and family, both sums with their priors.

    >>> but_for_kin(5.0, -80.0), but_for_kin(5.0, 5.0) < 0.1
    (5.0, True)
    """
    return bits - log2(1.0 + exp2(min(kin, 200.0)))


def score_of(bits: float) -> float:
    """The probability (0-1) that a sum of bits, the prior among them, comes to.

    >>> score_of(0.0), score_of(2000.0)
    (0.5, 1.0)
    """
    return 1.0 / (1.0 + exp2(-min(max(bits, -200.0), 200.0)))


def bits_of(score: float) -> float:
    """The bits of a score between 0 and 1: the inverse of `score_of`."""
    return log2(score / (1.0 - score))


_GUESSES: Final[Mapping[str, Commonness]] = MappingProxyType(
    {
        "token": Commonness(guess=1 / 400, most=15.0, weight=200.0),
        "sound": Commonness(guess=1 / 300, most=15.0, weight=200.0),
        "born": Commonness(guess=1 / 14_000, most=13.5, weight=400.0),
        "village": Commonness(guess=1 / 200, most=9.0),
        "district": Commonness(guess=1 / 60, most=7.0),
        "regency": Commonness(guess=1 / 12, most=5.0),
        "postcode": Commonness(guess=1 / 300, most=9.0),
        "address": Commonness(guess=1 / 1500, most=11.0),
        "phone": Commonness(guess=1 / 100_000, most=7.0, weight=20.0),
        "number": Commonness(guess=1 / 1_000_000, most=18.0, weight=20.0),
        "passport": Commonness(guess=1 / 1_000_000, most=17.0, weight=20.0),
        "nik": Commonness(guess=1 / 1_000_000, most=19.0, weight=20.0),
    }
)

GENERAL: Final = Model(prior=-log2(50_000), kin=-log2(25_000), common=_GUESSES)
"""For two persons of whom nothing is known but what they say of themselves."""
