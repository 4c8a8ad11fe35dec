"""The data folder: where it is, private from its first moment, and used by one program at a time."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sasando.project.trouble import Trouble

_LOCK = "sasando.lock"


def data_folder(argument: Path | None, environ: Mapping[str, str]) -> Path:
    """The folder that was named, else SASANDO_DATA, else the place where a user's programs keep their data.

    >>> data_folder(None, {"SASANDO_DATA": "/srv/sasando", "XDG_DATA_HOME": "/elsewhere"})
    PosixPath('/srv/sasando')
    >>> data_folder(None, {"XDG_DATA_HOME": "/data"}), data_folder(None, {"HOME": "/home/yanti"})
    (PosixPath('/data/sasando'), PosixPath('/home/yanti/.local/share/sasando'))
    """
    if argument is not None:
        return argument.absolute()
    if environ.get("SASANDO_DATA"):
        return Path(environ["SASANDO_DATA"]).absolute()
    shared = environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(shared):  # the standard says that a relative one is to be ignored
        return Path(shared) / "sasando"
    return Path(environ.get("HOME") or Path.home()) / ".local/share/sasando"


def private_folder(folder: Path) -> Path:
    """Make the folder, for its owner only. One that is there already keeps its mode."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Trouble(
            f"Folder {folder} tidak dapat dibuat ({problem.strerror}); pilih yang lain dengan --data.",
            f"The folder {folder} cannot be made ({problem.strerror}); choose another one with --data.",
        ) from problem
    return folder


@contextmanager
def only_program(data: Path) -> Iterator[None]:
    """Hold the data folder. The lock ends with the process that holds it, however it ends."""
    file = os.open(private_folder(data) / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(file, 20, 0).decode().strip()
            raise Trouble(
                f"Folder data {data} sedang dipakai Sasando lain (proses {holder}); hentikan itu dahulu.",
                f"The data folder {data} is in use by another Sasando (process {holder}); stop that one first.",
            ) from None
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(file)


def in_use(data: Path) -> bool:
    """Whether a program holds the data folder at this moment."""
    try:
        file = os.open(data / _LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(file)
