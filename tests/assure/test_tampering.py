"""One change anywhere in the chain of facts is found, with the right row; of another seed than the tests."""

import random

from tests.domain import test_verifying as verifying
from tests.domain.test_verifying import chain, facts

from sasando.domain.audit.verifying import verify_chain

__all__ = ["chain", "facts"]


class TestTamperings:
    def test_are_found_and_named(self, chain, whole, figure):
        ways = verifying.TestTenThousandTamperings
        each = (ways.changed, ways.one_bit, ways.deleted, ways.deleted_and_renumbered, ways.swapped, ways.inserted)
        tried, dice, named = (10_000 if whole else 300), random.Random(1810), 0
        for turn in range(tried):
            rows, expected = each[turn % len(each)](chain, dice.randrange(len(chain)), dice)
            found = verify_chain(iter(rows))
            named += bool(found.broken) and found.row == expected
        figure("tamperings found, with the right row", f"{named} of {tried}")
        assert named == tried
