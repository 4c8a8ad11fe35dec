"""One tree, four compilers: every cell of a million random dossiers from Python, Polars, DuckDB's SQL and JavaScript.

Run: `./sasando bench law_cells [--rows N] [--stage DEPART]`. Exit status 1 when any cell differs. JavaScript is left
out, and the last line says so, where there is no `node`.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from bench.dossiers import AS_OF, frame, to_dossiers
from sasando.core.law.compilers import javascript
from sasando.core.law.compilers import polars as bulk
from sasando.core.law.compilers.python import PythonAudit
from sasando.core.law.compilers.sql import audit_query
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.stage import Stage

CHUNK = 25_000
Cells = Any
Engine = Callable[[pl.DataFrame], Cells]

_RUN = """
import { audit } from "./law.mjs";
import { readFileSync } from "node:fs";
const cells = [];
for (const line of readFileSync(0, "utf8").split("\\n")) {
  if (line) { const dossier = JSON.parse(line); for (const cell of audit(dossier, dossier.as_of)) cells.push(cell); }
}
process.stdout.write(Uint8Array.from(cells));
"""


def main() -> None:
    """Judge, compare and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--stage", type=Stage, default=Stage.DEPART)
    asked = parser.parse_args()
    print(f"rule set {RULEBOOK.fingerprint[:12]}")
    with tempfile.TemporaryDirectory(prefix="sasando-cells-") as folder:
        engines = _engines(asked.stage, Path(folder))
        differing = dict.fromkeys(engines, 0)
        for start in range(0, asked.rows, CHUNK):
            rows = min(CHUNK, asked.rows - start)
            _compare(frame(rows, seed=1000 + start // CHUNK), asked.stage, engines, differing)
            print(f"{start + rows:,} dossiers, differing cells: {differing}", flush=True)
    if "JavaScript" not in engines:
        print("JavaScript was left out: there is no node here.")
    sys.exit(1 if any(differing.values()) else 0)


def _compare(dossiers: pl.DataFrame, stage: Stage, engines: dict[str, Engine], differing: dict[str, int]) -> None:
    audit = PythonAudit(RULEBOOK, stage)
    ours = np.array([audit(dossier, AS_OF) for dossier in to_dossiers(dossiers)], dtype=np.uint8)
    for name, engine in engines.items():
        differing[name] += int((engine(dossiers) != ours).sum())


def _engines(stage: Stage, folder: Path) -> dict[str, Engine]:
    query = audit_query(RULEBOOK, stage, table="dossiers")

    def in_polars(dossiers: pl.DataFrame) -> Cells:
        return bulk.audit(dossiers.lazy(), RULEBOOK, stage).collect().to_numpy()

    def in_duckdb(dossiers: pl.DataFrame) -> Cells:
        with duckdb.connect() as database:
            database.register("dossiers", dossiers.to_arrow())
            return database.sql(query).pl().to_numpy()

    engines = {"Polars": in_polars, "SQL (DuckDB)": in_duckdb}
    node = shutil.which("node")
    return engines | ({"JavaScript": _in_node(node, stage, folder)} if node else {})


def _in_node(node: str, stage: Stage, folder: Path) -> Engine:
    (folder / "law.mjs").write_text(javascript.audit_module(RULEBOOK, stage))
    (folder / "run.mjs").write_text(_RUN)

    def in_node(dossiers: pl.DataFrame) -> Cells:
        lines = dossiers.with_columns(pl.col(pl.Date).cast(pl.String)).write_ndjson()
        done = subprocess.run([node, folder / "run.mjs"], input=lines.encode(), capture_output=True, check=True)
        return np.frombuffer(done.stdout, dtype=np.uint8).reshape(dossiers.height, -1)

    return in_node


if __name__ == "__main__":
    main()
