"""A placement is lived as steps: each by who may, in the order of the law, with the law asked anew."""

import pytest
from tests.placements import *  # noqa: F403
from tests.placements import day

from sasando.domain.errors import Refused
from sasando.domain.placements.actions import take_step, withdraw_step
from sasando.domain.placements.models import Judged, Placement, Stated, Step

pytestmark = pytest.mark.django_db


class TestBeginning:
    def test_states_what_the_register_knows_so_that_nobody_types_it_again(self, begun, acts):
        acts("labour-office")
        stated = Stated.objects.get(placement=begun, step__kind="started").facts
        assert stated["nik"] == "5321054505990001"
        assert Judged.objects.get(pk=begun.pk).facts["full_name"] == "Yasinta Seran"

    def test_says_what_is_missing_and_whose_turn_it_is(self, begun):
        begun.refresh_from_db()
        assert (begun.law, begun.state) == ("incomplete", "open")
        assert "passport" in begun.missing
        assert begun.waits_for

    def test_is_refused_while_another_is_open(self, begun, acts, cast):
        from sasando.domain.people.models import Person
        from sasando.domain.placements.actions import start_placement

        by = acts("labour-office")
        with pytest.raises(Refused) as refused:
            start_placement(Person.objects.get(pk=cast.person("Yasinta Seran")), scheme="P2P", on=day(0), by=by)
        assert refused.value.code == "placement_exists"


class TestWhoSeesWhat:
    def test_the_village_sees_the_way_and_not_what_was_stated(self, registered, acts):
        acts("village")
        assert Step.objects.filter(placement=registered).count() == 5
        assert not Stated.objects.filter(placement=registered).exists()
        assert not Judged.objects.filter(pk=registered.pk).exists()

    @pytest.mark.parametrize("role", ["rival", "clinic", "police", "church", "apjati", "task-force", "immigration"])
    def test_others_see_nothing(self, registered, acts, role):
        acts(role)
        assert not Placement.objects.filter(pk=registered.pk).exists()


class TestTheOrderOfTheLaw:
    def test_no_agreement_before_the_selection(self, begun, acts):
        with pytest.raises(Refused) as refused:
            take_step(begun, "agreement", on=day(0), by=acts("labour-office"), facts={})
        assert refused.value.code == "step_too_early"
        assert "pendaftaran" in refused.value.messages[0]

    def test_a_step_of_another_scheme_is_refused(self, begun, acts):
        with pytest.raises(Refused) as refused:
            take_step(begun, "sea_contract", on=day(0), by=acts("labour-office"), facts={})
        assert refused.value.code == "step_not_in_scheme"

    def test_who_has_not_the_role_is_refused(self, begun, acts):
        with pytest.raises(Refused) as refused:
            take_step(begun, "registered", on=day(0), by=acts("village"), facts={})
        assert refused.value.code == "not_allowed"


class TestWithdrawing:
    def test_takes_back_what_was_stated_and_keeps_the_line(self, registered, acts):
        by = acts("labour-office")
        step = Step.objects.get(placement=registered, kind="registered")
        withdraw_step(step, reason="salah orang", on=day(0), by=by)
        registered.refresh_from_db()
        assert "registered_cpmi" in registered.missing
        assert Step.objects.filter(placement=registered).count() == 6

    def test_is_for_the_office_that_took_the_step(self, registered, acts):
        step = Step.objects.get(placement=registered, kind="village_verified")
        with pytest.raises(Refused) as refused:
            withdraw_step(step, reason="salah", on=day(0), by=acts("labour-office"))
        assert refused.value.code == "step_of_others"
