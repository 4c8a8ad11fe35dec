"""Reads about documents: whom they may be added for, what a person has, and who opened them."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from sasando.domain.access import Actor, Relation, is_covered
from sasando.domain.access.protection import may_reach
from sasando.domain.documents.kinds import KINDS
from sasando.domain.documents.models import Document, Verification
from sasando.domain.organisations.trail import Deed, trail_of
from sasando.domain.people.models import Assignment, Person

_SEARCHED: Final = 400  # deeds on everything of a person, of which those on documents are shown


def relations_to(people: Iterable[Person], by: Actor) -> dict[UUID, frozenset[Relation]]:
    """How the actor stands to people whom they read: own, covers, assigned. One query at most."""
    people = list(people)
    handed = Assignment.objects.filter(organisation=by.organisation, until__gte=timezone.localdate(), person__in=people)
    assigned = set(handed.values_list("person", flat=True))
    found: dict[UUID, frozenset[Relation]] = {}
    for person in people:
        holds: dict[Relation, bool] = {
            "own": person.organisation_id == by.organisation,
            "covers": is_covered(person.region_code, by),
            "assigned": person.pk in assigned,
        }
        found[person.pk] = frozenset(relation for relation, true in holds.items() if true)
    return found


def reached(people: Iterable[Person], action: str, by: Actor) -> list[Person]:
    """Those of the people for whom the table of rights allows it to the actor."""
    people = list(people)
    standing = relations_to(people, by)
    return [person for person in people if allows(standing[person.pk], action, by)]


def allows(relations: Iterable[Relation], action: str, by: Actor) -> bool:
    """Whether the table allows it in one of the relations."""
    return any(by.may(action, relation) for relation in relations)


def may_do(person: Person, action: str, by: Actor) -> bool:
    """Whether the table allows it for one person."""
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


def waiting(by: Actor) -> QuerySet[Document]:
    """The documents that stand, about which nobody answered yet, and that the office of the actor may verify."""
    kinds = [kind.code for kind in KINDS.values() if by.role in kind.checked_by]
    open_to = Document.objects.visible_to(by).filter(may_reach(Verification, by, "add"))
    found: QuerySet[Document] = open_to.filter(kind__in=kinds, replaced_by=None, verifications=None)
    return found.select_related("person", "organisation")


def who_saw(person: Any, by: Actor, *, most: int) -> list[Deed]:
    """Who opened, added or verified documents of a person, the newest first; none for who may not know."""
    deeds, _ = trail_of(person, by=by, most=_SEARCHED)
    return [one for one in deeds if one.action.partition(".")[0] in ("document", "scan", "register")][:most]
