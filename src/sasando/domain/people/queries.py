"""What an actor may do with a person because of the region to which the person belongs."""

from django.db import connection

from sasando.domain.access import Actor, Relation, is_covered
from sasando.domain.people.models import Person


def may_by_region(person: Person, action: str, by: Actor) -> bool:
    """Whether the table allows it for the region to which the person belongs."""
    covers: Relation = "covers"
    return by.may(action, covers) and is_covered(person.region_code, by)


def may_change(person: Person, thing: str, by: Actor) -> bool:
    """Whether a record that the actor reads may be changed by them: for pages; the database decides at the writing."""
    own = by.may(f"{thing}.change", "own") and person.organisation_id == by.organisation
    return own or may_by_region(person, f"{thing}.change", by)


def reaches(person: Person, action: str, by: Actor) -> bool:
    """Whether the table allows it for a person that the actor reads: as one of their own, or by region."""
    return (by.may(action, "own") and person.organisation_id == by.organisation) or may_by_region(person, action, by)


def known_at(person: Person) -> list[str]:
    """The offices to ask about somebody whom others know, if `match.known` lets the one who acts be told; else none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.known_at(%s)", [person.pk])
        return [office for (office,) in cursor.fetchall()]
