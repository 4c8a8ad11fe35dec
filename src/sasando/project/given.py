"""The database that DATABASE_URL names: its role is the owner; the two that serve are made beside it.

Where it may not make them, an administrator gets the exact SQL. It holds no password, only what verifies one.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sasando.project.folder import private_folder
from sasando.project.keys import read_private, write_private
from sasando.project.roles import OLDEST, WEAK, Role, grants, refuse_unsafe_role, too_old
from sasando.project.trouble import Trouble

_SERVING: Final[tuple[Role, ...]] = ("app", "door")
_OWNER: Final = """
    SELECT current_user, current_database(), current_setting('server_version_num')::int,
        current_setting('server_version'), current_setting('server_encoding'),
        (SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A database that somebody else runs, ready for us."""

    version: str
    urls: dict[Role, str]


def open_given(url: str, data: Path) -> Given:
    """Check the database, make or mend the two roles, or raise with the SQL for an administrator."""
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.Error as problem:
        raise Trouble(
            f"DATABASE_URL tidak dapat dibuka: {str(problem).strip()}",
            f"DATABASE_URL cannot be opened: {str(problem).strip()}",
        ) from problem
    with connection:
        found = connection.execute(_OWNER).fetchone()
        assert found is not None  # noqa: S101 - a SELECT without FROM
        owner, database, number, version, encoding, _ = found
        if number // 10000 < OLDEST:
            raise too_old(number)
        if encoding != "UTF8":
            raise Trouble(
                f"Basis data {database} berkode {encoding}: buat yang baru dengan ENCODING UTF8.",
                f"The database {database} is in {encoding}: make a new one with ENCODING UTF8.",
            )
        names: dict[Role, str] = {"owner": owner, "app": f"{database}_app", "door": f"{database}_door"}
        roles = _ServingRoles(connection, names, database, _passwords(data))
        roles.make()
        return Given(version.split(" ")[0], {"owner": url, **{role: roles.url(role) for role in _SERVING}})


@dataclass(frozen=True, slots=True)
class _ServingRoles:
    """The two roles, as the owner sees them."""

    connection: psycopg.Connection[Any]
    names: dict[Role, str]
    database: str
    passwords: dict[str, str]

    def url(self, role: Role) -> str:
        """The address of the database for this role."""
        parts: dict[str, Any] = {**conninfo_to_dict(self.connection.info.dsn)}
        parts.pop("user", None)
        parts.pop("password", None)
        dbname = quote(str(parts.pop("dbname", self.database)), safe="")
        rest = urlencode({key: str(value) for key, value in parts.items()}, quote_via=quote)
        return f"postgresql://{quote(self.names[role], safe='')}:{self.passwords[role]}@/{dbname}?{rest}"

    def make(self) -> None:
        """Do what is missing; what is then still missing is for an administrator.

        A password that does not fit is never changed: these may be the roles of another installation, which runs.
        """
        for statement in self._missing():
            with suppress(psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedObject):
                self.connection.execute(statement)
        left = (*self._missing(), *self._closed())
        still = tuple(f"{statement.as_string(self.connection)};" for statement in left)
        if still:
            raise Trouble(
                f"Peran {self.names['owner']} tidak boleh menyiapkan peran lain. Minta administrator basis data "
                f"menjalankan SQL ini di {self.database}, lalu ulangi sasando up:",
                f"The role {self.names['owner']} may not prepare the other roles. Ask an administrator of the "
                f"database to run this SQL in {self.database}; then run sasando up again:",
                sql=still,
            )

    def _missing(self) -> Iterator[sql.Composed]:
        found = self.connection.execute(_OWNER).fetchone()
        if found is not None and not found[-1]:
            owner = sql.Identifier(self.names["owner"])
            yield sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(self.database), owner)
        there = self._there()
        for role in _SERVING:
            if self.names[role] not in there:
                name, password = sql.Identifier(self.names[role]), self._verifier(role)
                yield sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(name, WEAK, password)
        yield from list(grants(self.connection, self.database, self.names))

    def _closed(self) -> Iterator[sql.Composed]:
        for role in _SERVING:
            if self.names[role] in self._there() and not self._lets_in(role):
                name, password = sql.Identifier(self.names[role]), self._verifier(role)
                yield sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, password)

    def _there(self) -> set[str]:
        return {name for (name,) in self.connection.execute("SELECT rolname FROM pg_roles")}

    def _verifier(self, role: Role) -> sql.Literal:
        made = self.connection.pgconn.encrypt_password(
            self.passwords[role].encode(), self.names[role].encode(), b"scram-sha-256"
        )
        return sql.Literal(made.decode())

    def _lets_in(self, role: Role) -> bool:
        try:
            with psycopg.connect(self.url(role), connect_timeout=10) as connection:
                refuse_unsafe_role(connection)
        except psycopg.OperationalError:
            return False
        return True


def _passwords(data: Path) -> dict[str, str]:
    """Ours for this database, made once. The file names no address, so an address may change."""
    file = private_folder(data / "keys") / "database.json"
    if file.exists():
        kept: dict[str, str] = json.loads(read_private(file))
        return kept
    made: dict[str, str] = {role: secrets.token_urlsafe(32) for role in _SERVING}
    write_private(file, json.dumps(made).encode())
    return made
