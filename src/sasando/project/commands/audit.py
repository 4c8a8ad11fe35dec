"""`sasando audit verify`: whether the chain of facts, and the rows that it speaks of, are what they were."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sasando.project.cluster import open_database
from sasando.project.folder import data_folder
from sasando.project.keys import read_keys
from sasando.project.trouble import Trouble

if TYPE_CHECKING:
    from sasando.domain.audit.verifying import Finding

WHOLE: Final = 0
BROKEN: Final = 1
UNREADABLE: Final = 2

app = typer.Typer(no_args_is_help=True, help="Rantai jejak. (The chain of facts.)")


@app.callback()
def audit() -> None:
    """The commands about facts."""


@app.command()
def verify(
    checkpoints: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Titik periksa yang disimpan di tempat lain; tanpa ini yang di folder data. "
            "(Checkpoints kept elsewhere; else those of the data folder.)",
        ),
    ] = None,
    data: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder data. (Data folder.)")] = None,
) -> None:
    """Periksa rantai jejak dan sebut baris pertama yang rusak. (Verify the chain; name the first bad row.)"""
    import psycopg  # noqa: PLC0415 - not needed for --help

    try:
        found, changed = _verified(data_folder(data, os.environ), checkpoints)
    except (Trouble, OSError, ValueError, KeyError, TypeError, psycopg.Error) as problem:
        typer.echo(f"Tidak dapat dibaca (cannot be read): {str(problem).strip()}", err=True)
        raise typer.Exit(UNREADABLE) from None
    typer.echo(f"{found.facts} jejak utuh (facts hold), {found.checkpoints} titik periksa cocok (checkpoints agree)")
    if found.unsealed:
        typer.echo(f"{found.unsealed} jejak di ujung menunggu disegel (wait at the end to be sealed)")
    if broken := found.broken or changed:
        typer.echo(f"RUSAK (broken): {broken}")
        raise typer.Exit(BROKEN)
    typer.echo("Utuh. (Whole.)")


def _verified(data: Path, named: Path | None) -> tuple["Finding", str]:
    """What was found, and the first row that was changed past the program. Nothing is made or changed by asking."""
    import psycopg  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    from sasando.domain.audit.verifying import (  # noqa: PLC0415 - loads Django
        changed_past_the_program,
        read_checkpoints,
        verify_database,
    )

    key = read_keys(data).audit.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    listed = read_checkpoints(_folder(data, named))
    if named and not listed:
        raise Trouble(f"Di {named} tidak ada checkpoint-*.json.", f"There is no checkpoint-*.json in {named}.")
    if not os.environ.get("DATABASE_URL") and not (data / "pg" / "PG_VERSION").exists():
        raise Trouble(f"Di {data} tidak ada basis data.", f"There is no database in {data}.")
    with open_database(data, os.environ, join=True) as database, psycopg.connect(database.url("owner")) as owner:
        found = verify_database(owner, checkpoints=listed, key=key)
        return found, "" if found.broken else changed_past_the_program(owner)


def _folder(data: Path, named: Path | None) -> Path:
    """Where the checkpoints lie. A folder that was named must be there; ours is made by the first checkpoint."""
    if named is not None and not named.is_dir():
        raise Trouble(f"Folder titik periksa {named} tidak ada.", f"There is no folder of checkpoints {named}.")
    return named or data / "checkpoints"
