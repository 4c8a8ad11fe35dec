"""News in the browser: sent, answered, silent; and the link of an office that has no account."""

import re

import pytest
from django.test import Client, override_settings
from tests.saturday import LEWOLEBA, MAKASSAR, acts, announced, gate, saturday

from sasando.domain.audit.models import Fact
from sasando.domain.passages.links import revoke_link
from sasando.domain.passages.models import Link, Notice, Purpose, Said
from sasando.domain.passages.notices import News, send_notice
from sasando.domain.passages.voyages import told_of
from sasando.domain.rosters.models import Entry
from sasando.project.settings import BEFORE, DOOR

__all__ = ["acts", "announced", "saturday"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def lost(saturday, acts):
    """The one whom Makassar is asked for."""
    question = told_of(saturday, by=acts("quay-officer")).voyage.questions[0]
    return Entry.objects.get(pk=question.entries[0])


@pytest.fixture
def asked(saturday, lost, acts):
    """Makassar is asked."""
    by = acts("quay-officer")
    news = News(purpose=Purpose.ASK, gate=gate(MAKASSAR), roster=saturday, urgent=True)
    return send_notice(news, [lost.pk], by=by)


@pytest.fixture
def visitor():
    with override_settings(ROOT_URLCONF="sasando.project.urls_door", MIDDLEWARE=[*BEFORE, *DOOR]):
        yield Client()


def shown(answer, status=200):
    assert answer.status_code == status, answer.content[:600]
    return answer.content.decode()


def content(answer):
    """The page without its frame, which holds a fresh token."""
    page = shown(answer)
    return page[page.index("<main") : page.index("</main>")]


class TestSendingNews:
    def test_tells_the_gate_and_shows_that_nobody_answered(self, client_of, saturday, lost, acts):
        data = {"purpose": "ask", "gate": MAKASSAR, "people": [str(lost.pk)], "urgent": "on"}
        answer = client_of("quay-officer").post(f"/kabar/kirim/{saturday.pk}/", data)
        acts("quay-officer")
        assert answer.url == f"/kabar/{Notice.objects.get().pk}/"
        assert "Menunggu jawaban" in shown(client_of("quay-officer").get("/kabar/"))
        assert lost.full_name in shown(client_of("sister-office").get("/kabar/"))

    def test_starts_with_the_people_and_the_gate_of_the_question(self, client_of, saturday, lost):
        page = shown(client_of("quay-officer").get(f"/kabar/kirim/{saturday.pk}/?orang={lost.pk}&gate={MAKASSAR}"))
        assert re.search(rf'value="{lost.pk}"[^>]*checked', page)
        assert re.search(rf'<option value="{MAKASSAR}" selected', page)

    def test_offers_the_next_gates_of_the_way_for_one_tap(self, client_of, saturday, lost, acts):
        client = client_of("quay-officer")
        page = shown(client.get(f"/kabar/kirim/{saturday.pk}/?orang={lost.pk}"))
        assert 'value="pelabuhan-lewoleba"' in page[page.index("satu ketukan") : page.index('name="urgent"')]
        data = {"purpose": "expect", "gate": LEWOLEBA, "people": [str(lost.pk)]}
        assert client.post(f"/kabar/kirim/{saturday.pk}/", data).status_code == 302
        acts("quay-officer")
        assert Notice.objects.get().gate_id == LEWOLEBA

    @pytest.mark.parametrize(
        "wrong",
        [{"gate": ""}, {"people": []}, {"gate": "bukan-gerbang"}, {"people": ["00000000-0000-0000-0000-000000000001"]}],
    )
    def test_without_people_or_a_gate_says_so_and_sends_nothing(self, client_of, saturday, lost, acts, wrong):
        data = {"purpose": "ask", "gate": MAKASSAR, "people": [str(lost.pk)]} | wrong
        page = shown(client_of("quay-officer").post(f"/kabar/kirim/{saturday.pk}/", data), 422)
        assert "field-wrong" in page or "notice-bad" in page or "errors" in page
        acts("quay-officer")
        assert not Notice.objects.exists()

    def test_is_not_for_those_who_do_not_see_the_list(self, client_of, saturday):
        assert client_of("immigration").get(f"/kabar/kirim/{saturday.pk}/").status_code == 404
        assert client_of("p3mi").get(f"/kabar/kirim/{saturday.pk}/").status_code == 404


class TestAnsweringNews:
    def test_says_read_and_where_somebody_is(self, client_of, asked, lost):
        client = client_of("sister-office")
        client.post(f"/kabar/{asked.pk}/jawab/", {"said": "seen"})
        client.post(f"/kabar/{asked.pk}/jawab/", {"said": "received", "entry": str(lost.pk)})
        page = shown(client_of("quay-officer").get(f"/kabar/{asked.pk}/"))
        assert "Dibaca" in page
        assert "Orangnya ada di sini" in page

    def test_is_not_for_other_gates(self, client_of, asked):
        assert client_of("labour-office").get(f"/kabar/{asked.pk}/").status_code == 404
        assert client_of("labour-office").post(f"/kabar/{asked.pk}/jawab/", {"said": "seen"}).status_code == 404

    def test_is_not_for_those_who_asked(self, client_of, asked, acts):
        client_of("quay-officer").post(f"/kabar/{asked.pk}/jawab/", {"said": "nonsense"})
        acts("quay-officer")
        assert not asked.answers.exists()

    def test_sounds_only_where_it_is_urgent_and_unanswered(self, client_of, asked, lost):
        client = client_of("sister-office")
        assert "urgent.js" in shown(client.get("/kabar/"))
        client.post(f"/kabar/{asked.pk}/jawab/", {"said": "received", "entry": str(lost.pk)})
        assert "urgent.js" not in shown(client.get("/kabar/"))
        assert "urgent.js" not in shown(client_of("quay-officer").get("/kabar/"))


class TestALink:
    @pytest.fixture
    def address(self, client_of, asked):
        page = shown(client_of("quay-officer").post(f"/kabar/{asked.pk}/tautan/", {"to": "Syahbandar Uji"}))
        return re.search(r"/t/[\w-]+/", page)[0]

    def test_is_answered_at_the_door_without_account_or_cookie(self, address, visitor, asked, lost, acts):
        answer = visitor.get(address)
        assert lost.full_name in shown(answer)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
        assert visitor.post(address, {"said": "received", "entry": str(lost.pk)}).status_code == 302
        assert "Orangnya ada di sini" in shown(visitor.get(address))
        acts("quay-officer")
        assert [one.said for one in asked.answers.all()] == [Said.RECEIVED]

    def test_that_is_wrong_or_revoked_is_one_and_the_same_page(self, address, visitor, acts):
        unknown = content(visitor.get("/t/salah/"))
        revoke_link(Link.objects.visible_to(acts("quay-officer")).get(), by=acts("quay-officer"))
        assert "tidak berlaku" in unknown
        assert content(visitor.get(address)) == unknown

    def test_leaves_a_fact_of_every_opening(self, address, visitor, acts):
        visitor.get(address)
        by = acts("head")
        assert Fact.objects.visible_to(by).filter(action="link.opened").exists()

    @pytest.mark.parametrize("data", [{}, {"entry": "x", "said": "received"}, {"entry": "", "said": "seen"}])
    def test_takes_no_odd_answer(self, address, visitor, asked, data, acts):
        assert visitor.post(address, data).status_code == 302
        acts("quay-officer")
        assert not asked.answers.exists()

    def test_needs_a_name_for_whom(self, client_of, asked, acts):
        client_of("quay-officer").post(f"/kabar/{asked.pk}/tautan/", {"to": " "})
        acts("quay-officer")
        assert not Link.objects.exists()


class TestLewoleba:
    def test_hears_of_its_two(self, client_of, saturday, acts):
        by = acts("quay-officer")
        two = told_of(saturday, by=by).voyage.expected(LEWOLEBA)
        send_notice(News(purpose=Purpose.EXPECT, gate=gate(LEWOLEBA), roster=saturday), list(two), by=by)
        assert "Akan datang" in shown(client_of("labour-office").get("/kabar/"))
