"""What is in a database before a demo world comes into it: nothing, a world, or what it must not touch."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, Final

import psycopg

from sasando.project.demo_world.mark import mark_of, read_mark
from sasando.project.trouble import Trouble

SEED: Final = 7
_HOLDS: Final = "SELECT to_regclass('public.organisations_account') IS NOT NULL"
_SOMEBODY: Final = (
    "SELECT EXISTS (SELECT FROM organisations_account) OR EXISTS (SELECT FROM organisations_organisation)"
    " OR EXISTS (SELECT FROM people_person)"
)
_EMPTIED: Final = (
    "DROP SCHEMA public CASCADE",
    "DROP SCHEMA IF EXISTS security CASCADE",
    "CREATE SCHEMA public",
)


class There(Enum):
    """What the owner finds."""

    NOTHING = "nothing"
    THIS_WORLD = "this world"
    OTHER_WORLD = "another world"
    REAL = "something real"


def look(owner: "psycopg.Connection[Any]", mark: str) -> There:
    """Look into a database; `mark` is the one of the world that is wanted."""
    with owner.cursor() as cursor:
        found = read_mark(cursor)
        if found:
            return There.THIS_WORLD if found == mark else There.OTHER_WORLD
        if cursor.execute(_HOLDS).fetchone() == (True,) and cursor.execute(_SOMEBODY).fetchone() == (True,):
            return There.REAL
    return There.NOTHING


def refuse_demo(owner_url: str) -> None:
    """For `sasando up`: raise when the database holds a demo world."""
    with psycopg.connect(owner_url) as owner, owner.cursor() as cursor:
        if read_mark(cursor):
            raise Trouble(
                "Basis data ini berisi dunia contoh; dunia contoh tidak menjadi yang sungguhan. Pakai folder lain.",
                "This database holds a demo world, which never becomes a real one. Use another folder (--data).",
            )


def ready_for(today: date, owner_url: str, *, prepare: Callable[[], None], make: Callable[[], None]) -> bool:
    """See to it that the database holds the world of the day. Gives whether it had to be made.

    A world of another day, version or law is thrown away; something real is never touched, not even by a migration.
    """
    mark = mark_of(today, SEED)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        there = look(owner, mark)
        if there is There.REAL:
            raise Trouble(
                "Basis data ini berisi data sungguhan; dunia contoh tidak menyentuhnya. Pakai --data lain.",
                "This database holds real data, which the demo does not touch. Give another folder with --data.",
            )
        if there is There.OTHER_WORLD:
            for statement in _EMPTIED:
                owner.execute(statement)
    prepare()
    if there is not There.THIS_WORLD:
        make()
    return there is not There.THIS_WORLD
