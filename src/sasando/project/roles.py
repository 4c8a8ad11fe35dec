"""The three roles of the database: owner (migrations), app (those who sign in), door (public pages).

None is superuser or passes row-level security by, and the two that serve own nothing.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final, Literal

import psycopg
from psycopg import sql

from sasando.project.trouble import Trouble

Role = Literal["owner", "app", "door"]
ROLES: Final[tuple[Role, ...]] = ("owner", "app", "door")
DATABASE: Final = "sasando"
PRIVATE_ROLES: Final[dict[Role, str]] = {role: f"{DATABASE}_{role}" for role in ROLES}
WEAK: Final = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")

OLDEST: Final = 15
_MENDED_MINOR: Final = {15: 14, 16: 10, 17: 6}  # before these, row-level security leaked through statistics
_log = logging.getLogger(__name__)


def make_private_roles(superuser_url: str, database_url: str) -> None:
    """Make, or put back as they must be, roles and database of a private cluster. May be run again at any time."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for name in PRIVATE_ROLES.values():
            verb = sql.SQL("ALTER" if name in there else "CREATE")
            connection.execute(sql.SQL("{} ROLE {} {}").format(verb, sql.Identifier(name), WEAK))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            owner, database = sql.Identifier(PRIVATE_ROLES["owner"]), sql.Identifier(DATABASE)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
        for other in ("postgres", "template1"):
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(other)))
    with psycopg.connect(database_url, autocommit=True) as connection:
        for statement in grants(connection, DATABASE, PRIVATE_ROLES):
            connection.execute(statement)


def grants(connection: psycopg.Connection[Any], database: str, names: dict[Role, str]) -> Iterator[sql.Composed]:
    """What has still to be granted and revoked, so that only the three reach the database and only the owner builds."""
    name = sql.Identifier(database)
    asked = "SELECT has_database_privilege(%s, %s, %s)"
    everybody = any(
        connection.execute(asked, ["public", database, privilege]).fetchone() == (True,)
        for privilege in ("CONNECT", "TEMP", "CREATE")
    )
    if everybody:
        yield sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name)
    there = {role for (role,) in connection.execute("SELECT rolname FROM pg_roles")}
    for role in (names["app"], names["door"]):
        # what it has through everybody is about to go
        if (
            everybody
            or role not in there
            or connection.execute(asked, [role, database, "CONNECT"]).fetchone() == (False,)
        ):
            yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(role))
    schema = connection.execute("SELECT has_schema_privilege('public', 'public', 'CREATE')").fetchone()
    if schema == (True,):
        yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}").format(sql.SQL("PUBLIC"))


_STRENGTH: Final = """
    WITH mine AS (  -- what it may become counts as well: SET ROLE, and RESET ROLE back to the one that logged in
        SELECT * FROM pg_roles
        WHERE pg_has_role(current_user, oid, 'MEMBER') OR pg_has_role(session_user, oid, 'MEMBER')
    )
    SELECT current_setting('server_version_num')::int, current_user,
        EXISTS (SELECT FROM mine WHERE rolsuper),
        EXISTS (SELECT FROM mine WHERE rolbypassrls),
        EXISTS (SELECT FROM mine JOIN pg_class c ON c.relowner = mine.oid WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f'))
"""


def refuse_unsafe_role(connection: Any) -> None:
    """Raise when the role of this connection could pass the policies by. Takes one of Django's or of psycopg.

    An old minor version of the server is only warned about: it is not ours to replace.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STRENGTH)
        version, name, superuser, bypasses, owns = cursor.fetchone()
    if version // 10000 < OLDEST:
        raise too_old(version)
    reasons = [
        (superuser, "superuser", "a superuser"),
        (bypasses, "BYPASSRLS", "BYPASSRLS"),
        (owns, "pemilik tabel", "an owner of tables"),
    ]
    for holds, indonesian, english in reasons:
        if holds:
            raise Trouble(
                f"Peran basis data {name} terlalu kuat ({indonesian}): aturan akses tidak berlaku baginya. "
                "Jalankan lewat sasando up.",
                f"The database role {name} is too strong ({english}): policies do not hold for it. "
                "Start by sasando up.",
            )
    if is_old_minor(version):
        _log.warning(
            "PostgreSQL %s.%s punya celah keamanan yang sudah ditutup: perbarui. (It has known holes: update it.)",
            *divmod(version, 10000),
        )


def is_old_minor(version: int) -> bool:
    """Whether a version number (150013) is before the minor that mended what we rely on.

    >>> is_old_minor(150013), is_old_minor(150014), is_old_minor(180000)
    (True, False, False)
    """
    major, minor = divmod(version, 10000)
    return minor < _MENDED_MINOR.get(major, 0)


def too_old(version: int) -> Trouble:
    """The sentence for a server of a major version that we cannot use."""
    return Trouble(
        f"PostgreSQL {version // 10000} terlalu lama: Sasando perlu {OLDEST} atau lebih baru.",
        f"PostgreSQL {version // 10000} is too old: Sasando needs {OLDEST} or newer.",
    )
