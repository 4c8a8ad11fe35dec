"""What is done to lists: handed in, stopped, gone on with, checked again."""

from datetime import date
from typing import Final

from django.conf import settings
from django.db import transaction

from sasando.core.law.stage import Stage
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.organisations.queries import place_of
from sasando.domain.rosters.models import Roster, Source, State
from sasando.domain.rosters.tasks import check_later

_MEGABYTE: Final = 1024 * 1024


@transaction.atomic
def add_roster(title: str, content: bytes, *, stage: Stage, as_of: date | None, by: Actor) -> Roster:
    """Keep a list as it came and have it checked. Raises `Refused`; then nothing is kept."""
    if not by.may("roster.add"):
        raise Refused("not_allowed")
    if not content.strip():
        raise Refused("nothing_given")
    if len(content) > settings.LIST_AT_MOST:
        raise Refused(
            "file_too_large", megabytes=len(content) // _MEGABYTE + 1, most=settings.LIST_AT_MOST // _MEGABYTE
        )
    roster = Roster(
        title=title[:200],
        organisation_id=by.organisation,
        region_code=place_of(by.organisation),
        stage=stage.value,
        as_of=as_of,
        added_by=by.account,
    )
    roster.save(force_insert=True)
    Source(roster=roster, content=content).save(force_insert=True)
    audit.record("roster.added", roster, by=by, fields=["title", "stage", "as_of", "source"], digest=True)
    check_later(roster, by=by)
    return roster


@transaction.atomic
def stop_roster(roster: Roster, *, by: Actor) -> None:
    """Stop the reading; the rows that were read stay, and it can go on. Raises `Refused`."""
    _lock(roster, by)
    if roster.state not in (State.WAITING, State.READING):
        raise Refused("already_done")
    roster.state = State.STOPPED
    roster.save(update_fields=["state"])
    audit.record("roster.stopped", roster, by=by, digest=True)


@transaction.atomic
def resume_roster(roster: Roster, *, by: Actor) -> None:
    """Go on with a list that was stopped, after the last row that was read. Raises `Refused`."""
    _lock(roster, by)
    if roster.state != State.STOPPED:
        raise Refused("already_done")
    roster.state = State.WAITING
    roster.save(update_fields=["state"])
    audit.record("roster.resumed", roster, by=by, digest=True)
    check_later(roster, by=by)


@transaction.atomic
def check_again(roster: Roster, *, by: Actor) -> None:
    """Judge every row once more by the rules of today. Raises `Refused`."""
    _lock(roster, by)
    if roster.state != State.READY:
        raise Refused("roster_not_ready")
    roster.state, roster.read, roster.reached = State.WAITING, 0, 0
    roster.save(update_fields=["state", "read", "reached"])
    audit.record("roster.check_asked", roster, by=by, digest=True)
    check_later(roster, by=by)


def _lock(roster: Roster, by: Actor) -> None:
    if not by.may("roster.change", "own") or roster.organisation_id != by.organisation:
        raise Refused("not_allowed")
    roster.refresh_from_db(from_queryset=Roster.objects.select_for_update())
