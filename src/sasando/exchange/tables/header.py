"""Find the row of column headers: under title lines, letters and merged cells, by the headers that are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sasando.core.facts.headers import match_header
from sasando.exchange.tables.table import Cell, Merge

SEARCHED_ROWS: Final = 100
LONGEST_HEADER: Final = 80  # characters; longer is a sentence

NAMES_A_PERSON: Final = frozenset(
    {
        "full_name",
        "nik",
        "passport_number",
        "registration_number",
        "worker_card_number",
        "social_security_number",
        "seaman_book_number",
    }
)
"""The facts by which a row is somebody."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headers stand (`top` to `bottom`, counted from 0), and of each column its fact and its words."""

    top: int
    bottom: int
    keys: tuple[str | None, ...]
    texts: tuple[str, ...]

    @property
    def recognised(self) -> int:
        """How many columns are known."""
        return sum(key is not None for key in self.keys)


@lru_cache(maxsize=20_000)
def known(text: str) -> str | None:
    """The fact of a header, or None."""
    return match_header(text) if len(text) <= LONGEST_HEADER else None


Vocabulary = Callable[[str], str | None]
"""What a header speaks of, or None."""


def find_header(
    rows: Sequence[Sequence[Cell]], merged: Sequence[Merge] = (), *, vocabulary: Vocabulary = known
) -> Header | None:
    """The row, or pair of rows under merged groups, with the most known headers; the first of equals.

    Two known columns make a header; one is enough when it names a person and the table is that narrow. `vocabulary`
    says what a header speaks of; without it, the facts of a dossier.
    """
    best: Header | None = None
    narrow = max((_filled(row) for row in rows), default=0) <= 2
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        for found in (
            _single(at, rows, merged, vocabulary),
            _pair(at, (rows[at - 1], row), merged, vocabulary) if at else None,
        ):
            if found and _is_header(found, narrow=narrow) and (best is None or found.recognised > best.recognised):
                best = found
    return best


def _is_header(header: Header, *, narrow: bool) -> bool:
    names_a_person = not NAMES_A_PERSON.isdisjoint(header.keys)
    filled = sum(bool(text) for text in header.texts)
    if any(text.lstrip().startswith(":") for text in header.texts):  # "Negara Tujuan | : Malaysia" is a letter
        return False
    if header.recognised == 1:
        return names_a_person and narrow
    # "P3MI | PT Ende | Negara | Malaysia" knows two words of four and is a letter too.
    return header.recognised >= 2 and (names_a_person or 2 * header.recognised > filled)


def _single(at: int, rows: Sequence[Sequence[Cell]], merged: Sequence[Merge], knows: Vocabulary) -> Header:
    texts = [_text(cell) for cell in rows[at]]
    tops = _padded(rows[at - 1] if at else [], len(texts))[: len(texts)]
    columns = [(knows(text) if text else None, text, False) for text in texts]
    keys = _one_of_each(columns, _spread(at - 1, tops, texts, merged))
    return Header(at, at, keys, tuple(texts))


def _pair(
    at: int, pair: tuple[Sequence[Cell], Sequence[Cell]], merged: Sequence[Merge], knows: Vocabulary
) -> Header | None:
    """Headers in two rows: "Paspor" over "No" and "s/d"; "Nama" over nothing."""
    above, row = pair
    width = max(len(above), len(row))
    tops, subs = _padded(above, width), _padded(row, width)
    if any(text.lstrip().startswith(":") for text in tops):
        return None
    groups = _spread(at - 1, tops, subs, merged)
    columns = [_column(words, knows) for words in zip(tops, groups, subs, strict=True)]
    own = sum(top != "" and knows(top) is not None for top in tops)
    joined = sum(is_joined for _, _, is_joined in columns)
    if own < 2 and not joined:  # the row above is a title or a letter, no part of the header
        return None
    return Header(at - 1, at, _one_of_each(columns, groups), tuple(text for _, text, _ in columns))


def _column(column: tuple[str, str, str], knows: Vocabulary) -> tuple[str | None, str, bool]:
    """Fact and words of one column of a pair, and whether it took both rows to know it."""
    top, group, sub = column
    if not sub:
        return (knows(top) if top else None), top, False
    for words in (f"{sub} {group}", f"{group} {sub}") if group else ():
        if key := knows(words):
            return key, words, True
    return knows(sub), sub, False


def _spread(at: int, tops: Sequence[str], subs: Sequence[str], merged: Sequence[Merge]) -> list[str]:
    """The group each column stands under. Where a file does not say what is merged, a group reaches to the next."""
    groups = list(tops)
    wide = [
        (left, min(right, len(tops) - 1))
        for first, left, _, right in merged
        if first == at and left < min(right, len(tops))
    ]
    if wide:
        for left, right in wide:
            groups[left : right + 1] = [tops[left]] * (right + 1 - left)
        return groups
    for place in range(1, len(groups)):
        if not tops[place] and subs[place]:
            groups[place] = groups[place - 1]
    return groups


def _one_of_each(columns: Sequence[tuple[str | None, str, bool]], groups: Sequence[str]) -> tuple[str | None, ...]:
    """ "Nama" under "CPMI" is the person; the "Nama" under "Ahli Waris" further right is somebody else."""
    owner: dict[str, str] = {}
    keys: list[str | None] = []
    for (key, _, joined), group in zip(columns, groups, strict=True):
        elsewhere = key is not None and owner.setdefault(key, group) != group
        keys.append(None if elsewhere and not joined and key != "alias" else key)
    return tuple(keys)


def _padded(row: Sequence[Cell], width: int) -> list[str]:
    return [_text(cell) for cell in row] + [""] * (width - len(row))


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in row)
