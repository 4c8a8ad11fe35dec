"""What a killed program left on a cluster: a server that still runs, its orphans, a pid file that names a stranger."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sasando.project.trouble import Trouble

_PROC = Path("/proc")
_CLEANLY, _HARD = 60.0, 15.0  # seconds that a server gets to stop


def clear(cluster: Path) -> None:
    """Stop whatever still runs on this cluster, so that it can be started.

    The pid file is PostgreSQL's own guard and stays, except in the one case that PostgreSQL cannot tell: nothing
    runs here and the number in the file now belongs to some other program (as after the restart of a container).
    """
    recorded = _recorded(cluster)
    living = _living(cluster, recorded)
    if living:
        if recorded in living:
            _signal([pid for pid in living if pid == recorded], signal.SIGINT)
        else:
            _signal(living, signal.SIGTERM)
        if not _gone(cluster, recorded, _CLEANLY):
            _signal(_living(cluster, recorded), signal.SIGQUIT)
            if not _gone(cluster, recorded, _HARD):
                raise Trouble(
                    f"PostgreSQL dari Sasando sebelumnya tidak mau berhenti (proses {_living(cluster, recorded)}).",
                    f"PostgreSQL of an earlier Sasando does not stop (processes {_living(cluster, recorded)}).",
                )
    if recorded and _PROC.is_dir() and _alive(recorded) and _recorded(cluster) == recorded:
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def _recorded(cluster: Path) -> int | None:
    try:
        return abs(int((cluster / "postmaster.pid").read_text().split("\n")[0]))  # a single-user server is negative
    except (FileNotFoundError, ValueError):
        return None


def _living(cluster: Path, recorded: int | None) -> list[int]:
    """Servers and their children that work in this folder."""
    if not _PROC.is_dir():
        return [recorded] if recorded and _alive(recorded) else []
    if not cluster.exists():
        return []
    place = cluster.stat()
    return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit() and _works_in(entry, place, recorded)]


def _works_in(entry: Path, place: os.stat_result, recorded: int | None) -> bool:
    try:
        if (entry / "comm").read_text().strip() not in ("postgres", "postmaster"):
            return False
        return os.path.samestat((entry / "cwd").stat(), place)
    except PermissionError:
        return int(entry.name) == recorded  # cannot be seen: believe the file
    except OSError:
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _signal(pids: Iterable[int], how: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, how)


def _gone(cluster: Path, recorded: int | None, patience: float) -> bool:
    until = time.monotonic() + patience
    while _living(cluster, recorded):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
