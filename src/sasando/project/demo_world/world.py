"""The demo world, made in one transaction: it is there whole, or not at all."""

import os
from collections.abc import Callable
from datetime import date
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from sasando.domain import audit
from sasando.domain.people.models import Person
from sasando.project.demo_world import (
    accounts,
    batches,
    documents,
    examinations,
    licences,
    organisations,
    people_known,
    persons,
    placements,
    sailings,
    stories,
)
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.mark import mark_as_demo
from sasando.project.demo_world.somebody import Crowd

PERSONS: Final = 2_000
Progress = Callable[[int, int], None]

_RECORDED: Final = """
    UPDATE people_person p SET recorded_at = first.at
    FROM (SELECT e.person_id, min(r.added_at) AS at FROM rosters_entry e JOIN rosters_roster r ON r.id = e.roster_id
          GROUP BY e.person_id) first
    WHERE first.person_id = p.id AND p.recorded_at > first.at
"""


class NotHere(Exception):  # noqa: N818 - it says where we are
    """This is no place for a demo world."""


def make_world(today: date, seed: int, progress: Progress) -> None:
    """Make it, as the owner of an empty database. The same for the same day and seed. Raises `NotHere`."""
    if not settings.DEMO or os.environ.get("SASANDO_PROCESS") != "owner":
        raise NotHere("SASANDO_DEMO=1, SASANDO_PROCESS=owner")
    making = Making(today, seed)
    with transaction.atomic():
        _refuse_a_real_database()
        mark_as_demo(today, seed)
        audit.record("world.made", by=None)
        _fill(making, progress)


def _refuse_a_real_database() -> None:
    from sasando.domain.organisations.models import Account, Organisation  # noqa: PLC0415

    if Account.objects.exists() or Organisation.objects.exists() or Person.objects.exists():
        raise NotHere("the database is not empty")


def _fill(making: Making, progress: Progress) -> None:
    plan = organisations.planned(making.random("organisations"))
    villages = [one.seat or "" for one in plan if one.kind == "village"]
    crowd = Crowd(making.random("crowd"), making.today, villages)
    organisations.make_organisations(making, plan)
    accounts.make_accounts(making, plan)
    administrator = making.actor("office", "administrator")
    accounts.make_roles(making, by=administrator)
    organisations.make_bonds(making, plan, crowd, by=administrator)
    licences.make_licences(making)
    sailings.make_sailings(making)
    _make_lists(making, crowd, progress)
    stories.make_stories(making, crowd)
    people_known.make_doubles(making, crowd)
    known = persons.make_persons(making, crowd, in_all=PERSONS - Person.objects.count() - placements.COUNT)
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED)
    persons.hand_over(making, known)
    persons.name_adverse(making)
    examinations.make_examinations(making)
    placements.make_placements(making, crowd)
    people_known.make_known(making)
    documents.make_documents(making)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a first page must not wait until the database has looked at so many new rows


def _make_lists(making: Making, crowd: Crowd, progress: Progress) -> None:
    plans, year = batches.planned(making), batches.Year(making, crowd)
    total = len(plans) + 5  # what follows takes as long as a few lists
    for done, plan in enumerate(plans):
        progress(done, total)
        year.make(plan)
    stories.make_third_batch(making, crowd)
    batches.make_unreadable(making)
    progress(len(plans) + 1, total)
