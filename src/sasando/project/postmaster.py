"""One private cluster of PostgreSQL: made, started and stopped by us, reached by a socket in a private folder only."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

from sasando.project import leftover
from sasando.project.account import Account
from sasando.project.binaries import Binaries
from sasando.project.folder import private_folder
from sasando.project.lifeline import tied
from sasando.project.trouble import Trouble

SUPERUSER: Final = "postgres"
_LONGEST_SOCKET: Final = 107
_NAME_OF_SOCKET: Final = "/.s.PGSQL.5432"
_RECOVERY_TAKES: Final = 600.0  # seconds; the log of a busy day is replayed in far less
_LARGEST_LOG: Final = 10_000_000
_SETTINGS: Final = {
    "listen_addresses": "",
    "port": "5432",  # only a part of the name of the socket
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Messages about a failed statement quote what people typed, and their details whole keys: none of it is logged.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "logging_collector": "off",
}
_DURABLE: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_THROWN_AWAY: Final = dict.fromkeys(_DURABLE, "off")
# The names of the machine's users are checked by the kernel; nobody else gets in, whatever happens to the folder.
_WHO_MAY: Final = f"""# Written by Sasando at each start; changes are lost.
local all         all          peer map=sasando
local replication {SUPERUSER}  peer map=sasando
"""


class Postmaster:
    """The server process of the cluster in DATA/pg."""

    def __init__(self, data: Path, binaries: Binaries, account: Account, *, durable: bool = True) -> None:
        self.binaries, self.account, self.durable = binaries, account, durable
        self.data, self.cluster, self._link = data, data / "pg", data / "socket"
        self._process: subprocess.Popen[bytes] | None = None
        self.socket = Path()

    @property
    def pid(self) -> int | None:
        """The process, while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def running(self) -> bool:
        """Whether the process lives."""
        return self.pid is not None

    def superuser_url(self, database: str = SUPERUSER) -> str:
        """For setting up; no process that serves ever gets it."""
        return f"postgresql://{SUPERUSER}@/{database}?host={self.socket}"

    def start(self) -> None:
        """Make the cluster when there is none, stop what a killed program left, start, and wait until it answers."""
        leftover.clear(self.cluster)
        if not self.cluster.exists():
            self._make()
        self._say_who_may()
        self.socket = self._private_socket()
        settings = {**_SETTINGS, **(_DURABLE if self.durable else _THROWN_AWAY)}
        settings["unix_socket_directories"] = str(self.socket)
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self._log() as log, _open_folder(self.cluster, self.account) as (name, fds):
            program = str(self.binaries.folder / "postgres")
            self._process = self._begin([*tied([program], by=signal.SIGINT), "-D", name, *flags], log, fds)
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Let running transactions go and shut down cleanly; what hangs is stopped hard, and recovers at next start."""
        if self._process is not None:
            for how, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 30.0)):
                if self._process.poll() is None:
                    self._process.send_signal(how)
                    _wait_until(lambda: not self.running(), patience)
            self._process = None
        shutil.rmtree(self.socket, ignore_errors=True)
        self._link.unlink(missing_ok=True)

    def _make(self) -> None:
        """In a folder beside it that is renamed when whole: what was cut short is made anew."""
        new = self.data / "pg-new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self.account.own(new)
        args = [f"--username={SUPERUSER}", "--encoding=UTF8", "--data-checksums", "--auth=peer", "--no-instructions"]
        args += [] if self.durable else ["--no-sync"]
        for locale in ("C.UTF-8", "C"):  # the first does not exist everywhere
            with _open_folder(new, self.account) as (name, fds):
                program = tied([str(self.binaries.folder / "initdb")], by=signal.SIGTERM)
                program += ["-D", name, f"--locale={locale}", *args]
                made = self._begin(program, subprocess.PIPE, fds)
                said = made.communicate()[0].decode(errors="replace")
            if made.returncode == 0:
                new.rename(self.cluster)
                return
        raise _failed("initdb", said)

    def _begin(self, argv: list[str], output: int, fds: tuple[int, ...]) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C", **_libraries()},
                pass_fds=fds,
                umask=0o077,
                start_new_session=True,  # Ctrl-C is for us: the database goes last
                **self.account.options(),
            )
        except (OSError, subprocess.SubprocessError) as problem:
            raise _failed(argv[0], str(problem)) from problem

    def _say_who_may(self) -> None:
        us = {self.account.name, _own_name()}
        roles = (SUPERUSER, "sasando_owner", "sasando_app", "sasando_door")
        lines = [f'sasando "{user}" {role}\n' for user in sorted(us) for role in roles]
        for name, text in (("pg_hba.conf", _WHO_MAY), ("pg_ident.conf", "".join(lines))):
            # never write through a name in a folder of the lesser user: a link there could point anywhere
            new = self.cluster / f"{name}.new"
            new.unlink(missing_ok=True)
            file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(file, "w", encoding="utf-8") as out:
                out.write(text)
                if self.account.other:
                    os.fchown(file, self.account.uid, self.account.gid)
            new.rename(self.cluster / name)

    def _private_socket(self) -> Path:
        """The folder of last time when it is still there and ours, so that addresses keep; else a new one."""
        if self._link.is_symlink():
            before = self._link.readlink()
            if _is_private(before, self.account):
                return before
            self._link.unlink()
        for place in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):  # noqa: S108 - made by mkdtemp
            fits = len(f"{place}/sasando-12345678{_NAME_OF_SOCKET}") <= _LONGEST_SOCKET
            if fits and Path(place).is_dir() and self.account.may_enter(Path(place)):
                folder = Path(tempfile.mkdtemp(prefix="sasando-", dir=place))
                self.account.own(folder)
                self._link.symlink_to(folder)
                return folder
        raise Trouble(
            "Tidak ada folder sementara dengan nama pendek untuk soket basis data: TMPDIR=/tmp",
            "There is no temporary folder with a short name for the socket of the database: TMPDIR=/tmp",
        )

    @contextmanager
    def _log(self) -> Iterator[int]:
        """Where the server writes. Opened by us, so the lesser user needs no way to the folder."""
        file = private_folder(self.data / "log") / "postgresql.log"
        if file.exists() and file.stat().st_size > _LARGEST_LOG:
            file.rename(file.with_suffix(".log.1"))
        opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield opened
        finally:
            os.close(opened)

    def _wait_until_it_answers(self) -> None:
        def answers() -> bool:
            try:
                psycopg.connect(self.superuser_url(), connect_timeout=5).close()
            except psycopg.OperationalError:
                return not self.running()
            return True

        answered = _wait_until(answers, _RECOVERY_TAKES)
        if not answered or not self.running():
            log = self.data / "log/postgresql.log"
            with log.open("rb") as file:
                file.seek(max(0, log.stat().st_size - 4000))
                said = file.read().decode(errors="replace")
            raise _failed("postgres", said)


def _failed(program: str, said: str) -> Trouble:
    lines = [line for line in said.splitlines() if line.strip()]
    cause = next((line for line in reversed(lines) if "FATAL" in line or "error:" in line), (lines or ["?"])[-1])
    return Trouble(
        f"Basis data tidak dapat dijalankan ({Path(program).name}): {cause}. Coba sasando doctor.",
        f"The database could not be started ({Path(program).name}): {cause}. Try sasando doctor.",
    )


@contextmanager
def _open_folder(folder: Path, account: Account) -> Iterator[tuple[str, tuple[int, ...]]]:
    """How the user names the folder. Below a private folder (/root) it is reached through a handle that we opened."""
    if not account.other or account.may_enter(folder):
        yield str(folder), ()
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{handle}", (handle,)
    finally:
        os.close(handle)


def _is_private(folder: Path, account: Account) -> bool:
    try:
        state = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(state.st_mode) and state.st_uid == account.uid and stat.S_IMODE(state.st_mode) == 0o700


def _libraries() -> dict[str, str]:
    path = os.environ.get("LD_LIBRARY_PATH")
    return {"LD_LIBRARY_PATH": path} if path else {}


def _own_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def _wait_until(done: Callable[[], bool], patience: float) -> bool:
    until = time.monotonic() + patience
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
