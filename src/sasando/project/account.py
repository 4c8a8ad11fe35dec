"""The user of the machine under whom PostgreSQL runs: it refuses root, so root steps down for it."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sasando.project.trouble import Trouble

_STEP_DOWN_TO = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine; `other` when it is not the one who runs the program."""

    name: str
    uid: int
    gid: int
    other: bool

    def options(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}

    def may_run(self, program: Path) -> bool:
        """Whether this user can reach and run the program."""
        return self._may_execute(program)

    def may_enter(self, folder: Path) -> bool:
        """Whether this user can reach and enter the folder."""
        return self._may_execute(folder)

    def _may_execute(self, path: Path) -> bool:
        if not self.other:
            return os.access(path, os.X_OK)
        question = ["/bin/sh", "-c", '[ -x "$1" ]', "sh", str(path)]
        return subprocess.run(question, cwd="/", check=False, **self.options()).returncode == 0

    def own(self, folder: Path) -> None:
        """Hand the folder over to this user."""
        if self.other:
            os.chown(folder, self.uid, self.gid)


def account_for(cluster: Path) -> Account:
    """Whoever owns the cluster; a new one belongs to who runs the program, or under root to `postgres`."""
    me, owner = os.geteuid(), cluster.stat().st_uid if cluster.exists() else None
    if me == 0:
        return _below_root(cluster, owner)
    if owner not in (None, me):
        raise Trouble(
            f"Folder {cluster} milik pengguna lain ({_name(owner)}); jalankan sebagai pengguna itu.",
            f"The folder {cluster} belongs to another user ({_name(owner)}); run Sasando as that user.",
        )
    return _account(_name(me), other=False)


def _below_root(cluster: Path, owner: int | None) -> Account:
    if owner == 0 and (cluster / "PG_VERSION").exists():
        raise Trouble(
            f"PostgreSQL tidak berjalan sebagai root, padahal {cluster} milik root: chown -R postgres {cluster}",
            f"PostgreSQL does not run as root, but {cluster} belongs to root: chown -R postgres {cluster}",
        )
    if owner:
        return _account(_name(owner), other=True)
    for name in _STEP_DOWN_TO:
        try:
            return _account(name, other=True)
        except KeyError:
            continue
    raise Trouble(
        "PostgreSQL tidak berjalan sebagai root: buat pengguna biasa dan jalankan Sasando sebagai pengguna itu.",
        "PostgreSQL does not run as root: make an ordinary user and run Sasando as that one.",
    )


def _account(name: str, *, other: bool) -> Account:
    entry = pwd.getpwnam(name)
    return Account(name, entry.pw_uid, entry.pw_gid, other)


def _name(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        raise Trouble(
            f"Pengguna nomor {uid} tidak bernama di mesin ini, dan PostgreSQL memerlukan nama (adduser).",
            f"User number {uid} has no name on this machine, and PostgreSQL needs one (adduser).",
        ) from None
