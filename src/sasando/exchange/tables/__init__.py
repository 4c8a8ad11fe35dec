"""Tables that come in: xlsx, xls, ods, csv and pasted text, read in a limited child process.

Anything that cannot be read as a table ends in `NotATable` with one sentence for people.
"""

from sasando.exchange.tables.errors import NotATable
from sasando.exchange.tables.limited import read_limited
from sasando.exchange.tables.table import Cell, Day, Moment, Odd, Table

__all__ = ["Cell", "Day", "Moment", "NotATable", "Odd", "Table", "read_limited"]
