"""A list at a gate: ticked, counted, handed over, on paper and typed in again. All without scripts."""

import io
import json
import re
import uuid

import pypdf
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation
from tests.web.listed import LEWOLEBA, MAKASSAR, MAUMERE, SCRIPT, acts, entry, field, gate, here, listed, page_of, quay
from tests.web.test_every_page import MOST, Counter

from sasando.domain.passages.handing import Receipt, hand_over
from sasando.domain.passages.models import Count, Handover, Tick, TickKind
from sasando.domain.passages.ticking import Capture, Mark, add_extra, tick
from sasando.domain.passages.ticking import Stranger as Found
from sasando.domain.passages.voyages import told_of
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry

__all__ = ["acts", "listed", "quay"]
pytestmark = [pytest.mark.django_db]


class TestTheTickPage:
    def test_has_those_who_are_waited_for_on_top(self, quay, listed):
        page = quay.get(here(listed)).content.decode()
        assert page.index("Maria Uji Bria") < page.index("Orang lain di daftar ini") < page.index("Lukas Uji Hurint")

    def test_finds_a_name_as_it_sounds(self, quay, listed):
        page = quay.get(here(listed) + "?q=johanis").content.decode()
        people = page[page.index('id="orang"') :]
        assert "Yohanes Uji Nahak" in people
        assert "Petrus" not in people[: people.index("Ada orang di luar daftar")]

    def test_one_tap_is_one_tick_however_often_it_is_sent(self, quay, listed, acts):
        page = quay.get(here(listed)).content.decode()
        form = {"orang": str(entry(listed, "Maria").pk), "kind": "arrived", "key": field(page, "key")}
        first = quay.post(here(listed, "centang/"), form)
        assert first.url == f"{here(listed)}#o-{form['orang']}"
        quay.post(here(listed, "centang/"), form)
        acts("quay-officer")
        assert [one.kind for one in Tick.objects.all()] == ["arrived"]

    def test_answers_htmx_with_the_row_and_the_total(self, quay, listed):
        key = str(entry(listed, "Maria").pk)
        form = {"orang": key, "kind": "arrived", "key": str(uuid.uuid4())}
        answer = quay.post(here(listed, "centang/"), form, headers={"HX-Request": "true"})
        part = page_of(answer)
        assert f'id="o-{key}"' in part
        assert 'hx-swap-oob="true"' in part
        assert "4 dari 5 belum dicentang" in part
        assert "<html" not in part

    def test_takes_back_the_last_own_tick_at_once(self, quay, listed, acts):
        made = tick(entry(listed, "Maria"), Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=acts("quay-officer"))
        assert str(made.pk) in quay.get(here(listed)).content.decode()
        quay.post(here(listed, "batal/"), {"centang": str(made.pk)})
        quay.post(here(listed, "batal/"), {"centang": str(made.pk)})
        acts("quay-officer")
        assert [one.kind for one in Tick.objects.order_by("at")] == ["arrived", "undo"]
        assert "5 dari 5 belum dicentang" in page_of(quay.get(here(listed)))

    def test_takes_back_nothing_of_others(self, quay, client_of, listed, acts):
        made = tick(entry(listed, "Maria"), Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=acts("sister-office"))
        assert quay.post(here(listed, "batal/"), {"centang": str(made.pk)}).status_code == 404

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            ({"kind": "carried_on", "to": LEWOLEBA}, "Dalam perjalanan ke Pelabuhan Lewoleba"),
            (
                {"kind": "released", "receiver": "Keluarga Uji"},
                "Diserahkan di Pelabuhan Lorens Say kepada Keluarga Uji",
            ),
            ({"kind": "missing", "since": MAKASSAR}, "Hilang sejak Pelabuhan Makassar"),
            ({"kind": "died"}, "Meninggal di Pelabuhan Lorens Say"),
            ({"kind": "ill"}, "sakit"),
        ],
    )
    def test_knows_the_other_ticks(self, quay, listed, more, says):
        form = {"orang": str(entry(listed, "Maria").pk), "key": str(uuid.uuid4())} | more
        assert says in page_of(quay.post(here(listed, "centang/"), form, follow=True))

    def test_asks_where_to_and_to_whom(self, quay, listed, acts):
        for kind, says in (("carried_on", "Pilih gerbang tujuan"), ("released", "Tulis siapa yang menerima")):
            form = {"orang": str(entry(listed, "Maria").pk), "kind": kind}
            assert says in page_of(quay.post(here(listed, "centang/"), form, follow=True))
            acts("quay-officer")
        assert not Tick.objects.exists()

    def test_ticks_several_at_once(self, quay, listed, acts):
        page = quay.get(here(listed) + "?pilih=semua").content.decode()
        assert page.count("checked") == 5
        keys = [str(key) for key in listed.entries.filter(due=MAUMERE).values_list("pk", flat=True)]
        page = page_of(quay.post(here(listed, "centang/"), {"orang": keys, "kind": "arrived"}, follow=True))
        assert "5 orang dicentang: tiba." in page
        assert "cocok: 5 orang semuanya jelas" in page

    def test_writes_down_somebody_who_is_on_no_list(self, quay, listed, acts):
        page = quay.get(here(listed)).content.decode()
        form = {
            "description": f"anak sekitar 2 tahun {SCRIPT}",
            "age": "2",
            "companion": str(entry(listed, "Maria").pk),
            "key": re.search(r'name="key" value="([^"]+)" id="id_key"|id="id_key"[^>]*value="([^"]+)"', page)[1],
        }
        for _ in range(2):
            page = quay.post(here(listed, "tambahan/"), form, follow=True).content.decode()
        assert SCRIPT not in page
        acts("quay-officer")
        assert [one.kind for one in Tick.objects.all()] == ["extra"]
        assert Entry.objects.get(announced=False).companion_of == entry(listed, "Maria")

    def test_keeps_what_was_typed_of_somebody_without_a_name(self, quay, listed):
        answer = quay.post(here(listed, "tambahan/"), {"age": "7", "key": str(uuid.uuid4())})
        assert answer.status_code == 422
        assert "Tulis nama atau ciri-ciri" in page_of(answer)
        assert 'value="7"' in answer.content.decode()

    def test_takes_a_head_count_and_shows_that_it_does_not_fit(self, quay, listed, acts):
        page = page_of(quay.post(here(listed, "hitung/"), {"heads": "4"}, follow=True))
        assert "dihitung 4, dicentang 0" in page
        acts("quay-officer")
        assert Count.objects.get().heads == 4
        assert "sebagai angka" in page_of(quay.post(here(listed, "hitung/"), {"heads": "empat"}, follow=True))

    def test_refuses_odd_things_and_breaks_on_none(self, quay, listed):
        assert quay.get(here(listed, at="tidak-ada")).status_code == 404
        assert quay.post(here(listed, "centang/"), {"orang": "x", "kind": "arrived"}).status_code == 404
        assert quay.post(here(listed, "batal/"), {"centang": "x"}).status_code == 404
        key = str(entry(listed, "Maria").pk)
        for odd in ({"kind": "undo"}, {"kind": ""}, {"kind": "arrived", "key": "x"}, {"kind": "carried_on", "to": "x"}):
            assert quay.post(here(listed, "centang/"), {"orang": key} | odd).status_code == 302
        assert not Tick.objects.exists()

    def test_is_not_there_for_who_ticks_nobody(self, client_of, listed):
        for role in ("head", "p3mi", "clinic", "administrator", "immigration", "village"):
            client = client_of(role)
            assert client.get(here(listed)).status_code == 404
            assert client.post(here(listed, "centang/"), {}).status_code == 404

    def test_ticks_nobody_of_a_list_that_is_not_seen(self, client_of, listed):
        form = {"orang": str(entry(listed, "Maria").pk), "kind": "arrived"}
        assert client_of("immigration").post(here(listed, "centang/"), form).status_code == 404
        assert not Tick.objects.exists()


DRAWN = json.dumps([[[0, 0], [500, 500], [1000, 0]], [[10, 10]]])


class TestAHandOver:
    @pytest.fixture
    def arrived(self, listed, acts):
        by = acts("quay-officer")
        for one in listed.entries.filter(due=MAUMERE):
            tick(one, Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=by)
        return listed

    def sign(self, client, roster, **more):
        form = {"receiver": "Dinas Sosial Uji", "giver_drawn": DRAWN, "receiver_drawn": DRAWN} | more
        return client.post(here(roster, "serah/"), form)

    def test_says_the_totals_and_takes_the_signatures(self, quay, arrived, acts):
        assert re.search(r"<b>5</b> seharusnya turun di sini", quay.get(here(arrived, "serah/")).content.decode())
        answer = self.sign(quay, arrived)
        acts("quay-officer")
        made = Handover.objects.get()
        assert answer.url == f"/perjalanan/ba/{made.pk}/"
        assert made.signatures["giver"][0] == [[0, 0], [500, 500], [1000, 0]]

    def test_without_scripts_is_signed_on_paper(self, quay, arrived, acts):
        assert self.sign(quay, arrived, giver_drawn="", receiver_drawn="").status_code == 422
        answer = self.sign(quay, arrived, giver_drawn="", receiver_drawn="", on_paper="on")
        assert "Ditandatangani di kertas." in page_of(quay.get(answer.url))

    @pytest.mark.parametrize(
        "odd", ["x", "[[[1]]]", "[[[1,2000]]]", '{"a":1}', '[[["a",1]]]', "[" * 5000, "[[[1e400,1]]]", "[1]"]
    )
    def test_takes_no_odd_signature(self, quay, arrived, odd):
        assert self.sign(quay, arrived, giver_drawn=odd, on_paper="on").status_code == 422

    def test_of_nobody_is_refused(self, quay, listed):
        answer = self.sign(quay, listed)
        assert answer.status_code == 422
        assert "Belum ada orang yang tiba" in page_of(answer)

    def test_becomes_minutes_with_names_sums_signatures_and_a_code(self, quay, arrived):
        address = self.sign(quay, arrived).url
        answer = quay.get(f"{address}berita-acara.pdf")
        assert answer["Content-Type"] == "application/pdf"
        text = "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
        for words in ("Berita acara serah terima", "Maria Uji Bria", "Dinas Sosial Uji", "5 seharusnya turun di sini"):
            assert words in text, words

    def test_minutes_of_names_that_are_markup_are_text(self, client_of, acts):
        by = acts("quay-officer")
        roster = announce_roster(
            Letter(title='#eval("1") $x$', content=b'1. Maria #panic("x") *a* _b_ $1$, L, 20 th', due=gate(MAUMERE)),
            by=by,
        )
        tick(roster.entries.get(), Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=by)
        quay = client_of("quay-officer")
        address = self.sign(quay, roster, receiver='#image("/etc/passwd")').url
        assert quay.get(f"{address}berita-acara.pdf").status_code == 200

    def test_tells_whether_the_digest_on_the_paper_fits(self, quay, arrived, acts):
        address = self.sign(quay, arrived).url
        acts("quay-officer")
        digest = Handover.objects.get().digest
        assert "Sidik di kertas cocok" in page_of(quay.get(f"{address}?sidik={digest}"))
        assert "Sidik di kertas tidak cocok" in page_of(quay.get(f"{address}?sidik={'0' * 64}"))

    def test_shows_what_is_ticked_afterwards(self, quay, arrived, acts):
        address = self.sign(quay, arrived).url
        mark = Mark(kind=TickKind.RELEASED, gate=gate(MAUMERE), receiver="keluarga")
        tick(entry(arrived, "Maria"), mark, by=acts("quay-officer"))
        assert "Sesudah serah terima ada centang baru" in page_of(quay.get(address))
        assert "diubah sesudah daftar diserahterimakan" in page_of(quay.get(f"/perjalanan/{arrived.pk}/"))

    def test_is_not_for_others(self, quay, client_of, arrived):
        address = self.sign(quay, arrived).url
        for role in ("immigration", "village", "p3mi", "clinic"):
            assert client_of(role).get(address).status_code == 404
            assert client_of(role).get(here(arrived, "serah/")).status_code == 404


class TestPaper:
    def test_has_a_numbered_row_for_everybody_and_the_code_of_the_list(self, quay, listed):
        answer = quay.get(here(listed, "kertas.pdf"))
        text = "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
        assert str(listed.pk)[:8].upper() in text
        for words in ("Maria Uji Bria", "Lukas Uji Hurint", "Hitungan kepala"):
            assert words in text

    def test_is_typed_in_later_with_its_own_time(self, quay, listed, acts):
        first, second, third = (entry(listed, name) for name in ("Maria", "Yosef", "Ana"))
        form = {
            "at": "2026-01-03T06:20",
            "to": LEWOLEBA,
            f"k-{first.pk}": "arrived",
            f"k-{second.pk}": "carried_on",
            f"k-{third.pk}": "missing",
            "key": str(uuid.uuid4()),
        }
        for _ in range(2):
            page = page_of(quay.post(here(listed, "isi/"), form, follow=True))
        assert "3 orang dicatat dari kertas" in page
        acts("quay-officer")
        assert {one.kind: one.at.isoformat() for one in Tick.objects.all()} == dict.fromkeys(
            ("arrived", "carried_on", "missing"), "2026-01-02T22:20:00+00:00"
        )

    def test_keeps_what_was_chosen_when_the_time_is_missing(self, quay, listed, acts):
        first = entry(listed, "Maria")
        answer = quay.post(here(listed, "isi/"), {f"k-{first.pk}": "arrived"})
        assert answer.status_code == 422
        assert re.search(rf'name="k-{first.pk}" value="arrived" checked', answer.content.decode())
        assert (
            quay.post(here(listed, "isi/"), {"at": "2099-01-01T00:00", f"k-{first.pk}": "arrived"}).status_code == 422
        )

    def test_writes_all_of_it_or_nothing(self, quay, listed, acts):
        form = {
            "at": "2026-01-03T06:20",
            f"k-{entry(listed, 'Maria').pk}": "arrived",
            f"k-{entry(listed, 'Ana').pk}": "released",
        }
        answer = quay.post(here(listed, "isi/"), form)
        assert answer.status_code == 422
        assert "Tulis siapa yang menerima" in page_of(answer)
        acts("quay-officer")
        assert not Tick.objects.exists()


class TestEveryPageOfAList:
    def test_asks_the_database_at_most_ten_times_whatever_its_size(self, quay, acts):
        by = acts("quay-officer")
        content = "Sebanyak 90 orang\n" + "\n".join(f"{n}. Orang Uji{n} Bria, L, 30 th, Ende" for n in range(1, 81))
        roster = announce_roster(Letter(title="Besar", content=content.encode(), due=gate(MAUMERE)), by=by)
        for one in roster.entries.all()[:30]:
            tick(one, Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=by)
        who = roster.entries.last()
        tick(who, Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=by, capture=Capture(device="1"))
        tick(who, Mark(kind=TickKind.MISSING, gate=gate(MAUMERE)), by=by, capture=Capture(device="2"))
        add_extra(roster, gate(MAUMERE), Found(full_name="Tambahan Uji"), by=by)
        made = hand_over(roster, gate(MAUMERE), Receipt(receiver="Uji"), by=by)
        pages = [
            reverse("passages:list"),
            reverse("passages:add"),
            reverse("passages:detail", args=[roster.pk]),
            here(roster),
            here(roster, "serah/"),
            here(roster, "isi/"),
            here(roster, "kertas.pdf"),
            reverse("passages:minutes", args=[made.pk]),
        ]
        asked = {}
        for address in pages:
            counter = Counter()
            with connection.execute_wrapper(counter):
                assert quay.get(address).status_code == 200, address
            asked[address] = [sql[:110] for sql in counter.seen]
        assert {address: seen for address, seen in asked.items() if len(seen) > MOST} == {}


class TestInEnglish:
    def test_the_tally_speaks_english(self, quay, listed):
        quay.cookies["bahasa"] = "en"
        with translation.override("id"):  # the words of this test alone
            assert "due here" in quay.get(f"/perjalanan/{listed.pk}/").content.decode()


def test_told_is_the_same_for_the_page_and_the_domain(quay, listed, acts):
    told = told_of(listed, by=acts("quay-officer"))
    assert len(told.voyage.balances[MAUMERE].waiting) == 5
    assert "5 dari 5 belum dicentang" in page_of(quay.get(here(listed)))
