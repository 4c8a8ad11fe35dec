"""What officers decided, what was paid, issued, and what became of those who left."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import act_as
from sasando.domain.issuance.actions import room
from sasando.domain.issuance.kinds import NEEDED, PaymentKind, Printed
from sasando.domain.issuance.models import Issue, Payment, Print
from sasando.domain.placements.judging import refresh_many
from sasando.domain.placements.models import Decision, Placement, Step
from sasando.project.demo_world.making import Making

if TYPE_CHECKING:
    from sasando.project.demo_world.placements import Life

_DECIDED_BEFORE: Final = 4  # days before departure
_HELD: Final = 8
_NUMBER: Final = {kind: number for number, kind in enumerate(PaymentKind, 1)}
_WITHDRAWN: Final = 7


def decide_and_issue(making: Making, random: Random, lives: "list[Life]") -> None:
    """Complete files whose departure is near were cleared; those who left have a card; some files are held."""
    rows = {one.pk: one for one in Placement.objects.filter(pk__in=[life.row.pk for life in lives])}
    near = [life for life in lives if (life.departs_on - making.today).days < _DECIDED_BEFORE * 3]
    ready = [life for life in near if rows[life.row.pk].law == "cleared"]
    lacking = [life for life in lives if life not in ready and rows[life.row.pk].missing and len(life.steps) > _HELD]
    cleared = [
        life for life in ready if (life.departs_on - making.today).days < _DECIDED_BEFORE * 2 or random.random() < 0.5
    ]
    _decide(making, cleared, "cleared", "")
    _decide(making, lacking[:_HELD], "held", "Dokumen yang wajib belum ada; lengkapi dahulu.")
    _pay(making, cleared)
    refresh_many([life.row.pk for life in cleared], by=making.actor("office", "placement-officer"), today=making.today)
    act_as(None)
    for life in cleared:
        if life.departs_on <= making.today + timedelta(days=_DECIDED_BEFORE):
            _issue(making, life)
    _leave(making, random, [life for life in cleared if life.departs_on < making.today])
    begun = [life for life in lives if len(life.steps) < _HELD]
    _steps([(life, "withdrawn", making.today - timedelta(days=2), "labour") for life in begun[:_WITHDRAWN]], making)


def _decide(making: Making, lives: "list[Life]", outcome: str, reason: str) -> None:
    by, made = making.actors["office"], []
    officers = [actor for actor in by if actor.role == "placement-officer"]
    for number, life in enumerate(lives):
        officer = officers[number % len(officers)]
        on = min(making.today, life.departs_on - timedelta(days=_DECIDED_BEFORE))
        row = Placement.objects.get(pk=life.row.pk)
        made.append(Decision(
            placement=row, outcome=outcome, law=row.law, rules=row.rules_id, missing=_missing(row, outcome),
            reason=reason, basis="UU 18/2017 Pasal 13" if reason else "",
            good_until=row.last_safe_day if not reason else None,
            organisation_id=officer.organisation, by=officer.account,
            at=timezone.make_aware(datetime.combine(on, time(10, number % 60))),
        ))  # fmt: skip
    Decision.objects.bulk_create(made)
    audit.record_each("decision.made", made, by=None)
    days = [
        (life, outcome, min(making.today, life.departs_on - timedelta(days=_DECIDED_BEFORE)), "office")
        for life in lives
    ]
    _steps(days, making)


def _missing(row: Placement, outcome: str) -> list[dict[str, object]]:
    """What was missing on that day, as a decision keeps it."""
    if outcome != "held":
        return []
    return [{"requirement": key, "outcome": "MISSING", "effect": "depart", "basis": []} for key in row.missing]


def _pay(making: Making, lives: "list[Life]") -> None:
    office = making.actors["office"]
    officers = [actor for actor in office if actor.role == "placement-officer"]
    rows = [
        Payment(
            placement=life.row, kind=kind, amount=37_500 if kind == "before" else 332_500,
            paid_on=life.known.get("premium_during_on", making.today),
            reference=f"BPJS-{life.row.code}-{_NUMBER[kind]}",
            entered_by=officers[0].account, organisation_id=officers[0].organisation, proved_by=officers[1].account,
            proved_by_organisation_id=officers[1].organisation, proved_on=making.today,
        )
        for life in lives
        for kind in NEEDED.get(life.row.scheme, ())
    ]  # fmt: skip
    Payment.objects.bulk_create(rows)
    audit.record_each("payment.proved", rows, by=None)


def _issue(making: Making, life: "Life") -> None:
    """Letter and card, by the head; the guard of the ledger is asked as in life."""
    head = making.actor("office", "head")
    act_as(head)
    row = Placement.objects.get(pk=life.row.pk)
    decision = Decision.objects.filter(placement=row).latest("at")
    on = min(making.today, life.departs_on - timedelta(days=2))
    for kind in (Printed.LETTER, Printed.CARD):
        if room(row, kind):
            continue
        made = Issue(
            kind=kind, placement=row, decision=decision, permit_id=row.permit_id, person_id=row.person_id,
            company_id=row.company_id, region_code=row.region_code, issued_on=on,
            expires_on=max(decision.good_until or on, on), issued_by=head.account, organisation_id=head.organisation,
        )  # fmt: skip
        made.save(force_insert=True)
        audit.record("issue.made", made, by=head, fields=["kind"], digest=True)
        Print(issue=made, by=head.account).save(force_insert=True)
        audit.record("issue.printed", made, by=head)
    act_as(None)
    _steps([(life, "issued", on, "office")], making)


def _leave(making: Making, random: Random, lives: "list[Life]") -> None:
    """Who left, works; some are home again."""
    for life in lives:
        days = [(life, "departed", life.departs_on, "el-tari")]
        ago = (making.today - life.departs_on).days
        if ago > 20:
            days.append((life, "arrived", life.departs_on + timedelta(days=9), "office"))
        if ago > 50 and random.random() < 0.4:
            days.append((life, "returned", making.today - timedelta(days=random.randint(1, 20)), "el-tari"))
        _steps(days, making)


def _steps(taken: "Iterable[tuple[Life, str, date, str]]", making: Making) -> None:
    made = []
    for life, code, on, where in taken:
        key = f"labour-{life.one.regency}" if where == "labour" else where
        by = making.actors[key][0]
        if where == "office":
            role = {"issued": "head", "arrived": "placement-officer"}.get(code, "placement-officer")
            by = making.actor("office", role)
        step = Step(
            placement=life.row, number=len(life.steps) + 1, kind=code, on=on, organisation_id=by.organisation,
            account=by.account, role=by.role,
        )  # fmt: skip
        life.steps.append(step)
        made.append(step)
    Step.objects.bulk_create(made)
    audit.record_each("step.taken", made, by=None)
