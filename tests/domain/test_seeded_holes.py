"""The tests of rights are tried themselves: each hole is made on purpose, and must be seen."""

from typing import ClassVar

import psycopg
import pytest
from django.db import connections, transaction
from django.db.models import Q
from tests.domain.matrix import (
    PLACES,
    expected,
    matrix_rows,
    of_cast,
    probe_adding,
    probe_lies,
    probe_reading,
    probe_writing,
    row_of,
)

from sasando.domain.access import RELATIONS, act_as, protection
from sasando.domain.people.models import Person
from sasando.domain.rosters.models import Entry, Roster
from sasando.project.settings import database_of

READ = "DROP POLICY may_read ON {0}; CREATE POLICY may_read ON {0} FOR SELECT TO sasando_app USING (true)"
CONTEXT = """
    CREATE OR REPLACE FUNCTION security.context() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
    DECLARE said text := current_setting('sasando.context', true); key bytea; BEGIN
        IF said IS NULL OR said = '' THEN RETURN NULL; END IF;
        SELECT s.key INTO key FROM security.secret s;
        {check}
        RETURN string_to_array(left(said, -65), '|');
    END $$
"""
SIGNED = """IF encode(sha256(key || sha256(key || convert_to(left(said, -65), 'UTF8'))), 'hex') <> right(said, 64) THEN
    RETURN NULL; END IF;"""

HOLES = {
    "no row security on persons": "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
    "no row security on identities": "ALTER TABLE people_identity DISABLE ROW LEVEL SECURITY",
    "no row security on verdicts": "ALTER TABLE rosters_verdict DISABLE ROW LEVEL SECURITY",
    "everybody reads persons": READ.format("people_person"),
    "everybody reads lists": READ.format("rosters_roster"),
    "everybody reads entries": READ.format("rosters_entry"),
    "everybody reads values": READ.format("people_value"),
    "everybody reads numbers that were said": READ.format("people_identifier"),
    "everybody reads requests": READ.format("people_correction"),
    "everybody reads keys": READ.format("people_matchkey"),
    "everybody reads suggestions": READ.format("people_suggestion"),
    "everybody reads decisions on sameness": READ.format("people_sameness"),
    "everybody reads flags": READ.format("rosters_flag"),
    "everybody reads sources": READ.format("rosters_source"),
    "the owner's policy is for all": "ALTER POLICY owner_all ON people_person TO PUBLIC",
    "nobody is adverse": "CREATE OR REPLACE FUNCTION security.adverse_persons() RETURNS SETOF uuid LANGUAGE sql "
    "STABLE SECURITY DEFINER AS 'SELECT NULL::uuid WHERE false'",
    "an assignment never ends": "CREATE OR REPLACE FUNCTION security.assigned_persons() RETURNS SETOF uuid "
    "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS "
    "'SELECT person_id FROM people_assignment WHERE organisation_id = security.organisation()'",
    "every assignment is mine": "CREATE OR REPLACE FUNCTION security.assigned_persons() RETURNS SETOF uuid "
    "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS 'SELECT person_id FROM people_assignment'",
    "everybody covers everything": "CREATE OR REPLACE FUNCTION security.regions() RETURNS text[] LANGUAGE sql STABLE "
    "RETURN ARRAY['%']",
    "the signature is not looked at": CONTEXT.format(check=""),
    "the signature never gets old": CONTEXT.format(check=SIGNED),
    "everybody changes lists": "DROP POLICY may_change ON rosters_roster; CREATE POLICY may_change ON rosters_roster "
    "FOR UPDATE TO sasando_app USING (true) WITH CHECK (true)",
    "everybody adds for everybody": "DROP POLICY may_add ON people_person; CREATE POLICY may_add ON people_person "
    "FOR INSERT TO sasando_app WITH CHECK (true)",
}
ROLES = ("p3mi", "village", "labour-office", "police", "head", "apjati")


@pytest.fixture(scope="module")
def rows(database, cast):
    """Rows in every relation to everybody."""
    with matrix_rows(database, cast):
        yield


@pytest.fixture
def strong(database, rows):
    """A superuser who plays the weak role, in a transaction that is undone."""
    with psycopg.connect(database.superuser_url()) as connection, connection.transaction(force_rollback=True):
        yield connection


def everything_wrong(weak, cast) -> list[str]:
    found = probe_lies(weak, cast)
    for role in ROLES:
        found += [wrong for thing in PLACES for wrong in probe_reading(weak, cast, role, thing)]
        found += [wrong for thing in ("person", "roster") for wrong in probe_writing(weak, cast, role, thing)]
        found += probe_adding(weak, cast, role)
    return found


class TestAHoleInTheDatabase:
    @pytest.mark.parametrize("hole", HOLES)
    def test_is_seen(self, strong, cast, hole):
        strong.execute(HOLES[hole])
        strong.execute("SET LOCAL ROLE sasando_app")
        assert everything_wrong(strong, cast)

    def test_is_not_seen_where_there_is_none(self, strong, cast):
        strong.execute("SET LOCAL ROLE sasando_app")
        assert everything_wrong(strong, cast) == []


@pytest.fixture
def as_owner_in_django(database, strong, django_db_setup, django_db_blocker):
    """Django on the owner's connection, to whom every row is open: what the rules in the program alone hold back."""
    connection = connections.create_connection("default")
    connection.settings_dict = connection.settings_dict | database_of(database.url("owner"))
    kept = connections["default"]
    connections["default"] = connection
    with django_db_blocker.unblock():
        yield
    connection.close()
    connections["default"] = kept


def seen_by(cast) -> list[str]:
    """Where `visible_to` alone does not show what the table says."""
    found = []
    for role in ROLES:
        actor = of_cast(cast, role)
        for thing, model in (("person", Person), ("roster", Roster), ("entry", Entry)):
            with transaction.atomic():
                act_as(actor)
                seen = set(model.objects.visible_to(actor).values_list("pk", flat=True))
            found += [
                f"{role} {thing} {relation}"
                for relation in RELATIONS
                if (row_of(thing, role, relation) in seen) != expected(actor, thing, "read", relation)
            ]
    return found


class TestAHoleInTheProgram:
    """The database would still hold; so it is looked for where the database does not."""

    HOLES: ClassVar = {
        "visible_to shows everything": ("may_reach", lambda model, actor, verb: Q()),
        "every region is covered": ("_regions", lambda field, actor: Q()),
        "relations are not looked at": ("_relation", lambda how, prefix, relation, actor: Q()),
        "the adverse are forgotten": ("adverse", lambda column: Q(pk__in=[])),
    }

    @pytest.mark.parametrize("hole", HOLES)
    def test_is_seen(self, as_owner_in_django, cast, hole, monkeypatch):
        monkeypatch.setattr(protection, *self.HOLES[hole])
        assert seen_by(cast)

    def test_is_not_seen_where_there_is_none(self, as_owner_in_django, cast):
        assert seen_by(cast) == []
