"""What the pages show of lists and people, read in as few queries as there are kinds of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from sasando.core.facts import FACTS
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.verdict import Outcome, Result, Severity
from sasando.domain.access import Actor
from sasando.domain.rosters.models import Entry, Roster, Verdict
from sasando.exchange.reports.reasons import why
from sasando.exchange.reports.report import Line, Report, RunFacts, corrections_of, gaps_of, notices_of
from sasando.exchange.reports.words import DECISIONS, Language
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE = 50
TITLES = {column.key: column.versions[-1].name for column in RULEBOOK.columns}


def language() -> Language:
    """The language of the reader, as reports name it."""
    return "en" if get_language() == "en" else "id"


def page_of(request: Request, rows: QuerySet[Any]) -> Page[Any]:
    """The page of the address."""
    return Paginator(rows, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))


def with_counts(rosters: QuerySet[Roster]) -> QuerySet[Roster]:
    """Each list with how many of its people the reader sees, and how many have each decision."""
    return rosters.annotate(
        people=Count("entries"),
        **{decision.value: Count("entries", filter=Q(entries__decision=decision.value)) for decision in DECISIONS},
    )


def counts_of(entries: QuerySet[Entry]) -> tuple[list[tuple[str, str, int]], int]:
    """Key, word and number of every decision, gravest first; and how many people have a cell that could not be read."""
    some_unread = Count("pk", filter=Q(unread__gt=0))
    counted = entries.order_by().values_list("decision").annotate(people=Count("pk"), some_unread=some_unread)
    found = {decision: (people, unread) for decision, people, unread in counted}
    words = [(one.value, says[language()], found.get(one.value, (0, 0))[0]) for one, says in DECISIONS.items()]
    return words, sum(unread for _, unread in found.values())


@dataclass(frozen=True, slots=True)
class Row:
    """One person in a table: the entry, and what is missing, for those who may know."""

    entry: Entry
    missing: tuple[str, ...]
    more: int


def rows_of(entries: Iterable[Entry], actor: Actor) -> list[Row]:
    """The entries of one page, with the names of up to three gaps."""
    entries = list(entries)
    known = dict(Verdict.objects.visible_to(actor).filter(pk__in=[e.pk for e in entries]).values_list("pk", "gaps"))
    rows = []
    for entry in entries:
        keys = known.get(entry.pk, [])
        rows.append(Row(entry, tuple(title_of(key) for key in keys[:3]), max(0, len(keys) - 3)))
    return rows


def title_of(key: str) -> str:
    """The name of a requirement, or of the fact that must be known first."""
    says: Mapping[str, str] = TITLES[key] if key in TITLES else FACTS[key].label
    return says[language()]


@dataclass(frozen=True, slots=True)
class Explained:
    """One requirement of one person, in words."""

    title: str
    outcome: str
    word: str
    because: str
    do: str
    basis: tuple[str, ...]
    good_until: Any
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the law says of one person."""

    because: str
    blocking: list[Explained]
    corrections: list[Explained]
    notices: list[Explained]
    met: list[Explained]
    findings: list[Any]
    flags: list[str]


def explanation_of(line: Line, run: RunFacts) -> Explanation:
    """The judgement of one person in the reader's language."""
    report, judgement = Report(run, [line], TITLES), line.judgement

    def say(results: Iterable[Result]) -> list[Explained]:
        return [_explained(report, line, result) for result in results]

    return Explanation(
        because=report.say(judgement.because),
        blocking=say(gaps_of(line)),
        corrections=say(corrections_of(line)),
        notices=say(notices_of(line)),
        met=say(result for result in judgement.results if result.outcome is Outcome.MET),
        findings=[
            {"code": one.code, "says": report.say(one.says), "basis": one.basis, "proven": one.proven}
            for one in judgement.findings
        ],
        flags=[report.say(flag.because) for flag in judgement.flags],
    )


def _explained(report: Report, line: Line, result: Result) -> Explained:
    met = result.outcome is Outcome.MET
    return Explained(
        title=report.subject(result),
        outcome="notice" if result.severity is Severity.WARN else result.outcome.name.lower(),
        word=report.outcome(result),
        because=report.say(result.because) if met else why(report, line, result),
        do=report.say(result.do) if result.do else "",
        basis=result.basis,
        good_until=result.good_until,
        confirmed=result.confirmed,
    )
