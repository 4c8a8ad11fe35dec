"""Duties of the company with their day: brought by steps, done or late; the office says how many days each has."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.placements.duties import DUTIES, ON_DEATH, brought_by
from sasando.domain.placements.duty_models import Obligation, Term
from sasando.domain.placements.kinds import ABROAD
from sasando.domain.placements.models import Placement
from sasando.domain.placements.program import as_program

LONGEST: Final = 3650
SOON: Final = timedelta(days=14)


def owe(placements: Sequence[Placement], deeds: Mapping[UUID, Iterable[tuple[str, date]]]) -> None:
    """Write down what the steps that hold bring, and drop what a withdrawn step had brought. To be called as the
    program, by whoever judges. Only a company owes.
    """
    brought = {one.pk: _brought(list(deeds[one.pk])) for one in placements if one.company_id}
    kept = list(Obligation.objects.filter(placement__in=brought))
    there = {(one.placement_id, one.kind, one.since): one for one in kept}
    due = days_of_terms() if any(brought.values()) else {}
    made = [
        Obligation(placement_id=placement, kind=kind, since=since, due_on=_due(since, due.get(kind)))
        for placement, duties in brought.items()
        for kind, since in sorted(duties)
        if (placement, kind, since) not in there
    ]
    Obligation.objects.bulk_create(made)
    changed = [one for one in kept if one.done_on is None and _is_dropped(one, brought) != one.dropped]
    for one in changed:
        one.dropped = not one.dropped
    Obligation.objects.bulk_update(changed, ["dropped"]) if changed else None
    audit.record_each("obligation.owed", made + changed, by=None, digest=True)


def _brought(deeds: list[tuple[str, date]]) -> set[tuple[str, date]]:
    """What is owed by steps; who is home again is watched no more."""
    home = any(step == "returned" for step, _ in deeds)
    return {(kind, since) for kind, since in brought_by(deeds) if not (home and DUTIES[kind].again)}


def _is_dropped(one: Obligation, brought: Mapping[UUID, set[tuple[str, date]]]) -> bool:
    """A report that follows another has a day of its own; one on a death hangs on no step."""
    duties = brought[one.placement_id]
    if DUTIES[one.kind].again:
        return not any(kind == one.kind for kind, _ in duties)
    return bool(DUTIES[one.kind].after) and (one.kind, one.since) not in duties


def days_of_terms() -> dict[str, int]:
    """How many days each duty has: by the law, else by the office; a duty without either is not there."""
    of_law = {kind: duty.days for kind, duty in DUTIES.items() if duty.days is not None}
    return dict(Term.objects.values_list("kind", "days")) | of_law


def _due(since: date, days: int | None) -> date | None:
    return None if days is None else since + timedelta(days=days)


@transaction.atomic
def fulfil(obligation: Obligation, *, on: date, note: str, by: Actor) -> None:
    """Note that a duty was done, on which day, with what proof. Raises `Refused`."""
    if not Obligation.objects.filter(may_reach(Obligation, by, "fulfil"), pk=obligation.pk).exists():
        raise Refused("not_allowed")
    obligation.refresh_from_db(from_queryset=Obligation.objects.select_for_update(of=("self",)))
    if obligation.done_on or obligation.dropped:
        raise Refused("already_done")
    if not obligation.since <= on <= timezone.localdate():
        raise Refused("duty_day_wrong")
    if not note.strip():
        raise Refused("duty_without_proof")
    obligation.done_on, obligation.note = on, note.strip()[:200]
    obligation.done_by, obligation.done_by_organisation_id = by.account, by.organisation
    obligation.save(update_fields=["done_on", "note", "done_by", "done_by_organisation"])
    audit.record("obligation.fulfilled", obligation, by=by, fields=["done_on"], digest=True)
    if DUTIES[obligation.kind].again:
        _next(obligation, on, by)


def _next(done: Obligation, on: date, by: Actor) -> None:
    """The next report of the same kind, while the worker is abroad."""
    with as_program(by):
        if not Placement.objects.filter(pk=done.placement_id, state__in=ABROAD).exists():
            return
        since = max(on, done.since + timedelta(days=1))
        made = Obligation(
            placement_id=done.placement_id, kind=done.kind, since=since,
            due_on=_due(since, days_of_terms().get(done.kind)),
        )  # fmt: skip
        made.save(force_insert=True)
        audit.record("obligation.owed", made, by=None, digest=True)


@transaction.atomic
def report_death(placement: Placement, *, on: date, by: Actor) -> list[Obligation]:
    """Say that the worker died abroad: what the company owes the family begins on that day. Raises `Refused`."""
    if not by.may("obligation.add") or not Placement.objects.visible_to(by).filter(pk=placement.pk).exists():
        raise Refused("not_allowed")
    if placement.state not in ABROAD or not placement.company_id:
        raise Refused("nobody_owes")
    if on > timezone.localdate():
        raise Refused("duty_day_wrong")
    if Obligation.objects.filter(placement=placement, kind__in=ON_DEATH).exists():
        raise Refused("already_done")
    days = days_of_terms()
    made = [Obligation(placement=placement, kind=kind, since=on, due_on=_due(on, days.get(kind))) for kind in ON_DEATH]
    Obligation.objects.bulk_create(made)
    audit.record("placement.death_told", placement, by=by)
    audit.record_each("obligation.owed", made, by=by, digest=True)
    return made


@transaction.atomic
def set_term(kind: str, days: int, *, by: Actor) -> Term:
    """Say how many days a duty has; what is still open gets its day anew. Raises `Refused`."""
    if not by.may("term.change") or kind not in DUTIES or not 0 < days <= LONGEST:
        raise Refused("not_allowed")
    known = Term.objects.filter(kind=kind).first()
    term = known or Term(kind=kind)
    term.days, term.by = days, by.account
    term.save(force_insert=known is None, update_fields=["days", "by"] if known else None)
    audit.record("term.set", term, by=by, fields=["days"], digest=True)
    with as_program(by):
        still = Obligation.objects.filter(kind=kind, done_on=None)
        still.update(due_on=F("since") + timedelta(days=days))
        audit.record_each("obligation.owed", list(still), by=None, digest=True)
    return term


WHICH: Final = ("open", "late", "soon", "undated", "done")


def meant_by(which: str, today: date) -> Q:
    """The duties that a word of `WHICH` means on a day."""
    still = Q(done_on=None, dropped=False)
    return {
        "open": still,
        "late": still & Q(due_on__lt=today),
        "soon": still & Q(due_on__range=(today, today + SOON)),
        "undated": still & Q(due_on=None),
        "done": Q(done_on__isnull=False),
    }.get(which, still)


def count_duties(actor: Actor, today: date) -> dict[str, int]:
    """How many duties that the reader sees are late, and how many have to be done within two weeks: one query."""
    words = {which: Count("pk", filter=meant_by(which, today)) for which in ("late", "soon")}
    return dict(Obligation.objects.visible_to(actor).order_by().aggregate(**words))


def obligations(actor: Actor) -> QuerySet[Any]:
    """The duties that the reader sees, with their placement."""
    found: QuerySet[Any] = Obligation.objects.visible_to(actor).select_related("placement", "placement__company")
    return found
