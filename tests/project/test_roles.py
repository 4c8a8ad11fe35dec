"""Roles: refused when they are too strong, and made on a database that somebody else runs, or asked for in SQL."""

import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from tests.project.programs import environment, wait_for

from sasando.project.cluster import open_database
from sasando.project.roles import refuse_unsafe_role
from sasando.project.trouble import Trouble


@pytest.fixture(scope="module")
def server():
    """A server that asks everybody but its superuser for a password, as one of a computing centre does."""
    folder = Path(tempfile.mkdtemp())
    try:
        with open_database(folder, environment(), durable=False) as database:
            rules = folder / "pg/pg_hba.conf"
            rules.write_text("local all postgres peer map=sasando\nlocal all all scram-sha-256\n")
            with psycopg.connect(database.superuser_url(), autocommit=True) as connection:
                connection.execute("SELECT pg_reload_conf()")
                asks = "SELECT count(*) = 2 FROM pg_hba_file_rules"
                wait_for(lambda: connection.execute(asks).fetchone()[0] and not lets_in(database.url("app")))
                yield Server(database, connection)
    finally:
        shutil.rmtree(folder)


def lets_in(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


class Server:
    """What an administrator does on it."""

    def __init__(self, database, connection):
        self.database, self.connection, self.made = database, connection, 0

    def run(self, statement, *names):
        self.connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))

    def role(self, options):
        """A role with a password, which is its name."""
        self.made += 1
        name = f"yayasan-{self.made}"
        self.run(f"CREATE ROLE {{}} LOGIN {options} PASSWORD '{name}'", name)
        return name

    def given(self, options="", owned=True, encoding="UTF8"):
        """A database and the address for its role."""
        role = self.role(options)
        name = f"data {role}"
        self.run(f"CREATE DATABASE {{}} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0", name)
        if owned:
            self.run("ALTER DATABASE {} OWNER TO {}", name, role)
        return self.url(role, name)

    def url(self, role, name="sasando"):
        socket = self.database.postmaster.socket
        return f"postgresql://{role}:{role}@/{name.replace(' ', '%20')}?host={socket}"


def opened(url, data, **options):
    return open_database(data, environment(DATABASE_URL=url), **options)


class TestARoleThatServes:
    def test_is_taken_when_it_is_weak(self, server):
        with psycopg.connect(server.url(self.let_in(server, server.role("")))) as connection:
            refuse_unsafe_role(connection)

    @pytest.mark.parametrize("options", ["SUPERUSER", "BYPASSRLS"])
    def test_is_refused_when_policies_do_not_hold_for_it(self, server, options):
        self.is_refused(server, server.role(options), options)

    def test_is_refused_when_it_owns_a_table(self, server):
        role = server.role("")
        server.run("CREATE SCHEMA {} AUTHORIZATION {}", role, role)
        with psycopg.connect(server.url(self.let_in(server, role))) as connection:
            connection.execute(sql.SQL("CREATE TABLE {}.own ()").format(sql.Identifier(role)))
        self.is_refused(server, role, "an owner of tables")

    @pytest.mark.parametrize("options", ["SUPERUSER", "BYPASSRLS"])
    def test_is_refused_when_it_may_become_a_strong_one(self, server, options):
        role, strong = server.role("NOINHERIT"), server.role(options)
        server.run("GRANT {} TO {}", strong, role)
        self.is_refused(server, role, options)

    def test_is_refused_when_a_strong_one_only_put_it_on(self, server):
        with psycopg.connect(server.database.superuser_url()) as connection:
            connection.execute("SET ROLE sasando_app")
            with pytest.raises(Trouble, match="superuser"):
                refuse_unsafe_role(connection)

    @pytest.mark.parametrize(("version", "warned"), [(150013, True), (150014, False), (170005, True), (180000, False)])
    def test_on_an_old_minor_version_is_only_warned_about(self, version, warned, caplog):
        refuse_unsafe_role(Answers(version))
        assert ("celah" in caplog.text) == warned

    def test_on_an_old_major_version_is_refused(self):
        with pytest.raises(Trouble, match="14 is too old"):
            refuse_unsafe_role(Answers(140020))

    @staticmethod
    def let_in(server, role):
        server.run("GRANT CONNECT ON DATABASE sasando TO {}", role)
        return role

    def is_refused(self, server, role, reason):
        with (
            psycopg.connect(server.url(self.let_in(server, role))) as connection,
            pytest.raises(Trouble, match=f"(?i){reason}"),
        ):
            refuse_unsafe_role(connection)


class Answers:
    """A connection to a server of some version."""

    def __init__(self, version):
        self.version = version

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return None

    def execute(self, statement):
        return None

    def fetchone(self):
        return (self.version, "sasando_app", False, False, False)


class TestADatabaseOfSomebodyElse:
    def test_gets_two_weak_roles_from_an_owner_who_may_make_them(self, server, tmp_path):
        with opened(server.given("CREATEROLE"), tmp_path) as database:
            assert database.kind == "given"
            for role in ("app", "door"):
                with psycopg.connect(database.url(role)) as connection:
                    assert connection.info.user == f"{connection.info.dbname}_{role}"
                    refuse_unsafe_role(connection)
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        connection.execute("CREATE TEMP TABLE mine ()")

    def test_keeps_their_passwords_in_a_private_file_and_opens_again(self, server, tmp_path):
        url = server.given("CREATEROLE")
        with opened(url, tmp_path) as database:
            first = database.url("app")
        assert (tmp_path / "keys/database.json").stat().st_mode & 0o777 == 0o600
        with opened(url, tmp_path) as database:
            assert database.url("app") == first

    def test_gives_an_administrator_the_sql_where_the_owner_may_not_and_then_opens(self, server, tmp_path):
        url = server.given()
        with pytest.raises(Trouble) as caught:
            opened(url, tmp_path).__enter__()
        assert any(line.startswith("CREATE ROLE") for line in caught.value.sql)
        for password in (tmp_path / "keys/database.json").read_text().split('"')[3::4]:
            assert password not in str(caught.value)
        self.administrator_runs(server, url, caught.value.sql)
        with opened(url, tmp_path) as database, psycopg.connect(database.url("door")) as connection:
            refuse_unsafe_role(connection)

    def test_that_its_role_does_not_own_is_asked_for(self, server, tmp_path):
        url = server.given("CREATEROLE", owned=False)
        with pytest.raises(Trouble, match=r"ALTER DATABASE .* OWNER TO") as caught:
            opened(url, tmp_path).__enter__()
        self.administrator_runs(server, url, caught.value.sql)
        with opened(url, tmp_path) as database:
            assert lets_in(database.url("app"))

    def test_does_not_lose_the_passwords_of_another_installation(self, server, tmp_path):
        url = server.given("CREATEROLE")
        with opened(url, tmp_path / "first") as database:
            first = database.url("app")
        with pytest.raises(Trouble, match="ALTER ROLE"):
            opened(url, tmp_path / "second").__enter__()
        assert lets_in(first)

    def test_is_refused_when_its_roles_were_made_strong(self, server, tmp_path):
        url = server.given("CREATEROLE")
        with opened(url, tmp_path) as database, psycopg.connect(database.url("app")) as connection:
            app = connection.info.user
        server.run("ALTER ROLE {} BYPASSRLS", app)
        with pytest.raises(Trouble, match="BYPASSRLS"):
            opened(url, tmp_path).__enter__()

    def test_is_refused_in_another_encoding(self, server, tmp_path):
        with pytest.raises(Trouble, match="SQL_ASCII"):
            opened(server.given(encoding="SQL_ASCII"), tmp_path).__enter__()

    def test_that_does_not_answer_is_one_sentence(self, tmp_path):
        with pytest.raises(Trouble, match="cannot be opened"):
            opened(f"postgresql:///nothing?host={tmp_path}", tmp_path).__enter__()

    @staticmethod
    def administrator_runs(server, url, statements):
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"].replace(" ", "%20")
        with psycopg.connect(server.database.superuser_url(name), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
