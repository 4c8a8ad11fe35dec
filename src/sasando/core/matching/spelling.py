"""How a name sounds: codes under which the spellings of one name fall together.

The rules are those of Indonesian and NTT spelling (Soewandi and before, baptismal names, Dutch and Portuguese forms):
y/j, f/v/p, ph/f, th/t, ch/k, c/k, oe/u, dj/j, tj/c, sj/sy, z/s, x/ks, -us/-is, doubled letters, h dropped. Source: an
own list, as in `data/README.md`. They do for plain Western names too.
"""

import re
from functools import lru_cache
from typing import Final

_LETTERS: Final = (  # in this order; each reads what the ones before it left
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("ph", "f"),
    ("kh", "k"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
)
_SOFT_C: Final = re.compile(r"c(?=[eiy])")
_ONE_LETTER: Final = str.maketrans(
    {"c": "k", "q": "k", "z": "s", "v": "p", "f": "p", "j": "i", "y": "i", "h": "", "e": "i", "o": "u"}
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_ENDING: Final = re.compile(r"(?<=..)[iu]s$")
_HARD_END: Final = {"d": "t", "b": "p"}
_VOWELS: Final = re.compile(r"(?<=.)[aiu]")
_LONGEST_FRAME: Final = 5


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """The code of a lower-case token: equal for its usual spellings.

    >>> {sound("yohanes"), sound("johannes"), sound("yohanis")}
    {'iuans'}
    >>> sound("yoesoef") == sound("jusup"), sound("vincensius") == sound("vinsensius"), sound("maria") == sound("mario")
    (True, True, False)
    """
    code = token
    for written, read in _LETTERS:
        if written in code:
            code = code.replace(written, read)
    code = _DOUBLED.sub(r"\1", _SOFT_C.sub("s", code).translate(_ONE_LETTER))
    code = _ENDING.sub("s", code)
    return (code[:-1] + _HARD_END.get(code[-1], code[-1])) if code else token


@lru_cache(maxsize=200_000)
def frame(token: str) -> str:
    """The first consonants of the sound, with the vowel it begins with: coarse, for finding and never for judging.

    >>> frame("katarina"), frame("catherine"), frame("emanuel"), frame("immanuel")
    ('ktrn', 'ktrn', 'imnl', 'imnl')
    """
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sound(token)))[:_LONGEST_FRAME]
