"""The usual forms of a name that is written short or otherwise: Frans is Fransiskus, Yuli is Yulius or Yuliana."""

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def usual_forms() -> Mapping[str, frozenset[str]]:
    """Of every form in the table, also the usual ones, the usual forms it can stand for. Lower case, without dots.

    >>> sorted(usual_forms()["yuli"]), sorted(usual_forms()["fransiskus"])
    (['yuliana', 'yulius'], ['fransiskus'])
    """
    text = (files("sasando.core.matching") / "data" / "name_variants.csv").read_text(encoding="utf-8")
    forms: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        usual, variant = row["canonical"].lower(), row["variant"].lower().rstrip(".")
        forms.setdefault(usual, set()).add(usual)
        if len(variant) > 1:  # a single letter is an initial, and stands for more than a table can say
            forms.setdefault(variant, set()).add(usual)
    return {form: frozenset(usual) for form, usual in forms.items()}


def usual_of(token: str) -> frozenset[str]:
    """The usual forms of a token; itself when the table does not know it."""
    return usual_forms().get(token) or frozenset((token,))
