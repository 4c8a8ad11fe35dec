"""A list of candidates becomes placements: everybody on it, nothing typed twice, stopped and resumed, told by row."""

import pytest
from django.utils import timezone
from tests.cast import key

from sasando.core.law.stage import Stage
from sasando.domain.access import acting
from sasando.domain.access.context import act_as
from sasando.domain.errors import Refused
from sasando.domain.people.models import Person
from sasando.domain.placements import from_roster
from sasando.domain.placements.actions import start_placement
from sasando.domain.placements.from_roster import may_state, resume_intake, run_intake, said_for, stop_intake, take_up
from sasando.domain.placements.judging import judge_many, judge_placement
from sasando.domain.placements.models import Intake, IntakeRow, Judged, Placement, Stated
from sasando.domain.placements.program import as_program
from sasando.domain.rosters.actions import add_roster
from sasando.domain.rosters.checking import check_roster
from sasando.domain.rosters.models import Entry, Roster

pytestmark = pytest.mark.django_db

COLUMNS = (
    "Nama;NIK;JK;Tgl Lahir;Kabupaten;Skema;Negara;Jabatan;No Paspor;Paspor s/d;Hasil Sarkes;Tgl Sarkes;No ID CPMI;"
    "Keperluan"
)
MAID = "Pekerja rumah tangga"
ROWS = (
    f"Yasinta Seran;5321054505990001;P;05/05/1999;Malaka;P2P;Malaysia;{MAID};C1111111;01/01/2030;fit;01/03/2026;ID-7;",
    f"Dewi Nahak;5321054505990009;P;05/05/1998;Malaka;;Malaysia;{MAID};C2222222;01/01/2030;;;;",
    f"Dewi Nahak;5321054505990009;P;05/05/1998;Malaka;;Malaysia;{MAID};C2222222;01/01/2030;;;;",
    "Anton Bria;5321050101950003;L;01/01/1995;Malaka;P2P;Malaysia;;;;;;;STUDY",
)
LIST = "\n".join([COLUMNS, *ROWS]).encode()


@pytest.fixture
def roster(actor_of):
    """The list of PT Uji Satu, checked."""
    by = actor_of("p3mi")
    act_as(by)
    made = add_roster("Angkatan uji", LIST, stage=Stage.DEPART, as_of=None, by=by)
    check_roster(made.pk, by=by)
    act_as(by)
    return Roster.objects.get(pk=made.pk)


@pytest.fixture
def taken_up(roster, actor_of):
    """The same, made into placements by the company."""
    by = actor_of("p3mi")
    intake = take_up(roster, scheme="P2P", by=by)
    run_intake(intake.pk, by=by)
    act_as(by)
    return Intake.objects.get(pk=roster.pk)


def row(intake: Intake, number: int) -> IntakeRow:
    return IntakeRow.objects.get(intake=intake, entry__row=number)


class TestEveryRow:
    def test_becomes_a_placement_of_the_company_with_its_verdict(self, taken_up):
        placement = row(taken_up, 2).placement
        assert (placement.full_name, placement.company_id) == ("Yasinta Seran", key("PT Uji Satu"))
        assert (placement.scheme, placement.country, placement.law) == ("P2P", "MY", "incomplete")
        assert Judged.objects.get(pk=placement.pk).facts["passport_number"] == "C1111111"

    def test_that_names_no_scheme_has_the_one_of_the_list(self, taken_up):
        assert row(taken_up, 3).placement.scheme == "P2P"

    def test_of_a_person_who_stands_there_twice_is_told(self, taken_up):
        assert (row(taken_up, 4).placement, row(taken_up, 4).refused) == (None, "person_twice_on_list")

    def test_of_who_is_no_migrant_worker_is_told(self, taken_up):
        assert row(taken_up, 5).refused == "not_a_migrant_worker"

    def test_is_counted(self, taken_up):
        assert (taken_up.state, taken_up.done, taken_up.total) == ("ready", 4, 4)


class TestAPersonWhoHasAnOpenPlacement:
    def test_keeps_the_one_and_the_row_says_so(self, roster, actor_of, cast):
        by = actor_of("village")
        act_as(by)
        person = Person.objects.get(pk=cast.person("Yasinta Seran"))
        start_placement(person, scheme="P2P", on=timezone.localdate(), by=by)
        by = actor_of("p3mi")
        act_as(by)
        run_intake(take_up(roster, scheme="P2P", by=by).pk, by=by)
        act_as(by)
        refused = IntakeRow.objects.filter(intake=roster.pk, refused="placement_exists")
        assert [one.entry.full_name for one in refused] == ["Yasinta Seran"]


class TestTheWordOfACompany:
    def test_states_only_what_a_company_may_state(self, taken_up):
        stated = Stated.objects.get(placement=row(taken_up, 2).placement).facts
        assert stated["passport_until"] == "2030-01-01"
        assert not stated.keys() & {"registration_number", "health_result", "health_on"}

    @pytest.mark.parametrize("fact", ["village_verified_on", "health_result", "psych_result", "orientation_on",
                                      "worker_card_number", "company_licence_state", "permit_quota"])  # fmt: skip
    def test_never_stands_for_an_office_an_examiner_or_a_register(self, fact):
        assert may_state("p3mi", {fact: "x"}) == {}

    def test_is_offered_to_the_office_whose_step_it_is(self, taken_up, actor_of):
        placement = row(taken_up, 2).placement
        act_as(actor_of("placement-officer"))
        assert said_for([placement], "registered")[placement.pk]["registration_number"] == "ID-7"

    def test_stays_that_of_the_company_when_an_office_takes_the_list_up(self, roster, actor_of):
        by = actor_of("placement-officer")
        act_as(by)
        run_intake(take_up(Roster.objects.get(pk=roster.pk), scheme="P2P", by=by).pk, by=by)
        act_as(by)
        placement = row(Intake.objects.get(pk=roster.pk), 2).placement
        assert placement.company_id == key("PT Uji Satu")
        assert "registration_number" not in Stated.objects.get(placement=placement).facts


class TestTheWork:
    def test_stops_after_a_piece_and_goes_on_where_it_was(self, roster, actor_of, monkeypatch):
        monkeypatch.setattr(from_roster, "PIECE", 1)
        by = actor_of("p3mi")
        intake = take_up(roster, scheme="P2P", by=by)
        assert from_roster._piece(intake.pk, by)
        act_as(by)
        stop_intake(intake, by=by)
        run_intake(intake.pk, by=by)
        act_as(by)
        intake.refresh_from_db()
        assert (intake.state, intake.done) == ("stopped", 1)
        resume_intake(intake, by=by)
        run_intake(intake.pk, by=by)
        act_as(by)
        intake.refresh_from_db()
        assert (intake.state, intake.done) == ("ready", 4)
        assert Placement.objects.filter(company=by.organisation).count() == 2

    def test_is_done_once(self, taken_up, roster, actor_of):
        with pytest.raises(Refused) as refused:
            take_up(roster, scheme="P2P", by=actor_of("p3mi"))
        assert refused.value.code == "intake_there"

    @pytest.mark.parametrize("role", ["rival", "village", "clinic", "quay-officer", "protection-officer"])
    def test_is_nothing_for_others(self, roster, actor_of, role):
        by = actor_of(role)
        act_as(by)
        with pytest.raises(Refused) as refused:
            take_up(roster, scheme="P2P", by=by)
        assert refused.value.code == "not_allowed"


class TestTheAnswerForMany:
    def test_is_that_for_each(self, taken_up, actor_of):
        by, today = actor_of("placement-officer"), timezone.localdate()
        act_as(by)
        placements = list(Placement.objects.visible_to(by))
        with as_program(by):
            together = judge_many(placements, today)
            alone = {one.pk: judge_placement(Placement.objects.get(pk=one.pk), today) for one in placements}
        assert len(placements) >= 2
        assert together == alone

    def test_asks_the_same_number_of_questions(self, taken_up, actor_of, django_assert_max_num_queries):
        by, today = actor_of("placement-officer"), timezone.localdate()
        act_as(by)
        placements = list(Placement.objects.visible_to(by))
        with as_program(by), django_assert_max_num_queries(16):
            judge_many(placements, today)


def test_rows_that_are_not_seen_are_not_there(taken_up, actor_of):
    with acting(actor_of("rival")):
        assert not IntakeRow.objects.exists()
        assert not Entry.objects.filter(roster=taken_up.pk).exists()
