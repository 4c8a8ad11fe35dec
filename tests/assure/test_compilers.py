"""Python, Polars and DuckDB give the same cells for many random dossiers, of other seeds than the tests."""

import duckdb
import pytest
from bench.dossiers import AS_OF, frame, to_dossiers

from sasando.core.law.compilers import polars, sql
from sasando.core.law.compilers.python import PythonAudit
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.stage import Stage


class TestManyDossiers:
    @pytest.mark.parametrize("seed", [11, 12])
    def test_are_equal_in_python_polars_and_duckdb(self, seed, tmp_path, whole, figure):
        rows = 100_000 if whole else 2_000
        many = frame(rows, seed=seed)
        file = tmp_path / "many.parquet"
        many.write_parquet(file)
        audit = PythonAudit(RULEBOOK, Stage.DEPART)
        cells = [tuple(audit(dossier, AS_OF)) for dossier in to_dossiers(many)]
        figure(f"dossiers compared, seed {seed}", rows)
        assert polars.audit(many.lazy(), RULEBOOK, Stage.DEPART).collect().rows() == cells
        assert duckdb.sql(sql.audit_query(RULEBOOK, Stage.DEPART, table=f"'{file}'")).fetchall() == cells
