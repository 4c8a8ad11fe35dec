"""What people and machines may send: no page breaks, nothing runs, nothing is taken that was not asked for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.test_every_page import addresses_of

from sasando.domain.access import act_as
from sasando.domain.people.models import Person
from sasando.domain.rosters.checking import check_roster
from sasando.domain.rosters.models import Roster

pytestmark = [pytest.mark.django_db]
ODD = ("\x00", "'\"><script>alert(1)</script>", "9" * 40, "-1", "\u202eabc", "%", "a" * 5_000, "2026-99-99")
KEYS = (
    "halaman",
    "urut",
    "q",
    "decision",
    "state",
    "since",
    "when",
    "keadaan",
    "jenis",
    "wilayah",
    "hari",
    "perbuatan",
    "kind",
)
SCRIPT = "<script>alert(1)</script>"


class TestOddAddresses:
    @pytest.mark.parametrize("role", ["placement-officer", "administrator", "p3mi"])
    @pytest.mark.parametrize("odd", ODD, ids=lambda text: repr(text[:12]))
    def test_break_no_page_of_the_menu(self, client_of, actor_of, role, odd):
        client = client_of(role)
        for address in addresses_of(actor_of(role)):
            answer = client.get(address, dict.fromkeys(KEYS, odd))
            assert answer.status_code in (200, 302, 400, 404), address
            assert SCRIPT not in answer.content.decode()

    @pytest.mark.parametrize(
        "path", ["/daftar/x/", "/orang/00000000/", "/lembaga/../../etc/", "/gerbang/%00/", "/jejak/titik/0/"]
    )
    def test_that_name_nothing_are_not_there(self, client_of, path):
        assert client_of("administrator").get(path).status_code in (404, 400)


class TestNamesThatAreScripts:
    def test_are_shown_as_text(self, client_of):
        client = client_of("placement-officer")
        answer = client.post(reverse("people:add"), {"full_name": SCRIPT}, follow=True)
        page = answer.content.decode()
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page

    def test_on_a_list_are_shown_as_text(self, client_of, actor_of):
        client = client_of("placement-officer")
        file = SimpleUploadedFile("<b>daftar</b>.csv", f"Nama;Skema\n{SCRIPT};P2P\n=1+1;P2P\n".encode())
        client.post(reverse("rosters:add"), {"file": file, "title": SCRIPT, "stage": "DEPART"})
        act_as(actor_of("placement-officer"))
        roster = Roster.objects.get()
        check_roster(roster.pk, by=actor_of("placement-officer"))
        assert SCRIPT not in client.get(reverse("rosters:detail", args=[roster.pk])).content.decode()


class TestFieldsThatNobodyAskedFor:
    def test_do_not_choose_whose_person_it_is(self, client_of, actor_of):
        client, rival = client_of("p3mi"), actor_of("rival")
        client.post(
            reverse("people:add"),
            {
                "full_name": "Titip Nama",
                "organisation": str(rival.organisation),
                "organisation_id": str(rival.organisation),
                "region_code": "53",
            },
        )
        act_as(actor_of("p3mi"))
        person = Person.objects.get(full_name="Titip Nama")
        assert person.organisation_id == actor_of("p3mi").organisation
        assert person.region_code != "53"

    @pytest.mark.parametrize("field", ["full_name", "description"])
    def test_a_zero_byte_is_refused_in_words(self, client_of, field):
        assert client_of("p3mi").post(reverse("people:add"), {field: "Maria\x00"}).status_code == 422


class TestRequestsThatPretend:
    def test_without_the_token_change_nothing(self, client_of, actor_of):
        from django.test import Client
        from tests.conftest import signed_in

        act_as(actor_of("p3mi"))
        client = signed_in(Client(enforce_csrf_checks=True), actor_of("p3mi"))
        assert client.post(reverse("people:add"), {"full_name": "Tanpa Tanda"}).status_code == 403

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_with_other_methods_are_refused(self, client_of, method):
        assert getattr(client_of("p3mi"), method)("/daftar/").status_code == 405

    def test_that_lead_elsewhere_after_signing_in_stay_here(self, client_of):
        answer = client_of("p3mi", proved_at=0).get("/masuk/buktikan/?next=https://jahat.example/")
        page = answer.content.decode()
        assert 'href="https://jahat' not in page
        assert 'value="https://jahat' not in page

    def test_of_a_company_change_no_organisation(self, client_of, actor_of):
        own = reverse("organisations:detail", args=[actor_of("p3mi").organisation])
        for path in (f"{own}ubah/", f"{own}perjanjian/", reverse("organisations:add")):
            assert client_of("p3mi").post(path, {"name": "Lain", "covers": "53"}).status_code in (404, 405)


class TestAStrangerAtTheDoorOfTheDesk:
    @pytest.mark.parametrize("key", ["\\000abcdefghijkl", "'; DROP TABLE", "x" * 5_000])
    def test_with_an_odd_session_is_nobody(self, client, key):
        client.cookies["sessionid"] = key
        assert client.get("/masuk/").status_code == 200

    @pytest.mark.parametrize("credential", ["[" * 20_000, "9" * 5_000, "{}", "\x00"])
    def test_with_an_odd_passkey_is_refused_in_words(self, client, credential):
        assert client.post("/masuk/kunci-sandi/", {"credential": credential}).status_code in (302, 422)

    def test_finds_no_site_of_another_name(self, settings):
        from sasando.project import settings as written

        assert "testserver" not in written.ALLOWED_HOSTS
