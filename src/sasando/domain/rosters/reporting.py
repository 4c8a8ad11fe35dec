"""A checked list as the one value that every rendering takes, with no more than the reader may see."""

from collections.abc import Iterable
from typing import Any

import msgspec

from sasando.core.facts.dossier import Dossier
from sasando.core.facts.row import CellError
from sasando.core.law.explanation import RULEBOOK, judge
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Judgement
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.rosters.checking import RULES
from sasando.domain.rosters.models import Entry, Roster, State, Verdict
from sasando.exchange.reports import Line, Report, RunFacts
from sasando.exchange.reports.words import Language

DOSSIER: Any = Dossier


def line_of(entry: Entry, verdict: Verdict, *, with_flags: bool) -> Line:
    """One person of a list, judged as the entry says. Raises `Refused` when the rules are no longer those."""
    if entry.rules_hash != RULES or entry.judged_for is None:
        raise Refused("rules_have_changed")
    dossier = msgspec.convert(verdict.dossier, DOSSIER)
    judgement: Judgement = judge(dossier, as_of=entry.judged_for, stage=Stage(entry.stage))
    if not with_flags:
        judgement = msgspec.structs.replace(judgement, flags=())
    errors = tuple(CellError(**error) for error in verdict.errors)
    return Line(entry.row or 0, entry.full_name, judgement, verdict.shown, errors)


def is_of_other_rules(roster: Roster) -> bool:
    """Whether the rules have changed since the list was checked; then it must be checked again to be explained."""
    return roster.state == State.READY and roster.rules_hash != RULES


def report_of(roster: Roster, verdicts: Iterable[Verdict], *, by: Actor, language: Language) -> Report:
    """The report for this reader, of these verdicts with their entries.

    Raises `Refused` when the list was not checked, or by rules that are no longer ours.
    """
    if roster.state != State.READY or roster.checked_at is None:
        raise Refused("roster_not_ready")
    with_flags = by.may("flag.read")
    lines = [line_of(verdict.entry, verdict, with_flags=with_flags) for verdict in verdicts]
    run = RunFacts(
        source=roster.title,
        sheet=roster.sheet,
        stage=roster.stage,
        as_of=roster.as_of,
        run_at=roster.checked_at,
        run_by=by.name,
        rules_version=roster.rules_version,
        rules_hash=roster.rules_hash[:16],
        language=language,
        notes=tuple(roster.notes),
        letter=roster.letter,
    )
    return Report(run, lines, {column.key: column.versions[-1].name for column in RULEBOOK.columns})
