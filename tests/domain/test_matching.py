"""Finding the same person in the records of all: suggestions, decisions, links, and what each role learns of it."""

from typing import Any, ClassVar
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.cast import key
from tests.domain.matrix import PLACES, act, matrix_rows, of_cast, partner_of, row_of

from sasando.domain import audit
from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.actions import add_person, change_person, name_adverse
from sasando.domain.people.deciding import decide_sameness, undo_sameness
from sasando.domain.people.linking import clusters, linked, ordered, standing
from sasando.domain.people.models import Identity, MatchKey, Person, Sameness, SearchDue, Suggestion
from sasando.domain.people.profiles import refresh_keys
from sasando.domain.people.queries import known_at
from sasando.domain.people.saying import Source, add_value, withdraw_value
from sasando.domain.people.searching import PROGRAM, search_all

pytestmark = pytest.mark.django_db
NIK = "5308121202900017"
KRISTINA = {"full_name": "Kristina Wangge Ndopo", "nik": NIK, "sex": "F", "home_id": "53.08"}
NOW = timezone.now()


@pytest.fixture
def written(acting_as):
    """Write somebody down as a role, and let the program look for them."""

    def write(role, **fields):
        person = add_person(by=acting_as(role), **{**KRISTINA, **fields})
        search_all()
        return person

    return write


@pytest.fixture
def two(written):
    """One person, known to two companies under two spellings."""
    return written("p3mi"), written("rival", full_name="Cristina Wangge Ndopo")


def keys_of_record(person):
    act_as(PROGRAM)
    return set(MatchKey.objects.filter(person=person).values_list("key", flat=True))


class TestASave:
    def test_writes_keys_by_which_the_person_is_found(self, written):
        assert f"n{NIK}" in keys_of_record(written("protection-officer"))

    def test_makes_a_search_due_and_the_search_ends_it(self, acting_as):
        person = add_person(by=acting_as("church"), **KRISTINA)
        act_as(PROGRAM)
        assert SearchDue.objects.get(person=person).due
        search_all()
        assert not SearchDue.objects.get(person=person).due

    def test_of_a_whole_list_does_too(self, acting_as):
        by = acting_as("rival")
        people = [Person(full_name=f"Anton Liko {n}", organisation_id=by.organisation) for n in ("Satu", "Dua")]
        Person.objects.bulk_create(people)
        Identity.objects.bulk_create([Identity(person=people[0], nik=NIK)])
        refresh_keys(people)
        audit.record("roster.read_on", by=by)
        assert f"n{NIK}" in keys_of_record(people[0])
        assert keys_of_record(people[1])

    def test_that_forgets_to_ask_is_found_all_the_same(self, acting_as, written):
        known = written("protection-officer")
        by = acting_as("rival")
        person = Person.objects.create(full_name=KRISTINA["full_name"], organisation_id=by.organisation)
        Identity.objects.create(person=person, nik=NIK)
        audit.record("person.added", person, by=by)
        search_all()
        assert Suggestion.objects.filter(person=min(person.pk, known.pk), other=max(person.pk, known.pk)).exists()

    def test_by_somebody_else_changes_no_keys_of_it(self, acting_as, written):
        person = written("protection-officer")
        acting_as("p3mi")
        with connection.cursor() as cursor:
            cursor.execute("SELECT security.put_keys(%s::uuid[], %s::uuid[], %s)", [[person.pk], [person.pk], ["x"]])
        assert "x" not in keys_of_record(person)


class TestTheSearch:
    def test_finds_the_same_person_of_another_organisation(self, two, acting_as):
        acting_as("protection-officer")
        found = Suggestion.objects.get()
        assert (found.person_id, found.other_id) == ordered(*(one.pk for one in two))
        assert found.says == "same"
        assert "nik.equal" in found.reasons["for"]

    def test_keeps_codes_and_no_value(self, two, acting_as):
        acting_as("protection-officer")
        said = str(Suggestion.objects.get().reasons)
        assert NIK not in said
        assert "Wangge" not in said

    def test_suggests_nobody_who_is_quite_another(self, written, acting_as):
        written("p3mi")
        written("rival", full_name="Blasius Bria", nik="5321050101950099", sex="M", home_id="53.21")
        acting_as("protection-officer")
        assert not Suggestion.objects.exists()

    def test_finds_by_a_name_that_was_said_later(self, written, acting_as):
        known = written("protection-officer", nik="", phone="0800-0000-7001")
        other = written("quay-officer", full_name="Tina", nik="", phone="", home_id=None)
        by = acting_as("quay-officer")
        assert not Suggestion.objects.exists()
        add_value(other, kind="alias", source=Source(kind="self"), by=by, text="Kristina Wangge Ndopo")
        add_value(other, kind="phone", source=Source(kind="self"), by=by, text="0800 0000 7001", detail="own")
        search_all()
        acting_as("quay-officer")
        assert {Suggestion.objects.get().person_id, Suggestion.objects.get().other_id} == {known.pk, other.pk}

    def test_forgets_what_was_withdrawn(self, written, acting_as):
        person = written("protection-officer")
        by = acting_as("protection-officer")
        value = add_value(person, kind="alias", source=Source(), by=by, text="Mama Tin Rapu")
        assert any("rap" in key or "rp" in key for key in keys_of_record(person) if key[0] == "q" or key[0] == "t")
        acting_as("protection-officer")
        withdraw_value(value, by=by, at=NOW)
        assert not [key for key in keys_of_record(person) if key.startswith("qmamatin")]

    def test_looks_again_when_a_record_changes(self, two, acting_as):
        by = acting_as("rival")
        change_person(two[1], by=by, sex="M")
        search_all()
        acting_as("protection-officer")
        assert "sex.different" in Suggestion.objects.get().reasons["against"]

    def test_merges_nothing(self, two, acting_as):
        acting_as("protection-officer")
        assert not Sameness.objects.exists()
        assert Person.objects.filter(pk__in=[one.pk for one in two]).count() == 2


class TestWhoLearnsOfIt:
    @pytest.mark.parametrize("role", ["head", "placement-officer", "protection-officer", "quay-officer"])
    def test_those_who_may_read_both(self, two, acting_as, role):
        assert Suggestion.objects.visible_to(acting_as(role)).exists()

    @pytest.mark.parametrize(
        "role", ["p3mi", "rival", "village", "labour-office", "church", "police", "sister-office", "administrator"]
    )
    def test_nobody_else(self, two, acting_as, role):
        acting_as(role)
        assert not Suggestion.objects.exists()

    def test_a_sister_office_hears_whom_to_call(self, written, acting_as):
        theirs = written("sister-office", nik="", home_id="31.71")
        written("protection-officer")
        acting_as("sister-office")
        assert known_at(theirs) == ["BP3MI Uji"]

    @pytest.mark.parametrize("role", ["p3mi", "church"])
    def test_a_company_and_a_house_hear_nothing(self, written, acting_as, role):
        theirs = written(role)
        written("protection-officer")
        acting_as(role)
        assert known_at(theirs) == []

    def test_of_a_record_of_others_nobody_is_told_anything(self, written, acting_as):
        theirs = written("sister-office", nik="", home_id="31.71")
        written("protection-officer")
        acting_as("labour-office")
        assert known_at(theirs) == []

    @pytest.mark.parametrize("thing", ["suggestion", "sameness"])
    def test_half_a_pair_is_no_pair(self, database, cast, thing):
        with matrix_rows(database, cast), psycopg.connect(database.superuser_url()) as weak:
            person = row_of("person", "protection-officer", "covers")
            weak.execute("SET session_replication_role = replica")
            out_of_reach = (partner_of(person),)
            weak.execute("UPDATE people_person SET region_code = '99' WHERE id = %s", out_of_reach)
            weak.execute("SET LOCAL ROLE sasando_app")
            act(weak, of_cast(cast, "protection-officer"))
            found = weak.execute(f"SELECT 1 FROM {PLACES[thing].table} WHERE person_id = %s", [person]).fetchone()
            weak.rollback()
            assert found is None


class TestADecision:
    def decide(self, acting_as, pair, verdict, role="protection-officer"):
        return decide_sameness(*pair, verdict=verdict, by=acting_as(role), at=NOW)

    def test_the_same_links_the_records_and_changes_neither(self, two, acting_as):
        self.decide(acting_as, two, "same")
        by = acting_as("protection-officer")
        assert linked(two[0].pk, by) == {one.pk for one in two}
        assert {one.full_name for one in Person.objects.filter(pk__in=[one.pk for one in two])} == {
            "Kristina Wangge Ndopo",
            "Cristina Wangge Ndopo",
        }

    def test_leaves_a_fact(self, two, acting_as):
        made = self.decide(acting_as, two, "same")
        facts = Fact.objects.filter(thing_key=str(made.pk)).values_list("action", "fields")
        assert list(facts) == [("sameness.decided", ["same"])]

    def test_can_be_undone(self, two, acting_as):
        made = self.decide(acting_as, two, "same")
        by = acting_as("quay-officer")
        undo_sameness(made, by=by, at=NOW)
        assert linked(two[0].pk, by) == {two[0].pk}
        with pytest.raises(Refused):
            undo_sameness(made, by=by, at=NOW)

    def test_not_the_same_outlives_a_new_search(self, two, acting_as):
        self.decide(acting_as, two, "different")
        by = acting_as("p3mi")
        change_person(two[0], by=by, description="berubah")
        search_all()
        by = acting_as("protection-officer")
        assert standing(by).get().verdict == "different"

    def test_twice_is_refused(self, two, acting_as):
        self.decide(acting_as, two, "same")
        for verdict in ("same", "different", "unsure"):
            with pytest.raises(Refused):
                self.decide(acting_as, two, verdict)

    def test_follows_an_unsure_one(self, two, acting_as):
        self.decide(acting_as, two, "unsure")
        self.decide(acting_as, two, "different")
        assert standing(acting_as("head")).get().verdict == "different"

    def test_may_not_contradict_those_that_stand(self, written, acting_as):
        a, b, c = (written(role) for role in ("p3mi", "rival", "church"))
        self.decide(acting_as, (a, b), "same")
        self.decide(acting_as, (b, c), "different")
        with pytest.raises(Refused) as refusal:
            self.decide(acting_as, (a, c), "same")
        assert refusal.value.code == "parted_by_others"
        d = written("village")
        self.decide(acting_as, (a, d), "same")
        with pytest.raises(Refused) as refusal:
            self.decide(acting_as, (b, d), "different")
        assert refusal.value.code == "linked_by_others"

    @pytest.mark.parametrize("role", ["head", "p3mi", "village", "labour-office", "church", "administrator"])
    def test_is_not_for_everybody(self, two, acting_as, role):
        with pytest.raises(Refused):
            self.decide(acting_as, two, "same", role)

    def test_of_one_record_alone_is_none(self, two, acting_as):
        with pytest.raises(Refused):
            self.decide(acting_as, (two[0], two[0]), "same")


class TestACompanyThatWasNamed:
    def sees(self, acting_as, person, role="p3mi"):
        return Person.objects.visible_to(acting_as(role)).filter(pk=person.pk).exists()

    def named(self, acting_as, person):
        by = acting_as("protection-officer")
        name_adverse(person, organisation=Organisation.objects.get(pk=key("PT Uji Satu")), by=by)

    def test_does_not_open_the_person_again_by_a_new_upload(self, written, acting_as):
        self.named(acting_as, written("p3mi"))
        again = written("p3mi")
        assert not self.sees(acting_as, again)
        assert self.sees(acting_as, again, "protection-officer")

    def test_keeps_a_record_under_another_name_until_somebody_decides(self, written, acting_as):
        before = written("p3mi")
        self.named(acting_as, before)
        again = written("p3mi", full_name="Cristina Wangge Ndopo")
        assert self.sees(acting_as, again)
        made = decide_sameness(before, again, verdict="same", by=acting_as("protection-officer"), at=NOW)
        assert not self.sees(acting_as, again)
        undo_sameness(made, by=acting_as("protection-officer"), at=NOW)
        assert self.sees(acting_as, again)

    def test_is_not_closed_out_where_somebody_said_that_it_is_another(self, written, acting_as):
        before = written("p3mi")
        self.named(acting_as, before)
        again = written("p3mi")
        decide_sameness(before, again, verdict="different", by=acting_as("protection-officer"), at=NOW)
        assert self.sees(acting_as, again)

    def test_loses_what_is_linked_by_several_steps(self, written, acting_as):
        a, b, c = (written(role, full_name=f"Kristina {role}") for role in ("p3mi", "rival", "p3mi"))
        decide_sameness(a, b, verdict="same", by=acting_as("protection-officer"), at=NOW)
        decide_sameness(b, c, verdict="same", by=acting_as("protection-officer"), at=NOW)
        self.named(acting_as, a)
        assert not self.sees(acting_as, c)

    def test_leaves_other_companies_as_they_were(self, two, acting_as):
        self.named(acting_as, two[0])
        decide_sameness(*two, verdict="same", by=acting_as("protection-officer"), at=NOW)
        assert self.sees(acting_as, two[1], "rival")

    def test_learns_no_link_from_the_database(self, two, acting_as):
        acting_as("p3mi")
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT security._linked_to(%s)", [two[0].pk])


class TestClusters:
    KEYS = st.integers(1, 12).map(lambda number: UUID(int=number))

    @given(st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]), max_size=20))
    def test_hold_exactly_whoever_is_reached_by_links(self, pairs):
        found = clusters(pairs)
        assert set(found) == {one for pair in pairs for one in pair}
        assert all(found[one] == found[other] and one in found[one] for one, other in pairs)
        for one, whole in found.items():
            reached = {one}
            for _ in whole:
                reached |= {key for pair in pairs if reached & set(pair) for key in pair}
            assert whole == reached

    @given(st.lists(st.tuples(KEYS, KEYS).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=12))
    def test_do_not_depend_on_the_order_of_decisions(self, pairs):
        assert clusters(pairs) == clusters([(other, one) for one, other in reversed(pairs)])


class LifeOfSuggestions(RuleBasedStateMachine):
    """Records come, people decide and undo, the program searches again: what is linked is what stands, always."""

    people = Bundle("people")
    ACTORS: ClassVar[Any] = {}

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.cast = self.ACTORS
        self.said = {}  # pair -> verdict that stands
        self.there = []

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def acting(self, role):
        act_as(self.cast[role])
        return self.cast[role]

    @rule(target=people, role=st.sampled_from(["p3mi", "rival", "church"]), name=st.sampled_from(["Tina Ndopo", "Tin"]))
    def write_down(self, role, name):
        person = add_person(by=self.acting(role), full_name=name, nik=NIK)
        self.there.append(person)
        return person

    @rule()
    def search(self):
        search_all()

    @rule(one=people, other=people, verdict=st.sampled_from(["same", "different", "unsure"]))
    def decide(self, one, other, verdict):
        pair = ordered(one.pk, other.pk)
        try:
            decide_sameness(one, other, verdict=verdict, by=self.acting("protection-officer"), at=NOW)
        except Refused:
            assert one == other or pair in self.said or self.contradicts(pair, verdict)
        else:
            assert not self.contradicts(pair, verdict)
            self.said[pair] = verdict

    def contradicts(self, pair, verdict):
        same = [it for it, word in self.said.items() if word == "same"]
        whole = clusters(same)
        mine, theirs = (whole.get(key, frozenset({key})) for key in pair)
        if verdict == "different":
            return pair[1] in mine
        apart = [it for it, word in self.said.items() if word == "different"]
        crosses = any({a in mine, b in theirs} == {True} or {b in mine, a in theirs} == {True} for a, b in apart)
        return verdict == "same" and crosses

    @rule(one=people, other=people)
    def undo(self, one, other):
        pair, by = ordered(one.pk, other.pk), self.acting("quay-officer")
        decision = standing(by).filter(person=pair[0], other=pair[1]).first()
        assert (decision is not None) == (pair in self.said)
        if decision:
            undo_sameness(decision, by=by, at=NOW)
            del self.said[pair]

    @invariant()
    def what_is_linked_is_what_stands(self):
        by = self.acting("head")
        assert {(one.person_id, one.other_id): one.verdict for one in standing(by)} == self.said
        whole = clusters(pair for pair, verdict in self.said.items() if verdict == "same")
        for person in self.there:
            assert linked(person.pk, by) == whole.get(person.pk, {person.pk})

    @invariant()
    def no_two_of_one_person_are_said_to_be_two(self):
        whole = clusters(pair for pair, verdict in self.said.items() if verdict == "same")
        apart = [pair for pair, verdict in self.said.items() if verdict == "different"]
        assert not [pair for pair in apart if pair[1] in whole.get(pair[0], ())]


class TestTheLifeOfSuggestions:
    def test_keeps_links_and_decisions_together(self, cast):
        LifeOfSuggestions.ACTORS = cast.actors
        lives = settings(max_examples=12, stateful_step_count=15, deadline=None)
        run_state_machine_as_test(LifeOfSuggestions, settings=lives)
