"""Who read and changed a record, with the names that the reader may know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from sasando.domain.access import Actor, is_covered
from sasando.domain.access.protection import every_protected
from sasando.domain.organisations.models import Account

_TRAIL: Final = """
    SELECT t.at, t.action, t.role, coalesce(o.name, ''), coalesce(a.name, ''), t.fields, count(*) OVER ()
    FROM security.trail_of(%s, %s) t
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


def may_see_trail(thing: Any, by: Actor) -> bool:
    """Whether the reader may know who read and changed the record; `security.trail_of` holds to the same."""
    how = every_protected()[type(thing)]
    covered = bool(how.region) and by.may("trail.read", "covers") and is_covered(getattr(thing, how.region), by)
    about = bool(how.person and by.person) and getattr(thing, how.person) == by.person
    return covered or (about and by.may("trail.read", "subject"))


def trail_of(thing: Any, *, by: Actor, most: int) -> tuple[list[Deed], int]:
    """The newest deeds on the record and what belongs to it, and how many there are in all; none for who may not know.

    To a person belongs whatever is kept about them on any table.
    """
    if not may_see_trail(thing, by):
        return [], 0
    names: QuerySet[Account] = Account.objects.visible_to(by).order_by()
    accounts, values = names.values("id", "name").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_TRAIL.format(accounts=accounts), [thing._meta.label_lower, str(thing.pk), *values, most])
        rows = cursor.fetchall()
    deeds = [
        Deed(at, action, role, organisation, account, tuple(fields))
        for at, action, role, organisation, account, fields, _ in rows
    ]
    return deeds, rows[0][6] if rows else 0
