"""Pages of lists that became placements, of duties, numbers, many at once, and SISKOP2MI."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.domain.test_placements_afterwards import gone, list_at_gate
from tests.domain.test_placements_from_roster import roster, taken_up
from tests.issuing import *  # noqa: F403
from tests.placements import day
from tests.web.test_every_page import MOST, Counter

from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.placements.models import Entered, Intake, Obligation, Placement, Step, Term

__all__ = ["gone", "list_at_gate", "roster", "taken_up"]
pytestmark = pytest.mark.django_db
PAGES = ("duties", "contracts", "exchange", "recap", "choose", "siskop", "extract")


def text_of(answer):
    return " ".join(answer.content.decode().split())


class TestEveryPage:
    @pytest.mark.parametrize("role", ["placement-officer", "labour-office", "p3mi"])
    def test_opens_and_asks_the_database_little(self, gone, client_of, role):
        client = client_of(role)
        for name in PAGES:
            counter = Counter()
            with connection.execute_wrapper(counter):
                answer = client.get(reverse(f"placements:{name}"))
            assert answer.status_code == 200, name
            assert len(counter.seen) <= MOST, (name, [sql[:100] for sql in counter.seen])

    @pytest.mark.parametrize("role", ["clinic", "police", "church", "apjati", "administrator"])
    def test_does_not_exist_for_others(self, client_of, role):
        client = client_of(role)
        assert {client.get(reverse(f"placements:{name}")).status_code for name in PAGES} == {404}

    @pytest.mark.parametrize("name", ["exchange_file", "recap_file"])
    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_of_a_file_downloads_it_and_says_so(self, gone, client_of, actor_of, name, ending):
        answer = client_of("placement-officer").get(reverse(f"placements:{name}", args=[ending]))
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]

    @pytest.mark.parametrize("name", ["duties_csv", "contracts_ics", "siskop_opp", "siskop_companies"])
    def test_of_a_list_downloads_it(self, gone, client_of, name):
        answer = client_of("placement-officer").get(reverse(f"placements:{name}"))
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
        assert Fact.objects.exists


class TestABatch:
    def test_shows_each_row_with_its_placement_and_why_not(self, taken_up, client_of):
        counter, client = Counter(), client_of("p3mi")
        with connection.execute_wrapper(counter):
            page = text_of(client.get(reverse("placements:batch", args=[taken_up.pk])))
        assert "Orang ini sudah ada pada baris lain" in page
        assert "Yasinta Seran" in page
        assert len(counter.seen) <= MOST, counter.seen

    def test_is_begun_with_one_button(self, roster, client_of, actor_of):
        client = client_of("p3mi")
        answer = client.post(reverse("placements:batch", args=[roster.pk]), {"scheme": "P2P"})
        assert answer.status_code == 302
        act_as(actor_of("p3mi"))
        assert Intake.objects.get(pk=roster.pk).state == "working"

    def test_can_be_stopped_and_resumed(self, roster, client_of, actor_of):
        client = client_of("p3mi")
        client.post(reverse("placements:batch", args=[roster.pk]), {"scheme": "P2P"})
        client.post(reverse("placements:batch_stop", args=[roster.pk]))
        act_as(actor_of("p3mi"))
        assert Intake.objects.get(pk=roster.pk).state == "stopped"
        client.post(reverse("placements:batch_resume", args=[roster.pk]))
        act_as(actor_of("p3mi"))
        assert Intake.objects.get(pk=roster.pk).state == "working"

    def test_is_no_page_for_a_rival(self, taken_up, client_of):
        assert client_of("rival").get(reverse("placements:batch", args=[taken_up.pk])).status_code == 404


class TestTheGate:
    def test_shows_who_leaves_and_who_has_no_placement(self, cleared, list_at_gate, client_of):
        page = text_of(client_of("quay-officer").get(reverse("placements:departures", args=[list_at_gate.pk])))
        assert "Bene Kolo" in page
        assert "Diluluskan" in page
        assert "Tidak ada penempatan yang Anda lihat" in page


class TestDuties:
    def test_say_that_no_lawyer_confirmed_the_days(self, gone, client_of, actor_of):
        client = client_of("placement-officer")
        client.post(reverse("placements:terms"), {"kind": "departure", "days": "7"})
        act_as(actor_of("placement-officer"))
        assert Term.objects.get(kind="departure").days == 7
        assert "belum dikonfirmasi ahli hukum" in text_of(client.get(reverse("placements:duties")))

    def test_are_done_by_the_company_with_proof(self, gone, client_of, actor_of):
        client = client_of("p3mi")
        one = Obligation.objects.get(placement=gone, kind="departure")
        address = reverse("placements:duty", args=[one.pk])
        assert client.post(address, {"on": day(0), "note": ""}).status_code == 422
        assert client.post(address, {"on": day(0), "note": "Surat 1"}).status_code == 302
        act_as(actor_of("p3mi"))
        one.refresh_from_db()
        assert one.done_on == day(0)

    def test_remind_on_the_first_screen(self, gone, client_of):
        assert "Kewajiban" in text_of(client_of("p3mi").get("/"))


class TestNumbers:
    @pytest.mark.parametrize("way", ["scheme", "sector", "sex", "regency", "country", "month"])
    def test_lead_to_exactly_their_rows(self, gone, client_of, way):
        client = client_of("placement-officer")
        asked = {"sejak": day(-120), "menurut": way}
        answer = client.get(reverse("placements:recap"), asked)
        for row in answer.context["rows"]:
            for number, link in row["cells"]:
                if number:
                    behind = client.get(reverse("placements:recap_rows") + link)
                    assert behind.context["page"].paginator.count == number

    def test_are_of_the_day_that_is_asked(self, gone, client_of):
        asked = {"sejak": day(-120), "per": day(-1)}
        answer = client_of("placement-officer").get(reverse("placements:recap"), asked)
        assert [number for number, _ in answer.context["totals"]] == [0, 0, 0, 0]

    def test_count_each_placement_once(self, gone, client_of):
        answer = client_of("placement-officer").get(reverse("placements:recap"), {"sejak": day(-120)})
        assert [number for number, _ in answer.context["totals"]] == [1, 1, 1, 0]


class TestManyAtOnce:
    def test_first_says_who_can_and_who_cannot(self, begun, taken_up, client_of, actor_of):
        client = client_of("labour-office")
        keys = [str(one.pk) for one in Placement.objects.visible_to(actor_of("labour-office"))]
        answer = client.post(reverse("placements:many"), {"kind": "selected", "pk": keys, "on": day(0)})
        assert len(answer.context["cannot"]) == len(keys)
        act_as(actor_of("labour-office"))
        assert not Step.objects.filter(kind="selected").exists()

    def test_then_takes_the_step_for_those_who_can(self, registered, client_of, actor_of):
        client = client_of("labour-office")
        typed = {"kind": "informed", "pk": [str(registered.pk)], "on": day(0), "informed_on": day(-3), "sure": "1"}
        answer = client.post(reverse("placements:many"), typed)
        assert [one.pk for one in answer.context["done"].taken] == [registered.pk]
        act_as(actor_of("labour-office"))
        assert Step.objects.filter(placement=registered, kind="informed").count() == 2

    def test_takes_from_the_sheet_what_nobody_typed(self, taken_up, client_of, actor_of):
        by = actor_of("placement-officer")
        client = client_of("placement-officer")
        key = taken_up.rows.filter(placement__isnull=False).first().placement_id
        said = {"kind": "registered", "pk": [str(key)], "on": day(0), "from_list": "on", "registered_on": day(-3)}
        answer = client.post(reverse("placements:many"), said)
        [line] = answer.context["can"]
        assert line.facts.get("nik", "").startswith("5321")
        act_as(by)


class TestSiskop:
    def test_ticks_what_was_typed(self, registered, client_of, actor_of):
        client = client_of("labour-office")
        client.post(reverse("placements:siskop_tick", args=[registered.pk]), {"number": "SK-9"})
        act_as(actor_of("labour-office"))
        assert Entered.objects.get(pk=registered.pk).number == "SK-9"
        assert client.get(reverse("placements:siskop"), {"sudah": "0"}).context["page"].paginator.count == 0

    def test_shows_every_difference_by_row_and_column_and_changes_nothing(self, registered, client_of, actor_of):
        rows = ["Nama;NIK;No ID CPMI;JK;Negara", "Yasinta Seran;5321054505990001;ID-1;P;Taiwan", "Orang Lain;;ID-77;L;"]
        extract = "\n".join(rows)
        client = client_of("labour-office")
        sent = {"file": SimpleUploadedFile("petikan.csv", extract.encode())}
        answer = client.post(reverse("placements:extract"), sent)
        found = [(one.row, one.column, one.kind) for one in answer.context["compared"].mismatches]
        assert found == [(2, "country", "differs"), (3, "", "unknown_here")]
        act_as(actor_of("labour-office"))
        assert Placement.objects.get(pk=registered.pk).country == "MY"

    def test_refuses_a_file_without_any_number(self, client_of):
        sent = {"file": SimpleUploadedFile("petikan.csv", b"Nama;JK\nYasinta Seran;P\n")}
        answer = client_of("labour-office").post(reverse("placements:extract"), sent)
        assert answer.status_code == 422
        assert "tidak punya kolom" in text_of(answer)
