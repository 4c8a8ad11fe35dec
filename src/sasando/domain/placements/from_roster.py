"""A list of candidates becomes placements: everybody on it, piece by piece, each whole or not at all.

Nothing is typed twice. A row states only what whoever handed the list in may state (`kinds.STEPS`): a company's list
states no registration, no village's verification and no examination. What else it says stays on the list, and is
offered to the office whose step it is (`said_for`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sasando.core.law.verdict import Decision
from sasando.domain import audit
from sasando.domain.access import Actor, acting
from sasando.domain.errors import Refused
from sasando.domain.organisations.kinds import Kind
from sasando.domain.people.models import Person
from sasando.domain.placements.actions import new_code
from sasando.domain.placements.facts import restored
from sasando.domain.placements.intake_models import Intake, IntakeRow, IntakeState
from sasando.domain.placements.judging import refresh_many
from sasando.domain.placements.kinds import CLOSED, STEPS
from sasando.domain.placements.models import Placement, Stated, Step
from sasando.domain.placements.program import as_program
from sasando.domain.placements.rule_sets import current_rules
from sasando.domain.placements.tasks import take_up_later
from sasando.domain.rosters.models import Entry, Roster, State, Verdict
from sasando.domain.rosters.models import Kind as RosterKind

PIECE: Final = 500  # rows a transaction
_COMPANIES: Final = (Kind.PLACEMENT_COMPANY, Kind.BRANCH)


@transaction.atomic
def take_up(roster: Roster, *, scheme: str, by: Actor) -> Intake:
    """Have every row of a checked list made into a placement; `scheme` is for rows that name none. Raises `Refused`."""
    seen = Roster.objects.visible_to(by).filter(pk=roster.pk)
    if not (by.may("intake.add") and by.may("placement.add") and seen.exists()):
        raise Refused("not_allowed")
    if roster.kind != RosterKind.BATCH or roster.state != State.READY:
        raise Refused("roster_not_ready")
    if Intake.objects.filter(pk=roster.pk).exists():
        raise Refused("intake_there")
    made = Intake(
        roster=roster,
        organisation_id=roster.organisation_id,
        region_code=roster.region_code,
        scheme=scheme,
        total=Entry.objects.visible_to(by).filter(roster=roster).count(),
        by=by.account,
    )
    made.save(force_insert=True)
    audit.record("intake.started", made, by=by, fields=["scheme"], digest=True)
    take_up_later(made.pk, by=by)
    return made


@transaction.atomic
def stop_intake(intake: Intake, *, by: Actor) -> None:
    """Stop; what was made stays, and it can go on. Raises `Refused`."""
    _turn(intake, (IntakeState.WORKING, IntakeState.STOPPED), by)
    audit.record("intake.stopped", intake, by=by, digest=True)


@transaction.atomic
def resume_intake(intake: Intake, *, by: Actor) -> None:
    """Go on after the last row that was done. Raises `Refused`."""
    _turn(intake, (IntakeState.STOPPED, IntakeState.WORKING), by)
    audit.record("intake.resumed", intake, by=by, digest=True)
    take_up_later(intake.pk, by=by)


def _turn(intake: Intake, way: tuple[IntakeState, IntakeState], by: Actor) -> None:
    before, after = way
    if not by.may("intake.change") or not Intake.objects.filter(pk=intake.pk).exists():
        raise Refused("not_allowed")
    if not Intake.objects.filter(pk=intake.pk, state=before).update(state=after):
        raise Refused("already_done")
    intake.refresh_from_db()


def run_intake(key: UUID, *, by: Actor) -> None:
    """Make the placements of the rows that are left, piece by piece, until the end or until somebody stops it."""
    while _piece(key, by):
        pass


def _piece(key: UUID, by: Actor) -> bool:
    with acting(by):
        going = Intake.objects.select_for_update(of=("self",)).select_related("roster", "organisation")
        intake = going.filter(pk=key, state=IntakeState.WORKING).first()
        if intake is None:
            return False
        left = Entry.objects.visible_to(by).filter(roster=key, row__gt=intake.reached)
        rows = list(left.order_by("row")[:PIECE])
        if not rows:
            Intake.objects.filter(pk=key).update(state=IntakeState.READY, ended_at=timezone.now())
            audit.record("intake.finished", intake, by=by, digest=True)
            return False
        _Piece(intake, by).make(rows)
        Intake.objects.filter(pk=key).update(done=F("done") + len(rows), reached=rows[-1].row)
        audit.record("intake.went_on", intake, by=by, digest=True)
    return True


def speaks_as(roster: Roster, by: Actor) -> str:
    """In whose role the rows speak: a company's list is the word of a company, whoever takes it up."""
    return "p3mi" if roster.organisation.kind in _COMPANIES else by.role


def may_state(role: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of what a row says, that which the role may state by a step of its own.

    >>> may_state("p3mi", {"passport_number": "C1", "registration_number": "ID-1", "health_result": "fit"})
    {'passport_number': 'C1'}
    """
    known = {fact for kind in STEPS.values() if role in kind.roles for fact in kind.facts}
    return {key: value for key, value in said.items() if key in known}


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    person: Person
    said: Mapping[str, Any]
    shown: Mapping[str, str]


class _Piece:
    """Some rows of a list in one transaction."""

    def __init__(self, intake: Intake, by: Actor) -> None:
        self.intake, self.by = intake, by
        self.role, self.rules = speaks_as(intake.roster, by), current_rules()
        self.company = intake.organisation_id if self.role == "p3mi" else None
        self.today = timezone.localdate()
        self.people: dict[UUID | None, Person] = {}

    def make(self, entries: Sequence[Entry]) -> None:
        rows, refused = self._sorted(entries)
        placements = [self._placement(row) for row in rows]
        steps = [self._step(one) for one in placements]
        Placement.objects.bulk_create(placements)
        audit.record_each("placement.started", placements, by=self.by, fields=["person", "scheme"])
        Step.objects.bulk_create(steps)
        Stated.objects.bulk_create(
            Stated(step=step, placement=step.placement, facts=may_state(self.role, row.said))
            for step, row in zip(steps, rows, strict=True)
        )
        audit.record_each("step.taken", steps, by=self.by, digest=True)
        IntakeRow.objects.bulk_create(
            IntakeRow(entry=row.entry, intake=self.intake, placement=placement)
            for row, placement in zip(rows, placements, strict=True)
        )
        IntakeRow.objects.bulk_create(
            IntakeRow(entry=entry, intake=self.intake, refused=code) for entry, code in refused
        )
        refresh_many([one.pk for one in placements], by=self.by, today=self.today)

    def _sorted(self, entries: Sequence[Entry]) -> tuple[list[_Row], list[tuple[Entry, str]]]:
        """The rows that become placements, and the others with the reason."""
        verdicts = Verdict.objects.in_bulk([one.pk for one in entries])
        self.people = dict(
            Person.objects.visible_to(self.by).in_bulk([one.person_id for one in entries if one.person_id])
        )
        rows: list[_Row] = []
        refused: list[tuple[Entry, str]] = []
        busy, met = self._busy(), set[UUID]()
        for entry in entries:
            if why := self._why_not(entry, busy=busy, met=met, judged=entry.pk in verdicts):
                refused.append((entry, why))
                continue
            person, verdict = self.people[entry.person_id], verdicts[entry.pk]
            met.add(person.pk)
            said = {key: value for key, value in verdict.dossier.items() if value is not None}
            rows.append(_Row(entry, person, said, verdict.shown))
        return rows, refused

    def _busy(self) -> set[UUID]:
        """Who has an open placement, somebody else's too."""
        with as_program(self.by):
            running = Placement.objects.filter(person__in=self.people.values()).exclude(state__in=CLOSED)
            return set(running.values_list("person", flat=True))

    def _why_not(self, entry: Entry, *, busy: set[UUID], met: set[UUID], judged: bool) -> str:
        if entry.person_id not in self.people or not judged:
            return "person_not_seen"
        if entry.person_id in met:
            return "person_twice_on_list"
        if entry.person_id in busy:
            return "placement_exists"
        return "not_a_migrant_worker" if entry.decision == Decision.OUT_OF_SCOPE.value else ""

    def _placement(self, row: _Row) -> Placement:
        return Placement(
            code=new_code(),
            person=row.person,
            full_name=row.person.full_name or row.person.description,
            sex=row.person.sex,
            region_code=row.person.region_code,
            started_by_id=self.by.organisation,
            company_id=self.company,
            scheme=row.said.get("scheme") or self.intake.scheme,
            country=row.said.get("country") or "",
            position=row.shown.get("position", "")[:120],
            rules_id=self.rules,
        )

    def _step(self, placement: Placement) -> Step:
        return Step(
            placement=placement, number=1, kind="started", on=self.today, organisation_id=self.by.organisation,
            account=self.by.account, role=self.by.role, reason=self.intake.roster.title,
        )  # fmt: skip


def said_for(placements: Sequence[Placement], kind: str) -> dict[UUID, dict[str, Any]]:
    """What the list said of each placement that a step of this kind would state, for whoever takes the step: read by
    them, so only as far as they may read the list's rows.
    """
    facts = STEPS[kind].facts
    rows = IntakeRow.objects.filter(placement__in=placements).values_list("placement_id", "entry__verdict__dossier")
    return {
        placement: restored({key: dossier[key] for key in facts if dossier.get(key) is not None})
        for placement, dossier in rows
        if dossier
    }


def became(entries: Sequence[Entry], by: Actor) -> dict[UUID, tuple[IntakeRow, Placement | None]]:
    """What became of these rows, by the key of the row: with the placement, where the reader sees it."""
    taken = IntakeRow.objects.in_bulk([one.pk for one in entries])
    seen = Placement.objects.visible_to(by).in_bulk([one.placement_id for one in taken.values() if one.placement_id])
    return {key: (row, seen.get(row.placement_id)) for key, row in taken.items()}
