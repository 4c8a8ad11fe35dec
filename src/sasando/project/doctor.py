"""What is wrong with an installation, and how to mend it: one finding a thing, each with its remedy.

Speaks plain SQL, so that it also works where the program itself does not start. A private database that stands still
is started to be looked at, and roles are put back as they must be; nothing else is changed.
"""

import importlib.util
import platform
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from sasando.project.account import account_for
from sasando.project.binaries import find_binaries
from sasando.project.cluster import Database, major_of, open_database
from sasando.project.folder import in_use
from sasando.project.keys import read_keys, read_private
from sasando.project.roles import ROLES, is_old_minor, refuse_unsafe_role
from sasando.project.trouble import Trouble

_ROOM_NEEDED: Final = 1_000_000_000
_NAMED: Final = 5
_DOMAIN: Final = Path(__file__).parents[1] / "domain"
_OPEN_TABLES: Final = """
    SELECT DISTINCT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
    WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1
"""
_SEEN_AT_THE_DOOR: Final = """
    SELECT DISTINCT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
    WHERE has_any_column_privilege(current_user, c.oid, 'SELECT, INSERT, UPDATE')
        OR has_table_privilege(current_user, c.oid, 'DELETE, TRUNCATE') ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Without a remedy it is fine."""

    indonesian: str
    english: str
    remedy: str = ""

    @property
    def fine(self) -> bool:
        """Whether nothing is to be done."""
        return not self.remedy


def examine(data: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Look at everything, cheapest first."""
    yield _python()
    yield _disk(data)
    yield from _folder(data)
    yield from _guarded("PostgreSQL", lambda: _server(data, environ))
    yield from _guarded("DATA/keys", lambda: _keys(data, environ))
    yield from _guarded("basis data (database)", lambda: _database(data, environ))


def _guarded(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except Trouble as trouble:
        remedy = "\n".join(trouble.sql) or "lihat kalimat itu (see that sentence)"
        yield Finding(trouble.indonesian, trouble.english, remedy)
    except (psycopg.Error, OSError) as problem:
        said = str(problem).strip()
        yield Finding(f"{what}: {said}", "cannot be examined", "DATA/log/postgresql.log")


def _python() -> Finding:
    version = platform.python_version()
    missing = [name for name in ("django", "granian", "psycopg", "procrastinate") if not importlib.util.find_spec(name)]
    if missing:
        return Finding(f"pustaka tidak ada: {', '.join(missing)}", "libraries missing", "rm -r .venv; ./sasando doctor")
    return Finding(f"Python {version}", "libraries are there")


def _disk(data: Path) -> Finding:
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    said = f"disk: {free // 1_000_000} MB kosong di {place}"
    remedy = "" if free >= _ROOM_NEEDED else "kosongkan ruang sampai 1000 MB (make room, 1000 MB)"
    return Finding(said, "free", remedy)


def _folder(data: Path) -> Iterator[Finding]:
    if not data.is_dir():
        yield Finding(f"folder data {data} belum ada", "there is no data folder yet", "./sasando up")
        return
    loose = data.stat().st_mode & 0o077
    remedy = f"chmod 700 {data}" if loose & 0o066 else ""
    yield Finding(f"folder data {data}", "open to others" if remedy else "private", remedy)
    link = data / "socket"
    if link.is_symlink() and not in_use(data):
        yield Finding(
            f"soket lama tertinggal ({link.readlink()}); tidak mengganggu",
            "an old socket was left by a killed program; the next start takes care of it",
        )


def _server(data: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    if environ.get("DATABASE_URL"):
        yield Finding("DATABASE_URL dipakai", "the database is run by somebody else")
        return
    cluster = data / "pg"
    account, major = account_for(cluster), major_of(cluster)
    binaries = find_binaries(environ, account, major=major)
    yield Finding(
        f"PostgreSQL {binaries.version} ({binaries.folder}), pengguna {account.name}",
        f"{binaries.kind}, data folder of version {major or '-'}",
    )


def _keys(data: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    read_keys(data)
    if environ.get("DATABASE_URL"):
        read_private(data / "keys/database.json")
    yield Finding("kunci ada dan rahasia", "keys are there and private")


def _database(data: Path, environ: Mapping[str, str]) -> Iterator[Finding]:
    known = data / ("keys/database.json" if environ.get("DATABASE_URL") else "pg/PG_VERSION")
    if not known.exists():
        yield Finding("basis data belum disiapkan", "the database is not prepared yet", "./sasando up")
        return
    with open_database(data, environ, join=True) as database:
        yield from _roles(database)
        with psycopg.connect(database.url("owner")) as owner:
            yield from _health(owner)
            yield _migrations(owner)
            yield _forced(owner)
            yield _chain(owner, data)
            yield _signed(owner, data)
            yield _counted(owner)
        with psycopg.connect(database.url("door")) as door:
            yield _door(door)


def _roles(database: Database) -> Iterator[Finding]:
    for role in ROLES:
        with psycopg.connect(database.url(role)) as connection:
            name = connection.info.user
            if role != "owner":
                refuse_unsafe_role(connection)
                yield Finding(f"peran {name} lemah", "role is weak, owns nothing")
            elif connection.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            ).fetchone() == (True,):
                remedy = f'ALTER ROLE "{name}" NOSUPERUSER NOBYPASSRLS;'
                yield Finding(f"pemilik {name} terlalu kuat", "owner is superuser or BYPASSRLS", remedy)
            else:
                yield Finding(f"peran {name}, pemilik", "role is the owner, and no superuser")


def _health(owner: psycopg.Connection[Any]) -> Iterator[Finding]:
    version = owner.info.server_version
    said = "perbarui PostgreSQL (apt upgrade)" if is_old_minor(version) else ""
    yield Finding(f"PostgreSQL {version // 10000}.{version % 10000} menjawab", "answers", said)
    bad = owner.execute(
        "SELECT coalesce(sum(checksum_failures), 0)::int, current_setting('data_checksums') FROM pg_stat_database"
    ).fetchone()
    count, checked = bad or (0, "off")
    if count:
        yield Finding(f"{count} halaman data rusak", "damaged pages", "pulihkan dari cadangan (restore a backup)")
    elif checked != "on":
        yield Finding("checksum data mati", "checksums are off", "hentikan, lalu (stop it, then) pg_checksums -e")


def _migrations(owner: psycopg.Connection[Any]) -> Finding:
    table = owner.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL").fetchone()
    done: set[tuple[str, str]] = set()
    if table == (True,):
        done = {(app, name) for app, name in owner.execute("SELECT app, name FROM django_migrations")}
    ours = {(file.parents[1].name, file.stem) for file in _DOMAIN.glob("*/migrations/[0-9]*.py")}
    missing = sorted(f"{app}.{name}" for app, name in ours - done)
    if missing:
        return Finding(f"migrasi belum dijalankan: {', '.join(missing)}", "migrations not applied", "./sasando up")
    known = {app for app, _ in ours}
    newer = sorted(f"{app}.{name}" for app, name in done - ours if app in known)
    if newer:
        return Finding(f"basis data lebih baru: {', '.join(newer)}", "the database is newer", "git pull")
    return Finding(f"{len(ours)} migrasi", "migrations are applied")


def _forced(owner: psycopg.Connection[Any]) -> Finding:
    lost = [name for (name,) in owner.execute(_OPEN_TABLES)]
    if lost:
        return Finding(f"aturan akses tidak dipaksakan pada {', '.join(lost)}", "policies not forced", "./sasando up")
    held = owner.execute("SELECT count(*) FROM pg_class WHERE relforcerowsecurity").fetchone()
    if held == (0,):
        return Finding("belum ada tabel yang dilindungi", "no table is protected yet", "./sasando up")
    return Finding(f"aturan akses dipaksakan pada {held[0] if held else 0} tabel", "tables have forced policies")


def _chain(owner: psycopg.Connection[Any], data: Path) -> Finding:
    there = owner.execute("SELECT to_regclass('public.audit_seal') IS NOT NULL").fetchone()
    if there != (True,):
        return Finding("belum ada jejak", "there is no chain of facts yet")
    from sasando.domain.audit.verifying import read_checkpoints, verify_database  # noqa: PLC0415 - Django is slow

    folder = data / "checkpoints"
    found = verify_database(owner, checkpoints=read_checkpoints(folder) if folder.is_dir() else [])
    if found.broken:
        return Finding(f"rantai jejak rusak: {found.broken}", "the chain is broken", "./sasando audit verify")
    return Finding(f"rantai jejak utuh, {found.facts} jejak tersegel", "the chain of facts holds")


def _signed(owner: psycopg.Connection[Any], data: Path) -> Finding:
    there = owner.execute("SELECT to_regclass('public.examinations_outcome') IS NOT NULL").fetchone()
    if there != (True,):
        return Finding("belum ada hasil pemeriksaan", "there are no outcomes of examinations yet")
    from sasando.domain.examinations.verifying import altered  # noqa: PLC0415 - Django is slow

    wrong = list(altered(owner, data))
    if wrong:
        said = f"{len(wrong)} hasil pemeriksaan tidak sama dengan yang ditandatangani: {', '.join(wrong[:_NAMED])}"
        return Finding(said, "outcomes are not what was signed", "hubungi pemeriksanya (ask who examined)")
    return Finding("hasil pemeriksaan sama dengan yang ditandatangani", "outcomes are as they were signed")


def _counted(owner: psycopg.Connection[Any]) -> Finding:
    there = owner.execute("SELECT to_regclass('public.issuance_reconciliation') IS NOT NULL").fetchone()
    if there != (True,):
        return Finding("belum ada surat dan kartu", "there is no ledger yet")
    row = owner.execute(
        "SELECT (SELECT count(*) FROM issuance_issue), (SELECT max(at) > now() - interval '26 hours' "
        "FROM issuance_reconciliation), (SELECT count(*) FROM issuance_discrepancy WHERE answered_at IS NULL)"
    ).fetchone()
    issued, lately, unanswered = row or (0, None, 0)
    if issued and not lately:
        remedy = "biarkan ./sasando up berjalan (keep it running; it makes up for a missed night)"
        return Finding("pencocokan malam terlewat", "the nightly count was missed", remedy)
    if unanswered:
        said = f"{unanswered} ketidakcocokan belum dijawab"
        return Finding(said, "mismatches without an answer", "/terbit/pencocokan/")
    return Finding(f"{issued} surat dan kartu, dicocokkan", "letters and cards are counted")


def _door(door: psycopg.Connection[Any]) -> Finding:
    seen = [name for (name,) in door.execute(_SEEN_AT_THE_DOOR)]
    if seen:
        names = ", ".join(seen)
        return Finding(f"halaman umum menjangkau {names}", "the door reaches protected tables", "./sasando up")
    return Finding("halaman umum tidak menjangkau data orang", "the door reaches no protected table")
