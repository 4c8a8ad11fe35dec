"""What offices look at: today's board, who lands, lists as sheets and ticked off for SISKOP2MI."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.saturday import MAUMERE, acts, gate

from sasando.domain.passages.models import Registration, TickKind
from sasando.domain.passages.ticking import Mark, tick
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry

__all__ = ["acts"]
pytestmark = [pytest.mark.django_db]

LETTER = b"""1. Yasinta Nahak, P, 28 th, Malaka, NIK 5321054505990001, HP 0812 3456 7890
2. Blasius Bria, L, 31 th, Malaka
3. Petrus Wangge, L, 40 th, Ende
"""


@pytest.fixture
def today(db, acts):
    """A list that arrives today at Lorens Say: one off, one missing, one not yet ticked."""
    sender, here = acts("sister-office"), gate(MAUMERE)
    letter = Letter(title="Surat hari ini", content=LETTER, due=here, arrives_at=timezone.now(), carrier="KM Uji")
    roster = announce_roster(letter, by=sender)
    by, (first, second, _) = acts("quay-officer"), Entry.objects.filter(roster=roster).order_by("row")
    tick(first, Mark(kind=TickKind.ARRIVED, gate=here), by=by)
    tick(second, Mark(kind=TickKind.MISSING, gate=here), by=by)
    return roster


def shown(answer, status=200):
    assert answer.status_code == status, answer.content[:600]
    return answer.content.decode()


class TestTheBoard:
    def test_shows_every_list_of_today_with_its_numbers_and_what_is_missing(self, client_of, today):
        page = shown(client_of("quay-officer").get("/papan/"))
        assert "Surat hari ini" in page
        assert "Ada yang hilang" in page

    def test_is_empty_on_another_day_and_says_so(self, client_of, today):
        day = timezone.localdate() + timedelta(days=30)
        assert "Tidak ada daftar pada hari ini" in shown(client_of("quay-officer").get(f"/papan/?day={day}"))

    def test_can_be_narrowed_to_a_gate(self, client_of, today):
        assert "Surat hari ini" not in shown(client_of("quay-officer").get("/papan/?gate=pelabuhan-tenau"))

    def test_shows_nothing_of_other_gates(self, client_of, today):
        assert "Surat hari ini" not in shown(client_of("labour-office").get("/papan/"))

    @pytest.mark.parametrize("odd", ["?day=x", "?gate=x", "?halaman=x", "?day=2026-13-45&gate=%00"])
    def test_survives_odd_addresses(self, client_of, today, odd):
        shown(client_of("quay-officer").get(f"/papan/{odd}"))


class TestWhoLands:
    def test_is_told_to_the_labour_office_of_the_region_and_to_nobody_else(self, client_of, today):
        page = shown(client_of("labour-office").get("/papan/tiba/"))
        assert "Yasinta Nahak" in page
        assert "KM Uji" in page
        assert "Petrus Wangge" not in page
        assert client_of("p3mi").get("/papan/tiba/").status_code == 404

    def test_says_where_everybody_is_now(self, client_of, today):
        page = shown(client_of("labour-office").get("/papan/tiba/"))
        assert "Sudah tiba di" in page
        assert "Hilang, dicari di" in page

    def test_counts_them_on_a_map(self, client_of, today):
        page = shown(client_of("quay-officer").get("/papan/tiba/"))
        assert "Kabupaten Malaka 2" in page
        assert "Kabupaten Ende 1" in page

    def test_is_taken_along_as_csv(self, client_of, today):
        rows = list(
            csv.reader(io.StringIO(client_of("labour-office").get("/papan/tiba/orang.csv").content.decode("utf-8-sig")))
        )
        assert len(rows) == 3

    def test_stands_on_the_first_screen(self, client_of, today):
        assert "Yasinta Nahak" in shown(client_of("labour-office").get("/"))
        assert "Surat hari ini" in shown(client_of("quay-officer").get("/"))


class TestASheet:
    def test_has_the_columns_of_the_offices_in_their_order(self, client_of, today):
        head, first, *_ = csv.reader(
            io.StringIO(client_of("quay-officer").get(f"/papan/{today.pk}/daftar.csv").content.decode("utf-8-sig"))
        )
        assert head[:8] == ["No", "Nama", "Bin/Binti", "Alias", "JK", "Umur/tgl lahir", "NIK", "No paspor/SPLP"]
        assert first[1] == "Yasinta Nahak"
        assert "5321054505990001" in first[6]

    def test_is_not_for_those_who_may_not_know_numbers(self, client_of, today):
        for role in ("labour-office", "village", "p3mi"):
            assert client_of(role).get(f"/papan/{today.pk}/daftar.csv").status_code == 404

    def test_for_typing_is_ticked_off_with_its_number(self, client_of, today, acts):
        client = client_of("quay-officer")
        assert "5321054505990001" in shown(client.get(f"/papan/{today.pk}/siskop2mi/"))
        acts("quay-officer")
        entry = Entry.objects.filter(roster=today).first()
        client.post(f"/papan/{today.pk}/siskop2mi/{entry.pk}/", {"number": "S-1"})
        client.post(f"/papan/{today.pk}/siskop2mi/{entry.pk}/", {"number": "S-2"})
        acts("quay-officer")
        assert [one.number for one in Registration.objects.all()] == ["S-2"]
        assert "Sudah diinput" in shown(client.get(f"/papan/{today.pk}/siskop2mi/"))
