"""The demo world: invented, the same for one seed, full enough for every first screen, never among real data."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from sasando.core.facts.organisations import read_organisation
from sasando.domain.access import act_as, roles
from sasando.exchange.candidates import open_list
from sasando.exchange.reports.words import WITA
from sasando.project.cluster import open_database
from sasando.project.commands.demo import demo_folder, prepare_world
from sasando.project.demo_world import batches, organisations
from sasando.project.demo_world.dossiers import companies, data, jobs
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.mark import mark_of
from sasando.project.demo_world.names import full_name
from sasando.project.demo_world.sheets import workbook
from sasando.project.demo_world.somebody import PLACED_FROM, RETURNED_TO, Crowd
from sasando.project.demo_world.there import SEED, There, look, ready_for, refuse_demo
from sasando.project.site import owner_environment, prepare
from sasando.project.trouble import Trouble

TODAY = datetime.now(WITA).date()
REAL_COMPANIES = """
    Multi Intan Amanah Internasional; Setia Mulia Kridatama; Elsafa Adiwiguna Mandiri; Tulus Widodo Putra;
    Alwihda Jaya Sentosa; El Karim Makmur Sentosa; Malindo; Bhakti Unggul Sejahtera; Genta Gemilang Abadi;
    Zisra Dwi Jaya; Sriti Rukma Lestari; Falia Sinatrya Sejati; Tiaramas Rona Gemilang; Arni Family;
    Bukit Mayak Asri; Gasindo Buala Sari
"""

pytestmark = pytest.mark.xdist_group("demo world")


def planned(seed=SEED, day=TODAY):
    """All lists of a world, with what stands in them, before there is any database."""
    making = Making(day, seed)
    year = batches.Year(making, Crowd(making.random("crowd"), day, []))
    return [(plan.organisation, plan.title, plan.stage, year.rows(plan)) for plan in batches.planned(making)]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A whole world, and the folder in which it lies."""
    folder = tmp_path_factory.mktemp("demo")
    with open_database(folder, {}, durable=False) as database:
        prepare_world(database, folder, today=TODAY)
        yield database, folder


@pytest.fixture(scope="module")
def owner(world):
    with psycopg.connect(world[0].url("owner"), autocommit=True) as connected:
        yield connected


@pytest.fixture
def asked(owner):
    """The first value of an answer."""
    return lambda query, *values: owner.execute(query, values or None).fetchone()[0]


@pytest.fixture
def inside(world, django_db_blocker, monkeypatch):
    """The tables of Django are those of the world, as a desk reaches them."""
    from sasando.project.settings import database_of

    database, folder = world
    monkeypatch.setattr(settings, "CONTEXT_KEY", (folder / "keys" / "context.key").read_bytes().strip())
    before = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(database_of(database.url("app")))
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        connection.close()
        connection.settings_dict.update(before)


class TestInventedPeople:
    def test_are_the_same_for_the_same_seed(self):
        assert planned() == planned()

    def test_are_others_for_another_seed(self):
        assert planned() != planned(seed=SEED + 1)

    def test_are_the_same_on_another_day(self):
        names = [
            {(place, row["full_name"]) for place, _, _, rows in planned(day=day) for row in rows}
            for day in (TODAY, TODAY + timedelta(days=45))
        ]
        assert names[0] == names[1]

    def test_have_numbers_of_their_own(self):
        making = Making(TODAY, SEED)
        crowd = Crowd(making.random("crowd"), TODAY, [])
        people = [crowd.somebody(PLACED_FROM, sex="F") for _ in range(2_000)]
        assert len({one.passport for one in people}) == len({one.nik for one in people}) == len(people)

    def test_have_a_birth_date_that_their_number_agrees_with(self):
        making = Making(TODAY, SEED)
        one = Crowd(making.random("crowd"), TODAY, []).somebody(PLACED_FROM, sex="F")
        assert one.nik[6:12] == f"{one.born_on.day + 40:02d}{one.born_on:%m%y}"

    @pytest.mark.parametrize("regency", sorted({*PLACED_FROM, *RETURNED_TO, "53.14", "53.20"}))
    def test_can_come_from_every_regency(self, regency):
        making = Making(TODAY, SEED)
        assert " " in full_name(making.random(regency), regency, "M")

    def test_have_a_telephone_that_nobody_can_have(self):
        making = Making(TODAY, SEED)
        assert Crowd(making.random("crowd"), TODAY, []).phone().startswith("0800-0000-")


class TestInventedOrganisations:
    def test_none_has_the_name_of_a_real_company(self):
        real = {read_organisation(name.strip()) for name in REAL_COMPANIES.split(";")}
        named = {one.name.split(",")[0] for one in organisations.planned(Making(TODAY, SEED).random("o"))}
        named |= {company.name for company in companies().values()}
        named |= {name for job in jobs().values() for name in (*job.employers, job.agency) if name}
        assert not {read_organisation(name) for name in named} & real

    def test_every_branch_stands_behind_its_company(self):
        seen = set()
        for row in data("organisations")["organisation"]:
            assert row.get("parent", row["key"]) in {*seen, row["key"]}
            seen.add(row["key"])

    def test_every_regency_has_a_labour_office(self):
        plan = organisations.planned(Making(TODAY, SEED).random("o"))
        assert len([one for one in plan if one.key.startswith("labour-")]) == 22


class TestAList:
    def test_is_a_file_that_our_own_reader_reads_whole(self, tmp_path):
        making = Making(TODAY, SEED)
        year = batches.Year(making, Crowd(making.random("crowd"), TODAY, []))
        plan = batches.planned(making)[0]
        rows = year.rows(plan)
        file = tmp_path / "daftar.xlsx"
        file.write_bytes(workbook(rows, title=plan.title, departs_on=TODAY, made_on=TODAY))
        listed = open_list(file)
        assert len(listed) == len(rows)
        assert [one.reading.dossier.full_name for one in listed.candidates()] == [row["full_name"] for row in rows]

    def test_is_byte_for_byte_the_same_twice(self):
        rows = planned()[0][3]
        once, twice = (workbook(rows, title="x", departs_on=None, made_on=TODAY) for _ in range(2))
        assert once == twice

    def test_says_nothing_that_had_not_happened_when_it_was_written(self):
        making = Making(TODAY, SEED)
        year = batches.Year(making, Crowd(making.random("crowd"), TODAY, []))
        for plan in batches.planned(making):
            for row in year.rows(plan):
                assert row.get("orientation_on", plan.on.written_on) <= plan.on.written_on


class TestTheWorld:
    def test_is_as_large_as_a_province(self, asked):
        assert asked("SELECT count(*) FROM people_person") == 2_000
        assert asked("SELECT count(*) FROM organisations_account") == 120
        assert 60 <= asked("SELECT count(*) FROM organisations_organisation") <= 80
        assert 100 <= asked("SELECT count(*) FROM rosters_roster") <= 120

    def test_has_every_role_twice_and_once_marked(self, owner):
        held = dict(owner.execute("SELECT role, count(*) FROM organisations_roleassignment GROUP BY role").fetchall())
        assert set(held) == set(roles())
        assert min(held.values()) >= 2
        marked = owner.execute("SELECT login FROM organisations_account WHERE login LIKE 'demo-%'").fetchall()
        elsewhere = {"demo-village-sumba-barat", "demo-labour-office-sumba-barat", "demo-quay-officer-el-tari"}
        assert {login for (login,) in marked} == {f"demo-{role}" for role in roles()} | elsewhere

    def test_gives_nobody_a_password(self, asked):
        assert asked("SELECT count(*) FROM organisations_account WHERE password NOT LIKE '!%'") == 0

    def test_has_lists_today_and_departures_today_and_this_week(self, asked):
        since = datetime.combine(TODAY, datetime.min.time(), WITA)
        assert asked("SELECT count(*) FROM rosters_roster WHERE added_at >= %s", since) >= 3
        assert asked("SELECT count(*) FROM rosters_entry WHERE departs_on = %s", TODAY) >= 5
        soon = (TODAY + timedelta(days=1), TODAY + timedelta(days=7))
        assert asked("SELECT count(*) FROM rosters_entry WHERE departs_on BETWEEN %s AND %s", *soon) >= 40

    def test_has_the_ship_of_story_a_on_saturday_at_dawn_and_another_today(self, asked):
        making, at_lorens = (
            Making(TODAY, SEED),
            "SELECT arrives_at FROM gates_call WHERE gate_id = %s AND sailing_id = %s",
        )
        dawn = asked(at_lorens, "pelabuhan-lorens-say", making.key("sailing saturday")).astimezone(WITA)
        assert (dawn.weekday(), f"{dawn:%H:%M}") == (5, "06:15")
        assert 0 <= (dawn.date() - TODAY).days < 7
        assert asked(at_lorens, "pelabuhan-lorens-say", making.key("sailing today")).astimezone(WITA).date() == TODAY
        ports = "SELECT string_agg(gate_id, ' ' ORDER BY \"order\") FROM gates_call WHERE sailing_id = %s"
        assert "nunukan pelabuhan-parepare pelabuhan-makassar" in asked(ports, making.key("sailing saturday"))

    def test_has_a_timetable_of_half_a_year_around_today(self, asked):
        assert asked("SELECT count(*) FROM gates_sailing WHERE cancelled_at IS NOT NULL") == 1
        assert 500 <= asked("SELECT count(*) FROM gates_sailing") <= 1_000
        assert asked("SELECT min(departs_at) < now() - interval '60 days' FROM gates_call")
        assert asked("SELECT max(departs_at) > now() + interval '110 days' FROM gates_call")

    def test_happened_within_a_year_and_before_now(self, asked):
        assert asked("SELECT min(added_at) > now() - interval '410 days' FROM rosters_roster")
        assert asked("SELECT count(*) FROM rosters_roster WHERE added_at > now()") == 0
        assert asked("SELECT count(*) FROM rosters_roster WHERE checked_at > now() + interval '1 minute'") == 0
        assert asked("SELECT count(*) FROM people_person WHERE recorded_at > now()") == 0

    def test_has_every_decision_and_none_of_them_everywhere(self, owner):
        counted = dict(
            owner.execute(
                "SELECT decision, count(*) FROM rosters_entry WHERE decision <> '' GROUP BY decision"
            ).fetchall()
        )
        shares = {decision: count / sum(counted.values()) for decision, count in counted.items()}
        assert set(shares) == {"cleared", "incomplete", "non_procedural", "out_of_scope"}
        assert 0.4 < shares["cleared"] < 0.7
        assert shares["incomplete"] > 0.15
        assert shares["non_procedural"] > 0.08
        assert shares["out_of_scope"] > 0.02

    def test_shows_what_happens_without_an_agreement(self, asked):
        login = asked(
            "SELECT a.login FROM organisations_account a JOIN organisations_agreement g USING (organisation_id) "
            "WHERE g.until < %s", TODAY
        )  # fmt: skip
        assert asked("SELECT count(*) FROM security.actors_of(security.account_of(%s))", login) == 0

    def test_has_contacts_that_somebody_must_confirm_again(self, asked):
        stale = "SELECT count(*) FROM organisations_contact WHERE confirmed_on < %s"
        assert asked(stale, TODAY - timedelta(days=180)) >= 5

    def test_has_people_with_one_name_and_people_without(self, asked):
        assert asked("SELECT count(*) FROM people_person WHERE full_name NOT LIKE '% %' AND full_name <> ''") >= 10
        assert asked("SELECT count(*) FROM people_person WHERE full_name = ''") >= 5

    def test_has_a_company_that_no_longer_reaches_three_of_its_own_people(self, asked):
        assert asked(
            "SELECT count(*) FROM people_adversity a JOIN people_person p ON p.id = a.person_id "
            "WHERE a.organisation_id = p.organisation_id"
        ) == 3  # fmt: skip

    def test_has_a_list_that_could_not_be_read(self, asked):
        assert asked("SELECT count(*) FROM rosters_roster WHERE state = 'refused' AND because <> '{}'") == 1

    def test_has_people_on_several_records_and_decisions_on_some(self, asked):
        assert asked("SELECT count(*) FROM people_suggestion WHERE says = 'same'") >= 20
        assert asked("SELECT count(DISTINCT verdict) FROM people_sameness") == 3
        assert asked("SELECT count(*) FROM people_searchdue WHERE due") == 0

    def test_has_somebody_who_became_five_years_older(self, asked):
        assert asked(
            "SELECT max(extract(year FROM i.day)) - min(extract(year FROM i.day)) FROM people_sameness s "
            "JOIN people_identifier i ON i.person_id IN (s.person_id, s.other_id) WHERE i.kind = 'birth'"
        ) >= 5  # fmt: skip

    def test_has_corrections_that_wait_and_decided_ones(self, asked):
        assert asked("SELECT count(*) FROM people_correction WHERE decided_at IS NULL") >= 2
        assert asked("SELECT count(DISTINCT approved) FROM people_correction") == 2

    def test_every_verdict_is_the_one_of_the_law(self, inside):
        """Each entry says what judging its own dossier says now."""
        from sasando.domain.organisations.acting import account_of, actors_of
        from sasando.domain.rosters.models import Entry
        from sasando.domain.rosters.reporting import line_of

        act_as(actors_of(account_of("demo-head"))[0])
        entries = Entry.objects.exclude(decision="").select_related("verdict").order_by("id")[:200]
        assert len(entries) == 200
        for entry in entries:
            line = line_of(entry, entry.verdict, with_flags=True)
            assert line.judgement.decision.value == entry.decision

    def test_its_trail_is_whole(self, world):
        from sasando.domain.audit.verifying import verify_database

        with psycopg.connect(world[0].superuser_url()) as reader:
            while reader.execute("SELECT security.seal()").fetchone()[0]:
                pass
            found = verify_database(reader, checkpoints=[])
        assert not found.broken
        assert found.facts > 1_000


HANDED = ("clinic", "psychologist", "immigration", "police", "church", "sister-office")
ON_LISTS = ("head", "placement-officer", "protection-officer", "quay-officer", "labour-office", "village", "p3mi")


class TestTheUncle:
    def test_is_known_from_two_reports_when_his_third_batch_comes(self, inside):
        from sasando.domain.organisations.acting import account_of, actors_of
        from sasando.domain.stops.seen import seen_in_stops
        from sasando.project.demo_world.stops import UNCLE_PHONE

        officer = actors_of(account_of("demo-quay-officer"))[0]
        act_as(officer)
        phone = next(one for one in seen_in_stops(phones=[UNCLE_PHONE], by=officer))
        assert phone.reports == 2
        assert [office.name for office in phone.offices] == ["Helpdesk Pelabuhan Tenau"]
        assert phone.stops == ()  # a post in Maumere learns whom to call, and no more


class TestEveryRole:
    def actor(self, role):
        from sasando.domain.organisations.acting import account_of, actors_of

        actor = actors_of(account_of(f"demo-{role}"))[0]
        act_as(actor)
        return actor

    @pytest.mark.parametrize("role", HANDED)
    def test_has_people_who_were_handed_to_it(self, inside, role):
        from sasando.domain.people.models import Assignment, Person

        actor = self.actor(role)
        mine = Assignment.objects.visible_to(actor).filter(organisation=actor.organisation, until__gte=TODAY)
        assert Person.objects.visible_to(actor).filter(pk__in=mine.values("person")).exists()

    @pytest.mark.parametrize("role", ON_LISTS)
    def test_has_candidates_on_lists(self, inside, role):
        from sasando.domain.rosters.models import Entry

        assert Entry.objects.visible_to(self.actor(role)).exists()

    @pytest.mark.parametrize("role", ["labour-office", "quay-officer", "village", "head"])
    def test_has_somebody_who_departs_this_week(self, inside, role):
        from sasando.domain.rosters.models import Entry

        week = (TODAY, TODAY + timedelta(days=7))
        assert Entry.objects.visible_to(self.actor(role)).filter(departs_on__range=week).exists()

    @pytest.mark.parametrize("role", ["apjati", "task-force", "administrator"])
    def test_has_organisations_and_whom_to_call_there(self, inside, role):
        from sasando.domain.organisations.models import Contact

        assert Contact.objects.visible_to(self.actor(role)).filter(organisation__name=F("organisation__name")).exists()

    @pytest.mark.parametrize("role", ["head", "placement-officer", "quay-officer", "labour-office", "p3mi"])
    def test_has_lists_of_its_own_region_or_house(self, inside, role):
        from sasando.domain.rosters.models import Roster

        assert Roster.objects.visible_to(self.actor(role)).exists()


class TestAWorldThatIsThere:
    def test_is_taken_again_on_the_same_day(self, world):
        made = []
        assert not ready_for(TODAY, world[0].url("owner"), prepare=lambda: None, make=lambda: made.append(1))
        assert not made

    def test_is_another_one_tomorrow(self, owner):
        assert look(owner, mark_of(TODAY + timedelta(days=1), SEED)) is There.OTHER_WORLD

    def test_is_never_served_as_a_real_one(self, world):
        with pytest.raises(Trouble):
            refuse_demo(world[0].url("owner"))

    def test_refuses_a_program_that_does_not_know_of_it(self, world, inside):
        from sasando.project.guard import must_be_safe

        with pytest.raises(Trouble):
            must_be_safe(connection)

    def test_is_not_made_a_second_time(self, world):
        database, folder = world
        command = [sys.executable, "-m", "sasando.project.demo_world", "--today", TODAY.isoformat(), "--seed", "1"]
        environment = owner_environment(database, folder, SASANDO_DEMO="1")
        assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A real one with one organisation in it."""
    folder = tmp_path_factory.mktemp("real")
    with open_database(folder, {}, durable=False) as database:
        prepare(database, folder)
        with psycopg.connect(database.url("owner")) as owner:
            owner.execute(
                "INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest) "
                "VALUES (gen_random_uuid(), '', 'real.begun', '', '', '{}', '')"
            )
            owner.execute(
                "INSERT INTO organisations_organisation (id, name, kind, covers, active) "
                "VALUES (gen_random_uuid(), 'BP3MI', 'service-office', '{}', true)"
            )
        yield database, folder


class TestARealDatabase:
    def test_is_not_touched_not_even_by_a_migration(self, real):
        touched = []
        with pytest.raises(Trouble):
            ready_for(TODAY, real[0].url("owner"), prepare=lambda: touched.append(1), make=lambda: touched.append(2))
        assert not touched

    def test_is_not_filled_by_the_maker_itself(self, real):
        database, folder = real
        command = [sys.executable, "-m", "sasando.project.demo_world", "--today", TODAY.isoformat(), "--seed", "1"]
        for more in ({"SASANDO_DEMO": "1"}, {"SASANDO_DEMO": ""}):
            environment = owner_environment(database, folder, **more)
            assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    def test_may_be_served_as_one(self, real):
        refuse_demo(real[0].url("owner"))


class TestTheFolderOfTheDemo:
    def test_is_beside_the_real_one(self, monkeypatch):
        monkeypatch.setenv("XDG_DATA_HOME", "/data")
        assert demo_folder(None) == Path("/data/sasando-demo")

    def test_is_never_the_one_that_a_real_installation_was_told(self, monkeypatch):
        monkeypatch.setenv("SASANDO_DATA", "/srv/sasando")
        assert demo_folder(None) != Path(os.environ["SASANDO_DATA"])

    def test_is_the_one_that_was_named(self):
        assert demo_folder(Path("/srv/contoh")) == Path("/srv/contoh")
