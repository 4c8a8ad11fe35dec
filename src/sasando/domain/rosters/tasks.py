"""The check of a list as a job: put into the queue in the transaction of the deed, done by the worker."""

from uuid import UUID

from procrastinate.contrib.django import app

from sasando.domain.access import Actor
from sasando.domain.organisations.acting import actors_of
from sasando.domain.rosters.models import Roster


def check_later(roster: Roster, *, by: Actor) -> None:
    """Have the list checked in the name of who handed it in. Without a commit there is no job."""
    check_roster_task.configure(lock=str(roster.pk)).defer(roster=str(roster.pk), account=str(by.account), role=by.role)


@app.task(name="rosters.check", retry=3)
def check_roster_task(roster: str, account: str, role: str) -> None:
    """Check one list. The job names an account and a role; whether they still act is asked afresh."""
    from sasando.domain.rosters.checking import check_roster  # noqa: PLC0415 - the law takes half a second to load

    for actor in actors_of(UUID(account)):
        if actor.role == role:
            check_roster(UUID(roster), by=actor)
