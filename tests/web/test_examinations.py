"""The pages of examinations: find a slot near home, book many at once, examine in three taps, read no findings."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.cast import key
from tests.web.test_every_page import MOST, Counter

from sasando.domain.access import act_as, roles
from sasando.domain.audit.models import Fact
from sasando.domain.examinations.booking import Wanted, book, wish_for
from sasando.domain.examinations.kinds import Kind
from sasando.domain.examinations.models import Booking, Consent, Designation, Outcome, Slot, Wish
from sasando.domain.examinations.offering import Offer, designate_facility, open_slot
from sasando.domain.examinations.outcomes import Agreed, Finding, record_consent, record_outcome, replace_outcome
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.actions import add_person
from sasando.domain.regions.models import Region

SECRET = "rahasia-tekanan-darah"
SLOTS = reverse("examinations:slots")


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:3000].decode()
    return unescape(answer.content.decode()).replace("\xa0", " ")


@pytest.fixture
def slot_of(actor_of, db):
    def offer(role="clinic", place="53.12", **other):
        by, now = actor_of(role), timezone.now()
        act_as(by)
        given = {"at": now + timedelta(days=2), "capacity": 5, "price_idr": 250_000} | other
        return open_slot(Offer(place=Region.objects.get(pk=place), **given), by=by, now=now)

    return offer


@pytest.fixture
def people_of(actor_of, db):
    def write_down(many, role="p3mi", home="53.12"):
        by = actor_of(role)
        act_as(by)
        return [add_person(by=by, full_name=f"Calon {number}", sex="F", home_id=home) for number in range(many)]

    return write_down


@pytest.fixture
def booked(slot_of, people_of, actor_of):
    def make(role="clinic", by="p3mi"):
        slot, people = slot_of(role), people_of(1, by)
        act_as(actor_of(by))
        return book(slot, people, price_idr=slot.price_idr, by=actor_of(by), now=timezone.now())[0]

    return make


@pytest.fixture
def examined(booked, actor_of):
    def make(**other):
        booking, clinic, today = booked(), actor_of("clinic"), timezone.localdate()
        act_as(clinic)
        agreed = Agreed(language="id", read_by="Ners", given_by="self", how="thumb", on=today)
        record_consent(booking, agreed, by=clinic)
        finding = Finding(examined_on=today, result="fit", examiner="dr. Uji", detail=SECRET, pregnancy="positive")
        return record_outcome(booking, replace(finding, **other), by=clinic, today=today)

    return make


class TestFindingASlot:
    def test_shows_the_nearest_first_with_distance_and_price_in_words(self, client_of, slot_of):
        slot_of(place="53.71", price_idr=0)
        slot_of(place="53.12")
        shown = page(client_of("p3mi").get(SLOTS, {"asal": "53.11"}))
        assert shown.index("Kabupaten Sumba Barat") < shown.index("gratis")
        assert "di pulau yang sama" in shown
        assert "di pulau atau provinsi lain" in shown
        assert "Rp 250.000" in shown

    def test_for_a_person_in_the_address_starts_from_their_home(self, client_of, slot_of, people_of):
        slot_of(place="53.12")
        person = people_of(1)[0]
        shown = page(client_of("p3mi").get(SLOTS, {"orang": person.pk}))
        assert "di kabupaten yang sama" in shown
        assert f"?orang={person.pk}" in shown

    def test_says_how_many_wait_for_a_mobile_day_and_when_it_opens(self, client_of, slot_of, people_of, actor_of):
        slot_of(capacity=12, opens_at_count=12)
        people = people_of(7, "labour-office")
        act_as(actor_of("labour-office"))
        wish_for(people, Wanted(kind=Kind.HEALTH, at_most_idr=300_000), by=actor_of("labour-office"))
        assert "7 dari 12 orang; dibuka pada 12" in page(client_of("p3mi").get(SLOTS))

    def test_is_by_kind(self, client_of, slot_of):
        slot_of()
        assert "Klinik Uji" not in page(client_of("p3mi").get(SLOTS, {"jenis": "psychology"}))

    def test_with_words_of_no_meaning_filters_nothing(self, client_of, slot_of):
        slot_of()
        assert "Klinik Uji" in page(client_of("p3mi").get(SLOTS, {"jenis": "x", "asal": "99", "orang": "y"}))


class TestBooking:
    def choose(self, client, slot, people, **more):
        address = reverse("examinations:choose", args=[slot.pk])
        return client.post(address, {"price_idr": slot.price_idr, "orang": [str(one.pk) for one in people]} | more)

    def test_shows_who_and_the_whole_price_before_anything_is_booked(self, client_of, slot_of, people_of):
        slot, people = slot_of(), people_of(3)
        shown = page(self.choose(client_of("p3mi"), slot, people))
        assert "Rp 750.000" in shown
        assert "di kabupaten yang sama" in shown
        assert not Booking.objects.exists()

    def test_books_many_at_once(self, client_of, slot_of, people_of):
        slot, people = slot_of(), people_of(3)
        answer = self.choose(client_of("p3mi"), slot, people, confirmed="ya")
        assert answer.url == reverse("examinations:slot", args=[slot.pk])
        assert Booking.objects.filter(slot=slot).count() == 3

    def test_of_a_slot_that_filled_meanwhile_is_refused_in_words(self, client_of, slot_of, people_of):
        slot, people = slot_of(capacity=2), people_of(3)
        shown = page(self.choose(client_of("p3mi"), slot, people, confirmed="ya"), 422)
        assert "tinggal 2" in shown

    def test_at_a_price_that_changed_is_refused_in_words(self, client_of, slot_of, people_of):
        slot, people = slot_of(), people_of(1)
        shown = page(self.choose(client_of("p3mi"), slot, people, confirmed="ya", price_idr=1), 422)
        assert "lain dari yang Anda setujui" in shown

    def test_of_nobody_says_so(self, client_of, slot_of):
        assert "Pilih paling sedikit satu orang" in page(self.choose(client_of("p3mi"), slot_of(), []), 422)

    def test_of_somebody_whom_the_reader_does_not_see_is_refused(self, client_of, slot_of, people_of):
        slot, strangers = slot_of(), people_of(1, "labour-office")
        page(self.choose(client_of("p3mi"), slot, strangers, confirmed="ya"), 422)
        assert not Booking.objects.exists()

    def test_is_given_back_with_a_reason(self, client_of, booked):
        booking = booked()
        client_of("p3mi").post(reverse("examinations:cancel", args=[booking.pk]), {"because": "Sakit"})
        booking.refresh_from_db()
        assert booking.cancelled_because == "Sakit"

    def test_without_a_reason_is_kept(self, client_of, booked):
        booking = booked()
        client_of("p3mi").post(reverse("examinations:cancel", args=[booking.pk]), {"because": ""})
        booking.refresh_from_db()
        assert booking.cancelled_at is None


class TestTheWaitingList:
    def test_takes_people_in_after_a_look_and_opens_the_day(self, client_of, slot_of, people_of):
        day, people = slot_of(capacity=3, opens_at_count=2), people_of(2)
        client = client_of("p3mi")
        address = f"{reverse('examinations:wish')}?hari={day.pk}"
        assert "250000" in page(client.get(address))
        given = {"kind": "health", "within": "island", "price_idr": 250_000, "orang": [str(one.pk) for one in people]}
        assert "Periksa dahulu" in page(client.post(address, given))
        assert not Wish.objects.exists()
        shown = page(client.post(address, given | {"confirmed": "ya"}, follow=True))
        assert "hari keliling dibuka" in shown
        assert Booking.objects.filter(slot=day).count() == 2

    def test_lets_somebody_go(self, client_of, people_of, actor_of):
        people = people_of(1)
        wish_for(people, Wanted(kind=Kind.HEALTH), by=actor_of("p3mi"))
        wish = Wish.objects.get()
        client = client_of("p3mi")
        assert "Calon 0" in page(client.get(reverse("examinations:wishes")))
        client.post(reverse("examinations:withdraw_wish", args=[wish.pk]))
        wish.refresh_from_db()
        assert wish.state == "withdrawn"


class TestTheExaminersDay:
    def test_lists_who_comes(self, client_of, booked):
        booked()
        assert "Calon 0" in page(client_of("clinic").get(reverse("examinations:agenda")))

    def test_lists_nobody_of_other_examiners(self, client_of, booked):
        booked()
        assert "Calon 0" not in page(client_of("psychologist").get(reverse("examinations:agenda")))

    def test_asks_for_consent_before_the_result(self, client_of, booked):
        booking = booked()
        shown = page(client_of("clinic").get(reverse("examinations:examine", args=[booking.pk])))
        assert "Persetujuan dahulu" in shown
        assert 'name="result"' not in shown

    def test_takes_the_result_with_one_tap_and_one_to_save(self, client_of, booked):
        booking = booked()
        client = client_of("clinic")
        usual = {"language": "xbr", "read_by": "Ners Uji", "given_by": "self", "how": "thumb"}
        client.post(reverse("examinations:consent", args=[booking.pk]), usual)
        assert Consent.objects.get().language == "xbr"
        address = reverse("examinations:examine", args=[booking.pk])
        form = client.get(address).context["form"]
        filled = {name: form[name].value() or "" for name in form.fields}
        answer = client.post(address, filled | {"result": "fit"})
        assert answer.url == reverse("examinations:agenda")
        outcome = Outcome.objects.get()
        assert (outcome.result, outcome.examined_on) == ("fit", timezone.localdate())
        assert outcome.valid_until == timezone.localdate() + timedelta(days=90)

    def test_writes_nothing_after_consent_was_withdrawn(self, client_of, booked, actor_of):
        booking = booked()
        client = client_of("clinic")
        usual = {"language": "id", "read_by": "Ners", "given_by": "self", "how": "voice"}
        client.post(reverse("examinations:consent", args=[booking.pk]), usual)
        client.post(reverse("examinations:withdraw", args=[booking.pk]))
        filled = {"result": "fit", "examined_on": str(timezone.localdate()), "examiner": "dr. Uji"}
        answer = client.post(reverse("examinations:examine", args=[booking.pk]), filled)
        assert "Belum ada persetujuan" in page(answer, 422)

    def test_does_not_open_for_others(self, client_of, booked):
        booking = booked()
        for role in ("psychologist", "p3mi", "placement-officer", "labour-office"):
            address = reverse("examinations:examine", args=[booking.pk])
            assert client_of(role).get(address).status_code == 404, role

    def test_corrects_with_a_reason_and_keeps_the_old_one(self, client_of, examined):
        old = examined()
        client = client_of("clinic")
        address = reverse("examinations:correct", args=[old.pk])
        form = client.get(address).context["form"]
        filled = {name: form[name].value() or "" for name in form.fields}
        page(client.post(address, filled | {"result": "unfit"}), 422)
        shown = page(client.post(address, filled | {"result": "unfit", "reason": "Hasil lab baru"}, follow=True))
        assert "Hasil lab baru" in shown
        assert "sudah dibetulkan" in page(client.get(reverse("examinations:outcome", args=[old.pk])))

    def test_opens_slots_and_calls_them_off(self, client_of):
        client = client_of("clinic")
        at = timezone.localtime() + timedelta(days=3)
        given = {"place": "53.12", "at": f"{at:%Y-%m-%dT%H:%M}", "capacity": 12, "price_idr": 0, "opens_at_count": 13}
        page(client.post(reverse("examinations:open"), given), 422)
        client.post(reverse("examinations:open"), given | {"opens_at_count": 12})
        slot = Slot.objects.get()
        assert slot.state == "waiting"
        client.post(reverse("examinations:call_off", args=[slot.pk]), {"because": "Kapal tidak jalan"})
        assert "Kapal tidak jalan" in page(client.get(reverse("examinations:slot", args=[slot.pk])))


class TestAnOutcome:
    def test_shows_the_company_the_result_and_no_more(self, client_of, examined):
        outcome = examined()
        shown = page(client_of("p3mi").get(reverse("examinations:outcome", args=[outcome.pk])))
        assert "Layak" in shown
        assert SECRET not in shown
        assert "Positif" not in shown
        assert "Sudah dilakukan" in shown

    def test_shows_the_examiner_what_was_found(self, client_of, examined):
        outcome = examined()
        shown = page(client_of("clinic").get(reverse("examinations:outcome", args=[outcome.pk])))
        assert SECRET in shown
        assert "Positif" in shown

    @pytest.mark.parametrize("role", [role for role in roles() if role != "clinic"])
    def test_shows_nobody_else_what_was_found_on_any_page(self, client_of, examined, role):
        outcome = examined()
        client = client_of(role)
        addresses = [
            reverse(f"examinations:{name}", args=args)
            for name, args in (
                ("outcome", [outcome.pk]), ("letter", [outcome.pk]), ("slot", [outcome.booking.slot_id]),
                ("correct", [outcome.pk]), ("examine", [outcome.booking_id]), ("bookings", []), ("agenda", []),
                ("slots", []), ("wishes", []),
            )
        ]  # fmt: skip
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code in (200, 404), address
            assert SECRET.encode() not in answer.content, address
        assert client.post(reverse("examinations:detail", args=[outcome.pk]), {"text": "x"}).status_code == 404

    def test_that_was_read_is_a_fact(self, client_of, examined, acting_as):
        outcome = examined()
        client_of("p3mi").get(reverse("examinations:outcome", args=[outcome.pk]))
        acting_as("p3mi")
        assert Fact.objects.filter(action="outcome.read", thing_key=str(outcome.pk)).exists()

    def test_is_a_letter_with_a_code_and_without_findings(self, client_of, examined):
        outcome = examined()
        answer = client_of("p3mi").get(reverse("examinations:letter", args=[outcome.pk]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert outcome.code in answer["Content-Disposition"]

    def test_that_was_replaced_has_no_letter_any_more(self, client_of, examined, actor_of):
        old = examined()
        clinic = actor_of("clinic")
        act_as(clinic)
        finding = Finding(examined_on=timezone.localdate(), result="unfit", examiner="dr. Uji")
        replace_outcome(old, finding, reason="Salah", by=clinic, today=timezone.localdate())
        assert client_of("p3mi").get(reverse("examinations:letter", args=[old.pk])).status_code == 404

    def test_stands_on_the_list_of_who_booked(self, client_of, examined):
        examined()
        shown = page(client_of("p3mi").get(reverse("examinations:bookings")))
        assert "Calon 0" in shown
        assert "Layak" in shown

    def test_of_a_company_is_not_found_by_its_rival(self, client_of, examined):
        outcome = examined()
        assert client_of("rival").get(reverse("examinations:outcome", args=[outcome.pk])).status_code == 404


class TestExaminers:
    def test_are_written_down_by_the_placement_officer(self, client_of):
        client = client_of("placement-officer")
        given = {"facility": key("Klinik Uji"), "source": "SK uji", "since": "2024-01-01", "until": ""}
        shown = page(client.post(reverse("examinations:designate"), given, follow=True))
        assert "SK uji" in shown
        end = reverse("examinations:end_designation", args=[Designation.objects.get().pk])
        page(client.post(end, {"until": "2023-01-01"}), 422)
        client.post(end, {"until": "2025-01-01"})
        psychologist = {"institution": key("Psikologi Uji"), "name": "Tina, M.Psi.", "registration": "STR-1"}
        shown = page(client.post(reverse("examinations:register"), psychologist, follow=True))
        assert "Belum dicatat" in shown
        one = shown.split("/psikolog/")[2].split("/")[0]
        licence = {"number": "SILP-1", "since": "2025-01-01", "until": "2030-01-01"}
        assert "sampai 1 Januari 2030" in page(
            client.post(reverse("examinations:licence", args=[one]), licence, follow=True)
        )

    def test_are_read_by_everybody_who_signs_in(self, client_of, actor_of):
        by = actor_of("placement-officer")
        act_as(by)
        facility = Organisation.objects.get(pk=key("Klinik Uji"))
        designate_facility(facility, since=timezone.localdate(), source="SK umum", by=by)
        for role in ("p3mi", "village", "clinic"):
            assert "SK umum" in page(client_of(role).get(reverse("examinations:examiners"))), role


class TestEveryPageOfExaminations:
    @pytest.mark.parametrize("role", ["placement-officer", "p3mi", "labour-office", "clinic"])
    def test_asks_the_database_at_most_ten_times(self, client_of, examined, people_of, actor_of, slot_of, role):
        outcome = examined()
        people = people_of(2, "labour-office")
        act_as(actor_of("labour-office"))
        wish_for(people, Wanted(kind=Kind.HEALTH), by=actor_of("labour-office"))
        slot_of(capacity=12, opens_at_count=12)
        names = (
            ("slots", []), ("wishes", []), ("bookings", []), ("examiners", []), ("agenda", []), ("open", []),
            ("slot", [outcome.booking.slot_id]), ("choose", [outcome.booking.slot_id]), ("wish", []),
            ("outcome", [outcome.pk]), ("correct", [outcome.pk]), ("letter", [outcome.pk]),
        )  # fmt: skip
        client = client_of(role)
        opened = 0
        for name, args in names:
            counter = Counter()
            with connection.execute_wrapper(counter):
                answer = client.get(reverse(f"examinations:{name}", args=args))
            assert answer.status_code in (200, 404), name
            opened += answer.status_code == 200
            assert len(counter.seen) <= MOST, (name, [sql[:100] for sql in counter.seen])
        assert opened >= 6
