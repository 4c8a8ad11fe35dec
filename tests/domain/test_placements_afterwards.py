"""After departure: left at the gate, what the company owes and by when, the end of the contract, the least record."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import key
from tests.issuing import *  # noqa: F403
from tests.placements import day

from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.passages.models import TickKind
from sasando.domain.passages.ticking import Mark, tick, undo
from sasando.domain.placements.actions import take_step, withdraw_step
from sasando.domain.placements.departing import leaving_of, record_departures
from sasando.domain.placements.exchanging import departed, ending, events_of, exchange_rows
from sasando.domain.placements.models import Obligation, Placement, Step
from sasando.domain.placements.obligations import fulfil, meant_by, report_death, set_term
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry, Kind

pytestmark = pytest.mark.django_db

LEAVING = b"Nama;NIK;JK\nYasinta Seran;5321054505990001;P\nBene Kolo;;L\n"


@pytest.fixture
def gone(cleared, acts):
    """The cleared placement of Yasinta, who left."""
    take_step(cleared, "departed", on=day(0), by=acts("placement-officer"))
    cleared.refresh_from_db()
    return cleared


@pytest.fixture
def list_at_gate(acts):
    """A list of people who leave, as an office sent it, at the harbour where Lorens stands."""
    by = acts("placement-officer")
    gate = Gate.objects.get(pk="pelabuhan-lorens-say")
    return announce_roster(Letter(title="Berangkat uji", content=LEAVING, kind=Kind.DEPARTURE, due=gate), by=by)


def duty(placement, kind) -> Obligation:
    return Obligation.objects.get(placement=placement, kind=kind)


class TestADepartureAtTheGate:
    def test_is_recorded_for_who_was_seen_and_is_cleared(self, cleared, list_at_gate, acts):
        entry = Entry.objects.get(roster=list_at_gate, full_name="Yasinta Seran")
        by = acts("quay-officer")
        tick(entry, Mark(kind=TickKind.ARRIVED, gate=Gate.objects.get(pk="pelabuhan-lorens-say")), by=by)
        done = record_departures(list_at_gate, by=by)
        cleared.refresh_from_db()
        assert [one.refused for one in done] == [""]
        assert (cleared.state, cleared.departed_on) == ("departed", timezone.localdate())

    def test_shows_who_has_none_and_stops_nobody(self, cleared, list_at_gate, acts):
        by = acts("quay-officer")
        people = {one.entry.full_name: one.standing for one in leaving_of(list_at_gate, by=by)}
        assert people["Bene Kolo"] == "none"

    def test_is_not_taken_from_a_tick_that_was_undone(self, cleared, list_at_gate, acts):
        entry = Entry.objects.get(roster=list_at_gate, full_name="Yasinta Seran")
        by = acts("quay-officer")
        wrong = tick(entry, Mark(kind=TickKind.ARRIVED, gate=Gate.objects.get(pk="pelabuhan-lorens-say")), by=by)
        undo(wrong, by=by)
        assert record_departures(list_at_gate, by=by) == []

    def test_is_recorded_once(self, gone, list_at_gate, acts):
        by = acts("quay-officer")
        assert [one.standing for one in leaving_of(list_at_gate, by=by) if one.placement] == ["left"]
        assert record_departures(list_at_gate, by=by) == []


class TestWhatACompanyOwes:
    def test_begins_with_the_step_and_names_its_article(self, gone, acts):
        acts("p3mi")
        assert duty(gone, "departure").since == timezone.localdate()
        assert {one.kind for one in Obligation.objects.filter(placement=gone)} == {
            "selection",
            "departure",
            "monitoring",
        }

    def test_has_no_day_before_the_office_set_one(self, gone, acts):
        acts("placement-officer")
        assert duty(gone, "departure").due_on is None

    def test_has_the_day_that_the_office_set(self, gone, acts):
        set_term("departure", 7, by=acts("placement-officer"))
        assert duty(gone, "departure").due_on == timezone.localdate() + timedelta(days=7)

    def test_is_set_by_the_office_only(self, gone, acts):
        with pytest.raises(Refused):
            set_term("departure", 7, by=acts("p3mi"))

    def test_is_late_open_or_done(self, gone, acts):
        by = acts("placement-officer")
        set_term("departure", 7, by=by)
        today, later = timezone.localdate(), timezone.localdate() + timedelta(days=8)
        assert Obligation.objects.filter(meant_by("late", later), kind="departure").exists()
        assert not Obligation.objects.filter(meant_by("late", today), kind="departure").exists()
        fulfil(duty(gone, "departure"), on=today, note="Surat 12/2026", by=acts("p3mi"))
        assert not Obligation.objects.filter(meant_by("late", later), kind="departure").exists()
        assert Obligation.objects.filter(meant_by("done", later), kind="departure").exists()

    def test_is_done_with_proof(self, gone, acts):
        with pytest.raises(Refused) as refused:
            fulfil(duty(gone, "departure"), on=day(0), note=" ", by=acts("p3mi"))
        assert refused.value.code == "duty_without_proof"

    def test_of_reports_goes_on_while_the_worker_is_abroad(self, gone, acts):
        by = acts("p3mi")
        fulfil(duty(gone, "monitoring"), on=day(0), note="Laporan 1", by=by)
        assert Obligation.objects.filter(placement=gone, kind="monitoring", done_on=None).count() == 1

    def test_falls_away_with_a_step_that_is_withdrawn(self, gone, acts):
        step = Step.objects.get(placement=gone, kind="departed")
        withdraw_step(step, reason="salah orang", on=day(0), by=acts("placement-officer"))
        assert duty(gone, "departure").dropped
        assert duty(gone, "monitoring").dropped

    def test_is_seen_by_no_other_company(self, gone, acts):
        acts("rival")
        assert not Obligation.objects.exists()

    def test_of_a_death_begins_when_an_officer_says_so(self, gone, acts):
        made = report_death(gone, on=day(0), by=acts("protection-officer"))
        assert len(made) == 3
        with pytest.raises(Refused):
            report_death(gone, on=day(0), by=acts("p3mi"))


class TestTheEndOfAContract:
    def test_is_the_departure_and_the_months_of_the_contract(self, gone, acts):
        by = acts("labour-office")
        first = gone.ends_on
        assert first.year == timezone.localdate().year + 2
        assert list(ending(by, day(0), day(800))) == [gone]
        assert [one.begins for one in events_of(ending(by, day(0), day(800)), "%s")] == [first]

    def test_moves_with_an_extension(self, gone, acts):
        by, first = acts("p3mi"), gone.ends_on
        take_step(gone, "arrived", on=day(0), by=by)
        take_step(gone, "extended", on=day(0), by=by, facts={"contract_months": 12})
        gone.refresh_from_db()
        assert gone.ends_on.year == first.year + 1
        assert gone.law == "cleared"


class TestTheLeastRecord:
    def test_has_the_eight_things_of_the_article(self, gone, acts):
        rows = list(exchange_rows(departed(acts("labour-office"), day(-1), day(1))))
        [row] = rows
        assert row[0] == "Yasinta Seran"
        assert row[1] == "5321054505990001"
        assert row[3:6] == ("C1234567", timezone.localdate(), day(-40))
        assert row[6] is None
        assert len(row) == 8

    def test_is_of_the_region_only(self, gone, acts):
        assert list(departed(acts("village"), day(-1), day(1))) == []


def test_the_cast_is_who_it_should_be(gone):
    assert isinstance(gone, Placement)
    assert gone.company_id in {key("PT Uji Satu"), key("PT Uji Induk")}
