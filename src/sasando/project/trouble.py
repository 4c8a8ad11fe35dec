"""What keeps the program from running: one sentence in both languages, before any settings or translations exist."""


class Trouble(Exception):  # noqa: N818 - it says what there is
    """The sentence says what is wrong and the way out. `sql` is what an administrator may run to mend it.

    >>> print(Trouble("Disk penuh.", "The disk is full."))
    Disk penuh.
    The disk is full.
    """

    def __init__(self, indonesian: str, english: str, *, sql: tuple[str, ...] = ()) -> None:
        self.indonesian, self.english, self.sql = indonesian, english, sql
        super().__init__("\n".join((indonesian, english, *sql)))
