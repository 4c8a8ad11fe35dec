"""What waits for somebody stands on their first screen, with the numbers of the queue."""

import pytest
from django.urls import reverse
from tests.placements import acts, begun, registered  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


class TestTheFirstScreen:
    def test_counts_what_waits_and_names_the_nearest(self, registered, client_of):  # noqa: F811
        page = client_of("labour-office").get("/")
        part = next(one for one in page.context["parts"] if one.kind == "placements")
        assert [number.value for number in part.numbers] == [1, 0]
        assert reverse("placements:detail", args=[registered.pk]) in page.content.decode()

    @pytest.mark.parametrize("role", ["placement-officer", "labour-office", "village", "p3mi"])
    def test_offers_to_begin_a_placement(self, client_of, role):
        assert reverse("placements:begin") in client_of(role).get("/").content.decode()

    @pytest.mark.parametrize("role", ["head", "quay-officer", "clinic", "police"])
    def test_offers_it_to_nobody_else(self, client_of, role):
        assert reverse("placements:begin") not in client_of(role).get("/").content.decode()

    def test_of_a_person_leads_there_too(self, client_of, cast):
        page = client_of("labour-office").get(reverse("people:detail", args=[cast.person("Yasinta Seran")]))
        assert reverse("placements:start", args=[cast.person("Yasinta Seran")]) in page.content.decode()
