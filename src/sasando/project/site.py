"""The site as a whole: the database brought to this version, then the processes, until somebody says stop."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from sasando.project.cluster import Database
from sasando.project.keys import make_keys
from sasando.project.processes import children_of, run_group
from sasando.project.trouble import Trouble

SOURCE = Path(__file__).parents[2]


def owner_environment(database: Database, data: Path, **more: str) -> dict[str, str]:
    """What a process of the owner is told."""
    return os.environ | {
        "PYTHONPATH": str(SOURCE),
        "SASANDO_DATA": str(data),
        "SASANDO_PROCESS": "owner",
        "SASANDO_DATABASE": database.url("owner"),
        "SASANDO_APP_ROLE": urlsplit(database.url("app")).username or "",
        "SASANDO_DOOR_ROLE": urlsplit(database.url("door")).username or "",
        **more,
    }


def as_owner(database: Database, data: Path, module: str, *args: str, **more: str) -> str:
    """Run a module of ours in a process of the owner, and give what it printed. Raises `Trouble` when it fails."""
    environment = owner_environment(database, data, **more)
    done = subprocess.run(
        [sys.executable, "-P", "-m", module, *args], env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"{module} gagal; sebabnya tertulis di atas.", f"{module} failed; the reason stands above.")
    return done.stdout.strip()


def prepare(database: Database, data: Path, **more: str) -> None:
    """Keys, migrations, public facts, policies."""
    make_keys(data)
    as_owner(database, data, "sasando.project.prepare", **more)


def serve(
    database: Database, data: Path, *, port: int, environ: Mapping[str, str], when_ready: Callable[[], None]
) -> None:
    """Run desk, door and worker until Ctrl-C; `when_ready` is called once the desk answers."""
    children = children_of(database, data=data, port=port, environ={**environ, "PYTHONPATH": str(SOURCE)})
    run_group(children, server=database, is_ready=lambda: _answers(port), when_ready=when_ready)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
