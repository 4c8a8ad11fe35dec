"""`sasando match A [B]`: which rows of one list or two may be one person, and what speaks for and against."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import polars as pl
import typer

from sasando.cli.check import sentences
from sasando.cli.outputs import Outputs, write_lines
from sasando.core.matching import Comparison, Evidence
from sasando.core.matching.bulk import Matches, comparisons, profiles
from sasando.core.matching.bulk import match as match_profiles
from sasando.core.matching.headers import FACTS
from sasando.exchange.people_table import choose_columns, read_people_table, read_wanted
from sasando.exchange.reports.words import WITA

_FACTS = "; ".join(f"{fact}: {says}" for fact, says in FACTS.items())
_encode = msgspec.json.Encoder().encode


def match(
    first: Annotated[str, typer.Argument(metavar="A.csv", help="Daftar: .csv, .xlsx, .xls, .ods, atau -")],
    second: Annotated[str | None, typer.Argument(metavar="[B.csv]", help="Daftar kedua; tanpa ini A sendiri.")] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="DATA=KOLOM,...",
            help=f"Kolom mana berisi data apa, mis. id=rec_id,full_name=name,born_on=dob; tanpa ini ditebak. {_FACTS}.",
        ),
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Tulis JSON, satu baris per pasangan (- ke layar).")] = None,
) -> None:
    """Cari orang yang sama dalam satu daftar atau antara dua. (Find the same person in one list or between two.)

    Hanya saran, tidak ada yang digabungkan. Tiap pasangan: a, b, score 0-1, decision (same / unsure), for, against.
    """
    with sentences("id"):
        outputs = Outputs(json=json)
        for source in filter(None, (first, second)):
            outputs.must_be_possible(source)
        ids, other_ids, found = _matched(first, second, columns, seen_on=datetime.now(WITA).date())
        if json is not None:
            write_lines(_lines(found, ids, other_ids), json)
        _summary(found, outputs, len(ids) + len(other_ids))


def _matched(
    first: str, second: str | None, columns: str | None, *, seen_on: date
) -> tuple[list[str | int], list[str | int], Matches]:
    """The ids of the rows of either list, and the pairs."""
    wanted = read_wanted(columns) if columns else {}
    ids, frames = [], []
    for source in filter(None, (first, second)):
        table = read_people_table(source)
        chosen = choose_columns(table, wanted)
        ids.append(table.ids(chosen, guessed=not wanted))
        frames.append(profiles(table.facts(chosen), seen_on=seen_on))
    split = frames[0].height if second else None
    return ids[0], ids[1] if second else [], match_profiles(pl.concat(frames), split=split)


def _lines(found: Matches, ids: list[str | int], other_ids: list[str | int]) -> Iterator[bytes]:
    every = ids + other_ids
    for a, b, comparison in comparisons(found):
        yield _encode(_line(every[a], every[b], comparison)) + b"\n"


def _line(a: str | int, b: str | int, comparison: Comparison) -> dict[str, Any]:
    return {
        "a": a,
        "b": b,
        "score": round(comparison.score, 4),
        "decision": comparison.decision,
        "for": [_reason(it) for it in comparison.speaks_for],
        "against": [_reason(it) for it in comparison.speaks_against],
    }


def _reason(evidence: Evidence) -> dict[str, Any]:
    return {
        "part": evidence.part,
        "level": evidence.level,
        "weight": round(evidence.bits, 2),
        "says": evidence.says["id"],
    }


def _summary(found: Matches, outputs: Outputs, rows: int) -> None:
    same = found.pairs.filter(pl.col("decision") == "same").height
    said = f"{rows} baris: {same} pasangan tampaknya orang yang sama, {found.pairs.height - same} belum pasti."
    hint = "" if outputs.json else " Tulis --json HASIL untuk melihat pasangannya dan alasannya."
    typer.echo(said + hint, err=outputs.json_on_screen)
