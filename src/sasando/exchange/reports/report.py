"""The one value that every rendering takes: who ran it, and each row with its judgement."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sasando.core.facts import FACTS, Says
from sasando.core.law.stage import STAGE_NAMES, Stage
from sasando.core.law.verdict import Decision, Judgement, Outcome, Result, Severity
from sasando.exchange.reports.words import DECISION_SHAPES, DECISIONS, LABELS, OUTCOMES, Language, day, moment


class CellError(Protocol):
    """A cell that could not be read. The reader of tables has its own class of this form."""

    @property
    def column(self) -> str: ...  # the header as written

    @property
    def value(self) -> str: ...  # what stands in the cell

    @property
    def because(self) -> Says: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list, judged."""

    row: int  # number in the spreadsheet, where the header has the lower one
    name: str
    judgement: Judgement
    shown: Mapping[str, str]  # fact key -> the words as written, where the law compares another form
    errors: tuple[CellError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """Who ran what, when, and by which rules: without these a number in a file means nothing."""

    source: str
    sheet: str
    stage: str
    as_of: date | None  # None: each row's own departure day
    run_at: datetime  # aware; shown in WITA
    run_by: str
    rules_version: str
    rules_hash: str
    language: Language = "id"
    notes: tuple[Says, ...] = ()  # what the reader of the file wants known
    letter: Mapping[str, str] = field(default_factory=dict)  # fact key or label -> value, for the whole list


class Gap(NamedTuple):
    """A blocking requirement that is not met (or a fact that must be known first), and for how many people."""

    key: str
    title: str
    people: int


@dataclass(frozen=True, slots=True)
class Report:
    """A judged list. `titles` names each requirement, because the rules live in `core.law`."""

    run: RunFacts
    lines: Sequence[Line]
    titles: Mapping[str, Says] = field(default_factory=dict)

    def say(self, says: Says) -> str:
        """The sentence in the language of the run; Indonesian where there is no other."""
        return says.get(self.run.language) or says.get("id", "")

    def label(self, key: str) -> str:
        """A fixed word of the reports."""
        return LABELS[key][self.run.language]

    def subject(self, result: Result) -> str:
        """What a result is about: the name of the requirement, or the fact that must be known first."""
        if result.needs:
            return f"{self.say(FACTS[result.needs].label)} ({self.say(OUTCOMES[Outcome.UNKNOWN]).lower()})"
        return self.title(result.requirement)

    def title(self, requirement: str) -> str:
        """The name of a requirement; its key in words where no name was given."""
        says = self.titles.get(requirement)
        return self.say(says) if says else requirement.replace("_", " ")

    def decision(self, decision: Decision) -> str:
        """Shape and word: `▲ Belum lengkap`."""
        return f"{DECISION_SHAPES[decision]} {self.say(DECISIONS[decision])}"

    def outcome(self, result: Result) -> str:
        """The word for an outcome. A notice accuses nobody: what it finds is only to be known."""
        if result.severity is Severity.WARN and result.outcome is Outcome.VIOLATED:
            return self.label("to_know")
        return self.say(OUTCOMES[result.outcome])

    def day(self, when: date | None) -> str:
        """A day in words, or a dash."""
        return day(when, self.run.language) if when else "–"

    def counts(self) -> dict[Decision, int]:
        """How many rows have each decision, gravest first, zeros kept."""
        counted = Counter(line.judgement.decision for line in self.lines)
        return {decision: counted[decision] for decision in DECISIONS}

    def gaps(self, limit: int = 5) -> list[Gap]:
        """The blocking requirements that most people do not meet; equal counts in order of name."""
        gaps = [result for line in self.lines for result in gaps_of(line)]
        subjects = {result.needs or result.requirement: self.subject(result) for result in gaps}
        counted = Counter(result.needs or result.requirement for result in gaps)
        ranked = [Gap(key, subjects[key], people) for key, people in counted.items()]
        return sorted(ranked, key=lambda gap: (-gap.people, gap.title))[:limit]

    def about(self) -> list[tuple[str, str]]:
        """Label and value of everything that says where these numbers come from."""
        run, label = self.run, self.label
        pairs = [
            (label("source"), run.source),
            (label("sheet"), run.sheet),
            (label("stage"), self.say(STAGE_NAMES[Stage(run.stage)])),
            (label("as_of"), day(run.as_of, run.language) if run.as_of else label("own_day")),
            (label("run_by"), run.run_by),
            (label("run_at"), moment(run.run_at, run.language)),
            (label("rules"), run.rules_version),
            (label("hash"), run.rules_hash),
        ]
        return [(name, value) for name, value in pairs if value]

    def letter(self) -> list[tuple[str, str]]:
        """Label and value of what was given once for the whole list."""
        return [(self.say(FACTS[key].label) if key in FACTS else key, v) for key, v in self.run.letter.items()]


def unmet(result: Result) -> bool:
    """Not met, though it is due."""
    return result.outcome > Outcome.NOT_YET_DUE


def gaps_of(line: Line) -> list[Result]:
    """What keeps this person from being cleared, gravest outcome first.

    Of all requirements that wait for one fact (the scheme) only the first stands here: there is one thing to do.
    """
    return sorted(_unmet(line, Severity.BLOCK), key=lambda result: -result.outcome)


def corrections_of(line: Line) -> list[Result]:
    """What must be corrected and does not decide."""
    return _unmet(line, Severity.FIX)


def notices_of(line: Line) -> list[Result]:
    """What the officer should know; rules that no lawyer has confirmed are among them."""
    return _unmet(line, Severity.WARN)


def _unmet(line: Line, severity: Severity) -> list[Result]:
    found = [result for result in line.judgement.results if result.severity is severity and unmet(result)]
    waiting = [result for result in found if result.needs]
    return [result for result in found if not result.needs] + (waiting[:1] if severity is Severity.BLOCK else [])
