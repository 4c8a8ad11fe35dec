"""A bad link in front of a site: slow, with long ways, stalls, cuts, and answers that are lost after the commit."""

import contextlib
import random
import socket
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Link:
    """`rate` bytes a second (0: as fast as it goes), `trip` seconds there and back, and how often, of all connections,
    one stalls for `stall` seconds, is cut on the way there, or loses its whole answer after the site has made it.
    """

    name: str = "good"
    rate: int = 0
    trip: float = 0.0
    stalls: float = 0.0
    stall: float = 0.0
    cuts: float = 0.0
    loses: float = 0.0
    swap: tuple[bytes, bytes] = (b"", b"")
    """Bytes of answers that become others of the same length: another version of the app, for one."""


@dataclass
class BadLink:
    """A listener on this machine that passes everything on to the site, as the link lets it."""

    site: str
    link: Link = field(default_factory=Link)
    seed: int = 0

    def __enter__(self) -> "BadLink":
        self.chance = random.Random(self.seed)
        self.counted = {"connections": 0, "cut": 0, "lost": 0, "stalled": 0}
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()

    @property
    def url(self) -> str:
        """Where phones find it."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def _listen(self) -> None:
        while True:
            try:
                phone, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass, args=(phone,), daemon=True).start()

    def _pass(self, phone: socket.socket) -> None:
        link, chance = self.link, self.chance
        self.counted["connections"] += 1
        cut, lose, stall = (chance.random() < part for part in (link.cuts, link.loses, link.stalls))
        after = chance.randrange(1, 6_000) if cut else None
        self.counted["cut"] += cut
        self.counted["lost"] += lose and not cut
        self.counted["stalled"] += stall
        parts = urlsplit(self.site)
        with contextlib.suppress(OSError), phone, socket.create_connection((parts.hostname, parts.port)) as site:
            time.sleep(link.trip / 2 + (link.stall if stall else 0))
            back = threading.Thread(target=self._back, args=(site, phone, lose), daemon=True)
            back.start()
            self._copy(phone, site, after)
            back.join(120)

    def _copy(self, source: socket.socket, to: socket.socket, after: int | None) -> None:
        passed = 0
        while block := source.recv(4096):
            if after is not None and passed + len(block) >= after:
                to.sendall(block[: max(0, after - passed)])
                for end in (to, source):
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                return
            to.sendall(block)
            passed += len(block)
            self._wait(len(block))
        with contextlib.suppress(OSError):
            to.shutdown(socket.SHUT_WR)

    def _back(self, site: socket.socket, phone: socket.socket, lose: bool) -> None:
        first = True
        with contextlib.suppress(OSError):
            while block := site.recv(65_536):
                if first:
                    time.sleep(self.link.trip / 2)
                    first = False
                if lose:  # the site said it, nobody hears it
                    phone.shutdown(socket.SHUT_RDWR)
                    return
                old, new = self.link.swap
                phone.sendall(block.replace(old, new) if old else block)
                self._wait(len(block))
            phone.shutdown(socket.SHUT_WR)

    def _wait(self, size: int) -> None:
        if self.link.rate:
            time.sleep(size / self.link.rate)
