"""Child processes that end when the program ends, even when it was killed and could not say goodbye."""

import shutil
import signal
import subprocess
from functools import cache


@cache
def _setpriv() -> str | None:
    program = shutil.which("setpriv")
    if program is None:
        return None
    # the one of busybox has no --pdeathsig
    tried = subprocess.run([program, "--pdeathsig", "keep", "true"], capture_output=True, check=False)
    return program if tried.returncode == 0 else None


def tied(argv: list[str], *, by: signal.Signals) -> list[str]:
    """The command, so that Linux sends it this signal when the thread that started it is gone.

    Start such a process from the main thread. Without `setpriv` the command stays as it is: what a killed program
    left behind is then found and stopped at the next start.
    """
    program = _setpriv()
    return [program, "--pdeathsig", by.name.removeprefix("SIG"), "--", *argv] if program else argv
