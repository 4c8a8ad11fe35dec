"""The page on which a demo world is entered: for every role there, and nowhere else."""

from pathlib import Path

import pytest
from django.test import Client

from sasando.domain.access import act_as, roles
from sasando.domain.audit.models import Fact
from sasando.web.demo import guests
from sasando.web.shell.guard import PROVED_AT
from sasando.web.shell.request import ROLE

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[2] / "examples" / "calon.xlsx"


@pytest.fixture
def in_demo(settings, monkeypatch, cast):
    """A demo world whose accounts are those of the cast."""
    settings.DEMO, settings.ROOT_URLCONF = True, "tests.web.demo_urls"
    monkeypatch.setattr(guests, "LOGIN", "uji-")


class TestInADemoWorld:
    pytestmark = pytest.mark.usefixtures("in_demo")

    def test_everybody_is_on_the_page_with_a_form(self):
        page = Client().get("/demo/").content.decode()
        assert all(f'action="/demo/enter/{role}/"' in page for role in roles())

    def test_the_page_names_who_one_will_be_and_where(self):
        page = Client().get("/demo/").content.decode()
        assert "Dewi Perusahaan" in page
        assert "PT Uji Satu" in page

    def test_the_page_takes_few_questions(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            Client().get("/demo/")

    @pytest.mark.parametrize("role", roles())
    def test_every_role_enters_in_one_click(self, role):
        client = Client()
        answer = client.post(f"/demo/enter/{role}/")
        assert (answer.status_code, answer.url) == (302, "/")
        assert client.get("/").status_code == 200
        assert client.session[ROLE] == role

    def test_entering_gives_a_new_key_and_counts_as_proved(self):
        client = Client()
        client.post("/demo/enter/p3mi/")
        first = client.session.session_key
        client.post("/demo/enter/head/")
        assert client.session.session_key != first
        assert client.session[PROVED_AT]

    def test_entering_is_on_the_trail(self, actor_of):
        Client().post("/demo/enter/p3mi/")
        act_as(actor_of("p3mi"))
        assert Fact.objects.filter(action="session.started", account=actor_of("p3mi").account).exists()

    def test_a_step_of_the_tour_leads_to_its_page(self):
        assert Client().post("/demo/enter/p3mi/", {"next": "/daftar/"}).url == "/daftar/"

    @pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
    def test_nothing_leads_out_of_the_site(self, elsewhere):
        assert Client().post("/demo/enter/p3mi/", {"next": elsewhere}).url == "/"

    def test_a_link_alone_enters_nobody(self):
        assert Client().get("/demo/enter/head/").status_code == 405

    def test_a_form_of_another_site_enters_nobody(self):
        assert Client(enforce_csrf_checks=True).post("/demo/enter/head/").status_code == 403

    @pytest.mark.parametrize("role", ["rival", "signing-in", "nobody"])
    def test_there_is_no_other_role(self, role):
        assert Client().post(f"/demo/enter/{role}/").status_code == 404

    def test_the_sample_list_can_be_taken_along(self):
        assert b"".join(Client().get("/demo/calon.xlsx").streaming_content) == SAMPLE.read_bytes()


class TestAnywhereElse:
    ADDRESSES = ("/demo/", "/demo/calon.xlsx")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_the_page_does_not_exist(self, address):
        assert Client().get(address).status_code == 404

    def test_nobody_is_entered(self):
        client = Client()
        assert client.post("/demo/enter/head/").status_code == 404
        assert client.get("/").status_code == 302

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_the_pages_refuse_even_when_the_addresses_are_there(self, settings, address):
        settings.ROOT_URLCONF = "tests.web.demo_urls"
        assert Client().get(address).status_code == 404

    def test_entering_refuses_even_when_its_address_is_there(self, settings, monkeypatch, cast):
        settings.ROOT_URLCONF = "tests.web.demo_urls"
        monkeypatch.setattr(guests, "LOGIN", "uji-")
        assert Client().post("/demo/enter/head/").status_code == 404
