"""The mark on a database that holds a demo world, so that it is never taken for a real one, nor a real one for it.

It is a comment on the schema `security`, which only the owner can write and everybody who connects can read.
"""

from datetime import date
from typing import Any, Final

from django.db import connection
from psycopg import sql

from sasando import __version__

_WORD: Final = "sasando demo"
_ASK: Final = "SELECT coalesce(obj_description(to_regnamespace('security')::oid, 'pg_namespace'), '')"


def mark_of(today: date, seed: int) -> str:
    """What is written on a world of this day, seed and version.

    >>> mark_of(date(2026, 3, 2), 7).startswith("sasando demo 2026-03-02 7 ")
    True
    """
    return f"{_WORD} {today.isoformat()} {seed} {__version__}"


def mark_as_demo(today: date, seed: int) -> None:
    """Write it, in the transaction that makes the world."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("COMMENT ON SCHEMA security IS {}").format(sql.Literal(mark_of(today, seed))))


def read_mark(cursor: Any) -> str:
    """The mark of the database behind the cursor; "" when it is a real one or an empty one."""
    cursor.execute(_ASK)
    found: str = cursor.fetchone()[0]
    return found if found.startswith(_WORD) else ""
