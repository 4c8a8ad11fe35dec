"""Takes out of a line everything that says by its own form what it is, the surest first.

Each piece is cut out of the text, a separator stays in its place; what is left over is names, places and remarks.
"""

import re
from typing import Final

from sasando.exchange.rosters.ages import cut_ages
from sasando.exchange.rosters.births import cut_bare_days, cut_births
from sasando.exchange.rosters.children import cut_children
from sasando.exchange.rosters.papers import cut_papers
from sasando.exchange.rosters.pieces import Pieces
from sasando.exchange.rosters.runs import cut_runs
from sasando.exchange.rosters.sexes import cut_letters_alone, cut_letters_at_an_end, cut_sex_words

_LONG_NUMBER: Final = re.compile(r"\d[\d./ -]{2,}\d|\d{3}|(?:splp|paspor|lahir|ttl|hp|wa|telp)\D*\d")


def cut_pieces(pieces: Pieces) -> None:
    """Everything that says by its form what it is, the surest first."""
    lower = pieces.text.lower()
    if _LONG_NUMBER.search(lower):
        cut_births(pieces)
        cut_papers(pieces)
    if "anak" in lower or "ba" in lower:
        cut_children(pieces)
    if any(c.isdigit() for c in lower) or "umur" in lower or "usia" in lower:
        cut_bare_days(pieces)
        cut_ages(pieces)
    cut_sex_words(pieces)
    cut_letters_alone(pieces)
    cut_runs(pieces)
    cut_letters_at_an_end(pieces)
