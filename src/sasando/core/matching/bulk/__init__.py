"""Whole lists: the pairs within one or between two that may be of one person, scored as `compare` scores them.

Rows become profiles (`columns`), profiles meet under keys (`blocks`), and what meets is compared part by part
(`scoring`): each pair of distinct values once, by the functions of `compare`, and no part of a pair that can no longer
reach the threshold.
"""

from sasando.core.matching.bulk.columns import COLUMNS, profiles
from sasando.core.matching.bulk.explaining import comparisons
from sasando.core.matching.bulk.pairs import Matches, match

__all__ = ["COLUMNS", "Matches", "comparisons", "match", "profiles"]
