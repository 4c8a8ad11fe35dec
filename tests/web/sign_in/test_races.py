"""Several at one time: what is good once is good once. Each has a connection and a transaction of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.web.sign_in.person import PASSWORD, Person, committed_invitation

AT_ONE_TIME = 6


@pytest.fixture
def together(django_db_setup, django_db_blocker, settings):
    """`together(deeds)`: all begin at one moment; what each gave."""
    settings.PASSWORD_HASHERS = ["tests.web.sign_in.person.QuickHasher"]

    def run(deeds):
        start = Barrier(len(deeds))

        def one(deed):
            try:
                start.wait()
                return deed()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as pool:
            return list(pool.map(one, deeds))

    with django_db_blocker.unblock():
        yield run


def opened(address: str, login: str, browser: Client | None = None) -> int:
    given = {"login": login, "name": "Maria", "way": "password", "password": PASSWORD}
    return (browser or Client()).post(address, given).status_code


class Stranger(Person):
    """Somebody with an account of their own, which stays in the database."""

    def __init__(self, login: str) -> None:
        self.browser, self.login = Client(), login


@pytest.fixture
def stranger(together, as_owner, cast):
    """Somebody with a password, an application for codes, and recovery codes."""
    made = Stranger(f"maria.{uuid4().hex}")
    opened(committed_invitation(as_owner, cast.actor("village"), hours=72), made.login, made.browser)
    made.browser.get(reverse("sign_in:first_factor"))
    made.secret = made.browser.session["mfa.totp.secret"]
    made.browser.post(reverse("sign_in:first_factor"), {"code": made.code()})
    made.recovery = made.browser.post(reverse("sign_in:recovery_codes")).context["made"]
    connection.close()
    return made


class TestWhatIsGoodOnce:
    def test_an_invitation(self, together, as_owner, cast):
        address = committed_invitation(as_owner, cast.actor("village"), hours=72)
        names = [f"maria.{uuid4().hex}" for _ in range(AT_ONE_TIME)]
        answers = together([lambda name=name: opened(address, name) for name in names])
        assert answers.count(302) == 1
        [made] = as_owner.execute(
            "SELECT count(*) FROM organisations_account WHERE login = ANY(%s)", [names]
        ).fetchone()
        assert made == 1

    @pytest.mark.parametrize("kind", ["totp", "recovery"])
    def test_a_code(self, together, stranger, kind):
        code = stranger.next_code() if kind == "totp" else stranger.recovery[3]
        browsers = [Stranger(stranger.login) for _ in range(AT_ONE_TIME)]
        for one in browsers:
            assert one.gives_password().status_code == 302
        together([lambda one=one: one.gives_code(code) for one in browsers])
        assert sum(one.is_in() for one in browsers) == 1


class TestManyWrongPasswords:
    def test_at_one_time_count_all(self, together, stranger):
        browsers = [Stranger(stranger.login) for _ in range(12)]
        answers = together([lambda one=one: one.gives_password("salah salah salah").status_code for one in browsers])
        assert answers.count(422) == 4  # the fifth is the first that has to wait
