"""Woman or man, from what stands in a cell."""

from typing import Final

from sasando.core.facts.writing import squash

_WOMAN: Final = frozenset(["f", "female", "woman", "p", "pr", "perempuan", "wanita", "w", "cewek", "2"])
_MAN: Final = frozenset(["m", "male", "man", "l", "lk", "lakilaki", "laki", "pria", "cowok", "1"])


def sex_key(text: str) -> str:
    """ "F" or "M"; empty when it says neither.

    >>> sex_key("Perempuan"), sex_key("L"), sex_key("-")
    ('F', 'M', '')
    """
    word = squash(text)
    return "F" if word in _WOMAN else "M" if word in _MAN else ""
