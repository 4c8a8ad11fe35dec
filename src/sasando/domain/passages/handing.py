"""Handing over the list of one gate: frozen totals, names, signatures; later ticks are corrections that show."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from sasando.core.tally import AFTER, LEFT, RIGHT, Balance
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.passages.models import Handover
from sasando.domain.passages.ticking import ON_A_PAGE, Capture, kept_already
from sasando.domain.passages.voyages import Told, told_of
from sasando.domain.rosters.models import Roster

Strokes = Sequence[Sequence[Sequence[int]]]
"""Drawn lines, each a list of points (x, y) from 0 to 1000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Who receives, and what was drawn on the glass, by who drew it ("giver", "receiver")."""

    receiver: str
    signatures: Mapping[str, Strokes] = field(default_factory=dict)


@transaction.atomic
def hand_over(roster: Roster, gate: Gate, receipt: Receipt, *, by: Actor, capture: Capture = ON_A_PAGE) -> Handover:
    """Close the list of a gate. Raises `Refused`; then nothing is written."""
    if not by.may("handover.add"):
        raise Refused("not_allowed")
    if not receipt.receiver.strip():
        raise Refused("receiver_missing")
    told = told_of(roster, by=by)
    balance = told.voyage.balances.get(gate.pk)
    if balance is None or not balance.arrived:
        raise Refused("nothing_to_hand_over")
    totals = totals_of(told, balance)
    made = Handover(
        roster=roster,
        gate=gate,
        receiver=receipt.receiver.strip()[:120],
        totals=totals,
        signatures={who: [list(map(list, line)) for line in lines] for who, lines in receipt.signatures.items()},
        digest=digest_of(totals),
        **capture.of(by),
    )
    if kept := kept_already(made):
        return kept
    made.save(force_insert=True)
    audit.record("handover.added", made, by=by, digest=True)
    return made


def totals_of(told: Told, balance: Balance) -> dict[str, Any]:
    """The terms of a gate with the keys of their people, as they stand now: what is signed."""
    return {
        "gate": balance.gate,
        "roster": str(told.roster.pk),
        "terms": {name: list(ids) for name, ids in balance.terms((*LEFT, *RIGHT, *AFTER)).items()},
    }


def digest_of(totals: Mapping[str, Any]) -> str:
    """SHA-256 over the totals in their one written form; stands on the minutes and in their QR.

    >>> digest_of({"b": 1, "a": []}) == digest_of({"a": [], "b": 1})
    True
    """
    return hashlib.sha256(json.dumps(totals, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
