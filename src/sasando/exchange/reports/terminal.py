"""The report on a terminal of 80 columns, or in a pipe: shapes and words, colour only where there is any."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sasando.core.law.verdict import Decision
from sasando.exchange.reports.printable import clipped, printable
from sasando.exchange.reports.report import Line, Report, gaps_of

ALL_UP_TO = 60
"""Of longer lists only the first `SHOWN` that are not cleared are printed."""
SHOWN = 50

_STYLES = {Decision.NON_PROCEDURAL: "bold red", Decision.INCOMPLETE: "yellow", Decision.CLEARED: "green"}
_ROW, _NAME, _DECISION, _DAY = 5, 20, 17, 10  # columns of width; what is missing takes the rest
_BETWEEN = 4  # one blank between each of five
_NARROWEST = 12


def print_summary(report: Report, console: Console) -> None:
    """Counts, one line a person, the commonest gaps, notes, and the cells that could not be read."""
    _print(console, f"{report.label('title')} · {report.run.source}", style="bold")
    _counts(report, console)
    _people(report, console)
    _gaps(report, console)
    for note in report.run.notes:
        _print(console, f"{report.label('notes')}: {report.say(note)}")
    _errors(report, console)


def _print(console: Console, text: str, style: str = "") -> None:
    """Text of strangers as text: without markup, emoji names or signs that steer a terminal."""
    console.print(Text(printable(text), style=style))


def _counts(report: Report, console: Console) -> None:
    rows = [
        (people, Text(report.decision(decision), style=_STYLES.get(decision, "")))
        for decision, people in report.counts().items()
    ]
    _numbers([*rows, (len(report.lines), Text(report.label("total")))], console)


def _numbers(rows: Sequence[tuple[int, Text]], console: Console) -> None:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", width=_ROW)
    table.add_column()
    for number, text in rows:
        table.add_row(str(number), text)
    console.print(table)


def _people(report: Report, console: Console) -> None:
    shown, more = _chosen(report)
    if len(report.lines) > ALL_UP_TO:
        sentence = report.label("only_open").format(shown=len(shown), all=len(report.lines))
        _print(console, sentence)
    if not shown:
        return
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column(report.label("row"), justify="right", width=_ROW)
    room = max(console.width - _ROW - _NAME - _DECISION - _DAY - _BETWEEN, _NARROWEST)
    for label, width in (("name", _NAME), ("decision", _DECISION), ("missing", room), ("safe_until", _DAY)):
        table.add_column(report.label(label), width=width, no_wrap=True, overflow="ellipsis")
    for line in shown:
        table.add_row(*_person(report, line, room))
    console.print(table)
    if more:
        _print(console, report.label("more_rows").format(n=more))


def _chosen(report: Report) -> tuple[Sequence[Line], int]:
    """The lines to print, and how many that are not cleared stay unprinted."""
    if len(report.lines) <= ALL_UP_TO:
        return report.lines, 0
    open_ones = [line for line in report.lines if line.judgement.decision is not Decision.CLEARED]
    return open_ones[:SHOWN], max(len(open_ones) - SHOWN, 0)


def _person(report: Report, line: Line, room: int) -> tuple[str | Text, ...]:
    judgement = line.judgement
    last = judgement.last_safe_departure
    return (
        str(line.row),
        Text(clipped(line.name, _NAME) or report.label("no_name")),
        Text(report.decision(judgement.decision), style=_STYLES.get(judgement.decision, "")),
        Text(_missing([report.subject(result) for result in gaps_of(line)], room)),
        last.isoformat() if last else "–",
    )


def _missing(titles: list[str], room: int) -> str:
    """As many titles as there is room for, at least one, and how many more there are.

    >>> _missing(["Paspor", "Visa kerja", "Orientasi pra-pemberangkatan"], 24)
    'Paspor, Visa kerja +1'
    >>> _missing(["Orientasi pra-pemberangkatan", "Visa kerja"], 16)
    'Orientasi pr… +1'
    """
    for taken in range(len(titles), 0, -1):
        more = f" +{len(titles) - taken}" if taken < len(titles) else ""
        text = ", ".join(titles[:taken])
        if len(text) + len(more) <= room or taken == 1:
            return clipped(text, room - len(more)) + more
    return ""


def _gaps(report: Report, console: Console) -> None:
    gaps = report.gaps()
    _print(console, report.label("common_gaps" if gaps else "no_gaps"), style="bold" if gaps else "")
    _numbers([(gap.people, Text(printable(gap.title))) for gap in gaps], console)


def _errors(report: Report, console: Console) -> None:
    """Each cell that could not be read, where it stands and why."""
    errors = [(line.row, error) for line in report.lines for error in line.errors]
    if not errors:
        return
    shown = errors if len(report.lines) <= ALL_UP_TO else errors[:SHOWN]
    _print(console, f"{report.label('unreadable')} ({len(errors)})", style="bold")
    for row, error in shown:
        place = f"{report.label('row')} {row} · {error.column} “{clipped(error.value, 60)}”"
        _print(console, f"{place}: {report.say(error.because)}")
    if len(errors) > len(shown):
        _print(console, report.label("more_cells").format(n=len(errors) - len(shown)))
