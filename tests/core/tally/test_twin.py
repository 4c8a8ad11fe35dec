"""The phone's twin in JavaScript gives the same voyage, cell by cell."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.core.tally.voyages import random_facts

from sasando.core.tally import (
    ConflictKind,
    PlaceKind,
    SumKind,
    Why,
    facts_from_wire,
    facts_to_wire,
    tally,
    voyage_to_wire,
)

TWIN = Path(__file__).parents[3] / "src/sasando/web/field/static/field"
SEEDS = range(3_000)
RUN = """
import { readFileSync } from "node:fs";
import { tally } from "./tally.js";
const told = JSON.parse(readFileSync(new URL("facts.json", import.meta.url)));
console.log(JSON.stringify(told.map((facts) => tally(facts))));
"""


def run_twin(told: list[Any], folder: Path) -> list[Any]:
    """What `tally.js` gives for each facts in the plain form, in node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so the JavaScript of the phone was NOT tried (apt install nodejs)")
    for file in TWIN.glob("tally*.js"):
        shutil.copy(file, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "facts.json").write_text(json.dumps(told))
    (folder / "run.mjs").write_text(RUN)
    done = subprocess.run([node, folder / "run.mjs"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def differing(ours: Any, theirs: Any, path: str = "") -> list[str]:
    """Where two plain values differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        return [cell for key in ours for cell in differing(ours[key], theirs[key], f"{path}.{key}")]
    return [] if ours == theirs else [f"{path}: {ours} != {theirs}"]


class TestThousandsOfRandomVoyages:
    def test_are_the_same_on_the_phone(self, tmp_path):
        facts = [random_facts(seed) for seed in SEEDS]
        theirs = run_twin([facts_to_wire(one) for one in facts], tmp_path)
        for seed, one, other in zip(SEEDS, facts, theirs, strict=True):
            assert differing(voyage_to_wire(tally(one)), other) == [], f"seed {seed}"

    def test_reach_every_kind_of_conflict_place_and_question(self):
        voyages = [tally(random_facts(seed)) for seed in SEEDS]
        assert {one.kind for voyage in voyages for one in voyage.conflicts} == set(ConflictKind)
        assert {place.kind for voyage in voyages for place in voyage.places.values()} == set(PlaceKind)
        assert {one.kind for voyage in voyages for one in voyage.sums} == set(SumKind)
        assert {one.why for voyage in voyages for one in voyage.questions} == set(Why)


class TestTheTimesOfAPhone:
    def test_mean_the_same_in_whatever_zone_they_are_written(self, tmp_path):
        told = [
            {
                "entries": [{"id": "a", "due": "MAUMERE"}],
                "ticks": [
                    {"id": "1", "entry": "a", "gate": "MAUMERE", "kind": "missing", "at": first},
                    {"id": "2", "entry": "a", "gate": "MAUMERE", "kind": "arrived", "at": second},
                ],
            }
            for first, second in [
                ("2026-03-07T06:15:00+08:00", "2026-03-06T22:15:00.000001Z"),
                ("2026-03-06T22:15:00.5Z", "2026-03-07T06:15:00.4+08:00"),
            ]
        ]
        theirs = run_twin(told, tmp_path)
        assert [one["places"]["a"]["kind"] for one in theirs] == ["here", "missing"]
        assert theirs == [voyage_to_wire(tally(facts_from_wire(one))) for one in told]


class TestThePlainForm:
    @pytest.mark.parametrize("seed", range(100))
    def test_of_facts_gives_them_again(self, seed):
        facts = random_facts(seed)
        assert facts_from_wire(json.loads(json.dumps(facts_to_wire(facts)))) == facts
