"""Passkeys: made, shown alone or after a password, and everything that merely looks like one."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.sign_in.authenticator import PRESENT, Device, options_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(person):
    """Somebody with a passkey and no password at all: made at first, after an invitation would have ended."""
    village = person("village")
    village.signs_in()
    village.device = Device()
    page = village.browser.get(reverse("sign_in:factor_add"))
    given = {"name": "Ponsel saya", "credential": village.device.create(options_in(page))}
    assert village.browser.post(reverse("sign_in:factor_add"), given).status_code == 302
    return village


def show(browser: Client, device: Device, **bent) -> bool:
    """Show the passkey on the first page; whether that signs in."""
    options = options_in(browser.get(reverse("sign_in:sign_in")))
    browser.post(reverse("sign_in:passkey"), {"credential": device.get(options, **bent)})
    return browser.get(reverse("sign_in:rights")).status_code == 200


class TestAPasskey:
    def test_alone_signs_in(self, owner, facts):
        assert show(Client(), owner.device)
        assert facts("session.started") == 2

    def test_is_listed_under_its_name(self, owner):
        assert "Ponsel saya" in owner.browser.get(reverse("sign_in:factors")).content.decode()

    def test_is_a_second_factor_after_a_password(self, owner):
        again = owner.elsewhere()
        again.gives_password()
        options = options_in(again.browser.get(reverse("sign_in:second_factor")))
        again.browser.post(reverse("sign_in:second_factor"), {"credential": owner.device.get(options)})
        assert again.is_in()

    def test_proves_once_more_who_one_is(self, owner, facts):
        options = options_in(owner.browser.get(reverse("sign_in:prove")))
        answer = owner.browser.post(
            reverse("sign_in:prove") + "?next=/daftar/", {"credential": owner.device.get(options)}
        )
        assert answer.headers["Location"] == "/daftar/"
        assert facts("proof.given") == 1

    def test_may_be_taken_away_while_another_way_is_left(self, owner, facts):
        [key] = owner.account.authenticator_set.model.objects.filter(type="webauthn").values_list("pk", flat=True)
        owner.browser.post(reverse("sign_in:factor_remove", args=[key]))
        assert not show(Client(), owner.device)
        assert facts("factor.removed") == 1


class TestWhatIsNotTakenForAPasskey:
    @pytest.mark.parametrize(
        "bent",
        [
            {"origin": "https://testserver"},
            {"origin": "http://testserver:8080"},
            {"origin": "http://jahat.test"},
            {"origin": "http://testserver.jahat.test"},
            {"rp": "jahat.test"},
            {"flags": PRESENT},
            {"flags": 0},
            {"handle": ""},
            {"handle": "AAAA"},
        ],
        ids=str,
    )
    def test_of_another_site_or_unlocked_by_nobody(self, owner, bent):
        assert not show(Client(), owner.device, **bent)

    def test_an_answer_to_another_challenge(self, owner):
        browser = Client()
        old = options_in(browser.get(reverse("sign_in:sign_in")))
        browser.get(reverse("sign_in:sign_in"))
        browser.post(reverse("sign_in:passkey"), {"credential": owner.device.get(old)})
        assert browser.get(reverse("sign_in:rights")).status_code == 302

    def test_the_same_answer_a_second_time(self, owner):
        browser = Client()
        answer = owner.device.get(options_in(browser.get(reverse("sign_in:sign_in"))))
        browser.post(reverse("sign_in:passkey"), {"credential": answer})
        browser.post(reverse("sign_in:sign_out"))
        browser.post(reverse("sign_in:passkey"), {"credential": answer})
        assert browser.get(reverse("sign_in:rights")).status_code == 302

    def test_a_device_that_counts_backwards(self, owner):
        assert show(Client(), owner.device, counter=7)
        assert not show(Client(), owner.device, counter=7)
        assert not show(Client(), owner.device, counter=0)
        assert show(Client(), owner.device, counter=8)

    def test_the_key_of_another_device(self, owner):
        stranger = Device()
        stranger.id, stranger.user_handle = owner.device.id, owner.device.user_handle
        assert not show(Client(), stranger)

    def test_the_passkey_of_somebody_else_after_a_password(self, owner, person):
        clinic = person("clinic")
        clinic.gives_password()
        page = clinic.browser.get(reverse("sign_in:second_factor"))
        assert b"application/json" not in page.content
        options = {"publicKey": {"challenge": "AAAA"}}
        clinic.browser.post(reverse("sign_in:second_factor"), {"credential": owner.device.get(options)})
        assert not clinic.is_in()

    @pytest.mark.parametrize(
        "sent", ["", "null", "[]", "7", "{}", '"x"', "{", '{"response": {}}', '{"id": "x", "response": 3}']
    )
    def test_anything_else(self, owner, sent):
        browser = Client()
        browser.get(reverse("sign_in:sign_in"))
        assert browser.post(reverse("sign_in:passkey"), {"credential": sent}).status_code == 302
        assert browser.get(reverse("sign_in:rights")).status_code == 302

    def test_any_change_of_a_right_answer(self, owner):
        browser = Client()
        for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
            for cut in (slice(0, -1), slice(1, None), slice(0, 4), slice(0, 0)):
                options = options_in(browser.get(reverse("sign_in:sign_in")))
                sent = json.loads(owner.device.get(options))
                sent["response"][part] = sent["response"][part][cut]
                assert browser.post(reverse("sign_in:passkey"), {"credential": json.dumps(sent)}).status_code == 302
                assert browser.get(reverse("sign_in:rights")).status_code == 302, (part, cut)


class TestANewPasskey:
    @pytest.mark.parametrize("bent", [{"origin": "http://jahat.test"}, {"flags": PRESENT}], ids=str)
    def test_is_refused_from_elsewhere_or_unlocked_by_nobody(self, person, bent):
        village = person("village")
        village.signs_in()
        page = village.browser.get(reverse("sign_in:factor_add"))
        given = {"credential": Device().create(options_in(page), **bent)}
        assert village.browser.post(reverse("sign_in:factor_add"), given).status_code == 422

    def test_can_be_the_first_factor(self, person):
        clinic, device = person("clinic", factor=False), Device()
        clinic.gives_password()
        options = options_in(clinic.browser.get(reverse("sign_in:first_factor")))
        clinic.browser.post(reverse("sign_in:first_factor"), {"credential": device.create(options)})
        assert clinic.is_in()
        assert show(Client(), device)
