"""Any table of persons as columns of text: a plain CSV of a million rows in a second, everything else as other lists.

Which column speaks of which fact is said by whoever asks, or guessed from the headers (`core.matching.headers`).
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from sasando.core.facts import Says
from sasando.core.facts.nearest import did_you_mean, nearest
from sasando.core.matching.headers import FACTS, ID, guess_columns
from sasando.exchange.cells import as_written, readable
from sasando.exchange.tables import NotATable
from sasando.exchange.tables.errors import A_FOLDER, EMPTY, NOT_ALLOWED, NOT_FOUND
from sasando.exchange.tables.limited import read_rows_limited

PASTED: Final = "-"
_SEPARATORS: Final = b",;\t|"
_SEARCHED: Final = 20  # rows
_SAYS_WHO: Final = frozenset({"full_name", "given_name", "surname", "nik", "passport_number", "number", "alias"})


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """`rows`: all columns as text under their headers. `source` is what people call it."""

    source: str
    rows: pl.DataFrame

    def facts(self, columns: Mapping[str, Sequence[str]]) -> pl.DataFrame:
        """The columns by fact, several of one fact put together."""
        joined = {fact: " ".join(names) for fact, names in columns.items() if fact != ID and names}
        return self.rows.select(
            pl.concat_str(list(names), separator=_BETWEEN.get(fact, " ")).alias(fact)
            for fact, names in columns.items()
            if fact in joined
        )

    def ids(self, columns: Mapping[str, Sequence[str]], *, guessed: bool) -> list[str | int]:
        """The values of the id column; row numbers from 1 where there is none, or a guessed one names nobody surely."""
        named = columns.get(ID)
        if not named:
            return list(range(1, self.rows.height + 1))
        values = self.rows[named[0]].str.strip_chars()
        if guessed and (values.is_duplicated().any() or (values == "").any()):
            return list(range(1, self.rows.height + 1))
        return values.to_list()


_BETWEEN: Final = {"alias": "|", "relatives": ",", "phone": " / "}


def read_people_table(source: str) -> PeopleTable:
    """The table in a file, or in what was pasted when `source` is "-". Raises `NotATable` with one sentence."""
    data = _data(source)
    if not data.strip():
        raise NotATable(EMPTY)
    rows = _plain_csv(data)
    if rows is None:
        rows = _any_table(data)
    return PeopleTable("-" if source == PASTED else Path(source).name, _under_headers(rows))


def choose_columns(table: PeopleTable, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The columns for each fact: those `wanted`, or guessed from the headers when none are. Raises `NotATable`."""
    headers = table.rows.columns
    for names in wanted.values():
        for name in names:
            if name not in headers:
                raise NotATable(_no_column(name, table))
    chosen = {fact: list(names) for fact, names in wanted.items()} if wanted else guess_columns(headers)
    if not _SAYS_WHO & set(chosen):
        raise NotATable(_nobody(table))
    return chosen


def read_wanted(text: str) -> dict[str, list[str]]:
    """What `--columns` says: fact=column, set apart by commas, several columns of one fact joined by +.

    >>> read_wanted("id=rec_id, address=street_number+address_1")
    {'id': ['rec_id'], 'address': ['street_number', 'address_1']}
    """
    wanted: dict[str, list[str]] = {}
    for piece in filter(None, (piece.strip() for piece in text.split(","))):
        fact, sign, names = (part.strip() for part in piece.partition("="))
        if fact not in FACTS or not sign or not names:
            raise NotATable(_no_fact(fact if sign and names else piece))
        wanted.setdefault(fact, []).extend(name.strip() for name in names.split("+"))
    return wanted


def _data(source: str) -> bytes:
    if source == PASTED:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NotATable(NOT_FOUND) from None
    except IsADirectoryError:
        raise NotATable(A_FOLDER) from None
    except OSError:
        raise NotATable(NOT_ALLOWED) from None


def _plain_csv(data: bytes) -> pl.DataFrame | None:
    """The rows of a plain UTF-8 CSV without titles above its headers; None for whatever needs more care."""
    first, _, rest = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    separator = max(_SEPARATORS, key=first.count)
    second = rest.partition(b"\n")[0]
    titled = first.count(separator) < second.count(separator) and b'"' not in second
    if not first.count(separator) or titled or first.lower().startswith(b"sep=") or b"\x00" in data[:1000]:
        return None
    try:
        return pl.read_csv(
            data,
            has_header=False,
            separator=chr(separator),
            infer_schema=False,
            empty_string_is_null=False,
            truncate_ragged_lines=True,
            missing_columns="insert",
            raise_if_empty=False,
        )
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        return None


def _any_table(data: bytes) -> pl.DataFrame:
    table = read_rows_limited(data)
    rows = [[as_written(readable(cell)) for cell in table.cells(at)] for at in range(len(table.rows))]
    width = max((len(row) for row in rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows if any(row)]
    if not padded:
        raise NotATable(EMPTY)
    return pl.DataFrame(padded, schema=[f"column_{at}" for at in range(width)], orient="row")


def _under_headers(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows under the one that names the most facts; the first of equals."""
    heads = [[(cell or "").strip().removeprefix("\ufeff") for cell in row] for row in rows.head(_SEARCHED).iter_rows()]
    at = max(range(len(heads)), key=lambda place: (len(guess_columns(heads[place])), -place))
    named: dict[str, int] = {}
    names = []
    for place, written in enumerate(heads[at]):
        header = written or f"kolom {place + 1}"
        named[header] = named.get(header, 0) + 1
        names.append(header if named[header] == 1 else f"{header} ({named[header]})")
    return rows[at + 1 :].rename(dict(zip(rows.columns, names, strict=True))).with_columns(pl.all().fill_null(""))


def _no_column(name: str, table: PeopleTable) -> Says:
    headers = table.rows.columns
    ask_id, ask_en = did_you_mean(nearest(name, headers, at_least=60))
    listed = ", ".join(headers[:30])
    return {
        "id": f"Tidak ada kolom “{name}” dalam {table.source}.{ask_id} Kolomnya: {listed}.",
        "en": f"There is no column “{name}” in {table.source}.{ask_en} The columns: {listed}.",
    }


def _nobody(table: PeopleTable) -> Says:
    listed = ", ".join(table.rows.columns[:30])
    return {
        "id": f"Tidak ada kolom nama atau nomor yang dikenali dalam {table.source}; sebutkan dengan --columns,"
        f" misalnya --columns id=no,full_name=nama. Kolomnya: {listed}.",
        "en": f"No column of names or numbers is known in {table.source}; name it with --columns,"
        f" for example --columns id=no,full_name=nama. The columns: {listed}.",
    }


def _no_fact(text: str) -> Says:
    ask_id, ask_en = did_you_mean(nearest(text.partition("=")[0], FACTS, at_least=60))
    return {
        "id": f"--columns tidak mengenal “{text}”.{ask_id} Tulis data=kolom; datanya: {', '.join(FACTS)}.",
        "en": f"--columns does not know “{text}”.{ask_en} Write fact=column; the facts: {', '.join(FACTS)}.",
    }
