"""`sasando up`: the real thing, empty at first, with a first administrator; never with people of the demo."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sasando.project.cluster import open_database
from sasando.project.demo_world.there import refuse_demo
from sasando.project.folder import data_folder
from sasando.project.site import as_owner, prepare, serve
from sasando.project.trouble import Trouble


def up(
    data: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder data. (Data folder.)")] = None,
    port: Annotated[
        int, typer.Option(help="Porta; pintu umum di porta berikutnya. (Port; the door is the next.)")
    ] = 8000,
    office: Annotated[str, typer.Option(help="Kantor pengelola pertama. (Office of the first administrator.)")] = "",
    administrator: Annotated[str, typer.Option(help="Nama pengelola pertama. (Name of the first one.)")] = "",
    serving: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Layani sesudah siap. (Serve when ready.)")
    ] = True,
) -> None:
    """Jalankan Sasando yang sebenarnya. (Run the real thing.)"""
    folder = data_folder(data, os.environ)
    environ = {key: value for key, value in os.environ.items() if key != "SASANDO_DEMO"}
    try:
        with open_database(folder, environ) as database:
            refuse_demo(database.url("owner"))
            prepare(database, folder, SASANDO_DEMO="")
            _welcome_first(office, administrator, port, lambda *args: as_owner(database, folder, *args))
            if serving:
                serve(database, folder, port=port, environ=environ, when_ready=lambda: _say_ready(port))
    except Trouble as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(3) from None


def _welcome_first(office: str, administrator: str, port: int, owner: Callable[..., str]) -> None:
    if owner("sasando.project.first", "--ask") == "no":
        return
    if not (office and administrator) and not sys.stdin.isatty():
        typer.echo(
            "Belum ada pengelola: ulangi dengan --office 'BP3MI ...' --administrator 'Nama'. "
            "(No administrator yet: give --office and --administrator.)",
            err=True,
        )
        return
    office = office or typer.prompt("Nama kantor (name of the office)")
    administrator = administrator or typer.prompt("Nama pengelola pertama (name of the first administrator)")
    secret = owner("sasando.project.first", office, administrator)
    typer.echo(
        "Undangan pengelola, sekali pakai, 72 jam (invitation of the administrator, once, 72 hours):\n"
        f"  http://localhost:{port}/masuk/undangan/{secret}/"
    )


def _say_ready(port: int) -> None:
    typer.echo(f"ready http://127.0.0.1:{port}/")
