"""Reads of persons that need more than one table: who may hand them over, and who read and changed their record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from sasando.domain.access import Actor, Relation
from sasando.domain.organisations.models import Account
from sasando.domain.people.models import Person

_TRAIL: Final = """
    SELECT t.at, t.action, t.role, coalesce(o.name, ''), coalesce(a.name, ''), t.fields, count(*) OVER ()
    FROM security.trail_of_person(%s) t
    LEFT JOIN organisations_organisation o ON o.id = t.organisation
    LEFT JOIN ({accounts}) a ON a.id = t.account
    ORDER BY t.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """One fact about a record. `account` is the name of who did it, where the reader may know it."""

    at: datetime
    action: str
    role: str
    organisation: str
    account: str
    fields: tuple[str, ...]


def is_covered(code: str, by: Actor) -> bool:
    """Whether the organisation of the actor covers the region.

    >>> from uuid import UUID
    >>> malaka = Actor(account=UUID(int=1), organisation=UUID(int=2), role="labour-office", regions=("53.21",))
    >>> is_covered("53.21.05", malaka), is_covered("53.210", malaka), is_covered("", malaka)
    (True, False, False)
    """
    return any(code == one or code.startswith(f"{one}.") for one in by.regions)


def may_by_region(person: Person, action: str, by: Actor) -> bool:
    """Whether the table allows it for the region to which the person belongs."""
    covers: Relation = "covers"
    return by.may(action, covers) and is_covered(person.region_code, by)


def may_change(person: Person, thing: str, by: Actor) -> bool:
    """Whether a record that the actor reads may be changed by them: for pages; the database decides at the writing."""
    own = by.may(f"{thing}.change", "own") and person.organisation_id == by.organisation
    return own or may_by_region(person, f"{thing}.change", by)


def may_see_trail(person: Person, by: Actor) -> bool:
    """Whether the reader may know who read and changed the record; `security.trail_of_person` holds to the same."""
    return may_by_region(person, "trail.read", by) or (by.may("trail.read", "subject") and by.person == person.pk)


def trail_of(person: Person, *, by: Actor, most: int) -> tuple[list[Deed], int]:
    """The newest deeds on the record, and how many there are in all; none for those who may not know."""
    if not may_see_trail(person, by):
        return [], 0
    names: QuerySet[Account] = Account.objects.visible_to(by).order_by()
    accounts, values = names.values("id", "name").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_TRAIL.format(accounts=accounts), [person.pk, *values, most])
        rows = cursor.fetchall()
    deeds = [
        Deed(at, action, role, organisation, account, tuple(fields))
        for at, action, role, organisation, account, fields, _ in rows
    ]
    return deeds, rows[0][6] if rows else 0
