"""What holds for every voyage: nobody is lost, every gate balances, nothing is silent, delivery does not matter."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.core.tally.promises import broken
from tests.core.tally.told import DAWN, Told
from tests.core.tally.voyages import PHONES, RECEIVERS, random_facts

from sasando.core.tally import Facts, State, Tick, TickKind, Voyage, tally, voyage_to_wire

GATES = ("MAKASSAR", "MAUMERE", "LEWOLEBA")
SAID = [kind for kind in TickKind if kind != "undo"]
voyages = st.integers(0, 10**9).map(random_facts)
undecided = st.integers(0, 10**9).map(lambda seed: random_facts(seed, decided=False))


def shuffled(facts: Facts, dice: Random) -> Facts:
    """The same facts, delivered in another order; those of the route keep theirs."""
    parts = {name: getattr(facts, name) for name in Facts.__slots__ if name != "gates"}
    return replace(facts, **{name: tuple(dice.sample(part, len(part))) for name, part in parts.items()})


class TestEveryVoyage:
    @given(voyages)
    @settings(deadline=None)
    def test_keeps_its_promises(self, facts):
        assert broken(facts, tally(facts)) == []

    @given(voyages, st.integers())
    @settings(deadline=None)
    def test_is_the_same_in_whatever_order_the_facts_are_delivered(self, facts, seed):
        assert voyage_to_wire(tally(shuffled(facts, Random(seed)))) == voyage_to_wire(tally(facts))

    @given(voyages)
    @settings(deadline=None)
    def test_is_the_same_when_facts_are_delivered_twice(self, facts):
        twice = replace(facts, ticks=facts.ticks * 2, entries=facts.entries * 2, decisions=facts.decisions * 2)
        assert voyage_to_wire(tally(twice)) == voyage_to_wire(tally(facts))

    @given(voyages, st.data())
    @settings(deadline=None)
    def test_loses_nobody_by_more_ticks(self, facts, data):
        before = tally(facts)
        more = data.draw(st.lists(ticks_of(facts), max_size=5, unique_by=lambda tick: tick.id))
        after = replace(facts, ticks=(*facts.ticks, *more))
        assert set(tally(after).places) == set(before.places)
        assert broken(after, tally(after)) == []

    @given(undecided, st.data())
    @settings(deadline=None)
    def test_is_restored_by_an_undo(self, facts, data):
        before = tally(facts)
        tick = data.draw(ticks_of(facts))
        undo = replace(tick, id=f"{tick.id} undo", kind=TickKind.UNDO, undoes=tick.id, to=None, since=None)
        after = tally(replace(facts, ticks=(*facts.ticks, tick, undo)))
        assert after.places == before.places
        assert {gate: after.balances[gate] for gate in before.gates} == before.balances


def ticks_of(facts: Facts) -> st.SearchStrategy[Tick]:
    """A new tick of somebody on the list, at a gate of the route, at any time."""
    return st.builds(
        Tick,
        st.integers(0, 99).map("new {}".format),
        st.sampled_from(sorted(entry.id for entry in facts.entries)),
        st.sampled_from(tally(facts).gates or GATES),
        st.sampled_from(SAID),
        st.datetimes(timezones=st.just(DAWN.tzinfo)),
        st.sampled_from(PHONES),
        st.none(),
    )


def open_about(voyage: Voyage, *ticks: str) -> set[str]:
    """The kinds of the open conflicts in which all these ticks stand."""
    return {one.kind for one in voyage.open if set(ticks) <= set(one.ticks)}


class TestEveryContradiction:
    """Whatever else is told of somebody, two ticks that cannot both be true are in one open conflict."""

    @pytest.mark.parametrize(
        ("first", "second", "kind"),
        [
            (("MAUMERE", "arrived", "A"), ("MAUMERE", "missing", "B"), "arrived_and_missing"),
            (("MAUMERE", "missing", "A"), ("MAUMERE", "arrived", "B"), "arrived_and_missing"),
            (("MAUMERE", "missing", "A"), ("MAUMERE", "released", "B"), "arrived_and_missing"),
            (("MAUMERE", "released", "A"), ("LEWOLEBA", "missing", "B"), "arrived_and_missing"),
            (("MAUMERE", "arrived", "A"), ("LEWOLEBA", "arrived", "B"), "two_gates"),
            (("MAUMERE", "arrived", "A"), ("LEWOLEBA", "seen", "B"), "two_gates"),
            (("MAUMERE", "died", "A"), ("LEWOLEBA", "seen", "B"), "died_and_alive"),
            (("MAUMERE", "died", "A"), ("LEWOLEBA", "died", "B"), "died_twice"),
            (("MAUMERE", "died", "A"), ("MAUMERE", "ill", "B"), "died_and_alive"),
            (("MAUMERE", "carried_on", "A"), ("MAUMERE", "arrived", "B"), "carried_and_arrived"),
        ],
    )
    @given(noise=st.lists(st.tuples(st.sampled_from(GATES), st.sampled_from(["seen", "ill", "arrived"])), max_size=4))
    @settings(deadline=None, max_examples=25)
    def test_is_an_open_conflict(self, first, second, kind, noise):
        told = Told(*GATES)
        told.entry("ana", "MAUMERE")
        ids = []
        for gate, said, phone in (*((gate, said, "C") for gate, said in noise), first, second):
            ids.append(told.tick("ana", gate, said, phone=phone, to="KUPANG" if said == "carried_on" else None))
        assert kind in open_about(told.voyage, *ids[-2:])


class ManyPhones(RuleBasedStateMachine):
    """Phones tick, undo, close and decide; what they tell reaches the server in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Told(*GATES)
        self.told.entry("e0", "MAUMERE")
        self.dice = Random(0)

    def _entries(self) -> list[str]:
        return sorted(entry.id for entry in self.told.all.entries)

    @rule(due=st.sampled_from([*GATES, None]), with_adult=st.booleans(), person=st.sampled_from(["p1", "p2", None]))
    def announce(self, due, with_adult, person):
        entries = self._entries()
        adult = entries[0] if with_adult else None
        self.told.entry(f"e{len(entries)}", due, companion_of=adult, person=person)

    @rule(gate=st.sampled_from(GATES), phone=st.sampled_from(PHONES))
    def find_an_extra(self, gate, phone):
        entry = self.told.entry(f"e{len(self._entries())}", announced=False, found_at=gate)
        self.told.tick(entry, gate, "extra", phone=phone)

    @rule(
        data=st.data(),
        gate=st.sampled_from(GATES),
        kind=st.sampled_from(SAID),
        phone=st.sampled_from(PHONES),
        back=st.integers(0, 5),
    )
    def tick(self, data, gate, kind, phone, back):
        self.told.minute = max(0, self.told.minute - back)  # a phone whose clock is slow
        while any(getattr(fact, "id", "") == f"t{self.told.minute + 1:04}" for fact in self.told.facts):
            self.told.minute += 1
        to = {"carried_on": GATES[-1], "released": data.draw(st.sampled_from(RECEIVERS))}.get(kind)
        entry = data.draw(st.sampled_from(self._entries()))
        self.told.tick(entry, gate, kind, phone=phone, to=to)

    @precondition(lambda self: self.told.all.ticks)
    @rule(data=st.data(), phone=st.sampled_from(PHONES))
    def undo(self, data, phone):
        tick = data.draw(st.sampled_from(sorted(self.told.all.ticks, key=lambda tick: tick.id)))
        self.told.minute = 500 + len(self.told.facts)
        self.told.tick(tick.entry, tick.gate, "undo", phone=phone, undoes=tick.id)

    @rule(gate=st.sampled_from(GATES))
    def close(self, gate):
        self.told.handover(gate)

    @precondition(lambda self: self.told.voyage.open)
    @rule(data=st.data())
    def decide(self, data):
        one = data.draw(st.sampled_from(self.told.voyage.open))
        keep = data.draw(st.sets(st.sampled_from(one.ticks or one.entries)))
        self.told.decide_on(one, *sorted(keep))
        decided = {one.key: one for one in self.told.voyage.conflicts}
        assert one.key not in decided or decided[one.key].state == State.DECIDED

    @invariant()
    def every_promise_is_kept(self):
        assert broken(self.told.all, self.told.voyage) == []

    @invariant()
    def delivery_does_not_matter(self):
        assert voyage_to_wire(tally(shuffled(self.told.all, self.dice))) == voyage_to_wire(self.told.voyage)


TestManyPhones = ManyPhones.TestCase
TestManyPhones.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)


class TestAThousandLines:
    def test_are_tallied_while_a_thumb_moves(self):
        """The aim is 20 ms; the test leaves room for a busy machine."""
        from time import perf_counter

        told = Told(*(f"g{number}" for number in range(10)))
        for number in range(1_000):
            entry = told.entry(f"e{number:04}", f"g{3 + number % 7}")
            told.tick(entry, f"g{2 + number % 7}", "seen", phone="transit")
            told.tick(entry, f"g{3 + number % 7}", "missing" if number % 40 == 0 else "arrived")
        facts, best = told.all, 1.0
        for _ in range(5):
            start = perf_counter()
            tally(facts)
            best = min(best, perf_counter() - start)
        assert best < 0.2
