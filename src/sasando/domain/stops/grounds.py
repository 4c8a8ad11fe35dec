"""Why people are stopped: the red flags and the facts of non-procedural placement, with their words and articles.

They come from `core.law`; a report keeps only their codes. A red flag has no article and decides nothing.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from sasando.core.facts import Says
from sasando.core.law.indonesia.proven_facts import PERSON, PROVEN_FACTS
from sasando.core.law.indonesia.red_flags import RED_FLAGS


class Ground(NamedTuple):
    """One reason. `basis` are articles; none for a red flag."""

    code: str
    says: Says
    basis: tuple[str, ...] = ()


OFTEN: Final = (
    "N02", "N10", "N16", "N17", "group_with_one_buyer", "family_visit_one_way", "transit_place_watched",
    "cannot_name_employer", "coached_answers", "papers_held_by_another", "phone_held_by_another", "money_of_custom",
)  # fmt: skip
"""What is met at gates again and again (field research 3.1, 3.2); shown first: a report takes three minutes."""


@cache
def grounds() -> Mapping[str, Ground]:
    """Every reason that can be ticked, those met often first. Facts about companies and officials are none.

    >>> [grounds()[code].basis[0] for code in ("N02", "N10")]
    ['UU 18/2017 Pasal 69', 'UU 18/2017 Pasal 13 huruf f']
    """
    facts = [Ground(one.code, one.says, one.basis) for one in PROVEN_FACTS.values() if one.about == PERSON]
    every = {one.code: one for one in [*facts, *(Ground(flag.code, flag.says) for flag in RED_FLAGS)]}
    return {code: every[code] for code in (*OFTEN, *(code for code in every if code not in OFTEN))}
