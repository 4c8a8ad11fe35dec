"""What was acknowledged is there, whatever was killed meanwhile."""

import os
import signal
import time
import urllib.error

import psycopg
from tests.site import Visitor, key_in, running_demo


class TestKillingWebAndDatabase:
    def test_loses_no_acknowledged_write(self, tmp_path, whole, figure):
        writes, every = (2_000, 400) if whole else (60, 30)
        acknowledged, kills = [], 0
        with running_demo(tmp_path / "data") as site:
            visitor = Visitor(site).enter("protection-officer")
            for number in range(writes):
                if number % every == every // 2 and kills < 4:
                    victims = site.pids("granian") if kills % 2 == 0 else [site.postmaster()]
                    for pid in victims:
                        os.kill(pid, signal.SIGKILL)
                    kills += 1
                acknowledged.append(write_until_acknowledged(visitor, number))
            lost = missing(site, acknowledged)
        figure("acknowledged writes", len(acknowledged))
        figure("kill -9 of web or database", kills)
        figure("acknowledged writes lost", len(lost))
        assert kills >= 2
        assert lost == []


def write_until_acknowledged(visitor: Visitor, number: int) -> str:
    """Write somebody down, again until the site says where; gives the key in that answer."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            visitor.get("/orang/tambah/")
            address, _ = visitor.post("/orang/tambah/", full_name=f"Orang Uji {number}", tetap="1")
        except (urllib.error.URLError, OSError):
            continue
        if key := key_in(address):
            return key
    raise AssertionError(f"write {number} was never acknowledged")


def missing(site, keys: list[str]) -> list[str]:
    from sasando.project.cluster import open_database

    with (
        open_database(site.data, dict(os.environ), join=True) as database,
        psycopg.connect(database.url("owner")) as owner,
    ):
        there = {str(pk) for (pk,) in owner.execute("SELECT id FROM people_person").fetchall()}
    return [key for key in keys if key not in there]
