"""Airports, harbours, border posts: each with its source, added and closed by an administrator alone."""

from dataclasses import replace
from decimal import Decimal

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.gates.actions import add_gate, close_gate
from sasando.domain.gates.load import load_gates
from sasando.domain.gates.models import Gate
from sasando.domain.gates.queries import find_gates
from sasando.domain.gates.routes import routes, routes_through
from sasando.domain.gates.tables import rows

FACT = """
    INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
    VALUES (gen_random_uuid(), '', 'test.changed', '', '', '{}', '')
"""
FACT = """
    INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest)
    VALUES (gen_random_uuid(), '', 'test.changed', '', '', '{}', '')
"""
WAIKELO = {"city": "Waitabula", "region_id": "53.18"}


def add_waikelo(by, **changes):
    given = {"name": "Waikelo", "kind": "harbour", "source": "surat Dishub 1/2026", "facts": WAIKELO} | changes
    return add_gate(by=by, **given)


class TestTheGatesThatShip:
    @pytest.fixture(autouse=True)
    def somebody(self, acting_as):
        acting_as("quay-officer")

    def test_are_those_of_the_field_study_and_of_the_routes(self):
        names = set(Gate.objects.values_list("name", flat=True))
        assert {"El Tari", "Tenau", "Bolok", "Lorens Say", "Larantuka", "Lewoleba", "Marapokot", "Ende"} <= names
        assert {"Labuan Bajo", "Tambolaka", "Waingapu", "Kalabahi", "Nunukan", "Tarakan", "Parepare"} <= names
        assert {"Makassar", "Surabaya", "Batam", "Tawau"} <= names
        assert len(names) == len(rows("gates.csv")) == 28

    def test_each_names_its_source_and_is_in_use(self):
        assert not Gate.objects.filter(source="").exists()
        assert Gate.objects.filter(active=True).count() == 28

    def test_hold_to_their_own_truths(self):
        for gate in Gate.objects.all():
            gate.full_clean()

    def test_lie_in_a_regency_or_abroad(self):
        assert set(Gate.objects.filter(region=None).values_list("country", flat=True)) == {"MY", "SG"}

    def test_a_place_is_no_finer_than_a_tenth_of_a_degree(self):
        places = Gate.objects.exclude(longitude=None).values_list("longitude", "latitude")
        assert all(round(x, 1) == x and round(y, 1) == y for x, y in places)

    def test_their_titles_say_the_kind(self):
        assert str(Gate.objects.get(slug="pelabuhan-tenau")) == "Pelabuhan Tenau"


class TestLoadingThemAgain:
    def test_writes_nothing(self, connected_as_owner):
        assert load_gates() == 0

    def test_mends_what_differs_and_leaves_one_fact(self, connected_as_owner, as_owner):
        with as_owner.transaction():
            as_owner.execute(FACT)
            as_owner.execute("UPDATE gates_gate SET note = 'lama', active = false WHERE slug = 'pelabuhan-ende'")
        before = Fact.objects.filter(action="gate.loaded").count()
        assert load_gates() == 1
        assert Fact.objects.filter(action="gate.loaded").count() == before + 1
        ende = Gate.objects.get(slug="pelabuhan-ende")
        assert (ende.note, ende.active) == ("", False)  # what an administrator closed stays closed
        with as_owner.transaction():
            as_owner.execute(FACT)
            as_owner.execute("UPDATE gates_gate SET active = true WHERE slug = 'pelabuhan-ende'")


class TestRoutes:
    def test_pass_only_gates_that_are_there(self, acting_as):
        acting_as("quay-officer")
        named = {slug for route in routes() for leg in route.legs for slug in leg}
        assert named <= set(Gate.objects.values_list("slug", flat=True))

    def test_through_a_gate_are_found(self):
        assert [route.key for route in routes_through("bandara-el-tari")] == ["west", "coffins"]
        assert not routes_through("pelabuhan-ende")


class TestAddingAGate:
    def test_leaves_one_fact_and_who_added_it(self, acting_as):
        administrator = acting_as("administrator")
        gate = add_waikelo(administrator)
        assert (gate.slug, gate.added_by_id) == ("pelabuhan-waikelo", administrator.account)
        fact = Fact.objects.get(thing_key=gate.slug)
        assert (fact.action, fact.thing, fact.account) == ("gate.added", "gates.gate", administrator.account)

    def test_is_for_the_administrator_alone(self, acting_as):
        for role in ("head", "quay-officer", "p3mi"):
            actor = acting_as(role)
            with pytest.raises(Refused) as refusal:
                add_waikelo(actor)
            assert refusal.value.code == "not_allowed"

    def test_is_refused_by_the_database_too(self, acting_as):
        acting_as("head")
        with pytest.raises(DatabaseError), transaction.atomic():
            Gate.objects.create(slug="x", name="X", kind="harbour", city="X", source="x")

    def test_is_refused_when_it_is_there_already_even_closed(self, acting_as):
        administrator = acting_as("administrator")
        close_gate(add_waikelo(administrator), by=administrator)
        with pytest.raises(Refused) as refusal:
            add_waikelo(administrator)
        assert refusal.value.code == "gate_exists"

    @pytest.mark.parametrize(
        "changes",
        [
            {"source": ""},
            {"facts": WAIKELO | {"longitude": Decimal("119.2")}},
            {"facts": WAIKELO | {"country": "MY"}},
            {"facts": {"city": "Waitabula", "region_id": "53"}},
            {"facts": {"city": ""}},
            {"facts": WAIKELO | {"longitude": Decimal("190.0"), "latitude": Decimal("0.0")}},
        ],
    )
    def test_is_refused_when_it_cannot_be_true(self, acting_as, changes):
        administrator = acting_as("administrator")
        with pytest.raises(ValidationError):
            add_waikelo(administrator, **changes)
        assert not Gate.objects.filter(name="Waikelo").exists()


class TestClosingAGate:
    def test_keeps_it_readable_and_leaves_one_fact(self, acting_as):
        administrator = acting_as("administrator")
        gate = Gate.objects.get(slug="pelabuhan-ende")
        close_gate(gate, by=administrator)
        assert not gate.active
        assert not Gate.objects.visible_to(administrator).get(slug="pelabuhan-ende").active
        assert [fact.action for fact in Fact.objects.filter(thing_key="pelabuhan-ende")] == ["gate.closed"]

    def test_cannot_be_done_twice(self, acting_as):
        administrator = acting_as("administrator")
        gate = Gate.objects.get(slug="pelabuhan-ende")
        close_gate(gate, by=administrator)
        with pytest.raises(Refused) as refusal:
            close_gate(gate, by=administrator)
        assert refusal.value.code == "gate_closed"

    def test_is_for_the_administrator_alone(self, acting_as):
        head = acting_as("head")
        with pytest.raises(Refused):
            close_gate(Gate.objects.get(slug="pelabuhan-ende"), by=head)


class TestFindingGates:
    @pytest.fixture
    def gates(self, acting_as):
        return Gate.objects.visible_to(acting_as("quay-officer"))

    def names(self, gates, **asked):
        return set(find_gates(gates, **asked).values_list("name", flat=True))

    def test_every_word_must_stand_somewhere(self, gates):
        assert self.names(gates, text="sikka lorens") == {"Lorens Say"}
        assert self.names(gates, text="labuan bajo") == {"Labuan Bajo", "Komodo"}

    def test_by_kind_and_by_where(self, gates):
        assert self.names(gates, kind="border-post") == {"Maritaing"}
        assert self.names(gates, where="abroad") == {"Tawau", "Johor", "Kuala Lumpur", "Singapura"}
        assert self.names(gates, where="ntt", kind="airport") == {"El Tari", "Komodo", "Tambolaka"}
        assert len(self.names(gates, where="indonesia")) == 28 - 4 - 14

    def test_closed_ones_only_when_asked(self, acting_as):
        administrator = acting_as("administrator")
        close_gate(Gate.objects.get(slug="pelabuhan-ende"), by=administrator)
        gates = Gate.objects.visible_to(administrator)
        assert "Ende" not in self.names(gates)
        assert "Ende" in self.names(gates, closed=True)


class TestWhoMaySee:
    def test_nobody_without_the_right(self, acting_as):
        stranger = replace(acting_as("quay-officer"), role="nobody")
        assert not Gate.objects.visible_to(stranger).exists()


class TestTruthsInTheDatabase:
    @pytest.mark.parametrize(
        ("truth", "change"),
        [
            ("gate_names_its_source", "source = ''"),
            ("gate_kind_is_known", "kind = 'tunnel'"),
            ("gate_country_is_a_code", "country = 'id', region_id = NULL"),
            ("gate_region_is_an_indonesian_regency", "region_id = '53'"),
            ("gate_region_is_an_indonesian_regency", "country = 'MY'"),
            ("gate_place_is_whole", "longitude = NULL"),
            ("gate_stands_once", "name = 'TENAU'"),
        ],
    )
    def test_hold_against_everybody(self, database, cast, as_owner, truth, change):
        with pytest.raises(psycopg.IntegrityError, match=truth):
            as_owner.execute(f"UPDATE gates_gate SET {change} WHERE slug = 'pelabuhan-ende'")
