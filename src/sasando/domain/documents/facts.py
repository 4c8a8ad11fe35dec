"""What documents and registers tell the law engine (dossier.md section 1): only what is known; not known is absent."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.domain.documents.kinds import bare
from sasando.domain.documents.models import Document, Register, RegisterAnswer, Truth, Verification

Facts = dict[str, str | bool | int | date]


def document_facts(person_id: UUID, on: date) -> Facts:
    """What the papers of a person tell, as they were written down up to a day: of each kind the latest that stands.

    A paper that its issuer, or the register that knows of it, says is not real tells nothing.
    """
    return told_by_documents(standing_of([person_id], on), answers_of([person_id], on))


def told_by_documents(documents: Iterable[Any], answers: Iterable[RegisterAnswer]) -> Facts:
    """What standing documents of one person tell, given the latest answers of the registers."""
    denied = {(answer.register, bare(answer.asked)) for answer in answers if answer.answer == Truth.NO and answer.asked}
    facts: Facts = {}
    for document in documents:
        by_register = (document.declared.register, bare(document.number))
        if document.verified != Truth.NO and by_register not in denied:
            facts |= facts_of(document)
    return facts


def facts_of(document: Document) -> Facts:
    """What one document tells. A number that cannot be read tells nothing."""
    kind = document.declared
    columns: dict[str, Any] = {fact: getattr(document, column) for column, fact in kind.columns.items()}
    if number := kind.columns.get("number"):
        columns[number] = outcome_of(FACTS[number], document.number)
    known = {key: value for key, value in columns.items() if value and not isinstance(value, Unreadable)}
    told = {**kind.proves} | restored(document.facts) | known
    return {key: value for key, value in told.items() if key in kind.facts}


def standing_of(people: Collection[UUID], on: date) -> QuerySet[Any]:
    """Of each person and kind the latest that was written down up to a day and not replaced by then; `verified` is the
    latest answer about it, None when nobody answered.
    """
    answered = Verification.objects.filter(document=OuterRef("pk"), at__date__lte=on).order_by("-at", "-pk")
    written = Document.objects.filter(person__in=people, at__date__lte=on)
    left = written.exclude(replaced_by__at__date__lte=on)
    standing = left.order_by("person_id", "kind", "-at", "-pk").distinct("person_id", "kind")
    found: QuerySet[Any] = standing.annotate(verified=Subquery(answered.values("answer")[:1]))
    return found


def answers_of(people: Collection[UUID], on: date) -> QuerySet[RegisterAnswer]:
    """The latest answer of each register about each person up to a day."""
    given: QuerySet[RegisterAnswer] = RegisterAnswer.objects.filter(person__in=people, on__lte=on)
    return given.order_by("person_id", "register", "-on", "-at", "-pk").distinct("person_id", "register")


def register_facts(person_id: UUID, on: date) -> Facts:
    """What the latest answers of the registers tell up to a day. "Not known" tells nothing, nor does silence."""
    return told_by_registers(answers_of([person_id], on))


def told_by_registers(answers: Iterable[RegisterAnswer]) -> Facts:
    """What the latest answers about one person tell."""
    facts: Facts = {}
    for answer in answers:
        if answer.answer != Truth.NOT_KNOWN:
            facts |= _told(answer)
    return facts


def _told(answer: RegisterAnswer) -> Facts:
    """What a yes or a no tells.

    Of a no only two things are facts of a dossier: that JKN is not active, and that the civil register has another day
    of birth. That one stands beside ours, for a child must not be lost in a difference.
    """
    said = restored(answer.said)
    if answer.register == Register.BPJS_KESEHATAN:
        return {"health_insurance_active": answer.answer == Truth.YES}
    if answer.answer == Truth.NO:
        other = answer.register == Register.DUKCAPIL and "born_on" in answer.differing and said.get("born_on")
        return {"born_on_other": other} if other else {}
    number = NUMBERS.get(answer.register)
    asked: Facts = {number: answer.asked} if number and answer.asked else {}
    return asked | said


NUMBERS: Mapping[str, str] = {
    Register.DUKCAPIL: "nik",
    Register.IMMIGRATION: "passport_number",
    Register.SISKOP2MI: "registration_number",
    Register.BPJS_TK: "social_security_number",
}
"""Which fact is the number that each register is asked about; JKN has a number that is no fact of a dossier."""


def restored(facts: Mapping[str, Any]) -> Facts:
    """Facts as they were before they became JSON: days are days again.

    >>> restored({"born_on": "1999-05-05", "premium_pre_idr": 37500, "unknown": 1})
    {'born_on': datetime.date(1999, 5, 5), 'premium_pre_idr': 37500}
    """
    return {
        key: date.fromisoformat(value) if FACTS[key].kind.python_type is date else value
        for key, value in facts.items()
        if key in FACTS
    }


def as_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they are kept: days as text of ISO 8601."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in facts.items()}
