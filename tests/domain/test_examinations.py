"""Examinations: places near home, mobile days that fill themselves, outcomes that cannot be edited unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.cast import key

from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.examinations.booking import Wanted, book, cancel_booking, wish_for, withdraw_wish
from sasando.domain.examinations.facts import examination_facts
from sasando.domain.examinations.kinds import Kind, Within
from sasando.domain.examinations.models import Booking, Detail, Outcome, PregnancyTest, Slot, Wish
from sasando.domain.examinations.offering import (
    Offer,
    add_licence,
    cancel_slot,
    designate_facility,
    end_designation,
    open_slot,
    register_psychologist,
)
from sasando.domain.examinations.outcomes import (
    Agreed,
    Finding,
    add_detail,
    read_details,
    record_consent,
    record_outcome,
    replace_outcome,
    withdraw_consent,
)
from sasando.domain.examinations.queries import waiting_for
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.actions import add_person, assign_person, name_adverse
from sasando.domain.people.models import Person
from sasando.domain.regions.models import Region

NOW = datetime.now(UTC)
TODAY = NOW.date()
SOON = NOW + timedelta(days=3)
AGREED = Agreed(language="id", read_by="Ners Uji", given_by="self", how="thumb", on=TODAY)
FIT = Finding(examined_on=TODAY, result="fit", examiner="dr. Uji, Sp.PD", valid_until=TODAY + timedelta(days=90))
SECRET = "tekanan darah 150/95"


@pytest.fixture
def acting(acting_as, cast):
    """Act as a role: `acting("clinic")`."""
    return acting_as


@pytest.fixture
def slot_of(acting):
    def offer(role="clinic", place="53.12", **other):
        by = acting(role)
        given = {"at": SOON, "capacity": 5, "price_idr": 250_000} | other
        return open_slot(Offer(place=Region.objects.get(pk=place), **given), by=by, now=NOW)

    return offer


@pytest.fixture
def people_of(acting):
    def write_down(many, role="labour-office", home="53.12"):
        by = acting(role)
        return [add_person(by=by, full_name=f"Calon Uji {number}", sex="F", home_id=home) for number in range(many)]

    return write_down


@pytest.fixture
def booked(slot_of, people_of, acting):
    """Somebody of the company, booked by it at the clinic; or at the psychologist's."""

    def make(role="clinic", by="p3mi"):
        slot = slot_of(role)
        person = people_of(1, by)[0]
        return book(slot, [person], price_idr=slot.price_idr, by=acting(by), now=NOW)[0]

    return make


@pytest.fixture
def examined(booked, acting):
    """The same, with consent and an outcome."""

    def make(finding=FIT, **other):
        booking = booked(**other)
        clinic = acting("clinic")
        record_consent(booking, AGREED, by=clinic)
        return record_outcome(booking, finding, by=clinic, today=TODAY)

    return make


@pytest.fixture
def psychologist_until(acting):
    def register(days):
        by = acting("placement-officer")
        institution = Organisation.objects.get(pk=key("Psikologi Uji"))
        made = register_psychologist(institution, name="Tina Uji, M.Psi.", registration="STR-UJI-01", by=by)
        since, until = TODAY - timedelta(days=700), TODAY + timedelta(days=days)
        add_licence(made, number="SILP-1", since=since, until=until, by=by)
        return made

    return register


class TestASlot:
    def test_is_offered_by_an_examiner_at_a_price(self, slot_of):
        slot = slot_of(price_idr=0)
        assert (slot.kind, slot.price_idr, slot.left, slot.island) == ("health", 0, 5, "Sumba")

    def test_of_a_psychologist_is_for_psychology(self, slot_of):
        assert slot_of("psychologist").kind == "psychology"

    @pytest.mark.parametrize("role", ["p3mi", "labour-office", "placement-officer", "head", "administrator"])
    def test_is_offered_by_nobody_else(self, slot_of, role):
        with pytest.raises(Refused):
            slot_of(role)

    def test_in_the_past_is_refused(self, slot_of):
        with pytest.raises(Refused, match="lewat"):
            slot_of(at=NOW - timedelta(hours=1))

    def test_that_is_called_off_gives_the_reason_to_everybody_booked(self, booked, acting):
        booking = booked()
        clinic = acting("clinic")
        slot = Slot.objects.get(pk=booking.slot_id)
        assert cancel_slot(slot, because="Dokter sakit", by=clinic, now=NOW) == 1
        booking.refresh_from_db()
        assert booking.cancelled_because == "Dokter sakit"


class TestABooking:
    def test_takes_a_place_at_the_price_that_was_shown(self, booked):
        booking = booked()
        assert booking.price_idr == 250_000
        assert Slot.objects.get(pk=booking.slot_id).taken == 1

    def test_at_another_price_than_was_shown_is_refused(self, slot_of, people_of, acting):
        slot, people = slot_of(), people_of(1)
        with pytest.raises(Refused, match="250"):
            book(slot, people, price_idr=200_000, by=acting("labour-office"), now=NOW)

    def test_of_more_people_than_places_is_refused_for_all_of_them(self, slot_of, people_of, acting):
        slot, people = slot_of(capacity=2), people_of(3)
        with pytest.raises(Refused, match="tinggal 2"):
            book(slot, people, price_idr=250_000, by=acting("labour-office"), now=NOW)
        assert not Booking.objects.exists()

    def test_is_held_by_the_database_when_the_program_forgets(self, slot_of, people_of, acting):
        slot, people = slot_of(capacity=2), people_of(3)
        by = acting("labour-office")
        book(slot, people[:2], price_idr=250_000, by=by, now=NOW)
        with pytest.raises(IntegrityError, match="slot_is_not_overbooked"), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO examinations_booking (id, slot_id, person_id, organisation_id, examiner_id, region_code, "
                "price_idr, full_name, sex, cancelled_because, by) VALUES (gen_random_uuid(), %s, %s, %s, %s, '53.12', "
                "250000, 'x', 'F', '', %s)",
                [slot.pk, people[2].pk, by.organisation, slot.organisation_id, by.account],
            )

    def test_that_is_cancelled_gives_its_place_back(self, booked, acting):
        booking = booked()
        cancel_booking(booking, because="Sakit", by=acting("p3mi"), now=NOW)
        assert Slot.objects.get(pk=booking.slot_id).taken == 0

    def test_twice_in_one_slot_is_refused(self, booked, acting):
        booking = booked()
        with pytest.raises(Refused, match="sudah punya tempat"):
            book(booking.slot, [booking.person], price_idr=250_000, by=acting("p3mi"), now=NOW)

    def test_of_somebody_whom_the_actor_does_not_see_is_refused(self, slot_of, acting, cast):
        slot = slot_of()
        stranger = Person(pk=cast.person("Paulus Wangge"))
        with pytest.raises(Refused):
            book(slot, [stranger], price_idr=250_000, by=acting("p3mi"), now=NOW)

    def test_tells_the_examiner_whom_to_call_though_it_does_not_see_the_person(self, booked, acting):
        booking = booked()
        clinic = acting("clinic")
        assert Booking.objects.visible_to(clinic).get().full_name == booking.full_name
        assert not Person.objects.filter(pk=booking.person_id).exists()

    def test_of_such_a_person_is_held_by_the_database_when_the_program_forgets(self, slot_of, acting, cast):
        slot, by = slot_of(price_idr=0), acting("p3mi")
        forged = {"slot": slot, "person_id": cast.person("Paulus Wangge"), "examiner_id": slot.organisation_id}
        with pytest.raises(IntegrityError, match="nobody whom the actor sees"), transaction.atomic():
            Booking(**forged, organisation_id=by.organisation, price_idr=0, full_name="x", by=by.account).save()

    def test_is_not_seen_by_a_rival_nor_by_another_examiner(self, booked, acting):
        booked()
        for role in ("rival", "psychologist", "village", "police"):
            acting(role)
            assert not Booking.objects.exists(), role

    def test_leaves_one_fact_each(self, slot_of, people_of, acting):
        slot, people = slot_of(), people_of(3)
        by = acting("labour-office")
        book(slot, people, price_idr=250_000, by=by, now=NOW)
        assert Fact.objects.filter(action="booking.added").count() == 3


class TestTheWaitingList:
    def wait(self, people, by, **other):
        return wish_for(people, Wanted(kind=Kind.HEALTH, at_most_idr=300_000, **other), by=by)

    def test_opens_a_mobile_day_at_the_count_and_gives_everybody_a_place(self, slot_of, people_of, acting):
        day = slot_of(capacity=6, opens_at_count=4)
        people = people_of(4)
        by = acting("labour-office")
        assert self.wait(people[:3], by) == []
        assert waiting_for([day], by)[day.pk] == 3
        assert self.wait(people[3:], by) == [day.pk]
        day.refresh_from_db()
        assert (day.state, day.taken) == ("open", 4)
        assert {booking.person for booking in Booking.objects.filter(slot=day)} == set(people)
        assert not Wish.objects.filter(state="waiting").exists()

    def test_counts_those_of_every_organisation_and_shows_only_the_number(self, slot_of, people_of, acting):
        day = slot_of(capacity=6, opens_at_count=3)
        self.wait(people_of(1), acting("labour-office"))
        self.wait(people_of(1, "p3mi"), acting("p3mi"))
        rival = acting("rival")
        assert waiting_for([day], rival)[day.pk] == 2
        assert not Wish.objects.exists()
        self.wait(people_of(1, "rival"), acting("rival"))
        clinic = acting("clinic")
        assert Booking.objects.visible_to(clinic).filter(slot=day).count() == 3
        acting("rival")
        assert Booking.objects.count() == 1, "each sees its own"

    def test_counts_the_island_for_who_would_travel_and_the_regency_for_who_would_not(self, slot_of, people_of, acting):
        day = slot_of(place="53.12", capacity=6, opens_at_count=6)
        near, far, other = (people_of(1, home=home) for home in ("53.11", "53.11", "53.21"))
        by = acting("labour-office")
        self.wait(near, by)
        self.wait(far, by, within=Within.REGENCY)
        self.wait(other, by)
        assert waiting_for([day], by)[day.pk] == 1

    def test_does_not_count_who_would_pay_less(self, slot_of, people_of, acting):
        day = slot_of(capacity=6, opens_at_count=2, price_idr=350_000)
        people = people_of(2)
        by = acting("labour-office")
        assert self.wait(people, by) == []
        assert waiting_for([day], by)[day.pk] == 0

    def test_serves_who_came_first_when_there_are_more(self, slot_of, people_of, acting):
        people = people_of(4)
        self.wait(people, acting("labour-office"))
        day = slot_of(capacity=3, opens_at_count=3)
        assert (day.state, day.taken) == ("open", 3)
        acting("labour-office")
        assert Wish.objects.get(state="waiting").person == people[3]

    def test_goes_on_when_the_day_is_called_off(self, slot_of, people_of, acting):
        day = slot_of(capacity=3, opens_at_count=2)
        self.wait(people_of(2), acting("labour-office"))
        clinic = acting("clinic")
        day.refresh_from_db()
        cancel_slot(day, because="Kapal tidak jalan", by=clinic, now=NOW)
        acting("labour-office")
        assert Wish.objects.filter(state="waiting").count() == 2

    def test_lets_go_whoever_is_taken_off(self, slot_of, people_of, acting):
        day = slot_of(capacity=3, opens_at_count=2)
        people = people_of(1)
        by = acting("labour-office")
        self.wait(people, by)
        withdraw_wish(Wish.objects.get(), by=by)
        assert waiting_for([day], by)[day.pk] == 0

    def test_has_everybody_once(self, people_of, acting):
        people = people_of(1)
        by = acting("labour-office")
        self.wait(people, by)
        with pytest.raises(Refused, match="daftar tunggu"):
            self.wait(people, by)


class TestAnOutcome:
    def test_needs_consent(self, booked, acting):
        booking = booked()
        with pytest.raises(Refused, match="persetujuan"):
            record_outcome(booking, FIT, by=acting("clinic"), today=TODAY)

    def test_needs_consent_that_was_not_withdrawn(self, booked, acting):
        booking = booked()
        clinic = acting("clinic")
        consent = record_consent(booking, AGREED, by=clinic)
        withdraw_consent(consent, by=clinic, on=TODAY)
        with pytest.raises(Refused, match="persetujuan"):
            record_outcome(booking, FIT, by=clinic, today=TODAY)

    def test_may_be_written_again_when_consent_is_given_again(self, booked, acting):
        booking = booked()
        clinic = acting("clinic")
        withdraw_consent(record_consent(booking, AGREED, by=clinic), by=clinic, on=TODAY)
        record_consent(booking, AGREED, by=clinic)
        assert record_outcome(booking, FIT, by=clinic, today=TODAY).result == "fit"

    @pytest.mark.parametrize("role", ["psychologist", "p3mi", "placement-officer", "labour-office", "head"])
    def test_is_written_by_no_other_than_the_examiner_who_holds_the_booking(self, booked, acting, role):
        booking = booked()
        record_consent(booking, AGREED, by=acting("clinic"))
        with pytest.raises(Refused):
            record_outcome(booking, FIT, by=acting(role), today=TODAY)

    def test_of_a_day_to_come_is_refused(self, booked, acting):
        booking = booked()
        clinic = acting("clinic")
        record_consent(booking, AGREED, by=clinic)
        with pytest.raises(Refused, match="belum tiba"):
            record_outcome(booking, replace(FIT, examined_on=TODAY + timedelta(days=1)), by=clinic, today=TODAY)

    def test_is_corrected_by_a_new_one_that_says_why(self, examined, acting):
        first = examined()
        clinic = acting("clinic")
        second = replace_outcome(
            first, replace(FIT, result="follow_up"), reason="Hasil rontgen baru", by=clinic, today=TODAY
        )
        assert (second.replaces, second.result) == (first, "follow_up")
        assert Outcome.objects.filter(pk=first.pk, result="fit").exists()
        acting("placement-officer")
        assert examination_facts(first.person_id, TODAY)["health_result"] == "follow_up"

    def test_is_corrected_once(self, examined, acting):
        first = examined()
        clinic = acting("clinic")
        replace_outcome(first, FIT, reason="Salah ketik", by=clinic, today=TODAY)
        with pytest.raises(Refused, match="sudah dibetulkan"):
            replace_outcome(first, FIT, reason="Salah ketik", by=clinic, today=TODAY)

    def test_without_a_reason_is_not_corrected(self, examined, acting):
        first = examined()
        with pytest.raises(Refused, match="alasan"):
            replace_outcome(first, FIT, reason="", by=acting("clinic"), today=TODAY)

    def test_cannot_be_changed_by_anybody_who_speaks_sql(self, examined, acting):
        outcome = examined()
        for role in ("clinic", "head", "administrator"):
            acting(role)
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                Outcome.objects.filter(pk=outcome.pk).update(result="unfit")


class TestWhatIsKnown:
    def test_is_the_day_and_whether_fit(self, examined, acting):
        outcome = examined()
        acting("p3mi")
        assert examination_facts(outcome.person_id, TODAY) == {"health_on": TODAY, "health_result": "fit"}

    def test_says_follow_up_as_it_is(self, examined, acting):
        outcome = examined(replace(FIT, result="follow_up"))
        acting("p3mi")
        assert examination_facts(outcome.person_id, TODAY)["health_result"] == "follow_up"

    def test_is_nothing_before_the_day(self, examined, acting):
        outcome = examined()
        acting("p3mi")
        assert examination_facts(outcome.person_id, TODAY - timedelta(days=1)) == {}

    @pytest.mark.parametrize(("since", "until", "designated"), [(-900, None, True), (-900, -10, False)])
    def test_says_whether_the_facility_was_designated_on_the_day(self, examined, acting, since, until, designated):
        by = acting("placement-officer")
        made = designate_facility(
            Organisation.objects.get(pk=key("Klinik Uji")),
            since=TODAY + timedelta(days=since), source="SK uji 1", by=by,
        )  # fmt: skip
        if until:
            end_designation(made, until=TODAY + timedelta(days=until), by=by)
        outcome = examined()
        acting("p3mi")
        assert examination_facts(outcome.person_id, TODAY)["health_facility_designated"] is designated

    def test_says_nothing_of_a_designation_that_nobody_wrote_down(self, examined, acting):
        outcome = examined()
        acting("p3mi")
        assert "health_facility_designated" not in examination_facts(outcome.person_id, TODAY)

    def test_names_the_registration_and_licence_of_the_psychologist_on_that_day(
        self, psychologist_until, booked, acting
    ):
        psychologist, booking = psychologist_until(30), booked("psychologist")
        by = acting("psychologist")
        record_consent(booking, AGREED, by=by)
        record_outcome(booking, replace(FIT, psychologist=psychologist, examiner=""), by=by, today=TODAY)
        acting("p3mi")
        assert examination_facts(booking.person_id, TODAY) == {
            "psych_on": TODAY,
            "psych_result": "fit",
            "psych_registration": "STR-UJI-01",
            "psych_licence_until": TODAY + timedelta(days=30),
        }

    def test_keeps_an_outcome_of_a_psychologist_whose_licence_ended(self, psychologist_until, booked, acting):
        psychologist, booking = psychologist_until(-5), booked("psychologist")
        by = acting("psychologist")
        record_consent(booking, AGREED, by=by)
        assert record_outcome(booking, replace(FIT, psychologist=psychologist), by=by, today=TODAY).result == "fit"
        acting("p3mi")
        assert examination_facts(booking.person_id, TODAY)["psych_licence_until"] == TODAY - timedelta(days=5)

    def test_is_nothing_for_who_may_not_know(self, examined, acting):
        outcome = examined()
        for role in ("rival", "village", "police", "church", "administrator", "psychologist", "apjati"):
            acting(role)
            assert examination_facts(outcome.person_id, TODAY) == {}, role

    def test_is_nothing_for_a_company_that_the_person_is_against(self, examined, acting):
        outcome = examined()
        officer = acting("protection-officer")
        person = Person.objects.get(pk=outcome.person_id)
        name_adverse(person, organisation=Organisation.objects.get(pk=key("PT Uji Satu")), by=officer)
        acting("p3mi")
        assert examination_facts(outcome.person_id, TODAY) == {}


class TestAPregnancyTest:
    def test_is_told_to_a_company_as_taken_and_no_more(self, examined, acting):
        outcome = examined(replace(FIT, pregnancy="positive"))
        acting("p3mi")
        facts = examination_facts(outcome.person_id, TODAY)
        assert facts["pregnancy_test_on"] == TODAY
        assert "pregnancy_result" not in facts

    def test_is_told_to_the_placement_officer_who_offers_support(self, examined, acting):
        outcome = examined(replace(FIT, pregnancy="positive"))
        acting("placement-officer")
        assert examination_facts(outcome.person_id, TODAY)["pregnancy_result"] == "positive"

    def test_is_read_by_the_examiner_only(self, examined, acting):
        examined(replace(FIT, pregnancy="positive"))
        for role in ("p3mi", "placement-officer", "labour-office", "head", "psychologist", "protection-officer"):
            acting(role)
            assert not PregnancyTest.objects.exists(), role
        acting("clinic")
        assert PregnancyTest.objects.count() == 1


class TestDetail:
    ROLES = (
        "head", "placement-officer", "protection-officer", "quay-officer", "labour-office", "village", "p3mi", "apjati",
        "psychologist", "immigration", "police", "task-force", "church", "sister-office", "administrator", "rival",
    )  # fmt: skip

    @pytest.mark.parametrize("role", ROLES)
    def test_is_read_by_nobody_but_the_examiner(self, examined, acting, role):
        outcome = examined(replace(FIT, detail=SECRET))
        actor = acting(role)
        assert not Detail.objects.exists()
        assert read_details(outcome, by=actor) == []

    def test_is_not_read_by_a_company_to_which_the_person_is_handed(self, examined, acting):
        outcome = examined(replace(FIT, detail=SECRET))
        officer = acting("placement-officer")
        to = Organisation.objects.get(pk=key("Psikologi Uji"))
        person = Person.objects.get(pk=outcome.person_id)
        assign_person(person, to=to, until=TODAY + timedelta(days=9), by=officer, today=TODAY)
        acting("psychologist")
        assert not Detail.objects.exists()

    def test_is_read_by_the_examiner_and_that_is_a_fact(self, examined, acting):
        outcome = examined(replace(FIT, detail=SECRET))
        clinic = acting("clinic")
        add_detail(outcome, "Kontrol dua minggu lagi", by=clinic)
        assert [one.text for one in read_details(outcome, by=clinic)] == [SECRET, "Kontrol dua minggu lagi"]
        assert Fact.objects.filter(action="detail.read", thing_key=str(outcome.pk)).count() == 1

    def test_stands_in_the_database_in_no_words(self, examined, acting):
        examined(replace(FIT, detail=SECRET))
        clinic = acting("clinic")
        assert SECRET.encode() not in bytes(Detail.objects.visible_to(clinic).get().sealed)

    def test_is_not_added_after_consent_was_withdrawn(self, examined, acting):
        outcome = examined()
        clinic = acting("clinic")
        withdraw_consent(outcome.booking.consents.get(), by=clinic, on=TODAY)
        with pytest.raises(Refused, match="persetujuan"):
            add_detail(outcome, SECRET, by=clinic)
