"""Every cell of the table of rights, tried in plain SQL under the weak role: no Django rule stands in between."""

import psycopg
import pytest
from tests.domain.matrix import (
    CHANGES,
    PLACES,
    act,
    matrix_rows,
    of_cast,
    probe_adding,
    probe_lies,
    probe_reading,
    probe_writing,
)

from sasando.domain.access import act_as, every_cell, relations_of, roles
from sasando.domain.access.policies import fingerprint
from sasando.domain.access.protection import every_protected
from sasando.domain.people.models import Person
from sasando.domain.rosters.models import Entry, Roster, Verdict
from sasando.project.secure import OF_ONE_ACCOUNT, PLAIN


@pytest.fixture(scope="module")
def matrix(database, cast):
    """Somebody who may only speak SQL, and rows in every relation to everybody."""
    with matrix_rows(database, cast), psycopg.connect(database.url("app")) as weak:
        yield weak


class TestReading:
    @pytest.mark.parametrize("role", roles())
    @pytest.mark.parametrize("thing", PLACES)
    def test_shows_exactly_what_the_table_allows(self, matrix, cast, role, thing):
        with matrix.transaction(force_rollback=True):
            assert probe_reading(matrix, cast, role, thing) == []

    @pytest.mark.parametrize("role", roles())
    def test_is_the_same_in_django_and_in_the_database(self, matrix, cast, role, db):
        actor = of_cast(cast, role)
        act_as(actor)
        for model in (Person, Roster, Entry, Verdict):
            assert model.objects.visible_to(actor).count() == model.objects.count(), model


class TestWriting:
    @pytest.mark.parametrize("role", roles())
    @pytest.mark.parametrize("thing", CHANGES)
    def test_changes_exactly_what_the_table_allows(self, matrix, cast, role, thing):
        with matrix.transaction(force_rollback=True):
            assert probe_writing(matrix, cast, role, thing) == []

    @pytest.mark.parametrize("role", roles())
    def test_adds_only_for_the_own_organisation(self, matrix, cast, role):
        with matrix.transaction(force_rollback=True):
            assert probe_adding(matrix, cast, role) == []

    @pytest.mark.parametrize("thing", PLACES)
    def test_deletes_nothing(self, matrix, cast, thing):
        with matrix.transaction(force_rollback=True):
            act(matrix, of_cast(cast, "head"))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                matrix.execute(f"DELETE FROM {PLACES[thing].table}")


class TestWithoutAContext:
    @pytest.mark.parametrize("model", every_protected(), ids=lambda model: model._meta.label_lower)
    def test_there_are_no_rows(self, matrix, model):
        with matrix.transaction(force_rollback=True):
            assert matrix.execute(f"SELECT count(*) FROM {model._meta.db_table}").fetchone()[0] == 0

    def test_or_with_a_forged_one_there_are_none(self, matrix, cast):
        with matrix.transaction(force_rollback=True):
            assert probe_lies(matrix, cast) == []

    def test_a_signed_one_cannot_be_changed(self, matrix, cast):
        with matrix.transaction(force_rollback=True):
            act(matrix, of_cast(cast, "p3mi"))
            said = matrix.execute("SELECT current_setting('sasando.context')").fetchone()[0]
            matrix.execute("SELECT set_config('sasando.context', %s, true)", [said.replace("|p3mi|", "|head|")])
            assert matrix.execute("SELECT count(*) FROM people_person").fetchone()[0] == 0

    def test_it_does_not_stay_on_the_connection(self, matrix, cast):
        with matrix.transaction():
            act(matrix, of_cast(cast, "head"))
            assert matrix.execute("SELECT count(*) FROM people_person").fetchone()[0] > 0
        with matrix.transaction():
            assert matrix.execute("SELECT count(*) FROM people_person").fetchone()[0] == 0


class TestTheDoor:
    @pytest.mark.parametrize("model", every_protected(), ids=lambda model: model._meta.label_lower)
    def test_may_not_even_ask_for_rows_of_persons(self, database, matrix, model):
        with psycopg.connect(database.url("door")) as door, pytest.raises(psycopg.errors.InsufficientPrivilege):
            door.execute(f"SELECT count(*) FROM {model._meta.db_table}")


class TestTheDatabase:
    def test_forces_row_security_on_every_protected_table(self, matrix):
        forced = {
            name
            for (name,) in matrix.execute(
                "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'"
            )
        }
        assert {model._meta.db_table for model in every_protected()} <= forced

    def test_has_no_table_that_nobody_thought_of(self, matrix):
        known = {*PLAIN, *OF_ONE_ACCOUNT, *(model._meta.db_table for model in every_protected())}
        granted = {
            name
            for (name,) in matrix.execute(
                "SELECT DISTINCT table_name FROM information_schema.role_table_grants "
                "WHERE table_schema = 'public' AND grantee = current_user"
            )
        }
        assert granted <= known

    def test_holds_the_rules_of_this_version(self, matrix):
        assert matrix.execute("SELECT fingerprint FROM security.state").fetchone()[0] == fingerprint()

    def test_does_not_tell_its_key(self, matrix):
        with matrix.transaction(force_rollback=True), pytest.raises(psycopg.errors.InsufficientPrivilege):
            matrix.execute("SELECT key FROM security.secret")


class TestTheTable:
    def test_denies_everything_to_the_adverse(self):
        assert not [cell for cell in every_cell() if cell.relation == "adverse" and cell.allowed]

    def test_reads_no_identity_where_it_does_not_read_the_person(self):
        for role in roles():
            assert set(relations_of(role, "identity.read")) <= set(relations_of(role, "person.read")), role

    def test_lets_nobody_change_what_they_may_not_read(self):
        for thing in ("person", "identity", "roster", "entry"):
            for role in roles():
                assert set(relations_of(role, f"{thing}.change")) <= set(relations_of(role, f"{thing}.read")), (
                    role,
                    thing,
                )

    def test_keeps_who_gives_rights_from_reading_persons(self):
        assert relations_of("administrator", "person.read") == ("subject",)

    def test_shows_flags_to_no_company(self):
        assert relations_of("p3mi", "flag.read") == ()
