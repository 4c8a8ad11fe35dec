"""Wrong tries: slower and slower, the same whether a name exists, and never a way to lock others out."""

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web.sign_in.person import PASSWORD, without_chance

from sasando.web.sign_in import throttle

pytestmark = pytest.mark.django_db
BY_THE_CLOCK = {"Content-Length", "Retry-After", "Expires"}


def tries(browser: Client, login: str, password: str = "salah salah salah salah"):
    return browser.post(reverse("sign_in:sign_in"), {"login": login, "password": password})


def seen(answer, login: str) -> tuple[int, bytes, dict[str, str]]:
    """All that an answer tells: the name that was typed and the random parts taken out."""
    body = without_chance(answer).replace(login.encode(), b"")
    told = {key: value for key, value in answer.headers.items() if key not in BY_THE_CLOCK}
    return answer.status_code, body, told


@pytest.fixture
def moment(monkeypatch):
    """`moment.forward(minutes=1)`: time passes for the counts."""
    really = timezone.now

    class Moment:
        moved = timezone.timedelta()

        def forward(self, **how):
            self.moved += timezone.timedelta(**how)

    moment = Moment()
    for place in ("axes.handlers.proxy.now", "axes.attempts.now", "sasando.web.sign_in.throttle.timezone.now"):
        monkeypatch.setattr(place, lambda: really() + moment.moved)
    return moment


class TestAnAnswerToAWrongTry:
    def test_is_the_same_byte_for_byte_whether_the_name_exists(self, person):
        login = person("village").login
        known, unknown = Client(), Client()
        for _ in range(8):  # through the waits too
            answers = tries(known, login), tries(unknown, "tidak-ada")
            assert seen(answers[0], login) == seen(answers[1], "tidak-ada")

    def test_asks_the_database_as_often_whether_the_name_exists(self, person):
        login, counts = person("village").login, []
        for name in (login, "tidak-ada"):
            with CaptureQueriesContext(connection) as asked:
                tries(Client(), name)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_is_the_same_for_an_account_without_a_role_or_a_password(self, person):
        login = person("clinic", password=False).login
        answers = tries(Client(), login), tries(Client(), "tidak-ada")
        assert seen(answers[0], login) == seen(answers[1], "tidak-ada")


class TestWrongTries:
    def test_make_the_next_one_wait_even_with_the_right_password(self, person):
        village = person("village")
        for _ in range(throttle.SOFT):
            answer = tries(Client(), village.login)
        assert answer.status_code == 429
        assert village.gives_password().status_code == 429

    def test_are_forgiven_after_the_wait(self, person, moment):
        village = person("village")
        for _ in range(throttle.SOFT):
            tries(Client(), village.login)
        moment.forward(seconds=61)
        village.signs_in()
        assert village.is_in()
        assert not AccessAttempt.objects.exists()

    def test_are_at_most_a_hundred_however_long_somebody_goes_on(self, person, moment, monkeypatch):
        checked = []
        monkeypatch.setattr(
            "sasando.web.sign_in.backend.check_password", lambda given, _: checked.append(given) or given == PASSWORD
        )
        village, browser = person("village"), Client()
        for _ in range(300):
            tries(browser, village.login)
            moment.forward(minutes=5)
            if len(checked) >= throttle.HARD:
                break
        assert tries(browser, village.login).status_code == 429
        assert len(checked) <= throttle.HARD

    def test_from_elsewhere_do_not_lock_out_somebody_in_their_own_browser(self, person):
        village = person("village")
        village.signs_in()
        village.browser.post(reverse("sign_in:sign_out"))
        for _ in range(throttle.SOFT + 3):
            tries(Client(), village.login)
        assert village.gives_password().status_code == 302

    def test_are_counted_without_a_name_or_an_address(self, person):
        login = person("village").login
        tries(Client(REMOTE_ADDR="10.9.8.7"), login)
        [row] = AccessAttempt.objects.values()
        assert login not in str(row)
        assert "10.9.8.7" not in str(row)

    def test_with_codes_count_too(self, person):
        village = person("village")
        village.gives_password()
        for _ in range(throttle.SOFT):
            answer = village.gives_code("000000")
        assert answer.status_code == 429
        assert village.gives_code().status_code == 429
        assert not village.is_in()

    def test_leave_no_fact_with_a_name(self, person, facts):
        tries(Client(), person("village").login)
        assert facts("session.refused") == 0
