"""Splink 5 on our normalised columns: one model, made with its own means, for lists of NTT and for FEBRL.

It gets what ours gets: the profiles of `sasando.core.matching.bulk`, and from them the columns that its comparisons and
blocking rules want (first and last token, tokens in order, day and month in either order, a NIK without a quarter).
Its u are estimated on random pairs, its m by two runs of expectation maximisation, its prior by exact rules.
"""

import logging

import polars as pl
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from sasando.core.matching.dates import ABOUT
from sasando.core.matching.keys import either_order

U_PAIRS = 2e6
FOUND_BY_EXACT_RULES = 0.7
LEAST = 0.01


def predicted(profiles: pl.DataFrame, *, split: int | None = None) -> pl.DataFrame:
    """Pairs `a` < `b` of row numbers with their `score`, from a model trained on these very rows."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    columns = splink_columns(profiles)
    used = {name for name in columns.columns if columns[name].null_count() < columns.height}
    database = DuckDBAPI()
    tables = [columns] if split is None else [columns.head(split), columns.slice(split)]
    linker = Linker(
        [database.register(table.to_arrow()) for table in tables], _settings(used, split), log_level=logging.ERROR
    )
    _train(linker, used)
    found = linker.inference.predict(threshold_match_probability=LEAST).as_duckdbpyrelation().pl()
    pairs = found.select(
        a=pl.min_horizontal("row_l", "row_r").cast(pl.UInt32),
        b=pl.max_horizontal("row_l", "row_r").cast(pl.UInt32),
        score="match_probability",
    )
    return pairs.unique(["a", "b"])


def splink_columns(profiles: pl.DataFrame) -> pl.DataFrame:
    """The profiles as Splink wants them: nulls for what is not known, and the derived columns."""
    known = profiles.with_columns(pl.when(pl.all() != "").then(pl.all())).with_row_index("row")
    tokens = pl.col("name").str.split(" ")
    day = pl.when(pl.col("born").str.len_bytes() == 10).then("born")
    distinct = known["born"].drop_nulls().unique().to_list()
    either = known["born"].replace_strict(
        distinct, [either_order(born) or None for born in distinct], default=None, return_dtype=pl.String
    )
    return known.with_columns(
        first=tokens.list.first(),
        last=tokens.list.last(),
        ordered=tokens.list.sort().list.join(" "),
        tokens=tokens,
        day=day,
        either=either,
        year=pl.col("born").str.strip_chars_start(ABOUT).str.slice(0, 4),
        nik_start=pl.col("nik").str.slice(0, 12),
        nik_end=pl.col("nik").str.slice(4),
        number_start=pl.col("number").str.slice(0, 4),
        number_end=pl.col("number").str.slice(3),
    )


def _settings(used: set[str], split: int | None) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only" if split is None else "link_only",
        unique_id_column_name="row",
        comparisons=[comparison for column, comparison in _comparisons() if column in used],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in _RULES if used.issuperset(rule)],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


_RULES = (
    ("nik",),
    ("phone",),
    ("number",),
    ("nik_start",),
    ("nik_end",),
    ("number_start", "year"),
    ("number_end", "year"),
    ("name", "year"),
    ("name", "village"),
    ("ordered", "year"),
    ("first", "either"),
    ("last", "either"),
    ("either", "village"),
    ("first", "last", "year"),
    ("first", "last", "village"),
    ("first", "village", "year"),
    ("last", "village", "year"),
    ("first", "last", "postcode"),
    ("address", "year"),
    ("last", "address"),
    ("first", "address"),
)


def _comparisons() -> list[tuple[str, object]]:
    return [
        ("name", _names()),
        ("born", _births()),
        ("sex", cl.ExactMatch("sex")),
        ("nik", _niks()),
        ("number", cl.DamerauLevenshteinAtThresholds("number", [1])),
        ("phone", cl.ExactMatch("phone").configure(term_frequency_adjustments=True)),
        ("village", cl.JaroWinklerAtThresholds("village", [0.92]).configure(term_frequency_adjustments=True)),
        ("postcode", cl.DamerauLevenshteinAtThresholds("postcode", [1]).configure(term_frequency_adjustments=True)),
        ("address", cl.JaroWinklerAtThresholds("address", [0.92, 0.8])),
    ]


def _names() -> cl.CustomComparison:
    both = [
        cll.And(cll.JaroWinklerLevel("first", least), cll.JaroWinklerLevel("last", least)) for least in (0.92, 0.85)
    ]
    levels = [
        cll.NullLevel("name"),
        cll.ExactMatchLevel("name").configure(tf_adjustment_column="name"),
        cll.ExactMatchLevel("ordered").configure(tf_adjustment_column="ordered"),
        cll.ColumnsReversedLevel("first", "last", symmetrical=True),
        *both,
        cll.ArrayIntersectLevel("tokens", min_intersection=2),
        cll.ExactMatchLevel("last").configure(tf_adjustment_column="last"),
        cll.ExactMatchLevel("first").configure(tf_adjustment_column="first"),
        cll.JaroWinklerLevel("name", 0.88),
        cll.ArrayIntersectLevel("tokens", min_intersection=1),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name="name")


def _births() -> cl.CustomComparison:
    levels = [
        cll.NullLevel("born"),
        cll.ExactMatchLevel("day"),
        cll.ExactMatchLevel("either"),
        cll.DamerauLevenshteinLevel("day", 1),
        cll.ExactMatchLevel("year"),
        cll.DamerauLevenshteinLevel("day", 2),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name="born")


def _niks() -> cl.CustomComparison:
    levels = [
        cll.NullLevel("nik"),
        cll.ExactMatchLevel("nik"),
        cll.ExactMatchLevel("nik_start"),
        cll.DamerauLevenshteinLevel("nik", 1),
        cll.DamerauLevenshteinLevel("nik", 2),
        cll.ElseLevel(),
    ]
    return cl.CustomComparison(levels, output_column_name="nik")


def _train(linker: Linker, used: set[str]) -> None:
    exact = [
        block_on(*rule)
        for rule in (("nik",), ("number",), ("ordered", "day"), ("name", "village", "year"))
        if used.issuperset(rule)
    ]
    linker.training.estimate_probability_two_random_records_match(exact, recall=FOUND_BY_EXACT_RULES)
    linker.training.estimate_u_using_random_sampling(max_pairs=U_PAIRS, seed=1)
    for rule in (("day",), ("name",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
