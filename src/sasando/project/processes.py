"""One group of processes: started together, readable side by side, restarted when one dies, stopped together.

A child that dies again and again stops them all: half a site is worse than a clear sentence.
"""

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, Final, Protocol

from sasando.project.cluster import Database
from sasando.project.lifeline import tied
from sasando.project.roles import Role
from sasando.project.trouble import Trouble

_TRIES, _WITHIN = 3, 60.0
_GENTLY = 8.0  # seconds that children get to finish what they are doing
_STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_GRANIAN: Final = (
    *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "4"),
    *("--no-ws", "--no-access-log", "--log-level", "warning", "--workers-kill-timeout", "6"),
)


class Server(Protocol):
    """What the group watches besides its children: the database."""

    def running(self) -> bool:
        """Whether it lives."""

    def start(self) -> None:
        """Start it again."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process to run."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]


def children_of(database: Database, *, data: Path, port: int, environ: Mapping[str, str]) -> list[Child]:
    """Desk, door and worker, each with the database for its own role and no way to another."""
    desk, door = str(port), str(port + 1)
    common = {key: value for key, value in environ.items() if key not in ("DATABASE_URL", "PGPASSWORD")}
    common |= {"SASANDO_DATA": str(data), "SASANDO_PORT": desk, "PYTHONUNBUFFERED": "1"}

    def child(name: str, role: Role, *args: str) -> Child:
        env = {**common, "SASANDO_PROCESS": name, "SASANDO_DATABASE": database.url(role)}
        return Child(name, [sys.executable, "-P", *args], env)

    return [
        child("desk", "app", *_GRANIAN, "--port", desk, "sasando.project.wsgi:desk"),
        child("door", "door", *_GRANIAN, "--port", door, "sasando.project.wsgi:door"),
        child("worker", "app", "-c", "from sasando.project.worker import main; main()"),
    ]


def run_group(
    children: Sequence[Child],
    *,
    server: Server | None = None,
    is_ready: Callable[[], bool] = lambda: False,
    when_ready: Callable[[], None] = lambda: None,
    out: IO[str] = sys.stderr,
) -> None:
    """Run them until Ctrl-C, SIGTERM or SIGHUP, then stop them all. Raises `Trouble` when one cannot be kept alive.

    `is_ready` is asked about every 0.1 s until it is true, then `when_ready` is called once. Call this in the main
    thread.
    """
    group = _Group(children, server, out)
    with _stop_signals() as stopped:
        try:
            group.start()
            ready = False
            while not stopped.is_set():
                group.tend()
                if not ready and is_ready():
                    ready = True
                    when_ready()
        finally:
            group.stop()


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - called by Python
        stopped.set()

    before = {number: signal.signal(number, stop) for number in _STOPS}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Restarts:
    """How often something may come back."""

    def __init__(self, name: str) -> None:
        self._name, self._at = name, deque[float]()

    def count(self) -> None:
        """One more; raises when it is too often."""
        now = time.monotonic()
        while self._at and now - self._at[0] > _WITHIN:
            self._at.popleft()
        if len(self._at) >= _TRIES:
            raise Trouble(
                f"Proses {self._name} mati {_TRIES + 1} kali dalam semenit, maka semua dihentikan. Sebabnya ada di "
                "baris-baris di atas; lihat juga sasando doctor.",
                f"The process {self._name} died {_TRIES + 1} times within a minute, so all were stopped. The lines "
                "above say why; see also sasando doctor.",
            )
        self._at.append(now)


class _Running:
    """A child that runs, and the lines that it writes."""

    def __init__(self, child: Child, selector: selectors.BaseSelector) -> None:
        self.child, self._selector, self._rest = child, selector, b""
        self.restarts = _Restarts(child.name)
        self.process = self._begin()

    def _begin(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            tied(list(self.child.argv), by=signal.SIGTERM),
            env=dict(self.child.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",  # granian imports from where it stands
            start_new_session=True,  # a Ctrl-C reaches us alone, and its own children can be ended with it
        )
        assert process.stdout is not None  # noqa: S101 - for mypy
        os.set_blocking(process.stdout.fileno(), False)
        self._selector.register(process.stdout, selectors.EVENT_READ, self)
        return process

    def restart(self) -> None:
        """After its death: end what it left, and begin again."""
        self.signal(signal.SIGKILL)
        self.close()
        self.process = self._begin()

    def signal(self, number: signal.Signals) -> None:
        """To it and its own children."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def lines(self) -> list[str]:
        """What it has written since."""
        written = b""
        pipe = self.process.stdout
        if pipe is None or pipe.closed:
            return []
        with suppress(BlockingIOError):
            written = os.read(pipe.fileno(), 65536)
            if not written:
                self.close()
                written = b"\n" if self._rest else b""
        *whole, self._rest = (self._rest + written).split(b"\n")
        return [line.decode(errors="replace") for line in whole]

    def close(self) -> None:
        """Read no more."""
        pipe = self.process.stdout
        if pipe is not None and not pipe.closed:
            self._selector.unregister(pipe)
            pipe.close()


class _Group:
    def __init__(self, children: Sequence[Child], server: Server | None, out: IO[str]) -> None:
        self._children, self._server, self._out = children, server, out
        self._selector = selectors.DefaultSelector()
        self._running: list[_Running] = []
        self._server_restarts = _Restarts("PostgreSQL")
        self._width = max((len(child.name) for child in children), default=0)

    def start(self) -> None:
        for child in self._children:
            self._running.append(_Running(child, self._selector))

    def tend(self) -> None:
        """Pass lines on for a moment, and bring back what died."""
        self._pass_on(0.1)
        if self._server is not None and not self._server.running():
            self._server_restarts.count()
            self._say("sasando", "PostgreSQL mati, dijalankan lagi. (PostgreSQL died, starting it again.)")
            self._server.start()
        for running in self._running:
            status = running.process.poll()
            if status is not None:
                self._pass_on(0)
                running.restarts.count()
                self._say("sasando", f"{running.child.name}: mati ({status}), dijalankan lagi (died, starting again)")
                running.restart()

    def stop(self) -> None:
        """SIGTERM to all, time to finish, then SIGKILL to what is left of them."""
        for running in self._running:
            with suppress(ProcessLookupError):
                running.process.terminate()
        until = time.monotonic() + _GENTLY
        while any(running.process.poll() is None for running in self._running) and time.monotonic() < until:
            self._pass_on(0.05)
        for running in self._running:
            running.signal(signal.SIGKILL)
            running.process.wait()
        self._pass_on(0)
        for running in self._running:
            running.close()
        self._selector.close()

    def _pass_on(self, patience: float) -> None:
        if not self._selector.get_map():  # without pipes `select` would return at once
            time.sleep(patience)
        for key, _ in self._selector.select(patience):
            for line in key.data.lines():
                self._say(key.data.child.name, line)

    def _say(self, name: str, line: str) -> None:
        with suppress(OSError, ValueError):  # a screen that is gone is no reason to stop serving
            self._out.write(f"{name:<{self._width}} | {line}\n")
            self._out.flush()
