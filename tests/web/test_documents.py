"""Pages of documents: adding them with photos, opening scans, verifying, and what registers answered."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pictures import drawable_jpeg, part, png

from sasando.domain.access import act_as, roles
from sasando.domain.audit.models import Fact
from sasando.domain.documents.models import Document, RegisterAnswer, Scan, Verification

WOMAN = "Yasinta Seran"


@pytest.fixture
def page(cast):
    return f"/dokumen/orang/{cast.person(WOMAN)}/"


def photo(content=None, name="foto.jpg"):
    return SimpleUploadedFile(name, content or drawable_jpeg(), content_type="text/html")


def passport(**more):
    return {"jenis": "passport", "passport-number": "x 1234567", "passport-valid_until": "2031-01-01", **more}


@pytest.fixture
def added(client_of, page, actor_of):
    """A passport with one page, by the company."""
    client_of("p3mi").post(f"{page}tambah/", passport(**{"passport-scans": photo()}))
    act_as(actor_of("p3mi"))
    return Document.objects.get()


class TestAddingDocuments:
    def test_of_several_kinds_happens_on_one_page(self, client_of, page, actor_of):
        client = client_of("p3mi")
        assert client.get(f"{page}tambah/?jenis=passport&jenis=contract").content.count(b"panel stack") == 2
        given = passport() | {
            "jenis": ["passport", "contract"],
            "contract-issued_on": "2026-03-01",
            "contract-contract_months": "24",
            "contract-contract_elements": "a-g",
            "contract-contract_endorsed": "tidak",
            "contract-scans": [photo(), photo(png(), "dua.png")],
        }
        assert client.post(f"{page}tambah/", given).status_code == 302
        act_as(actor_of("p3mi"))
        assert {one.kind: one.facts for one in Document.objects.all()} == {
            "passport": {},
            "contract": {"contract_months": 24, "contract_elements": "abcdefg", "contract_endorsed": False},
        }
        assert Scan.objects.count() == 2

    def test_is_whole_or_not_at_all(self, client_of, page, actor_of):
        given = passport(**{"visa-scans": photo(b"<svg onload=alert(1)>", "foto.svg")}) | {
            "jenis": ["passport", "visa"]
        }
        answer = client_of("p3mi").post(f"{page}tambah/", given)
        assert answer.status_code == 422
        assert "Ini bukan foto JPEG, PNG, atau PDF yang utuh" in answer.content.decode()
        act_as(actor_of("p3mi"))
        assert not Document.objects.exists()

    def test_says_what_cannot_be_read_and_keeps_what_was_typed(self, client_of, page):
        answer = client_of("p3mi").post(
            f"{page}tambah/", {"jenis": "contract", "contract-contract_months": "dua", "contract-number": "PK/7"}
        )
        assert answer.status_code == 422
        assert "PK/7" in answer.content.decode()

    def test_with_a_wrong_number_warns_and_keeps_it(self, client_of, page):
        answer = client_of("p3mi").post(f"{page}tambah/", passport(**{"passport-number": "12"}), follow=True)
        assert "Nomornya tetap disimpan" in answer.content.decode()
        assert "Periksa nomornya" in answer.content.decode()

    def test_of_no_kind_leads_back(self, client_of, page):
        assert client_of("p3mi").get(f"{page}tambah/?jenis=x").url == page

    @pytest.mark.parametrize("role", ["head", "quay-officer", "immigration", "clinic", "administrator"])
    def test_is_not_for_everybody(self, client_of, page, role):
        assert client_of(role).get(f"{page}tambah/?jenis=passport").status_code == 404

    def test_for_an_old_one_keeps_the_old_one(self, client_of, added, actor_of):
        client = client_of("p3mi")
        assert "tetap tersimpan" in client.get(f"/dokumen/{added.pk}/ganti/").content.decode()
        client.post(f"/dokumen/{added.pk}/ganti/", passport(**{"passport-number": "C7654321"}))
        act_as(actor_of("p3mi"))
        assert Document.objects.count() == 2
        assert client.get(f"/dokumen/{added.pk}/ganti/").status_code == 404


class TestThePageOfAPersonsDocuments:
    def test_shows_what_is_there_and_what_lacks(self, client_of, page, added):
        shown = client_of("p3mi").get(page).content.decode()
        for words in ("X1234567", "1 Januari 2031", "Belum diperiksa", "Belum dipindai", "Buku nikah", "Belum ditanya"):
            assert words in shown
        assert 'value="passport"' not in shown

    @pytest.mark.parametrize("role", ["head", "labour-office", "village", "p3mi", "quay-officer"])
    def test_asks_the_database_at_most_ten_times(self, client_of, page, added, role):
        client = client_of(role)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        asked = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) <= 10, asked

    def test_that_was_opened_is_a_fact(self, client_of, page, added, actor_of):
        client_of("labour-office").get(page)
        act_as(actor_of("labour-office"))
        assert Fact.objects.filter(action="document.read", thing_key=str(added.pk)).count() == 1

    def test_shows_who_saw_them_to_who_may_know(self, client_of, page, added):
        client_of("labour-office").get(page)
        shown = client_of("protection-officer").get(page).content.decode()
        assert "Siapa membuka dokumen ini" in shown
        assert "Dinas Uji Malaka" in shown
        assert "Siapa membuka dokumen ini" not in client_of("p3mi").get(page).content.decode()

    @pytest.mark.parametrize(
        "role", ["rival", "apjati", "clinic", "psychologist", "task-force", "police", "administrator"]
    )
    def test_does_not_exist_for_others(self, client_of, page, added, role):
        assert client_of(role).get(page).status_code == 404

    def test_is_linked_from_the_person(self, client_of, page, cast):
        shown = client_of("p3mi").get(f"/orang/{cast.person(WOMAN)}/").content.decode()
        assert page in shown


class TestAScan:
    def test_is_handed_out_to_keep_and_never_shown(self, client_of, added):
        answer = client_of("p3mi").get(f"/dokumen/halaman/{added.scans.get().pk}/")
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Content-Type"] == "image/jpeg"
        assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize("role", roles())
    def test_opens_only_for_those_with_the_right(self, client_of, added, role):
        key = added.scans.get().pk
        opened = client_of(role).get(f"/dokumen/halaman/{key}/").status_code
        allowed = {"head", "placement-officer", "protection-officer", "labour-office", "p3mi"}
        assert opened == (200 if role in allowed else 404)

    def test_is_added_later_with_its_metadata_left_out(self, client_of, added, actor_of):
        client = client_of("labour-office")
        content = drawable_jpeg(part(0xE1, b"Exif\x00\x00GPS -10.2"))
        client.post(f"/dokumen/{added.pk}/halaman/", {"scans": photo(content)})
        act_as(actor_of("labour-office"))
        second = added.scans.get(page=2)
        assert b"GPS" not in client.get(f"/dokumen/halaman/{second.pk}/").content

    def test_that_is_none_is_told(self, client_of, added):
        answer = client_of("p3mi").post(f"/dokumen/{added.pk}/halaman/", {"scans": photo(b"MZ\x90")}, follow=True)
        assert "Ini bukan foto" in answer.content.decode()


class TestVerifying:
    GIVEN = {"answer": "yes", "way": "original", "on": "2026-01-05"}

    def test_takes_the_document_from_the_queue(self, client_of, added, page, actor_of):
        client = client_of("labour-office")
        assert WOMAN in client.get("/dokumen/?jenis=passport").content.decode()
        client.post(f"/dokumen/{added.pk}/periksa/", self.GIVEN)
        assert "Dinas Uji Malaka, 5 Januari 2026" in client.get(page).content.decode()
        assert WOMAN not in client.get("/dokumen/").content.decode()

    def test_is_offered_to_who_may_only(self, client_of, added, page):
        assert "Periksa keaslian" in client_of("labour-office").get(page).content.decode()
        for role in ("p3mi", "village", "head"):
            assert "Periksa keaslian" not in client_of(role).get(page).content.decode()

    def test_by_somebody_else_is_refused(self, client_of, added, actor_of):
        answer = client_of("village").post(f"/dokumen/{added.pk}/periksa/", self.GIVEN, follow=True)
        assert "diperiksa oleh kantor yang menerbitkan" in answer.content.decode()
        act_as(actor_of("labour-office"))
        assert not Verification.objects.exists()


class TestAnAnswerOfARegister:
    def test_is_written_down_by_hand(self, client_of, page):
        client = client_of("labour-office")
        address = f"{page}register/siskop2mi/"
        assert client.get(address).status_code == 200
        client.post(
            address,
            {"answer": "yes", "on": "2026-02-03", "source": "layar SISKOP2MI", "registration_number": "CPMI-7"},
        )
        shown = client.get(page).content.decode()
        assert "CPMI-7" in shown
        assert "layar SISKOP2MI" in shown

    @pytest.mark.parametrize("role", ["p3mi", "village", "head"])
    def test_is_not_written_by_everybody(self, client_of, page, role):
        assert client_of(role).get(f"{page}register/siskop2mi/").status_code == 404

    def test_of_no_known_register_does_not_exist(self, client_of, page):
        assert client_of("labour-office").get(f"{page}register/facebook/").status_code == 404


class TestAnExtract:
    TEXT = (
        "NIK\tNama\tTgl Lahir\tID CPMI\tStatus\n"
        "5321054505990001\tYasinta Seran\t\tCPMI-7\tTerdaftar\n"
        "5321050101950002\tOrang Lain\t31/02/1999\tCPMI-8\tTerdaftar\n"
        "9999999999999999\tTidak Ada\t\t\tTerdaftar\n"
    )
    GIVEN = {"register": "siskop2mi", "on": "2026-02-03", "source": "unduhan"}

    def test_is_shown_before_anything_is_saved(self, client_of, actor_of):
        client = client_of("labour-office")
        shown = client.post("/dokumen/register/", self.GIVEN | {"text": self.TEXT}).content.decode()
        assert re.search(r"Nama: Blasius Nahak → Orang Lain", shown)
        assert "Tidak ada orang dengan nomor ini" in shown
        assert "31/02/1999" in shown
        act_as(actor_of("labour-office"))
        assert not RegisterAnswer.objects.exists()

    def test_is_saved_on_the_second_press_once(self, client_of, actor_of):
        client = client_of("labour-office")
        for _ in range(2):
            client.post("/dokumen/register/", self.GIVEN | {"text": self.TEXT, "simpan": "1"})
        act_as(actor_of("labour-office"))
        answers = {one.person.full_name: one.answer for one in RegisterAnswer.objects.all()}
        assert answers == {"Yasinta Seran": "yes", "Blasius Nahak": "not_known"}
        assert RegisterAnswer.objects.count() == 2

    def test_of_a_file_that_is_no_table_says_so(self, client_of):
        given = self.GIVEN | {"file": SimpleUploadedFile("x.xlsx", b"MZ\x90\x00")}
        assert client_of("labour-office").post("/dokumen/register/", given).status_code == 422
        assert client_of("labour-office").post("/dokumen/register/", self.GIVEN).status_code == 422

    def test_is_asked_in_few_statements_however_long(self, client_of):
        client = client_of("labour-office")
        rows = "".join(f"53210545059{n:05}\tX {n}\t\t\tTerdaftar\n" for n in range(300))
        with CaptureQueriesContext(connection) as asked:
            client.post("/dokumen/register/", self.GIVEN | {"text": self.TEXT + rows})
        assert len(asked) < 16
