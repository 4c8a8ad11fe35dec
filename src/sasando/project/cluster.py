"""The database of an installation: the one that DATABASE_URL names, else a private cluster in the data folder."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psycopg

from sasando.project.account import account_for
from sasando.project.binaries import find_binaries, within_reach
from sasando.project.folder import in_use, only_program, private_folder
from sasando.project.given import open_given
from sasando.project.postmaster import Postmaster
from sasando.project.roles import DATABASE, PRIVATE_ROLES, ROLES, Role, make_private_roles
from sasando.project.trouble import Trouble

_JOINING_TAKES = 120.0  # seconds: the program that holds the folder may still be starting


@dataclass(frozen=True, slots=True)
class Database:
    """A database that answers. `kind` is "given" (DATABASE_URL), "system" or "wheel"; `version` as in "15.18"."""

    kind: Literal["given", "system", "wheel"]
    version: str
    urls: Mapping[Role, str]
    postmaster: Postmaster | None = None

    def url(self, role: Role) -> str:
        """The libpq address for a role."""
        return self.urls[role]

    def running(self) -> bool:
        """Whether our server lives; one that somebody else runs is theirs to watch."""
        return self.postmaster is None or self.postmaster.running()

    def start(self) -> None:
        """Start our server again after it was killed; the addresses stay."""
        if self.postmaster is not None:
            self.postmaster.start()

    def superuser_url(self, database: str = DATABASE) -> str:
        """For tests and checks on a private cluster; no process that serves ever gets it."""
        if self.postmaster is None:
            raise LookupError("a given database has no superuser of ours")
        return self.postmaster.superuser_url(database)


@contextmanager
def open_database(
    data: Path, environ: Mapping[str, str], *, durable: bool = True, join: bool = False
) -> Iterator[Database]:
    """The database, with its three roles, for as long as the block runs. Enter it in the main thread.

    `durable=False` is for what is thrown away, in tests. With `join`, a database that another program runs on this
    folder is used and left running: for commands beside a running site. Without, that other program is a `Trouble`.
    """
    url = environ.get("DATABASE_URL", "")
    if join and in_use(data):
        yield _joined(data, url)
        return
    with only_program(data):
        if url:
            yield _given(url, data)
        else:
            with _private(data, environ, durable=durable) as database:
                yield database


def _given(url: str, data: Path) -> Database:
    given = open_given(url, data)
    return Database("given", given.version, given.urls)


@contextmanager
def _private(data: Path, environ: Mapping[str, str], *, durable: bool) -> Iterator[Database]:
    private_folder(data)
    cluster = data / "pg"
    account = account_for(cluster)
    binaries = find_binaries(environ, account, major=major_of(cluster))
    with within_reach(binaries, account, data) as reachable:
        postmaster = Postmaster(data, reachable, account, durable=durable)
        try:
            postmaster.start()
            make_private_roles(postmaster.superuser_url(), postmaster.superuser_url(DATABASE))
            yield Database(binaries.kind, binaries.version, _private_urls(postmaster.socket), postmaster)
        finally:
            postmaster.stop()


def major_of(cluster: Path) -> int | None:
    """The major version that wrote this cluster; None when there is none yet."""
    try:
        text = (cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        if cluster.exists() and any(cluster.iterdir()):
            raise Trouble(
                f"{cluster} bukan folder data PostgreSQL: pindahkan isinya, atau pilih folder lain dengan --data.",
                f"{cluster} is no data folder of PostgreSQL: move it away, or choose another folder with --data.",
            ) from None
        return None
    return int(text.split(".")[0])


def _private_urls(socket: Path) -> dict[Role, str]:
    return {role: f"postgresql://{PRIVATE_ROLES[role]}@/{DATABASE}?host={socket}" for role in ROLES}


def _joined(data: Path, url: str) -> Database:
    if url:
        return _given(url, data)
    until = time.monotonic() + _JOINING_TAKES
    while in_use(data) and time.monotonic() < until:
        link = data / "socket"
        if link.is_symlink():
            urls = _private_urls(link.readlink())
            try:
                with psycopg.connect(urls["owner"], connect_timeout=5) as connection:
                    version = str(connection.info.parameter_status("server_version")).split(" ", maxsplit=1)[0]
                return Database("system", version, urls)
            except psycopg.OperationalError:
                pass
        time.sleep(0.05)
    raise Trouble(
        f"Sasando lain memegang {data}, tetapi basis datanya tidak menjawab; lihat {data}/log/postgresql.log.",
        f"Another Sasando holds {data}, but its database does not answer; see {data}/log/postgresql.log.",
    )
