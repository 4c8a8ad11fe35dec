"""What is done to placements: started, a step taken or withdrawn, a company and its job order named."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.licences.models import JobOrder, Permit
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Assignment, Person
from sasando.domain.placements.course import may_take, may_withdraw, missing_before
from sasando.domain.placements.facts import as_json, person_facts
from sasando.domain.placements.judging import refresh, taken
from sasando.domain.placements.kinds import CLOSED, STEPS, State
from sasando.domain.placements.models import Placement, Stated, Step
from sasando.domain.placements.program import as_program
from sasando.domain.placements.rule_sets import current_rules

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when read aloud
_HANDED: Final = timedelta(days=540)  # a year of preparation, and half a year more


def new_code() -> str:
    """A code by which a candidate follows the placement: eight letters and digits, some 40 bits.

    >>> len(new_code())
    8
    """
    return "".join(secrets.choice(LETTERS) for _ in range(8))


@transaction.atomic
def start_placement(  # noqa: PLR0913 - what a placement is from its first day
    person: Person, *, scheme: str, on: date, by: Actor, country: str = "", position: str = ""
) -> Placement:
    """Begin a dossier for somebody whom the actor sees. Raises `Refused`; then nothing is begun.

    What the register of persons knows is stated once, here, so that nobody types it again.
    """
    if not by.may("placement.add"):
        raise Refused("not_allowed")
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Refused("not_allowed")
    with as_program(by):
        facts = person_facts(person.pk)
        open_ones = Placement.objects.filter(person=person).exclude(state__in=CLOSED)
        if open_ones.exists():
            raise Refused("placement_exists")
    placement = Placement(
        code=new_code(),
        person=person,
        full_name=person.full_name or person.description,
        sex=person.sex,
        region_code=person.region_code,
        started_by_id=by.organisation,
        company_id=by.organisation if by.role == "p3mi" else None,
        scheme=scheme,
        country=country,
        position=position,
        rules_id=current_rules(),
    )
    placement.save(force_insert=True)
    audit.record("placement.started", placement, by=by, fields=["person", "scheme"])
    _write(placement, "started", on=on, by=by, facts=facts)
    refresh(placement, by=by)
    return placement


@transaction.atomic
def take_step(  # noqa: PLR0913 - a step is what it is
    placement: Placement, kind: str, *, on: date, by: Actor, facts: Mapping[str, Any] | None = None, reason: str = ""
) -> Step:
    """Take a step: what it states is kept, and the law asked anew. Raises `Refused`; then nothing is kept."""
    what = STEPS[kind]
    if by.role not in what.roles or what.by_program:
        raise Refused("not_allowed")
    _may_step(placement, by)
    _check_course(placement, kind, by)
    unknown = set(facts or {}) - set(what.facts)
    if unknown:
        raise Refused("not_allowed")
    step = _write(placement, kind, on=on, by=by, facts=facts or {}, reason=reason)
    refresh(placement, by=by)
    return step


@transaction.atomic
def withdraw_step(step: Step, *, reason: str, on: date, by: Actor) -> Step:
    """Take back a step of one's own organisation that was a mistake; it stays readable. Raises `Refused`."""
    placement = step.placement
    _may_step(placement, by)
    if step.organisation_id != by.organisation or STEPS[step.kind].by_program:
        raise Refused("step_of_others")
    if not reason.strip():
        raise Refused("reason_missing")
    with as_program(by):
        placement.refresh_from_db(from_queryset=Placement.objects.select_for_update())
        steps = taken(placement)
    if why := may_withdraw(step.number, steps):
        raise Refused(why)
    made = _write(placement, step.kind, on=on, by=by, facts={}, reason=reason, withdraws=step.number)
    refresh(placement, by=by)
    return made


@transaction.atomic
def match(placement: Placement, *, permit: Permit, job_order: JobOrder | None, on: date, by: Actor) -> Step:
    """Name the company, its permit and its job order; the job comes with them. Raises `Refused`.

    A company names its own permits only; an office names any that it sees.
    """
    _may_step(placement, by)
    if by.role not in STEPS["matched"].roles:
        raise Refused("not_allowed")
    if not Permit.objects.visible_to(by).filter(pk=permit.pk).exists():
        raise Refused("not_allowed")
    if job_order is not None and job_order.permit_id != permit.pk:
        raise Refused("job_order_of_other_permit")
    _check_course(placement, "matched", by)
    step = _write(placement, "matched", on=on, by=by, facts={})
    company = by.organisation if by.role == "p3mi" else permit.company_id
    with as_program(by):
        Placement.objects.filter(pk=placement.pk).update(
            company_id=company, permit=permit, job_order=job_order, country=permit.country,
            position=permit.position or placement.position,
        )  # fmt: skip
        _hand_person(placement, company, on)
    refresh(placement, by=by)
    return step


def _hand_person(placement: Placement, company: UUID, on: date) -> None:
    """The company and its branches reach the person from now on, to book examinations and bring papers; never what
    others wrote.
    """
    who = [company, *Organisation.objects.filter(parent=company, active=True).values_list("pk", flat=True)]
    Assignment.objects.bulk_create(
        Assignment(
            person_id=placement.person_id,
            organisation_id=one,
            region_code=placement.region_code,
            purpose="placement",
            until=on + _HANDED,
        )
        for one in who
    )
    audit.record("person.assigned", placement.person, by=None, fields=["until"])


@transaction.atomic
def plan_departure(  # noqa: PLR0913 - a departure is a day, a gate and a way
    placement: Placement, *, departs_on: date, gate: Gate | None, route: str, on: date, by: Actor
) -> Step:
    """Fix day, gate and route; who stands at the gate sees the placement from then on. Raises `Refused`."""
    facts: dict[str, Any] = {"departs_on": departs_on}
    facts |= {"departure_gate": gate.title.upper()} if gate else {}
    facts |= {"route": route.upper()} if route else {}
    step = take_step(placement, "planned", on=on, by=by, facts=facts)
    with as_program(by):
        Placement.objects.filter(pk=placement.pk).update(gates=[gate.slug] if gate else None)
    refresh(placement, by=by)
    return step


def record_by_program(placement: Placement, kind: str, *, on: date, by: Actor, reason: str = "") -> Step:
    """A step that a higher concept takes for the actor, when its own checks are done. Raises `Refused`."""
    _check_course(placement, kind, by)
    step = _write(placement, kind, on=on, by=by, facts={}, reason=reason)
    refresh(placement, by=by)
    return step


def read_facts(kind: str, typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Unreadable]]:
    """What was typed for a step, read as a cell of a list is read: the values, and what cannot be read, by fact.

    >>> values, problems = read_facts("informed", {"informed_on": "1 Maret 2026"})
    >>> values, problems
    ({'informed_on': datetime.date(2026, 3, 1)}, {})
    """
    values: dict[str, Any] = {}
    problems: dict[str, Unreadable] = {}
    for key in STEPS[kind].facts:
        value = outcome_of(FACTS[key], typed.get(key, ""))
        if isinstance(value, Unreadable):
            problems[key] = value
        elif value is not None:
            values[key] = value
    return values, problems


def _may_step(placement: Placement, by: Actor) -> None:
    if not Placement.objects.filter(may_reach(Placement, by, "step"), pk=placement.pk).exists():
        raise Refused("not_allowed")


def _check_course(placement: Placement, kind: str, by: Actor) -> None:
    """Lock the placement, and ask whether its course allows the step."""
    with as_program(by):
        placement.refresh_from_db(from_queryset=Placement.objects.select_for_update())
        steps = taken(placement)
    why = may_take(kind, steps, placement.scheme)
    if why == "step_too_early":
        first = missing_before(kind, steps, placement.scheme)[0]
        raise Refused(why, stage=dict(Placement._meta.get_field("stage").choices or ())[first.value])
    if why == "step_not_now":
        raise Refused(why, state=State(placement.state).label)
    if why:
        raise Refused(why)


def _write(  # noqa: PLR0913 - the row has these columns
    placement: Placement,
    kind: str,
    *,
    on: date,
    by: Actor,
    facts: Mapping[str, Any],
    reason: str = "",
    withdraws: int | None = None,
) -> Step:
    with as_program(by):
        number = Step.objects.filter(placement=placement).count() + 1
    step = Step(
        placement=placement, number=number, kind=kind, on=on, organisation_id=by.organisation, account=by.account,
        role=by.role, withdraws=withdraws, reason=reason.strip()[:300],
    )  # fmt: skip
    try:
        with transaction.atomic():
            step.save(force_insert=True)
            if facts:
                Stated(step=step, placement=placement, facts=as_json(facts)).save(force_insert=True)
    except IntegrityError:
        raise Refused("step_meanwhile") from None
    audit.record("step.taken" if withdraws is None else "step.withdrawn", step, by=by, fields=[*facts], digest=True)
    return step
