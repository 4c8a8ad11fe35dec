"""Lists that balance: where everybody on a list is who was handed from gate to gate, by the ticks of many phones."""

from sasando.core.tally.balance import AFTER, LEFT, RIGHT, Balance
from sasando.core.tally.conflict import Conflict, ConflictKind, State
from sasando.core.tally.course import Place, PlaceKind
from sasando.core.tally.facts import Announced, Count, Decision, Entry, Facts, Handover, Tick, TickKind
from sasando.core.tally.sums import Mismatch, SumKind
from sasando.core.tally.tallying import tally
from sasando.core.tally.voyage import Question, Voyage, Why
from sasando.core.tally.wire import facts_from_wire, facts_to_wire, voyage_to_wire
from sasando.core.tally.words import equation, says

__all__ = [
    "AFTER",
    "LEFT",
    "RIGHT",
    "Announced",
    "Balance",
    "Conflict",
    "ConflictKind",
    "Count",
    "Decision",
    "Entry",
    "Facts",
    "Handover",
    "Mismatch",
    "Place",
    "PlaceKind",
    "Question",
    "State",
    "SumKind",
    "Tick",
    "TickKind",
    "Voyage",
    "Why",
    "equation",
    "facts_from_wire",
    "facts_to_wire",
    "says",
    "tally",
    "voyage_to_wire",
]
