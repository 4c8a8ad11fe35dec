"""Where the reports of a check go: seen to be possible before any work, and each written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from sasando.core.facts import Says

ON_SCREEN = Path("-")


class Impossible(Exception):  # noqa: N818 - the house says what it is, not "Error"
    """An output that cannot be written as asked; nothing was done yet. `because` is the sentence to show."""

    def __init__(self, because: Says) -> None:
        super().__init__(because["id"])
        self.because = because


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """The files that were asked for; None is not wanted."""

    json: Path | None = None
    xlsx: Path | None = None
    pdf: Path | None = None

    @property
    def json_on_screen(self) -> bool:
        """Whether the JSON lines go to standard output, so that nothing else may."""
        return self.json == ON_SCREEN

    def must_be_possible(self, source: str) -> None:
        """Raise `Impossible` when a report would overwrite the list or another report, or has no folder."""
        wanted = [path for path in (self.json, self.xlsx, self.pdf) if path is not None and path != ON_SCREEN]
        places = [path.resolve() for path in wanted]
        if source != "-" and Path(source).resolve() in places:
            raise Impossible(
                {
                    "id": f"{source} adalah daftarnya sendiri; tulis laporan ke berkas lain.",
                    "en": f"{source} is the list itself; write the report to another file.",
                }
            )
        if len(set(places)) < len(places):
            raise Impossible(
                {
                    "id": "Dua laporan menuju satu berkas; beri nama lain.",
                    "en": "Two reports go to one file; rename one.",
                }
            )
        for path in wanted:
            _must_have_a_folder(path)


def _must_have_a_folder(path: Path) -> None:
    folder = path.resolve().parent
    if path.is_dir():
        raise Impossible({"id": f"{path} adalah folder; sebutkan nama berkas.", "en": f"{path} is a folder."})
    if not folder.is_dir():
        raise Impossible({"id": f"Folder {folder} tidak ada; buat dahulu.", "en": f"There is no folder {folder}."})
    if not os.access(folder, os.W_OK):
        raise Impossible({"id": f"Tidak boleh menulis di {folder}.", "en": f"No right to write in {folder}."})


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A file that is there whole or not at all: written beside its place, then moved. Links are followed."""
    place = target.resolve()
    if place.exists() and not place.is_file():  # a pipe or a device: nothing to move into its place
        yield place
        return
    beside = place.with_name(f".{os.getpid()}-{place.name}")
    rmtree(beside, ignore_errors=True)  # left by a process of this number that was killed
    try:
        # Names of people: for who ran the check, not for every user of the machine. A folder, because what a writer
        # of a file lays beside it goes with it, in whatever instant it is stopped.
        beside.mkdir(mode=0o700)
        built = beside / place.name
        built.touch(mode=0o600)
        yield built
        built.replace(place)
    finally:
        rmtree(beside, ignore_errors=True)


def write_lines(lines: Iterator[bytes], target: Path) -> None:
    """Write lines of bytes to a file, or to standard output for "-"."""
    if target == ON_SCREEN:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
        return
    with whole(target) as path, path.open("wb") as file:
        file.writelines(lines)
