"""The pages of stops: a report on a phone, one report, what was seen before, the lane for workers on leave."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.pictures import jpeg, part
from tests.web.test_every_page import MOST, Counter

from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.people.models import Person
from sasando.domain.stops.actions import report_stop
from sasando.domain.stops.models import Clearance, Draft, Photo, Stop
from sasando.domain.stops.report import Brought, Stopped, StopReport

REPORT = reverse("stops:report")
UNCLE = Brought(name="Om Berto", phone="0800-0000-4711", house="Jl. Nangka 12")
SEEN = dict.fromkeys(("passport", "leave_letter", "contract", "card", "bpjs"), "seen")


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:3000].decode()
    return answer.content.decode()


def typed(**other):
    return {
        "id": str(uuid4()),
        "agency": "police",
        "gate": "pelabuhan-tenau",
        "at": "2026-03-07T18:30",
        "names": "1. Naomi Tefnai (P) 19 th\n2. Melkias Sae L",
        "b1-name": "Om Berto",
        "b1-phone": "0800 0000 4711",
        "b1-wage": "1.500",
        "b1-currency": "MYR",
        "reasons": ["N02", "group_with_one_buyer"],
        "next": "home",
        "do": "send",
    } | other


def reported(by, **other):
    act_as(by)
    told = {"id": uuid4(), "agency": "police", "at": timezone.now(), "gate": "pelabuhan-tenau", "brought": (UNCLE,)}
    people = {"people": (Stopped(full_name="Naomi Tefnai", sex="F"), Stopped(full_name="Melkias Sae", sex="M"))}
    return report_stop(StopReport(**told | people | other), by=by, now=timezone.now()).stop


@pytest.fixture
def quay(client_of):
    return client_of("quay-officer")


@pytest.fixture
def stop(actor_of, quay):
    return reported(actor_of("quay-officer"))


class TestWritingAReport:
    def test_ends_on_a_page_that_says_what_to_do_next(self, quay):
        answer = quay.post(REPORT, typed(), follow=True)
        shown = page(answer)
        assert "Laporan terkirim." in shown
        assert "Sekarang apa" in shown
        assert "Naomi Tefnai" in shown
        assert "1.500 ringgit" in shown

    def test_keeps_people_by_name_and_counts_them(self, quay):
        quay.post(REPORT, typed())
        stop = Stop.objects.get()
        assert [one.full_name for one in stop.people.all()] == ["Naomi Tefnai", "Melkias Sae"]
        assert (stop.men, stop.women) == (1, 1)

    def test_pressed_twice_is_one(self, quay):
        form = typed()
        first, second = quay.post(REPORT, form), quay.post(REPORT, form, follow=True)
        assert "sudah terkirim" in page(second)
        assert first.url == second.redirect_chain[0][0]

    def test_with_an_error_keeps_all_that_was_typed(self, quay):
        shown = page(quay.post(REPORT, typed(**{"gate": "", "b1-wage": "banyak", "b2-name": "Tante Lina"})), 422)
        for words in ("Naomi Tefnai", "Om Berto", "banyak", "Tante Lina", 'value="N02"'):
            assert words in shown
        assert re.search(r'value="N02"[^>]*checked', shown)
        assert re.search(r'value="home"[^>]*checked', shown)
        assert "Tulis upah dengan angka" in shown

    def test_that_was_nowhere_says_what_is_missing(self, quay):
        assert "Pilih gerbangnya" in page(quay.post(REPORT, typed(gate="")), 422)

    def test_tells_of_lines_that_are_nobody(self, quay):
        shown = page(quay.post(REPORT, typed(names="Naomi Tefnai\nperempuan muda baju merah"), follow=True))
        assert "tidak terbaca sebagai orang" in shown
        assert "baju merah" in shown

    def test_keeps_photos_and_a_report_whose_photo_is_none(self, quay):
        photos = [BytesIO(jpeg(part(0xE1, b"Exif\x00\x00GPS"))), BytesIO(b"%PDF")]
        shown = page(quay.post(REPORT, typed(photo_ticket=photos), follow=True))
        assert "Satu foto tidak tersimpan" in shown
        assert Photo.objects.get().stop == Stop.objects.get()

    def test_asks_on_the_way_and_keeps_nothing(self, quay, stop):
        shown = page(quay.post(REPORT, typed(do="ask", **{"b1-wage": ""})))
        assert "Pernah terlihat" in shown
        assert "Nomor telepon: 0800 0000 4711" in shown
        assert 'value="Om Berto"' in shown
        assert Stop.objects.count() == 1

    def test_asks_with_htmx_for_the_part_alone(self, quay, stop):
        shown = page(quay.post(REPORT, typed(do="ask"), headers={"HX-Request": "true"}))
        assert "Nomor telepon" in shown
        assert "<html" not in shown

    def test_can_be_left_and_taken_up_again(self, quay):
        form = typed(do="draft", papers=["passport", "ticket"], gate="pelabuhan-bolok")
        assert "Konsep disimpan" in page(quay.post(REPORT, form, follow=True))
        shown = page(quay.get(f"{REPORT}?konsep={form['id']}"))
        assert "Naomi Tefnai" in shown
        assert 'value="Om Berto"' in shown
        assert re.search(r'value="ticket"[^>]*checked', shown)
        assert 'role="alert"' not in shown
        page(quay.post(REPORT, form | {"do": "send"}, follow=True))
        assert (Draft.objects.get().typed, Stop.objects.get().pk.hex) == ({}, form["id"].replace("-", ""))

    def test_shows_a_draft_to_nobody_else(self, quay, client_of):
        form = typed(do="draft")
        quay.post(REPORT, form)
        assert "Naomi" not in page(client_of("protection-officer").get(f"{REPORT}?konsep={form['id']}"))

    def test_takes_people_who_are_known(self, quay, acting_as):
        from sasando.domain.people.actions import add_person

        somebody = add_person(by=acting_as("quay-officer"), full_name="Yuliana Bria", sex="F")
        address = f"{REPORT}?orang={somebody.pk}"
        assert re.search(rf'value="{somebody.pk}"[^>]*checked', page(quay.get(address)))
        quay.post(address, typed(picked=[str(somebody.pk)], names=""))
        assert Stop.objects.get().people.get().person == somebody
        assert Person.objects.filter(full_name="Yuliana Bria").count() == 1

    @pytest.mark.parametrize("role", ["p3mi", "village", "clinic", "head", "police", "administrator"])
    def test_is_no_page_for(self, client_of, role):
        assert client_of(role).get(REPORT).status_code == 404


class TestOneReport:
    def test_that_contradicts_another_shows_both_and_asks_which_holds(self, quay):
        form = typed()
        quay.post(REPORT, form)
        shown = page(quay.post(REPORT, form | {"carrier": "KM Lambelu"}, follow=True))
        assert "dua laporan dengan kunci yang sama" in shown
        first, other = Stop.objects.get(conflicts_with=None), Stop.objects.exclude(conflicts_with=None).get()
        assert str(other.pk) in page(quay.get(reverse("stops:detail", args=[first.pk])))
        page(quay.post(reverse("stops:set_aside", args=[first.pk]), follow=True))
        assert Stop.objects.get(pk=first.pk).state == "set_aside"

    def test_is_read_by_the_police_after_it_was_handed_over(self, quay, stop, client_of, actor_of):
        police = client_of("police")
        address = reverse("stops:detail", args=[stop.pk])
        assert police.get(address).status_code == 404
        act_as(actor_of("quay-officer"))
        page(
            quay.post(reverse("stops:hand_over", args=[stop.pk]), {"to": actor_of("police").organisation}, follow=True)
        )
        shown = page(police.get(address))
        assert "0800-0000-4711" in shown

    def test_hides_the_bringer_from_a_post_that_did_not_report_it(self, stop, client_of, actor_of):
        other = reported(actor_of("immigration"))
        shown = page(client_of("quay-officer").get(reverse("stops:detail", args=[other.pk])))
        assert "Naomi Tefnai" in shown
        for told in (UNCLE.name, UNCLE.phone, UNCLE.house, "080000004711"):  # whole: four digits are in a key by chance
            assert told not in shown

    def test_prints_minutes_with_room_for_signatures(self, quay, stop):
        shown = page(quay.get(reverse("stops:minutes", args=[stop.pk])))
        assert "Yang menyerahkan" in shown
        assert "Melkias Sae" in shown

    def test_hands_out_its_photos_to_keep_and_never_inside_a_page(self, quay, stop, client_of):
        quay.post(reverse("stops:add_photos", args=[stop.pk]), {"photo_ticket": BytesIO(jpeg())})
        address = reverse("stops:photo", args=[stop.pk, Photo.objects.get().pk])
        answer = quay.get(address)
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert client_of("immigration").get(address).status_code == 404
        assert client_of("village").get(address).status_code == 404

    @pytest.mark.parametrize("role", ["quay-officer", "head", "protection-officer"])
    def test_asks_the_database_little(self, client_of, actor_of, stop, role):
        client = client_of(role)
        for name in ("stops:detail", "stops:minutes"):
            counter = Counter()
            with connection.execute_wrapper(counter):
                page(client.get(reverse(name, args=[stop.pk])))
            assert len(counter.seen) <= MOST, [sql[:110] for sql in counter.seen]


class TestTheList:
    def test_is_filtered_by_gate_day_and_agency(self, quay, stop, actor_of):
        reported(actor_of("quay-officer"), gate="pelabuhan-bolok", agency="immigration")
        address = reverse("stops:list")
        today = timezone.localdate()
        for asked, expected in (
            ("", 2), ("gerbang=pelabuhan-bolok", 1), ("instansi=police", 1), (f"sejak={today}", 2),
            ("sampai=2020-01-01", 0), ("gerbang=x&sejak=y&urut=drop&halaman=%00", 2),
        ):  # fmt: skip
            assert quay.get(f"{address}?{asked}").context["page"].paginator.count == expected, asked

    def test_is_exported_in_the_order_of_the_columns_that_offices_keep(self, quay, stop):
        book = load_workbook(BytesIO(quay.get(reverse("stops:xlsx")).content))
        head, row = list(book.active.values)[:2]
        assert head == (
            "Tanggal", "Tempat", "Moda", "Instansi pencegah", "Laki-laki", "Perempuan", "Anak", "Nama", "Asal",
            "Tujuan", "Perekrut", "No HP", "Dokumen", "Tindakan", "Serah terima",
        )  # fmt: skip
        assert row[1:7] == ("Pelabuhan Tenau", None, "Kepolisian", 1, 1, 0)
        assert row[10:12] == ("Om Berto", "0800-0000-4711")
        assert b"Naomi Tefnai; Melkias Sae" in quay.get(reverse("stops:csv")).content

    def test_of_many_is_paged(self, quay, actor_of):
        for _ in range(52):
            reported(actor_of("quay-officer"), people=(), men=2, brought=())
        assert len(quay.get(reverse("stops:list")).context["page"].object_list) == 50


class TestSeenBefore:
    def test_of_a_report_is_a_part_and_a_page(self, quay, stop, actor_of):
        again = reported(actor_of("quay-officer"))
        address = reverse("stops:seen_of", args=[again.pk])
        assert "<html" not in page(quay.get(address, headers={"HX-Request": "true"}))
        shown = page(quay.get(address))
        assert "Orang yang pernah dicegah: Naomi Tefnai" in shown
        assert reverse("stops:detail", args=[stop.pk]) in shown

    def test_of_a_pasted_list_finds_names_and_telephones(self, quay, stop):
        text = "Rombongan Larantuka, hub. Om 0800-0000-4711\n1. Naomi Tefnai\n2. Yosef Bere"
        shown = page(quay.post(reverse("stops:seen"), {"text": text}))
        assert "Nomor telepon: 0800-0000-4711" in shown
        assert "Naomi Tefnai" in shown
        assert "Yosef Bere: " not in shown

    def test_says_whom_to_call_and_no_more_to_who_may_not_read_it(self, stop, client_of):
        shown = page(client_of("police").post(reverse("stops:seen"), {"text": "Melkias Sae 0800-0000-4711"}))
        assert "Hubungi Pos Uji Maumere" in shown
        for hidden in ("Om Berto", "Tenau", "Nangka", str(stop.pk)):
            assert hidden not in shown

    def test_leaves_no_name_in_facts(self, quay, stop):
        quay.post(reverse("stops:seen"), {"text": "Melkias Sae 0800-0000-4711"})
        fact = Fact.objects.filter(action="stop.asked").last()
        assert fact.fields == ["person", "phone"]

    @pytest.mark.parametrize("role", ["p3mi", "village", "clinic", "church"])
    def test_is_no_page_for(self, client_of, role):
        assert client_of(role).get(reverse("stops:seen")).status_code == 404


class TestTheLane:
    def test_clears_one_and_asks_for_the_next(self, quay):
        address = quay.get(reverse("stops:lane")).context["action"]
        shown = page(
            quay.post(
                address, SEEN | {"id": uuid4(), "full_name": "Yuliana Bria", "gate": "bandara-el-tari"}, follow=True
            )
        )
        assert "Bebas jalan: Yuliana Bria" in shown
        assert "UU 18/2017 Pasal 13 huruf e" in shown
        assert "UU 18/2017 Pasal 70 ayat (2)" in shown
        assert "Orang berikutnya" in shown
        assert re.search(r'value="bandara-el-tari" selected', shown)

    def test_says_what_is_missing_and_how_it_is_mended(self, quay):
        address = reverse("stops:group", args=[uuid4()])
        shown = page(
            quay.post(
                address, SEEN | {"id": uuid4(), "full_name": "Yosef", "card": "not_seen", "contract": ""}, follow=True
            )
        )
        assert "Ada yang kurang: Yosef" in shown
        assert "Kartu dibuat pada hari yang sama" in shown
        assert "Belum dilihat" in shown

    def test_without_a_name_keeps_what_was_ticked(self, quay):
        shown = page(quay.post(reverse("stops:group", args=[uuid4()]), SEEN | {"id": uuid4(), "full_name": ""}), 422)
        assert re.search(r'name="card" value="seen"[^>]*checked', shown)
        assert "satu nama saja cukup" in shown

    def test_from_a_report_moves_a_person_out_of_it(self, quay, stop):
        address = quay.get(f"{reverse('stops:lane')}?laporan={stop.pk}").url
        line = stop.people.first()
        page(quay.post(address, SEEN | {"id": uuid4(), "picked": f"line-{line.pk}"}, follow=True))
        line.refresh_from_db()
        assert line.next == "reentry"
        assert Clearance.objects.get().person == line.person
        assert "Naomi Tefnai" not in page(quay.get(address)).partition("<form class")[2].partition("</form>")[0]

    def test_counts_the_group(self, quay):
        address = reverse("stops:group", args=[uuid4()])
        for name, card in (("Yosef", "seen"), ("Maria", "seen"), ("Berto", "not_seen")):
            quay.post(address, SEEN | {"id": uuid4(), "full_name": name, "card": card})
        shown = re.sub(r"<[^>]+>", "", page(quay.get(address)))
        assert "2 bebas jalan" in shown
        assert "1 ada yang kurang" in shown

    def test_asks_the_database_little(self, quay, stop):
        counter = Counter()
        with connection.execute_wrapper(counter):
            page(quay.get(f"{reverse('stops:group', args=[stop.pk])}?laporan={stop.pk}"))
        assert len(counter.seen) <= MOST

    @pytest.mark.parametrize("role", ["p3mi", "village", "head", "labour-office"])
    def test_is_no_page_for(self, client_of, role):
        assert client_of(role).get(reverse("stops:lane")).status_code == 404
