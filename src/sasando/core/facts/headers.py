"""Which fact a column of a list speaks of, from the words at its head."""

import re
from collections.abc import Mapping
from functools import lru_cache

from sasando.core.facts.declared import FACTS
from sasando.core.facts.nearest import nearest
from sasando.core.facts.writing import plain, squash, words

_SHORT_FORMS = {"tanggal": "tgl", "nomor": "no", "nomer": "no", "nmr": "no", "number": "no", "kabupaten": "kab"}
_UNTIL = re.compile(r"\bs\s*[./]\s*d\b\.?|\bsampai\s+dengan\b|\bsampai\b|\bhingga\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_SHORTEST = 5  # under this length, every word is near to some other


def match_header(text: str) -> str | None:
    """The key of the fact, by its key or one of its headers; None when no fact has such a header.

    Case, accents, punctuation and spaces do not count, nor whether ``tanggal`` and ``nomor`` are written short.

    >>> match_header("TGL. LAHIR"), match_header("departs_on"), match_header("Paspor berlaku sampai dengan")
    ('born_on', 'departs_on', 'passport_until')
    >>> match_header("Keterangan") is None
    True
    """
    key, _ = _known().get(reduced_header(text), (None, ""))
    if key is None and _BRACKETS.search(text):
        key, _ = _known().get(reduced_header(_BRACKETS.sub(" ", text)), (None, ""))
    return key


def suggest_header(text: str) -> str | None:
    """The header that was probably meant by one that is nearly like it; None when it is known, or nothing is near.

    >>> suggest_header("Tgl Berangakt"), suggest_header("Tgl Berangkat"), suggest_header("Agama")
    ('Tgl Berangkat', None, None)
    """
    word = reduced_header(text)
    if word in _known() or len(word) < _SHORTEST:
        return None
    near = nearest(word, _long_enough(), at_least=85, at_most=1) or nearest(
        squash(text), _long_enough(), at_least=85, at_most=1
    )
    header = _long_enough()[near[0]] if near else None
    if header and set(words(plain(text))) < set(words(plain(header))):
        return None  # whole words less is another column, not a slip: "Tempat Lahir" is no "Tempat/Tgl Lahir"
    return header


def reduced_header(text: str) -> str:
    """A header reduced to what counts when two are compared.

    >>> reduced_header("Tanggal Lahir *"), reduced_header("SIP3MI s.d.")
    ('tgllahir', 'sip3misd')
    """
    return "".join(_SHORT_FORMS.get(word, word) for word in words(_UNTIL.sub(" sd ", plain(text).replace("_", " "))))


@lru_cache(maxsize=1)
def _long_enough() -> Mapping[str, str]:
    """The headers that can be suggested, by their reduced and by their full writing."""
    declared = {reduced: header for reduced, (_, header) in _known().items()}
    in_full = {squash(header): header for fact in FACTS.values() for header in fact.headers}
    return {writing: header for writing, header in (in_full | declared).items() if len(writing) >= _SHORTEST}


@lru_cache(maxsize=1)
def _known() -> Mapping[str, tuple[str, str]]:
    """Every reduced header with the fact and the header as declared."""
    known: dict[str, tuple[str, str]] = {}
    for fact in FACTS.values():
        for header in (*fact.headers, fact.key):
            known.setdefault(reduced_header(header), (fact.key, header))
    return known
