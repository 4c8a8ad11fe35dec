"""Values with their source, and corrections that another person decides."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.cast import key

from sasando.domain import audit
from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.people.actions import add_person, change_identity, change_person
from sasando.domain.people.correcting import approve_correction, refuse_correction
from sasando.domain.people.models import Correction, Identifier, Identity, Person, Value
from sasando.domain.people.profiles import known
from sasando.domain.people.saying import Source, add_value, withdraw_value

pytestmark = pytest.mark.django_db
NOW = timezone.now()
KTP = Source(kind="id_card", note="KTP asli", on=date(2026, 3, 1), certainty="certain")


def yasinta():
    return Person.objects.get(pk=key("Yasinta Seran"))


class TestWritingSomebodyDown:
    def test_keeps_every_value_with_its_source(self, acting_as):
        by = acting_as("protection-officer")
        person = add_person(by=by, source=KTP, full_name="Ance Bere", nik="5321054505990009", born_on=date(1999, 5, 5))
        name = Value.objects.get(person=person)
        assert (name.kind, name.text, name.source, name.source_note) == (
            "full_name",
            "Ance Bere",
            "id_card",
            "KTP asli",
        )
        said = {one.kind: one for one in Identifier.objects.filter(person=person)}
        assert said["nik"].text == "5321054505990009"
        assert (said["birth"].day, said["birth"].detail, said["birth"].on) == (
            date(1999, 5, 5),
            "day",
            date(2026, 3, 1),
        )


class TestAValueBesideAnother:
    def test_changes_neither_the_other_nor_the_record(self, acting_as):
        by = acting_as("protection-officer")
        person = add_person(by=by, full_name="Ance", born_on=date(1998, 1, 2))
        add_value(person, kind="birth", source=KTP, by=by, detail="year", number=1992)
        assert Identity.objects.get(person=person).born_on == date(1998, 1, 2)
        assert Identifier.objects.filter(person=person, kind="birth", withdrawn_at=None).count() == 2

    def test_fills_what_was_not_known(self, acting_as):
        by = acting_as("protection-officer")
        person = add_person(by=by, description="Perempuan, kaus merah")
        add_value(person, kind="full_name", source=Source(kind="self"), by=by, text="Ance")
        add_value(person, kind="phone", source=Source(kind="family"), by=by, text="0812", detail="of_relative")
        person.refresh_from_db()
        assert (person.full_name, Identity.objects.get(person=person).phone) == ("Ance", "0812")

    def test_is_read_by_matching(self, acting_as):
        by = acting_as("protection-officer")
        person = add_person(by=by, full_name="Ance Bere", born_on=date(1998, 1, 2))
        add_value(person, kind="birth", source=KTP, by=by, detail="about", number=30)
        add_value(person, kind="alias", source=KTP, by=by, text="Tina")
        profiles = known([person.pk])[person.pk].profiles
        assert {one.born for one in profiles} == {"1998-01-02", "~1996"}
        assert "tina" in profiles[0].name.split("|")

    def test_withdrawn_stays_with_who_withdrew_it(self, acting_as):
        by = acting_as("protection-officer")
        value = add_value(yasinta(), kind="alias", source=KTP, by=by, text="Yas")
        withdraw_value(value, by=by, at=NOW)
        assert Value.objects.get(pk=value.pk).withdrawn_by == by.account
        with pytest.raises(Refused):
            withdraw_value(value, by=by, at=NOW)

    def test_needs_something_to_say(self, acting_as):
        by = acting_as("protection-officer")
        with pytest.raises(Refused):
            add_value(yasinta(), kind="alias", source=KTP, by=by, text="")

    @pytest.mark.parametrize("role", ["head", "rival", "village", "labour-office", "church"])
    def test_is_not_for_everybody(self, acting_as, role):
        acting_as("protection-officer")
        person = yasinta()
        with pytest.raises(Refused):
            add_value(person, kind="alias", source=KTP, by=acting_as(role), text="Yas")

    def test_of_a_record_from_before_is_kept_when_it_is_replaced(self, acting_as):
        by = acting_as("p3mi")
        change_identity(yasinta(), by=by, phone="0812-1")
        change_identity(yasinta(), by=by, phone="0812-2")
        assert list(Identifier.objects.filter(kind="phone").values_list("text", flat=True)) == ["0812-1", "0812-2"]
        change_person(yasinta(), by=by, home=None)
        kept = Value.objects.get(person=yasinta(), kind="village")
        assert (kept.region_id, kept.organisation_id) == ("53.21.05.2001", by.organisation)


@pytest.fixture
def asked(acting_as):
    """A company asks for another NIK of its own candidate."""
    by = acting_as("p3mi")
    (made,) = change_identity(yasinta(), by=by, source=KTP, nik="5321054505990099")
    return made


class TestARequest:
    def test_changes_nothing_yet(self, asked, acting_as):
        acting_as("p3mi")
        assert yasinta().identity.nik == "5321054505990001"
        assert (asked.before, asked.after) == ("5321054505990001", "5321054505990099")

    def test_is_made_for_a_name_a_passport_and_a_birth_that_are_known(self, acting_as):
        by = acting_as("p3mi")
        assert change_identity(yasinta(), by=by, passport_number="C1", born_on=date(1999, 5, 5)) == []
        asked = change_identity(yasinta(), by=by, passport_number="C2", born_on=date(1992, 5, 5))
        asked += change_person(yasinta(), by=by, full_name="Yasinta Bria", description="tinggi")
        assert {one.field for one in asked} == {"passport_number", "born_on", "full_name"}
        assert (yasinta().full_name, yasinta().description) == ("Yasinta Seran", "tinggi")

    def test_waits_once_for_a_field(self, asked, acting_as):
        with pytest.raises(Refused) as refusal:
            change_identity(yasinta(), by=acting_as("p3mi"), nik="5321054505990098")
        assert refusal.value.code == "request_waits"

    def test_is_not_asked_for_what_is_as_it_was(self, acting_as):
        by = acting_as("p3mi")
        assert change_identity(yasinta(), by=by, nik="5321054505990001", phone="0812") == []

    def test_approved_changes_the_record_and_keeps_the_source(self, asked, acting_as):
        by = acting_as("placement-officer")
        approve_correction(asked, by=by, at=NOW)
        assert yasinta().identity.nik == "5321054505990099"
        said = Identifier.objects.filter(person=yasinta(), kind="nik").order_by("pk")
        assert [(one.text, one.source) for one in said] == [
            ("5321054505990001", "other"),
            ("5321054505990099", "id_card"),
        ]

    def test_approved_birth_is_a_day(self, acting_as):
        by = acting_as("p3mi")
        change_identity(yasinta(), by=by, born_on=date(1999, 5, 5))
        (asked,) = change_identity(yasinta(), by=by, born_on=date(1992, 5, 5))
        approve_correction(asked, by=acting_as("protection-officer"), at=NOW)
        assert yasinta().identity.born_on == date(1992, 5, 5)

    def test_refused_leaves_the_record_and_says_why(self, asked, acting_as):
        by = acting_as("protection-officer")
        with pytest.raises(Refused):
            refuse_correction(asked, answer="", by=by, at=NOW)
        refuse_correction(asked, answer="KTP tidak terbaca", by=by, at=NOW)
        assert yasinta().identity.nik == "5321054505990001"
        act_as(acting_as("p3mi"))
        assert Correction.objects.get(pk=asked.pk).answer == "KTP tidak terbaca"

    def test_is_decided_once(self, asked, acting_as):
        by = acting_as("protection-officer")
        approve_correction(asked, by=by, at=NOW)
        with pytest.raises(Refused):
            refuse_correction(asked, answer="tidak", by=by, at=NOW)

    def test_of_ones_own_is_for_somebody_else(self, acting_as):
        by = acting_as("protection-officer")
        (asked,) = change_identity(Person.objects.get(pk=key("Hilaria Mbulu")), by=by, nik="5308124409880099")
        with pytest.raises(Refused) as refusal:
            approve_correction(asked, by=by, at=NOW)
        assert refusal.value.code == "own_request"
        approve_correction(asked, by=acting_as("placement-officer"), at=NOW)

    def test_of_ones_own_is_refused_by_the_database_too(self, acting_as):
        by = acting_as("protection-officer")
        (asked,) = change_identity(Person.objects.get(pk=key("Hilaria Mbulu")), by=by, nik="5308124409880099")
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=asked.pk).update(decided_by=by.account, decided_at=NOW, approved=True)

    @pytest.mark.parametrize("role", ["head", "quay-officer", "p3mi", "village", "labour-office", "church"])
    def test_is_not_decided_by_everybody(self, asked, acting_as, role):
        with pytest.raises(Refused):
            approve_correction(asked, by=acting_as(role), at=NOW)

    def test_leaves_a_fact_of_each_deed(self, asked, acting_as):
        approve_correction(asked, by=acting_as("protection-officer"), at=NOW)
        told = Fact.objects.filter(thing="people.correction", thing_key=str(asked.pk))
        assert list(told.values_list("action", "fields")) == [("correction.approved", ["nik"])]

    def test_is_as_its_facts_say(self, asked, acting_as):
        """Whoever checks the chain finds no change past the program."""
        act_as(acting_as("protection-officer"))
        approve_correction(asked, by=acting_as("protection-officer"), at=NOW)
        acting_as("protection-officer")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT f.digest = security.digest('people_correction', f.thing_key) FROM audit_fact f "
                "WHERE f.thing = 'people.correction' ORDER BY f.id DESC LIMIT 1"
            )
            assert cursor.fetchone() == (True,)


class TestRecordingOfSeveral:
    def test_is_one_statement_and_one_fact_each(self, acting_as, django_assert_num_queries):
        by = acting_as("protection-officer")
        people = list(Person.objects.all()[:3])
        with django_assert_num_queries(1):
            audit.record_each("person.read", people, by=by, fields=["identity.read"])
        with django_assert_num_queries(0):
            audit.record_each("person.read", [], by=by)
        read = Fact.objects.filter(action="person.read", account=by.account)
        assert set(read.values_list("thing_key", flat=True)) == {str(one.pk) for one in people}
