"""HTML tables: what many portals call "export to Excel" is a web page named .xls."""

from html.parser import HTMLParser
from typing import Final

from sasando.exchange.tables.table import Cell

_WIDEST_SPAN: Final = 100


def html_tables(text: str) -> list[list[list[Cell]]]:
    """The tables of a page, in order. A cell over several rows or columns is filled in its first place only.

    >>> html_tables("<table><tr><td colspan=2>A<td>B</table>")
    [[['A', None, 'B']]]
    """
    page = _Tables()
    page.feed(text)
    page.close()
    page.end_cell()
    return [table for table in page.tables if table]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self._words: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, int] = {}  # column -> rows for which a cell from above still covers it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.end_cell()
            self.tables.append([])
            self._taken = {}
        elif tag == "tr" and self.tables:
            self.end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables:
            self.end_cell()
            if not self.tables[-1]:
                self.tables[-1].append([])
            given = dict(attrs)
            self._span = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._words = []
        elif tag == "br" and self._words is not None:
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self.end_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def end_cell(self) -> None:
        if self._words is None:
            return
        row = self.tables[-1][-1]
        while self._taken.get(len(row), 0) > 0:
            self._taken[len(row)] -= 1
            row.append(None)
        down, right = self._span
        for column in range(len(row), len(row) + right):
            self._taken[column] = down - 1
        row.append(" ".join("".join(self._words).split()) or None)
        row.extend([None] * (right - 1))
        self._words = None


def _span(written: str | None) -> int:
    return min(int(written), _WIDEST_SPAN) if written and written.isdecimal() and written != "0" else 1
