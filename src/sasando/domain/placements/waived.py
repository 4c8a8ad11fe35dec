"""How many requirements were set aside, for everybody to read: by year and requirement, never by person or office."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Waived:
    """So many waivers of one requirement, approved in one year."""

    year: int
    requirement: str
    number: int


def waivers_counted() -> list[Waived]:
    """The public count, the newest year first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT year, requirement, number FROM security.waivers_counted()")
        return [Waived(*row) for row in cursor.fetchall()]
