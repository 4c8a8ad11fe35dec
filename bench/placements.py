"""Placements in bulk: a list of 3,000 made into dossiers, one verdict, and the queues over 300,000 placements.

    ./sasando bench placements [--rows 3000] [--register 300000]

In a throw-away database, as the weak role `app`, with every policy and fact. Nobody is meant.
"""

import argparse
import csv
import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import django
import psycopg

from bench.timing import goal, machine

_GOALS: Final = {"batch": 30.0, "verdict": 50.0, "queue": 300.0}
QUEUES: Final = (
    "/", "/penempatan/", "/penempatan/?giliran=mine&urut=sampai", "/penempatan/?giliran=week&urut=sampai",
    "/penempatan/?q=Orang+77", "/penempatan/?keadaan=open&negara=MY", "/penempatan/?halaman=40",
    "/penempatan/kewajiban/", "/penempatan/kontrak/",
)  # fmt: skip
_HOMES: Final = ("Malaka", "Belu", "Sikka", "Ende", "Sumba Barat Daya", "Flores Timur")


def the_list(rows: int, today: Any) -> bytes:
    """A list as a company sends it: some with everything, most lacking something."""
    chance, out = random.Random(5), io.StringIO()
    columns = ["Nama", "NIK", "JK", "Tgl Lahir", "Kabupaten", "Skema", "Negara", "Jabatan", "No Paspor",
               "Paspor s/d",
               "No BPJS TK", "Tgl Iuran Pra", "Iuran Pra (Rp)", "Tgl PK",
               "Lama Kontrak (bulan)", "Jenis Visa",
               "No Visa", "Visa s/d", "Tgl Berangkat", "No Sertifikat Kompetensi",
               "Perekrut", "Tgl Rekrut"]  # fmt: skip
    writer = csv.writer(out)
    writer.writerow(columns)
    day = lambda offset: (today + timedelta(days=offset)).strftime("%d/%m/%Y")  # noqa: E731
    for at in range(rows):
        full = chance.random() < 0.6
        writer.writerow([
            f"Uji {at:05} Calon", f"5321{at:012}", chance.choice("LP"), day(-9000 - at), chance.choice(_HOMES), "P2P",
            "Malaysia", "Pekerja rumah tangga", f"C{at:07}", day(900), f"{at:011}" if full else "", day(-40), "37500",
            day(-30), "24", "WORK" if full else "", f"V-{at}", day(400), day(20 + at % 30), f"BNSP-{at}",
            "Staf perusahaan", day(-100 + at % 60),
        ])  # fmt: skip
    return out.getvalue().encode()


@contextmanager
def prepared() -> Any:
    """The database with the cast of the tests, and the settings pointing at it."""
    from django.db import connection
    from tests.cast import make_cast
    from tests.conftest import prepared_database

    from sasando.project.settings import database_of

    with tempfile.TemporaryDirectory(prefix="sasando-bench-") as folder, prepared_database(Path(folder)) as opened:
        with psycopg.connect(opened.url("owner"), autocommit=True) as owner:
            cast = make_cast(owner)
        connection.close()
        connection.settings_dict.update(database_of(opened.url("app")) | {"TEST": connection.settings_dict["TEST"]})
        try:
            yield opened, cast
        finally:
            connection.close()


def processor_time() -> tuple[float, float]:
    """Seconds that this process and its connection's process in the database have worked, whatever else runs beside."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    ticks = Path(f"/proc/{backend}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return time.process_time(), sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def bulk(cast: Any, rows: int) -> UUID:  # noqa: PLR0915 - one story from the file to the dossiers
    """Upload, read, match, judge, make dossiers; gives somebody's placement."""
    from django.utils import timezone

    from sasando.core.law.stage import Stage
    from sasando.domain.access import acting
    from sasando.domain.placements.from_roster import run_intake, take_up
    from sasando.domain.placements.models import Intake, Placement
    from sasando.domain.rosters.actions import add_roster
    from sasando.domain.rosters.checking import check_roster
    from sasando.domain.rosters.models import Roster

    by, content = cast.actor("p3mi"), the_list(rows, timezone.localdate())
    begun, spent = time.perf_counter(), processor_time()
    with acting(by):
        roster = add_roster("Bench", content, stage=Stage.DEPART, as_of=None, by=by)
    check_roster(roster.pk, by=by)
    read = time.perf_counter()
    with acting(by):
        take_up(Roster.objects.get(pk=roster.pk), scheme="P2P", by=by)
    run_intake(roster.pk, by=by)
    over = time.perf_counter()
    with acting(by):
        made = Intake.objects.get(pk=roster.pk)
        first = Placement.objects.filter(company=by.organisation).order_by("pk").first()
        count = Placement.objects.filter(company=by.organisation).count()
    if (made.state, made.done, count) != ("ready", rows, rows) or first is None:
        sys.exit(f"not whole: {made.state}, {made.done} rows, {count} placements")
    print(f"{rows:,} rows: read, matched and judged {read - begun:.1f} s, made dossiers {over - read:.1f} s")
    mine, database = (after - before for before, after in zip(spent, processor_time(), strict=True))
    load = os.getloadavg()[0]
    print(f"processor time: {mine:.1f} s here, {database:.1f} s in the database; load of the machine {load:.1f}")
    print(goal("batch, s", over - begun, _GOALS["batch"]))
    key: UUID = first.pk
    return key


def milliseconds(run: Callable[[], object], times: int = 40) -> list[float]:
    """How long each of some runs took, sorted."""
    run()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def one_verdict(cast: Any, key: UUID) -> None:
    """The law asked anew about one open dossier, every query included."""
    from django.utils import timezone

    from sasando.domain.access import acting
    from sasando.domain.placements.judging import judge_placement
    from sasando.domain.placements.models import Placement
    from sasando.domain.placements.program import as_program

    by, today = cast.actor("p3mi"), timezone.localdate()

    def ask() -> None:
        with acting(by), as_program(by):
            judge_placement(Placement.objects.get(pk=key), today)

    taken = milliseconds(ask)
    print(f"one verdict: p50 {statistics.median(taken):.1f} ms, p95 {taken[int(len(taken) * 0.95)]:.1f} ms")
    print(goal("verdict, ms (p95)", taken[int(len(taken) * 0.95)], _GOALS["verdict"]))


def fill_register(owner: Any, cast: Any, many: int, here: float) -> None:
    """So many placements more, in every state, region and company."""
    rules = owner.execute("SELECT fingerprint FROM placements_ruleset LIMIT 1").fetchone()[0]
    text = Path(__file__).with_name("placements_register.sql").read_text(encoding="utf-8")
    given = {"many": many, "company": cast.actor("p3mi").organisation, "rules": rules, "here": int(here * 1000)}
    with owner.transaction(), psycopg.ClientCursor(owner) as cursor:
        cursor.execute(text, given)
    owner.execute("ANALYZE")


def queues(cast: Any) -> None:
    """The pages that everybody opens first, whole: sign-in, rights, facts, templates."""
    from django.test import Client
    from django.test.utils import setup_test_environment
    from tests.conftest import signed_in

    from sasando.domain.access import acting

    setup_test_environment()
    slowest = 0.0
    print("| role | page | p50 ms | p95 ms | processor ms |\n|---|---|---:|---:|---:|")
    for role in ("placement-officer", "labour-office", "p3mi", "village", "head"):
        with acting(cast.actor(role)):
            client = signed_in(Client(), cast.actor(role))
        for path in QUEUES:
            if client.get(path).status_code != 200:
                continue
            spent = sum(processor_time())
            taken = milliseconds(lambda path=path, client=client: client.get(path), 25)
            worked = (sum(processor_time()) - spent) / 26 * 1000
            p95 = taken[int(len(taken) * 0.95)]
            slowest = max(slowest, p95)
            print(f"| {role} | `{path}` | {statistics.median(taken):.0f} | {p95:.0f} | {worked:.0f} |")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(goal("slowest page of a queue, ms (p95)", slowest, _GOALS["queue"]))


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--register", type=int, default=300_000)
    parser.add_argument("--here", type=float, default=0.1, help="the share of the register that is of NTT")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")
    django.setup()
    print(machine("django", "psycopg"))
    with prepared() as (opened, cast):
        key = bulk(cast, chosen.rows)
        one_verdict(cast, key)
        with psycopg.connect(opened.url("owner"), autocommit=True) as owner:
            fill_register(owner, cast, chosen.register, chosen.here)
        print(f"{chosen.register:,} placements in the register, {chosen.here:.0%} of them of NTT")
        queues(cast)


if __name__ == "__main__":
    main()
