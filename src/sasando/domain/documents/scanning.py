"""A virus scanner, where the office has one: a command that gets the file on its standard input.

`SASANDO_SCAN` names it, for example `clamdscan --quiet -`. Its exit status decides, as that of clamdscan: 0 is clean, 1
is a virus. Anything else, or no answer in time, is no answer: the file is kept as not scanned, and its page says so.
"""

import subprocess
from typing import Final

from django.conf import settings

from sasando.domain.documents.models import Freedom

SECONDS: Final = 20
_SAYS: Final = {0: Freedom.CLEAN, 1: Freedom.SUSPECT}


def scanned(content: bytes) -> Freedom:
    """What the scanner says of a file as it came."""
    command = settings.SCAN_COMMAND
    if not command:
        return Freedom.UNSCANNED
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return Freedom.UNSCANNED
    return _SAYS.get(done.returncode, Freedom.UNSCANNED)
