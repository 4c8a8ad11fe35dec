"""One check of one list, from the file to the reports; `check` and `demo` are two ways to start it."""

import os
import pwd
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sasando import __version__
from sasando.cli.outputs import Outputs, whole, write_lines
from sasando.core.law.explanation import RULEBOOK, judge
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Decision
from sasando.exchange.candidates import Candidate, CandidateList, open_list
from sasando.exchange.reports import Line, Report, RunFacts, to_json_line
from sasando.exchange.reports.words import Language

_NOT_ARCHIVAL = (
    "PDF ini bukan PDF/A: ada nama dengan huruf yang tidak dimiliki huruf kami.",
    "This PDF is no PDF/A: a name has letters that our fonts lack.",
)
ALL_FINE = 0
SOMETHING_OPEN = 1
_FINE = frozenset({Decision.CLEARED, Decision.OUT_OF_SCOPE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be checked, how, and where the reports go."""

    source: str
    stage: Stage = Stage.DEPART
    as_of: date | None = None
    language: Language = "id"
    sheet: str | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    outputs: Outputs = field(default_factory=Outputs)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where people read: results on `out`, progress on `err`."""

    out: Console
    err: Console


def run_check(order: Order, screen: Screen, *, today: date) -> tuple[Report, int]:
    """Judge the list and write the reports. Gives the report and the exit status; raises `NotATable`, `Impossible`."""
    order.outputs.must_be_possible(order.source)
    listed = open_list(order.source, sheet=order.sheet, settings=order.settings)
    with _progress(screen.err) as progress:
        task = progress.add_task(_say(order, "Memeriksa", "Checking"), total=len(listed))
        lines = []
        for candidate in listed.candidates():
            lines.append(_line(candidate, order, today))
            progress.advance(task)
        report = Report(_run_facts(order, listed), lines, _titles())
        _write(order, report, progress)
    fine = all(line.judgement.decision in _FINE for line in lines)
    return report, ALL_FINE if fine else SOMETHING_OPEN


def _line(candidate: Candidate, order: Order, today: date) -> Line:
    dossier = candidate.reading.dossier
    as_of = order.as_of or dossier.departs_on or today
    judgement = judge(dossier, as_of=as_of, stage=order.stage)
    name = candidate.reading.shown.get("full_name", "")
    return Line(candidate.row, name, judgement, candidate.reading.shown, candidate.reading.errors)


def _run_facts(order: Order, listed: CandidateList) -> RunFacts:
    return RunFacts(
        source=listed.source if listed.source == "-" else Path(listed.source).name,
        sheet=listed.sheet,
        stage=order.stage.value,
        as_of=order.as_of,
        run_at=datetime.now(UTC),
        run_by=_who(),
        rules_version=__version__,
        rules_hash=RULEBOOK.fingerprint[:16],
        language=order.language,
        notes=tuple(note.because for note in listed.notes),
        letter=listed.letter,
    )


def _who() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name  # not from the environment, which anybody sets
    except KeyError:  # a machine that does not know its users by name
        return str(os.getuid())


def _titles() -> Mapping[str, Mapping[str, str]]:
    return {column.key: column.versions[-1].name for column in RULEBOOK.columns}


def _write(order: Order, report: Report, progress: Progress) -> None:
    json, xlsx, pdf = order.outputs.json, order.outputs.xlsx, order.outputs.pdf
    if json:
        write_lines((to_json_line(line) for line in report.lines), json)
    if xlsx:
        from sasando.exchange.reports.xlsx import write_xlsx  # noqa: PLC0415 - half a second of libraries

        with (
            _step(progress, order, "Menulis Excel", "Writing Excel", len(report.lines)) as done,
            whole(xlsx) as path,
        ):
            write_xlsx(report, path, progress=done)
    if pdf:
        from sasando.exchange.reports.pdf import write_pdf  # noqa: PLC0415

        with _step(progress, order, "Menulis PDF", "Writing PDF", None), whole(pdf) as path:
            archival = write_pdf(report, path)
        if not archival:
            progress.console.print(_say(order, *_NOT_ARCHIVAL))


@contextmanager
def _step(
    progress: Progress, order: Order, indonesian: str, english: str, total: int | None
) -> Iterator[Callable[[int], None]]:
    task = progress.add_task(_say(order, indonesian, english), total=total)
    yield lambda done: progress.update(task, completed=done)
    progress.update(task, total=total or 1, completed=total or 1)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _say(order: Order, indonesian: str, english: str) -> str:
    return {"id": indonesian, "en": english}[order.language]
