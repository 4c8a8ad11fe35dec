"""What holds for every page: it opens for those with the right, asks the database little, and no cache keeps it."""

import pytest
from django.db import connection
from django.urls import reverse
from tests.web.test_rosters import checked

from sasando.domain.access import act_as, roles
from sasando.domain.people.models import Person
from sasando.web.shell.menu import menu_of

__all__ = ["checked"]
pytestmark = [pytest.mark.django_db]
MOST = 10
_NO_QUERY = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Counter:
    """How many statements reach the database; beginnings and ends of transactions are none."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(_NO_QUERY):
            self.seen.append(sql)
        return execute(sql, params, many, context)


def addresses_of(actor) -> list[str]:
    class Asked:
        path = ""

    return [line.url for line in menu_of(Asked(), actor)]


class TestEveryPageOfTheMenu:
    @pytest.mark.parametrize("role", roles())
    def test_opens_and_asks_the_database_at_most_ten_times(self, client_of, actor_of, role):
        client = client_of(role)
        for address in addresses_of(actor_of(role)):
            counter = Counter()
            with connection.execute_wrapper(counter):
                answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(counter.seen) <= MOST, (address, counter.seen)
            assert "no-store" in answer["Cache-Control"], address


class TestAPageOfManyRows:
    def test_asks_no_more_than_a_page_of_few(self, client_of, acting_as):
        client = client_of("village")
        actor = acting_as("village")
        asked = []
        for _ in range(2):
            counter = Counter()
            with connection.execute_wrapper(counter):
                client.get(reverse("people:list"))
            asked.append(len(counter.seen))
            act_as(actor)
            for number in range(60):
                from sasando.domain.people.actions import add_person

                add_person(by=actor, full_name=f"Orang {number}")
        assert asked[0] == asked[1]
        assert Person.objects.count() >= 60


class TestAStranger:
    @pytest.mark.parametrize("role", ["placement-officer"])
    def test_is_led_to_the_sign_in_from_every_page(self, client, actor_of, role):
        for address in addresses_of(actor_of(role)):
            assert client.get(address).url.startswith("/masuk/"), address


class TestEveryAnswer:
    def test_allows_no_script_of_others(self, client_of):
        policy = client_of("head").get("/")["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


class TestEveryPageOfAThing:
    @pytest.mark.parametrize("role", ["placement-officer", "head", "p3mi"])
    def test_asks_the_database_at_most_ten_times(self, client_of, checked, actor_of, role):
        client = client_of(role)
        act_as(actor_of(role))
        entry = checked.entries.first()
        pages = [
            reverse("rosters:detail", args=[checked.pk]),
            reverse("rosters:cells", args=[checked.pk]),
            reverse("rosters:person", args=[entry.pk]),
            reverse("people:detail", args=[entry.person_id]),
            reverse("organisations:detail", args=[checked.organisation_id]),
            reverse("gates:detail", args=["pelabuhan-tenau"]),
            reverse("regions:detail", args=["53.21"]),
            f"{reverse('people:search')}?q=Maria",
        ]
        for address in pages:
            counter = Counter()
            with connection.execute_wrapper(counter):
                answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(counter.seen) <= MOST, (address, [sql[:90] for sql in counter.seen])
