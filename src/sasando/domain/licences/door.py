"""What everybody may ask: is this company known, and what is its licence today (`sql/door.sql`)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import OperationalError, connection, transaction
from psycopg.errors import ConfigurationLimitExceeded

from sasando.core.facts.writing import words
from sasando.domain.errors import Refused
from sasando.domain.licences.names import name_key, number_key

SHORTEST, LONGEST = 3, 80
_FIND: Final = "SELECT * FROM security.find_company(%s, %s)"


@dataclass(frozen=True, slots=True)
class Known:
    """One licence of one company. No `state`: it is not known. `as_of` is the day of the source.

    `listed`: only the public list names it, as it was on that day; else it is the state of today on our record.
    """

    name: str
    number: str
    state: str | None
    since: date | None
    until: date | None
    source: str | None
    as_of: date | None
    listed: bool


def find_company(asked: str) -> list[Known]:
    """The companies with these whole words in their name, or with this licence number. Nothing for less than three
    letters. Without an actor; the database keeps count of the questions, and raises `Refused` when they are too many.
    """
    text = asked.strip()[:LONGEST]
    if sum(map(len, words(text))) < SHORTEST:
        return []
    number = number_key(text) if any(sign.isdigit() for sign in text) else ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_FIND, [" ".join(words(name_key(text))), number])
            return [Known(*row) for row in cursor.fetchall()]
    except OperationalError as error:
        if isinstance(error.__cause__, ConfigurationLimitExceeded):
            raise Refused("door_is_busy") from None
        raise
