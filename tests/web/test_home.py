"""The first screens: every number leads to exactly the rows that it counts."""

import re

import pytest
from django.utils import timezone
from tests.web.test_rosters import SAMPLE, hand_in

from sasando.domain.access import act_as, roles
from sasando.domain.rosters.checking import check_roster
from sasando.domain.rosters.models import Roster
from sasando.web.home.screens import SCREENS

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def lists(client_of, actor_of):
    """The sample list, handed in by the office and by a company, and checked."""
    for role in ("placement-officer", "p3mi"):
        hand_in(client_of(role), SAMPLE.read_bytes(), "calon.xlsx")
        act_as(actor_of(role))
        for roster in Roster.objects.filter(state="waiting"):
            check_roster(roster.pk, by=actor_of(role))


def rows_behind(client, url: str) -> int:
    page = client.get(url).content.decode()
    counted = re.search(r"dari <b>([\d.]+)</b>", page)
    return int(counted.group(1).replace(".", "")) if counted else 0


class TestEveryNumber:
    @pytest.mark.parametrize("role", roles())
    def test_has_its_rows_behind_it(self, lists, client_of, actor_of, role):
        client = client_of(role)
        for screen in SCREENS[role]:
            act_as(actor_of(role))
            for number in screen(actor_of(role), timezone.localdate()).numbers:
                if "/jejak/" not in number.url:  # each look at the trail adds to it
                    assert rows_behind(client, number.url) == number.value, (number.label, number.url)


class TestEveryRole:
    def test_has_a_first_screen(self):
        assert set(SCREENS) == set(roles())
