"""What the law engine asks about examinations (dossier.md section 1): only what is known, never more than fit or not.

An outcome or a test that somebody edited past the program is not known. Of a pregnancy test the day is told to whom the
person's fitness may be told; its result only to whom `pregnancy.know` allows it, for the law asks that the test was
taken, not what it found.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Final
from uuid import UUID

from django.db.models import Q

from sasando.domain.examinations.kinds import Kind
from sasando.domain.examinations.models import Designation, Outcome, PracticeLicence, PregnancyTest
from sasando.domain.examinations.signing import holds

Facts = dict[str, str | bool | int | date]

_OUTCOMES: Final = "SELECT o.* FROM security.examined(%s::uuid[]) AS one, LATERAL security.outcomes_of(one, %s) AS o"
_TESTS: Final = """
    SELECT t.*, one AS person FROM unnest(%s::uuid[]) AS one, LATERAL security.pregnancy_test_of(one, %s) AS t
"""


def examination_facts(person_id: UUID, on: date) -> Facts:
    """The facts as of a day, for whoever acts: none when they may not know them (`fitness.know`)."""
    return examinations_of([person_id], on).get(person_id, {})


def examinations_of(people: Collection[UUID], on: date) -> dict[UUID, Facts]:
    """The same of many at once; who has no outcome is not there. Queries grow with who examined them only."""
    outcomes: dict[UUID, dict[str, Outcome]] = defaultdict(dict)
    for row in Outcome.objects.raw(_OUTCOMES, [list(people), on]).prefetch_related("psychologist"):
        if holds(row):
            outcomes[row.person_id][row.kind] = row
    healthy = [person for person, of_kind in outcomes.items() if Kind.HEALTH in of_kind]
    tests, examiners = _tests(healthy, on) if healthy else {}, _Examiners()
    return {person: examiners.facts(of_kind) | tests.get(person, {}) for person, of_kind in outcomes.items()}


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


class _Examiners:
    """What is known of facilities and psychologists, each asked once a day of examination."""

    def __init__(self) -> None:
        self._designated, self._until = cache(designated_on), cache(licence_until)

    def facts(self, of_kind: dict[str, Outcome]) -> Facts:
        """What the outcomes of one person say, with the state of who examined on that day."""
        facts: Facts = {}
        if health := of_kind.get(Kind.HEALTH):
            facts |= {"health_on": health.examined_on, "health_result": health.result}
            designated = self._designated(health.organisation_id, health.examined_on)
            facts |= {} if designated is None else {"health_facility_designated": designated}
        if psych := of_kind.get(Kind.PSYCHOLOGY):
            facts |= {"psych_on": psych.examined_on, "psych_result": psych.result}
            facts |= self._licensed(psych)
        return facts

    def _licensed(self, psych: Outcome) -> Facts:
        if psych.psychologist is None:
            return {}
        until = self._until(psych.psychologist.pk, psych.examined_on)
        facts: Facts = {"psych_registration": psych.psychologist.registration}
        return facts | ({"psych_licence_until": until} if until else {})


def _tests(people: Collection[UUID], on: date) -> dict[UUID, Facts]:
    found: dict[UUID, Facts] = {}
    for test in PregnancyTest.objects.raw(_TESTS, [list(people), on]):
        person: UUID = vars(test)["person"]
        if not test.result:
            found[person] = {"pregnancy_test_on": test.tested_on}
        elif holds(test):
            found[person] = {"pregnancy_test_on": test.tested_on, "pregnancy_result": test.result}
    return found
