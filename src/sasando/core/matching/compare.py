"""Two persons compared: a score, the reasons for and against, and whether to take them for one. It merges nothing."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Literal

import msgspec

from sasando.core.facts import Says
from sasando.core.matching.dates import compare_births
from sasando.core.matching.likeness import NameComparison
from sasando.core.matching.names import OTHER_NAME
from sasando.core.matching.numbers import compare_niks, compare_numbers, compare_passports, compare_phones
from sasando.core.matching.person import PARTS, Person, Profile, profile_of
from sasando.core.matching.places import compare_addresses, compare_places, compare_postcodes
from sasando.core.matching.reasons import sentence
from sasando.core.matching.weights import GENERAL, MISSING, Finding, Model, but_for_kin, score_of

Decision = Literal["same", "unsure", "different"]
Compare = Callable[[str, str], Finding]

PLACE_PARTS: Final = ("village", "district", "regency", "postcode", "address")
_LEAST_KIN, _SURE = 0.5, 10.0

REPEATED: Final = 0.25
"""What a further place adds of its bits: who lives in one village lives in its district too."""

_SAME_SEX, _OTHER_SEX = 0.9, -4.0
_SHARED_RELATIVE, _NO_SHARED_RELATIVE, _RELATIVE_FROM = 5.0, -0.3, 9.0


class Evidence(msgspec.Struct, frozen=True):
    """What one part says: its name, the level at which it agrees, and its bits (below zero: against)."""

    part: str
    level: str
    bits: float

    @property
    def key(self) -> str:
        """By which the sentence is translated: "born.swapped"."""
        return f"{self.part}.{self.level}"

    @property
    def side(self) -> Literal["for", "against"]:
        """Whether it speaks for one person or for two."""
        return "against" if self.bits < 0 else "for"

    @property
    def says(self) -> Says:
        """The sentence for people; it holds no value of either person."""
        return sentence(self.part, self.level)


class Comparison(msgspec.Struct, frozen=True):
    """The outcome for two persons. `score` (0-1) is the probability that `bits` come to, the prior among them."""

    score: float
    bits: float
    decision: Decision
    evidence: tuple[Evidence, ...]

    @property
    def speaks_for(self) -> list[Evidence]:
        """What speaks for one person, the strongest first."""
        return sorted((one for one in self.evidence if one.bits >= 0), key=lambda one: -one.bits)

    @property
    def speaks_against(self) -> list[Evidence]:
        """What speaks for two persons, the strongest first."""
        return sorted((one for one in self.evidence if one.bits < 0), key=lambda one: one.bits)


class Comparer:
    """Compares by one model. Kept, because it remembers how rare the tokens of names are."""

    def __init__(self, model: Model = GENERAL) -> None:
        self.model = model
        self.names = NameComparison(model)
        self.parts: Mapping[str, Compare] = _compares(model, self.names)

    def findings(self, one: Profile, other: Profile) -> dict[str, Finding]:
        """Of each part that both know, what it says; places are still as if each stood alone."""
        found = {}
        for part, compare_part in self.parts.items():
            mine, theirs = getattr(one, part), getattr(other, part)
            if mine and theirs:
                found[part] = compare_part(mine, theirs)
        return found

    def __call__(self, one: Person | Profile, other: Person | Profile) -> Comparison:
        """Compare two persons, in either order."""
        first, second = (profile_of(it) if isinstance(it, Person) else it for it in (one, other))
        evidence, kin = weighed(self.findings(first, second))
        alone = self.model.prior + sum(it.bits for it in evidence)
        bits = but_for_kin(alone, self.model.kin + kin)
        if worth_saying(bits, bits - alone):
            evidence = (*evidence, Evidence("kin", "likely", bits - alone))
        return Comparison(score_of(bits), bits, self.decision(score_of(bits)), evidence)

    def decision(self, score: float) -> Decision:
        """By the two thresholds of the model."""
        if score >= self.model.same:
            return "same"
        return "unsure" if score >= self.model.unsure else "different"


def compare(one: Person | Profile, other: Person | Profile, *, model: Model = GENERAL) -> Comparison:
    """Compare two persons; missing values speak neither for nor against. For many, keep a `Comparer`.

    >>> maria = Person(full_name="Maria Bria", village="Wehali", nik="5321015704950001")
    >>> compared = compare(maria, Person(full_name="BRIA MARYA", village="Desa Wehali", nik="5321015704950014"))
    >>> compared.decision, [one.key for one in compared.speaks_for]
    ('same', ['born.equal', 'name.spelled', 'village.equal'])
    """
    return (_GENERALLY if model is GENERAL else Comparer(model))(one, other)


def weighed(found: Mapping[str, Finding]) -> tuple[tuple[Evidence, ...], float]:
    """The findings as evidence, and the sum of their bits for kin.

    Of the places the strongest counts whole on either side, each other one a quarter.
    """
    whole = {part: finding for part, finding in found.items() if part not in PLACE_PARTS}
    places = {part: finding for part, finding in found.items() if part in PLACE_PARTS}
    shares = shares_of_places({part: finding.bits for part, finding in places.items()})
    evidence = [Evidence(part, level, bits) for part, (level, bits, _) in whole.items()]
    evidence += [Evidence(part, level, bits * shares[part]) for part, (level, bits, _) in places.items()]
    kin_shares = shares_of_places({part: finding.kin for part, finding in places.items()})
    kin = sum(finding.kin for finding in whole.values())
    return tuple(evidence), kin + sum(finding.kin * kin_shares[part] for part, finding in places.items())


def shares_of_places(places: Mapping[str, float]) -> dict[str, float]:
    """How much of the bits of each place counts: all of the strongest for and of the strongest against, else a quarter.

    >>> shares_of_places({"village": 8.0, "regency": 4.0, "postcode": -1.5})
    {'village': 1.0, 'regency': 0.25, 'postcode': 1.0}
    """
    if not places:
        return {}
    high, low = max(places, key=lambda part: places[part]), min(places, key=lambda part: places[part])
    whole = {part for part, counts in ((high, places[high] > 0), (low, places[low] < 0)) if counts}
    return {part: 1.0 if part in whole else REPEATED for part in places}


def worth_saying(bits: float, kin: float) -> bool:
    """Whether to say that two may be of one family: where it takes half a bit or more, and the rest is not sure anyway.

    >>> worth_saying(3.0, -2.0), worth_saying(25.0, -2.0)
    (True, False)
    """
    return kin < -_LEAST_KIN and bits < _SURE


def compare_sexes(one: str, other: str) -> Finding:
    """Clerks tick the wrong box, so the other sex is strong and not absolute."""
    if not one or not other:
        return MISSING
    return Finding("equal", _SAME_SEX) if one == other else Finding("different", _OTHER_SEX)


def _compares(model: Model, names: NameComparison) -> dict[str, Compare]:
    common = model.common
    by_part: dict[str, Compare] = {
        "name": names,
        "born": partial(compare_births, common=common["born"]),
        "sex": compare_sexes,
        "nik": partial(compare_niks, common=common["nik"]),
        "passport": partial(compare_passports, common=common["passport"]),
        "phone": partial(compare_phones, common=common["phone"]),
        "number": partial(compare_numbers, common=common["number"]),
        "postcode": partial(compare_postcodes, common=common["postcode"]),
        "address": partial(compare_addresses, common=common["address"]),
        "relatives": partial(_compare_relatives, names),
    }
    for kind in ("village", "district", "regency"):
        by_part[kind] = partial(compare_places, common=common[kind], kind=kind)
    return {part: by_part[part] for part in PARTS}


def _compare_relatives(names: NameComparison, one: str, other: str) -> Finding:
    """Whether any relative of the one bears the name of a relative of the other."""
    if not one or not other:
        return MISSING
    pairs = [(a, b) for a in one.split(OTHER_NAME) for b in other.split(OTHER_NAME)]
    if any(names(a, b).bits >= _RELATIVE_FROM for a, b in pairs):
        return Finding("equal", _SHARED_RELATIVE)
    return Finding("different", _NO_SHARED_RELATIVE)


_GENERALLY: Final = Comparer()
