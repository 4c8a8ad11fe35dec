"""The facts of many people at once, each as `facts.py` gives them for one: a fixed number of queries, however many."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sasando.domain.documents.facts import Facts, answers_of, standing_of, told_by_documents, told_by_registers


def documents_of(people: Collection[UUID], on: date) -> dict[UUID, Facts]:
    """What the papers of each tell; who has none is not there."""
    papers, answers = _by_person(standing_of(people, on)), _by_person(answers_of(people, on))
    return {person: told_by_documents(those, answers.get(person, ())) for person, those in papers.items()}


def registers_of(people: Collection[UUID], on: date) -> dict[UUID, Facts]:
    """What the registers answered about each; of whom none was asked is not there."""
    return {person: told_by_registers(those) for person, those in _by_person(answers_of(people, on)).items()}


def _by_person(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found
