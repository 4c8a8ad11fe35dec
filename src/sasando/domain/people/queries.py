"""What an actor may do with a person because of the region to which the person belongs."""

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
