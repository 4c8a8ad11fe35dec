"""The jobs of placements: every night the open ones are judged anew, for papers end and days come; a list of candidates
is made into placements, in the name of who asked.
"""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from sasando.domain.access import Actor
from sasando.domain.organisations.acting import actors_of


@app.periodic(cron="40 16 * * *")  # 00.40 in Kupang
@app.task(name="placements.judge", lock="placements.judge", retry=2)
def judge_task(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says for when it is
    """Judge every open placement for the new day."""
    from sasando.domain.placements.judging import judge_all  # noqa: PLC0415 - the law takes half a second to load

    judge_all(timezone.localdate())


def take_up_later(intake: UUID, *, by: Actor) -> None:
    """Have a list made into placements in the name of the actor. Without a commit there is no job."""
    take_up_task.configure(lock=str(intake)).defer(intake=str(intake), account=str(by.account), role=by.role)


@app.task(name="placements.take_up", retry=3)
def take_up_task(intake: str, account: str, role: str) -> None:
    """Make the placements of one list. The job names an account and a role; whether they still act is asked afresh."""
    from sasando.domain.placements.from_roster import run_intake  # noqa: PLC0415 - the law takes half a second to load

    for actor in actors_of(UUID(account)):
        if actor.role == role:
            run_intake(UUID(intake), by=actor)
