"""Cells whose value was lost: formulas that were never computed, and error values. calamine shows both as nothing.

Nothing is evaluated. The XML of the one sheet is walked as a stream; entities and document types are refused.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from typing import Any, Final
from xml.parsers import expat

from defusedxml import ElementTree

from sasando.exchange.tables.table import Odd

Place = tuple[int, int]

NOT_COMPUTED: Final = (
    "Rumus di sel ini belum dihitung; buka dan simpan berkasnya di Excel, atau ketik nilainya.",
    "The formula in this cell was never computed; open and save the file in Excel, or type the value.",
)
ERROR_VALUE: Final = (
    "Sel ini berisi kesalahan rumus; ketik nilainya.",
    "This cell holds an error of a formula; type the value.",
)
_CHUNK: Final = 1 << 18
MAX_LOST: Final = 100_000
_FORMULA_OR_ERROR: Final = re.compile(rb"""<(?:\w+:)?f[\s>/]|\bt\s*=\s*["']e["']""")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def lost_in_xlsx(archive: zipfile.ZipFile, sheet: str) -> dict[Place, Odd]:
    """Row and column, counted from 0, of the cells of a sheet whose value was lost."""
    part = _part_of(archive, sheet)
    if part is None or not _mentions_formulas(archive, part):
        return {}
    seen = _XlsxCells()
    _walk(archive, part, seen.start, seen.end, seen.text)
    return seen.lost


def lost_in_ods(archive: zipfile.ZipFile, sheet: str) -> dict[Place, Odd]:
    """The same of an OpenDocument sheet."""
    seen = _OdsCells(sheet)
    _walk(archive, "content.xml", seen.start, seen.end, seen.text)
    return seen.lost


def column_number(letters: str) -> int:
    """
    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    sheets = [one for one in workbook.iter() if _local(one.tag) == "sheet" and one.get("name") == sheet]
    ids = [value for one in sheets for name, value in one.attrib.items() if name.endswith("}id")]
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    target = targets.get(ids[0]) if ids else None
    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""
    return part if part in archive.NameToInfo else None


def _mentions_formulas(archive: zipfile.ZipFile, part: str) -> bool:
    """Most lists hold no formula, and looking for the bytes costs a fiftieth of walking the XML."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            if _FORMULA_OR_ERROR.search(tail + piece) or piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                return True
            tail = piece[-40:]
    return False


def _walk(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def _refuse(*_: Any) -> None:
    raise expat.ExpatError("document types and entities have no place in a sheet")


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


class _XlsxCells:
    """Follows rows and cells; a cell is lost when it bears a formula and no value, or an error."""

    def __init__(self) -> None:
        self.lost: dict[Place, Odd] = {}
        self._row = self._column = -1
        self._kind = self._value = self._formula = ""
        self._inside = ""
        self._has_formula = self._has_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = -1
        elif name in {"f", "v"}:
            self._inside = name
            self._has_formula |= name == "f"
            self._has_value |= name == "v"

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column += 1
        if reference:
            self._column, self._row = column_number(reference[1]), int(reference[2]) - 1
        self._kind = attributes.get("t", "n")
        self._value = self._formula = ""
        self._has_formula = self._has_value = False

    def text(self, text: str) -> None:
        if self._inside == "v":
            self._value += text
        elif self._inside == "f" and len(self._formula) < 100:
            self._formula += text

    def end(self, name: str) -> None:
        self._inside = ""
        if _local(name) != "c" or len(self.lost) >= MAX_LOST:
            return
        # `t="str"` with an empty <v> is a formula that was computed to "".
        computed = bool(self._value) or (self._kind == "str" and self._has_value)
        if self._kind == "e":
            self.lost[self._row, self._column] = Odd(*ERROR_VALUE, self._value)
        elif self._has_formula and not computed:
            self.lost[self._row, self._column] = Odd(*NOT_COMPUTED, f"={self._formula}" if self._formula else "")


class _OdsCells:
    """Follows the one table of that name, with the repetitions by which OpenDocument counts rows and cells."""

    def __init__(self, sheet: str) -> None:
        self.lost: dict[Place, Odd] = {}
        self._sheet = sheet
        self._here = False
        self._row = self._column = 0
        self._repeat_rows = self._repeat_cells = 1
        self._formula: str | None = None
        self._said = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._here = attributes.get("table:name") == self._sheet
        elif name == "table:table-row":
            self._repeat_rows = _count(attributes.get("table:number-rows-repeated"))
            self._column = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._repeat_cells = _count(attributes.get("table:number-columns-repeated"))
            self._formula = attributes.get("table:formula")
            self._said = "office:value-type" in attributes

    def text(self, text: str) -> None:
        self._said = self._said or not text.isspace()

    def end(self, name: str) -> None:
        if name == "table:table":
            self._here = False
            self._row = 0
        elif name == "table:table-row":
            self._row += self._repeat_rows
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            if self._here and self._formula and not self._said and len(self.lost) < MAX_LOST:
                self.lost[self._row, self._column] = Odd(*NOT_COMPUTED, self._formula[:100])
            self._column += self._repeat_cells


def _count(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 8 else 1
