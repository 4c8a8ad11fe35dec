"""Asking registers and writing down what they answered: nothing is written before it was shown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.documents.extracts import Extract
from sasando.domain.documents.facts import as_json
from sasando.domain.documents.models import Document, RegisterAnswer, Truth
from sasando.domain.documents.queries import reached
from sasando.domain.documents.registers import Adapter, Answered, Question
from sasando.domain.errors import Refused
from sasando.domain.people.models import Identity, Person

_NUMBERED = {"passport": "passport_number", "social_security_card": "social_security_number"}
"""Kinds of documents whose number is one by which a row of an extract is somebody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer with the person it is about, and what we had; `known` when the very same answer is on record."""

    person: Person
    answered: Answered
    ours: Mapping[str, Any]
    known: bool


def people_in(extract: Extract, *, by: Actor) -> list[Person]:
    """The people with the numbers of an extract for whom the actor may write down answers."""
    numbers = extract.numbers()
    of_identity = Q(nik__in=numbers["nik"]) | Q(passport_number__in=numbers["passport_number"])
    keys = set(Identity.objects.visible_to(by).filter(of_identity).values_list("person", flat=True))
    papers = Q(pk__in=[])
    for kind, fact in _NUMBERED.items():
        papers |= Q(kind=kind, number__in=numbers[fact])
    keys.update(Document.objects.visible_to(by).filter(papers).values_list("person", flat=True))
    ids = RegisterAnswer.objects.visible_to(by).filter(
        answer=Truth.YES, said__registration_number__in=list(numbers["registration_number"])
    )
    keys.update(ids.values_list("person", flat=True))
    people = Person.objects.visible_to(by).filter(pk__in=keys).order_by("full_name", "pk")
    return reached(people, "register_answer.add", by)


def questions_about(people: Iterable[Person], *, by: Actor) -> Iterator[Question]:
    """What we have on record of each, as far as the actor may read it: three queries."""
    people = list(people)
    facts: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for answer in (
        RegisterAnswer.objects.visible_to(by).filter(person__in=people, answer=Truth.YES).order_by("on", "at")
    ):
        number = answer.said.get("registration_number")
        facts[answer.person_id] |= {"registration_number": number} if number else {}
    papers = Document.objects.visible_to(by).filter(person__in=people, kind__in=_NUMBERED, replaced_by=None)
    for document in papers.order_by("at", "pk"):
        facts[document.person_id][_NUMBERED[document.kind]] = document.number
        facts[document.person_id] |= {"passport_until": document.valid_until} if document.kind == "passport" else {}
    identities = {one.pk: one for one in Identity.objects.visible_to(by).filter(person__in=people)}
    for person in people:
        known: dict[str, Any] = {"full_name": person.full_name, "sex": person.sex}
        if identity := identities.get(person.pk):
            known |= {"nik": identity.nik, "born_on": identity.born_on}
            known |= {"passport_number": identity.passport_number} if identity.passport_number else {}
        yield Question(person.pk, {key: value for key, value in (facts[person.pk] | known).items() if value})


def ask(adapter: Adapter, people: Sequence[Person], *, by: Actor) -> list[Asked]:
    """What a register answers about people, to be shown; nothing is written."""
    by_key = {person.pk: person for person in people}
    questions = {question.person: question for question in questions_about(people, by=by)}
    answers = list(adapter.ask(questions.values()))
    there = RegisterAnswer.objects.visible_to(by).filter(register=adapter.register, person__in=by_key)
    known = {(one.person_id, one.on, one.answer, one.asked, str(one.said)) for one in there}
    return [Asked(by_key[one.person], one, questions[one.person].facts, _same(one) in known) for one in answers]


def _same(one: Answered) -> tuple[Any, ...]:
    return (one.person, one.on, one.answer, one.asked, str(dict(sorted(as_json(one.said).items()))))


@transaction.atomic
def write_answers(adapter: Adapter, asked: Iterable[Asked], *, by: Actor) -> list[RegisterAnswer]:
    """Write down the answers that are not on record yet, one fact each. Raises `ValidationError`."""
    fresh = [one for one in asked if not one.known]
    allowed = {person.pk for person in reached([one.person for one in fresh], "register_answer.add", by)}
    if any(one.person.pk not in allowed for one in fresh):
        raise Refused("not_allowed")
    written = [_written(adapter, one.answered, by) for one in fresh]
    for answer in written:
        answer.full_clean(exclude=["person", "organisation", "said", "differing"])
    RegisterAnswer.objects.bulk_create(written)
    for answer in written:
        audit.record("register.answered", answer, by=by, fields=["answer"], digest=True)
    return written


def _written(adapter: Adapter, one: Answered, by: Actor) -> RegisterAnswer:
    return RegisterAnswer(
        person_id=one.person,
        organisation_id=by.organisation,
        by=by.account,
        register=adapter.register,
        answer=one.answer,
        asked=one.asked[:60],
        said=dict(sorted(as_json(one.said).items())),
        differing=list(one.differing),
        on=one.on,
        source=adapter.source[:200],
    )
