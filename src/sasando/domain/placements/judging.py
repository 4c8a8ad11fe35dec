"""The law's answer to a placement, and what follows from it: what is missing, whose turn it is, until when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from sasando.core.facts import Dossier
from sasando.core.law.calendar import add_months
from sasando.core.law.expression import facts_of
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Judgement, Outcome, Result, Severity
from sasando.domain import audit
from sasando.domain.access import Actor, acting
from sasando.domain.placements.course import Taken, next_kinds, reached, standing, state_of
from sasando.domain.placements.facts import Gathered, as_json, courses_of, gather_many
from sasando.domain.placements.kinds import ABROAD, BEFORE_DEPARTURE, CLOSED, COURSES, STEPS, State
from sasando.domain.placements.models import Judged, Placement, Step, Waiver
from sasando.domain.placements.obligations import owe
from sasando.domain.placements.program import PROGRAM, as_program
from sasando.domain.placements.rule_sets import explainer_of, rulebook_of
from sasando.domain.placements.writing import write_answers, write_placements

STOPPING: Final = (Outcome.MISSING, Outcome.EXPIRED, Outcome.UNKNOWN, Outcome.CONTRADICTED, Outcome.VIOLATED)
EXAMINED: Final = {"health_on": "clinic", "health_result": "clinic", "psych_on": "psychologist",
                    "psych_result": "psychologist"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts with their sources, and what the law says to them on a day."""

    gathered: Gathered
    judgement: Judgement


def judge_placement(placement: Placement, on: date) -> Answer:
    """Judge by the rules under which it started. To be called as the program."""
    return judge_many([placement], on)[placement.pk]


def judge_many(placements: Sequence[Placement], on: date) -> dict[UUID, Answer]:
    """Judge each by its own rules, by the key of the placement. To be called as the program."""
    known = gather_many(placements, on)
    return {
        one.pk: Answer(known[one.pk], explainer_of(one.rules_id).judge(Dossier(**known[one.pk].facts), on))
        for one in placements
    }


def stops(result: Result) -> bool:
    """Whether a requirement stops the departure as it stands."""
    return result.severity is Severity.BLOCK and result.outcome in STOPPING


def refresh(placement: Placement, *, by: Actor, rules: str = "", today: date | None = None) -> Judgement:
    """Judge it anew and write down what follows, in the transaction of the deed. A closed one keeps its answer."""
    with as_program(by):
        placement.refresh_from_db(from_queryset=Placement.objects.select_for_update())
        if rules:
            placement.rules_id = rules
        return _write([placement], today or timezone.localdate())[placement.pk].judgement


def refresh_many(keys: Collection[UUID], *, by: Actor, today: date | None = None) -> list[Placement]:
    """The same for many at once; gives them as they stand afterwards."""
    with as_program(by):
        placements = list(Placement.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        _write(placements, today or timezone.localdate())
    return placements


def _write(placements: Sequence[Placement], today: date) -> dict[UUID, Answer]:
    answers, standing_now = judge_many(placements, today), _standings(placements)
    for one in placements:
        _stand(one, answers[one.pk], standing_now[one.pk])
    write_placements(placements)
    write_answers([_judged(one, answers[one.pk], today) for one in placements if one.state not in CLOSED])
    audit.record_each("placement.judged", placements, by=None, digest=True)
    owe(placements, {key: one.deeds for key, one in standing_now.items()})
    return answers


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the columns of a placement follow from besides the law."""

    steps: list[Taken]
    deeds: list[tuple[str, date]]
    waived: frozenset[str]

    @property
    def departed_on(self) -> date | None:
        return next((on for kind, on in self.deeds if kind == "departed"), None)


def _standings(placements: Sequence[Placement]) -> dict[UUID, _Standing]:
    waived: dict[UUID, set[str]] = {one.pk: set() for one in placements}
    approved = Waiver.objects.filter(placement__in=placements, state="approved")
    for placement, requirement in approved.values_list("placement_id", "requirement"):
        waived[placement].add(requirement)
    days = {(placement, number): on for placement, number, on in Step.objects.filter(
        placement__in=placements).values_list("placement_id", "number", "on")}  # fmt: skip
    return {
        key: _Standing(steps, [(one.kind, days[key, one.number]) for one in standing(steps)], frozenset(waived[key]))
        for key, steps in courses_of(placements).items()
    }


def _stand(placement: Placement, answer: Answer, now: _Standing) -> None:
    """The columns that follow from steps and judgement."""
    judgement, facts = answer.judgement, answer.gathered.facts
    placement.state = state_of(now.steps)
    placement.changed_at = placement.judged_at = timezone.now()
    placement.departs_on = facts.get("departs_on")
    placement.born_year = facts["born_on"].year if facts.get("born_on") else placement.born_year
    placement.departed_on = now.departed_on
    months = facts.get("contract_months")
    placement.ends_on = (
        add_months(now.departed_on, months + answer.gathered.extended) if now.departed_on and months else None
    )
    if placement.state in CLOSED:
        placement.waits_for = []
        return
    placement.law = judgement.decision.value
    stopping = [one.requirement for one in judgement.results if stops(one)]
    placement.missing = [requirement for requirement in stopping if requirement not in now.waived]
    placement.last_safe_day = judgement.last_safe_departure
    placement.stage = stage_of(now.steps, placement.scheme, facts)
    placement.waits_for = sorted(waiting(placement, now.steps, facts))


def taken(placement: Placement) -> list[Taken]:
    """The steps as the course asks them, in their order."""
    rows = Step.objects.filter(placement=placement).values_list("number", "kind", "withdraws")
    return [Taken(*row) for row in rows]


def approved_waivers(placement: Placement) -> list[str]:
    """The requirements that another office has set aside."""
    return list(Waiver.objects.filter(placement=placement, state="approved").values_list("requirement", flat=True))


def stage_of(steps: Iterable[Taken], scheme: str, facts: dict[str, Any]) -> str:
    """The first stage of the scheme at which nothing was done yet."""
    there = set(reached(steps))
    if "health_result" in facts and "psych_result" in facts:
        there.add(Stage.MEDICAL)
    return next((stage.value for stage in COURSES[scheme] if stage not in there), Stage.RETURN.value)


def waiting(placement: Placement, steps: list[Taken], facts: dict[str, Any]) -> set[str]:
    """The roles whose turn it is: who can supply what is missing, who decides, who issues, who sees them off."""
    if placement.state == State.CLEARED:
        return {"head"}
    if placement.state == State.ISSUED:
        return {"quay-officer"}
    if placement.state in ABROAD:
        return {"p3mi"} if placement.company_id else {"labour-office"}
    lacking = asked_facts(placement) - facts.keys()
    found = {role for key, role in EXAMINED.items() if key in lacking}
    for kind in next_kinds(steps, placement.scheme):
        if not STEPS[kind].by_program and lacking.intersection(STEPS[kind].facts):
            found |= first_roles(kind, with_company=bool(placement.company_id))
    return found or {"placement-officer"}


def first_roles(kind: str, *, with_company: bool) -> set[str]:
    """Who is asked first for a step: the company where there is one, the village where it may, else the office."""
    roles = STEPS[kind].roles
    if "p3mi" in roles and with_company:
        return {"p3mi"}
    return {"village"} if "village" in roles and kind != "informed" else {"labour-office"} & roles or set(roles)


def asked_facts(placement: Placement) -> set[str]:
    """The facts that the requirements which are not met look at."""
    return {fact for key in placement.missing for fact in _looked_at(placement.rules_id, key)}


@lru_cache(maxsize=2048)
def _looked_at(rules: str, requirement: str) -> frozenset[str]:
    column = rulebook_of(rules).by_key.get(requirement)
    return frozenset(fact for _, check in column.checks for fact in facts_of(check.holds)) if column else frozenset()


def _judged(placement: Placement, answer: Answer, on: date) -> Judged:
    return Judged(
        placement=placement,
        as_of=on,
        facts=as_json(answer.gathered.facts),
        sources=answer.gathered.sources,
        differing=answer.gathered.differing,
        results=[_kept(result) for result in answer.judgement.results],
    )


def _kept(result: Result) -> dict[str, Any]:
    return {
        "requirement": result.requirement,
        "outcome": result.outcome.name,
        "severity": result.severity.value,
        "effect": result.effect.value if result.effect else None,
        "confirmed": result.confirmed,
        "basis": list(result.basis),
        "because": dict(result.because),
        "do": dict(result.do) if result.do else None,
        "good_until": result.good_until.isoformat() if result.good_until else None,
    }


def judge_all(today: date) -> int:
    """Judge every placement that has not left yet, each in a transaction of its own; gives how many were judged."""
    with acting(PROGRAM):
        keys = list(Placement.objects.filter(state__in=BEFORE_DEPARTURE).values_list("pk", flat=True))
    for key in keys:
        with acting(PROGRAM):
            refresh(Placement.objects.get(pk=key), by=PROGRAM, today=today)
    return len(keys)
