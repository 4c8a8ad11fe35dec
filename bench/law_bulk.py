"""Many dossiers at once: ours on Polars against a plain scan, DuckDB and OpenFisca-Core, on the same rows.

Run: `./sasando bench law_bulk [--rows 10000 1000000 10000000]`. Exit status 1 when any cell differs.
"""

import argparse
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import duckdb
import polars as pl

from bench.dossiers import AS_OF, frame, to_dossiers
from bench.law_openfisca import OpenFisca
from bench.timing import (
    ROUNDS,
    Seconds,
    goal,
    interleaved,
    machine,
    median_ratio,
    must_be_equal,
    peak_megabytes,
    table,
)
from sasando.core.law.compilers import polars as bulk
from sasando.core.law.compilers.python import PythonAudit
from sasando.core.law.compilers.sql import audit_query
from sasando.core.law.explanation import RULEBOOK
from sasando.core.law.expression import facts_of
from sasando.core.law.rulebook import FIRST_INCOMPLETE, FIRST_VIOLATED, MET
from sasando.core.law.stage import Stage

STAGE = Stage.DEPART
CHUNK = 1_000_000  # rows made and written at a time
CELL_BY_CELL = 10_000  # rows also judged by Python
GOALS_FROM = 1_000_000  # rows; below, preparing the plan is what takes the time
IN_MEMORY = 1_000_000  # rows that fit in memory several times over

COUNTED, READ = "scan, known values counted", "scan, every value read"
OURS, CELLS = "ours, Parquet to Parquet", "ours, memory to cells"
DUCK, OPENFISCA = "DuckDB, Parquet to Parquet", "OpenFisca, memory to cells"


def main() -> None:
    """Make the rows, check, measure and print, for each number of rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    print(machine("polars", "duckdb", "openfisca-core", "numpy"))
    print(f"rule set {RULEBOOK.fingerprint[:12]}")
    for rows in asked.rows:
        with tempfile.TemporaryDirectory(prefix="sasando-bench-") as folder:
            _measure(_Bench(Path(folder), rows), asked.rounds)


def used_facts() -> list[str]:
    """The facts that the requirements read at the stage."""
    conditions = [case.condition for column in RULEBOOK.columns for case in column.cases(STAGE)]
    return sorted(frozenset().union(*map(facts_of, conditions)))


def _measure(bench: "_Bench", rounds: int) -> None:
    print(f"\n## {bench.rows:,} dossiers\n", flush=True)
    bench.make()
    size = sum(part.stat().st_size for part in bench.folder.glob("in-*.parquet")) / 1e6
    print(f"{len(used_facts()) + 1} columns, {size:,.0f} MB of Parquet")
    bench.check()
    seconds = interleaved(bench.contenders(), rounds=rounds, before=bench.before())
    written = bench.ours_out.stat().st_size / 1e6
    with get_context("spawn").Pool(1) as pool:
        alone = pool.apply(_memory_alone, (bench.folder, bench.rows))
    print(f"{rounds} interleaved rounds; {written:,.1f} MB of outcomes written")
    print(f"most memory held: {alone:,.0f} MB by ours, Parquet to Parquet, alone; {peak_megabytes():,.0f} MB by all\n")
    print(table(seconds, base=COUNTED, unit=("ms: median (least–most)", 1e3)))
    if bench.rows >= GOALS_FROM:
        print(_goals(seconds), flush=True)


def _memory_alone(folder: Path, rows: int) -> float:
    _Bench(folder, rows).write_ours()
    return peak_megabytes()


def _goals(seconds: Seconds) -> str:
    lines = [
        goal(f"from Parquet to outcomes in Parquet, times '{base}'", median_ratio(seconds, OURS, base), target)
        for base in (COUNTED, READ)
        for target in (4, 2)
    ]
    if OPENFISCA in seconds:
        lines.append(goal("OpenFisca, times ours", median_ratio(seconds, OPENFISCA, CELLS), 5, at_least=True))
    lines.append(f"         DuckDB from Parquet to Parquet, times ours: {median_ratio(seconds, DUCK, OURS):.3g}")
    return "\n" + "\n".join(lines)


class _Bench:
    """The rows in a folder, and everything that is run over them."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.rows = rows
        self.database = duckdb.connect()

    @property
    def parts(self) -> str:
        return str(self.folder / "in-*.parquet")

    @property
    def ours_out(self) -> Path:
        return self.folder / "ours.parquet"

    @property
    def duck_out(self) -> Path:
        return self.folder / "duckdb.parquet"

    def make(self) -> None:
        """Write the dossiers, at most CHUNK rows a file."""
        for number, start in enumerate(range(0, self.rows, CHUNK)):
            rows = frame(min(CHUNK, self.rows - start), seed=1 + number).select("as_of", *used_facts())
            rows.write_parquet(self.folder / f"in-{number:03}.parquet")

    def contenders(self) -> dict[str, Callable[[], object]]:
        """Everything that is timed."""
        runs: dict[str, Callable[[], object]] = {
            COUNTED: lambda: self._scan().select(pl.all().null_count()).collect(engine="streaming"),
            READ: lambda: self._scan().select(pl.all().max()).collect(engine="streaming"),
            OURS: self.write_ours,
            "ours, Parquet to counts": lambda: _counts(self._scan()),
            "DuckDB scan, every value read": self._duck_scan,
            DUCK: self._duck_written,
        }
        return runs | (self._in_memory() if self.rows <= IN_MEMORY else {})

    def check(self) -> None:
        """Every cell of ours against every other engine, on these rows."""
        self.write_ours()
        self._duck_written()
        ours, theirs = pl.scan_parquet(self.ours_out), pl.scan_parquet(self.duck_out)
        both = pl.concat([ours, theirs.select(pl.all().name.suffix(" duckdb"))], how="horizontal")
        keys = [column.key for column in RULEBOOK.columns]
        unequal = both.select((pl.col(key).ne_missing(pl.col(f"{key} duckdb"))).sum() for key in keys).collect()
        must_be_equal("DuckDB", sum(unequal.row(0)))
        if self.rows <= IN_MEMORY:
            self._check_openfisca(pl.read_parquet(self.ours_out))
        head = frame(min(self.rows, CELL_BY_CELL), seed=1)
        audit = PythonAudit(RULEBOOK, STAGE)
        cells = pl.read_parquet(self.ours_out, n_rows=CELL_BY_CELL).rows()
        pairs = zip(cells, to_dossiers(head), strict=True)
        differing = sum(one != other for row, it in pairs for one, other in zip(row, audit(it, AS_OF), strict=True))
        must_be_equal(f"fused Python, first {len(cells):,} dossiers", differing)

    def _check_openfisca(self, ours: pl.DataFrame) -> None:
        peer = OpenFisca(self._scan().collect(), RULEBOOK, STAGE)
        cells = peer.cells(peer.simulation())
        differing = sum(
            int((column != ours[key].to_numpy()).sum()) for key, column in zip(ours.columns, cells, strict=True)
        )
        must_be_equal("OpenFisca", differing)

    def _in_memory(self) -> dict[str, Callable[[], object]]:
        dossiers = self._scan().collect()
        peer = self._openfisca = OpenFisca(dossiers, RULEBOOK, STAGE)
        return {
            CELLS: lambda: bulk.audit(dossiers.lazy(), RULEBOOK, STAGE).collect(),
            "ours, memory to counts": lambda: _counts(dossiers.lazy()),
            OPENFISCA: lambda: peer.cells(self._simulation),
        }

    def before(self) -> dict[str, Callable[[], object]]:
        """What is not timed: OpenFisca keeps what it calculated, so each round takes a fresh simulation."""
        return {OPENFISCA: self._lay_out}

    def _lay_out(self) -> None:
        self._simulation = self._openfisca.simulation()

    def _scan(self) -> pl.LazyFrame:
        return pl.scan_parquet(self.parts)

    def write_ours(self) -> None:
        bulk.audit(self._scan(), RULEBOOK, STAGE).sink_parquet(self.ours_out, engine="streaming")

    def _duck_scan(self) -> None:
        columns = ", ".join(f'max("{name}")' for name in ("as_of", *used_facts()))
        self.database.sql(f"SELECT {columns} FROM '{self.parts}'").fetchall()

    def _duck_written(self) -> None:
        query = audit_query(RULEBOOK, STAGE, table=f"'{self.parts}'")
        self.database.sql(f"COPY ({query}) TO '{self.duck_out}' (FORMAT parquet)")


def _counts(dossiers: pl.LazyFrame) -> pl.DataFrame:
    """Of each requirement, for how many it is met, not complete and violated."""
    cells = bulk.audit(dossiers, RULEBOOK, STAGE)
    wanted = [
        expression.sum().alias(f"{column.key} {name}")
        for column in RULEBOOK.columns
        for name, expression in (
            ("met", pl.col(column.key) == MET),
            ("blocked", pl.col(column.key) >= FIRST_INCOMPLETE),
            ("violated", pl.col(column.key) >= FIRST_VIOLATED),
        )
    ]
    return cells.select(wanted).collect(engine="streaming")


if __name__ == "__main__":
    main()
