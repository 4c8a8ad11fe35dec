"""The pages of people who stand on several records: looking before writing, pairs, values with sources, corrections."""

import csv
import io
import re

import pytest
from django.db import connection
from tests.cast import key
from tests.web.test_every_page import MOST, Counter
from tests.web.test_people import PAULUS, YASINTA, facts, page

from sasando.domain.people.actions import add_person
from sasando.domain.people.models import Identity, Person
from sasando.domain.people.saying import Source, add_value
from sasando.domain.people.searching import search_all
from sasando.domain.regions.models import Region

CHANGED = {"full_name": "Yasinta Seran", "sex": "F", "home": "53.21.05.2001"}
NIK = "5308121202900017"
KRISTINA = {"full_name": "Kristina Wangge Ndopo", "nik": NIK, "sex": "F", "home": "53.08"}


@pytest.fixture
def two(acting_as):
    """One person, written down by two companies; the program has looked."""
    made = []
    for role, name in (("p3mi", KRISTINA["full_name"]), ("rival", "Cristina Wangge Ndopo")):
        given = KRISTINA | {"full_name": name, "home": Region.objects.get(pk="53.08")}
        made.append(add_person(by=acting_as(role), **given))
    search_all()
    return sorted(one.pk for one in made)


class TestLookingBeforeWriting:
    def test_shows_who_is_alike_without_saving(self, client_of, two, acting_as):
        shown = page(client_of("quay-officer").post("/orang/tambah/", {"full_name": "Kristina Wangge", "cari": "1"}))
        assert "Mungkin sudah dicatat" in shown
        assert "PT Uji Satu" in shown
        assert 'value="Kristina Wangge"' in shown
        acting_as("quay-officer")
        assert not Person.objects.filter(full_name="Kristina Wangge").exists()

    def test_asks_once_more_before_somebody_very_much_alike_is_written_down_again(self, client_of, two):
        client = client_of("quay-officer")
        shown = page(client.post("/orang/tambah/", KRISTINA))
        assert "Sangat mungkin" in shown
        assert "sudah dicatat" in page(client.post("/orang/tambah/", KRISTINA | {"tetap": "1"}, follow=True))

    def test_shows_only_whom_the_reader_may_see(self, client_of, two):
        shown = page(client_of("p3mi").post("/orang/tambah/", KRISTINA | {"cari": "1"}))
        assert "Kristina" in shown
        assert "Cristina" not in shown
        assert "tidak ada yang mirip" in page(client_of("village").post("/orang/tambah/", KRISTINA | {"cari": "1"}))

    def test_answers_with_a_part_while_one_types(self, client_of, two):
        shown = page(client_of("quay-officer").post("/orang/tambah/mirip/", {"nik": NIK}))
        assert "Kristina" in shown
        assert "<html" not in shown

    def test_asks_the_database_little(self, client_of, two):
        client, counter = client_of("quay-officer"), Counter()
        with connection.execute_wrapper(counter):
            client.post("/orang/tambah/", KRISTINA | {"cari": "1"})
        assert len(counter.seen) <= MOST, counter.seen


class TestTheQueueOfPairs:
    def test_says_why_in_plain_words_and_no_number(self, client_of, two):
        shown = page(client_of("protection-officer").get("/orang/mungkin-sama/"))
        assert "Kristina Wangge Ndopo" in shown
        assert "NIK sama." in shown
        assert NIK not in shown

    def test_empties_when_somebody_decides(self, client_of, two):
        client = client_of("protection-officer")
        client.post(f"/orang/{two[0]}/banding/{two[1]}/putuskan/", {"putusan": "different"})
        assert "Tidak ada pasangan" in page(client.get("/orang/mungkin-sama/"))
        assert "Bukan orang yang sama" in page(client.get("/orang/mungkin-sama/?keadaan=diputuskan"))

    def test_keeps_apart_what_is_not_sure(self, client_of, two):
        client = client_of("protection-officer")
        client.post(f"/orang/{two[0]}/banding/{two[1]}/putuskan/", {"putusan": "unsure"})
        assert "Tidak ada pasangan" in page(client.get("/orang/mungkin-sama/"))
        assert "Kristina" in page(client.get("/orang/mungkin-sama/?keadaan=ragu"))

    def test_is_a_file_too(self, client_of, two):
        rows = list(csv.reader(io.StringIO(page(client_of("head").get("/orang/mungkin-sama/mungkin-sama.csv")))))
        assert len(rows) == 2
        assert {"Kristina Wangge Ndopo", "Cristina Wangge Ndopo"} <= set(rows[1])

    @pytest.mark.parametrize("role", ["p3mi", "village", "labour-office", "church", "administrator", "police"])
    def test_is_not_for_everybody(self, client_of, two, role):
        client = client_of(role)
        assert client.get("/orang/mungkin-sama/").status_code == 404
        assert client.get(f"/orang/{two[0]}/banding/{two[1]}/").status_code == 404

    @pytest.mark.parametrize("address", ["/orang/mungkin-sama/", "/orang/mungkin-sama/?keadaan=diputuskan"])
    def test_asks_the_database_little(self, client_of, two, django_assert_max_num_queries, address):
        client = client_of("protection-officer")
        with django_assert_max_num_queries(10):
            client.get(address)


class TestTwoSideBySide:
    def test_show_what_fits_and_what_does_not(self, client_of, two):
        shown = page(client_of("quay-officer").get(f"/orang/{two[0]}/banding/{two[1]}/"))
        assert shown.count(NIK) == 2
        for word in ("Yang mendukung", "Yang menentang", "Cocok", "Orang yang sama?", "Belum pasti"):
            assert word in shown

    def test_also_when_nobody_suggested_them(self, client_of):
        shown = page(client_of("quay-officer").get(f"{PAULUS}banding/{key('Hilaria Mbulu')}/"))
        assert "Jenis kelamin berbeda." in shown

    def test_leave_on_record_that_both_were_read(self, client_of, two, acting_as):
        client_of("head").get(f"/orang/{two[0]}/banding/{two[1]}/")
        for one in two:
            assert ("person.read", ["identity.read"]) in facts(one, "head", acting_as)

    def test_can_be_decided_and_undone(self, client_of, two):
        client, address = client_of("quay-officer"), f"/orang/{two[0]}/banding/{two[1]}/"
        shown = page(client.post(f"{address}putuskan/", {"putusan": "same"}, follow=True))
        assert "tertaut sebagai satu orang" in shown
        undo = re.search(r'action="(/orang/putusan/[^"]+)"', shown)[1]
        assert "berdiri sendiri lagi" in page(client.post(undo, follow=True))

    def test_are_decided_by_nobody_who_only_reads(self, client_of, two):
        client, address = client_of("head"), f"/orang/{two[0]}/banding/{two[1]}/"
        assert "Putusan Anda" not in page(client.get(address))
        assert client.post(f"{address}putuskan/", {"putusan": "same"}).status_code == 404

    def test_take_no_other_word(self, client_of, two):
        client = client_of("quay-officer")
        assert client.post(f"/orang/{two[0]}/banding/{two[1]}/putuskan/", {"putusan": "x"}).status_code == 404

    def test_ask_the_database_little(self, client_of, two, django_assert_max_num_queries):
        client = client_of("protection-officer")
        with django_assert_max_num_queries(10):
            client.get(f"/orang/{two[0]}/banding/{two[1]}/")


class TestALinkedPerson:
    @pytest.fixture
    def linked(self, two, client_of):
        client_of("protection-officer").post(f"/orang/{two[0]}/banding/{two[1]}/putuskan/", {"putusan": "same"})
        return two

    def test_shows_the_values_of_both_with_what_differs(self, linked, client_of, acting_as):
        by = acting_as("rival")
        mine = Person.objects.filter(organisation=by.organisation, pk__in=linked).get()
        add_value(mine, kind="birth", source=Source(kind="passport"), by=by, detail="year", number=1985)
        add_value(mine, kind="birth", source=Source(kind="self"), by=by, detail="year", number=1990)
        shown = page(client_of("protection-officer").get(f"/orang/{linked[0]}/"))
        assert "Kristina Wangge Ndopo" in shown
        assert "Cristina Wangge Ndopo" in shown
        assert "tahun 1985" in shown
        assert "Bertentangan" in shown
        assert "Catatan lain" in shown

    def test_shows_a_company_only_its_own(self, linked, client_of):
        for one in linked:
            answer = client_of("p3mi").get(f"/orang/{one}/")
            assert answer.status_code == 404 or "Cristina" not in answer.content.decode()

    @pytest.mark.parametrize("role", ["protection-officer", "head", "quay-officer"])
    def test_asks_the_database_little(self, linked, client_of, django_assert_max_num_queries, role):
        client = client_of(role)
        with django_assert_max_num_queries(10):
            page(client.get(f"/orang/{linked[0]}/"))


class TestValuesOfAPerson:
    @pytest.mark.parametrize(
        ("kind", "given", "said"),
        [
            ("alias", {"text": "Mama Yas"}, "Mama Yas"),
            ("village", {"region": "53.08", "certainty": "likely"}, "Kabupaten Ende"),
            ("birth", {"detail": "about", "number": "25", "on": "2026-03-03"}, "sekitar 25 tahun pada 3 Maret 2026"),
            ("birth", {"detail": "year", "number": "1998"}, "tahun 1998"),
            ("phone", {"text": "0812", "detail": "of_neighbour"}, "0812, milik tetangga"),
            ("relative", {"text": "Marta", "detail": "mother", "phone": "0813"}, "Marta, ibu, 0813"),
            ("child", {"text": "Yosef", "number": "4"}, "Yosef, 4 tahun"),
            ("language", {"text": "Tetun"}, "Tetun"),
        ],
    )
    def test_are_written_down_with_their_source(self, client_of, kind, given, said):
        client = client_of("p3mi")
        page(client.get(f"{YASINTA}keterangan/{kind}/"))
        given = given | {"source": "letter", "source_note": "Surat 12/2026"}
        shown = page(client.post(f"{YASINTA}keterangan/{kind}/", given, follow=True))
        assert said in shown
        assert "Surat atau daftar: Surat 12/2026" in shown

    @pytest.mark.parametrize(
        ("kind", "given"),
        [
            ("alias", {"text": ""}),
            ("nik", {"text": "12"}),
            ("birth", {"detail": "about", "number": "25"}),
            ("birth", {"detail": "year", "number": "98"}),
            ("birth", {"detail": "day"}),
        ],
    )
    def test_are_refused_beside_the_field_when_they_say_nothing(self, client_of, kind, given):
        page(client_of("p3mi").post(f"{YASINTA}keterangan/{kind}/", given), 422)

    def test_are_withdrawn_and_stay_in_sight(self, client_of):
        client = client_of("p3mi")
        shown = page(client.post(f"{YASINTA}keterangan/alias/", {"text": "Mama Yas"}, follow=True))
        withdraw = re.search(r'action="([^"]+/tarik/)"', shown)[1]
        assert "<s>Mama Yas</s>" in page(client.post(withdraw, follow=True))

    @pytest.mark.parametrize("role", ["rival", "head", "village", "police"])
    def test_are_not_for_everybody(self, client_of, role):
        assert client_of(role).get(f"{YASINTA}keterangan/alias/").status_code == 404

    def test_of_no_kind_there_are_none(self, client_of):
        assert client_of("p3mi").get(f"{YASINTA}keterangan/warna/").status_code == 404


class TestCorrections:
    GIVEN = CHANGED | {"nik": "5321054505990099", "source": "id_card", "source_note": "KTP asli"}

    def ask(self, client_of):
        return page(client_of("p3mi").post(f"{YASINTA}ubah/", self.GIVEN, follow=True))

    def test_wait_on_the_page_of_the_person(self, client_of):
        shown = self.ask(client_of)
        assert "Menunggu persetujuan orang lain: NIK" in shown
        assert "5321054505990001 → 5321054505990099" in shown

    def test_are_approved_by_somebody_else(self, client_of, acting_as):
        self.ask(client_of)
        officer = client_of("protection-officer")
        shown = page(officer.get("/orang/pembetulan/"))
        assert "KTP asli" in shown
        decide = re.search(r'action="(/orang/pembetulan/\d+/)"', shown)[1]
        page(officer.post(decide, {"putusan": "setuju"}, follow=True))
        acting_as("p3mi")
        assert Identity.objects.get(person=key("Yasinta Seran")).nik == "5321054505990099"

    def test_are_refused_with_a_reason(self, client_of):
        self.ask(client_of)
        officer = client_of("placement-officer")
        decide = re.search(r'action="(/orang/pembetulan/\d+/)"', page(officer.get("/orang/pembetulan/")))[1]
        assert "Tulis alasannya" in page(officer.post(decide, {"putusan": "tolak"}, follow=True))
        officer.post(decide, {"putusan": "tolak", "alasan": "KTP tidak terbaca"})
        assert "KTP tidak terbaca" in page(client_of("p3mi").get("/orang/pembetulan/?keadaan=diputuskan"))

    def test_of_others_are_not_shown(self, client_of):
        self.ask(client_of)
        assert "Yasinta" not in page(client_of("rival").get("/orang/pembetulan/"))

    def test_are_a_file_too(self, client_of):
        self.ask(client_of)
        rows = list(csv.reader(io.StringIO(page(client_of("head").get("/orang/pembetulan/pembetulan.csv")))))
        assert rows[1][2:4] == ["5321054505990001", "5321054505990099"]

    def test_that_were_read_stand_on_record(self, client_of, acting_as):
        self.ask(client_of)
        client_of("head").get("/orang/pembetulan/")
        assert ("correction.read", ["identity.read"]) in facts("", "head", acting_as)

    @pytest.mark.parametrize("role", ["police", "clinic", "administrator", "apjati"])
    def test_are_not_for_everybody(self, client_of, role):
        assert client_of(role).get("/orang/pembetulan/").status_code == 404

    def test_ask_the_database_little(self, client_of, django_assert_max_num_queries):
        self.ask(client_of)
        client = client_of("protection-officer")
        with django_assert_max_num_queries(10):
            client.get("/orang/pembetulan/")
