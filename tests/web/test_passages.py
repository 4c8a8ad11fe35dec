"""Lists on their way in the browser: handed in, looked at, ticked, ruled, handed over. All without scripts."""

import base64
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.listed import (
    LEWOLEBA,
    MAKASSAR,
    MAUMERE,
    PASTED,
    SCRIPT,
    acts,
    entry,
    field,
    gate,
    given,
    listed,
    page_of,
    quay,
)

from sasando.domain.passages.models import Ruling, TickKind
from sasando.domain.passages.ticking import Capture, Mark, count_heads, tick
from sasando.domain.rosters.models import Roster, Source

__all__ = ["acts", "listed", "quay"]
pytestmark = [pytest.mark.django_db]


class TestANewList:
    def test_begins_with_the_gate_where_the_post_stands(self, quay):
        page = quay.get("/perjalanan/baru/").content.decode()
        assert f'<option value="{MAUMERE}" selected>' in page

    def test_shows_what_was_understood_before_anything_is_saved(self, quay, acts):
        page = page_of(quay.post("/perjalanan/baru/", given(quay, lihat="1")))
        for words in (
            "4 orang",
            "Surat menyebut 5 orang, tetapi terbaca 4 nama",
            "Nomor yang tidak ada: 3",
            "“Turun Maumere”",
            "turun di Pelabuhan Larantuka",
            "Yohanes Uji Nahak",
            "Daftar PMI deportasi",
        ):
            assert words in page, words
        acts("quay-officer")
        assert not Roster.objects.exists()

    def test_marks_what_it_doubts_by_word_and_shape(self, quay):
        page = page_of(
            quay.post("/perjalanan/baru/", given(quay, text="1. Maria Uji, P, 2025-99-99, Kupang", lihat="1"))
        )
        assert re.search(r"tag-warn.*▲.*periksa", page, re.DOTALL)

    def test_is_saved_once_however_often_it_is_sent(self, quay, acts):
        form = given(quay, simpan="1")
        first, second = quay.post("/perjalanan/baru/", form), quay.post("/perjalanan/baru/", form)
        assert first.status_code == 302
        assert first.url == second.url
        acts("quay-officer")
        roster = Roster.objects.get()
        assert roster.entries.count() == 4
        assert "Bukit Siguntang" in roster.title
        assert bytes(Source.objects.get().content).decode() == PASTED

    def test_keeps_everything_typed_when_something_is_wrong(self, quay):
        answer = quay.post("/perjalanan/baru/", given(quay, title="Surat Kamis", arrives_at="besok", simpan="1"))
        assert answer.status_code == 422
        page = page_of(answer)
        assert "Surat Kamis" in page
        assert "4. Yosef Uji Seran" in page
        assert "Ini yang dipahami" in page

    def test_of_nothing_says_what_to_do(self, quay):
        answer = quay.post("/perjalanan/baru/", given(quay, text=" ", lihat="1"))
        assert answer.status_code == 422
        assert "Pilih berkas atau tempel daftarnya" in page_of(answer)

    def test_that_is_a_picture_is_refused_in_one_sentence(self, quay):
        picture = SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff\xe0" + bytes(99))
        answer = quay.post("/perjalanan/baru/", given(quay, text="", file=picture, simpan="1"))
        assert answer.status_code == 422

    def test_named_by_a_script_is_shown_as_text(self, quay):
        form = given(quay, text=f"1. {SCRIPT}, L\n2. Maria Uji", title=SCRIPT, lihat="1")
        assert SCRIPT not in quay.post("/perjalanan/baru/", form).content.decode()

    def test_cannot_be_given_by_those_who_announce_none(self, client_of):
        for role in ("p3mi", "head", "clinic", "administrator"):
            assert client_of(role).get("/perjalanan/baru/").status_code == 404


def workbook():
    book = openpyxl.Workbook()
    book.active.append(["No", "Nama", "JK", "Umur"])
    book.active.append([1, "Maria Uji Bria", "P", 25])
    book.active.append([2, "Yohanes Uji Nahak", "L", 31])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestAFile:
    def test_travels_through_the_preview_and_is_kept_byte_for_byte(self, quay, acts):
        content = workbook()
        form = given(quay, text="", file=SimpleUploadedFile("daftar.xlsx", content), lihat="1")
        page = quay.post("/perjalanan/baru/", form).content.decode()
        assert "Maria Uji Bria" in page
        kept = {"kept": field(page, "kept"), "kept_name": field(page, "kept_name"), "use_file": "on"}
        assert base64.b64decode(kept["kept"]) == content
        del form["file"], form["lihat"]
        assert quay.post("/perjalanan/baru/", form | kept | {"simpan": "1"}).status_code == 302
        acts("quay-officer")
        assert bytes(Source.objects.get().content) == content
        assert Roster.objects.get().title == "daftar.xlsx"

    def test_of_text_becomes_text_that_can_be_changed(self, quay):
        file = SimpleUploadedFile("daftar.csv", b"No;Nama\n1;Maria Uji\n")
        page = page_of(quay.post("/perjalanan/baru/", given(quay, text="", file=file, lihat="1")))
        assert "1;Maria Uji" in page
        assert field(page, "kept") == ""

    def test_that_nobody_has_looked_at_is_never_saved_at_once(self, quay, acts):
        file = SimpleUploadedFile("daftar.xlsx", workbook())
        answer = quay.post("/perjalanan/baru/", given(quay, text="", file=file, simpan="1"))
        assert answer.status_code == 200
        acts("quay-officer")
        assert not Roster.objects.exists()

    def test_too_large_to_travel_is_asked_for_again_in_a_clear_sentence(self, quay, acts):
        large = ("Nama\n" + "\n".join(f"Orang Uji {n} {'x' * 60}" for n in range(16_000))).encode("utf-16")
        form = given(quay, text="")
        page = page_of(
            quay.post("/perjalanan/baru/", form | {"lihat": "1", "file": SimpleUploadedFile("b.txt", large)})
        )
        assert "lebih besar dari 1 MB" in page
        again = form | {"kept_name": "b.txt", "simpan": "1"}
        assert "lebih besar dari 1 MB" in page_of(quay.post("/perjalanan/baru/", again))

    def test_that_somebody_broke_in_its_hidden_field_is_nothing(self, quay):
        form = given(quay, text="", kept="%%%", kept_name="x", use_file="on", simpan="1")
        assert quay.post("/perjalanan/baru/", form).status_code == 422


class TestTheLists:
    def test_are_counted_for_who_stands_at_their_gates(self, quay, listed, acts):
        tick(entry(listed, "Maria"), Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=acts("quay-officer"))
        page = quay.get("/perjalanan/").content.decode()
        assert "Surat Uji" in page
        assert [cell.strip() for cell in re.findall(r'class="num" data-label="[^"]*">([^<]*)<', page)] == [
            "6",
            "1",
            "0",
            "5",
        ]

    def test_can_be_narrowed_to_a_gate_a_day_and_sums_that_do_not_fit(self, quay, listed, acts):
        def shown(query):
            return "Surat Uji" in quay.get(f"/perjalanan/?{query}").content.decode()

        assert shown(f"gerbang={MAUMERE}")
        assert not shown("gerbang=pelabuhan-tenau")
        assert not shown("hari=2020-01-01")
        assert shown("jenis=return")
        assert not shown("jenis=class")
        assert shown("jumlah=tunggu")
        assert not shown("jumlah=hilang")
        assert not shown("jumlah=selisih")
        by = acts("quay-officer")
        count_heads(listed, gate(MAUMERE), 3, by=by)
        tick(entry(listed, "Maria"), Mark(kind=TickKind.MISSING, gate=gate(MAUMERE)), by=by)
        assert shown("jumlah=selisih")
        assert shown("jumlah=hilang")

    def test_without_rights_are_not_there(self, client_of, listed):
        assert client_of("clinic").get("/perjalanan/").status_code == 404
        assert "Surat Uji" not in client_of("immigration").get("/perjalanan/").content.decode()

    def test_say_what_to_do_when_there_are_none(self, quay):
        assert "Belum ada daftar" in quay.get("/perjalanan/").content.decode()


class TestOneList:
    def test_shows_its_equations_and_leads_to_their_rows(self, quay, listed, acts):
        tick(entry(listed, "Maria"), Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=acts("quay-officer"))
        page = quay.get(f"/perjalanan/{listed.pk}/").content.decode()
        assert re.search(r"<b>5</b> seharusnya turun di sini", page)
        assert re.search(r"<b>1</b> turun", page)
        rows = quay.get(f"/perjalanan/{listed.pk}/?gerbang={MAUMERE}&bagian=arrived").content.decode()
        table = rows[rows.index('id="orang"') :]
        assert "Maria Uji Bria" in table
        assert "Yohanes Uji Nahak" not in table

    def test_draws_the_flow_without_a_style(self, quay, listed):
        page = quay.get(f"/perjalanan/{listed.pk}/").content.decode()
        drawn = page[page.index('<svg class="flow"') :]
        drawn = drawn[: drawn.index("</svg>")]
        assert "style=" not in drawn
        assert "Pelabuhan Lorens Say" in drawn
        assert "," not in "".join(re.findall(r'd="([^"]*)"', drawn))

    def test_says_since_where_somebody_is_missing_and_whom_to_ask(self, quay, listed, acts):
        by = acts("quay-officer")
        mark = Mark(kind=TickKind.MISSING, gate=gate(MAUMERE), since=gate(MAKASSAR))
        tick(entry(listed, "Ana"), mark, by=by)
        page = page_of(quay.get(f"/perjalanan/{listed.pk}/"))
        assert "Hilang sejak Pelabuhan Makassar" in page
        assert "Tanyakan ke Pelabuhan Makassar: Ana Uji Tolok hilang" in page

    def test_leads_to_sending_the_question(self, quay, listed, acts):
        tick(
            entry(listed, "Ana"),
            Mark(kind=TickKind.MISSING, gate=gate(MAUMERE), since=gate(MAKASSAR)),
            by=acts("quay-officer"),
        )
        page = page_of(quay.get(f"/perjalanan/{listed.pk}/"))
        assert f"/kabar/kirim/{listed.pk}/?gate={MAKASSAR}&purpose=ask" in page

    def test_names_the_head_count_that_does_not_fit(self, quay, listed, acts):
        count_heads(listed, gate(MAUMERE), 3, by=acts("quay-officer"))
        assert "dihitung 3 orang, yang dicentang turun 0" in page_of(quay.get(f"/perjalanan/{listed.pk}/"))

    def test_names_nobody_whom_the_reader_does_not_see(self, client_of, listed, acts):
        by = acts("quay-officer")
        tick(entry(listed, "Ana"), Mark(kind=TickKind.CARRIED_ON, gate=gate(MAUMERE), to=gate(LEWOLEBA)), by=by)
        page = client_of("labour-office").get(f"/perjalanan/{listed.pk}/").content.decode()
        assert "Ana Uji Tolok" in page
        assert "Maria Uji Bria" not in page

    def test_gives_back_the_lines_as_they_came(self, quay, listed):
        assert "1. Maria Uji Bria, L, 21 th, Ende" in quay.get(f"/perjalanan/{listed.pk}/asal/").content.decode()

    def test_of_others_is_not_there(self, client_of, listed):
        for role in ("immigration", "police", "church", "clinic", "p3mi", "village"):
            assert client_of(role).get(f"/perjalanan/{listed.pk}/").status_code == 404


class TestAConflict:
    @pytest.fixture
    def disputed(self, listed, acts):
        by, who = acts("quay-officer"), entry(listed, "Maria")
        kept = tick(who, Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=by, capture=Capture(device="hp-1"))
        tick(who, Mark(kind=TickKind.MISSING, gate=gate(MAUMERE)), by=by, capture=Capture(device="hp-2"))
        return kept

    def test_offers_each_tick_by_who_saw_it_when(self, quay, listed, disputed):
        page = page_of(quay.get(f"/perjalanan/{listed.pk}/"))
        assert re.search(r"HP Lorens \d\d\.\d\d: tiba", page)
        assert re.search(r"HP Lorens \d\d\.\d\d: hilang", page)

    def test_is_decided_by_one_button(self, quay, listed, disputed, acts):
        page = quay.get(f"/perjalanan/{listed.pk}/").content.decode()
        form = {"konflik": field(page, "konflik"), "berlaku": str(disputed.pk)}
        assert quay.post(f"/perjalanan/{listed.pk}/putuskan/", form).status_code == 302
        acts("quay-officer")
        assert Ruling.objects.get().keeps == [str(disputed.pk)]
        assert "Diputuskan:" in page_of(quay.get(f"/perjalanan/{listed.pk}/"))

    def test_that_is_none_is_not_decided(self, quay, listed, disputed, acts):
        quay.post(f"/perjalanan/{listed.pk}/putuskan/", {"konflik": "two_gates/x", "berlaku": ""})
        acts("quay-officer")
        assert not Ruling.objects.exists()

    def test_is_not_for_who_decides_none(self, client_of, listed, disputed):
        assert client_of("labour-office").post(f"/perjalanan/{listed.pk}/putuskan/", {}).status_code == 404
