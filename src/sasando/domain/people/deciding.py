"""What people decide of two records: the same, not the same, unsure. Every decision can be undone."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.people.linking import linked, ordered, standing
from sasando.domain.people.models import Person, Sameness, Verdict
from sasando.domain.people.queries import reaches


@transaction.atomic
def decide_sameness(person: Person, other: Person, *, verdict: str, by: Actor, at: datetime) -> Sameness:
    """Decide whether two records are of one person. Raises `Refused`; then nothing changes.

    Who was unsure may decide later; any other decision is undone first. No decision may contradict those that stand.
    """
    if person.pk == other.pk or not all(reaches(one, "sameness.add", by) for one in (person, other)):
        raise Refused("not_allowed")
    pair = ordered(person.pk, other.pk)
    _one_at_a_time()
    stands = standing(by).filter(person=pair[0], other=pair[1]).first()
    if stands and stands.verdict == verdict:
        raise Refused("already_done")
    if stands and stands.verdict != Verdict.UNSURE:
        raise Refused("decided_otherwise")
    _refuse_contradiction(pair, verdict, by)
    if stands:
        _undo(stands, by=by, at=at)
    made = Sameness(person_id=pair[0], other_id=pair[1], verdict=verdict, by=by.account, at=at)
    made.save(force_insert=True)
    audit.record("sameness.decided", made, by=by, fields=[verdict], digest=True)
    return made


@transaction.atomic
def undo_sameness(decision: Sameness, *, by: Actor, at: datetime) -> None:
    """Take a decision back; the two records stand again as if nobody had decided. Raises `Refused`."""
    if not all(reaches(one, "sameness.undo", by) for one in (decision.person, decision.other)):
        raise Refused("not_allowed")
    _one_at_a_time()
    decision.refresh_from_db(fields=["undone_at"])
    if decision.undone_at:
        raise Refused("already_done")
    _undo(decision, by=by, at=at)


def _undo(decision: Sameness, *, by: Actor, at: datetime) -> None:
    decision.undone_by, decision.undone_at = by.account, at
    decision.save(update_fields=["undone_by", "undone_at"])
    audit.record("sameness.undone", decision, by=by, fields=[decision.verdict], digest=True)


def _one_at_a_time() -> None:
    """Two decisions at once could contradict each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(5327)")


def _refuse_contradiction(pair: tuple[UUID, UUID], verdict: str, by: Actor) -> None:
    """No two records of one person may be decided to be of two."""
    if verdict == Verdict.UNSURE:
        return
    mine = linked(pair[0], by)
    if verdict == Verdict.DIFFERENT:
        if pair[1] in mine:
            raise Refused("linked_by_others")
        return
    theirs = linked(pair[1], by)
    parted = standing(by).filter(verdict=Verdict.DIFFERENT)
    if (
        parted.filter(person__in=mine, other__in=theirs).exists()
        or parted.filter(person__in=theirs, other__in=mine).exists()
    ):
        raise Refused("parted_by_others")
