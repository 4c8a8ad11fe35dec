"""Facts that do not fit: each ends in a shown conflict, none in a silent number."""

import pytest
from tests.core.tally.told import Told

from sasando.core.tally import ConflictKind, Entry, Facts, SumKind, Tick, TickKind, Why, says, tally
from sasando.core.tally.words import CONFLICTS, QUESTIONS, SUMS, TERMS

A, B, C = "MAKASSAR", "MAUMERE", "LEWOLEBA"


@pytest.fixture
def told() -> Told:
    told = Told(A, B, C)
    told.entry("ana", B)
    return told


class TestTwoPhonesAtOneGate:
    def test_agreeing_is_no_conflict(self, told):
        told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "arrived", phone="B")
        assert told.voyage.conflicts == ()

    @pytest.mark.parametrize("first", ["arrived", "released", "carried_on"])
    def test_missing_beats_what_the_other_says_in_either_order(self, told, first):
        told.tick("ana", B, first, phone="A", to=C)
        told.tick("ana", B, "missing", phone="B")
        assert (told.kinds(), told.place("ana")[0]) == (["arrived_and_missing"], "missing")

    def test_the_gate_that_says_otherwise_is_asked(self, told):
        told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "missing", phone="B")
        assert [(one.gate, one.why) for one in told.voyage.questions] == [(B, Why.MISSING)]

    def test_missing_beats_a_later_arrival_too(self, told):
        told.tick("ana", B, "missing", phone="A")
        told.tick("ana", B, "arrived", phone="B")
        assert (told.kinds(), told.place("ana")) == (["arrived_and_missing"], ("missing", None))

    def test_gone_on_beats_come_off(self, told):
        told.tick("ana", B, "carried_on", phone="A", to=C)
        told.tick("ana", B, "arrived", phone="B")
        assert (told.kinds(), told.place("ana")) == (["carried_and_arrived"], ("on_the_way", C))

    def test_come_off_and_later_sent_on_is_how_it_goes(self, told):
        told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "carried_on", phone="B", to=C)
        assert told.voyage.conflicts == ()
        assert told.voyage.balances[B].sent_on == ("ana",)

    def test_handed_over_but_still_here_is_still_here(self, told):
        told.tick("ana", B, "released", phone="A", to="keluarga")
        told.tick("ana", B, "arrived", phone="B")
        assert (told.kinds(), told.place("ana")) == (["released_and_here"], ("here", B))


class TestOnePhone:
    def test_that_finds_somebody_after_all_shows_a_happy_end(self, told):
        told.tick("ana", B, "missing")
        told.tick("ana", B, "arrived")
        assert (told.kinds(), told.kinds("shown"), told.place("ana")) == ([], ["found"], ("here", B))

    def test_that_sees_somebody_after_all_expects_them_again(self, told):
        told.tick("ana", B, "missing")
        told.tick("ana", B, "seen")
        assert (told.kinds("shown"), told.place("ana")) == (["found"], ("expected", B))

    def test_that_loses_somebody_after_arrival_counts_both(self, told):
        told.tick("ana", B, "arrived")
        told.tick("ana", B, "missing")
        assert told.place("ana") == ("missing", B)
        assert (told.voyage.balances[B].arrived, told.voyage.balances[B].lost) == (("ana",), ("ana",))

    def test_that_loses_somebody_whom_it_handed_over_contradicts_itself(self, told):
        told.tick("ana", B, "released", to="keluarga")
        told.tick("ana", B, "missing")
        assert (told.kinds(), told.place("ana")[0]) == (["arrived_and_missing"], "missing")

    def test_that_hands_over_to_two_receivers_contradicts_itself(self, told):
        told.tick("ana", B, "released", to="keluarga")
        told.tick("ana", B, "released", to="Kab. Sikka")
        assert told.kinds() == ["released_twice"]

    def test_that_sends_to_two_gates_contradicts_itself(self, told):
        told.tick("ana", B, "carried_on", to=C)
        told.tick("ana", B, "carried_on", to=A)
        assert told.kinds() == ["carried_to_two"]


class TestTwoGates:
    def test_cannot_both_have_somebody_whom_nobody_sent_on(self, told):
        told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", C, "arrived", phone="B")
        assert (told.kinds(), told.kinds("shown")) == (["two_gates"], ["elsewhere"])
        assert told.place("ana") == ("here", C)
        assert told.voyage.balances[B].moved == ("ana",)

    def test_can_both_have_somebody_who_was_sent_on(self, told):
        told.tick("ana", B, "arrived")
        told.tick("ana", B, "carried_on", to=C)
        told.tick("ana", C, "arrived", phone="C")
        assert told.voyage.conflicts == ()

    def test_never_hide_as_handed_over_whom_the_next_misses(self, told):
        told.tick("ana", A, "released", phone="A", to="keluarga")
        told.tick("ana", B, "missing", phone="B")
        assert (told.kinds(), told.place("ana")[0]) == (["arrived_and_missing"], "missing")

    def test_missing_at_one_and_later_met_at_the_other_is_the_happy_end(self, told):
        told.tick("ana", B, "missing", since=A)
        told.tick("ana", C, "arrived", phone="C")
        assert (told.kinds(), told.place("ana")) == ([], ("here", C))
        assert told.kinds("shown") == ["found", "elsewhere"]
        assert told.voyage.balances[B].elsewhere == ("ana",)

    def test_whom_one_sent_past_the_other_the_other_misses_for_nothing(self, told):
        told.tick("ana", A, "carried_on", phone="A", to=C)
        told.tick("ana", B, "missing", phone="B")
        assert (told.kinds(), told.place("ana")) == (["arrived_and_missing"], ("missing", A))

    def test_missed_on_coming_back_is_no_contradiction_to_having_been_here(self, told):
        told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "carried_on", phone="A", to=C)
        told.tick("ana", C, "carried_on", phone="C", to=B)
        told.tick("ana", B, "missing", phone="B")
        assert (told.kinds(), told.place("ana")) == ([], ("missing", C))
        assert told.voyage.balances[B].missing == ("ana",)

    def test_come_off_before_the_gate_of_the_letter_is_shown_not_refused(self, told):
        told.tick("ana", A, "arrived")
        assert (told.kinds(), told.kinds("shown")) == ([], ["elsewhere"])
        assert told.voyage.balances[A].turned_up == ("ana",)

    def test_seen_aboard_after_coming_off_makes_the_next_gate_ask_where_to(self, told):
        told.tick("ana", B, "arrived")
        told.tick("ana", C, "seen", phone="C")
        assert (told.kinds(), told.place("ana")) == (["two_gates"], ("on_the_way", None))
        assert [(one.gate, one.why) for one in told.voyage.questions] == [(C, Why.WHERE_TO)]


class TestIllnessAndDeath:
    def test_ill_is_a_mark_and_no_place(self, told):
        told.tick("ana", B, "ill")
        assert (told.place("ana"), told.voyage.ill) == (("expected", B), ("ana",))

    def test_ill_and_handed_to_the_hospital(self, told):
        told.tick("ana", B, "arrived")
        told.tick("ana", B, "ill")
        told.tick("ana", B, "released", to="RSUD")
        assert (told.place("ana"), told.voyage.ill, told.kinds()) == (("released", B, "RSUD"), ("ana",), [])

    @pytest.mark.parametrize("later", ["ill", "seen", "missing", "arrived"])
    def test_whoever_died_does_not_fall_ill_or_arrive(self, told, later):
        told.tick("ana", A, "died", phone="A")
        told.tick("ana", B, later, phone="B")
        assert (told.kinds(), told.place("ana")) == (["died_and_alive"], ("died", A))

    def test_remains_are_sent_on_arrive_and_are_handed_over(self, told):
        told.tick("ana", A, "died")
        told.tick("ana", A, "carried_on", to=B)
        told.tick("ana", B, "arrived", phone="B")
        told.tick("ana", B, "released", phone="B", to="keluarga")
        assert told.voyage.conflicts == ()
        assert told.voyage.balances[B].died == ("ana",)

    def test_nobody_dies_at_two_gates(self, told):
        told.tick("ana", A, "died")
        told.tick("ana", B, "died")
        assert told.kinds() == ["died_twice"]


class TestAnUndo:
    def test_withdraws_the_tick_and_keeps_it_as_a_fact(self, told):
        tick = told.tick("ana", B, "arrived")
        told.tick("ana", B, "undo", undoes=tick)
        assert (told.place("ana"), told.voyage.withdrawn, told.voyage.conflicts) == (("expected", B), (tick,), ())

    def test_can_be_undone(self, told):
        tick = told.tick("ana", B, "arrived")
        undo = told.tick("ana", B, "undo", undoes=tick)
        told.tick("ana", B, "undo", undoes=undo)
        assert (told.place("ana"), told.voyage.withdrawn, told.voyage.conflicts) == (("here", B), (undo,), ())

    def test_counts_even_when_the_clock_of_the_phone_went_back(self, told):
        told.minute = 60
        tick = told.tick("ana", B, "arrived")
        told.minute = 10
        told.tick("ana", B, "undo", undoes=tick)
        assert told.place("ana") == ("expected", B)

    def test_by_another_phone_is_disputed(self, told):
        tick = told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "undo", phone="B", undoes=tick)
        assert (told.kinds(), told.place("ana")) == (["undo_disputed"], ("expected", B))

    def test_is_disputed_while_another_phone_still_says_it(self, told):
        tick = told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "arrived", phone="B")
        told.tick("ana", B, "undo", phone="A", undoes=tick)
        assert (told.kinds(), told.place("ana")) == (["undo_disputed"], ("here", B))

    def test_waits_for_the_tick_that_it_undoes(self, told):
        told.tick("ana", B, "undo", undoes="not yet here")
        assert told.kinds("shown") == ["unknown_undone"]

    def test_in_a_circle_undoes_nothing(self, told):
        told.tick("ana", B, "undo", undoes="t0002")
        told.tick("ana", B, "undo", undoes="t0001")
        assert told.kinds("shown") == ["undo_circle", "undo_circle"]


class TestAClosedList:
    def test_shows_what_was_changed_after_the_hand_over(self, told):
        told.handover(B)
        tick = told.tick("ana", B, "arrived")
        (shown,) = told.voyage.open
        assert (shown.kind, shown.ticks, told.place("ana")) == ("after_handover", (tick,), ("here", B))

    def test_is_settled_by_closing_it_again(self, told):
        told.handover(B)
        told.tick("ana", B, "arrived")
        told.handover(B)
        assert told.voyage.conflicts == ()

    def test_makes_the_gate_be_asked_for_whoever_is_not_ticked(self, told):
        told.handover(B)
        assert [(one.gate, one.why, one.entries) for one in told.voyage.questions] == [(B, Why.NOT_TICKED, ("ana",))]


class TestAChildAndItsAdult:
    @pytest.fixture
    def child(self, told) -> Told:
        told.entry("bayi", B, companion_of="ana")
        return told

    def test_are_not_separated_while_the_ticking_goes_on(self, child):
        child.tick("ana", B, "arrived")
        assert child.voyage.conflicts == ()

    @pytest.mark.parametrize(("of_adult", "to"), [("carried_on", C), ("missing", None), ("released", "RSUD")])
    def test_are_separated_when_one_goes_and_the_other_stays(self, child, of_adult, to):
        child.tick("bayi", B, "arrived")
        child.tick("ana", B, of_adult, to=to)
        assert child.kinds() == ["separated"]

    def test_are_together_again_with_the_same_receiver(self, child):
        child.tick("bayi", B, "released", to="keluarga")
        assert child.kinds() == ["separated"]
        child.tick("ana", B, "released", to="keluarga")
        assert child.kinds() == []


class TestAListMergedFromTwoLetters:
    @pytest.fixture
    def merged(self, told) -> Told:
        told.entry("ana again", C, person="p1")
        told.facts[0] = Entry("ana", B, person="p1")
        return told

    def test_shows_the_same_person_on_two_lines(self, merged):
        assert merged.kinds() == ["person_twice"]

    def test_and_at_two_places(self, merged):
        merged.tick("ana", B, "arrived")
        merged.tick("ana again", C, "arrived")
        assert (merged.kinds(), merged.kinds("shown")) == (["person_twice"], ["two_gates"])

    def test_counts_on_one_line_once_a_person_decides(self, merged):
        merged.tick("ana", B, "arrived")
        merged.tick("ana again", C, "missing")
        merged.decide("person_twice", "ana")
        assert merged.place("ana again") == ("double", None, "ana")
        assert merged.voyage.balances[C].double == ("ana again",)
        assert (merged.place("ana"), merged.kinds()) == (("missing", B), ["arrived_and_missing"])

    def test_stays_two_lines_when_they_are_two_persons(self, merged):
        merged.decide("person_twice")
        assert (merged.kinds(), merged.kinds("decided")) == ([], ["person_twice"])
        assert merged.place("ana again") == ("expected", C)


class TestADecision:
    @pytest.fixture
    def disputed(self, told) -> Told:
        told.arrived = told.tick("ana", B, "arrived", phone="A")
        told.missing = told.tick("ana", B, "missing", phone="B")
        return told

    def test_keeps_a_tick_and_the_place_follows(self, disputed):
        disputed.decide("arrived_and_missing", disputed.arrived)
        assert (disputed.kinds(), disputed.place("ana")) == ([], ("here", B))
        assert disputed.voyage.set_aside == (disputed.missing,)

    def test_keeps_both_when_both_are_true_one_after_the_other(self, disputed):
        disputed.decide("arrived_and_missing", disputed.arrived, disputed.missing)
        assert (disputed.kinds(), disputed.place("ana")) == ([], ("missing", B))
        assert disputed.voyage.balances[B].lost == ("ana",)

    def test_holds_for_what_its_maker_saw(self, disputed):
        disputed.decide("arrived_and_missing", disputed.arrived)
        disputed.tick("ana", B, "missing", phone="C")
        assert (disputed.kinds(), disputed.place("ana")[0]) == (["arrived_and_missing"], "missing")

    def test_about_other_ticks_decides_nothing(self, disputed):
        disputed.decide("arrived_and_missing", "a tick of somebody else")
        assert disputed.kinds() == ["arrived_and_missing"]

    def test_that_keeps_both_of_two_phones_asks_no_more_about_the_third(self, disputed):
        third = disputed.tick("ana", B, "arrived", phone="C")
        disputed.decide("arrived_and_missing", disputed.arrived, disputed.missing)
        assert (disputed.kinds(), disputed.place("ana"), disputed.voyage.set_aside) == ([], ("missing", B), (third,))

    def test_made_twice_differently_shows_and_the_later_holds(self, disputed):
        first = disputed.voyage.open[0]
        disputed.decide("arrived_and_missing", disputed.arrived)
        told = disputed.all.decisions[0]
        later = type(told)("d9999", first.key, (disputed.missing,), disputed.now)
        disputed.facts.append(later)
        assert (disputed.kinds("shown"), disputed.place("ana")[0]) == (["decided_twice"], "missing")

    def test_can_refuse_a_correction_after_the_hand_over(self, told):
        told.handover(B)
        told.tick("ana", B, "arrived")
        told.decide("after_handover")
        assert (told.place("ana"), told.kinds("decided")) == (("expected", B), ["after_handover"])

    def test_can_confirm_what_another_phone_undid(self, told):
        tick = told.tick("ana", B, "arrived", phone="A")
        undo = told.tick("ana", B, "undo", phone="B", undoes=tick)
        told.tick("ana", B, "arrived", phone="C")
        told.decide("undo_disputed", undo)
        assert (told.place("ana"), told.kinds(), told.kinds("shown")) == (("expected", B), [], [])

    def test_can_bring_back_what_another_phone_undid(self, told):
        tick = told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", B, "undo", phone="B", undoes=tick)
        told.decide("undo_disputed", tick)
        assert (told.place("ana"), told.kinds()) == (("here", B), [])


class TestFactsThatCameInOddly:
    def test_a_tick_before_its_line_waits_for_it(self, told):
        told.tick("not yet here", B, "arrived")
        assert told.kinds("shown") == ["unknown_entry"]

    def test_the_same_tick_twice_is_one(self, told):
        told.tick("ana", B, "arrived")
        told.facts.append(told.facts[-1])
        assert told.voyage.conflicts == ()

    def test_one_id_with_two_contents_is_shown(self, told):
        tick = told.tick("ana", B, "arrived")
        told.facts.append(Tick(tick, "ana", C, TickKind.ARRIVED, told.now))
        assert "rewritten" in told.kinds("shown")

    def test_an_extra_whose_name_is_on_the_list_is_shown(self, told):
        told.tick("ana", B, "extra")
        assert (told.kinds(), told.voyage.balances[B].arrived) == (["extra_but_announced"], ("ana",))

    def test_a_gate_off_the_route_stands_after_it(self, told):
        told.tick("ana", "ENDE", "arrived")
        assert told.voyage.gates == (A, B, C, "ENDE")

    def test_nothing_told_is_an_empty_voyage(self):
        assert tally(Facts()).places == {}


class TestStatedNumbers:
    def test_a_letter_of_two_that_names_one(self, told):
        told.letter(2, "BP3MI Kaltara")
        (sum_,) = told.voyage.sums
        assert (sum_.kind, sum_.said, sum_.counted, sum_.difference) == (SumKind.LETTER, 2, 1, -1)

    def test_two_letters_of_the_same_names(self, told):
        told.letter(1, "Kaltara")
        told.letter(2, "Nunukan")
        assert [one.kind for one in told.voyage.sums] == [SumKind.LETTER, SumKind.LETTERS]

    def test_two_letters_of_names_of_their_own_are_not_held_against_each_other(self, told):
        told.facts = [Entry("ana", B, source="Kaltara"), Entry("budi", B, source="Kepri"), Entry("cili", B)]
        told.letter(1, "Kaltara")
        told.letter(1, "Kepri")
        assert told.voyage.sums == ()

    def test_fewer_heads_are_explained_by_a_tick_after_the_count(self, told):
        told.count(B, 0)
        told.tick("ana", B, "arrived")
        assert [(one.kind, one.difference, one.entries) for one in told.voyage.sums] == [("heads", 1, ("ana",))]

    def test_more_heads_are_explained_by_whoever_is_not_ticked(self, told):
        told.count(B, 1)
        assert [(one.difference, one.entries) for one in told.voyage.sums] == [(-1, ("ana",))]


class TestSentences:
    @pytest.mark.parametrize("words", [CONFLICTS, QUESTIONS, SUMS, TERMS], ids=["conflicts", "asked", "sums", "terms"])
    def test_are_there_in_both_languages(self, words):
        assert all(set(sentence) == {"id", "en"} for sentence in words.values())

    def test_are_there_for_every_kind(self):
        assert (set(CONFLICTS), set(SUMS), set(QUESTIONS)) == (set(ConflictKind), set(SumKind), set(Why))

    def test_name_people_and_gates(self, told):
        told.tick("ana", B, "arrived", phone="A")
        told.tick("ana", C, "arrived", phone="B")
        sentence = says(told.voyage.open[0], named=str.title, gate=str.title)
        assert sentence == "Ana: dicatat di dua tempat yang tidak bisa benar dua-duanya (Lewoleba, Maumere)."
