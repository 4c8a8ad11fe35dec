"""The public list of companies out of a file: rows, and what is wrong by row and column. A bad cell stops no other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Final

from sasando.core.facts import FACTS, Says
from sasando.core.facts.headers import match_header
from sasando.core.facts.reading import read_cell
from sasando.core.facts.unreadable import CellProblem, Unreadable
from sasando.core.facts.writing import clean, squash
from sasando.domain.licences.names import number_key
from sasando.exchange.cells import as_written, readable
from sasando.exchange.tables import Cell, NotATable, Table
from sasando.exchange.tables.header import SEARCHED_ROWS, Header, find_header
from sasando.exchange.tables.limited import read_rows_limited
from sasando.exchange.tables.problem import Problem

NAME, NUMBER, STATE = "company_name", "company_licence", "company_licence_state"
SINCE, UNTIL = "company_licence_from", "company_licence_until"
LABELS: Final = {key: FACTS[key].headers[0] for key in (NAME, NUMBER, STATE, SINCE, UNTIL)}
"""The headings that we ask for, in their order."""

_MORE_WORDS: Final = {
    NAME: "nama perusahaan namaperusahaan namap3mi perusahaan namapt",
    NUMBER: "nomorizin noizin izin nosip3mi nomorsip3mi nosiup nosippmi noizinusaha",
    STATE: "status keadaan statusizin statusperusahaan statussip3mi",
    SINCE: "tglterbit tanggalterbit berlakusejak berlakudari mulaiberlaku terbit",
    UNTIL: "berlakusampai berlakusd berlakuhingga masaberlaku tglberakhir tanggalberakhir berakhir",
}
_KNOWN: Final = {word: key for key, line in _MORE_WORDS.items() for word in line.split()}
_LONGEST: Final = {NAME: 200, NUMBER: 80}
_NOT_A_LIST: Final[Says] = {
    "id": "Baris judul kolom tidak ditemukan. Tulis di baris pertama: " + ", ".join(LABELS.values()) + ".",
    "en": "The row of column headings was not found. Write on the first row: " + ", ".join(LABELS.values()) + ".",
}
_EMPTY: Final[Mapping[str, Says]] = {
    NAME: {"id": "Nama perusahaan belum diisi; baris ini dilewati.", "en": "No name; the row is left out."},
    NUMBER: {
        "id": "Nomor SIP3MI belum diisi; baris ini dilewati.",
        "en": "No number; the row is left out.",
    },
}
_TOO_LONG: Final[Says] = {"id": "Isinya terlalu panjang; baris ini dilewati.", "en": "Too long; the row is left out."}
_TWICE: Final[Says] = {
    "id": "Nomor ini sudah ada di baris sebelumnya; baris ini dilewati.",
    "en": "This number stands on an earlier row already; the row is left out.",
}
_ENDS_EARLY: Final[Says] = {
    "id": "Tanggal akhir mendahului tanggal mulai; tanggal akhirnya tidak dibaca.",
    "en": "The end lies before the beginning; the end was not read.",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One company of the list; what the list does not say is None or empty."""

    row: int
    name: str
    number: str
    key: str
    state: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(slots=True)
class ReadList:
    """What was understood of the bytes that `sha256` names."""

    sha256: str
    rows: list[Listed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_list(data: bytes) -> ReadList:
    """The companies in a file (xlsx, xls, ods, csv), which the limited child process reads. Raises `NotATable`.

    A row without name or number is left out; a cell that cannot be read is not known, and its row is kept.
    """
    table = read_rows_limited(data)
    header = find_header(table.head(SEARCHED_ROWS), table.merged, vocabulary=_column)
    if header is None or not {NAME, NUMBER} <= set(header.keys):
        raise NotATable(_NOT_A_LIST)
    read, seen = ReadList(sha256(data).hexdigest()), set[str]()
    for row, cells in _below(table, header):
        listed = _listed(row, cells, read.problems)
        if listed and listed.key in seen:
            read.problems.append(Problem(row, LABELS[NUMBER], listed.number, _TWICE))
        elif listed:
            seen.add(listed.key)
            read.rows.append(listed)
    return read


def _column(header: str) -> str | None:
    """What a heading speaks of.

    >>> _column("Nama Perusahaan"), _column("SIP3MI s/d"), _column("Alamat")
    ('company_name', 'company_licence_until', None)
    """
    key = _KNOWN.get(squash(header)) or match_header(header)
    return key if key in LABELS else None


def _below(table: Table, header: Header) -> Iterator[tuple[int, dict[str, Cell]]]:
    for at in range(header.bottom + 1, len(table.rows)):
        pairs = zip(header.keys, table.cells(at), strict=False)
        cells = {key: cell for key, cell in pairs if key and _text(cell)}
        if cells:
            yield at + 1, cells


def _text(cell: Cell) -> str:
    return clean(as_written(readable(cell)))


def _listed(row: int, cells: Mapping[str, Cell], problems: list[Problem]) -> Listed | None:
    said = {key: _text(cells.get(key)) for key in (NAME, NUMBER)}
    wrong = [(key, _EMPTY[key]) for key in said if not said[key]]
    wrong += [(key, _TOO_LONG) for key, longest in _LONGEST.items() if len(said[key]) > longest]
    if wrong:
        problems.extend(Problem(row, LABELS[key], said[key], because) for key, because in wrong)
        return None
    state, since, until = (_value(row, key, cells, problems) for key in (STATE, SINCE, UNTIL))
    if since and until and until < since:
        problems.append(Problem(row, LABELS[UNTIL], _text(cells.get(UNTIL)), _ENDS_EARLY))
        until = None
    return Listed(row, said[NAME], said[NUMBER], number_key(said[NUMBER]), state or "", since, until)


def _value(row: int, key: str, cells: Mapping[str, Cell], problems: list[Problem]) -> Any:
    cell = readable(cells.get(key))
    try:
        if isinstance(cell, CellProblem):
            raise Unreadable(cell.because)
        return read_cell(FACTS[key], cell)
    except Unreadable as unknown:
        problems.append(Problem(row, LABELS[key], as_written(cell), unknown.because))
        return None


def headings() -> Sequence[str]:
    """The headings of an empty list."""
    return list(LABELS.values())
