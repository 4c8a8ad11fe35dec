"""Whether two tokens of names are one name written twice, and whether two names are."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from sasando.core.matching.names import OPTIONAL, OTHER_NAME
from sasando.core.matching.spelling import sound
from sasando.core.matching.variants import usual_forms
from sasando.core.matching.weights import MISSING, Commonness, Finding, Model

EQUAL, VARIANT, SOUND, NEAR, SHORT, ALIKE, INITIAL = "equal", "variant", "sound", "near", "short", "alike", "initial"

PART_OF_A_WORD: Final = frozenset({SHORT, ALIKE, INITIAL})
"""How a token agrees with a word that was written together out of it and another."""

_LOST: Final[Mapping[str, float]] = {EQUAL: 0.3, VARIANT: 2.5, SOUND: 2.5, NEAR: 4.5, SHORT: 5.0, ALIKE: 6.5}
"""Bits lost against an agreement letter by letter: one person's name is seldom written so, another's more often."""

_LEAST: Final[Mapping[str, float]] = {EQUAL: 0.5, VARIANT: 0.5, SOUND: 0.5, NEAR: 0.0, SHORT: 0.0, ALIKE: -1.5}
_INITIAL_BITS: Final = 2.0
CONFLICT: Final = -5.5  # a token on either side that finds no partner
LEFT_OVER: Final = -1.0  # a token on one side only: a clan name or a second given name that was not written
MOST_LEFT_OVER: Final = 2
NO_CLAN: Final = -1.0  # kin would share a name
MOVED: Final = -0.7  # the surname before in one, after in the other
_JOINED: Final = -1.0  # two tokens as one word
MOST_EDITS: Final = 3
_SHORTEST, _LONG = 3, 7  # letters
LONGEST: Final = 6  # tokens of a name that are looked at


@lru_cache(maxsize=400_000)
def likeness(one: str, other: str) -> str:
    """The level at which two tokens agree; empty when they do not.

    >>> likeness("frans", "fransiskus"), likeness("yusuf", "jusup"), likeness("seran", "serang"), likeness("m", "maria")
    ('variant', 'sound', 'near', 'initial')
    >>> likeness("bria", "seran")
    ''
    """
    if one == other:
        return EQUAL
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else ""
    if _are_variants(one, other):
        return VARIANT
    if sound(one) == sound(other):
        return SOUND
    return _spelled_nearly(one, other)


def _are_variants(one: str, other: str) -> bool:
    forms = usual_forms()
    usual, others = forms.get(one), forms.get(other)
    if usual is None and others is None:
        return False
    return not (usual or {one}).isdisjoint(others or {other})


def _spelled_nearly(one: str, other: str) -> str:
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    size = len(shorter)
    if size < _SHORTEST:
        return ""
    edits = OSA.distance(one, other, score_cutoff=MOST_EDITS)
    if edits == 1 or (edits == 2 and size >= _LONG):
        return NEAR
    if longer.startswith(shorter) or (size > _SHORTEST and longer.endswith(shorter)):
        return SHORT
    return ALIKE if edits <= len(longer) // 3 else ""


class NameComparison:
    """Compares name keys with one model. Kept, because it remembers how rare a token is."""

    def __init__(self, model: Model) -> None:
        self._tokens: Commonness = model.common["token"]
        self._sounds: Commonness = model.common["sound"]
        self._rare: dict[str, tuple[float, float]] = {}

    def __call__(self, one: str, other: str) -> Finding:
        """The best agreement between any name of the one and any of the other (see `names_key`)."""
        if not one or not other:
            return MISSING
        one, other = min(one, other), max(one, other)  # so that either order gives the same
        if OTHER_NAME not in one and OTHER_NAME not in other:
            return self._name(one.split(" ")[:LONGEST], other.split(" ")[:LONGEST])
        pairs = ((a, b) for a in one.split(OTHER_NAME) for b in other.split(OTHER_NAME))
        found = [self._name(a.split(" ")[:LONGEST], b.split(" ")[:LONGEST]) for a, b in pairs]
        return max(found, key=lambda finding: finding.bits)

    def rarity(self, token: str) -> tuple[float, float]:
        """The bits of a token, and of all that sounds like it."""
        known = self._rare.get(token)
        if known is None:
            known = self._rare[token] = (self._tokens.bits(token), self._sounds.bits(sound(token)))
        return known

    def most(self, token: str) -> float:
        """What the token can bring at most, whatever it agrees with."""
        return max(_INITIAL_BITS, *self.rarity(token)) if token else 0.0

    def bits(self, one: str, other: str, level: str) -> float:
        """What it brings that two tokens agree at a level."""
        if level == INITIAL:
            return _INITIAL_BITS
        if level == EQUAL:
            return _INITIAL_BITS if len(one) == 1 else max(_LEAST[EQUAL], self.rarity(one)[0] - _LOST[EQUAL])
        rare = min(self.rarity(one)[1], self.rarity(other)[1])
        return max(_LEAST[level], rare - _LOST[level])

    def _name(self, one: Sequence[str], other: Sequence[str]) -> Finding:
        mine, theirs, shared = list(one), list(other), []
        for token in one:
            if token in theirs:
                theirs.remove(token)
                mine.remove(token)
                shared.append(self.bits(token, token, EQUAL))
        total = sum(shared) + (MOVED if is_moved(one, other) else 0.0)
        partners: list[tuple[float, str]] = []
        if mine and theirs:
            mine, theirs, joined = _written_together(mine, theirs)
            partners, mine, theirs = self._partners(mine, theirs)
            total += sum(bits for bits, _ in partners) + joined
        clan = max([*shared, *(bits for bits, _ in partners)], default=NO_CLAN)
        total += left_over(sum(it not in OPTIONAL for it in mine), sum(it not in OPTIONAL for it in theirs))
        level = _level(shared, partners, bool(mine) + bool(theirs), total)
        return Finding("equal" if one == other else level, total, clan if len(one) + len(other) > 2 else NO_CLAN)

    def _partners(
        self, one: Sequence[str], other: Sequence[str]
    ) -> tuple[list[tuple[float, str]], list[str], list[str]]:
        """Bits and levels of the tokens that agree, the strongest first; and the tokens left on either side."""
        found = []
        for place, token in enumerate(one):
            for their_place, their_token in enumerate(other):
                if level := likeness(token, their_token):
                    found.append((self.bits(token, their_token, level), place, their_place, level))
        taken: list[tuple[float, str]] = []
        mine, theirs = dict(enumerate(one)), dict(enumerate(other))
        for bits, place, their_place, level in sorted(found, reverse=True):
            if place in mine and their_place in theirs:
                taken.append((bits, level))
                del mine[place], theirs[their_place]
        return taken, list(mine.values()), list(theirs.values())


def is_moved(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what ends one name begins the other: the surname before, or after.

    >>> is_moved(["maria", "bria"], ["bria", "maria"]), is_moved(["maria", "bria"], ["maria", "seran"])
    (True, False)
    """
    return one != other and len(one) > 1 and len(other) > 1 and (one[-1] == other[0] or one[0] == other[-1])


def left_over(mine: int, theirs: int) -> float:
    """The bits of tokens that found no partner, by how many there are on either side."""
    return min(mine, theirs) * CONFLICT + min(abs(mine - theirs), MOST_LEFT_OVER) * LEFT_OVER


def _written_together(one: list[str], other: list[str]) -> tuple[list[str], list[str], float]:
    """Both with two tokens as one where the other writes them so (Bere Seran for BereSeran), and what that costs.

    >>> _written_together(["bere", "seran"], ["bereseran"])
    (['bereseran'], ['bereseran'], -1.0)
    """
    if len(one) == len(other):
        return one, other, 0.0
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    for place in range(len(longer) - 1):
        first, second = longer[place : place + 2]
        for token in shorter:
            parts = {likeness(first, token), likeness(second, token)}
            if not parts.isdisjoint(PART_OF_A_WORD) and sound(first + second) == sound(token):
                together = [*longer[:place], first + second, *longer[place + 2 :]]
                return (together, other, _JOINED) if longer is one else (one, together, _JOINED)
    return one, other, 0.0


def _level(shared: list[float], partners: list[tuple[float, str]], sides_left: int, total: float) -> str:
    if not shared and not partners:
        return "different"
    if sides_left:
        return "fewer" if sides_left == 1 else "partly" if total > 0 else "different"
    return "spelled" if partners else "reordered"
