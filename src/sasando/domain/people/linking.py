"""Which records are of one person, from decisions that stand. A link is a decision; who undoes it, ends it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from sasando.domain.access import Actor
from sasando.domain.people.models import Person, Sameness

Pair = tuple[UUID, UUID]


def ordered(one: UUID, other: UUID) -> Pair:
    """The two keys as a pair is kept: the smaller first."""
    return (one, other) if one < other else (other, one)


def clusters(same: Iterable[Pair]) -> dict[UUID, frozenset[UUID]]:
    """Of every record that is linked, all records of that person, itself among them.

    >>> a, b, c = UUID(int=1), UUID(int=2), UUID(int=3)
    >>> clusters([(a, b), (b, c)])[a] == frozenset({a, b, c}), clusters([])
    (True, {})
    """
    found: dict[UUID, set[UUID]] = {}
    for one, other in same:
        mine, theirs = found.setdefault(one, {one}), found.setdefault(other, {other})
        if mine is not theirs:
            mine |= theirs
            for key in theirs:
                found[key] = mine
    return {key: frozenset(whole) for key, whole in found.items()}


def standing(actor: Actor) -> QuerySet[Sameness]:
    """The decisions that stand, as far as the actor may know of them."""
    return Sameness.objects.visible_to(actor).filter(undone_at=None)


def linked(person: UUID, actor: Actor) -> frozenset[UUID]:
    """All records of the person, itself among them, as far as the actor may know."""
    found = Person.objects.visible_to(actor).filter(records_of(person)).order_by()
    return frozenset({person, *found.values_list("pk", flat=True)})


def records_of(person: UUID) -> Q:
    """The records linked to this one, and itself; the database goes no further than the decisions that it shows to the
    one who acts.
    """
    return Q(pk__in=RawSQL("SELECT security.records_of(%s)", (person,)))
