"""Matching of persons: whether two records speak of one, with the reasons; never a merge.

`keys_of` finds candidates, `compare` judges two, `bulk` does both for whole lists.
"""

from sasando.core.matching.compare import Comparer, Comparison, Decision, Evidence, compare
from sasando.core.matching.keys import key_weight, keys_of
from sasando.core.matching.person import Person, Profile, profile_of
from sasando.core.matching.weights import GENERAL, Commonness, Model

__all__ = [
    "GENERAL",
    "Commonness",
    "Comparer",
    "Comparison",
    "Decision",
    "Evidence",
    "Model",
    "Person",
    "Profile",
    "compare",
    "key_weight",
    "keys_of",
    "profile_of",
]
