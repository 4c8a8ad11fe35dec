"""One tree, five readings: plain interpreter, fused Python, Polars, DuckDB SQL and JavaScript give the same cells."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from bench.dossiers import AS_OF, frame, to_dossiers

from sasando.core.law.compilers import javascript, polars, sql
from sasando.core.law.compilers.interpreter import answer
from sasando.core.law.compilers.python import PythonAudit, PythonParts
from sasando.core.law.explanation import RULEBOOK, judge
from sasando.core.law.rulebook import MET, NOT_APPLICABLE, NOT_YET_DUE, Column, applicability, is_due
from sasando.core.law.stage import Stage
from sasando.core.law.verdict import Outcome

ROWS = 10_000
INTERPRETED = 400
STAGES = (Stage.DEPART, Stage.PLACEMENT_AGREEMENT, Stage.END)


def by_definition(column: Column, stage: Stage, dossier, day: date) -> int:
    """The cell as the docstrings of `Check` and `rulebook` define it, without rails or compilers."""
    reached, applied = set(), set()
    for version, check in column.checks:
        when = answer(applicability(version, check), dossier, day)
        if when is False:
            continue
        due = is_due(check, stage)
        applied.add(due)
        outcome = _outcome(check, when, answer(check.holds, dossier, day))
        if outcome is not None and (due or outcome is Outcome.VIOLATED):
            reached.add((id(check), outcome))
    cells = [cell for cell, verdict in column.verdicts.items() if (id(verdict.check), verdict.outcome) in reached]
    if cells:
        return max(cells)
    return NOT_APPLICABLE if not applied else MET if True in applied else NOT_YET_DUE


def _outcome(check, when, holds):
    if holds is True:
        return None
    if when is None:
        return Outcome.UNKNOWN
    return check.fails if holds is False else check.unknown


def run_javascript(dossiers: pl.DataFrame, stage: Stage, function: str, folder: Path) -> list:
    """What a function of the generated module gives for each dossier, in node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so the JavaScript of the phone was NOT tried (apt install nodejs)")
    (folder / "law.mjs").write_text(javascript.audit_module(RULEBOOK, stage))
    rows = dossiers.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts()
    (folder / "dossiers.json").write_text(json.dumps(rows))
    (folder / "run.mjs").write_text(
        f'import {{ readFileSync }} from "node:fs";\nimport {{ {function} }} from "./law.mjs";\n'
        'const rows = JSON.parse(readFileSync(new URL("dossiers.json", import.meta.url)));\n'
        f"console.log(JSON.stringify(rows.map((row) => {function}(row, row.as_of))));\n"
    )
    done = subprocess.run([node, folder / "run.mjs"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def dossiers() -> pl.DataFrame:
    return frame(ROWS, seed=7)


@pytest.fixture(scope="module", params=STAGES, ids=lambda stage: stage.value)
def judged(request, dossiers):
    """A stage, and the cells of fused Python to which the others are held."""
    audit = PythonAudit(RULEBOOK, request.param)
    return request.param, [tuple(audit(dossier, AS_OF)) for dossier in to_dossiers(dossiers)]


class TestTenThousandDossiersNearEveryEdge:
    def test_reach_every_decision_and_many_cells(self, judged):
        _, cells = judged
        assert {max(row) // 64 for row in cells} >= {0, 2, 3}
        assert len({(place, cell) for row in cells for place, cell in enumerate(row)}) > 150

    def test_python_is_what_the_definition_says(self, judged, dossiers):
        stage, cells = judged
        for dossier, row in zip(to_dossiers(dossiers[:INTERPRETED]), cells, strict=False):
            day = dossier.departs_on or AS_OF
            expected = tuple(by_definition(column, stage, dossier, day) for column in RULEBOOK.columns)
            assert row == expected, _differing(row, expected)

    def test_polars_is_equal_cell_by_cell(self, judged, dossiers):
        stage, cells = judged
        assert polars.audit(dossiers.lazy(), RULEBOOK, stage).collect().rows() == cells

    def test_duckdb_is_equal_cell_by_cell(self, judged, dossiers, tmp_path):
        stage, cells = judged
        file = tmp_path / "dossiers.parquet"
        dossiers.write_parquet(file)
        assert duckdb.sql(sql.audit_query(RULEBOOK, stage, table=f"'{file}'")).fetchall() == cells

    def test_javascript_is_equal_cell_by_cell(self, judged, dossiers, tmp_path):
        stage, cells = judged
        assert [tuple(row) for row in run_javascript(dossiers, stage, "audit", tmp_path)] == cells

    def test_the_parts_have_the_gravest_cell_first(self, judged, dossiers):
        stage, cells = judged
        parts = PythonParts(RULEBOOK, stage)
        for dossier, row in zip(to_dossiers(dossiers[:1000]), cells, strict=False):
            found, unmet = parts(dossier, AS_OF)
            assert tuple(found) == row
            assert [cells[0] if cells else None for cells in unmet] == [c if c > NOT_YET_DUE else None for c in row]


class TestAFrameThatLacksColumns:
    def test_is_judged_as_if_they_were_not_known(self, dossiers):
        few = dossiers.select("as_of", "scheme", "passport_until")
        cells = polars.audit(few.lazy(), RULEBOOK, Stage.DEPART).collect().rows()
        audit = PythonAudit(RULEBOOK, Stage.DEPART)
        assert cells[:500] == [tuple(audit(dossier, AS_OF)) for dossier in to_dossiers(few[:500])]


@pytest.fixture(scope="module")
def few() -> pl.DataFrame:
    return frame(2_000, seed=8)


@pytest.fixture(scope="module")
def decided(few) -> list[int]:
    """The decisions of `judge`, as the numbers that the bulk compilers give."""
    numbers = ("cleared", "incomplete", "non_procedural", "out_of_scope")
    return [numbers.index(judge(dossier, as_of=AS_OF).decision) for dossier in to_dossiers(few)]


class TestTheDecisionOfEachDossier:
    def test_is_the_same_in_polars(self, few, decided):
        assert set(decided) == {0, 1, 2, 3}
        assert polars.decisions(few.lazy(), RULEBOOK, Stage.DEPART).collect()["decision"].to_list() == decided

    def test_is_the_same_in_duckdb(self, few, decided, tmp_path):
        few.write_parquet(tmp_path / "few.parquet")
        query = sql.decision_query(RULEBOOK, Stage.DEPART, table=f"'{tmp_path / 'few.parquet'}'")
        assert [number for (number,) in duckdb.sql(query).fetchall()] == decided

    def test_is_the_same_on_the_phone(self, few, decided, tmp_path):
        assert run_javascript(few, Stage.DEPART, "decision", tmp_path) == decided


def _differing(row, expected):
    pairs = zip(RULEBOOK.columns, row, expected, strict=True)
    return {column.key: (got, wanted) for column, got, wanted in pairs if got != wanted}
