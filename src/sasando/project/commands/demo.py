"""`sasando demo`: the main job on the sample list, then an invented province, then the site with it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from sasando.cli.demo import demo as check_sample
from sasando.exchange.reports.words import WITA
from sasando.project.cluster import Database, open_database
from sasando.project.demo_world.there import SEED, ready_for
from sasando.project.folder import data_folder
from sasando.project.site import owner_environment, prepare, serve
from sasando.project.trouble import Trouble

_FOLDER: Final = "sasando-demo"
_DEMO: Final = {"SASANDO_DEMO": "1"}
_MAKES: Final = "sasando.project.demo_world"


def demo(
    data: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder data contoh. (Folder of the demo.)")] = None,
    port: Annotated[int, typer.Option(help="Porta; pintu umum sesudahnya. (Port; the door is the next.)")] = 8000,
    serving: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Layani sesudah siap. (Serve when ready.)")
    ] = True,
) -> None:
    """Periksa daftar contoh, lalu buka provinsi rekaan. (The sample list, then an invented province.)"""
    check_sample()
    folder = demo_folder(data)
    try:
        with open_database(folder, os.environ) as database:
            prepare_world(database, folder, today=datetime.now(WITA).date())
            if serving:
                environ = {**os.environ, **_DEMO}
                serve(database, folder, port=port, environ=environ, when_ready=lambda: _say_ready(port))
    except Trouble as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(3) from None


def demo_folder(named: Path | None) -> Path:
    """The folder that was named, else one beside the user's real one: SASANDO_DATA names the real one, never this."""
    if named is not None:
        return named.absolute()
    elsewhere = {key: value for key, value in os.environ.items() if key != "SASANDO_DATA"}
    return data_folder(None, elsewhere).with_name(_FOLDER)


def prepare_world(database: Database, folder: Path, *, today: date) -> None:
    """The world of the day in the database: the one that is there, or a new one, with a bar while it is made."""
    with _bar() as show:
        ready_for(
            today,
            database.url("owner"),
            prepare=lambda: prepare(database, folder, **_DEMO),
            make=lambda: _make(database, folder, today, show),
        )


def _make(database: Database, folder: Path, today: date, show: Callable[[int, int], None]) -> None:
    command = [sys.executable, "-P", "-m", _MAKES, "--today", today.isoformat(), "--seed", str(SEED)]
    environment = owner_environment(database, folder, **_DEMO)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            done, _, total = line.partition(" ")
            show(int(done), int(total))
    if process.returncode:
        raise Trouble("Dunia contoh gagal dibuat; sebabnya di atas.", "The demo world was not made; see above.")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Menyiapkan dunia contoh (preparing the demo world)", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
        total = progress.tasks[0].total or 1
        progress.update(task, completed=total, total=total)


def _say_ready(port: int) -> None:
    typer.echo(f"ready http://127.0.0.1:{port}/")
    sys.stdout.flush()
