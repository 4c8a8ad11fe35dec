"""How well the fields of messy lists are read: measured on lists of which every person is known."""

import time
from collections import Counter

import pytest
from tests.exchange.rosters.messy import Truth, message

from sasando.core.facts.writing import squash
from sasando.exchange.rosters import Person, read_text

SEEDS = range(500)
FIELDS = (
    "full_name", "number", "sex", "age", "born_on", "village", "regency", "nik", "passport_number", "phone", "aliases",
    "bin_binti", "section",
)  # fmt: skip


def is_right(person: Person, truth: Truth, field: str) -> bool:
    """Read as it was meant, or admitted to be unsure."""
    if field == "full_name":
        return squash(person.full_name or "") == squash(truth.name)
    return getattr(person, field) == getattr(truth, field) or field in person.unsure


@pytest.fixture(scope="module")
def measured() -> tuple[Counter, Counter, list[int]]:
    right: Counter = Counter()
    total: Counter = Counter()
    miscounted = []
    for seed in SEEDS:
        text, truths = message(seed)
        people = read_text(text).people
        total["lines"] += len(text.splitlines())
        if len(people) != len(truths):
            miscounted.append(seed)
            continue
        for person, truth in zip(people, truths, strict=True):
            for field in FIELDS:
                total[field] += 1
                right[field] += is_right(person, truth, field)
    return right, total, miscounted


class TestFiveHundredMessages:
    def test_are_more_than_a_thousand_lines(self, measured):
        assert measured[1]["lines"] >= 5_000

    def test_have_the_people_that_were_written(self, measured):
        assert len(measured[2]) <= len(SEEDS) // 100

    @pytest.mark.parametrize("field", FIELDS)
    def test_are_read_field_by_field(self, measured, field):
        right, total, _ = measured
        assert right[field] >= 0.995 * total[field]


class TestAListOfTenThousandLines:
    def test_is_read_within_seconds(self):
        text = "\n".join(message(seed)[0] for seed in range(800))[:900_000]
        lines = text.splitlines()[:10_000]
        started = time.process_time()
        read_text("\n".join(lines))
        assert time.process_time() - started < 4  # 2 on an idle machine
