"""The words of a verdict: outcome, severity, effect, confidence, decision; and the judgement of one dossier."""

from collections.abc import Mapping
from datetime import date
from enum import IntEnum, StrEnum

import msgspec

from sasando.core.facts import Says


class Outcome(IntEnum):
    """Of one requirement for one dossier. The number orders what is not met: the gravest is the highest."""

    NOT_APPLICABLE = 0
    MET = 1
    NOT_YET_DUE = 2
    UNKNOWN = 3  # a register or circumstance was not answered
    MISSING = 4  # the document or datum should be there and is not
    EXPIRED = 5  # was there, not valid on the day that counts
    CONTRADICTED = 6  # two sources of one fact disagree
    VIOLATED = 7  # facts that are there contradict the law


class Severity(StrEnum):
    """`BLOCK`: the law itself forbids departure or placement. `FIX`: to correct. `WARN`: a notice."""

    BLOCK = "BLOCK"
    FIX = "FIX"
    WARN = "WARN"


class Effect(StrEnum):
    """What a `BLOCK` forbids: `depart` (UU 18/2017 articles 13, 70(1)) or `place` (51, 59, 63, 66, 68, 72)."""

    DEPART = "depart"
    PLACE = "place"


class Confidence(StrEnum):
    """`H`: the article itself was read. `M`: a summary or two secondary sources. `L`: one weak source."""

    H = "H"
    M = "M"
    L = "L"


class Decision(StrEnum):
    """Of one dossier. Warnings and flags never change it (UU 18/2017 article 70(2))."""

    CLEARED = "cleared"
    INCOMPLETE = "incomplete"
    NON_PROCEDURAL = "non_procedural"
    OUT_OF_SCOPE = "out_of_scope"


Value = date | bool | int | str


class Part(msgspec.Struct, frozen=True, gc=False):
    """One part of a requirement that is not met."""

    outcome: Outcome
    severity: Severity
    confirmed: bool
    basis: tuple[str, ...]
    because: Says


class Result(msgspec.Struct, frozen=True, gc=False):
    """One requirement for one dossier: what it is, why, on which facts, and until when it is good."""

    requirement: str
    outcome: Outcome
    severity: Severity
    effect: Effect | None
    confidence: Confidence
    confirmed: bool  # False: no lawyer has confirmed it; it never blocks
    basis: tuple[str, ...]
    because: Says
    do: Says | None  # what to do, when it is not met
    facts: Mapping[str, Value]
    good_until: date | None
    parts: tuple[Part, ...] = ()  # every part that is not met, gravest first
    needs: str = ""  # the fact that must be known before anybody can say whether this applies


class Finding(msgspec.Struct, frozen=True, gc=False):
    """A fact of non-procedural placement (docs/law/temuan.md). `proven` only by a value that is there."""

    code: str
    proven: bool
    basis: tuple[str, ...]
    says: Says


class Flag(msgspec.Struct, frozen=True, gc=False):
    """A red flag (docs/law/tanda-bahaya.md): a signal with its source. It decides nothing."""

    code: str
    because: Says


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """What the law asks of one dossier at `stage`, judged for the day `as_of`."""

    decision: Decision
    because: Says  # one sentence for the decision
    stage: str
    as_of: date
    results: tuple[Result, ...]  # every requirement that applies
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...]
    last_safe_departure: date | None  # earliest end among the blocking papers with a date
    advised_departure: date | None  # the same with limits that no lawyer has confirmed
