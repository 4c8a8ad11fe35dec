"""Which known words a mistyped word may have meant: only ever offered, never taken."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_LONGEST = 80  # nobody mistypes a name of this length; it is another text


def nearest(word: str, known: Iterable[str], *, at_least: int = 80, at_most: int = 3) -> list[str]:
    """The known words that are spelled nearly like `word`, best first; likeness in per cent.

    >>> nearest("malaysa", ["malaysia", "malta"])
    ['malaysia']
    """
    if not 3 <= len(word) <= _LONGEST:
        return []
    found = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=at_least, limit=at_most)
    return [choice for choice, _, _ in found]


def did_you_mean(names: Iterable[str]) -> tuple[str, str]:
    """The question that ends a sentence, in Indonesian and English; empty when there is nothing to offer.

    >>> did_you_mean(["Malaysia", "Malta"])
    (' Maksud Anda Malaysia atau Malta?', ' Did you mean Malaysia or Malta?')
    >>> did_you_mean([])
    ('', '')
    """
    listed = list(dict.fromkeys(names))
    if not listed:
        return "", ""
    return f" Maksud Anda {' atau '.join(listed)}?", f" Did you mean {' or '.join(listed)}?"
