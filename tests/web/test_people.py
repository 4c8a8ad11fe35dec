"""The pages of persons: my people, one record, writing down, handing over, and search."""

import csv
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import PEOPLE, key

from sasando.domain.audit.models import Fact
from sasando.domain.people.models import Assignment, Identity, Person
from sasando.web.people.reading import home_line

YASINTA, BLASIUS, PAULUS, HILARIA = (f"/orang/{key(name)}/" for name in PEOPLE)
TODAY = timezone.localdate()
SOON = TODAY + timezone.timedelta(days=20)


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:800]
    return answer.content.decode()


def facts(thing_key, role, acting_as):
    """What the role itself is on record for, about one person."""
    actor = acting_as(role)
    return list(Fact.objects.filter(thing_key=str(thing_key), account=actor.account).values_list("action", "fields"))


class TestTheList:
    @pytest.mark.parametrize(
        ("role", "seen", "hidden"),
        [
            ("p3mi", {"Yasinta Seran"}, {"Paulus Wangge", "Blasius Nahak", "Hilaria Mbulu"}),
            ("rival", {"Paulus Wangge"}, {"Yasinta Seran"}),
            ("village", {"Yasinta Seran", "Blasius Nahak"}, {"Paulus Wangge", "Hilaria Mbulu"}),
            ("labour-office", {"Yasinta Seran", "Blasius Nahak"}, {"Paulus Wangge"}),
            ("head", set(PEOPLE), set()),
            ("clinic", set(), set(PEOPLE)),
            ("administrator", set(), set(PEOPLE)),
        ],
    )
    def test_shows_those_whom_the_role_reaches(self, client_of, role, seen, hidden):
        shown = page(client_of(role).get("/orang/"))
        assert all(name in shown for name in seen)
        assert not any(name in shown for name in hidden)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("q=wangge", {"Paulus Wangge"}),
            ("q=seran+yas", {"Yasinta Seran"}),
            ("wilayah=53.21", {"Yasinta Seran", "Blasius Nahak"}),
            ("wilayah=53.08&jk=F", {"Hilaria Mbulu"}),
        ],
    )
    def test_is_filtered_by_its_address(self, client_of, asked, expected):
        answer = client_of("head").get(f"/orang/?{asked}")
        assert {person.full_name for person in answer.context["page"]} & set(PEOPLE) == expected

    @pytest.mark.parametrize("asked", ["wilayah=99.99", "jk=X", "halaman=abc", "urut=nik", "q=%27", "q=%00"])
    def test_survives_what_means_nothing(self, client_of, asked):
        page(client_of("head").get(f"/orang/?{asked}"))

    def test_is_sorted_both_ways(self, client_of):
        client = client_of("head")
        up = [person.pk for person in client.get("/orang/?urut=nama").context["page"].paginator.object_list]
        down = [person.pk for person in client.get("/orang/?urut=-nama").context["page"].paginator.object_list]
        assert set(up) == set(down)
        assert up[0] != down[0]

    def test_says_where_somebody_comes_from(self, client_of):
        assert "Kec. " in page(client_of("village").get("/orang/"))

    def test_asks_the_database_little(self, client_of, django_assert_max_num_queries):
        client = client_of("head")
        with django_assert_max_num_queries(10):
            client.get("/orang/")

    def test_says_what_to_do_when_there_is_nobody(self, client_of):
        assert "begitu ada yang diserahkan" in page(client_of("psychologist").get("/orang/"))
        assert "Tidak ada orang yang cocok" in page(client_of("head").get("/orang/?q=xyzzy"))


class TestTheListAsAFile:
    def test_holds_the_same_people_and_no_number_of_theirs(self, client_of):
        text = client_of("p3mi").get("/orang/orang.csv").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert [row[0] for row in rows] == ["Nama", "Yasinta Seran"]
        assert PEOPLE["Yasinta Seran"][2] not in text

    def test_keeps_the_filters(self, client_of):
        assert "Blasius" not in client_of("head").get("/orang/orang.csv?q=wangge").content.decode()

    def test_cannot_run(self, client_of):
        client = client_of("p3mi")
        client.post("/orang/tambah/", {"full_name": '=HYPERLINK("x")', "description": "@SUM(1)"})
        csv_text = client.get("/orang/orang.csv").content.decode("utf-8-sig")
        assert "'=HYPERLINK" in csv_text
        assert "'@SUM" in csv_text
        with zipfile.ZipFile(io.BytesIO(client.get("/orang/orang.xlsx").content)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            words = book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert "'=HYPERLINK" in words

    def test_is_on_record(self, client_of, acting_as):
        client_of("p3mi").get("/orang/orang.xlsx")
        assert ("person.exported", ["xlsx"]) in facts("", "p3mi", acting_as)

    def test_asks_who_it_is_once_more(self, client_of):
        answer = client_of("p3mi", proved_at=0).get("/orang/orang.csv")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/masuk/buktikan/")


class TestOnePerson:
    def test_is_shown_with_identity_to_those_who_may_read_it(self, client_of):
        shown = page(client_of("p3mi").get(YASINTA))
        assert "Yasinta Seran" in shown
        assert PEOPLE["Yasinta Seran"][2] in shown

    @pytest.mark.parametrize(
        ("role", "address"), [("p3mi", PAULUS), ("rival", YASINTA), ("village", HILARIA), ("clinic", YASINTA)]
    )
    def test_of_others_is_as_if_it_were_not(self, client_of, role, address):
        client = client_of(role)
        hidden, missing = client.get(address), client.get("/orang/00000000-0000-0000-0000-000000000000/")
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content

    def test_that_was_read_is_on_record(self, client_of, acting_as):
        client_of("p3mi").get(YASINTA)
        assert facts(key("Yasinta Seran"), "p3mi", acting_as) == [("person.read", ["identity.read"])]

    def test_that_was_not_shown_is_not(self, client_of, acting_as):
        client_of("rival").get(YASINTA)
        assert facts(key("Yasinta Seran"), "rival", acting_as) == []

    def test_without_its_identity_to_whom_it_was_handed_for_their_own_work(self, client_of, acting_as):
        client_of("protection-officer").post(
            f"{HILARIA}serahkan/", {"organisation": key("Psikologi Uji"), "until": SOON}
        )
        shown = page(client_of("psychologist").get(HILARIA))
        assert "Hilaria Mbulu" in shown
        assert PEOPLE["Hilaria Mbulu"][2] not in shown
        assert "tidak terbuka bagi peran Anda" in shown
        assert facts(key("Hilaria Mbulu"), "psychologist", acting_as) == [("person.read", [])]

    @pytest.mark.parametrize("role", ["head", "p3mi", "protection-officer", "village"])
    def test_asks_the_database_little(self, client_of, django_assert_max_num_queries, role):
        client = client_of(role)
        with django_assert_max_num_queries(10):
            page(client.get(YASINTA))

    def test_has_no_style_inside(self, client_of):
        assert " style=" not in page(client_of("head").get(YASINTA))


class TestTheTrail:
    def test_is_shown_to_head_and_protection_officer(self, client_of):
        client_of("p3mi").get(YASINTA)
        shown = page(client_of("head").get(YASINTA))
        assert "Siapa membuka dan mengubah data ini" in shown
        assert "Petugas P3MI" in shown
        assert "PT Uji Satu" in shown

    def test_names_accounts_of_the_readers_own_organisation_only(self, client_of):
        client_of("p3mi").get(YASINTA)
        client_of("placement-officer").get(YASINTA)
        shown = page(client_of("protection-officer").get(YASINTA))
        assert "Rina Pengantar" in shown
        assert "Dewi Perusahaan" not in shown

    @pytest.mark.parametrize("role", ["placement-officer", "p3mi", "village", "labour-office"])
    def test_is_not_for_others(self, client_of, role):
        assert "Siapa membuka dan mengubah" not in page(client_of(role).get(YASINTA))


class TestWritingSomebodyDown:
    @pytest.mark.parametrize("given", [{"full_name": "Ance"}, {"description": "Ibu muda di dermaga, baju biru"}])
    def test_needs_one_thing_only(self, client_of, given):
        shown = page(client_of("church").post("/orang/tambah/", given, follow=True))
        assert next(iter(given.values())) in shown
        assert "sudah dicatat" in shown

    def test_says_beside_the_field_what_is_missing(self, client_of):
        shown = page(client_of("church").post("/orang/tambah/", {"full_name": ""}), 422)
        assert "Tulis nama atau ciri-ciri" in shown

    def test_reads_a_place_as_people_write_it(self, client_of):
        client_of("protection-officer").post("/orang/tambah/", {"full_name": "Ance", "home": "kab. ende"})
        assert Person.objects.get(full_name="Ance").region_code == "53.08"

    def test_offers_places_when_several_bear_the_name(self, client_of):
        shown = page(
            client_of("protection-officer").post("/orang/tambah/", {"full_name": "Ance", "home": "Oesao"}), 422
        )
        assert "53." in shown

    def test_keeps_identity_apart(self, client_of):
        given = {"full_name": "Ance", "nik": "5308120303900009", "passport_number": "c 1234567"}
        client_of("p3mi").post("/orang/tambah/", given)
        identity = Identity.objects.get(person__full_name="Ance")
        assert (identity.nik, identity.passport_number) == ("5308120303900009", "C1234567")

    def test_refuses_a_nik_that_is_none(self, client_of):
        shown = page(client_of("p3mi").post("/orang/tambah/", {"full_name": "Ance", "nik": "123"}), 422)
        assert "16 angka" in shown

    def test_tells_nobody_that_another_knows_the_same_nik(self, client_of):
        given = {"full_name": "Ance", "nik": PEOPLE["Paulus Wangge"][2]}
        assert "sudah dicatat" in page(client_of("p3mi").post("/orang/tambah/", given, follow=True))

    @pytest.mark.parametrize("role", ["head", "administrator", "clinic", "apjati"])
    def test_is_not_for_everybody(self, client_of, role):
        assert client_of(role).get("/orang/tambah/").status_code == 404


class TestChangingARecord:
    GIVEN = {"full_name": "Yasinta Seran", "sex": "F", "home": "53.21.05.2001", "nik": PEOPLE["Yasinta Seran"][2]}

    def test_changes_what_differs_and_records_its_names(self, client_of, acting_as):
        client_of("p3mi").post(f"{YASINTA}ubah/", self.GIVEN | {"description": "tinggi", "phone": "0812"})
        person = Person.objects.select_related("identity").get(pk=key("Yasinta Seran"))
        assert (person.description, person.identity.phone) == ("tinggi", "0812")
        assert person.identity.nik == PEOPLE["Yasinta Seran"][2]
        recorded = facts(person.pk, "p3mi", acting_as)
        assert ("person.changed", ["description"]) in recorded
        assert ("identity.changed", ["phone"]) in recorded

    def test_shows_what_is_known(self, client_of):
        shown = page(client_of("p3mi").get(f"{YASINTA}ubah/"))
        assert 'value="53.21.05.2001' in shown
        assert PEOPLE["Yasinta Seran"][2] in shown

    @pytest.mark.parametrize("role", ["protection-officer", "rival"])
    def test_moves_nobody_out_of_sight_by_a_home_far_away(self, client_of, role):
        done = client_of(role).post(f"{PAULUS}ubah/", {"full_name": "Paulus Wangge", "home": "32.73"})
        assert done.status_code == 302
        assert client_of("head").get(PAULUS).status_code == 200
        assert client_of("protection-officer").get(f"{PAULUS}terlapor/").status_code == 200

    @pytest.mark.parametrize(("role", "address"), [("rival", YASINTA), ("head", YASINTA), ("village", YASINTA)])
    def test_is_not_for_everybody(self, client_of, role, address):
        assert client_of(role).get(f"{address}ubah/").status_code == 404


class TestHandingOver:
    def test_opens_the_record_to_the_other_organisation_at_once(self, client_of):
        clinic = client_of("clinic")
        assert clinic.get(BLASIUS).status_code == 404
        given = {"organisation": key("Klinik Uji"), "until": SOON}
        shown = page(client_of("placement-officer").post(f"{BLASIUS}serahkan/", given, follow=True))
        assert "diserahkan kepada Klinik Uji" in shown
        assert "Blasius Nahak" in page(clinic.get(BLASIUS))

    def test_ends_when_somebody_ends_it(self, client_of, acting_as):
        officer, clinic = client_of("placement-officer"), client_of("clinic")
        officer.post(f"{BLASIUS}serahkan/", {"organisation": key("Klinik Uji"), "until": SOON})
        acting_as("placement-officer")
        given = Assignment.objects.get(person=key("Blasius Nahak"))
        officer.post(f"{BLASIUS}penyerahan/{given.pk}/akhiri/")
        assert clinic.get(BLASIUS).status_code == 404

    def test_again_to_the_same_organisation_changes_its_day(self, client_of, acting_as):
        officer, later = client_of("placement-officer"), SOON + timezone.timedelta(days=5)
        for until in (SOON, later):
            officer.post(f"{BLASIUS}serahkan/", {"organisation": key("Klinik Uji"), "until": until})
        again = page(officer.post(f"{BLASIUS}serahkan/", {"organisation": key("Klinik Uji"), "until": later}), 422)
        assert "sudah dilakukan sebelumnya" in again
        acting_as("placement-officer")
        assert [one.until for one in Assignment.objects.filter(person=key("Blasius Nahak"))] == [later]

    def test_is_refused_for_a_day_that_is_past(self, client_of):
        given = {"organisation": key("Klinik Uji"), "until": TODAY - timezone.timedelta(days=1)}
        assert "sudah lewat" in page(client_of("head").post(f"{BLASIUS}serahkan/", given), 422)

    def test_is_only_to_organisations_that_may_see_whom_they_are_handed(self, client_of):
        given = {"organisation": key("PT Uji Dua"), "until": SOON}
        page(client_of("head").post(f"{BLASIUS}serahkan/", given), 422)

    @pytest.mark.parametrize("role", ["p3mi", "village", "clinic", "administrator"])
    def test_is_not_for_everybody(self, client_of, role):
        assert client_of(role).get(f"{YASINTA}serahkan/").status_code == 404


class TestNamingAnOrganisation:
    def test_takes_the_person_out_of_its_sight_at_once(self, client_of):
        company = client_of("p3mi")
        page(company.get(YASINTA))
        given = {"organisation": key("PT Uji Satu")}
        shown = page(client_of("protection-officer").post(f"{YASINTA}terlapor/", given, follow=True))
        assert "PT Uji Satu" in shown
        assert company.get(YASINTA).status_code == 404
        assert "Yasinta" not in page(company.get("/orang/"))
        assert "Yasinta" not in page(company.get("/orang/cari/?q=yasinta"))

    def test_is_not_told_to_those_who_may_not_know(self, client_of):
        client_of("head").post(f"{YASINTA}terlapor/", {"organisation": key("PT Uji Satu")})
        for role in ("placement-officer", "village", "labour-office"):
            assert "dilaporkan" not in page(client_of(role).get(YASINTA))

    def test_twice_is_refused(self, client_of):
        client = client_of("head")
        client.post(f"{YASINTA}terlapor/", {"organisation": key("PT Uji Satu")})
        page(client.post(f"{YASINTA}terlapor/", {"organisation": key("PT Uji Satu")}), 422)


class TestSearch:
    def search(self, client, text):
        return page(client.get("/orang/cari/", {"q": text}))

    def test_finds_people_and_organisations_by_name(self, client_of):
        client = client_of("head")
        assert "Hilaria Mbulu" in self.search(client, "mbulu")
        assert "PT Uji Satu" in self.search(client, "uji satu")

    def test_finds_no_more_than_the_reader_may_see(self, client_of):
        shown = self.search(client_of("p3mi"), "wangge")
        assert "Paulus" not in shown
        assert "Tidak ada yang cocok" in shown

    @pytest.mark.parametrize("text", ["5321054505990001", "5321 0545 0599 0001"])
    def test_finds_a_person_by_a_whole_nik(self, client_of, text):
        assert "Yasinta Seran" in self.search(client_of("p3mi"), text)

    def test_does_not_find_by_a_part_of_a_nik(self, client_of):
        assert "Yasinta" not in self.search(client_of("p3mi"), "532105450599")

    def test_answers_the_same_whether_or_not_others_know_a_nik(self, client_of):
        client = client_of("p3mi")
        answers = []
        for nik in (PEOPLE["Paulus Wangge"][2], "5399999999999999"):
            with CaptureQueriesContext(connection) as asked:
                shown = self.search(client, nik)
            main = shown[shown.index("<h1") : shown.index("</main>")]
            answers.append((main.replace(nik, ""), [re.sub("[0-9a-f]", "", one["sql"]) for one in asked]))
        assert answers[0] == answers[1]

    def test_by_number_is_on_record_without_the_number(self, client_of, acting_as):
        self.search(client_of("p3mi"), PEOPLE["Paulus Wangge"][2])
        assert facts("", "p3mi", acting_as) == [("search.used", ["identity.read"])]

    def test_asks_the_database_little(self, client_of, django_assert_max_num_queries):
        client = client_of("head")
        for text in ("uji", PEOPLE["Paulus Wangge"][2]):
            with django_assert_max_num_queries(10):
                self.search(client, text)

    @pytest.mark.parametrize("text", ["", "a", "\0", "%", "'; --", "x" * 500])
    def test_survives_anything(self, client_of, text):
        self.search(client_of("head"), text)

    @pytest.mark.parametrize("role", ["administrator", "apjati", "task-force"])
    def test_is_not_for_those_who_have_nobody_to_look_for(self, client_of, role):
        assert client_of(role).get("/orang/cari/?q=yasinta").status_code == 404


class TestALineOfPlaces:
    def test_ends_below_the_province(self, acting_as):
        acting_as("head")
        person = Person.objects.select_related("home__parent__parent__parent").get(pk=key("Yasinta Seran"))
        assert home_line(person.home).endswith("Kab. Malaka")
        assert home_line(None) == ""
