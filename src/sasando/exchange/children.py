"""Work on bytes that nobody vouches for, in a child process of one thread, few at a time; the child limits itself."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final

from sasando.exchange.tables.limited import environment

_ONE_THREAD: Final = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}  # threads would take the address space


class Busy(Exception):  # noqa: N818 - it says what is
    """Too many are at work; nothing was begun."""


class Failed(Exception):  # noqa: N818 - it says what happened
    """The child gave no answer: the bytes are damaged, or it took too much."""


class Children:
    """Those who do one kind of work: the module that they run, and how long one may take (seconds)."""

    def __init__(self, module: str, *, seconds: float, at_once: int = 2) -> None:
        self._module, self._seconds = module, seconds
        self._free = threading.BoundedSemaphore(at_once)  # each takes a whole core

    def answer(self, content: bytes, arguments: Sequence[str] = ()) -> bytes:
        """What a child writes about these bytes. Raises `Busy` or `Failed`."""
        if not self._free.acquire(timeout=self._seconds):
            raise Busy
        command = [sys.executable, "-P", "-m", self._module, *arguments]
        try:
            return subprocess.run(
                command,
                input=content,
                capture_output=True,
                timeout=self._seconds + 3,  # the child ends itself before
                env=environment() | _ONE_THREAD,
                check=True,
            ).stdout
        except subprocess.SubprocessError:
            raise Failed from None
        finally:
            self._free.release()
