"""A named officer clears or holds. Who holds a complete file is shown article 70(2); anybody concerned may object."""

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from sasando.core.law.verdict import Decision as LawSays
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.placements.actions import record_by_program
from sasando.domain.placements.deciding_models import Outcome
from sasando.domain.placements.judging import approved_waivers, refresh
from sasando.domain.placements.kinds import BEFORE_DEPARTURE, State
from sasando.domain.placements.models import Decision, Judged, Objection, Placement, Step
from sasando.domain.placements.program import as_program

FORBIDDEN_TO_HOLD: Final = "UU 18/2017 Pasal 70 ayat (2)"


@transaction.atomic
def clear(placement: Placement, *, on: date, by: Actor) -> Decision:
    """Clear a placement of which the law asks nothing more: warnings and flags never stop it. Raises `Refused`."""
    _may_decide(placement, by)
    refresh(placement, by=by)
    if placement.law != LawSays.CLEARED.value and placement.missing:
        raise Refused("not_complete", number=len(placement.missing))
    if placement.law == LawSays.OUT_OF_SCOPE.value:
        raise Refused("not_a_worker")
    made = _decide(placement, Outcome.CLEARED, by=by)
    record_by_program(placement, "cleared", on=on, by=by)
    return made


@transaction.atomic
def hold(  # noqa: PLR0913 - reason, article and the warning read are what a held file needs
    placement: Placement, *, reason: str, basis: str, warned: bool, on: date, by: Actor
) -> Decision:
    """Hold a placement, with the reason and the article. When the law asks nothing more, only after the warning of
    article 70(2) was read. Raises `Refused`.
    """
    _may_decide(placement, by)
    if not reason.strip():
        raise Refused("reason_missing")
    refresh(placement, by=by)
    complete = not placement.missing
    if complete and not warned:
        raise Refused("complete_may_not_be_held", basis=FORBIDDEN_TO_HOLD)
    made = _decide(placement, Outcome.HELD, by=by, reason=reason, basis=basis, against=complete)
    record_by_program(placement, "held", on=on, by=by, reason=reason)
    return made


def _may_decide(placement: Placement, by: Actor) -> None:
    """Nobody decides on what they entered themselves."""
    if not Placement.objects.filter(may_reach(Placement, by, "decide"), pk=placement.pk).exists():
        raise Refused("not_allowed")
    if placement.state not in BEFORE_DEPARTURE:
        raise Refused("step_not_now", state=State(placement.state).label)
    if placement.state == State.HELD:
        raise Refused("held_needs_another")
    with as_program(by):
        entered = Step.objects.filter(placement=placement, account=by.account, stated__isnull=False).exists()
    if entered:
        raise Refused("own_entries")


def _decide(  # noqa: PLR0913 - the columns of the row
    placement: Placement, outcome: Outcome, *, by: Actor, reason: str = "", basis: str = "", against: bool = False
) -> Decision:
    with as_program(by):
        judged = Judged.objects.get(pk=placement.pk)
        waived = approved_waivers(placement)
    made = Decision(
        placement=placement,
        outcome=outcome,
        law=placement.law,
        rules=placement.rules_id,
        missing=[_line(one) for one in judged.results if one["requirement"] in placement.missing],
        waived=waived,
        basis=basis.strip()[:120],
        reason=reason.strip()[:300],
        against_the_law=against,
        good_until=placement.last_safe_day,
        organisation_id=by.organisation,
        by=by.account,
        at=timezone.now(),  # not that of the transaction: which of two is the last must never be in doubt
    )
    made.save(force_insert=True)
    audit.record("decision.made", made, by=by, fields=["outcome"], digest=True)
    return made


def _line(result: dict[str, Any]) -> dict[str, Any]:
    return {key: result[key] for key in ("requirement", "outcome", "effect", "basis")}


@transaction.atomic
def reopen(placement: Placement, *, reason: str, on: date, by: Actor) -> Step:
    """Open a held, cleared or withdrawn placement again: with a reason, by another person than who decided it last.
    Raises `Refused`.
    """
    if not Placement.objects.filter(may_reach(Placement, by, "reopen"), pk=placement.pk).exists():
        raise Refused("not_allowed")
    if not reason.strip():
        raise Refused("reason_missing")
    with as_program(by):
        last = Step.objects.filter(placement=placement, kind__in=["held", "cleared", "withdrawn"]).last()
    if last and last.account == by.account:
        raise Refused("own_decision")
    return record_by_program(placement, "reopened", on=on, by=by, reason=reason)


@transaction.atomic
def object_to(decision: Decision, text: str, *, for_candidate: bool, by: Actor) -> Objection:
    """Object to a decision. Raises `Refused`."""
    placement = decision.placement
    if not Placement.objects.filter(may_reach(Placement, by, "object"), pk=placement.pk).exists():
        raise Refused("not_allowed")
    if not text.strip():
        raise Refused("reason_missing")
    made = Objection(
        placement=placement,
        decision=decision,
        text=text.strip()[:1000],
        for_candidate=for_candidate,
        organisation_id=by.organisation,
        by=by.account,
    )
    made.save(force_insert=True)
    audit.record("objection.added", made, by=by, digest=True)
    return made


@transaction.atomic
def answer_objection(objection: Objection, text: str, *, upheld: bool, on: date, by: Actor) -> None:
    """Answer an objection, as another than who decided; an upheld one opens the placement again. Raises `Refused`."""
    if not Objection.objects.filter(may_reach(Objection, by, "answer"), pk=objection.pk).exists():
        raise Refused("not_allowed")
    if objection.answered_at:
        raise Refused("already_done")
    if objection.decision.by == by.account:
        raise Refused("own_decision")
    if not text.strip():
        raise Refused("reason_missing")
    objection.answer, objection.upheld = text.strip()[:1000], upheld
    objection.answered_by, objection.answered_at = by.account, timezone.now()
    objection.save(update_fields=["answer", "upheld", "answered_by", "answered_at"])
    audit.record("objection.answered", objection, by=by, fields=["upheld"], digest=True)
    placement = objection.placement
    if upheld and placement.state == State.HELD:
        record_by_program(placement, "reopened", on=on, by=by, reason=text)
