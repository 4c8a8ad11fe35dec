"""The limited child process: a file on standard input, its pages as PNG on standard output.

typst draws them: scripts, attachments, forms, links, layers and what is written beside the pages do not come along.
"""

import os
import resource
import sys
from typing import Final

import msgspec
import typst

MEMORY: Final = 1_500_000_000  # bytes of address space
SECONDS: Final = 15  # of processor time
MAX_FILE: Final = 10_000_000  # bytes
MOST_PAGES: Final = 12
_LONGEST: Final = "850pt"  # of a page: a little more than A4
_SHARP: Final = 150.0  # pixels an inch; a stamp and a signature can be read
_COARSE: Final = 6.0  # enough to see that a photo can be drawn
_DRAWN: Final = """#set page(width: auto, height: auto, margin: 0pt)
#context {{
  let scan = image("{file}", format: "{format}"{page})
  let size = measure(scan)
  let fits = calc.min(1, {longest} / calc.max(size.width, size.height))
  box(width: size.width * fits, height: size.height * fits, image("{file}", format: "{format}"{page}, width: 100%))
}}"""


class TooManyPages(ValueError):  # noqa: N818 - it says what is wrong
    """More pages than one document may have."""


def limit_oneself() -> None:
    """A core dump would put a person's paper on the disk, so there is none, nor any other file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def in_memory(content: bytes) -> int:
    """A file that lies in memory only, by its descriptor."""
    held = os.memfd_create("scan")
    with os.fdopen(os.dup(held), "wb") as file:
        file.write(content)
    return held


def drawn(held: int, kind: str, *, page: int = 0, sharp: float = _SHARP) -> bytes:
    """One page as PNG. Raises `typst.TypstError`."""
    which = f", page: {page}" if page else ""
    text = _DRAWN.format(file=held, format=kind, page=which, longest=_LONGEST)
    fonts = typst.Fonts(include_system_fonts=False)
    made = typst.compile({"main": text.encode()}, root="/proc/self/fd", format="png", ppi=sharp, font_paths=fonts)  # type: ignore[call-overload]
    return bytes(made)


def pages(held: int) -> list[bytes]:
    """Every page of a PDF. Raises `typst.TypstError`, `TooManyPages`."""
    made = [drawn(held, "pdf", page=1)]
    while True:
        try:
            made.append(drawn(held, "pdf", page=len(made) + 1))
        except typst.TypstError as end:
            if "does not exist" not in str(end):
                raise
            return made
        if len(made) > MOST_PAGES:
            raise TooManyPages


def answered(held: int, kind: str) -> list[bytes] | None:
    """The pages of a PDF, None when there are too many; of a photo that it can be drawn, and nothing more."""
    if kind != "pdf":
        drawn(held, kind, sharp=_COARSE)
        return []
    try:
        return pages(held)
    except TooManyPages:
        return None


def main() -> None:
    """Read, draw, answer, end. The kind of file is the first argument."""
    kind = sys.argv[1]
    held = in_memory(sys.stdin.buffer.read(MAX_FILE + 1))
    limit_oneself()
    sys.stdout.buffer.write(msgspec.msgpack.encode(answered(held, kind)))


if __name__ == "__main__":
    main()
