"""Which lines under the headers are people, and which are totals, signatures and the other company lists keep.

A line that bears a name and nothing else is a person: one name is enough to help somebody.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sasando.core.facts import FACTS, Kind, Says
from sasando.core.facts.reading import CellProblem, Unreadable, read_cell
from sasando.exchange.cells import readable
from sasando.exchange.tables.header import NAMES_A_PERSON, Header
from sasando.exchange.tables.table import Cell, Odd

BLANK: Final[Says] = {"id": "baris kosong", "en": "blank line"}
NUMBERING: Final[Says] = {"id": "nomor kolom", "en": "column numbers"}
REPEATED: Final[Says] = {"id": "judul kolom yang terulang", "en": "headers repeated"}
TOTAL: Final[Says] = {"id": "baris jumlah", "en": "line of totals"}
SIGNATURE: Final[Says] = {"id": "tanda tangan atau catatan di bawah tabel", "en": "signature or remark below the table"}
NOBODY: Final[Says] = {"id": "tanpa nama dan tanpa nomor orang", "en": "no name and no number of a person"}

_TOTAL: Final = re.compile(
    r"(?:grand |sub[ -]?)?(?:jumlah|total)"
    r"(?: (?:seluruh(?:nya)?|keseluruhan|semua|total|cpmi|pmi|calon|orang|peserta|pekerja"
    r"|laki(?:-laki)?|perempuan|l|p))*"
    r"\s*[:=]?\s*[\d.,]*\s*(?:orang|org|jiwa|cpmi|pmi|calon)?\.?|sub[ -]?total\b.*",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"[:=]?\s*[\d.,]+\s*(?:orang|org|jiwa|cpmi|pmi)?", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"[^\W\d][\w .'-]{2,40},\s*(?:tgl\.?|tanggal)?\s*[\d.…_]{1,12}[\s/.-]+[\w.…]+[\s/.-]+\d{2,4}"
    r"|(?:mengetahui|menyetujui|hormat (?:kami|saya)|(?:dibuat|diperiksa|disetujui|disahkan) oleh|yang membuat|pemohon"
    r"|direktur|direktris|pimpinan|penanggung ?jawab|kepala|ttd|tembusan|demikian)\b.*"
    r"|a\.n\..*|(?:catatan|keterangan)(?:[\s:.(].*)?|(?:sumber|nb|note)\s*[:.].*"
    r"|nip\b[.: ]*\d.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST: Final = 200  # characters
_RUNNING: Final = re.compile(r"\d{1,5}\.?")
_TELLING: Final = {Kind.DATE, Kind.COUNTRY, Kind.CODE, Kind.YES_NO, Kind.MONEY, Kind.MONTHS, Kind.COUNT}
_SHORTEST_NUMBER: Final = 5  # digits
_MOST_OF_A_SIGNATURE: Final = 3  # filled cells; two people sign side by side, with a stamp between


class Lines:
    """Tells the lines of one table apart, from the header down; a signature changes what the lines below it are."""

    def __init__(self, header: Header, header_rows: Sequence[Sequence[Cell]]) -> None:
        self._keys = header.keys
        self._header_rows = [[_word(cell) for cell in row] for row in header_rows]
        self._known = {at for at, key in enumerate(header.keys) if key}
        self._person = {at for at, key in enumerate(header.keys) if key in NAMES_A_PERSON}
        self._name = {at for at, key in enumerate(header.keys) if key == "full_name"}
        self._first = True
        self._signing = False

    def reason_to_skip(self, cells: Sequence[Cell]) -> Says | None:
        """Why the next line is nobody; None when it is a person."""
        filled = {at: cell for at, cell in enumerate(cells) if cell is not None}
        if not filled:
            return BLANK
        first, self._first = self._first, False
        if first and _counts_up(list(filled.values())):
            return NUMBERING
        if self._repeats(filled):
            self._first = True  # a new page may number its columns again
            return REPEATED
        if self._is_total(filled):
            return TOTAL
        self._signing = self._is_signature(filled)
        if self._signing:
            return SIGNATURE
        return NOBODY if self._is_nobody(filled) else None

    def _repeats(self, filled: Mapping[int, Cell]) -> bool:
        for header in self._header_rows:
            same = sum(
                at < len(header) and header[at] != "" and _word(cell) == header[at] for at, cell in filled.items()
            )
            if same and same * 2 > len(filled) and (same > 1 or len(self._known) == 1):
                return True
        return False

    def _is_total(self, filled: Mapping[int, Cell]) -> bool:
        if self._has_number(filled):
            return False
        names = [_word(filled[at]) for at in self._name if at in filled]
        if any(not _COUNT.fullmatch(name) and not _TOTAL.fullmatch(name) for name in names):
            return False
        return any(isinstance(cell, str) and _TOTAL.fullmatch(_word(cell)) for cell in filled.values())

    def _is_signature(self, filled: Mapping[int, Cell]) -> bool:
        if len(filled) > _MOST_OF_A_SIGNATURE or self._has_number(filled):
            return False
        if self._signing and not self._goes_on(filled):
            return True
        names = [_word(filled[at]) for at in self._name if at in filled]
        if any(not _SIGNED.fullmatch(name) for name in names):
            return False
        return any(_SIGNED.fullmatch(_word(cell)) for cell in filled.values() if isinstance(cell, str))

    def _goes_on(self, filled: Mapping[int, Cell]) -> bool:
        """Whether the list goes on below a signature: a name with its running number, or with a fact that can be read.

        Two who sign side by side leave two names, and a name is no date, country or code.
        """
        named = min((at for at in self._name if at in filled), default=None)
        if named is None:
            return False
        return any(_RUNNING.fullmatch(_word(cell)) for at, cell in filled.items() if at < named) or any(
            _says(self._keys[at], cell) for at, cell in filled.items() if at in self._known - self._name
        )

    def _has_number(self, filled: Mapping[int, Cell]) -> bool:
        """Whether a column for people's numbers holds one, and not a signature that happens to stand there."""
        cells = [filled[at] for at in self._person - self._name if at in filled]
        return any(isinstance(cell, Odd) or _looks_like_a_number(_word(cell)) for cell in cells)

    def _is_nobody(self, filled: Mapping[int, Cell]) -> bool:
        known = len(self._known & filled.keys())
        if known == 0:
            return True
        return bool(self._person) and known <= 2 and not self._person & filled.keys()


def _counts_up(cells: Sequence[Cell]) -> bool:
    """1 2 3 4 5, also (1) (2) (3): the line by which forms number their columns."""
    numbers = [_word(cell).strip("().[] ") for cell in cells]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _says(key: str | None, cell: Cell) -> bool:
    fact = FACTS.get(key or "")
    if fact is None or fact.kind not in _TELLING:
        return False
    value = readable(cell)
    try:
        return not isinstance(value, CellProblem) and read_cell(fact, value) is not None
    except Unreadable:
        return False


def _looks_like_a_number(word: str) -> bool:
    return sum(letter.isdigit() for letter in word) >= _SHORTEST_NUMBER and not _SIGNED.fullmatch(word)


def _word(cell: Cell) -> str:
    """What a cell says, as far as words of lines go; patterns never meet a text without end."""
    return " ".join(str(cell)[:_LONGEST].split()).casefold() if isinstance(cell, str | int | float) else ""
