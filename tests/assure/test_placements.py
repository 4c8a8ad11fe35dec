"""The life of a dossier, at random: what holds in every life, in plain arithmetic and over the real actions."""

import os
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sasando.core.law.stage import Stage
from sasando.domain.access.context import act_as
from sasando.domain.errors import Refused
from sasando.domain.people.models import Person
from sasando.domain.placements.actions import record_by_program, start_placement, take_step, withdraw_step
from sasando.domain.placements.course import (
    FIRST_OF,
    Taken,
    may_take,
    may_withdraw,
    missing_before,
    next_kinds,
    standing,
    state_of,
)
from sasando.domain.placements.deciding import clear, hold, reopen
from sasando.domain.placements.kinds import ABROAD, CLOSED, COURSES, STEPS, State
from sasando.domain.placements.models import Decision, Placement, Stated, Step
from sasando.domain.placements.rule_sets import CURRENT

WHOLE = bool(os.environ.get("SASANDO_WHOLE"))
RUNS, STEPS_OF_A_RUN = (2000, 50) if WHOLE else (60, 30)
DATABASE_RUNS, DATABASE_STEPS = (60, 30) if WHOLE else (3, 12)
SCHEMES = sorted(COURSES)


class LifeInPlainNumbers(RuleBasedStateMachine):
    """Steps are taken and taken back as `course.py` allows; the state is also kept here, by hand."""

    lived: ClassVar[int] = 0

    @initialize(scheme=st.sampled_from(SCHEMES))
    def begin(self, scheme):
        self.scheme, self.steps, self.closed_at = scheme, [Taken(1, "started")], None
        self.states = [(1, State.OPEN)]

    @rule(kind=st.sampled_from(sorted(STEPS)))
    def take(self, kind):
        before = state_of(self.steps)
        why = may_take(kind, self.steps, self.scheme)
        if why:
            assert why in {"step_not_in_scheme", "step_not_now", "already_done", "step_too_early"}
            return
        assert before not in CLOSED or kind == "reopened"
        if STEPS[kind].stage is not Stage.DEPART:
            self.follows_the_law(kind)
        self.steps.append(Taken(len(self.steps) + 1, kind))
        if STEPS[kind].gives:
            self.states.append((len(self.steps), STEPS[kind].gives))
        type(self).lived += 1

    @rule(data=st.data())
    def go_on(self, data):
        """So that many lives reach their end."""
        kinds = next_kinds(self.steps, self.scheme)
        if kinds:
            self.take(data.draw(st.sampled_from(kinds)))

    def follows_the_law(self, kind):
        """By hand: every stage that the law puts before this one has its first step."""
        done = {step.kind for step in standing(self.steps)}
        for stage in COURSES[self.scheme]:
            if stage is not STEPS[kind].stage and stage.comes_by(STEPS[kind].stage) and stage in FIRST_OF:
                assert FIRST_OF[stage] & done, (kind, stage)

    @rule(data=st.data())
    def take_back(self, data):
        one = data.draw(st.sampled_from(self.steps))
        why, before = may_withdraw(one.number, self.steps), state_of(self.steps)
        self.steps.append(Taken(len(self.steps) + 1, one.kind, one.number)) if not why else None
        if why:
            return
        assert before not in CLOSED or STEPS[one.kind].gives is before
        if STEPS[one.kind].gives:
            assert self.states.pop()[0] == one.number
        type(self).lived += 1

    @invariant()
    def the_state_is_that_of_the_steps(self):
        if hasattr(self, "steps"):
            assert state_of(self.steps) is self.states[-1][1]

    @invariant()
    def nobody_is_abroad_who_did_not_leave(self):
        if hasattr(self, "steps") and state_of(self.steps) in (*ABROAD, State.RETURNED):
            held = [step.kind for step in standing(self.steps)]
            assert "departed" in held
            assert "cleared" in held

    @invariant()
    def what_is_closed_offers_nothing(self):
        if hasattr(self, "steps") and state_of(self.steps) in CLOSED:
            assert set(next_kinds(self.steps, self.scheme)) <= {"reopened"}

    @invariant()
    def what_is_offered_may_be_taken(self):
        if hasattr(self, "steps"):
            for kind in next_kinds(self.steps, self.scheme):
                assert not may_take(kind, self.steps, self.scheme)
                assert STEPS[kind].stage is Stage.DEPART or not missing_before(kind, self.steps, self.scheme)


def of(kind, day):
    """Facts that a step of this kind may state."""
    return {"informed_on": day} if kind == "informed" else {}


class LifeInTheDatabase(RuleBasedStateMachine):
    """The real actions, by every role; whatever is refused leaves everything as it was."""

    cast: ClassVar[Any] = None
    lived: ClassVar[int] = 0
    ROLES = ("placement-officer", "labour-office", "p3mi", "village", "head", "quay-officer")

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        by = self.acting("village")
        person = Person.objects.get(pk=self.cast.person("Yasinta Seran"))
        self.placement = start_placement(person, scheme="IND", country="MY", on=timezone.localdate(), by=by)
        self.rules = self.placement.rules_id

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def acting(self, role):
        self.by = self.cast.actor(role)
        act_as(self.by)
        return self.by

    def as_it_stands(self):
        """State, rules and number of steps, whoever acts."""
        act_as(self.cast.actor("head"))
        self.placement.refresh_from_db()
        count = Step.objects.filter(placement=self.placement).count()
        act_as(self.by)
        return self.placement.state, self.placement.rules_id, count

    def tried(self, deed):
        """Do it, or be refused and find everything as it was."""
        before = self.as_it_stands()
        try:
            with transaction.atomic():
                deed()
        except Refused:
            assert self.as_it_stands() == before
            return False
        type(self).lived += 1
        return True

    @rule(role=st.sampled_from(ROLES), kind=st.sampled_from(sorted(STEPS)))
    def step(self, role, kind):
        by, day = self.acting(role), timezone.localdate() - timedelta(days=1)
        done = self.tried(lambda: take_step(self.placement, kind, on=day, by=by, facts=of(kind, day)))
        if done:
            assert role in STEPS[kind].roles
            assert not STEPS[kind].by_program

    @rule(role=st.sampled_from(ROLES), data=st.data())
    def take_back(self, role, data):
        by = self.acting(role)
        steps = list(Step.objects.filter(placement=self.placement))
        if steps:
            one = data.draw(st.sampled_from(steps))
            done = self.tried(lambda: withdraw_step(one, reason="salah", on=timezone.localdate(), by=by))
            assert not done or one.organisation_id == by.organisation

    @rule(role=st.sampled_from(ROLES))
    def decide_to_clear(self, role):
        by = self.acting(role)
        self.decided(lambda: clear(self.placement, on=timezone.localdate(), by=by), by)

    @rule(role=st.sampled_from(ROLES))
    def decide_to_hold(self, role):
        by, today = self.acting(role), timezone.localdate()
        held = {"reason": "uji", "basis": "", "warned": True}
        self.decided(lambda: hold(self.placement, on=today, by=by, **held), by)

    def decided(self, deed, by):
        """Nobody decides on what they entered themselves."""
        act_as(self.cast.actor("placement-officer"))
        entered = Stated.objects.filter(placement=self.placement, step__account=by.account).exists()
        act_as(by)
        if self.tried(deed):
            assert by.role == "placement-officer"
            assert not entered

    @rule(role=st.sampled_from(ROLES))
    def open_again(self, role):
        by = self.acting(role)
        self.tried(lambda: reopen(self.placement, reason="uji", on=timezone.localdate(), by=by))

    @precondition(lambda self: self.placement.state == State.OPEN)
    @rule()
    def cleared_by_program(self):
        """So that lives go further than the law would let an empty dossier go."""
        by = self.acting("placement-officer")
        self.tried(lambda: record_by_program(self.placement, "cleared", on=timezone.localdate(), by=by))

    @invariant()
    def the_row_says_what_the_steps_say(self):
        self.acting("labour-office")
        steps = [Taken(*row) for row in Step.objects.filter(placement=self.placement).values_list(
            "number", "kind", "withdraws")]  # fmt: skip
        row = Placement.objects.get(pk=self.placement.pk)
        assert row.state == state_of(steps)
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert row.state not in CLOSED or row.waits_for == []

    @invariant()
    def the_rules_stay_those_of_the_beginning(self):
        self.acting("labour-office")
        assert Placement.objects.get(pk=self.placement.pk).rules_id == self.rules == CURRENT

    @invariant()
    def every_decision_is_of_a_placement_officer(self):
        self.acting("placement-officer")
        officer = self.cast.actor("placement-officer").account
        assert not Decision.objects.filter(placement=self.placement).exclude(by=officer).exists()


class TestTheLifeOfADossier:
    def test_breaks_nothing_in_plain_numbers(self, figure):
        LifeInPlainNumbers.lived = 0
        lives = settings(max_examples=RUNS, stateful_step_count=STEPS_OF_A_RUN, deadline=None, database=None)
        run_state_machine_as_test(LifeInPlainNumbers, settings=lives)
        figure("lives tried in plain numbers, of so many steps", f"{RUNS} x {STEPS_OF_A_RUN}")
        figure("steps taken in them", LifeInPlainNumbers.lived)
        figure("promises broken", 0)

    @pytest.mark.django_db
    def test_breaks_nothing_over_the_real_actions(self, cast, figure):
        LifeInTheDatabase.cast, LifeInTheDatabase.lived = cast, 0
        lives = settings(max_examples=DATABASE_RUNS, stateful_step_count=DATABASE_STEPS, deadline=None, database=None)
        run_state_machine_as_test(LifeInTheDatabase, settings=lives)
        figure("lives tried over the real actions, of so many steps", f"{DATABASE_RUNS} x {DATABASE_STEPS}")
        figure("steps that they took", LifeInTheDatabase.lived)
