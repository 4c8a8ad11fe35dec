"""Cells of a table, as the readers of facts and the people who wrote them know them."""

from datetime import date, datetime

from sasando.core.facts.reading import Cell as Written
from sasando.core.facts.reading import CellProblem
from sasando.core.facts.writing import shown
from sasando.exchange.tables.table import Cell, Day, Moment, Odd


def readable(cell: Cell) -> Written | CellProblem:
    """The cell as the readers of facts know it."""
    match cell:
        case Odd():
            return CellProblem({"id": cell.id, "en": cell.en}, cell.shown)
        case Day():
            return cell.on
        case Moment():
            return cell.at
        case _:
            return cell


def as_written(value: Written | CellProblem) -> str:
    """The text of a cell, a date as people here write it.

    >>> as_written(date(2026, 3, 1)), as_written(3.0)
    ('01/03/2026', '3')
    """
    if isinstance(value, CellProblem):
        return value.shown
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else f"{value:%d/%m/%Y}"
    return shown(value)
