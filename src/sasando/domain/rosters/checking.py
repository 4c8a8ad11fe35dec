"""Reading a list and judging everybody on it, in pieces that are whole or not at all, so that it can be stopped."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import F
from django.utils import timezone
from psycopg.types.json import Jsonb

from sasando import __version__
from sasando.core.facts.row import RowReading
from sasando.core.law.explanation import RULEBOOK, judge
from sasando.core.law.stage import Stage
from sasando.domain import audit
from sasando.domain.access import Actor, acting
from sasando.domain.organisations.queries import overseen
from sasando.domain.people.models import Person
from sasando.domain.rosters.models import Entry, Flag, Roster, Source, State, Verdict
from sasando.domain.rosters.persons import Place, Written, home_of, persons_of
from sasando.exchange.candidates import Candidate, CandidateList, NotATable, open_list
from sasando.exchange.reports import Line
from sasando.exchange.reports.report import gaps_of

PIECE: Final = 200  # rows a transaction
RULES: Final = RULEBOOK.fingerprint
_JUDGED: Final = ["stage", "judged_for", "rules_hash", "decision", "gaps", "unread", "last_safe_day", "departs_on"]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one check needs all along."""

    roster: Roster
    by: Actor
    today: date
    overseen: tuple[str, ...]


def check_roster(key: UUID, *, by: Actor) -> None:
    """Read the list and judge it, from the row after the last that was done. What cannot be read says why."""
    with acting(by):
        roster = Roster.objects.filter(pk=key).first()
        if roster is None or roster.state not in (State.WAITING, State.READING):
            return
        content = bytes(Source.objects.get(pk=key).content)
    try:
        listed = _opened(content)
    except NotATable as why:
        _refuse(roster, why, by)
        return
    _begin(roster, listed, by)
    with acting(by):
        reading = _Reading(roster, by, timezone.localdate(roster.added_at), overseen())
    rest = (candidate for candidate in listed.candidates() if candidate.row > roster.reached)
    while piece := list(islice(rest, PIECE)):
        if not _keep(reading, piece):
            return
    _finish(roster, by)


def _opened(content: bytes) -> CandidateList:
    with tempfile.NamedTemporaryFile(prefix="sasando-", suffix=".daftar") as file:  # mode 0600, gone afterwards
        Path(file.name).write_bytes(content)
        return open_list(file.name)


def _refuse(roster: Roster, why: NotATable, by: Actor) -> None:
    with acting(by):
        Roster.objects.filter(pk=roster.pk).update(state=State.REFUSED, because=why.because)
        audit.record("roster.refused", roster, by=by, digest=True)


def _begin(roster: Roster, listed: CandidateList, by: Actor) -> None:
    with acting(by):
        Roster.objects.filter(pk=roster.pk, state=State.WAITING).update(
            state=State.READING,
            total=len(listed),
            sheet=listed.sheet[:100],
            letter=dict(listed.letter),
            notes=[note.because for note in listed.notes],
        )
        audit.record("roster.opened", roster, by=by, digest=True)


def _keep(reading: _Reading, piece: list[Candidate]) -> bool:
    """One piece in one transaction; False when somebody stopped the list meanwhile."""
    roster, by = reading.roster, reading.by
    with acting(by):
        going = Roster.objects.select_for_update().filter(pk=roster.pk, state=State.READING).exists()
        if not going:
            return False
        _write(reading, piece)
        Roster.objects.filter(pk=roster.pk).update(read=F("read") + len(piece), reached=piece[-1].row)
        audit.record("roster.read_on", roster, by=by, digest=True)
    return True


def _finish(roster: Roster, by: Actor) -> None:
    with acting(by):
        Roster.objects.filter(pk=roster.pk).update(
            state=State.READY, checked_at=timezone.now(), rules_version=__version__, rules_hash=RULES
        )
        audit.record("roster.checked", roster, by=by, digest=True)


def _write(reading: _Reading, piece: list[Candidate]) -> None:
    """The rows of one piece. A list that was read to its end once has all its people: whoever of them is not to be seen
    any more, because the organisation was named against them, is left as they are.
    """
    known = {entry.row: entry for entry in reading.roster.entries.filter(row__in=[one.row for one in piece])}
    if reading.roster.checked_at:
        piece = [one for one in piece if one.row in known]
    place = Place(reading.roster.region_code, reading.overseen)
    persons = persons_of((_written(one) for one in piece if one.row not in known), place, by=reading.by)
    made = [
        judged(
            reading.roster,
            one.row,
            one.reading,
            today=reading.today,
            entry=known.get(one.row),
            person=persons.get(one.row),
        )
        for one in piece
    ]
    fresh = [entry for entry, _, _ in made if entry.row not in known]
    old = [entry for entry, _, _ in made if entry.row in known]
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(old, _JUDGED) if old else None
    of_old = {entry.pk for entry in old}
    _put(Verdict, [verdict for _, verdict, _ in made], of_old, ["dossier", "shown", "errors", "gaps"])
    _put_flags([flag for _, _, flag in made if flag.codes or flag.pk in of_old])


def _put(model: Any, rows: Iterable[Any], of_old: set[UUID], fields: list[str]) -> None:
    rows = list(rows)
    there = set(model.objects.filter(pk__in=of_old).values_list("pk", flat=True)) if of_old else set()
    model.objects.bulk_create([row for row in rows if row.pk not in there])
    if there:
        model.objects.bulk_update([row for row in rows if row.pk in there], fields)


def _put_flags(flags: list[Flag]) -> None:
    with connection.cursor() as cursor:
        codes = [Jsonb(flag.codes) for flag in flags]
        cursor.execute("SELECT security.put_flags(%s::uuid[], %s::jsonb[])", [[flag.pk for flag in flags], codes])


def judged(  # noqa: PLR0913 - one row of three tables
    roster: Roster,
    row: int,
    reading: RowReading,
    *,
    today: date,
    entry: Entry | None = None,
    person: Person | None = None,
) -> tuple[Entry, Verdict, Flag]:
    """The rows that one person on a list comes to, judged by the rules of today. Nothing is saved."""
    dossier, name = reading.dossier, reading.shown.get("full_name", "")[:200]
    day = as_of(roster, dossier, today)
    judgement = judge(dossier, as_of=day, stage=Stage(roster.stage))
    gaps = gaps_of(Line(row, name, judgement, reading.shown))
    entry = entry or Entry(
        roster=roster,
        row=row,
        full_name=name,
        person=person,
        organisation_id=roster.organisation_id,
        region_code=person.region_code if person else roster.region_code,
    )
    entry.stage, entry.judged_for, entry.rules_hash = roster.stage, day, RULES
    entry.decision, entry.gaps, entry.unread = judgement.decision.value, len(gaps), len(reading.errors)
    entry.last_safe_day, entry.departs_on = judgement.last_safe_departure, dossier.departs_on
    verdict = Verdict(
        entry=entry,
        dossier=msgspec.to_builtins(dossier),
        shown=dict(reading.shown),
        errors=[{"column": e.column, "value": e.value, "because": dict(e.because)} for e in reading.errors],
        gaps=[gap.needs or gap.requirement for gap in gaps],
    )
    return entry, verdict, Flag(entry=entry, codes=[flag.code for flag in judgement.flags])


def as_of(roster: Roster, dossier: Any, today: date) -> date:
    """The day for which somebody is judged: the list's, else their departure, else the day it was handed in."""
    return roster.as_of or dossier.departs_on or today


def _written(candidate: Candidate) -> Written:
    dossier = candidate.reading.dossier
    return Written(
        line=candidate.row,
        full_name=candidate.reading.shown.get("full_name", "")[:200],
        sex=dossier.sex or "",
        home=home_of(dossier.village, dossier.regency),
        nik=dossier.nik or "",
        passport_number=dossier.passport_number or "",
        born_on=dossier.born_on,
    )
