"""What the law engine asks about examinations (dossier.md section 1): only what is known, never more than fit or not.

An outcome or a test that somebody edited past the program is not known. Of a pregnancy test the day is told to whom the
person's fitness may be told; its result only to whom `pregnancy.know` allows it, for the law asks that the test was
taken, not what it found.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from sasando.domain.examinations.kinds import Kind
from sasando.domain.examinations.models import Designation, Outcome, PracticeLicence, PregnancyTest
from sasando.domain.examinations.signing import holds

Facts = dict[str, str | bool | int | date]


def examination_facts(person_id: UUID, on: date) -> Facts:
    """The facts as of a day, for whoever acts: none when they may not know them (`fitness.know`)."""
    standing = {outcome.kind: outcome for outcome in standing_outcomes(person_id, on)}
    facts: Facts = {}
    if health := standing.get(Kind.HEALTH):
        facts |= {"health_on": health.examined_on, "health_result": health.result}
        facts |= _designated(health)
        facts |= _pregnancy(person_id, on)
    if psych := standing.get(Kind.PSYCHOLOGY):
        facts |= {"psych_on": psych.examined_on, "psych_result": psych.result}
        facts |= _licensed(psych)
    return facts


def standing_outcomes(person_id: UUID, on: date) -> Iterator[Outcome]:
    """The newest outcome of each kind up to a day that was not replaced, and that says what was signed."""
    rows = Outcome.objects.raw("SELECT * FROM security.outcomes_of(%s, %s)", [person_id, on])
    yield from (row for row in rows.prefetch_related("psychologist") if holds(row))


def designated_on(organisation_id: UUID, day: date) -> bool | None:
    """Whether a facility was designated on a day; None when nothing is recorded about it."""
    known = Designation.objects.filter(organisation_id=organisation_id)
    if known.filter(Q(until=None) | Q(until__gte=day), since__lte=day).exists():
        return True
    return False if known.exists() else None


def licence_until(psychologist_id: UUID, day: date) -> date | None:
    """Until when the newest licence runs that had begun on a day; None when none is recorded."""
    begun = PracticeLicence.objects.filter(psychologist_id=psychologist_id, since__lte=day)
    until: date | None = begun.order_by("-until").values_list("until", flat=True).first()
    return until


def _designated(outcome: Outcome) -> Facts:
    designated = designated_on(outcome.organisation_id, outcome.examined_on)
    return {} if designated is None else {"health_facility_designated": designated}


def _licensed(outcome: Outcome) -> Facts:
    if outcome.psychologist is None:
        return {}
    until = licence_until(outcome.psychologist.pk, outcome.examined_on)
    facts: Facts = {"psych_registration": outcome.psychologist.registration}
    return facts | ({"psych_licence_until": until} if until else {})


def _pregnancy(person_id: UUID, on: date) -> Facts:
    tests = PregnancyTest.objects.raw("SELECT * FROM security.pregnancy_test_of(%s, %s)", [person_id, on])
    for test in tests:
        if not test.result:
            return {"pregnancy_test_on": test.tested_on}
        if holds(test):
            return {"pregnancy_test_on": test.tested_on, "pregnancy_result": test.result}
    return {}
