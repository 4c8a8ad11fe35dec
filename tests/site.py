"""A whole site, as `./sasando demo` starts it, for tests that need real processes and a real browser."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass
class Site:
    """Where it is, and the program that runs it."""

    url: str
    data: Path
    program: subprocess.Popen[str]

    def pids(self, word: str) -> list[int]:
        """The processes of this site whose command line holds the word."""
        mine = f"SASANDO_DATA={self.data}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if word.encode() in (entry / "cmdline").read_bytes() and mine in (entry / "environ").read_bytes():
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found

    def postmaster(self) -> int:
        """The process of the database server."""
        return int((self.data / "pg" / "postmaster.pid").read_text().splitlines()[0])


def free_port() -> int:
    """A port whose next one is free too."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@contextmanager
def running_demo(data: Path) -> Iterator[Site]:
    """`./sasando demo` on a data folder of its own, until the block ends."""
    port = free_port()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "sasando.project", "demo", "--data", str(data), "--port", str(port)]
    program = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = []
    try:
        for line in program.stdout or ():
            said.append(line)
            if line.startswith("ready "):
                break
        else:
            raise AssertionError("the demo did not become ready:\n" + "".join(said[-20:]))
        yield Site(f"http://127.0.0.1:{port}", data, program)
    finally:
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=60)


class Visitor:
    """A browser without pictures: cookies, forms, redirects."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> tuple[str, str]:
        """Address and text of the page in the end."""
        with self.opener.open(self.site.url + path, timeout=30) as answer:
            return answer.geturl(), answer.read().decode()

    def post(self, path: str, **fields: str) -> tuple[str, str]:
        """The same, after a form was sent."""
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrftoken"), "")
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token or "", **fields}).encode()
        request = urllib.request.Request(self.site.url + path, body, {"Referer": self.site.url + path})
        with self.opener.open(request, timeout=30) as answer:
            return answer.geturl(), answer.read().decode()

    def enter(self, role: str) -> "Visitor":
        """Sign in as a role of the demo."""
        self.get("/demo/")
        self.post(f"/demo/enter/{role}/")
        return self


def key_in(address: str) -> str:
    """The key of the thing that an address shows."""
    found = re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", address)
    return found.group() if found else ""
