"""What is wrong in a row of a table that somebody handed in."""

from dataclasses import dataclass

from sasando.core.facts import Says


@dataclass(frozen=True, slots=True)
class Problem:
    """In which column, what stands there, and what to do. Rows are counted from 1."""

    row: int
    column: str
    written: str
    because: Says
