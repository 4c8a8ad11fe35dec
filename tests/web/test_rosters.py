"""A list in the browser: handed in, read, its verdicts with their articles, and the same as files."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.conftest import signed_in

from sasando.domain.access import act_as
from sasando.domain.audit.models import Fact
from sasando.domain.audit.words import deed
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.actions import name_adverse
from sasando.domain.rosters.checking import RULES, check_roster
from sasando.domain.rosters.models import Entry, Flag, Roster, Source, State, Verdict

SAMPLE = Path(__file__).parents[2] / "examples" / "calon.xlsx"
SMALL = b"""Nama;NIK;Skema;Negara;Tgl Berangkat
Maria Seran;5321054505990001;P2P;Malaysia;31/12/2026
Yosef;12;P2P;Malaysia;
"""
pytestmark = [pytest.mark.django_db]


def hand_in(client, content=SMALL, name="daftar.csv", **more):
    return client.post("/daftar/periksa/", {"file": SimpleUploadedFile(name, content), "stage": "DEPART", **more})


@pytest.fixture
def checked(client_of, actor_of):
    """A small list of the company PT Uji Satu, checked."""
    client = client_of("p3mi")
    answer = hand_in(client)
    act_as(actor_of("p3mi"))
    roster = Roster.objects.get()
    assert answer.url == f"/daftar/{roster.pk}/"
    check_roster(roster.pk, by=actor_of("p3mi"))
    return Roster.objects.get()


class TestHandingInAList:
    def test_keeps_it_as_it_came_and_queues_the_check(self, client_of, actor_of):
        assert hand_in(client_of("p3mi")).status_code == 302
        act_as(actor_of("p3mi"))
        roster = Roster.objects.get()
        assert bytes(Source.objects.get().content) == SMALL
        assert (roster.title, roster.state, roster.stage) == ("daftar.csv", State.WAITING, "DEPART")

    def test_takes_pasted_text(self, client_of, actor_of):
        answer = client_of("p3mi").post("/daftar/periksa/", {"text": "Nama\tSkema\nMaria\tP2P", "stage": "DEPART"})
        assert answer.status_code == 302

    def test_of_nothing_says_what_to_do_and_keeps_what_was_typed(self, client_of):
        answer = client_of("p3mi").post("/daftar/periksa/", {"title": "Angkatan Maret", "stage": "DEPART"})
        assert answer.status_code == 422
        assert "Pilih berkas atau tempel daftarnya" in answer.content.decode()
        assert "Angkatan Maret" in answer.content.decode()

    def test_is_not_there_for_those_who_hand_in_none(self, client_of):
        assert hand_in(client_of("village")).status_code == 404


class TestAListThatCannotBeRead:
    def test_says_why_on_its_page(self, client_of, actor_of):
        client = client_of("p3mi")
        hand_in(client, b"\x00\x01\x02 not a table")
        act_as(actor_of("p3mi"))
        roster = Roster.objects.get()
        check_roster(roster.pk, by=actor_of("p3mi"))
        page = client.get(f"/daftar/{roster.pk}/").content.decode()
        assert "Daftar ini tidak dapat dibaca" in page


class TestTheSampleList:
    def test_is_judged_as_on_the_command_line(self, client_of, actor_of):
        hand_in(client_of("placement-officer"), SAMPLE.read_bytes(), "calon.xlsx")
        act_as(actor_of("placement-officer"))
        roster = Roster.objects.get()
        check_roster(roster.pk, by=actor_of("placement-officer"))
        decisions = {entry.full_name: entry.decision for entry in Entry.objects.all()}
        assert decisions["Apolonia Reda"] == "non_procedural"
        assert decisions["Kornelia Mesi"] == "cleared"
        assert len(decisions) > 50


class TestTheVerdicts:
    def test_show_the_decision_the_gaps_and_the_articles(self, client_of, checked, actor_of):
        client = client_of("p3mi")
        page = client.get(f"/daftar/{checked.pk}/").content.decode()
        assert "Maria Seran" in page
        act_as(actor_of("p3mi"))
        entry = Entry.objects.get(full_name="Maria Seran")
        page = client.get(f"/daftar/orang/{entry.pk}/").content.decode()
        assert "UU 18/2017" in page
        assert "Lakukan:" in page

    def test_name_the_cell_that_could_not_be_read(self, client_of, checked):
        page = client_of("p3mi").get(f"/daftar/{checked.pk}/sel/").content.decode()
        assert "NIK" in page
        assert "Yosef" in page

    def test_filter_by_decision(self, client_of, checked):
        page = client_of("p3mi").get(f"/daftar/{checked.pk}/?decision=cleared").content.decode()
        assert "Tidak ada orang yang cocok" in page

    def test_are_the_same_in_english(self, client_of, checked):
        client = client_of("p3mi")
        client.cookies["bahasa"] = "en"
        assert "Incomplete" in client.get(f"/daftar/{checked.pk}/").content.decode()

    def test_are_recorded_when_they_are_read(self, client_of, checked, actor_of):
        client_of("p3mi").get(f"/daftar/{checked.pk}/")
        act_as(actor_of("head"))
        assert Fact.objects.filter(action="roster.read", thing_key=str(checked.pk)).exists()


class TestOthers:
    def test_of_another_company_find_nothing(self, client_of, checked):
        rival = client_of("rival")
        assert rival.get(f"/daftar/{checked.pk}/").status_code == 404
        assert "daftar.csv" not in rival.get("/daftar/").content.decode()

    def test_get_the_same_page_as_for_a_list_that_never_was(self, client_of, checked):
        rival = client_of("rival")
        there = rival.get(f"/daftar/{checked.pk}/").content
        never = rival.get("/daftar/00000000-0000-4000-8000-000000000000/").content
        assert there == never

    def test_of_the_office_see_it(self, client_of, checked):
        assert client_of("placement-officer").get(f"/daftar/{checked.pk}/").status_code == 200

    def test_of_the_office_see_flags_that_the_company_does_not(self, checked, actor_of):
        act_as(actor_of("p3mi"))
        assert Flag.objects.count() == 0
        assert Verdict.objects.count() == 2


class TestExports:
    def test_hold_the_same_rows(self, client_of, checked):
        answer = client_of("p3mi").get(f"/daftar/{checked.pk}/hasil.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert any(cell.value == "Maria Seran" for row in book.worksheets[1].iter_rows() for cell in row)

    def test_come_as_pdf(self, client_of, checked):
        assert client_of("p3mi").get(f"/daftar/{checked.pk}/hasil.pdf").content.startswith(b"%PDF")

    def test_ask_for_a_proof_when_the_last_is_older_than_ten_minutes(self, client_of, checked):
        answer = client_of("p3mi", proved_at=0).get(f"/daftar/{checked.pk}/hasil.xlsx")
        assert answer.url.startswith("/masuk/")

    def test_are_recorded(self, client_of, checked, actor_of):
        client_of("p3mi").get(f"/daftar/{checked.pk}/hasil.xlsx")
        act_as(actor_of("head"))
        assert Fact.objects.filter(action="roster.exported", fields=["xlsx"]).exists()


class TestAListThatIsStopped:
    @pytest.fixture
    def stopped(self, client_of, actor_of):
        client = client_of("p3mi")
        hand_in(client)
        act_as(actor_of("p3mi"))
        roster = Roster.objects.get()
        client.post(f"/daftar/{roster.pk}/hentikan/")
        act_as(actor_of("p3mi"))
        return roster

    def test_is_not_read(self, stopped, actor_of):
        check_roster(stopped.pk, by=actor_of("p3mi"))
        assert Entry.objects.count() == 0

    def test_goes_on_where_it_stood(self, stopped, client_of, actor_of):
        client_of("p3mi").post(f"/daftar/{stopped.pk}/lanjutkan/")
        act_as(actor_of("p3mi"))
        check_roster(stopped.pk, by=actor_of("p3mi"))
        assert Roster.objects.get().state == State.READY
        assert Entry.objects.count() == 2


class TestCheckingAgain:
    def test_judges_the_same_people_once_more_and_adds_nobody(self, client_of, checked, actor_of):
        client_of("p3mi").post(f"/daftar/{checked.pk}/ulang/")
        act_as(actor_of("p3mi"))
        check_roster(checked.pk, by=actor_of("p3mi"))
        assert Entry.objects.count() == 2

    def test_is_asked_for_when_the_rules_have_changed(self, client_of, checked, actor_of):
        act_as(actor_of("p3mi"))
        Roster.objects.update(rules_hash="old")
        Entry.objects.update(rules_hash="old")
        client = client_of("p3mi")
        assert "masih menurut aturan lama" in client.get(f"/daftar/{checked.pk}/").content.decode()
        act_as(actor_of("p3mi"))
        entry = Entry.objects.first()
        assert "Periksa ulang dahulu" in client.get(f"/daftar/orang/{entry.pk}/").content.decode()


class TestTheSamePersonTwice:
    def test_is_one_person_of_the_company_by_the_nik(self, client_of, checked, actor_of):
        hand_in(client_of("p3mi"))
        act_as(actor_of("p3mi"))
        second = Roster.objects.exclude(pk=checked.pk).get()
        check_roster(second.pk, by=actor_of("p3mi"))
        persons = Entry.objects.filter(full_name="Maria Seran").values_list("person", flat=True)
        assert len(persons) == 2
        assert len(set(persons)) == 1

    def test_is_two_when_the_names_differ_though_the_nik_is_one(self, client_of, checked, actor_of):
        hand_in(client_of("p3mi"), SMALL.replace(b"Maria Seran", b"Katarina Manek"))
        act_as(actor_of("p3mi"))
        second = Roster.objects.exclude(pk=checked.pk).get()
        check_roster(second.pk, by=actor_of("p3mi"))
        names = {entry.person.full_name for entry in Entry.objects.select_related("person") if entry.row == 2}
        assert names == {"Maria Seran", "Katarina Manek"}

    def test_tells_a_company_nothing_of_whom_others_know(self, client_of, actor_of):
        hand_in(client_of("rival"))
        act_as(actor_of("rival"))
        roster = Roster.objects.get()
        check_roster(roster.pk, by=actor_of("rival"))
        assert Entry.objects.get(full_name="Maria Seran").person.organisation_id == actor_of("rival").organisation


def test_a_client_signs_in_again_after_the_session_ended(client_of, actor_of):
    from django.test import Client

    act_as(actor_of("p3mi"))
    client = signed_in(Client(), actor_of("p3mi"), seen=0)
    assert client.get("/daftar/").status_code == 302


class TestListsAsCsv:
    def test_hold_the_lists_of_the_page(self, client_of, checked):
        text = client_of("placement-officer").get("/daftar/daftar.csv").content.decode("utf-8-sig")
        assert "daftar.csv" in text
        assert "daftar.csv" not in client_of("rival").get("/daftar/daftar.csv").content.decode("utf-8-sig")

    def test_hold_the_people_of_the_page(self, client_of, checked):
        text = client_of("p3mi").get("/daftar/orang/calon.csv?q=Maria").content.decode("utf-8-sig")
        assert "Maria Seran" in text
        assert "Yosef" not in text


class TestACompanyNamedAgainstSomebodyOnItsList:
    @pytest.fixture
    def named(self, checked, acting_as):
        officer = acting_as("protection-officer")
        person = Entry.objects.get(full_name="Maria Seran").person
        name_adverse(person, organisation=Organisation.objects.get(pk=checked.organisation_id), by=officer)
        return checked

    def test_sees_a_number_that_fits_its_rows(self, named, client_of):
        client = client_of("p3mi")
        assert re.search(r'data-label="Orang">1<', client.get("/daftar/").content.decode())
        assert "Maria Seran" not in client.get(f"/daftar/{named.pk}/").content.decode()

    def test_can_have_the_list_checked_again(self, named, client_of, actor_of):
        client_of("p3mi").post(f"/daftar/{named.pk}/ulang/")
        act_as(actor_of("p3mi"))
        check_roster(named.pk, by=actor_of("p3mi"))
        assert Roster.objects.get(pk=named.pk).state == State.READY
        act_as(actor_of("head"))
        assert Entry.objects.filter(roster=named).count() == 2


class TestACheckThatIsStoppedWhileItGoesOverAListAgain:
    def test_goes_on_with_the_rows_that_it_had_not_reached(self, checked, client_of, actor_of):
        client = client_of("p3mi")
        client.post(f"/daftar/{checked.pk}/ulang/")
        act_as(actor_of("p3mi"))
        Roster.objects.filter(pk=checked.pk).update(read=1, reached=2)
        Entry.objects.filter(roster=checked).update(rules_hash="old")
        client.post(f"/daftar/{checked.pk}/hentikan/")
        client.post(f"/daftar/{checked.pk}/lanjutkan/")
        act_as(actor_of("p3mi"))
        check_roster(checked.pk, by=actor_of("p3mi"))
        assert Roster.objects.get(pk=checked.pk).read == 2
        judged = dict(Entry.objects.filter(roster=checked).values_list("row", "rules_hash"))
        assert judged[3] == RULES


class TestRedFlagsOnTheListOfACompany:
    def test_are_written_and_renewed_though_the_company_never_reads_them(self, client_of, actor_of):
        hand_in(client_of("p3mi"), SAMPLE.read_bytes(), "calon.xlsx")
        for _ in range(2):
            act_as(actor_of("p3mi"))
            roster = Roster.objects.get()
            check_roster(roster.pk, by=actor_of("p3mi"))
            assert Flag.objects.count() == 0
            act_as(actor_of("head"))
            assert Flag.objects.exclude(codes=[]).count() > 5
            client_of("p3mi").post(f"/daftar/{roster.pk}/ulang/")


class TestWhoReadAList:
    HEADING = "Siapa membuka dan mengubah data ini"

    def test_stands_on_its_page_for_those_who_may_know(self, checked, client_of):
        client_of("p3mi").get(f"/daftar/{checked.pk}/")
        shown = client_of("head").get(f"/daftar/{checked.pk}/").content.decode()
        assert self.HEADING in shown
        assert checked.organisation.name in shown[shown.index(self.HEADING) :]

    def test_is_not_told_to_others(self, checked, client_of):
        assert self.HEADING not in client_of("p3mi").get(f"/daftar/{checked.pk}/").content.decode()

    def test_stands_on_the_page_of_a_person_whose_verdict_was_read(self, checked, client_of, actor_of):
        act_as(actor_of("p3mi"))
        entry = Entry.objects.filter(person__isnull=False).first()
        client_of("p3mi").get(f"/daftar/orang/{entry.pk}/")
        shown = client_of("head").get(f"/orang/{entry.person_id}/").content.decode()
        assert str(deed("verdict.read")) in shown[shown.index(self.HEADING) :]
