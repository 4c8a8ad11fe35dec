"""The search for the same person as a job: put into the queue in the transaction of a save, done by the worker."""

from procrastinate.contrib.django import app


def search_later() -> None:
    """Have every record that is due looked at. Without a commit there is no job."""
    search_task.defer()


@app.task(name="people.search", lock="people.search", retry=3)
def search_task() -> None:
    """Look for the people of every record that changed. Where nothing is due it is one question to the database."""
    from sasando.domain.people.searching import search_all  # noqa: PLC0415 - the job is known before the search is

    search_all()


@app.periodic(cron="*/5 * * * *")
@app.task(name="people.search_forgotten", lock="people.search", retry=1)
def search_forgotten_task(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says for when it is
    """What some way in did not ask for: the database marked it all the same."""
    search_task.func()
