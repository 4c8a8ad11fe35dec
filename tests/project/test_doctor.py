"""The doctor finds what was broken on purpose, and says how to mend it."""

import stat

import psycopg
import pytest
import typer
from tests.project.programs import environment, program_on
from typer.testing import CliRunner

from sasando.project.cluster import open_database
from sasando.project.commands.doctor import doctor
from sasando.project.doctor import examine
from sasando.project.keys import make_keys

# A table as the platform makes them, and every migration that this program has, in the database of an installation.
PREPARED = """
    CREATE TABLE person (id int);
    ALTER TABLE person ENABLE ROW LEVEL SECURITY;
    ALTER TABLE person FORCE ROW LEVEL SECURITY;
    CREATE POLICY may_read ON person TO sasando_app USING (false);
    GRANT SELECT ON person TO sasando_app;
    CREATE TABLE django_migrations (app text, name text);
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An installation on which nothing is wrong; its database runs."""
    data = tmp_path_factory.mktemp("installed")
    make_keys(data)
    with program_on(data) as (_, _, url), psycopg.connect(url, autocommit=True) as owner:
        owner.execute(PREPARED)
        from sasando.project import doctor as ours

        for file in ours._DOMAIN.glob("*/migrations/[0-9]*.py"):
            owner.execute("INSERT INTO django_migrations VALUES (%s, %s)", [file.parents[1].name, file.stem])
        yield data, owner


def problems(data, **more):
    return [f for f in examine(data, environment(**more)) if not f.fine]


class TestTheDoctor:
    def test_finds_nothing_wrong_where_nothing_is_wrong(self, installed):
        assert problems(installed[0]) == []

    @pytest.mark.parametrize(
        ("breaks", "mends", "found"),
        [
            ("ALTER TABLE person NO FORCE ROW LEVEL SECURITY", "ALTER TABLE person FORCE ROW LEVEL SECURITY", "person"),
            ("ALTER TABLE person DISABLE ROW LEVEL SECURITY", "ALTER TABLE person ENABLE ROW LEVEL SECURITY", "person"),
            ("GRANT SELECT ON person TO sasando_door", "REVOKE SELECT ON person FROM sasando_door", "person"),
            ("GRANT sasando_owner TO sasando_app", "REVOKE sasando_owner FROM sasando_app", "sasando_app"),
        ],
    )
    def test_finds_a_hole_in_the_database(self, installed, breaks, mends, found):
        data, owner = installed
        with psycopg.connect(superuser(owner), autocommit=True) as connection:
            connection.execute(breaks)
            try:
                (problem,) = problems(data)
            finally:
                connection.execute(mends)
        assert found in problem.indonesian
        assert problem.remedy

    def test_finds_a_migration_that_was_not_applied_and_one_that_is_too_new(self, installed):
        data, owner = installed
        owner.execute("INSERT INTO django_migrations SELECT app, '9999_later' FROM django_migrations LIMIT 1")
        found = [problem.english for problem in problems(data)]
        owner.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
        had_any = owner.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
        assert found == (["the database is newer"] if had_any else [])

    def test_finds_a_key_that_others_can_read(self, installed):
        data, _ = installed
        key = data / "keys/context.key"
        key.chmod(0o644)
        (problem,) = problems(data)
        key.chmod(0o600)
        assert "chmod 600" in problem.english

    def test_finds_a_data_folder_that_others_can_read(self, installed):
        data, _ = installed
        before = stat.S_IMODE(data.stat().st_mode)
        data.chmod(0o755)
        (problem,) = problems(data)
        data.chmod(before)
        assert problem.remedy == f"chmod 700 {data}"

    def test_says_what_to_do_where_there_is_nothing_yet_and_makes_nothing(self, tmp_path):
        found = problems(tmp_path / "none")
        assert any(problem.remedy == "./sasando up" for problem in found)
        assert not (tmp_path / "none").exists()

    def test_starts_a_database_that_stands_still(self, tmp_path):
        with open_database(tmp_path, environment(), durable=False):
            make_keys(tmp_path)
        assert {problem.remedy for problem in problems(tmp_path)} == {"./sasando up"}

    def test_finds_a_cluster_of_another_version(self, tmp_path):
        (tmp_path / "pg").mkdir()
        (tmp_path / "pg/PG_VERSION").write_text("13\n")
        assert any("pg_dump" in problem.english or "chown" in problem.english for problem in problems(tmp_path))


class TestTheCommand:
    def test_says_each_finding_with_its_remedy_and_ends_with_1(self, tmp_path):
        app = typer.Typer()
        app.command()(doctor)
        result = CliRunner().invoke(app, ["--data", str(tmp_path)])
        assert result.exit_code == 1
        assert "MASALAH" in result.output
        assert "-> ./sasando up" in result.output


def superuser(owner):
    return f"postgresql://postgres@/sasando?host={owner.info.host}"
