"""A password and a code, and what lies between them."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.web.sign_in.person import PASSWORD

from sasando.domain.organisations.actions import end_account, end_role
from sasando.domain.organisations.models import Session

pytestmark = pytest.mark.django_db


class TestSomebodyWithAPasswordAndACode:
    def test_is_in_after_both(self, person, facts):
        village = person("village")
        assert village.gives_password().headers["Location"] == reverse("sign_in:second_factor")
        assert not village.is_in()
        assert village.gives_code().headers["Location"] == reverse("home:home")
        assert village.is_in()
        assert facts("session.started") == 1

    def test_may_write_their_name_as_they_like(self, person):
        village = person("village")
        village.login = f"  {village.login.upper()} "
        village.signs_in()
        assert village.is_in()

    def test_is_not_in_with_a_wrong_code(self, person):
        village = person("village")
        village.gives_password()
        assert village.gives_code("000000").status_code == 422
        assert not village.is_in()

    def test_cannot_set_up_another_factor_instead_of_showing_theirs(self, person):
        village = person("village")
        village.gives_password()
        answer = village.browser.post(reverse("sign_in:first_factor"), {"code": "123456"})
        assert answer.headers["Location"] == reverse("sign_in:second_factor")

    def test_is_led_on_to_the_page_they_came_for(self, person):
        village = person("village")
        village.browser.post(
            reverse("sign_in:sign_in") + "?next=/gerbang/",
            {"login": village.login, "password": PASSWORD},
        )
        assert village.gives_code().headers["Location"] == "/gerbang/"

    @pytest.mark.parametrize(
        "elsewhere", ["https://jahat.test/", "//jahat.test", "/\\jahat.test", "javascript:alert(1)"]
    )
    def test_is_never_led_to_another_site(self, person, elsewhere):
        village = person("village")
        given = {"login": village.login, "password": PASSWORD}
        village.browser.post(reverse("sign_in:sign_in"), given, query_params={"next": elsewhere})
        assert village.gives_code().headers["Location"] == reverse("home:home")


class TestACode:
    def test_works_once(self, person):
        village = person("village")
        code = village.code()
        village.gives_password()
        village.gives_code(code)
        other = village.elsewhere()
        other.gives_password()
        assert other.gives_code(code).status_code == 422
        assert not other.is_in()

    @pytest.mark.parametrize("off", [-30, 30])
    def test_of_a_clock_half_a_minute_off_works_once_all_the_same(self, person, off):
        village = person("village")
        code = village.code(at=time.time() + off)
        village.gives_password()
        village.gives_code(code)
        assert village.is_in()
        other = village.elsewhere()
        other.gives_password()
        assert other.gives_code(code).status_code == 422

    def test_of_two_minutes_ago_does_not_work(self, person):
        village = person("village")
        village.gives_password()
        assert village.gives_code(village.code(at=time.time() - 120)).status_code == 422


class TestAnAccountWithoutAnyFactor:
    def test_sets_one_up_before_anything_else(self, person, facts):
        clinic = person("clinic", factor=False)
        assert clinic.gives_password().headers["Location"] == reverse("sign_in:first_factor")
        assert not clinic.is_in()
        page = clinic.browser.get(reverse("sign_in:first_factor"))
        assert b"<svg" in page.content
        clinic.secret = clinic.browser.session["mfa.totp.secret"]
        answer = clinic.browser.post(reverse("sign_in:first_factor"), {"code": clinic.code()})
        assert answer.headers["Location"] == reverse("sign_in:recovery_codes")
        assert clinic.is_in()
        assert facts("factor.added") == 1

    def test_stays_out_while_the_first_code_is_wrong(self, person):
        clinic = person("clinic", factor=False)
        clinic.gives_password()
        clinic.browser.get(reverse("sign_in:first_factor"))
        assert clinic.browser.post(reverse("sign_in:first_factor"), {"code": "000000"}).status_code == 422
        assert not clinic.is_in()


class TestTheSession:
    def test_has_a_new_key_after_every_step(self, person):
        village = person("village")
        village.browser.get(reverse("sign_in:sign_in"))
        keys = [village.browser.session.session_key]
        village.gives_password()
        keys.append(village.browser.session.session_key)
        village.gives_code()
        keys.append(village.browser.session.session_key)
        assert len(set(keys)) == 3
        assert list(Session.objects.values_list("pk", flat=True)) == keys[-1:]

    def test_of_an_intruder_who_placed_it_is_worth_nothing(self, person):
        village, intruder = person("village"), Client()
        intruder.get(reverse("sign_in:sign_in"))
        placed = intruder.cookies["sessionid"].value
        village.browser.cookies["sessionid"] = placed
        village.signs_in()
        assert village.is_in()
        assert intruder.get(reverse("sign_in:rights")).status_code == 302

    def test_ends_after_half_an_hour_without_a_request(self, person):
        village = person("village")
        village.signs_in()
        village.ages(29 * 60)
        assert village.is_in()
        village.ages(29 * 60)
        assert village.is_in()
        village.ages(31 * 60)
        assert not village.is_in()

    def test_ends_after_twelve_hours_in_all(self, person):
        village = person("village")
        village.signs_in()
        for _ in range(47):
            village.ages(15 * 60)
            assert village.is_in()
        village.ages(16 * 60)
        assert not village.is_in()

    def test_ends_on_leaving_and_the_browser_forgets(self, person, facts):
        village = person("village")
        village.signs_in()
        stolen = village.browser.cookies["sessionid"].value
        answer = village.browser.post(reverse("sign_in:sign_out"))
        assert '"cache"' in answer.headers["Clear-Site-Data"]
        thief = Client()
        thief.cookies["sessionid"] = stolen
        assert thief.get(reverse("sign_in:rights")).status_code == 302
        assert facts("session.ended") == 1

    def test_does_not_end_by_a_link(self, person):
        village = person("village")
        village.signs_in()
        assert village.browser.get(reverse("sign_in:sign_out")).status_code == 405
        assert village.is_in()

    def test_between_the_factors_reaches_no_page(self, person):
        village = person("village")
        village.gives_password()
        for name in ("sign_in:rights", "sign_in:factors", "sign_in:factor_add", "sign_in:recovery_codes"):
            assert village.browser.get(reverse(name)).status_code == 302


class TestWhoseRightsEndMeanwhile:
    def test_is_out_at_the_next_request(self, person, acting_as):
        village = person("village")
        village.signs_in()
        end_account(village.account, by=acting_as("administrator"))
        assert not village.is_in()

    def test_does_not_get_past_the_second_factor(self, person, acting_as):
        village = person("village")
        village.gives_password()
        end_account(village.account, by=acting_as("administrator"))
        assert village.gives_code().headers["Location"] == reverse("sign_in:sign_in")

    def test_cannot_begin(self, person, acting_as):
        village = person("village")
        administrator = acting_as("administrator")
        end_role(village.account.roles.get(), by=administrator, today=localdate())
        assert village.gives_password().status_code == 422
