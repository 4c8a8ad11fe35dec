"""How many seeded holes there are, and that each is seen (tests/domain/test_seeded_holes.py tries them one by one)."""

from tests.domain import test_seeded_holes as seeded
from tests.domain.test_seeded_holes import HOLES, everything_wrong, rows, strong

__all__ = ["rows", "strong"]


class TestSeededHoles:
    def test_are_all_seen(self, strong, cast, whole, figure):
        tried = list(HOLES) if whole else list(HOLES)[:2]
        seen = 0
        for hole in tried:
            with strong.transaction(force_rollback=True):
                strong.execute(HOLES[hole])
                strong.execute("SET LOCAL ROLE sasando_app")
                seen += bool(everything_wrong(strong, cast))
        figure("holes in the database seen", f"{seen} of {len(tried)}")
        figure("holes in the program seen by the tests", len(seeded.TestAHoleInTheProgram.HOLES))
        assert seen == len(tried)
