"""Lists of people as they are really sent: pasted messages, letters, sheets. No line is ever lost."""

from sasando.exchange.rosters.opening import read_roster, read_text
from sasando.exchange.rosters.roster import FIELDS, Person, ReadRoster

__all__ = ["FIELDS", "Person", "ReadRoster", "read_roster", "read_text"]
