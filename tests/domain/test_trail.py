"""Who read and changed the record of one person is told to those whom the table of rights allows."""

import psycopg
import pytest
from tests.domain.matrix import act, matrix_rows, of_cast, row_of

from sasando.domain.access import RELATIONS, is_allowed, roles

FACT = """
    INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
    SELECT gen_random_uuid(), '', 'person.read', 'people.person', id::text, '{}', '' FROM people_person
"""


@pytest.fixture(scope="module")
def read_by_somebody(database, cast):
    """Every person of the matrix has one fact on record."""
    with matrix_rows(database, cast):
        with psycopg.connect(database.url("owner"), autocommit=True) as owner:
            owner.execute(FACT)
        yield


class TestTheTrailOfAPerson:
    @pytest.mark.parametrize("role", roles())
    def test_is_told_as_the_table_says(self, database, cast, read_by_somebody, role):
        actor = of_cast(cast, role)
        with psycopg.connect(database.url("app")) as weak:
            act(weak, actor)
            told = {
                relation
                for relation in RELATIONS
                if weak.execute(
                    "SELECT 1 FROM security.trail_of('people.person', %s)", [str(row_of("person", role, relation))]
                ).fetchone()
            }
        covers = "covers" if actor.regions else ""  # without a region the row lies nowhere that the actor covers
        assert told == {one for one in RELATIONS if is_allowed(role, "trail.read", one) and one in ("subject", covers)}

    def test_is_told_to_nobody_without_a_context(self, database, cast, read_by_somebody):
        with psycopg.connect(database.url("app")) as weak:
            row = row_of("person", "head", "covers")
            assert weak.execute(
                "SELECT count(*) FROM security.trail_of('people.person', %s)", [str(row)]
            ).fetchone() == (0,)
