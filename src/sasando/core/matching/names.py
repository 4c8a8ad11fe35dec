"""A name as written becomes its name key: plain tokens in their order, other names of the same person behind a bar.

Titles, degrees, forms of address and particles go; whether a token is a given name or a clan name is not asked, because
people write either first. The steps are regular expressions that Polars reads as Python does, so that a column of a
million names (`bulk/columns.py`) and one name take the same way.
"""

import re
from typing import Final

from sasando.core.facts.writing import plain

OTHER_NAME: Final = "|"

DEGREES: Final = (
    r"[, ]+(?:s\.(?:pd(?:\.?(?:i|sd|k))?|h|e|t|p|s|kom|sos|ag|ip|kep|farm|psi|si|th|fil|ked|gz|pt|pi|hut|ap|k\.?m)"
    r"|m\.(?:pd|h|m|t|si|kes|hum|ag|sc|th|ap)|a\.ma?d(?:\.?(?:pd|kep|keb))?|ph\.?d|b\.sc|s\.st|ners|skm|spd|amd)\b\.?"
)
"""Academic degrees as they stand behind a name; in lower case."""

_STEPS: Final = (  # pattern, what stands there instead
    (r"['’‘`´ʼʻ]", ""),
    (r"\b(?:alias|als|a\.?k\.?a|panggilan|dipanggil)\b[.:]?|[@()\[\]\"“”«»/;|]+", " | "),
    (DEGREES, " "),
    (DEGREES, " "),  # a second degree
    (r"^\s*(?:h|hj|kh)\.", " "),
    (r"[^\w|]+|[\d_]+", " "),
)
STEPS: Final = tuple((re.compile(pattern), instead) for pattern, instead in _STEPS)

_DROPPED: Final = (
    "hj haji hajah hajjah drs dra dr drg ir prof sdr sdri sdra saudara saudari bpk bapak ibu ny nn tn mr mrs ms"
    " miss mister alm almh almarhum almarhumah pdt rd"
    " bin binti bt bte bti bnt bnti bn da de di do dos das del van von der den"
)
DROPPED: Final = re.compile(rf"\b(?:{_DROPPED.replace(' ', '|')})\b")
"""Titles, forms of address, and particles between names."""

NEEDS_WORK: Final = (
    r"[^a-z ]|  |^ | $|\b(?:alias|als|aka|panggilan|dipanggil|ners|skm|spd|amd|" + _DROPPED.replace(" ", "|") + r")\b"
)
"""A lower-case name without any of this is its own key."""

SPACES: Final = re.compile(r"\s+")
EMPTY_ENDS: Final = re.compile(r"^[\s|]+|[\s|]+$")
EMPTY_MIDDLE: Final = re.compile(r"\s*\|[\s|]*")

OPTIONAL: Final = frozenset({"umbu", "rambu", "h"})
"""Titles of rank and pilgrimage that are also parts of names: where they are missing, that speaks against nobody."""


def name_key(text: str) -> str:
    """The tokens of a name; empty when there is none.

    >>> name_key("Hj. MARIA  da Silva, S.Pd"), name_key("Ma'u, F."), name_key("Yosef Bere alias Jo Bere")
    ('maria silva', 'mau f', 'yosef bere|jo bere')
    """
    written = plain(text)
    for pattern, instead in STEPS:
        written = pattern.sub(instead, written)
    return tidy(DROPPED.sub(" ", written)) or tidy(written)


def tidy(written: str) -> str:
    """Single spaces, and no bar with nothing behind or before it."""
    return EMPTY_ENDS.sub("", EMPTY_MIDDLE.sub("|", SPACES.sub(" ", written)))


def names_key(*texts: str) -> str:
    """The name keys of several names of one person in one key, each once.

    >>> names_key("Maria Bria", "Mery", "maria bria")
    'maria bria|mery'
    """
    keys = [key for text in texts if text for key in name_key(text).split(OTHER_NAME) if key]
    return OTHER_NAME.join(dict.fromkeys(keys))
