"""What holds when many book at once, and when somebody edits outcomes past the program."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import psycopg
import pytest
from tests.cast import key
from tests.domain.matrix import act, leave_only_the_cast
from tests.domain.matrix_examinations import make_booking

from sasando.domain.examinations.booking import book
from sasando.domain.examinations.facts import examination_facts
from sasando.domain.examinations.models import Outcome, Slot
from sasando.domain.examinations.offering import Offer, open_slot
from sasando.domain.examinations.outcomes import Agreed, Finding, record_consent, record_outcome
from sasando.domain.examinations.signing import code_of, holds, sign
from sasando.domain.examinations.verifying import altered
from sasando.domain.people.actions import add_person
from sasando.domain.regions.models import Region

NOW = datetime.now(UTC)
THREADS = 20
_FACT = (
    "INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest) "
    "VALUES (gen_random_uuid(), '', 'uji', '', '', '{}', '')"
)
_BOOK = (
    "INSERT INTO examinations_booking (id, slot_id, person_id, organisation_id, examiner_id, region_code, price_idr, "
    "full_name, sex, cancelled_because, by) VALUES (gen_random_uuid(), %s, %s, %s, %s, '53.12', 0, 'x', '', '', %s)"
)
_WISH = (
    "INSERT INTO examinations_wish (id, person_id, organisation_id, region_code, kind, regency, island, within, "
    "at_most_idr, full_name, sex, state, by) "
    "VALUES (gen_random_uuid(), %s, %s, '53.12', 'health', '53.12', 'Sumba', 'island', 0, 'x', '', 'waiting', %s)"
)


@pytest.fixture
def committed(database, as_owner):
    """Rows that stay until the end of the test."""
    yield as_owner
    leave_only_the_cast(database)


def make_slot(owner, *, capacity, opens_at=None):
    slot = uuid4()
    with owner.transaction():
        owner.execute(_FACT)
        owner.execute(
            "INSERT INTO examinations_slot (id, organisation_id, kind, place_id, regency, island, at, capacity, taken, "
            "price_idr, mobile, opens_at_count, state, cancelled_because, by) VALUES (%s, %s, 'health', '53.12', "
            "'53.12', 'Sumba', now() + interval '3 days', %s, 0, 0, %s, %s, %s, '', gen_random_uuid())",
            [slot, key("Klinik Uji"), capacity, opens_at is not None, opens_at, "waiting" if opens_at else "open"],
        )
    return slot


def make_people(owner, actor):
    people = [uuid4() for _ in range(THREADS)]
    with owner.transaction():
        owner.execute(_FACT)
        for person in people:
            owner.execute(
                "INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id) "
                "VALUES (%s, 'Orang Uji', '', '', '53.12', %s)",
                [person, actor.organisation],
            )
    return people


def at_once(database, actor, people, deed):
    """Threads, each with a connection of its own as the weak role, all at one moment; what each got."""
    gate = Barrier(len(people))

    def one(person):
        with psycopg.connect(database.url("app")) as weak:
            act(weak, actor)
            weak.execute(_FACT.replace("'uji'", "'booking.added'"))
            gate.wait()
            try:
                deed(weak, person)
            except psycopg.errors.CheckViolation as full:
                weak.rollback()
                return str(full.diag.constraint_name)
        return "got"

    with ThreadPoolExecutor(len(people)) as pool:
        return Counter(pool.map(one, people))


class TestTwentyWhoBookAtOnce:
    @pytest.mark.parametrize("capacity", [1, 7, 19])
    def test_get_as_many_places_as_there_are_and_no_more(self, database, cast, committed, capacity):
        actor = cast.actor("p3mi")
        slot, people = make_slot(committed, capacity=capacity), make_people(committed, actor)
        values = (actor.organisation, key("Klinik Uji"), actor.account)
        got = at_once(database, actor, people, lambda weak, person: weak.execute(_BOOK, [slot, person, *values]))
        counted = committed.execute("SELECT taken FROM examinations_slot WHERE id = %s", [slot]).fetchone()
        rows = committed.execute("SELECT count(*) FROM examinations_booking WHERE slot_id = %s", [slot]).fetchone()
        assert (got["got"], *counted, *rows) == (capacity,) * 3
        assert got["slot_is_not_overbooked"] == THREADS - capacity


class TestTwentyWhoWishAtOnce:
    def test_open_the_mobile_day_once_and_fill_it(self, database, cast, committed):
        actor = cast.actor("p3mi")
        day, people = make_slot(committed, capacity=15, opens_at=12), make_people(committed, actor)

        def wish(weak, person):
            weak.execute(_WISH, [person, actor.organisation, actor.account])
            weak.execute("SELECT security.open_mobile_days('health', 'Sumba', '53.12')")

        assert at_once(database, actor, people, wish) == {"got": THREADS}
        state = committed.execute("SELECT state, taken FROM examinations_slot WHERE id = %s", [day]).fetchone()
        waiting = committed.execute("SELECT count(*) FROM examinations_wish WHERE state = 'waiting'").fetchone()
        opened = committed.execute("SELECT count(*) FROM audit_fact WHERE thing_key = %s", [str(day)]).fetchone()
        assert state[0] == "open"
        assert 12 <= state[1] <= 15
        assert waiting[0] == THREADS - state[1]
        assert opened == (1,)


@pytest.fixture
def written(acting_as):
    """An outcome with findings, as the clinic wrote it."""
    clinic = acting_as("clinic")
    place = Region.objects.get(pk="53.12")
    at = NOW + timedelta(days=1)
    slot = open_slot(Offer(place=place, at=at, capacity=3, price_idr=0), by=clinic, now=NOW)
    company = acting_as("p3mi")
    person = add_person(by=company, full_name="Calon Uji", home_id="53.12")
    booking = book(Slot.objects.get(pk=slot.pk), [person], price_idr=0, by=company, now=NOW)[0]
    acting_as("clinic")
    today = NOW.date()
    agreed = Agreed(language="id", read_by="Ners", given_by="self", how="thumb", on=today)
    record_consent(booking, agreed, by=clinic)
    finding = Finding(examined_on=today, result="unfit", examiner="dr. Uji", detail="temuan", pregnancy="negative")
    return record_outcome(booking, finding, by=clinic, today=today)


class TestAnOutcomeThatWasEdited:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("result", "fit"),
            ("examined_on", date(2020, 1, 1)),
            ("valid_until", date(2030, 1, 1)),
            ("full_name", "Orang Lain"),
            ("examiner", "dr. Lain"),
            ("number", "9"),
            ("person_id", uuid4()),
            ("organisation_id", key("Psikologi Uji")),
            ("by", uuid4()),
        ],
    )
    def test_does_not_hold_whatever_was_changed(self, written, name, value):
        assert holds(Outcome.objects.get(pk=written.pk))
        edited = Outcome.objects.get(pk=written.pk)
        setattr(edited, name, value)
        assert not holds(edited)

    def test_with_its_signature_copied_from_another_does_not_hold(self, written):
        edited = Outcome.objects.get(pk=written.pk)
        edited.id = uuid4()
        assert not holds(edited)


def committed_outcome(owner):
    slot, booking, person = make_slot(owner, capacity=3), uuid4(), uuid4()
    clinic, company = key("Klinik Uji"), key("PT Uji Satu")
    made = Outcome(
        id=uuid4(), booking_id=booking, person_id=person, organisation_id=clinic, asked_by_id=company,
        kind="health", full_name="x", examined_on=NOW.date(), result="unfit", examiner="dr. Uji", by=uuid4(),
    )  # fmt: skip
    sign(made)
    with owner.transaction():
        owner.execute(_FACT.replace("'uji', '', ''", f"'outcome.recorded', 'examinations.outcome', '{made.pk}'"))
        owner.execute(
            "INSERT INTO people_person (id, full_name, description, sex, region_code, organisation_id) "
            "VALUES (%s, 'x', '', '', '53.12', %s)",
            [person, company],
        )
        make_booking(owner, booking, slot, person, (company, clinic), "53.12")
        owner.execute(
            "INSERT INTO examinations_outcome (id, booking_id, person_id, asked_by_id, organisation_id, region_code, "
            "kind, full_name, examined_on, result, number, examiner, reason, code, signature, key, by) "
            "VALUES (%s, %s, %s, %s, %s, '53.12', 'health', 'x', %s, 'unfit', '', 'dr. Uji', '', %s, %s, %s, %s)",
            [made.pk, booking, person, company, clinic, made.examined_on, code_of(made.signature),
             made.signature, made.key, made.by],
        )  # fmt: skip
    return made


class TestAnOutcomeThatWasEditedByAStrongHand:
    """With the owner's password, past every rule of the database."""

    def altered_of(self, owner, settings, outcome):
        return [line for line in altered(owner, settings.DATA) if str(outcome.pk) in line]

    def test_is_named_by_the_doctor_and_so_is_one_that_is_gone(self, cast, committed, settings):
        outcome = committed_outcome(committed)
        assert self.altered_of(committed, settings, outcome) == []
        self.do(committed, "UPDATE examinations_outcome SET result = 'fit' WHERE id = %s", outcome)
        assert self.altered_of(committed, settings, outcome) == [f"outcome {outcome.pk}"]
        self.do(committed, "DELETE FROM examinations_outcome WHERE id = %s", outcome)
        assert self.altered_of(committed, settings, outcome) == [f"lost {outcome.pk}"]

    def test_is_not_known_to_the_law(self, committed, acting_as):
        outcome = committed_outcome(committed)
        acting_as("p3mi")
        assert examination_facts(outcome.person_id, NOW.date())["health_result"] == "unfit"
        self.do(committed, "UPDATE examinations_outcome SET result = 'fit' WHERE id = %s", outcome)
        assert examination_facts(outcome.person_id, NOW.date()) == {}

    def do(self, owner, statement, outcome):
        with owner.transaction():
            owner.execute(_FACT)
            owner.execute(statement, [outcome.pk])
