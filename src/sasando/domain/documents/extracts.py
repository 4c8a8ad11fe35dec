"""An extract of a register out of a file: columns by their headings, rows by their numbers, a report by row and column.

A row is about whoever has its NIK, or its passport, registration or membership number; a name alone is never enough. A
cell that cannot be read is named, and stops no other; nothing is written down here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sasando.core.facts import FACTS, Says
from sasando.core.facts.headers import match_header
from sasando.core.facts.reading import read_cell
from sasando.core.facts.unreadable import CellProblem, Unreadable
from sasando.core.facts.writing import clean, squash
from sasando.domain.documents.kinds import bare
from sasando.domain.documents.models import Register, Truth
from sasando.domain.documents.registers import SINGLES_OUT, STATED, Answered, Question, answer_of, differs, number_asked
from sasando.exchange.cells import as_written, readable
from sasando.exchange.tables import Cell, NotATable, Table
from sasando.exchange.tables.header import SEARCHED_ROWS, Header, find_header
from sasando.exchange.tables.limited import read_rows_limited
from sasando.exchange.tables.problem import Problem

STATUS: Final = "status"
_STATUS_HEADERS: Final = frozenset(
    "status hasil hasilverifikasi hasilpadan statuspadan statuskepesertaan statuspaspor statuspeserta padan".split()  # noqa: SIM905
)
_YES: Final = "ya y ada aktif ditemukan sesuai padan terdaftar berlaku valid active found yes true 1"
_NO: Final = (
    "tidak t tidakada tidakaktif nonaktif tidakditemukan tidaksesuai tidakpadan tidakterdaftar tidakberlaku dicabut "
    "invalid inactive notfound no false 0"
)
_STATUSES: Final = {**dict.fromkeys(_YES.split(), Truth.YES), **dict.fromkeys(_NO.split(), Truth.NO)}
_NO_COLUMNS: Final[Says] = {
    "id": "Kolom nomor tidak ditemukan. Tulis di baris judul salah satu: NIK, No Paspor, ID SISKOP2MI, No KPJ.",
    "en": "No column of numbers was found. Write one in the headings: NIK, No Paspor, ID SISKOP2MI, No KPJ.",
}
_NOBODY: Final[Says] = {
    "id": "Tidak ada orang dengan nomor ini yang dapat Anda lihat.",
    "en": "Nobody whom you can see has this number.",
}
_NO_NUMBER: Final[Says] = {
    "id": "Baris ini tidak punya nomor; nama saja tidak cukup.",
    "en": "The row has no number; a name alone is not enough.",
}
_NO_STATUS: Final[Says] = {
    "id": "Status ini tidak dikenal; jawabannya ditulis belum diketahui.",
    "en": "This status is not known; the answer is written as not known.",
}
_TWICE: Final[Says] = {
    "id": "Orang ini sudah ada di baris sebelumnya dengan jawaban lain; baris ini dilewati.",
    "en": "This person stands on an earlier row with another answer; the row is left out.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it was read."""

    row: int
    said: Mapping[str, Any]
    status: str


@dataclass(slots=True)
class Extract:
    """What a file says, as an adapter of its register: rows about people, with what is wrong by row and column.

    `columns` are the headings that were understood, `not_read` those that were not; `text` the table as it can be
    pasted again. `problems` grows when the extract is asked, by rows that are about nobody.
    """

    register: str
    source: str
    on: date
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    text: str = ""

    def numbers(self) -> dict[str, set[str]]:
        """The numbers by which its rows are somebody, by fact."""
        found: dict[str, set[str]] = {key: set() for key in SINGLES_OUT}
        for line in self.lines:
            for key in SINGLES_OUT:
                if line.said.get(key):
                    found[key].add(bare(line.said[key]))
        return found

    def ask(self, questions: Iterable[Question]) -> Iterator[Answered]:
        """The answers about the people who stand in the file; what is about nobody becomes a problem."""
        known: dict[tuple[str, str], list[Question]] = {}
        for question in questions:
            for key in SINGLES_OUT:
                if question.facts.get(key):
                    known.setdefault((key, bare(question.facts[key])), []).append(question)
        given: dict[Any, Answered] = {}
        for line in self.lines:
            for question in self._about(line, known):
                yield from self._answered(line, question, given)

    def _about(self, line: Line, known: Mapping[tuple[str, str], list[Question]]) -> list[Question]:
        for key in SINGLES_OUT:
            if line.said.get(key) and (found := known.get((key, bare(line.said[key])))):
                return found
        key = next((key for key in SINGLES_OUT if line.said.get(key)), "")
        because = _NOBODY if key else _NO_NUMBER
        self.problems.append(Problem(line.row, label(key or "nik"), str(line.said.get(key, "")), because))
        return []

    def _answered(self, line: Line, question: Question, given: dict[Any, Answered]) -> Iterator[Answered]:
        said = {key: value for key, value in line.said.items() if key in STATED[Register(self.register)]}
        differing = differs(said, question.facts)
        answer = Answered(
            person=question.person,
            answer=answer_of(self.register, line.status, said, differing, self.on),
            on=self.on,
            asked=number_asked(self.register, said, question.facts),
            said=said,
            differing=differing,
            row=line.row,
        )
        before = given.setdefault(question.person, answer)
        if before is answer:
            yield answer
        elif (before.answer, before.said) != (answer.answer, answer.said):
            self.problems.append(Problem(line.row, label("nik"), str(said.get("full_name", "")), _TWICE))


def label(key: str) -> str:
    """The heading of a column.

    >>> label("nik"), label("status")
    ('NIK', 'Status')
    """
    return "Status" if key == STATUS else FACTS[key].headers[0]


def read_extract(data: bytes, *, register: str, source: str, on: date) -> Extract:
    """What a file (xlsx, xls, ods, csv) of a register says, read by the limited child process. Raises `NotATable`."""
    table = read_rows_limited(data)
    wanted = (*SINGLES_OUT, *STATED[Register(register)], STATUS)
    header = find_header(table.head(SEARCHED_ROWS), table.merged, vocabulary=_column)
    if header is None or not set(SINGLES_OUT).intersection(key for key in header.keys if key):
        raise NotATable(_NO_COLUMNS)
    read = Extract(register, source, on)
    for key, text in zip(header.keys, header.texts, strict=False):
        if clean(text):
            (read.columns if key in wanted else read.not_read).append(clean(text))
    for row, cells in _below(table, header):
        read.lines.append(
            _line(row, {key: cell for key, cell in cells.items() if key in wanted}, header, read.problems)
        )
    read.text = "\n".join(_rows_as_text(table, header))
    return read


def _column(header: str) -> str | None:
    return STATUS if squash(header) in _STATUS_HEADERS else match_header(header)


def _below(table: Table, header: Header) -> Iterator[tuple[int, dict[str, Cell]]]:
    for at in range(header.bottom + 1, len(table.rows)):
        pairs = zip(header.keys, table.cells(at), strict=False)
        cells = {key: cell for key, cell in pairs if key and _text(cell)}
        if cells:
            yield at + 1, cells


def _text(cell: Cell) -> str:
    return clean(as_written(readable(cell)))


def _line(row: int, cells: Mapping[str, Cell], header: Header, problems: list[Problem]) -> Line:
    said = {}
    for key, cell in cells.items():
        if key != STATUS:
            value = _value(row, key, cell, problems)
            if value is not None:
                said[key] = value
    return Line(row, said, _status(row, cells, header.keys, problems))


def _status(row: int, cells: Mapping[str, Cell], keys: Sequence[str | None], problems: list[Problem]) -> str:
    """Without a column of states, to stand in the extract is a yes; with one, an open cell is not known."""
    if STATUS not in keys:
        return str(Truth.YES)
    written = _text(cells.get(STATUS))
    known = _STATUSES.get(squash(written))
    if known is None and written.strip("-– "):
        problems.append(Problem(row, label(STATUS), written, _NO_STATUS))
    return str(known or Truth.NOT_KNOWN)


def _value(row: int, key: str, cell: Cell, problems: list[Problem]) -> Any:
    written = readable(cell)
    try:
        if isinstance(written, CellProblem):
            raise Unreadable(written.because)
        return read_cell(FACTS[key], written)
    except Unreadable as unknown:
        problems.append(Problem(row, label(key), as_written(written), unknown.because))
        return None


def _rows_as_text(table: Table, header: Header) -> Iterator[str]:
    for at in range(header.top, len(table.rows)):
        yield "\t".join(_text(cell).replace("\t", " ") for cell in table.cells(at))
