"""The limited child process: bytes on standard input, one table on standard output, and nothing else.

    python -m sasando.exchange.tables.child HEADED [SHEET]

HEADED is "headed" for a table with column headers that are known, "rows" for the rows of a sheet whatever they are.

It gives up memory, time, files and core dumps before it looks at a single byte.
"""

import resource
import sys
from typing import Final

import msgspec

from sasando.exchange.tables.errors import TOO_LARGE, NotATable
from sasando.exchange.tables.reading import MAX_FILE, read_table
from sasando.exchange.tables.table import Refused

MEMORY: Final = 300_000_000  # bytes of address space, so never more in use
SECONDS: Final = 8  # of processor time


def limit_oneself() -> None:
    """A core dump would put people's data on the disk, so there is none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read, answer, end."""
    limit_oneself()
    headed = sys.argv[1:2] != ["rows"]
    sheet = sys.argv[2] if len(sys.argv) > 2 else None
    try:
        answer = msgspec.msgpack.encode(read_table(sys.stdin.buffer.read(MAX_FILE + 1), sheet, headed=headed))
    except NotATable as refusal:
        answer = msgspec.msgpack.encode(Refused(refusal.because["id"], refusal.because["en"]))
    except MemoryError:
        answer = msgspec.msgpack.encode(Refused(TOO_LARGE["id"], TOO_LARGE["en"]))
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
