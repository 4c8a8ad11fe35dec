"""A cell that cannot be read, and the sentence that tells its writer what to do about it."""

from dataclasses import dataclass

from sasando.core.facts.fact import Says


class Unreadable(ValueError):  # noqa: N818 - it says what the cell is
    """What stands in the cell has no meaning, an impossible one, or more than one.

    `because` is one sentence in each language: what happened, and what to write instead.
    """

    def __init__(self, because: Says) -> None:
        super().__init__(because["id"])
        self.because = because


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that the file itself could not deliver, such as a formula without a stored value.

    It stands in the place of the value. `shown` is what the reader of the list sees there.
    """

    because: Says
    shown: str


def unreadable(indonesian: str, english: str) -> Unreadable:
    """An `Unreadable` from its two sentences.

    >>> unreadable("Tanggal 31/02/2001 tidak ada.", "There is no day 31/02/2001.").because["en"]
    'There is no day 31/02/2001.'
    """
    return Unreadable({"id": indonesian, "en": english})
