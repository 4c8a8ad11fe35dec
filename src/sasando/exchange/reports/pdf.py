"""The report as a PDF that an office can file: A4, black on white, archival (PDF/A-2b) and accessible (PDF/UA-1)."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import typst

from sasando.core.law.verdict import Decision, Judgement, Result
from sasando.exchange.reports.printable import breakable, clipped
from sasando.exchange.reports.reasons import why
from sasando.exchange.reports.report import Line, Report, corrections_of, gaps_of, notices_of
from sasando.exchange.reports.words import (
    DECISION_SHAPES,
    DECISIONS,
    DEFINITIONS,
    EFFECTS,
    LABELS,
    OUTCOME_SHAPES,
    WITA,
)

_TEMPLATE = Path(__file__).with_name("report.typ")
_COMPACT = (Decision.OUT_OF_SCOPE, Decision.CLEARED)
"""Decisions of which each person has one row of a table, not a block."""

LONG_FROM = 500
"""With so many people not cleared, what to do and the articles are said once a requirement, not once a person: half
the pages, and half the memory while they are set."""


def write_pdf(report: Report, path: Path) -> bool:
    """Write the report. Input reaches the template as data only, never as markup.

    Gives False when it could not be archival (PDF/A), for a letter that no font of ours has.
    """
    compile_as = _compiler({"data": msgspec.json.encode(_data(report)).decode()}, report)
    try:
        path.write_bytes(compile_as(["a-2b", "ua-1"], _fonts(system=False)))
    except typst.TypstError as problem:
        if _MISSING_LETTER not in str(problem):
            raise
        # A name in letters that our fonts lack (Chinese, say) may not stand in an archival PDF. A plain PDF with the
        # fonts of this machine, or an empty box for the letter, is better than none.
        path.write_bytes(compile_as([], _fonts(system=True)))
        return False
    return True


_MISSING_LETTER = "could not be displayed with font"  # as typst says it


def _compiler(inputs: dict[str, str], report: Report) -> Callable[[Any, typst.Fonts], bytes]:
    def compile_as(standards: Any, fonts: typst.Fonts) -> bytes:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=fonts,
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=report.run.run_at.astimezone(WITA).replace(microsecond=0),
        )

    return compile_as


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)


def _data(report: Report) -> dict[str, Any]:
    """All that the template prints, as finished strings."""
    long = sum(line.judgement.decision not in _COMPACT for line in report.lines) >= LONG_FROM
    grouped: dict[Decision, list[Line]] = {decision: [] for decision in DECISIONS}
    for line in report.lines:
        grouped[line.judgement.decision].append(line)
    return {
        "language": report.run.language,
        "labels": {key: says[report.run.language] for key, says in LABELS.items()},
        "about": _pairs(report.about()),
        "letter": _pairs(report.letter()),
        "notes": [breakable(report.say(note)) for note in report.run.notes],
        "rules": breakable(f"{report.run.rules_version} · {report.run.rules_hash[:12]}"),
        "source": breakable(report.run.source),
        "total": len(report.lines),
        "unreadable": sum(len(line.errors) for line in report.lines),
        "gaps": [{"title": breakable(gap.title), "people": gap.people} for gap in report.gaps()],
        "once": _once(report) if long else [],
        "groups": [_group(report, decision, lines, long=long) for decision, lines in grouped.items()],
    }


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(breakable(label), breakable(value)) for label, value in pairs]


def _once(report: Report) -> list[dict[str, str]]:
    """Each requirement that someone does not meet, with what to do, commonest first."""
    one_of_each = {
        result.needs or result.requirement: (line, result) for line in report.lines for result in gaps_of(line)
    }
    return [_gap(report, *one_of_each[gap.key]) for gap in report.gaps(limit=len(one_of_each))]


def _group(report: Report, decision: Decision, lines: list[Line], *, long: bool) -> dict[str, Any]:
    compact = decision in _COMPACT
    return {
        "key": decision,
        "shape": DECISION_SHAPES[decision],
        "word": report.say(DECISIONS[decision]),
        "means": report.say(DEFINITIONS[decision]),
        "count": len(lines),
        "compact": compact,
        "people": [_row(report, line) if compact else _person(report, line, long=long) for line in lines],
    }


def _person(report: Report, line: Line, *, long: bool) -> dict[str, Any]:
    """One who is not cleared: everything, in the order in which an officer needs it."""
    said_once = {"do": "", "basis": "", "effect": ""} if long else {}
    return {
        **_row(report, line, brief=long),
        "because": breakable(report.say(line.judgement.because)),
        "gaps": [{**_gap(report, line, result), **said_once} for result in gaps_of(line)],
    }


def _row(report: Report, line: Line, *, brief: bool = True) -> dict[str, Any]:
    judgement = line.judgement
    return {
        "row": str(line.row),
        "name": breakable(line.name, longest=20) or report.label("no_name"),
        "last_safe": report.day(judgement.last_safe_departure),
        "advised": report.day(judgement.advised_departure),
        "besides": list(_besides(report, line, brief=brief)),
    }


def _gap(report: Report, line: Line, result: Result) -> dict[str, str]:
    return {
        "shape": OUTCOME_SHAPES[result.outcome],
        "outcome": report.outcome(result),
        "title": breakable(report.subject(result)),
        "because": breakable(why(report, line, result)),
        "do": breakable(report.say(result.do)) if result.do else "",
        "basis": breakable("; ".join(result.basis)),
        "effect": report.say(EFFECTS[result.effect]) if result.effect else "",
    }


def _besides(report: Report, line: Line, *, brief: bool) -> Iterable[tuple[str, list[str]]]:
    """What does not decide, under its label: corrections, notices, findings, flags, cells that were not read."""
    told: Mapping[str, list[str]] = {
        "to_correct": [_told(report, line, result, brief=brief) for result in corrections_of(line)],
        "notices": [_told(report, line, result, brief=brief) for result in notices_of(line)],
        "findings": _findings(report, line.judgement),
        "flags": [f"{report.say(flag.because)} [{flag.code}]" for flag in line.judgement.flags],
        "unreadable": [f"{e.column} “{clipped(e.value, 200)}”: {report.say(e.because)}" for e in line.errors],
    }
    if line.judgement.decision is Decision.OUT_OF_SCOPE:
        told = {"because": [report.say(line.judgement.because)], **told}
    return ((report.label(key), [breakable(text) for text in texts]) for key, texts in told.items() if texts)


def _told(report: Report, line: Line, result: Result, *, brief: bool) -> str:
    """One correction or notice; `brief` is its name and outcome."""
    title = f"{report.subject(result)} ({report.outcome(result).lower()})"
    doubt = "" if result.confirmed else f" [{report.label('unconfirmed')}]"
    if brief:
        return title + doubt
    do = f" → {report.say(result.do)}" if result.do else ""
    return f"{title}: {why(report, line, result)}{do} ({'; '.join(result.basis)}){doubt}"


def _findings(report: Report, judgement: Judgement) -> list[str]:
    proven = {True: report.label("proven"), False: report.label("not_proven")}
    return [f"{f.code} ({proven[f.proven]}): {report.say(f.says)} ({'; '.join(f.basis)})" for f in judgement.findings]
