"""Many random voyages: every promise kept, in any order of delivery, and the same on the phone."""

from random import Random

import pytest
from tests.core.tally.promises import broken
from tests.core.tally.test_promises import shuffled
from tests.core.tally.test_twin import differing, run_twin
from tests.core.tally.voyages import random_facts

from sasando.core.tally import facts_to_wire, tally, voyage_to_wire

PIECE = 5_000


class TestManyVoyages:
    @pytest.fixture
    def seeds(self, whole) -> range:
        return range(1_000_000, 1_000_000 + (100_000 if whole else 2_000))

    def test_keep_every_promise_in_any_order_of_delivery(self, seeds, figure):
        wrong, ticks, conflicts = [], 0, 0
        for seed in seeds:
            facts = random_facts(seed)
            voyage = tally(facts)
            ticks, conflicts = ticks + len(facts.ticks), conflicts + len(voyage.conflicts)
            wrong += [(seed, one) for one in broken(facts, voyage)]
            if tally(shuffled(facts, Random(seed))) != voyage:
                wrong.append((seed, "order of delivery"))
        figure("random voyages", len(seeds))
        figure("ticks in them", ticks)
        figure("conflicts shown in them", conflicts)
        figure("promises broken", len(wrong))
        assert wrong == []

    def test_are_the_same_on_the_phone(self, seeds, figure, tmp_path):
        wrong = []
        for start in range(seeds.start, seeds.stop, PIECE):
            piece = range(start, min(start + PIECE, seeds.stop))
            told = [random_facts(seed) for seed in piece]
            theirs = run_twin([facts_to_wire(one) for one in told], tmp_path)
            for seed, facts, other in zip(piece, told, theirs, strict=True):
                wrong += [(seed, one) for one in differing(voyage_to_wire(tally(facts)), other)]
        figure("random voyages compared with the phone", len(seeds))
        figure("cells that differ", len(wrong))
        assert wrong == []
