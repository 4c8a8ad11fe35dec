"""What a requirement of the law is: its words, its articles, its dates, and the checks that it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sasando.core.facts import Says
from sasando.core.law.expression import ALWAYS, DAY, UNSURE, Expression, F, Known, Shifted, Term, all_of, any_of
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Confidence, Effect, Outcome, Severity

BLOCK, FIX, WARN = Severity
DEPART, PLACE = Effect
HIGH, MEDIUM, LOW = Confidence


@dataclass(frozen=True, slots=True)
class Act:
    """A regulation: its usual short name, where its text was read (source keys of docs/law/sources.md), its dates."""

    name: str
    source: str
    since: date
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def article(self, number: str, letter: str = "") -> str:
        """A citation as lawyers write it.

        >>> Act("UU 18/2017", "S1", date(2017, 11, 22)).article("13", "e")
        'UU 18/2017 Pasal 13 huruf e'
        >>> Act("UU 18/2017", "S1", date(2017, 11, 22)).article("70(2)")
        'UU 18/2017 Pasal 70 ayat (2)'
        >>> Act("UU 18/2017", "S1", date(2017, 11, 22)).article("1(15)")
        'UU 18/2017 Pasal 1 angka 15'
        """
        number, bracket, paragraph = number.partition("(")
        text = f"{self.name} Pasal {number}"
        if bracket and number == "1":  # the definitions are numbered, they have no paragraphs
            text += f" angka {paragraph.rstrip(')')}"
        elif bracket:
            text += f" ayat ({paragraph.rstrip(')')})"
        return f"{text} huruf {letter}" if letter else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a requirement looks at.

    `holds` false gives the outcome `fails`; unknown gives `unknown` (None: then it does not count); when it cannot
    be said whether `when` applies and `holds` is not true, the outcome is UNKNOWN. What is left out is taken from the
    requirement. `findings` are the codes of docs/law/temuan.md that a failing check lists: proven when the outcome is
    VIOLATED or `proves`, unproven when a paper is MISSING or EXPIRED.
    """

    what: Says
    holds: Expression
    fails: Outcome = Outcome.VIOLATED
    unknown: Outcome | None = Outcome.UNKNOWN
    when: Expression = ALWAYS
    severity: Severity | None = None
    effect: Effect | None = None
    confidence: Confidence | None = None
    confirmed: bool | None = None
    due: Stage | None = None
    basis: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    proves: bool = False
    do: Says | None = None  # what to do when this is violated, where that is another thing than the requirement says
    wrong: Says | None = None  # the sentence for VIOLATED and CONTRADICTED; else made from `what`
    good_until: Term | None = None
    limits_departure: bool = False  # `good_until` counts for the last safe (confirmed) or advised departure


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement during one period (`since` to `until`, both inclusive; None is open).

    A change of law is a new value with the same key. `confirmed` False: keraguan.md leaves it to a lawyer, so it
    never blocks. `reviewed_by` names the lawyer who signed it off, once one has.
    """

    key: str
    name: Says
    says: Says
    do: Says
    basis: tuple[str, ...]
    since: date
    due: Stage
    severity: Severity
    checks: tuple[Check, ...]
    confidence: Confidence
    until: date | None = None
    effect: Effect | None = None
    confirmed: bool = True
    applies: Expression = ALWAYS
    reviewed_by: str = ""
    note: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for check in self.checks:
            blocks = (check.severity or self.severity) is BLOCK
            confidence = check.confidence or self.confidence
            confirmed = self.confirmed if check.confirmed is None else check.confirmed
            if blocks and (self.effect is None or not confirmed or confidence is LOW):
                raise ValueError(f"{self.key}: a blocking check needs an effect and a confirmed basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenFact:
    """A fact of non-procedural placement (docs/law/temuan.md), found by the checks that name its code."""

    code: str
    says: Says
    basis: tuple[str, ...]
    confidence: Confidence
    about: str  # person, company, official: only `person` may decide
    decides: bool
    no_data: Says | None = None  # why no fact can show it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A signal short of proof. Without a fact for it, `raised` is unknown and it is never shown."""

    code: str
    says: Says
    raised: Expression = UNSURE


# ---- the shapes that most checks have


def there(what: Says, *items: Term, **more: object) -> Check:
    """A document or datum is there: these facts are known, else MISSING."""
    return Check(what=what, holds=all_of(*(Known(item) for item in items)), fails=Outcome.MISSING, **more)  # type: ignore[arg-type]


def answered_yes(what: Says, item: Term, **more: object) -> Check:
    """A yes/no about a document is yes; no and not known are MISSING."""
    return Check(what=what, holds=item == True, fails=Outcome.MISSING, unknown=Outcome.MISSING, **more)  # type: ignore[arg-type]


def valid_until(what: Says, end: Term, at: Term = DAY, **more: object) -> Check:
    """A document is valid on the day `at`: a passed end is EXPIRED, an end that is not known is MISSING."""
    defaults: dict[str, object] = {"unknown": Outcome.MISSING, "good_until": end, "limits_departure": True}
    return Check(what=what, holds=end >= at, fails=Outcome.EXPIRED, **(defaults | more))  # type: ignore[arg-type]


def valid_for(what: Says, start: Term, *, months: int, at: Term = DAY, **more: object) -> Check:
    """A document is at most `months` calendar months old on the day `at`; older is EXPIRED."""
    return valid_until(what, Shifted(start, months=months), at, **more)


def not_after_departure(paper: Says, dated: Term, **more: object) -> Check:
    """A paper is not dated after the day that counts (all papers precede departure): to correct."""
    wrong = {
        "id": f"Bertanggal setelah hari berangkat: {paper['id']}.",
        "en": f"Dated after the day of departure: {paper['en']}.",
    }
    return Check(what=wrong, holds=dated <= DAY, unknown=None, severity=FIX, wrong=wrong, **more)  # type: ignore[arg-type]


def fit(what: Says, examined_on: Term, result: Term, **more: object) -> tuple[Check, Check]:
    """An examination took place and found the person fit; follow-up is no result yet."""
    return (
        there(what, examined_on, **more),
        Check(
            what=what,
            holds=(result == "fit") | ((result == "follow_up") & UNSURE),
            unknown=Outcome.MISSING,
            **more,  # type: ignore[arg-type]
        ),
    )


def same(one: Term, other: Term) -> Expression:
    """Two texts are the same; unknown when they differ and one of them is unsure (begins with "~")."""
    return any_of(one == other, (one >= "~") & UNSURE, (other >= "~") & UNSURE)


def each(checks: tuple[Check, ...], **changes: object) -> tuple[Check, ...]:
    """The same checks for another case: each with these fields changed."""
    return tuple(replace(check, **changes) for check in checks)  # type: ignore[arg-type]


# ---- the schemes, as conditions

SEA = F.scheme.one_of("SEA_N", "SEA_P")
NOT_SEA = F.scheme.one_of("G2G", "P2P", "UKPS", "IND")
P2P = F.scheme == "P2P"
IND = F.scheme == "IND"
SEA_VIA_COMPANY = all_of(SEA, F.sea_channel == "P3MI")
SEA_INDIVIDUAL = all_of(SEA, F.sea_channel == "INDIVIDUAL")
VIA_COMPANY = any_of(P2P, SEA_VIA_COMPANY)
