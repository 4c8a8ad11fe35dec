"""The pages of the gates: list and map, one gate, adding, closing, the file."""

import csv
import io
import re

import pytest

from sasando.core.facts.regions import find_regency
from sasando.domain.gates.models import Gate
from sasando.web.gates.picture import APART, picture

FORM = {
    "name": "Waikelo",
    "kind": "harbour",
    "city": "Waitabula",
    "country": "Indonesia",
    "region": "Kab. Sumba Barat Daya",
    "latitude": "-9,4",
    "longitude": "119,2",
    "source": "Surat Dinas Perhubungan 1/2026",
}


def page(answer, status=200):
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode()


class TestTheList:
    def test_shows_gates_of_ntt_and_of_the_routes(self, client_of):
        shown = page(client_of("quay-officer").get("/gerbang/"))
        for name in ("Lorens Say", "Tenau", "Nunukan", "Tawau", "Kabupaten Sikka", "Malaysia"):
            assert name in shown

    def test_draws_a_mark_that_is_a_link_with_a_title(self, client_of):
        shown = page(client_of("village").get("/gerbang/"))
        mark = re.search(
            r'<a class="gates-mark gates-harbour" href="/gerbang/pelabuhan-tenau/">\s*<title>(.*?)<', shown
        )
        assert mark[1] == "Pelabuhan Tenau, Kupang"

    def test_has_no_style_inside_its_pages(self, client_of):
        shown = page(client_of("village").get("/gerbang/"))
        assert not re.search(r"\sstyle=|<style", shown)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ("cari=sikka", {"Lorens Say"}),
            ("jenis=border-post", {"Maritaing"}),
            ("letak=abroad", {"Johor", "Kuala Lumpur", "Singapura", "Tawau"}),
            ("cari=tenau&jenis=airport", set()),
        ],
    )
    def test_is_filtered_by_its_address(self, client_of, asked, expected):
        answer = client_of("head").get(f"/gerbang/?{asked}")
        assert {gate.name for gate in answer.context["page"].object_list} == expected

    @pytest.mark.parametrize(
        "asked", ["jenis=tunnel", "halaman=abc", "halaman=999", "urut=drop", "letak=%00", "cari=%27"]
    )
    def test_survives_what_means_nothing(self, client_of, asked):
        page(client_of("head").get(f"/gerbang/?{asked}"))

    def test_is_sorted_both_ways(self, client_of):
        client = client_of("head")
        up = [gate.name for gate in client.get("/gerbang/?urut=kota").context["page"]]
        down = [gate.name for gate in client.get("/gerbang/?urut=-kota").context["page"]]
        assert up == down[::-1]

    def test_says_what_to_do_when_nothing_fits(self, client_of):
        assert "Tidak ada gerbang yang cocok" in page(client_of("head").get("/gerbang/?cari=xyzzy"))

    def test_asks_the_database_little(self, client_of, django_assert_max_num_queries):
        client = client_of("quay-officer")
        with django_assert_max_num_queries(10):
            client.get("/gerbang/")

    def test_shows_the_way_to_add_to_the_administrator_alone(self, client_of):
        assert "/gerbang/tambah/" in page(client_of("administrator").get("/gerbang/"))
        assert "/gerbang/tambah/" not in page(client_of("head").get("/gerbang/"))

    def test_asks_strangers_to_sign_in(self, client, db):
        assert client.get("/gerbang/").status_code == 302


class TestTheMapOfGates:
    def test_no_mark_hides_another_and_no_name_leaves_the_sheet(self, acting_as):
        acting_as("village")
        drawn = picture(Gate.objects.all())
        assert len(drawn.marks) == 14
        for mark in drawn.marks:
            others = [other for other in drawn.marks if other is not mark]
            assert all((mark.x - o.x) ** 2 + (mark.y - o.y) ** 2 >= (APART - 1) ** 2 for o in others)
            assert 0 < mark.name_x < drawn.sheet.width


class TestOneGate:
    def test_says_from_where_it_is_known(self, client_of):
        shown = page(client_of("police").get("/gerbang/pelabuhan-lorens-say/"))
        assert "lenterapos.id" in shown
        assert "8,6° LS 122,2° BT" in shown
        assert "/wilayah/53.07/" in shown

    def test_shows_the_routes_through_it(self, client_of):
        assert "Jalur jenazah" in page(client_of("church").get("/gerbang/bandara-el-tari/"))

    def test_abroad_has_no_map(self, client_of):
        assert "gates-map" not in page(client_of("church").get("/gerbang/pelabuhan-tawau/"))

    def test_that_does_not_exist_is_not_found(self, client_of):
        assert client_of("church").get("/gerbang/pelabuhan-atlantis/").status_code == 404


class TestAddingAGate:
    def test_reads_what_people_write(self, client_of):
        client = client_of("administrator")
        answer = client.post("/gerbang/tambah/", FORM, follow=True)
        assert "Pelabuhan Waikelo sudah ditambahkan." in page(answer)
        gate = Gate.objects.get(slug="pelabuhan-waikelo")
        assert (gate.region_id, gate.country) == (find_regency("Sumba Barat Daya").code, "ID")
        assert (float(gate.longitude), float(gate.latitude)) == (119.2, -9.4)

    def test_says_beside_the_field_what_is_wrong(self, client_of):
        answer = client_of("administrator").post("/gerbang/tambah/", FORM | {"region": "Kab. Endee", "source": ""})
        assert "Maksud Anda Kabupaten Ende?" in page(answer, 422)
        assert set(answer.context["form"].errors) == {"region", "source"}

    def test_says_above_what_the_rules_refuse(self, client_of):
        client = client_of("administrator")
        assert "sudah ada" in page(client.post("/gerbang/tambah/", FORM | {"name": "Ende"}), 422)
        half = client.post("/gerbang/tambah/", FORM | {"longitude": ""})
        assert "Isi bujur dan lintang keduanya" in page(half, 422)

    @pytest.mark.parametrize("role", ["head", "quay-officer", "p3mi", "village"])
    def test_is_not_there_for_others(self, client_of, role):
        client = client_of(role)
        assert client.get("/gerbang/tambah/").status_code == 404
        assert client.post("/gerbang/tambah/", FORM).status_code == 404


class TestClosingAGate:
    def test_marks_it_and_takes_it_from_the_list(self, client_of):
        client = client_of("administrator")
        answer = client.post("/gerbang/pelabuhan-ende/tutup/", follow=True)
        assert "Pelabuhan Ende ditandai ditutup." in page(answer)
        assert "/gerbang/pelabuhan-ende/" not in page(client.get("/gerbang/?letak=ntt"))
        assert "Ditutup" in page(client.get("/gerbang/?keadaan=semua"))

    def test_twice_says_so(self, client_of):
        client = client_of("administrator")
        client.post("/gerbang/pelabuhan-ende/tutup/")
        assert "sudah ditutup" in page(client.post("/gerbang/pelabuhan-ende/tutup/", follow=True))

    def test_is_for_the_administrator_by_post_alone(self, client_of):
        assert client_of("administrator").get("/gerbang/pelabuhan-ende/tutup/").status_code == 405
        assert client_of("head").post("/gerbang/pelabuhan-ende/tutup/").status_code == 404


class TestTheFile:
    def test_holds_what_the_list_holds_with_its_filters(self, client_of):
        answer = client_of("task-force").get("/gerbang/gerbang.csv?letak=ntt&jenis=airport")
        rows = list(csv.DictReader(io.StringIO(page(answer).removeprefix("\ufeff"))))
        assert [row["Nama"] for row in rows] == ["El Tari", "Komodo", "Tambolaka"]
        assert (rows[0]["Kode wilayah"], rows[0]["Bujur"], rows[0]["Lintang"]) == ("53.71", "123.7", "-10.2")

    def test_runs_nothing_in_a_spreadsheet(self, client_of):
        client = client_of("administrator")
        client.post("/gerbang/tambah/", FORM | {"name": "=1+1", "source": "@SUM(A1)"})
        assert "'=1+1" in page(client.get("/gerbang/gerbang.csv"))
        assert "'@SUM" in page(client.get("/gerbang/gerbang.csv"))
