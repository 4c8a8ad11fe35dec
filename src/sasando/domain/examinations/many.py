"""The facts of many people at once, each as `facts.py` gives them for one; queries grow with who examined them only."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import cache
from uuid import UUID

from sasando.domain.examinations.facts import Facts, designated_on, licence_until
from sasando.domain.examinations.kinds import Kind
from sasando.domain.examinations.models import Outcome, PregnancyTest
from sasando.domain.examinations.signing import holds

_OUTCOMES = "SELECT o.* FROM unnest(%s::uuid[]) AS one, LATERAL security.outcomes_of(one, %s) AS o"
_TESTS = """
    SELECT t.*, one AS person FROM unnest(%s::uuid[]) AS one, LATERAL security.pregnancy_test_of(one, %s) AS t
"""


def examinations_of(people: Collection[UUID], on: date) -> dict[UUID, Facts]:
    """The facts of each as of a day, for whoever acts; who has no outcome that they may know is not there."""
    rows = Outcome.objects.raw(_OUTCOMES, [list(people), on]).prefetch_related("psychologist")
    outcomes: dict[UUID, dict[str, Outcome]] = defaultdict(dict)
    for row in rows:
        if holds(row):
            outcomes[row.person_id][row.kind] = row
    healthy = [person for person, of_kind in outcomes.items() if Kind.HEALTH in of_kind]
    tests, truths = _tests(healthy, on) if healthy else {}, _Truths()
    return {person: truths.facts(of_kind) | tests.get(person, {}) for person, of_kind in outcomes.items()}


class _Truths:
    """What is known of facilities and psychologists, each asked once a day of examination."""

    def __init__(self) -> None:
        self._designated, self._until = cache(designated_on), cache(licence_until)

    def facts(self, of_kind: dict[str, Outcome]) -> Facts:
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
        if not test.result:
            found[test.person] = {"pregnancy_test_on": test.tested_on}
        elif holds(test):
            found[test.person] = {"pregnancy_test_on": test.tested_on, "pregnancy_result": test.result}
    return found
