"""The pages about oneself: rights, ways to sign in, sessions, proof, roles."""

import hashlib

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from tests.web.sign_in.person import PASSWORD

from sasando.domain.access import act_as
from sasando.domain.organisations.acting import signing_in
from sasando.domain.organisations.actions import give_role
from sasando.domain.organisations.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(person):
    made = person("village")
    made.signs_in()
    return made


class TestMyRights:
    def test_are_in_plain_words(self, village):
        page = village.browser.get(reverse("sign_in:rights")).content.decode()
        assert "di wilayah kerja lembaga Anda" in page
        assert "person.read" not in page

    def test_are_those_of_the_role(self, person):
        clinic = person("clinic")
        clinic.signs_in()
        assert "mengundang orang" not in clinic.browser.get(reverse("sign_in:rights")).content.decode()


class TestRecoveryCodes:
    def codes(self, village) -> list[str]:
        page = village.browser.post(reverse("sign_in:recovery_codes"))
        return page.context["made"]

    def test_are_ten_and_shown_once(self, village, facts):
        assert len(set(self.codes(village))) == 10
        assert b"<ol class" not in village.browser.get(reverse("sign_in:recovery_codes")).content
        assert facts("factor.added") == 1

    def test_open_the_account_once_each(self, village):
        first, second, *_ = self.codes(village)
        for code, opens in ((first, True), (first, False), (second, True)):
            other = village.elsewhere()
            other.gives_password()
            other.gives_code(code)
            assert other.is_in() is opens

    def test_are_void_after_new_ones_were_made(self, village):
        old = self.codes(village)[0]
        self.codes(village)
        other = village.elsewhere()
        other.gives_password()
        assert other.gives_code(old).status_code == 422

    def test_lie_encrypted_in_the_database(self, village, cast):
        self.codes(village)
        act_as(village.actor)
        [row] = village.account.authenticator_set.filter(type="recovery_codes")
        assert row.data["seed"].startswith("gAAAA")


class TestWhatWeighsMore:
    def test_asks_for_proof_after_ten_minutes(self, village):
        assert village.browser.get(reverse("sign_in:factor_add")).status_code == 200
        village.ages(11 * 60)
        answer = village.browser.get(reverse("sign_in:factor_add"))
        assert answer.headers["Location"] == f"{reverse('sign_in:prove')}?next={reverse('sign_in:factor_add')}"

    def test_is_open_again_after_a_password_and_a_code(self, village, facts):
        village.ages(11 * 60)
        given = {"password": PASSWORD, "code": village.next_code()}
        answer = village.browser.post(f"{reverse('sign_in:prove')}?next={reverse('sign_in:factor_add')}", given)
        assert answer.headers["Location"] == reverse("sign_in:factor_add")
        assert village.browser.get(reverse("sign_in:factor_add")).status_code == 200
        assert facts("proof.given") == 1

    @pytest.mark.parametrize(
        "wrong", [{"password": "salah"}, {"code": "000000"}, {"password": ""}, {"code": ""}], ids=str
    )
    def test_is_not_open_with_less(self, village, wrong):
        village.ages(11 * 60)
        given = {"password": PASSWORD, "code": village.next_code()} | wrong
        assert village.browser.post(reverse("sign_in:prove"), given).status_code == 422
        assert village.browser.get(reverse("sign_in:factor_add")).status_code == 302


class TestTheLastWayToSignIn:
    def test_cannot_be_taken_away(self, village):
        [key] = village.account.authenticator_set.model.objects.filter(type="totp").values_list("pk", flat=True)
        village.browser.post(reverse("sign_in:factor_remove", args=[key]))
        other = village.elsewhere()
        other.signs_in_with_the_next_code()
        assert other.is_in()

    def test_of_somebody_else_is_out_of_reach(self, village, person):
        clinic = person("clinic")
        act_as(signing_in(clinic.account.pk))
        [key] = clinic.account.authenticator_set.values_list("pk", flat=True)
        village.browser.post(reverse("sign_in:factor_remove", args=[key]))
        act_as(signing_in(clinic.account.pk))
        assert clinic.account.authenticator_set.filter(pk=key).exists()


class TestMySessions:
    def test_are_listed_without_their_keys(self, village):
        page = village.browser.get(reverse("sign_in:sessions")).content.decode()
        assert "Sesi ini" in page
        assert village.browser.session.session_key not in page

    def test_can_be_ended_one_by_one(self, village):
        other = village.elsewhere()
        other.signs_in_with_the_next_code()
        assert other.is_in()
        marks = [
            one["mark"]
            for one in village.browser.get(reverse("sign_in:sessions")).context["sessions"]
            if not one["this"]
        ]
        village.browser.post(reverse("sign_in:session_end"), {"session": marks[0]})
        assert not other.is_in()
        assert village.is_in()

    def test_can_be_ended_all_but_this(self, village, facts):
        other = village.elsewhere()
        other.signs_in_with_the_next_code()
        village.browser.post(reverse("sign_in:session_end"), {"session": "others"})
        assert not other.is_in()
        assert village.is_in()
        assert facts("session.ended") == 1

    def test_of_others_are_out_of_reach(self, village, person):
        clinic = person("clinic")
        clinic.signs_in()
        mark = hashlib.sha256(clinic.browser.session.session_key.encode()).hexdigest()[:16]
        village.browser.post(reverse("sign_in:session_end"), {"session": mark})
        assert clinic.is_in()


class TestMyPassword:
    def test_changes_and_ends_the_other_sessions(self, village, facts):
        other = village.elsewhere()
        other.signs_in_with_the_next_code()
        answer = village.browser.post(reverse("sign_in:password"), {"password": "sabana kering angin timur"})
        assert answer.status_code == 302
        assert village.is_in()
        assert not other.is_in()
        assert village.elsewhere().gives_password().status_code == 422
        assert village.elsewhere().gives_password("sabana kering angin timur").status_code == 302


class TestSomebodyWithTwoRoles:
    @pytest.fixture
    def officer(self, person, acting_as):
        made = person("placement-officer")
        administrator = acting_as("administrator")
        give_role(
            Account.objects.get(pk=made.account.pk), "protection-officer", None, by=administrator, today=localdate()
        )
        return made

    def test_chooses_after_signing_in(self, officer):
        answer = officer.signs_in()
        assert answer.headers["Location"].startswith(reverse("sign_in:role"))

    def test_acts_in_the_role_that_was_chosen(self, officer):
        officer.signs_in()
        officer.browser.post(reverse("sign_in:role"), {"role": "protection-officer"})
        page = officer.browser.get(reverse("sign_in:rights")).content.decode()
        assert "lembaga yang dilaporkan" in page

    def test_cannot_choose_a_role_that_is_not_theirs(self, officer):
        officer.signs_in()
        before = officer.browser.get(reverse("sign_in:rights")).content.decode()
        officer.browser.post(reverse("sign_in:role"), {"role": "administrator"})
        assert "memberi peran" not in before + officer.browser.get(reverse("sign_in:rights")).content.decode()
