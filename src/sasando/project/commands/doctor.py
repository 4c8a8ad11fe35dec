"""`sasando doctor`: what is wrong with this installation, and how to mend it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sasando.project.doctor import examine
from sasando.project.folder import data_folder


def doctor(
    data: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder data. (Data folder.)")] = None,
) -> None:
    """Periksa pemasangan ini dan sebutkan obatnya. (Examine this installation and say how to mend it.)"""
    wrong = 0
    for finding in examine(data_folder(data, os.environ), os.environ):
        wrong += not finding.fine
        mark = "baik   " if finding.fine else "MASALAH"
        typer.echo(f"{mark}  {finding.indonesian} ({finding.english})")
        if finding.remedy:
            typer.echo("\n".join(f"         -> {line}" for line in finding.remedy.splitlines()))
    typer.echo(f"{wrong} masalah (problems)")
    raise typer.Exit(min(wrong, 1))
