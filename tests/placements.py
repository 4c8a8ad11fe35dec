"""One placement of Yasinta Seran of Malaka: everything that the law asks, entered by those who know it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.domain.access import act_as
from sasando.domain.people.models import Person
from sasando.domain.placements.actions import start_placement, take_step
from sasando.domain.placements.models import Placement

__all__ = ["acts", "begun", "registered"]
STEPS = (  # who, which step, what it states; days are counted from today
    ("village", "village_verified", {"village_verified_on": -90}),
    ("labour-office", "informed", {"informed_on": -88}),
    (
        "labour-office",
        "registered",
        {"registration_number": "ID-1", "registered_on": -85, "born_on": -9500, "marital_status": "single"},
    ),
    ("labour-office", "selected", {"selected_at_office_on": -80, "recruiter_kind": "COMPANY_STAFF"}),
)


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def dated(facts: dict) -> dict:
    """Days are written as a distance from today; text is read as a cell is read."""
    days = {key: day(value) if key.endswith(("_on", "_until")) else value for key, value in facts.items()}
    return {key: outcome_of(FACTS[key], value) if isinstance(value, str) else value for key, value in days.items()}


@pytest.fixture
def acts(actor_of, db):
    """Somebody acts from here on: gives the actor."""

    def begin(role):
        actor = actor_of(role)
        act_as(actor)
        return actor

    return begin


@pytest.fixture
def begun(acts, cast) -> Placement:
    """The village wrote down that Yasinta wants to go to Malaysia."""
    by = acts("village")
    person = Person.objects.get(pk=cast.person("Yasinta Seran"))
    return start_placement(person, scheme="P2P", country="MY", position="Pekerja rumah tangga", on=day(-95), by=by)


@pytest.fixture
def registered(begun, acts) -> Placement:
    """Village and labour office did their part."""
    for role, kind, facts in STEPS:
        take_step(begun, kind, on=day(-60), by=acts(role), facts=dated(facts))
    begun.refresh_from_db()
    return begun
