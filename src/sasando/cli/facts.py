"""`sasando facts`: what can be known about a dossier, what a stage asks, and an empty list to fill in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.table import Table

from sasando.cli.check import read_settings, read_stage, refuse, sentences
from sasando.core.facts import FACTS
from sasando.core.facts.reading import Value
from sasando.core.law.asking import facts_to_ask
from sasando.exchange.template import answers, write_template


def facts(
    template: Annotated[
        Path | None, typer.Option(help="Tulis daftar kosong .xlsx dengan judul kolom yang benar.")
    ] = None,
    stage: Annotated[
        str | None, typer.Option(metavar="TAHAP", help="Hanya data yang diminta pada tahap ini, mis. REGISTER.")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Yang sudah diketahui, mis. scheme=IND.")
    ] = None,
) -> None:
    """Sebutkan data yang dapat diisi, atau tulis daftar kosong. (List the facts, or write an empty list.)"""
    with sentences("id"):
        if template:
            _write_new(template)
            return
        known = read_settings(settings or [])
        asked_at = read_stage(stage) if stage else None
    given = cast(dict[str, Value], {key: value for key, value in known.items() if value is not None})
    _print(facts_to_ask(asked_at, given) if asked_at else {key: () for key in FACTS if key not in given})


def _write_new(template: Path) -> None:
    if template.exists():
        refuse({"id": f"{template} sudah ada dan tidak ditimpa; pilih nama lain."}, "id")
    write_template(template)
    typer.echo(f"Daftar kosong ditulis: {template}")


def _print(asked: Mapping[str, tuple[str, ...]]) -> None:
    console = Console(highlight=False)
    table = Table("kunci", "kolom", "jawaban", "diminta oleh", box=None, pad_edge=False)
    for key, requirements in asked.items():
        fact = FACTS[key]
        table.add_row(key, fact.label["id"], ", ".join(answers(fact)) or fact.kind.value, ", ".join(requirements))
    console.print(table)
    console.print(f"{len(asked)} data")
