"""The law's answer to a placement, and what follows from it: what is missing, whose turn it is, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone

from sasando.core.facts import Dossier
from sasando.core.law.calendar import add_months
from sasando.core.law.expression import facts_of
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Judgement, Outcome, Result, Severity
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.placements.course import Taken, next_kinds, reached, standing, state_of
from sasando.domain.placements.facts import Gathered, as_json, gather
from sasando.domain.placements.kinds import ABROAD, CLOSED, COURSES, STEPS, State
from sasando.domain.placements.models import Judged, Placement, Step, Waiver
from sasando.domain.placements.program import as_program
from sasando.domain.placements.rule_sets import explainer_of, rulebook_of

STOPPING: Final = (Outcome.MISSING, Outcome.EXPIRED, Outcome.UNKNOWN, Outcome.CONTRADICTED, Outcome.VIOLATED)
_EXAMINED: Final = {"health_on": "clinic", "health_result": "clinic", "psych_on": "psychologist",
                    "psych_result": "psychologist"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts with their sources, and what the law says to them on a day."""

    gathered: Gathered
    judgement: Judgement


def judge_placement(placement: Placement, on: date) -> Answer:
    """Judge by the rules under which it started. To be called as the program."""
    found = gather(placement, on)
    dossier = Dossier(**found.facts)
    return Answer(found, explainer_of(placement.rules_id).judge(dossier, on))


def stops(result: Result) -> bool:
    """Whether a requirement stops the departure as it stands."""
    return result.severity is Severity.BLOCK and result.outcome in STOPPING


def refresh(placement: Placement, *, by: Actor, rules: str = "") -> Judgement:
    """Judge it anew and write down what follows, in the transaction of the deed. A closed one keeps its answer."""
    today = timezone.localdate()
    with as_program(by):
        placement.refresh_from_db(from_queryset=Placement.objects.select_for_update())
        if rules:
            placement.rules_id = rules
        answer = judge_placement(placement, today)
        _stand(placement, answer.judgement, answer.gathered.facts)
        placement.save(update_fields=[*_WRITTEN])
        if placement.state not in CLOSED:
            _keep(placement, answer, today)
        audit.record("placement.judged", placement, by=None, digest=True)
    return answer.judgement


_WRITTEN: Final = (
    "rules", "state", "law", "stage", "waits_for", "missing", "last_safe_day", "departs_on", "departed_on", "ends_on",
    "gates", "judged_at", "changed_at", "company", "permit", "job_order", "country", "position", "scheme", "born_year",
)  # fmt: skip


def _stand(placement: Placement, judgement: Judgement, facts: dict[str, Any]) -> None:
    """The columns that follow from steps and judgement."""
    steps = taken(placement)
    waived = set(approved_waivers(placement))
    placement.state = state_of(steps)
    placement.changed_at = placement.judged_at = timezone.now()
    placement.departs_on = facts.get("departs_on")
    placement.born_year = facts["born_on"].year if facts.get("born_on") else placement.born_year
    _after_departure(placement, facts)
    if placement.state in CLOSED:
        placement.waits_for = []
        return
    placement.law = judgement.decision.value
    placement.missing = [one.requirement for one in judgement.results if stops(one) and one.requirement not in waived]
    placement.last_safe_day = judgement.last_safe_departure
    placement.stage = stage_of(steps, placement.scheme, facts)
    placement.waits_for = sorted(waiting(placement, steps, facts))


def _after_departure(placement: Placement, facts: dict[str, Any]) -> None:
    left = next((one.on for one in _held_steps(placement) if one.kind == "departed"), None)
    placement.departed_on = left
    months = sum(one for one in [facts.get("contract_months")] if one)
    placement.ends_on = add_months(left, months) if left and months else None


def _held_steps(placement: Placement) -> list[Step]:
    steps = list(Step.objects.filter(placement=placement))
    numbers = {one.number for one in standing(Taken(step.number, step.kind, step.withdraws) for step in steps)}
    return [step for step in steps if step.number in numbers]


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
    found = {role for key, role in _EXAMINED.items() if key in lacking}
    for kind in next_kinds(steps, placement.scheme):
        if not STEPS[kind].by_program and lacking.intersection(STEPS[kind].facts):
            found |= first_roles(kind, placement)
    return found or {"placement-officer"}


def first_roles(kind: str, placement: Placement) -> set[str]:
    """Who is asked first for a step: the company where it has one and may, the village where it may, else the office."""
    roles = STEPS[kind].roles
    if "p3mi" in roles and placement.company_id:
        return {"p3mi"}
    return {"village"} if "village" in roles and kind != "informed" else {"labour-office"} & roles or set(roles)


def asked_facts(placement: Placement) -> set[str]:
    """The facts that the requirements which are not met look at."""
    columns = rulebook_of(placement.rules_id).by_key
    checks = (check for key in placement.missing if key in columns for _, check in columns[key].checks)
    return {fact for check in checks for fact in facts_of(check.holds)}


def _keep(placement: Placement, answer: Answer, on: date) -> None:
    judged = Judged(
        placement=placement,
        as_of=on,
        facts=as_json(answer.gathered.facts),
        sources=answer.gathered.sources,
        differing=answer.gathered.differing,
        results=[_kept(result) for result in answer.judgement.results],
    )
    there = Judged.objects.filter(pk=placement.pk).exists()
    judged.save(force_insert=not there, force_update=there)


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
