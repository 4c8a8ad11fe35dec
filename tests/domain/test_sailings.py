"""The timetable: voyages and their calls, the next ports of a ship, watch days, and who may write it."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from sasando.domain.access import roles
from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.gates.actions import (
    MOST_AT_ONCE,
    add_sailing,
    cancel_sailing,
    change_sailing,
    repeat_sailing,
    restore_sailing,
    voyage_of,
)
from sasando.domain.gates.clock import WITA
from sasando.domain.gates.models import Call, Gate, Sailing
from sasando.domain.gates.queries import (
    calls_at,
    calls_between,
    coming_calls,
    find_sailing,
    next_calls,
    sailings_between,
)
from sasando.domain.gates.voyages import CallAt, Voyage
from sasando.domain.gates.watch import Why, calendar, watch_days

SATURDAY = date(2026, 3, 7)
WRITERS = ("placement-officer", "protection-officer", "quay-officer", "sister-office", "administrator")


def gate(slug):
    return Gate.objects.select_related("region").get(slug=slug)


def wita(day, clock):
    """A moment by the clock of Kupang: `wita(7, "06:15")` in March 2026."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=WITA)


def calls(*stops):
    """Stops written as (gate, arrives, departs), each time as (day, clock) or None."""
    return [CallAt(gate(slug), *(at and wita(*at) for at in times)) for slug, *times in stops]


def home(vessel="KM Bukit Siguntang"):
    """From Nunukan home to Lewoleba, at Lorens Say on Saturday at dawn."""
    return Voyage(
        vessel,
        calls(
            ("pelabuhan-nunukan", None, (4, "20:00")),
            ("pelabuhan-parepare", (5, "22:00"), (5, "23:30")),
            ("pelabuhan-makassar", (6, "05:00"), (6, "09:00")),
            ("pelabuhan-lorens-say", (7, "06:15"), (7, "09:00")),
            ("pelabuhan-larantuka", (7, "13:00"), (7, "14:30")),
            ("pelabuhan-lewoleba", (7, "17:00"), None),
        ),
    )


def out(vessel="KM Bukit Siguntang"):
    """From Tenau out to Nunukan, two days later."""
    return Voyage(
        vessel,
        calls(
            ("pelabuhan-tenau", None, (9, "17:00")),
            ("pelabuhan-lewoleba", (10, "05:00"), (10, "07:00")),
            ("pelabuhan-lorens-say", (10, "13:00"), (10, "15:00")),
            ("pelabuhan-makassar", (11, "11:00"), (11, "15:00")),
            ("pelabuhan-nunukan", (13, "06:00"), None),
        ),
    )


def ferry(day=8):
    """The ferry from Bolok to Larantuka, which arrives the next morning."""
    return Voyage(
        "KMP Inerie II",
        calls(("pelabuhan-bolok", None, (day, "16:00")), ("pelabuhan-larantuka", (day + 1, "06:00"), None)),
    )


@pytest.fixture
def quay(acting_as):
    return acting_as("quay-officer")


def names(found):
    return [call.gate.name for call in found]


class TestEnteringAVoyage:
    def test_keeps_its_calls_in_order_and_leaves_one_fact(self, quay):
        sailing = add_sailing(home(), by=quay)
        assert names(sailing.calls.all()) == [
            "Nunukan", "Parepare", "Makassar", "Lorens Say", "Larantuka", "Lewoleba"
        ]  # fmt: skip
        assert (sailing.mode, sailing.organisation_id, sailing.added_by_id) == ("ship", quay.organisation, quay.account)
        fact = Fact.objects.get(thing="gates.sailing", thing_key=str(sailing.pk))
        assert (fact.action, fact.account, bool(fact.digest)) == ("sailing.added", quay.account, True)

    def test_keeps_times_in_utc(self, quay):
        dawn = add_sailing(home(), by=quay).calls.get(gate_id="pelabuhan-lorens-say")
        assert dawn.arrives_at == datetime(2026, 3, 6, 22, 15, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("vessel", "slugs", "mode"),
        [
            ("KMP Inerie II", ["pelabuhan-bolok"], "ferry"),
            ("JT 697", ["bandara-el-tari"], "flight"),
            ("Garuda pagi", ["bandara-el-tari", "bandara-bali"], "flight"),
            ("Lambelu", ["pelabuhan-tenau"], "ship"),
        ],
    )
    def test_tells_the_mode_from_the_name_or_the_gates(self, quay, vessel, slugs, mode):
        stops = calls(*((slug, None, (7, f"1{at}:00")) for at, slug in enumerate(slugs)))
        assert add_sailing(Voyage(vessel, stops), by=quay).mode == mode

    @pytest.mark.parametrize(
        ("stops", "code"),
        [
            ([], "sailing_without_calls"),
            ([("pelabuhan-ende", None, None)], "call_without_time"),
            ([("pelabuhan-ende", (7, "10:00"), (7, "09:00"))], "call_departs_too_early"),
            ([("pelabuhan-ende", None, (7, "10:00")), ("pelabuhan-tenau", (7, "09:00"), None)], "calls_not_in_order"),
        ],
    )
    def test_is_refused_when_it_cannot_be(self, quay, stops, code):
        with pytest.raises(Refused) as refusal:
            add_sailing(Voyage("KM Uji", calls(*stops)), by=quay)
        assert refusal.value.code == code
        assert not Sailing.objects.exists()

    @pytest.mark.parametrize("vessel", ["", "x" * 81])
    def test_is_refused_without_a_name_of_its_length(self, quay, vessel):
        with pytest.raises(ValidationError):
            add_sailing(Voyage(vessel, calls(("pelabuhan-ende", None, (7, "10:00")))), by=quay)

    def test_is_refused_twice_however_the_ship_is_written(self, quay):
        add_sailing(home(), by=quay)
        with pytest.raises(Refused) as refusal:
            add_sailing(home("Km. BUKIT  SIGUNTANG"), by=quay)
        assert refusal.value.code == "sailing_exists"

    def test_is_refused_at_a_closed_gate(self, quay, acting_as):
        closed = Gate.objects.get(slug="pelabuhan-ende")
        closed.active = False
        with pytest.raises(Refused) as refusal:
            add_sailing(Voyage("KM Uji", [CallAt(closed, wita(7, "08:00"))]), by=quay)
        assert refusal.value.code == "gate_closed"


class TestCorrectingAVoyage:
    def test_moves_times_and_keeps_the_keys_of_calls(self, quay):
        sailing = add_sailing(home(), by=quay)
        before = dict(sailing.calls.values_list("gate_id", "pk"))
        late = voyage_of(sailing).later(timedelta(hours=5))
        change_sailing(sailing, late, by=quay)
        dawn = sailing.calls.get(gate_id="pelabuhan-lorens-say")
        assert (dawn.arrives_at, dawn.pk) == (wita(7, "11:15"), before["pelabuhan-lorens-say"])
        assert Fact.objects.filter(action="sailing.changed", thing_key=str(sailing.pk)).count() == 1

    def test_can_drop_the_last_port_and_add_one(self, quay):
        sailing = add_sailing(home(), by=quay)
        shorter = Voyage("KM Bukit Siguntang", home().calls[:4])
        change_sailing(sailing, shorter, by=quay)
        assert sailing.calls.count() == 4
        change_sailing(sailing, home(), by=quay)
        assert names(sailing.calls.order_by("order"))[-1] == "Lewoleba"

    def test_that_cannot_be_changes_nothing(self, quay):
        sailing = add_sailing(home(), by=quay)
        with pytest.raises(Refused):
            change_sailing(sailing, Voyage("KM Lain", calls(("pelabuhan-ende", None, None))), by=quay)
        assert Sailing.objects.get().vessel == "KM Bukit Siguntang"

    def test_is_for_the_office_next_door_only_on_its_own(self, quay, acting_as):
        sailing = add_sailing(home(), by=quay)
        nunukan = acting_as("sister-office")
        with pytest.raises(Refused):
            cancel_sailing(sailing, by=nunukan, at=wita(7, "05:00"))
        own = add_sailing(out(), by=nunukan)
        cancel_sailing(own, by=nunukan, at=wita(7, "05:00"))
        assert own.cancelled_at


class TestCancelling:
    def test_keeps_the_voyage_but_takes_it_from_the_day(self, quay):
        sailing = add_sailing(home(), by=quay)
        cancel_sailing(sailing, by=quay, at=wita(6, "08:00"), because="gelombang tinggi")
        here = gate("pelabuhan-lorens-say")
        assert Sailing.objects.get().cancelled_because == "gelombang tinggi"
        assert not calls_at(here, SATURDAY)
        assert next_calls(sailing, after=here) == []
        assert [call.sailing for call in calls_between([here], SATURDAY, SATURDAY)] == [sailing]
        assert not calls_between([here], SATURDAY, SATURDAY, cancelled=False)

    def test_can_be_taken_back_once(self, quay):
        sailing = add_sailing(home(), by=quay)
        cancel_sailing(sailing, by=quay, at=wita(6, "08:00"))
        restore_sailing(sailing, by=quay)
        assert calls_at(gate("pelabuhan-lorens-say"), SATURDAY)
        with pytest.raises(Refused):
            restore_sailing(sailing, by=quay)

    def test_cannot_be_done_twice_and_forbids_corrections(self, quay):
        sailing = add_sailing(home(), by=quay)
        cancel_sailing(sailing, by=quay, at=wita(6, "08:00"))
        for again in (
            lambda: cancel_sailing(sailing, by=quay, at=wita(6, "08:00")),
            lambda: change_sailing(sailing, home(), by=quay),
            lambda: repeat_sailing(sailing, by=quay, every=7, until=date(2026, 6, 1)),
        ):
            with pytest.raises(Refused):
                again()


class TestRepeating:
    def test_every_two_weeks_until_a_day_keeps_the_times_of_day(self, quay):
        made = repeat_sailing(add_sailing(home(), by=quay), by=quay, every=14, until=date(2026, 4, 20))
        dawns = [one.calls.get(gate_id="pelabuhan-lorens-say").arrives_at for one in made]
        assert dawns == [wita(7, "06:15") + timedelta(days=14 * turn) for turn in (1, 2, 3)]
        assert Fact.objects.filter(action="sailing.added").count() == 4

    def test_again_adds_nothing(self, quay):
        sailing = add_sailing(home(), by=quay)
        repeat_sailing(sailing, by=quay, every=14, until=date(2026, 4, 20))
        assert repeat_sailing(sailing, by=quay, every=14, until=date(2026, 4, 20)) == []

    @pytest.mark.parametrize(
        ("every", "until", "code"),
        [
            (14, date(2026, 3, 10), "repeat_ends_too_early"),
            (0, date(2026, 6, 1), "repeat_ends_too_early"),
            (1, date(2026, 3, 4) + timedelta(days=MOST_AT_ONCE + 1), "too_many_sailings"),
        ],
    )
    def test_is_refused_when_it_means_nothing_or_too_much(self, quay, every, until, code):
        with pytest.raises(Refused) as refusal:
            repeat_sailing(add_sailing(home(), by=quay), by=quay, every=every, until=until)
        assert refusal.value.code == code


class TestWhereAShipGoesNext:
    def test_names_the_ports_after_a_gate_nearest_first(self, quay):
        sailing = add_sailing(home(), by=quay)
        assert names(next_calls(sailing, after=gate("pelabuhan-lorens-say"))) == ["Larantuka", "Lewoleba"]

    def test_names_none_after_the_last_or_where_it_does_not_call(self, quay):
        sailing = add_sailing(home(), by=quay)
        assert next_calls(sailing, after=gate("pelabuhan-lewoleba")) == []
        assert next_calls(sailing, after=gate("pelabuhan-ende")) == []

    def test_of_the_case_that_slipped_past_tenau_is_lewoleba(self, quay):
        sailing = add_sailing(out(), by=quay)
        assert next_calls(sailing, after=gate("pelabuhan-tenau"))[0].gate.name == "Lewoleba"


class TestADayAtAGate:
    def test_has_what_comes_and_what_goes_by_its_own_clock(self, quay):
        add_sailing(home(), by=quay)
        here = gate("pelabuhan-lorens-say")
        assert [call.sailing.vessel for call in calls_at(here, SATURDAY)] == ["KM Bukit Siguntang"]
        assert not calls_at(here, SATURDAY - timedelta(days=1))  # in UTC it comes on Friday

    def test_has_a_ship_that_lies_over_midnight_on_both_days(self, quay):
        stay = Voyage("KM Uji", calls(("pelabuhan-ende", (7, "22:00"), (8, "02:00"))))
        add_sailing(stay, by=quay)
        ende = gate("pelabuhan-ende")
        assert [calls_at(ende, SATURDAY + timedelta(days=step)).count() for step in (-1, 0, 1, 2)] == [0, 1, 1, 0]

    def test_of_another_clock_is_the_day_there(self, quay):
        late = datetime(2026, 3, 7, 16, 30, tzinfo=UTC)  # 23:30 in Surabaya, already Sunday in Kupang
        add_sailing(Voyage("JT 697", [CallAt(gate("bandara-surabaya"), None, late)]), by=quay)
        assert calls_at(gate("bandara-surabaya"), SATURDAY).count() == 1

    def test_is_asked_for_from_now_on(self, quay):
        add_sailing(home(), by=quay)
        here = gate("pelabuhan-lorens-say")
        assert coming_calls(here, at=wita(7, "08:00"))  # it still lies there
        assert not coming_calls(here, at=wita(7, "09:01"))

    def test_finds_the_voyage_however_the_ship_is_written(self, quay):
        sailing = add_sailing(home(), by=quay)
        here = gate("pelabuhan-lorens-say")
        assert find_sailing("km bukit siguntang", gate=here, day=SATURDAY) == sailing
        assert find_sailing("KM Lambelu", gate=here, day=SATURDAY) is None

    def test_between_two_days_lists_each_voyage_once(self, quay):
        add_sailing(home(), by=quay)
        add_sailing(out(), by=quay)
        assert sailings_between(SATURDAY, date(2026, 3, 13)).count() == 2
        assert [one.vessel for one in sailings_between(date(2026, 3, 13), date(2026, 3, 13))] == ["KM Bukit Siguntang"]


class TestWatchDays:
    def reasons(self, slug, since=date(2026, 3, 1), until=date(2026, 3, 31)):
        return [(one.day.day, one.why) for one in watch_days(gate(slug), since, until)]

    def test_are_the_day_a_ship_leaves_for_the_east_and_the_day_before(self, quay):
        add_sailing(out(), by=quay)
        assert self.reasons("pelabuhan-tenau") == [(8, Why.DAY_BEFORE), (9, Why.LEAVES)]
        assert self.reasons("pelabuhan-lorens-say") == [(9, Why.DAY_BEFORE), (10, Why.LEAVES)]

    def test_are_the_days_on_which_people_come_home(self, quay):
        add_sailing(home(), by=quay)
        assert self.reasons("pelabuhan-lorens-say") == [(7, Why.ARRIVES)]
        assert self.reasons("pelabuhan-makassar") == []  # it lies on the same leg as Nunukan

    def test_are_the_days_of_a_ferry_that_meets_such_a_ship(self, quay):
        ship = out()
        add_sailing(ship, by=quay)
        add_sailing(ferry(8), by=quay)  # Sunday from Bolok, Monday in Larantuka; the ship leaves Lewoleba on Tuesday
        assert self.reasons("pelabuhan-bolok") == [(8, Why.FEEDS)]

    def test_are_not_the_days_of_a_ship_that_comes_home_to_where_another_leaves(self, quay):
        add_sailing(home(), by=quay)
        add_sailing(Voyage("KM Lambelu", out().later(timedelta(days=-2)).calls), by=quay)
        assert Why.FEEDS not in [why for _, why in self.reasons("pelabuhan-lorens-say")]

    def test_are_not_the_days_of_a_ferry_that_meets_none(self, quay):
        add_sailing(out(), by=quay)
        add_sailing(ferry(18), by=quay)
        assert self.reasons("pelabuhan-bolok") == []

    def test_are_not_the_days_of_flights_within_the_country(self, quay):
        flight = Voyage(
            "JT 697",
            calls(("bandara-el-tari", None, (7, "07:00")), ("bandara-surabaya", (7, "08:00"), None)),
        )
        add_sailing(flight, by=quay)
        assert self.reasons("bandara-el-tari") == []

    def test_are_the_days_of_flights_straight_abroad(self, quay):
        flight = Voyage(
            "AK 601", calls(("bandara-komodo", None, (7, "07:00")), ("bandara-kuala-lumpur", (7, "10:00"), None))
        )
        add_sailing(flight, by=quay)
        assert self.reasons("bandara-komodo") == [(7, Why.LEAVES)]

    def test_leave_out_what_is_cancelled(self, quay):
        sailing = add_sailing(out(), by=quay)
        cancel_sailing(sailing, by=quay, at=wita(8, "08:00"))
        assert self.reasons("pelabuhan-tenau") == []

    def test_reach_over_the_edge_of_the_days_asked_for(self, quay):
        add_sailing(out(), by=quay)
        assert self.reasons("pelabuhan-tenau", until=date(2026, 3, 8)) == [(8, Why.DAY_BEFORE)]

    def test_say_so_in_words(self, quay):
        add_sailing(out(), by=quay)
        assert watch_days(gate("pelabuhan-tenau"), date(2026, 3, 1), date(2026, 3, 8))[0].says == (
            "Besok berangkat ke jalur timur"
        )


class TestTheCalendar:
    def test_has_the_days_with_calls_and_the_days_to_watch(self, quay):
        add_sailing(out(), by=quay)
        days = calendar([gate("pelabuhan-tenau"), gate("pelabuhan-lewoleba")], date(2026, 3, 1), date(2026, 3, 31))
        assert [(one.day.day, len(one.calls), len(one.watch)) for one in days] == [(8, 0, 1), (9, 1, 2), (10, 1, 1)]

    def test_shows_cancelled_voyages_without_watching_them(self, quay):
        cancel_sailing(add_sailing(out(), by=quay), by=quay, at=wita(8, "08:00"))
        (day,) = calendar([gate("pelabuhan-tenau")], date(2026, 3, 1), date(2026, 3, 31))
        assert (len(day.calls), len(day.watch)) == (1, 0)

    def test_of_no_gate_is_empty(self, quay):
        assert calendar([], date(2026, 3, 1), date(2026, 3, 31)) == []

    def test_asks_no_more_for_many_voyages_than_for_few(self, quay, django_assert_num_queries):
        repeat_sailing(add_sailing(home(), by=quay), by=quay, every=1, until=date(2026, 3, 30))
        gates = [gate("pelabuhan-lorens-say")]
        with django_assert_num_queries(4):
            days = calendar(gates, date(2026, 3, 1), date(2026, 3, 31))
            assert [call.sailing.calls.all()[0].gate.name for day in days for call in day.calls]


class TestWhoMayWriteTheTimetable:
    @pytest.mark.parametrize("role", roles())
    def test_is_what_the_table_says_in_the_program(self, acting_as, role):
        actor = acting_as(role)
        if role in WRITERS:
            assert add_sailing(home(), by=actor)
        else:
            with pytest.raises(Refused):
                add_sailing(home(), by=actor)

    @pytest.mark.parametrize("role", roles())
    def test_is_what_the_table_says_in_the_database(self, acting_as, actor_of, role):
        quay = acting_as("quay-officer")
        sailing = add_sailing(home(), by=quay)
        own = acting_as(role)
        assert Sailing.objects.visible_to(own).count() == Sailing.objects.count() == 1
        assert Call.objects.visible_to(own).count() == 6
        with connection.cursor() as cursor:
            cursor.execute("UPDATE gates_sailing SET note = 'x' WHERE id = %s", [sailing.pk])
            changed = cursor.rowcount
            cursor.execute("DELETE FROM gates_call WHERE sailing_id = %s", [sailing.pk])
            deleted = cursor.rowcount
        assert (changed, deleted) == ((1, 6) if role in WRITERS and role != "sister-office" else (0, 0))

    @pytest.mark.parametrize("role", roles())
    def test_adds_in_the_database_only_for_its_own_organisation(self, acting_as, actor_of, role):
        actor, other = acting_as(role), actor_of("church" if role != "church" else "police")
        with pytest.raises(DatabaseError), transaction.atomic():
            Sailing.objects.create(vessel="KM Uji", mode="ship", organisation_id=other.organisation)
        if role not in WRITERS:
            with pytest.raises(DatabaseError), transaction.atomic():
                Sailing.objects.create(vessel="KM Uji", mode="ship", organisation_id=actor.organisation)

    def test_deletes_no_voyage(self, quay):
        sailing = add_sailing(home(), by=quay)
        with pytest.raises(DatabaseError), transaction.atomic():
            sailing.delete()


class TestTruthsInTheDatabase:
    @pytest.mark.parametrize(
        ("truth", "change"),
        [
            ("sailing_mode_is_known", "UPDATE gates_sailing SET mode = 'balloon'"),
            ("sailing_has_a_name", "UPDATE gates_sailing SET vessel = ''"),
            ("sailing_gives_a_reason", "UPDATE gates_sailing SET cancelled_because = 'ombak'"),
            ("call_has_a_time", "UPDATE gates_call SET arrives_at = NULL, departs_at = NULL"),
            ("call_arrives_before", "UPDATE gates_call SET arrives_at = departs_at + interval '1 hour'"),
            ("call_has_its_place", 'UPDATE gates_call SET "order" = 0'),
        ],
    )
    def test_hold_against_everybody(self, quay, truth, change):
        add_sailing(home(), by=quay)
        with pytest.raises(DatabaseError) as problem, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
        assert truth in str(problem.value)
        assert isinstance(problem.value.__cause__, psycopg.IntegrityError)
