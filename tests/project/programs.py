"""Programs that the tests start and kill, and waiting without a guess how long it takes."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

HOLDS = """
import os, signal, sys
from pathlib import Path
from sasando.project.cluster import open_database
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with open_database(Path(sys.argv[1]), os.environ, durable=False) as database:
    print(database.postmaster.pid, database.url("owner"), flush=True)
    signal.pause()
"""


def environment(**more):
    """Of this machine, without what somebody set for themselves."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SASANDO_", "PG", "DATABASE_URL"))}
    path = [str(Path(__file__).parents[2] / "src"), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(path)} | more


@contextmanager
def program_on(data, **more):
    """A program that holds a database on this folder. Gives the process, the pid of the server and the owner's URL."""
    command = [sys.executable, "-c", HOLDS, str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(**more))
    try:
        pid, url = process.stdout.readline().split()
        yield process, int(pid), url
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def kill(pid):
    os.kill(pid, signal.SIGKILL)


def wait_for(condition, seconds=20):
    """Until it holds; fails when it never does."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.01)
    return found


def is_gone(pid):
    """No such process, or one that nobody has asked about since its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True
