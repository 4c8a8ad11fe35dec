"""A company types numbers to learn who is known. Two hundred that another company knows and two hundred that nobody
knows: no answer, and nothing that is asked of the database for it, tells them apart.
"""

import re
from time import perf_counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sasando.domain import audit
from sasando.domain.people.models import Identity, Person
from sasando.domain.people.profiles import refresh_keys
from sasando.domain.people.searching import search_all

pytestmark = pytest.mark.django_db
ADDRESS, GIVEN = "/orang/tambah/", {"full_name": "Maria Probe", "sex": "F"}

OF_THE_CLOCK = re.compile("organisations_session|SAVEPOINT")
"""Once a minute a session says that it was seen, whatever is asked."""


class UndoneError(Exception):
    """Takes back what a try wrote, so that every try finds the same."""


def asked_by(client, address, given=None):
    """What an answer says, without what differs at every request, and what was asked of the database for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, given) if given else client.get(address)
    said = answer.content.decode() + answer.headers.get("Location", "")
    said = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{16}|[A-Za-z0-9]{64}|\d\d:\d\d", "", said)
    stated = [one["sql"] for one in asked if not OF_THE_CLOCK.search(one["sql"])]
    return answer.status_code, said, tuple(re.sub(r"'[^']*'|[0-9a-f]{8,}|_x\d+", "", one) for one in stated)


def told_apart(known, unknown):
    """The area under the curve of whoever guesses by time: of all pairs, in how many the known one took longer."""
    return sum(one > other for one in known for other in unknown) / (len(known) * len(unknown))


class TestACompanyThatTypesANik:
    @pytest.fixture
    def niks(self, acting_as, whole):
        by, many = acting_as("rival"), 200 if whole else 20
        numbers = [f"{5301 + number}1212029{number:05}" for number in range(many)]
        names = ["Maria Probe" if number % 10 == 0 else f"Bere Uji {number}" for number in range(many)]
        people = [Person(full_name=name, organisation_id=by.organisation) for name in names]
        Person.objects.bulk_create(people)
        Identity.objects.bulk_create([Identity(person=one, nik=nik) for one, nik in zip(people, numbers, strict=True)])
        refresh_keys(people)
        audit.record("roster.read_on", by=by)
        search_all()
        return [nik for known in numbers for nik in (known, f"{known[:4]}13{known[6:]}")]

    def test_hears_the_same_by_writing_somebody_down(self, client_of, niks, figure, whole):
        client, told, took = client_of("p3mi"), set(), []
        for nik in niks:
            began = perf_counter()
            try:
                with transaction.atomic():
                    told.add(asked_by(client, ADDRESS, GIVEN | {"nik": nik}))
                    raise UndoneError
            except UndoneError:
                took.append(perf_counter() - began)
        assert len(told) == 1
        assert next(iter(told))[0] == 302
        figure("NIKs typed by a company, known and unknown", len(niks))
        figure("different answers to them", len(told))
        auc = told_apart(took[::2], took[1::2])
        figure("share of pairs in which the known NIK took longer (0.5: nobody can tell)", f"{auc:.2f}")
        assert 0.4 < auc < 0.6 or not whole

    def test_hears_the_same_while_typing_and_searching(self, client_of, niks):
        client = client_of("p3mi")
        for way in (
            lambda nik: asked_by(client, ADDRESS, GIVEN | {"nik": nik, "cari": "1"}),
            lambda nik: asked_by(client, "/orang/tambah/mirip/", GIVEN | {"nik": nik}),
            lambda nik: asked_by(client, f"/orang/cari/?q={nik}"),
        ):
            assert len({way(nik) for nik in niks[:20]}) == 1

    def test_sees_nothing_on_the_record_afterwards(self, client_of, niks):
        client = client_of("p3mi")
        client.post(ADDRESS, GIVEN | {"nik": niks[0]})
        search_all()
        mine = re.search(r"/orang/[0-9a-f-]{36}/", client.get("/orang/?q=Probe").content.decode())[0]
        shown = client.get(mine).content.decode()
        assert "Maria Probe" in shown
        for word in ("dikenal", "Mungkin sama", "Orang yang sama", "PT Uji Dua"):
            assert word not in shown
