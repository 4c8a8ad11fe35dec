"""`sasando audit verify` beside a running database: whole, broken by hand, not to be read. And `sasando rights`."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from tests.cast import make_cast
from tests.conftest import prepared_database
from typer.testing import CliRunner

from sasando.domain.access import RELATIONS, every_cell, is_allowed
from sasando.project.__main__ import app

SOURCE = Path(__file__).parents[2] / "src"
FACTS = """
    INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
    SELECT gen_random_uuid(), '', 'person.read', 'people.person', id::text, '{}', '' FROM people_person
"""
WRITTEN = """
    INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
    SELECT gen_random_uuid(), '', 'person.added', 'people.person', id::text, '{}',
           security.digest('people_person', id::text)
    FROM people_person WHERE full_name = 'Hilaria Mbulu'
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A database of their own: what these tests do by hand stays done."""
    with prepared_database(tmp_path_factory.mktemp("audit")) as opened:
        yield opened


@pytest.fixture(scope="module")
def cast(database):
    """The cast, in it."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        return make_cast(owner)


@pytest.fixture
def folder(database, cast, monkeypatch):
    """The data folder of the running database, with a chain of some facts."""
    from django.conf import settings

    monkeypatch.delenv("DATABASE_URL", raising=False)
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        owner.execute(FACTS)
        owner.execute(WRITTEN)
        while owner.execute("SELECT security.seal()").fetchone()[0]:
            pass
    for file in (settings.DATA / "checkpoints").glob("*.json"):
        file.unlink()  # of tests whose facts were undone
    return settings.DATA


def verify(folder, *more):
    return CliRunner().invoke(app, ["audit", "verify", "--data", str(folder), *more])


def by_hand(database, statement):
    """What somebody with all power over the database does to it, committed."""
    with psycopg.connect(database.superuser_url()) as strong:
        strong.execute("SET session_replication_role = replica")
        return strong.execute(statement).fetchone()[0]


@pytest.fixture
def checkpoint(database, folder, tmp_path):
    """A checkpoint of this moment, kept elsewhere."""
    from sasando.domain.audit.checkpoints import private_key

    with psycopg.connect(database.url("owner")) as owner:
        number, head = owner.execute(
            "SELECT number, encode(hash, 'hex') FROM audit_seal ORDER BY number DESC LIMIT 1"
        ).fetchone()
    at, key = "2026-03-01T00:00:00+00:00", private_key()
    text = f"sasando checkpoint {number} {head} {at}"
    said = {"text": text, "number": number, "hash": head, "at": at, "signature": key.sign(text.encode()).hex()}
    said["public_key"] = key.public_key().public_bytes_raw().hex()
    (tmp_path / f"checkpoint-{number}.json").write_text(json.dumps(said))
    return tmp_path


class TestAWholeChain:
    def test_is_said_to_be_whole(self, folder, checkpoint):
        answer = verify(folder, "--checkpoints", str(checkpoint))
        assert answer.exit_code == 0, answer.output
        assert "1 titik periksa cocok" in answer.output
        assert "Utuh." in answer.output


class TestWhatWasDoneByHand:
    def test_to_a_fact_is_named(self, database, folder):
        one = "(SELECT fact_id FROM audit_seal ORDER BY number DESC OFFSET 1 LIMIT 1)"
        fact = by_hand(database, f"UPDATE audit_fact SET action = 'x' || action WHERE id = {one} RETURNING id")
        try:
            answer = verify(folder)
            assert (answer.exit_code, f"fact {fact} " in answer.output) == (1, True), answer.output
        finally:
            by_hand(database, f"UPDATE audit_fact SET action = substr(action, 2) WHERE id = {fact} RETURNING id")

    def test_to_a_person_is_named(self, database, folder):
        change = "UPDATE people_person SET description = '{}' WHERE full_name = 'Hilaria Mbulu' RETURNING id"
        person = by_hand(database, change.format("lain"))
        try:
            answer = verify(folder)
            assert (answer.exit_code, f"people_person {person} was changed" in answer.output) == (1, True), (
                answer.output
            )
        finally:
            by_hand(database, change.format(""))
        assert verify(folder).exit_code == 0


class TestWhatCannotBeRead:
    def test_is_a_folder_without_an_installation_and_none_is_made(self, tmp_path):
        answer = verify(tmp_path / "nowhere")
        assert answer.exit_code == 2
        assert not (tmp_path / "nowhere").exists()

    @pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"number": "x"}'])
    def test_is_a_checkpoint_that_is_none(self, folder, tmp_path, content):
        if content is not None:
            (tmp_path / "checkpoint-1.json").write_text(content)
        assert verify(folder, "--checkpoints", str(tmp_path)).exit_code == 2

    def test_is_a_folder_of_checkpoints_that_is_not_there(self, folder, tmp_path):
        assert verify(folder, "--checkpoints", str(tmp_path / "gone")).exit_code == 2


class TestTheTableOfRights:
    def test_is_printed_cell_by_cell(self):
        answer = CliRunner().invoke(app, ["rights", "--csv"])
        rows = list(csv.DictReader(io.StringIO(answer.output)))
        assert len(rows) == len(list(every_cell()))
        assert {row["relation"] for row in rows} == set(RELATIONS)
        assert all(
            is_allowed(row["role"], row["action"], row["relation"]) == (row["decision"] == "allow") for row in rows
        )

    def test_needs_neither_settings_nor_a_database(self):
        command = [sys.executable, "-m", "sasando.project", "rights"]
        environment = {"PYTHONPATH": str(SOURCE), "PATH": os.defpath}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "placement-officer" in done.stdout
