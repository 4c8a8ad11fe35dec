"""Pages a second and how long the slowest take: ours, and the same pages in bare Django, in turns, on one database.

    ./sasando bench pages [--seconds 5] [--rounds 3]

Sixteen connections, both processors shared with the one who asks. Then fifty users who think between pages.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from tests.site import ROOT, Site, Visitor, free_port, running_demo

from bench.timing import machine
from sasando.project.cluster import open_database

CONNECTIONS, USERS = 16, 50


@dataclass
class Asked:
    """How long every answer took, in seconds."""

    seconds: list[float] = field(default_factory=list)
    whole: float = 0.0
    wrong: int = 0

    def per_second(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.whole

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))] * 1000


@dataclass(frozen=True)
class Page:
    """One page of one server, for one visitor."""

    port: int
    path: str
    cookies: str = ""

    def request(self) -> bytes:
        """The bytes that ask for it."""
        host = f"Host: 127.0.0.1:{self.port}\r\nCookie: {self.cookies}\r\nAccept-Language: id\r\n\r\n"
        return f"GET {self.path} HTTP/1.1\r\n{host}".encode()


async def _ask(page: Page, asked: Asked, until: float, think: float = 0.0) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", page.port)
    while time.perf_counter() < until:
        if think:
            await asyncio.sleep(random.uniform(0, 2 * think))
        begun = time.perf_counter()
        writer.write(page.request())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        asked.seconds.append(time.perf_counter() - begun)
        asked.wrong += " 200 " not in head.split("\r\n")[0] + " "
    writer.close()


async def _many(pages: list[Page], seconds: float, *, users: int, think: float = 0.0) -> Asked:
    """So many users at one time, each on one of the pages."""
    asked, begun = Asked(), time.perf_counter()
    until = begun + seconds
    await asyncio.gather(*(_ask(pages[at % len(pages)], asked, until, think) for at in range(users)))
    asked.whole = time.perf_counter() - begun
    return asked


def _bare(site: Site, database_url: str, stack: ExitStack) -> int:
    port = free_port()
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "SASANDO_DATA": str(site.data),
        "SASANDO_PROCESS": "desk",
        "SASANDO_DEMO": "1",
        "SASANDO_DATABASE": database_url,
    }
    granian = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    command = [sys.executable, *granian, "--log-level", "error", "--port", str(port), "bench.pages_bare:application"]
    process = stack.enter_context(subprocess.Popen(command, env=environment, cwd=ROOT))
    stack.callback(process.terminate)
    return port


def _pages(owner: psycopg.Connection) -> dict[str, str]:
    roster = owner.execute("SELECT id FROM rosters_roster WHERE state = 'ready' ORDER BY total DESC LIMIT 1").fetchone()
    person = owner.execute("SELECT person_id FROM rosters_entry WHERE person_id IS NOT NULL LIMIT 1").fetchone()
    if not (roster and person):
        sys.exit("the demo world has no list or nobody on it")
    return {"home": "/", "list of 50": f"/daftar/{roster[0]}/", "person": f"/orang/{person[0]}/"}


def _same(ours: str, bare: str) -> bool:
    """Whether both pages hold the same rows: their links to people and lists."""
    links = re.compile(r'href="(/(?:daftar|daftar/orang|orang)/[0-9a-f-]{36}/)"')
    return links.findall(ours) == links.findall(bare)


def measure(seconds: float, rounds: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="sasando-bench-") as folder, ExitStack() as stack:
        site = stack.enter_context(running_demo(Path(folder) / "data"))
        database = stack.enter_context(open_database(site.data, dict(os.environ), join=True))
        with psycopg.connect(database.url("owner")) as owner:
            pages = _pages(owner)
        bare = _bare(site, database.url("owner"), stack)
        visitor = Visitor(site).enter("placement-officer")
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.jar)
        port = int(site.url.rpartition(":")[2])
        peer = Visitor(Site(f"http://127.0.0.1:{bare}", site.data, site.program))
        _wait(peer)
        for name, path in pages.items():
            if not _same(visitor.get(path)[1], peer.get(path)[1]):
                sys.exit(f"the two pages differ: {name}")
        print(machine("django", "granian", "psycopg"))
        print(f"\n{CONNECTIONS} connections, {rounds} rounds of {seconds:g} s in turns\n")
        print("| page | ours /s | bare /s | ours : bare (least-most) | p50 ms | p99 ms | bare p99 ms |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        mine = [Page(port, path, cookies) for path in pages.values()]
        for name, page in zip(pages, mine, strict=True):
            _row(name, page, Page(bare, page.path), seconds, rounds)
        _users(mine, seconds * 4)


def _wait(peer: Visitor) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            peer.get("/healthz")
        except OSError:
            continue
        return


def _row(name: str, our: Page, their: Page, seconds: float, rounds: int) -> None:
    ours, peers, ratios = [], [], []
    for _ in range(rounds):
        ours.append(asyncio.run(_many([our], seconds, users=CONNECTIONS)))
        peers.append(asyncio.run(_many([their], seconds, users=CONNECTIONS)))
        ratios.append(ours[-1].per_second() / peers[-1].per_second())
    if any(one.wrong for one in ours + peers):
        sys.exit(f"{name}: not every answer was 200")
    speeds = [statistics.median(one.per_second() for one in asked) for asked in (ours, peers)]
    slow = [statistics.median(one.percentile(share) for one in ours) for share in (0.5, 0.99)]
    theirs = statistics.median(one.percentile(0.99) for one in peers)
    ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    print(f"| {name} | {speeds[0]:.0f} | {speeds[1]:.0f} | {ratio} | {slow[0]:.0f} | {slow[1]:.0f} | {theirs:.0f} |")


def _users(pages: list[Page], seconds: float) -> None:
    asked = asyncio.run(_many(pages, seconds, users=USERS, think=2.0))
    slow = ", ".join(f"p{share * 100:.0f} {asked.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99))
    print(f"\n{USERS} users, 2 s between pages on average: {asked.per_second():.0f} pages a second, {slow}")


if __name__ == "__main__":
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--seconds", type=float, default=5.0)
    wanted.add_argument("--rounds", type=int, default=3)
    given = wanted.parse_args()
    measure(given.seconds, given.rounds)
