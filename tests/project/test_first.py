"""The first administrator of an installation is invited once, and only while nobody has an account."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.conftest import ROOT

from sasando.project.cluster import open_database
from sasando.project.keys import make_keys


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """An installation in which nobody is yet, and how to ask it."""
    folder = tmp_path_factory.mktemp("first")
    make_keys(folder)
    with open_database(folder, dict(os.environ), durable=False) as database:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"),
            "SASANDO_DATA": str(folder),
            "SASANDO_PROCESS": "owner",
            "SASANDO_DATABASE": database.url("owner"),
            "SASANDO_APP_ROLE": urlsplit(database.url("app")).username or "",
            "SASANDO_DOOR_ROLE": urlsplit(database.url("door")).username or "",
        }

        def run(module: str, *args: str) -> str:
            command = [sys.executable, "-m", f"sasando.project.{module}", *args]
            return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

        run("prepare")
        yield database, run


class TestTheFirstAdministrator:
    def test_is_wanted_then_invited_once(self, empty):
        database, run = empty
        assert run("first", "--ask") == "yes"
        secret = run("first", "BP3MI Uji", "Ana")
        assert len(secret) > 30
        assert run("first", "--ask") == "no"
        with psycopg.connect(database.url("owner")) as owner:
            found = owner.execute("SELECT role, secret_hash <> %s FROM organisations_invitation", [secret]).fetchall()
        assert found == [("administrator", True)]

    def test_finds_no_invented_people(self, empty):
        database, _ = empty
        with psycopg.connect(database.url("owner")) as owner:
            assert owner.execute("SELECT count(*) FROM people_person").fetchone() == (0,)
