"""The mark on a database that holds a demo world, so that it is never taken for a real one, nor a real one for it.

It is a comment on the schema `security`, which only the owner can write and everybody who connects can read.
"""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from psycopg import sql

from sasando import __version__

_WORD: Final = "sasando demo"
_ASK: Final = "SELECT coalesce(obj_description(to_regnamespace('security')::oid, 'pg_namespace'), '')"


def mark_of(today: date, seed: int) -> str:
    """What is written on a world of this day, seed, version and law.

    >>> mark_of(date(2026, 3, 2), 7).startswith("sasando demo 2026-03-02 7 ")
    True
    """
    from sasando.core.law.explanation import RULEBOOK  # noqa: PLC0415 - who only reads the mark needs no law

    return f"{_WORD} {today.isoformat()} {seed} {__version__} {RULEBOOK.fingerprint[:16]} {_own_print()}"


@cache
def _own_print() -> str:
    """The print of the files that make the world: a world of other files is another world."""
    made_of = sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".toml", ".csv"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in made_of)).hexdigest()[:16]


def mark_as_demo(today: date, seed: int) -> None:
    """Write it, in the transaction that makes the world."""
    from django.db import connection  # noqa: PLC0415 - the rest is read where there is no Django

    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("COMMENT ON SCHEMA security IS {}").format(sql.Literal(mark_of(today, seed))))


def read_mark(cursor: Any) -> str:
    """The mark of the database behind the cursor; "" when it is a real one or an empty one."""
    cursor.execute(_ASK)
    found: str = cursor.fetchone()[0]
    return found if found.startswith(_WORD) else ""
