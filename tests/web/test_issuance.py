"""The pages of the ledger: who waits, what is paid, what is issued, printed, revoked, and what did not agree."""

import re

import pytest
from tests.cast import key
from tests.issuing import *  # noqa: F403
from tests.issuing import pay
from tests.placements import day

from sasando.domain.issuance.actions import issue
from sasando.domain.issuance.kinds import Mismatch, Printed
from sasando.domain.issuance.models import Issue, Payment, Print, Revocation
from sasando.domain.issuance.reconciling import Found, write_down
from sasando.domain.placements.program import as_program

pytestmark = pytest.mark.django_db


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


class TestFromDecisionToCard:
    def test_every_office_does_its_part_on_its_own_screen(self, cleared, client_of, acts):
        company = client_of("p3mi")
        for kind in ("before", "during"):
            typed = {"kind": kind, "amount": "37500", "paid_on": day(-3).isoformat(), "reference": f"B-{kind}"}
            company.post(f"/terbit/{cleared.pk}/bayar/", typed)
        acts("labour-office")
        receipts = list(Payment.objects.filter(placement=cleared))
        office = client_of("labour-office")
        for one in receipts:
            office.post(f"/terbit/bayar/{one.pk}/buktikan/")
        head = client_of("head")
        assert "Terbitkan Kartu pendamping" in page(head, f"/terbit/{cleared.pk}/")
        head.post(f"/terbit/{cleared.pk}/card/")
        assert "K-" in page(head, f"/terbit/{cleared.pk}/")
        acts("head")
        made = Issue.objects.get()
        paper = head.post(f"/terbit/kertas/{made.pk}/cetak/")
        assert paper.content.startswith(b"%PDF")
        assert paper["Content-Disposition"].startswith("attachment")
        acts("head")
        assert Print.objects.count() == 1

    def test_a_receipt_used_twice_is_told_beside_what_was_typed(self, cleared, client_of, acts):
        pay(cleared, acts)
        typed = {"kind": "before", "amount": "1", "paid_on": day(0).isoformat(), "reference": f"before-{cleared.code}"}
        answer = client_of("p3mi").post(f"/terbit/{cleared.pk}/bayar/", typed)
        assert answer.status_code == 422
        assert "sudah dipakai" in answer.content.decode()
        assert f"before-{cleared.code}" in answer.content.decode()


class TestWhoMayIssue:
    def test_others_have_no_button_and_no_way(self, cleared, client_of, acts):
        pay(cleared, acts)
        for role in ("placement-officer", "labour-office", "p3mi", "quay-officer"):
            client = client_of(role)
            assert "Terbitkan" not in page(client, f"/terbit/{cleared.pk}/")
            assert client.post(f"/terbit/{cleared.pk}/card/").status_code == 404

    def test_the_rival_finds_nothing(self, cleared, client_of):
        assert client_of("rival").get(f"/terbit/{cleared.pk}/").status_code == 404

    def test_a_kind_that_is_none_is_no_page(self, cleared, client_of):
        assert client_of("head").post(f"/terbit/{cleared.pk}/visa/").status_code == 404


class TestRevoking:
    def test_says_why_and_shows_it(self, cleared, client_of, acts):
        pay(cleared, acts)
        made = issue(cleared, Printed.CARD, on=day(0), by=acts("head"))
        client = client_of("placement-officer")
        client.post(f"/terbit/kertas/{made.pk}/cabut/", {"because": "lost"})
        assert "Hilang atau dicuri" in page(client, f"/terbit/{cleared.pk}/")
        acts("head")
        assert Revocation.objects.count() == 1


class TestWhatDidNotAgree:
    @pytest.fixture
    def found(self, acts):
        with as_program(acts("head")):
            write_down([Found(Mismatch.OVER_QUOTA, "SIP2MI-1 card", 2960, 6938, "53.21", key("PT Uji Induk"))])

    def test_is_read_and_answered_by_the_second_organisation(self, found, client_of):
        client = client_of("task-force")
        shown = page(client, "/terbit/pencocokan/")
        assert "2.960" in shown
        assert "6.938" in shown
        [link] = re.findall(r'href="(/terbit/pencocokan/[0-9a-f-]{36}/)"', shown)
        client.post(link, {"answer": "Diteruskan kepada Ombudsman."})
        assert "Diteruskan kepada Ombudsman." in page(client, "/terbit/pencocokan/")

    def test_does_not_exist_for_a_company(self, found, client_of):
        assert client_of("p3mi").get("/terbit/pencocokan/").status_code == 404
