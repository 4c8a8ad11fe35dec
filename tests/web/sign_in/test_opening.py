"""Invitations, and starting again after a reset."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.sign_in.authenticator import Device, options_in
from tests.web.sign_in.person import PASSWORD, committed_invitation, without_chance

from sasando.domain.access import act_as
from sasando.domain.organisations.actions import invite_account, reset_factors
from sasando.domain.organisations.models import Account, Invitation, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(acting_as, cast):
    """The address of an invitation into the village."""
    administrator = acting_as("administrator")
    village = Organisation.objects.get(pk=cast.actor("village").organisation)
    invitation, secret = invite_account(village, "village", "Maria Seran", by=administrator)
    act_as(None)
    invitation.address = reverse("sign_in:invitation", args=[secret])
    return invitation


def accept(browser: Client, address: str, **more):
    given = {"login": "maria.seran", "name": "Maria Seran", "way": "password", "password": PASSWORD}
    return browser.post(address, given | more)


class TestAnInvitation:
    def test_says_for_whom_it_is(self, invited, client):
        page = client.get(invited.address).content.decode()
        assert "Desa Uji" in page
        assert "Maria Seran" in page

    def test_opens_an_account_that_sets_up_a_factor_at_once(self, invited, client, facts):
        assert accept(client, invited.address).headers["Location"] == reverse("sign_in:first_factor")
        assert client.get(reverse("sign_in:rights")).status_code == 302
        assert facts("account.invited") == facts("account.opened") == 1

    def test_can_be_accepted_with_a_passkey_alone(self, invited, client):
        accept(client, invited.address, way="passkey", password="")
        device = Device()
        options = options_in(client.get(reverse("sign_in:first_factor")))
        client.post(reverse("sign_in:first_factor"), {"credential": device.create(options)})
        assert client.get(reverse("sign_in:rights")).status_code == 200
        assert not Account.objects.get(login="maria.seran").has_usable_password()

    def test_with_a_passkey_alone_is_not_completed_by_codes(self, invited, client):
        accept(client, invited.address, way="passkey", password="")
        assert b'<svg class="qr"' not in client.get(reverse("sign_in:first_factor")).content
        assert client.post(reverse("sign_in:first_factor"), {"code": "123456"}).status_code == 422

    def test_offers_no_passkey_at_an_address_that_is_a_number(self, invited, settings):
        settings.ALLOWED_HOSTS = ["127.0.0.1"]
        browser = Client(headers={"host": "127.0.0.1:8000"})
        assert b"passkey" not in browser.get(invited.address).content
        assert browser.get(reverse("sign_in:sign_in")).status_code == 200

    def test_works_once(self, invited, client):
        accept(client, invited.address)
        assert Client().get(invited.address).status_code == 404
        assert accept(Client(), invited.address, login="lain").status_code == 404

    def test_is_good_for_72_hours(self, invited):
        assert invited.expires_at - invited.made_at == timedelta(hours=72)

    def test_that_is_too_old_looks_like_one_that_was_never_made(self, client, as_owner, cast):
        old = committed_invitation(as_owner, cast.actor("village"), hours=-1)
        never = reverse("sign_in:invitation", args=["tidak-pernah-ada"])
        answers = [client.get(address) for address in (old, never)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_chance(answers[0]) == without_chance(answers[1])
        assert accept(client, old).status_code == 404

    def test_is_kept_as_a_hash_only(self, invited, acting_as):
        acting_as("administrator")
        secret = invited.address.split("/")[-2]
        assert secret not in str(Invitation.objects.values())

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [
            ({"password": "pendek"}, "password"),
            ({"password": "maria seran maria"}, "password"),
            ({"password": "111111111111111"}, "password"),
            ({"password": ""}, "password"),
            ({"login": "Maria Seran"}, "login"),
            ({"login": "../x"}, "login"),
            ({"name": ""}, "name"),
        ],
        ids=str,
    )
    def test_refuses_what_is_not_good_and_stays_open(self, invited, client, wrong, where):
        answer = accept(client, invited.address, **wrong)
        assert answer.status_code == 422
        assert where in answer.context["form"].errors
        assert accept(client, invited.address).status_code == 302

    def test_refuses_a_name_that_is_taken_and_stays_open(self, invited, client):
        assert "sudah dipakai" in accept(client, invited.address, login="uji-village").content.decode()
        assert accept(client, invited.address).status_code == 302


class TestAReset:
    @pytest.fixture
    def reset(self, person, acting_as):
        village = person("village")
        village.signs_in()
        token = reset_factors(village.account, by=acting_as("administrator"))
        act_as(None)
        village.again = reverse("sign_in:restart", args=[village.account.pk, token])
        return village

    def test_ends_sessions_and_everything_that_opened_the_account(self, reset):
        assert not reset.is_in()
        assert reset.gives_password().status_code == 422

    def test_lets_its_owner_choose_anew_and_set_up_a_factor(self, reset, facts):
        answer = reset.browser.post(reset.again, {"way": "password", "password": PASSWORD})
        assert answer.headers["Location"] == reverse("sign_in:first_factor")
        assert facts("account.reset") == facts("account.restarted") == 1

    def test_works_once(self, reset):
        reset.browser.post(reset.again, {"way": "passkey"})
        assert Client().get(reset.again).status_code == 404

    def test_works_for_this_account_only(self, reset, cast):
        other = str(cast.actor("clinic").account)
        assert Client().get(reset.again.replace(str(reset.account.pk), other)).status_code == 404
