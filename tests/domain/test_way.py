"""The way of a placement: what is done, what is due now and by whom, what comes later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.stage import Stage
from sasando.domain.placements.kinds import COURSES
from sasando.domain.placements.way import Done, Standing, way_of

TODAY = date(2026, 3, 1)
BEGUN = Standing(
    scheme="P2P", state="open", missing=["registered_cpmi", "passport", "health_certificate"], last_safe_day=None,
    departs_on=None, with_company=False,
)  # fmt: skip
REGISTERED = [Done(1, "started", TODAY, "village"), Done(2, "registered", TODAY, "labour-office")]


def states(of, done):
    return {point.stage: point for point in way_of(of, done, rulebook=RULEBOOK, today=TODAY)}


class TestWhoHasJustBegun:
    def test_is_informed_and_registers_next(self):
        way = states(BEGUN, REGISTERED[:1])
        assert way[Stage.INFO].state == "done"
        assert (way[Stage.REGISTER].state, way[Stage.REGISTER].missing) == ("current", ("registered_cpmi",))
        assert way[Stage.PASSPORT].state == "todo"
        assert way[Stage.MEDICAL].state == "todo"


class TestWhoIsRegistered:
    OF = replace(BEGUN, missing=["passport", "health_certificate"])

    def test_may_be_examined_and_get_papers_in_any_order(self):
        way = states(self.OF, REGISTERED)
        assert way[Stage.REGISTER].state == "done"
        assert {way[one].state for one in (Stage.SELECT, Stage.MEDICAL, Stage.PASSPORT, Stage.VISA)} == {"current"}
        assert way[Stage.MEDICAL].roles == ("clinic", "psychologist")

    def test_signs_no_agreement_before_the_selection(self):
        assert states(self.OF, REGISTERED)[Stage.PLACEMENT_AGREEMENT].state == "todo"

    def test_goes_to_the_company_once_there_is_one(self):
        assert states(self.OF, REGISTERED)[Stage.PASSPORT].roles == ("labour-office",)
        assert states(replace(self.OF, with_company=True), REGISTERED)[Stage.PASSPORT].roles == ("p3mi",)

    def test_a_passport_that_the_law_still_misses_is_not_done(self):
        done = [*REGISTERED, Done(3, "passport", TODAY, "p3mi")]
        assert states(self.OF, done)[Stage.PASSPORT].state == "current"
        assert states(replace(self.OF, missing=["health_certificate"]), done)[Stage.PASSPORT].state == "done"

    def test_is_late_once_the_last_safe_day_is_over(self):
        over = replace(self.OF, last_safe_day=TODAY - timedelta(days=1))
        assert states(over, REGISTERED)[Stage.PASSPORT].state == "late"


class TestADecision:
    def test_is_no_departure(self):
        done = [*REGISTERED, Done(3, "cleared", TODAY, "placement-officer")]
        way = states(replace(BEGUN, missing=[], state="cleared"), done)
        assert (way[Stage.DEPART].state, way[Stage.DEPART].roles) == ("current", ("head",))
        assert way[Stage.ARRIVAL_REPORT].state == "todo"

    def test_waits_for_the_officer_when_everything_is_there(self):
        done = [*REGISTERED, *(Done(9, kind, TODAY, "p3mi") for kind in (
            "selected", "trained", "consent", "agreement", "insured_before", "passport", "contract", "visa", "oriented",
            "insured_during", "worker_card"))]  # fmt: skip
        way = states(replace(BEGUN, missing=[]), done)
        assert (way[Stage.DEPART].state, way[Stage.DEPART].roles) == ("current", ("placement-officer",))


class TestAbroad:
    @pytest.mark.parametrize(("state", "now"), [("departed", Stage.ARRIVAL_REPORT), ("working", Stage.WORK),
                                                ("ended", Stage.RETURN)])  # fmt: skip
    def test_everything_before_is_over(self, state, now):
        way = states(replace(BEGUN, state=state, with_company=True), REGISTERED)
        assert way[Stage.DEPART].state == "done"
        assert [point.stage for point in way.values() if point.state == "current"] == [now]
        assert way[now].roles == ("p3mi",)

    def test_nothing_is_asked_of_who_came_home_or_gave_up(self):
        for state in ("returned", "withdrawn"):
            done = [*REGISTERED, Done(3, state, TODAY, "p3mi")]
            assert "current" not in {point.state for point in states(replace(BEGUN, state=state), done).values()}


class TestEveryScheme:
    @pytest.mark.parametrize("scheme", COURSES)
    def test_has_its_own_stages_in_the_order_of_reading(self, scheme):
        assert tuple(states(replace(BEGUN, scheme=scheme), REGISTERED)) == COURSES[scheme]
