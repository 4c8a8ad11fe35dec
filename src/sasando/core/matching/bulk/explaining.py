"""What speaks for and against each pair of a list: the same evidence that `compare` gives for two persons."""

from collections.abc import Iterator, Mapping
from typing import Any

from sasando.core.matching.bulk.pairs import Matches
from sasando.core.matching.bulk.scoring import ORDER
from sasando.core.matching.compare import PLACE_PARTS, Comparison, Evidence, shares_of_places, worth_saying


def comparisons(matches: Matches) -> Iterator[tuple[int, int, Comparison]]:
    """Of each pair, the best first: its two row numbers, and the comparison."""
    parts = [part for part in ORDER if f"{part} level" in matches.pairs.columns]
    for pair in matches.pairs.iter_rows(named=True):
        yield pair["a"], pair["b"], Comparison(pair["score"], pair["bits"], pair["decision"], _evidence(pair, parts))


def _evidence(pair: Mapping[str, Any], parts: list[str]) -> tuple[Evidence, ...]:
    known = [part for part in parts if pair[f"{part} level"] is not None]
    shares = shares_of_places({part: pair[part] for part in known if part in PLACE_PARTS})
    evidence = [Evidence(part, pair[f"{part} level"], pair[part] * shares.get(part, 1.0)) for part in known]
    if worth_saying(pair["bits"], pair["kin"]):
        evidence.append(Evidence("kin", "likely", pair["kin"]))
    return tuple(evidence)
