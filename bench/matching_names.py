"""Names to invent people from: `matching_names.csv` (lists of NTT, words counted in Jakarta in 2017), syllables."""

import csv
import random
from pathlib import Path

_ROWS = [tuple(row) for row in csv.reader(Path(__file__).with_suffix(".csv").open(encoding="utf-8"))][1:]
_MADE_OF_SYLLABLES = 4000
_ONSETS = ["nd", "ng", "kl", "tl", "mb", *"bdfhklmnprstwgj"]
_ENDS = ["", "", "", "n", "k", "t", "s", "h", "ng", "r", "m"]


def _of(kind: str) -> list[str]:
    return [name for its_kind, name in _ROWS if its_kind == kind]


def _syllables(count: int) -> list[str]:
    chance = random.Random(20)
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [chance.choice(_ONSETS) + chance.choice("aaeeiou") for _ in range(chance.choice((2, 2, 3)))]
        found[("".join(parts) + chance.choice(_ENDS)).capitalize()] = None
    return list(found)


FIRST_NAMES = {sex: _of(sex) for sex in "FM"}
LAST_WORDS = _of("last")
CLANS = _of("clan") + _syllables(_MADE_OF_SYLLABLES)
SHORT_FORMS: dict[str, list[str]] = {}
for _pair in _of("short"):
    _usual, _short = _pair.split("=")
    SHORT_FORMS.setdefault(_usual, []).append(_short)
