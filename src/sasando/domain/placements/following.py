"""What a candidate sees of their own placement without an account, by code and year of birth (`sql/following.sql`)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import OperationalError, connection, transaction
from psycopg.errors import ConfigurationLimitExceeded

from sasando.core.law.explanation import RULEBOOK
from sasando.domain.errors import Refused
from sasando.domain.placements.way import Done, Point, Standing, way_of

LONGEST_CODE: Final = 12
_FOLLOW: Final = "SELECT * FROM security.follow_placement(%s, %s)"


@dataclass(frozen=True, slots=True)
class Followed:
    """Where it stands, in keys: nothing in it names anybody."""

    scheme: str
    country: str
    state: str
    stage: str
    done: list[str]
    missing: list[str]
    waits_for: list[str]
    last_safe_day: date | None
    departs_on: date | None
    with_company: bool


def code_of(typed: str) -> str:
    """The code as it is kept: capitals, without spaces and hyphens.

    >>> code_of("ab12-cd3 4")
    'AB12CD34'
    """
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())[:LONGEST_CODE]


def follow_placement(code: str, year: int) -> Followed | None:
    """The placement of this code and year of birth (0: not known); None for any other pair, and after too many tries.

    Without an actor. Raises `Refused` when the door as a whole is asked too much.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_FOLLOW, [code_of(code), year])
            row = cursor.fetchone()
    except OperationalError as error:
        if isinstance(error.__cause__, ConfigurationLimitExceeded):
            raise Refused("door_is_busy") from None
        raise
    return Followed(*row) if row else None


def way_followed(found: Followed, today: date) -> list[Point]:
    """Its way, by the rules of today: the words on the page are those of today."""
    of = Standing(
        scheme=found.scheme,
        state=found.state,
        missing=found.missing,
        last_safe_day=found.last_safe_day,
        departs_on=found.departs_on,
        with_company=found.with_company,
    )
    done = [Done(number, kind) for number, kind in enumerate(found.done, 1)]
    return way_of(of, done, rulebook=RULEBOOK, today=today)
