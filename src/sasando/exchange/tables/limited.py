"""Read a file that nobody vouches for: in a child process that may take 300 MB and a few seconds, and no more."""

import os
import signal
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

import sasando
from sasando.exchange.tables.errors import (
    A_FOLDER,
    DAMAGED,
    NOT_ALLOWED,
    NOT_FOUND,
    READER_FAILED,
    TOO_LARGE,
    TOO_SLOW,
    TOO_SPREAD,
    NotATable,
)
from sasando.exchange.tables.reading import MAX_FILE
from sasando.exchange.tables.table import Refused, Table

SECONDS: Final = 8.5
MAX_ANSWER: Final = 64_000_000  # bytes
_OUT_OF_MEMORY: Final = {-signal.SIGABRT, -signal.SIGSEGV}  # how Rust and C end when memory is refused
_OUT_OF_TIME: Final = {-signal.SIGXCPU, -signal.SIGKILL}
_answer: msgspec.msgpack.Decoder[Table | Refused] = msgspec.msgpack.Decoder(Table | Refused)


def read_limited(source: str | Path, sheet: str | None = None) -> Table:
    """The table in a file, or in what was pasted when `source` is "-". Raises `NotATable`."""
    if source == "-":
        return _ask(subprocess.PIPE, _pasted(), sheet)
    with open_untrusted(Path(source)) as file:
        return _ask(file, b"", sheet)


def read_rows_limited(data: bytes, sheet: str | None = None) -> Table:
    """The rows of one sheet in these bytes, with or without headers: the one named, or the first that is not empty.

    Its `visible` and `concealed` name the other sheets. Raises `NotATable`.
    """
    return _ask(subprocess.PIPE, data, sheet, headed=False)


def _pasted() -> bytes:
    return sys.stdin.buffer.read(MAX_FILE + 1) if sys.stdin else b""


def open_untrusted(path: Path) -> BinaryIO:
    """A file opened for reading that nobody vouches for. Raises `NotATable` when it is not there or may not be read."""
    try:
        # Not blocking: a pipe that nobody writes to would hold us for ever.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NotATable(NOT_FOUND) from None
    except OSError:
        raise NotATable(NOT_ALLOWED) from None
    if stat.S_ISDIR(os.fstat(number).st_mode):
        os.close(number)
        raise NotATable(A_FOLDER)
    os.set_blocking(number, True)
    return os.fdopen(number, "rb")


def _ask(stdin: BinaryIO | int, pasted: bytes, sheet: str | None, *, headed: bool = True) -> Table:
    command = [
        sys.executable,
        "-P",
        "-m",
        "sasando.exchange.tables.child",
        "headed" if headed else "rows",
        *([] if sheet is None else [sheet.replace("\0", "")]),
    ]
    late = threading.Event()
    with subprocess.Popen(
        command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    ) as child:

        def stop() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(SECONDS, stop)
        try:
            clock.start()
            _give(child, pasted)
            said = child.stdout.read(MAX_ANSWER + 1) if child.stdout else b""
            if len(said) > MAX_ANSWER:
                raise NotATable(TOO_LARGE)
            status = child.wait()
        finally:  # also on Ctrl-C
            clock.cancel()
            child.kill()
    return _understood(said, -signal.SIGKILL if late.is_set() else status)


def environment() -> dict[str, str]:
    """What the child may know of its surroundings: where the program stands, and nothing else."""
    return {"PYTHONPATH": str(Path(sasando.__file__).parents[1]), "PYTHONUTF8": "1"}


def _give(child: subprocess.Popen[bytes], pasted: bytes) -> None:
    if child.stdin is not None:
        with suppress(BrokenPipeError), child.stdin as pipe:
            pipe.write(pasted)


def _understood(said: bytes, status: int) -> Table:
    if status in _OUT_OF_TIME:
        raise NotATable(TOO_SLOW)
    if status in _OUT_OF_MEMORY:
        raise NotATable(TOO_SPREAD)
    if status > 0:  # an exception of ours: whatever a file does wrong comes back as an answer
        raise NotATable(READER_FAILED)
    try:
        answer = _answer.decode(said)
    except msgspec.DecodeError:
        raise NotATable(DAMAGED) from None
    if isinstance(answer, Refused):
        raise NotATable({"id": answer.id, "en": answer.en})
    return answer
