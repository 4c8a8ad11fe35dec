"""Papers of a list on its way: the minutes of a hand-over, and the sheet with boxes for the day when the phone dies."""

from sasando.exchange.papers.minutes import Minutes, Signature, Signed, write_minutes
from sasando.exchange.papers.tick_sheet import SheetLine, TickSheet, write_tick_sheet

__all__ = [
    "Minutes",
    "SheetLine",
    "Signature",
    "Signed",
    "TickSheet",
    "write_minutes",
    "write_tick_sheet",
]
