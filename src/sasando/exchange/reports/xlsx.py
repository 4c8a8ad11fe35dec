"""The report as a spreadsheet: summary, people, requirements, unreadable cells.

Nothing in it can run: no formula, no link, and no text of a stranger that a program would take for one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import xlsxwriter

from sasando.core.law.verdict import Decision, Outcome, Result
from sasando.exchange.reports.printable import cell, printable
from sasando.exchange.reports.reasons import why
from sasando.exchange.reports.report import (
    Line,
    Report,
    corrections_of,
    gaps_of,
    notices_of,
    unmet,
)
from sasando.exchange.reports.words import DEFINITIONS, EFFECTS, OUTCOME_SHAPES, SEVERITIES

INDIGO, MORINDA, COTTON, INK, LEAF, EARTH = "#26356D", "#A3262A", "#F6F1E4", "#1F1B16", "#2E5E3E", "#7A4B00"
"""Of the woven cloth: structure, what must be seen, the ground, text; and two quiet colours for good and open."""

ROWS_OF_A_SHEET = 1_000_000  # Excel ends at 1,048,576; longer lists go on in a second sheet

SHARED_UP_TO = 5_000
"""People whose words are kept once for all cells: a quarter faster and a third smaller, for 50 kB of memory each.
Above it, rows leave memory as they are written."""

_LINE = 13.5  # points of height for a line of text of 10 points

Progress = Callable[[int], None]
Value = str | int | date | None


class Table(NamedTuple):
    """A sheet of rows. Widths are in characters; about 210 together still print at a readable size on A4 landscape."""

    label: str
    columns: tuple[tuple[str, int], ...]  # label and width
    least: int = 1  # lines of text that every row has room for: on the longest sheet most rows need no height of own


_SUMMARY_WIDTHS = (38, 12, 90)
PEOPLE = Table(
    "people",
    (
        ("row", 7),
        ("name", 22),
        ("decision", 17),
        ("because", 26),
        ("missing", 40),
        ("to_correct", 30),
        ("notices", 26),
        ("findings_flags", 26),
        ("last_safe", 13),
        ("advised", 13),
    ),
)
REQUIREMENTS = Table(
    "requirements",
    (
        ("row", 7),
        ("name", 20),
        ("requirement", 26),
        ("outcome", 15),
        ("severity", 10),
        ("effect", 24),
        ("because", 34),
        ("do", 28),
        ("basis", 28),
        ("good_until", 13),
        ("confirmed", 16),
    ),
    least=2,
)
UNREADABLE = Table("unreadable", (("row", 7), ("name", 24), ("column", 28), ("value", 36), ("because", 60)))


class Styled(NamedTuple):
    """A value with a format other than the one of its column."""

    value: str
    format: Any


def write_xlsx(report: Report, path: Path, *, progress: Progress | None = None) -> None:
    """Write the whole report; `progress` hears the number of people written so far.

    The file is built first and then written at once. What must lie on the disk meanwhile (the parts of a long list)
    lies in a folder beside it that goes away, never in a temporary folder that everybody shares.
    """
    built = BytesIO()
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        parts = {"constant_memory": True, "tmpdir": folder} if len(report.lines) > SHARED_UP_TO else {"in_memory": True}
        with xlsxwriter.Workbook(built, parts) as book:
            book.set_properties({"title": report.label("title"), "created": report.run.run_at.replace(tzinfo=None)})
            _Book(book, report, progress or (lambda _: None)).write()
    path.write_bytes(built.getvalue())


class _Book:
    """The workbook while it is written: its formats, made once, and its four sheets."""

    def __init__(self, book: Any, report: Report, progress: Progress) -> None:
        self.book, self.report, self.progress = book, report, progress
        month = "[$-421]d mmm yyyy" if report.run.language == "id" else "[$-409]d mmm yyyy"
        base = {"font_color": INK, "valign": "top", "font_size": 10}
        ruled = {**base, "text_wrap": True, "bottom": 1, "bottom_color": "#DCD3C0"}
        self.text = book.add_format(ruled)
        self.strong = book.add_format({**ruled, "bold": True})
        self.number = book.add_format({**ruled, "num_format": "#,##0", "align": "center"})
        self.date = book.add_format({**ruled, "num_format": month, "align": "left"})
        self.head = book.add_format(
            {**base, "bold": True, "text_wrap": True, "font_color": COTTON, "bg_color": INDIGO, "bottom": 2}
        )
        self.title = book.add_format({**base, "bold": True, "font_size": 16, "font_color": INDIGO})
        self.section = book.add_format(
            {**base, "bold": True, "text_wrap": True, "font_size": 11, "font_color": INDIGO, "bottom": 1}
        )
        self.note = book.add_format({**base, "text_wrap": True, "font_color": INDIGO, "bottom": 1})
        self.band = book.add_format({"bg_color": INDIGO, "font_color": COTTON, "font_size": 8})
        colours = {Decision.NON_PROCEDURAL: MORINDA, Decision.INCOMPLETE: EARTH, Decision.CLEARED: LEAF}
        self.decisions = {
            d: book.add_format({**ruled, "bold": True, "font_color": colours.get(d, INDIGO)}) for d in Decision
        }
        self.red = book.add_format({**ruled, "bold": True, "font_color": MORINDA})

    def write(self) -> None:
        """Sheet by sheet, each from top to bottom: written rows are not kept in memory."""
        _write_summary(self)
        self.table(PEOPLE, map(self._person, self.report.lines))
        self.table(REQUIREMENTS, self._requirement_rows())
        self.table(UNREADABLE, self._error_rows())

    def sheet(self, label: str, number: int = 1) -> Any:
        """A new sheet, ready to be printed: A4 landscape, page numbers, one page wide."""
        name = self.report.label(label)
        sheet = self.book.add_worksheet(f"{name} {number}" if number > 1 else name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page, of = self.report.label("page"), self.report.label("of")
        source = printable(self.report.run.source).replace("&", "&&")[:80]  # `&` begins an order in a footer
        sheet.set_footer(f"&L{source}&R{page} &P {of} &N")
        sheet.hide_gridlines(1)
        return sheet

    def table(self, table: Table, rows: Iterator[Sequence[Any]]) -> None:
        """Rows under a header that repeats, stays in view and filters; on as many sheets as they need."""
        number, more = 1, True
        while more:
            more = self._fill(self.sheet(table.label, number), table, rows)
            number += 1

    def _fill(self, sheet: Any, table: Table, rows: Iterator[Sequence[Any]]) -> bool:
        """Fill one sheet; True when it is full before the rows end."""
        widths = [width for _, width in table.columns]
        sheet.set_default_row(table.least * _LINE)
        sheet.set_row(0, 2 * _LINE)
        for index, (label, width) in enumerate(table.columns):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, self.report.label(label), self.head)
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        last = 0
        for last, row in enumerate(islice(rows, ROWS_OF_A_SHEET), 1):
            self.row(sheet, last, row, widths, least=table.least)
        sheet.autofilter(0, 0, max(last, 1), len(widths) - 1)
        return last == ROWS_OF_A_SHEET

    def row(self, sheet: Any, number: int, row: Sequence[Any], widths: Sequence[int], *, least: int = 1) -> None:
        """One row, as high as its longest text needs: not every program finds that out by itself."""
        lines = least
        for value, width in zip(row, widths, strict=False):
            text = value.value if isinstance(value, Styled) else value
            if isinstance(text, str) and (len(text) > width * least or "\n" in text):
                lines = max(lines, _lines(text, width))
        if lines > least:
            sheet.set_row(number, min(lines * _LINE, 409))  # Excel allows no higher row
        for index, value in enumerate(row):
            self.put(sheet, number, index, value)

    def put(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """One value as what it is. Text never passes through `write`, which would see formulas and links in it."""
        if isinstance(value, Styled):
            sheet.write_string(row, column, cell(value.value), value.format)
        elif isinstance(value, str):
            sheet.write_string(row, column, cell(value), self.text)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.date)
        elif value is not None:
            sheet.write_number(row, column, value, self.number)

    def _person(self, line: Line) -> tuple[Any, ...]:
        report, judgement = self.report, line.judgement
        proven = {True: report.label("proven"), False: report.label("not_proven")}
        found = [f"{f.code} ({proven[f.proven]}): {report.say(f.says)}" for f in judgement.findings]
        found += [f"{report.say(flag.because)} [{flag.code}]" for flag in judgement.flags]
        return (
            line.row,
            Styled(line.name, self.strong),
            Styled(report.decision(judgement.decision), self.decisions[judgement.decision]),
            report.say(judgement.because),
            self._listed(gaps_of(line)),
            self._listed(corrections_of(line)),
            self._listed(notices_of(line)),
            "\n".join(found),
            judgement.last_safe_departure,
            judgement.advised_departure,
        )

    def _listed(self, results: Iterable[Result]) -> str:
        report = self.report
        return "\n".join(
            f"{OUTCOME_SHAPES[r.outcome]} {report.subject(r)}: {report.outcome(r).lower()}" for r in results
        )

    def _requirement_rows(self) -> Iterator[tuple[Any, ...]]:
        for people, line in enumerate(self.report.lines, 1):
            for result in line.judgement.results:
                if result.outcome is not Outcome.NOT_APPLICABLE:
                    yield self._requirement(line, result)
            self.progress(people)

    def _requirement(self, line: Line, result: Result) -> tuple[Any, ...]:
        report = self.report
        outcome = f"{OUTCOME_SHAPES[result.outcome]} {report.outcome(result)}"
        return (
            line.row,
            line.name,
            report.title(result.requirement),
            Styled(outcome, self.red if unmet(result) else self.text),
            report.say(SEVERITIES[result.severity]),
            report.say(EFFECTS[result.effect]) if result.effect and unmet(result) else None,
            why(report, line, result) if unmet(result) else report.say(result.because),
            report.say(result.do) if result.do else None,
            "; ".join(result.basis),
            result.good_until,
            report.label("yes_confirmed" if result.confirmed else "unconfirmed"),
        )

    def _error_rows(self) -> Iterator[tuple[Any, ...]]:
        for line in self.report.lines:
            for error in line.errors:
                yield line.row, line.name, error.column, error.value, self.report.say(error.because)


def _write_summary(book: _Book) -> None:
    """The first sheet: where the numbers come from, then the numbers, each with what it means."""
    report, sheet = book.report, book.sheet("summary")
    sheet.fit_to_pages(1, 1)
    for index, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(index, index, width)
    gaps: list[tuple[Any, ...]] = [(gap.title, gap.people, "") for gap in report.gaps()]
    rows: list[tuple[Any, ...]] = [
        (Styled(report.label("title"), book.title),),
        _band(book),
        (),
        *((label, "", value) for label, value in report.about()),
        (),
        _head(book, "decision", "persons", "meaning"),
        *_count_rows(book),
        (),
        (*_head(book, "common_gaps", "persons"), Styled(report.label("gap_means"), book.note)),
        *(gaps or [(report.label("no_gaps"), "", "")]),
        (),
        *(
            (Styled(report.label(key), book.strong), "", report.label(f"{key}_means"))
            for key in ("last_safe", "advised")
        ),
        *_pairs(book, "letter", report.letter()),
        *_pairs(book, "notes", [("", report.say(note)) for note in report.run.notes]),
        (),
        ("", "", report.label("blameless")),
    ]
    for number, row in enumerate(rows):
        book.row(sheet, number, row, _SUMMARY_WIDTHS)
    sheet.set_row(1, 9)


def _count_rows(book: _Book) -> list[tuple[Any, ...]]:
    report = book.report
    rows: list[tuple[Any, ...]] = [
        (Styled(report.decision(decision), book.decisions[decision]), people, report.say(DEFINITIONS[decision]))
        for decision, people in report.counts().items()
    ]
    unreadable = sum(len(line.errors) for line in report.lines)
    rows.append((Styled(report.label("total"), book.strong), len(report.lines), report.label("total_means")))
    rows.append((report.label("unreadable"), unreadable, report.label("unreadable_means")))
    return rows


def _head(book: _Book, *labels: str) -> tuple[Styled, ...]:
    return tuple(Styled(book.report.label(label) if label else "", book.section) for label in labels)


def _pairs(book: _Book, label: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """A section of labels and values, or nothing."""
    if not pairs:
        return []
    return [(), _head(book, label, "", ""), *((name, "", value) for name, value in pairs)]


def _band(book: _Book) -> tuple[Any, ...]:
    """The motif of the cloth as one thin row."""
    return tuple(Styled("◆ ◇ " * count, book.band) for count in (7, 3, 20))


@lru_cache(maxsize=50_000)
def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column so wide."""
    return sum(1 + int(len(part) / width) for part in text.split("\n"))
