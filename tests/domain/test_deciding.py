"""A named officer clears or holds; a complete file is cleared whatever else; nobody decides on their own entries."""

import pytest
from tests.issuing import *  # noqa: F403
from tests.placements import day

from sasando.domain.errors import Refused
from sasando.domain.placements.deciding import answer_objection, clear, hold, object_to, reopen
from sasando.domain.placements.models import Judged

pytestmark = pytest.mark.django_db


class TestACompleteFile:
    def test_lacks_nothing(self, complete, acts):
        complete.refresh_from_db()
        acts("labour-office")
        stopping = [one for one in Judged.objects.get(pk=complete.pk).results if one["requirement"] in complete.missing]
        assert [(one["requirement"], one["because"]["id"]) for one in stopping] == []
        assert complete.waits_for == ["placement-officer"]

    def test_is_cleared(self, cleared):
        cleared.refresh_from_db()
        assert (cleared.state, cleared.waits_for) == ("cleared", ["head"])

    def test_is_not_held_before_the_warning_was_read(self, complete, acts):
        by = acts("placement-officer")
        with pytest.raises(Refused) as refused:
            hold(complete, reason="ragu", basis="", warned=False, on=day(0), by=by)
        assert "70 ayat (2)" in refused.value.messages[0]
        made = hold(complete, reason="ragu", basis="UU 18/2017 Pasal 5", warned=True, on=day(0), by=by)
        assert made.against_the_law


class TestAnIncompleteFile:
    def test_is_not_cleared(self, registered, acts):
        with pytest.raises(Refused) as refused:
            clear(registered, on=day(0), by=acts("placement-officer"))
        assert refused.value.code == "not_complete"

    def test_is_held_with_a_reason_only(self, registered, acts):
        by = acts("placement-officer")
        with pytest.raises(Refused) as refused:
            hold(registered, reason=" ", basis="", warned=False, on=day(0), by=by)
        assert refused.value.code == "reason_missing"


class TestWhoDecides:
    @pytest.mark.parametrize("role", ["labour-office", "p3mi", "village", "head", "quay-officer"])
    def test_nobody_but_a_placement_officer(self, complete, acts, role):
        with pytest.raises(Refused) as refused:
            clear(complete, on=day(0), by=acts(role))
        assert refused.value.code == "not_allowed"

    def test_not_who_entered_something(self, complete, acts):
        from sasando.domain.placements.actions import take_step

        by = acts("placement-officer")
        take_step(complete, "oriented", on=day(0), by=by, facts={"orientation_on": day(-1)})
        with pytest.raises(Refused) as refused:
            clear(complete, on=day(0), by=by)
        assert refused.value.code == "own_entries"


class TestAnObjection:
    def test_that_is_upheld_opens_the_file_again(self, registered, acts):
        held = hold(registered, reason="paspor", basis="UU 18/2017 Pasal 13", warned=False, on=day(0),
                    by=acts("placement-officer"))  # fmt: skip
        objection = object_to(held, "Paspornya ada.", for_candidate=True, by=acts("village"))
        with pytest.raises(Refused) as refused:
            answer_objection(objection, "tetap", upheld=False, on=day(0), by=acts("placement-officer"))
        assert refused.value.code == "own_decision"
        answer_objection(objection, "benar", upheld=True, on=day(0), by=acts("head"))
        registered.refresh_from_db()
        assert registered.state == "open"

    def test_reopening_is_for_another_than_who_decided(self, cleared, acts):
        with pytest.raises(Refused) as refused:
            reopen(cleared, reason="salah", on=day(0), by=acts("placement-officer"))
        assert refused.value.code == "own_decision"
        reopen(cleared, reason="salah", on=day(0), by=acts("labour-office"))
