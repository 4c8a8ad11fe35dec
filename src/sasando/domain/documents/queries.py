"""Reads about documents: whom they may be added for, what a person has, and who opened them."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from sasando.domain.access import Actor
from sasando.domain.documents.models import Document, Verification
from sasando.domain.organisations.trail import Deed, trail_of
from sasando.domain.people.models import Assignment, Person
from sasando.domain.people.queries import reaches

_SEARCHED: Final = 400  # deeds on everything of a person, of which those on documents are shown


def reached(people: Iterable[Person], action: str, by: Actor) -> list[Person]:
    """Those of the people, whom the actor reads, for whom the table allows it: their own, of their region, or handed
    to them.
    """
    people = list(people)
    near = {person.pk for person in people if reaches(person, action, by)}
    far = [person.pk for person in people if person.pk not in near]
    if far and by.may(action, "assigned"):
        handed = Assignment.objects.filter(organisation=by.organisation, until__gte=timezone.localdate())
        near.update(handed.filter(person__in=far).values_list("person", flat=True))
    return [person for person in people if person.pk in near]


def may_do(person: Person, action: str, by: Actor) -> bool:
    """The same for one person."""
    return bool(reached([person], action, by))


def documents_of(person: Person, by: Actor) -> QuerySet[Document]:
    """The documents of a person that stand, with the latest answer about each: `verified`, `verified_on`,
    `verified_way`, `verified_office`.
    """
    answers = Verification.objects.visible_to(by).filter(document=OuterRef("pk")).order_by("-at", "-pk")
    found: QuerySet[Document] = Document.objects.visible_to(by).filter(person=person, replaced_by=None)
    return found.select_related("organisation").annotate(
        verified=Subquery(answers.values("answer")[:1]),
        verified_on=Subquery(answers.values("on")[:1]),
        verified_way=Subquery(answers.values("way")[:1]),
        verified_office=Subquery(answers.values("organisation__name")[:1]),
    )


def may_verify(document: Document, by: Actor) -> bool:
    """Whether the office of the actor issued documents of this kind, or may check them, and reaches the person."""
    return by.role in document.declared.checked_by and may_do(document.person, "verification.add", by)


def who_saw(person: Any, by: Actor, *, most: int) -> list[Deed]:
    """Who opened, added or verified documents of a person, the newest first; none for who may not know."""
    deeds, _ = trail_of(person, by=by, most=_SEARCHED)
    return [one for one in deeds if one.action.partition(".")[0] in ("document", "scan", "register")][:most]
