"""A timetable out of a table: which gate is meant, which rows are one voyage, what is new and what is there already."""

from datetime import datetime
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasando.core.facts.unreadable import Unreadable
from sasando.domain.errors import Refused
from sasando.domain.gates.actions import add_sailing
from sasando.domain.gates.clock import WITA
from sasando.domain.gates.importing import Fate, Plan, import_timetable, plan_timetable
from sasando.domain.gates.models import Call, Gate, Sailing
from sasando.domain.gates.names import GateNames
from sasando.domain.gates.voyages import CallAt, Voyage
from sasando.exchange.tables.reading import read_table
from sasando.exchange.timetables import read_timetable

HEAD = "kapal;tanggal;gerbang;tiba;berangkat\n"
HOME = f"""{HEAD}KM Bukit Siguntang;4/3/2026;Nunukan;;20:00
;5/3/2026;Pare-pare;22:00;23:30
;6/3/2026;Makassar;05:00;09:00
;7/3/2026;L. Say;06:15;09:00
;7/3/2026;Larantuka;13:00;14:30
;7/3/2026;Lewoleba;17:00;
"""


@pytest.fixture
def quay(acting_as):
    return acting_as("quay-officer")


def plan_of(text, by):
    return plan_timetable(read_timetable(text.encode(), rows_of=partial(read_table, headed=False)), by=by)


def stops(plan):
    return [(one.voyage.vessel, [call.gate.name for call in one.voyage.calls]) for one in plan.voyages]


def take_in(text, by):
    plan = plan_of(text, by)
    import_timetable(plan, by=by)
    return plan


class TestTheNameOfAGate:
    @pytest.fixture
    def names(self, quay):
        return GateNames(Gate.objects.select_related("region"))

    @pytest.mark.parametrize(
        ("written", "mode", "gate"),
        [
            ("Lorens Say", "ship", "pelabuhan-lorens-say"),
            ("Pelabuhan Laurens Say", "ship", "pelabuhan-lorens-say"),
            ("MAUMERE", "ship", "pelabuhan-lorens-say"),
            ("Kupang", "ship", "pelabuhan-tenau"),
            ("Kupang", "flight", "bandara-el-tari"),
            ("KOE", "flight", "bandara-el-tari"),
            ("Bandara El Tari", "flight", "bandara-el-tari"),
            ("Labuan Bajo", "flight", "bandara-komodo"),
            ("Labuan Bajo", "ferry", "pelabuhan-labuan-bajo"),
            ("pel. Ende", "", "pelabuhan-ende"),
            ("Surabaya", "", "bandara-surabaya"),
        ],
    )
    def test_is_read_by_who_travels_so(self, names, written, mode, gate):
        assert names.read(written, mode).slug == gate

    def test_that_is_mistyped_is_asked_about_and_never_taken(self, names):
        with pytest.raises(Unreadable) as asked:
            names.read("Lorens Sai", "ship")
        assert "Maksud Anda Lorens Say?" in asked.value.because["id"]

    @pytest.mark.parametrize(("written", "mode"), [("Kupang", ""), ("Tenau", "flight"), ("Atlantis", "ship"), ("", "")])
    def test_that_means_none_or_two_is_refused(self, names, written, mode):
        with pytest.raises(Unreadable):
            names.read(written, mode)


class TestRowsOfATable:
    def test_become_one_voyage_with_its_ports_in_order(self, quay):
        plan = plan_of(HOME, quay)
        assert stops(plan) == [
            ("KM Bukit Siguntang", ["Nunukan", "Parepare", "Makassar", "Lorens Say", "Larantuka", "Lewoleba"])
        ]
        assert plan.voyages[0].rows == (2, 3, 4, 5, 6, 7)
        assert plan.problems == []

    def test_are_times_by_the_clock_of_the_gate(self, quay):
        plan = plan_of(f"{HEAD}JT 697;7/3/2026;Surabaya;;06:00\nJT 697;7/3/2026;Kupang;09:00;\n", quay)
        leaves, comes = plan.voyages[0].voyage.calls
        assert leaves.departs_at == datetime(2026, 3, 7, 7, 0, tzinfo=WITA)  # six in Surabaya
        assert comes.arrives_at == datetime(2026, 3, 7, 9, 0, tzinfo=WITA)

    def test_begin_a_new_voyage_with_a_departure_and_end_it_with_an_arrival(self, quay):
        plan = plan_of(
            f"{HEAD}KMP Inerie II;7/3/2026;Bolok;;16:00\n;8/3/2026;Larantuka;06:00;\n"
            ";8/3/2026;Larantuka;;17:00\n;9/3/2026;Bolok;07:00;\n",
            quay,
        )
        assert stops(plan) == [("KMP Inerie II", ["Bolok", "Larantuka"]), ("KMP Inerie II", ["Larantuka", "Bolok"])]

    def test_of_one_port_are_a_voyage_each(self, quay):
        plan = plan_of(f"{HEAD}KMP Lakaan;7/3/2026;Ende;06:00;08:00\n;9/3/2026;Ende;06:00;08:00\n", quay)
        assert [gates for _, gates in stops(plan)] == [["Ende"], ["Ende"]]

    def test_may_stand_in_any_order(self, quay):
        head, *rows = HOME.replace("\n;", "\nKM Bukit Siguntang;").splitlines()
        assert stops(plan_of("\n".join([head, *reversed(rows)]), quay)) == stops(plan_of(HOME, quay))

    def test_far_apart_in_time_are_two_voyages(self, quay):
        plan = plan_of(f"{HEAD}KM A;1/3/2026;Tenau;06:00;08:00\n;9/3/2026;Ende;06:00;08:00\n", quay)
        assert len(plan.voyages) == 2

    def test_that_cannot_follow_each_other_are_named_and_left_out(self, quay):
        plan = plan_of(
            f"{HEAD}KM A;7/3/2026;Tenau;;18:00\n;7/3/2026;Ende;20:00;23:00\n;7/3/2026;Lewoleba;22:00;\n", quay
        )
        assert stops(plan) == [("KM A", ["Tenau", "Ende"])]
        assert [(one.row, one.column) for one in plan.problems] == [(4, "tiba")]

    def test_with_an_unknown_gate_are_named_and_stop_no_other(self, quay):
        plan = plan_of(HOME.replace("Larantuka", "Larantuca"), quay)
        assert [(one.row, one.column) for one in plan.problems] == [(6, "gerbang")]
        assert "Maksud Anda Larantuka?" in plan.problems[0].because["id"]
        assert "Lewoleba" in stops(plan)[0][1]


class TestATimetableThatIsTakenIn:
    def test_adds_what_is_new(self, quay):
        plan = take_in(HOME, quay)
        assert [one.fate for one in plan.voyages] == [Fate.NEW]
        assert Call.objects.count() == 6

    def test_twice_adds_nothing(self, quay):
        take_in(HOME, quay)
        plan = take_in(HOME.replace("KM Bukit Siguntang", "KM. BUKIT SIGUNTANG"), quay)
        assert [one.fate for one in plan.voyages] == [Fate.SAME]
        assert Sailing.objects.count() == 1

    def test_with_other_times_on_the_same_day_changes_what_is_there(self, quay):
        take_in(HOME, quay)
        plan = take_in(HOME.replace("06:15", "08:45"), quay)
        assert [one.fate for one in plan.voyages] == [Fate.CHANGED]
        (call,) = Call.objects.filter(gate_id="pelabuhan-lorens-say")
        assert call.arrives_at == datetime(2026, 3, 7, 8, 45, tzinfo=WITA)

    def test_of_one_port_does_not_take_away_the_others(self, quay):
        take_in(HOME, quay)
        plan = take_in(f"{HEAD}KM Bukit Siguntang;7/3/2026;Lorens Say;06:45;\n", quay)
        assert [one.fate for one in plan.voyages] == [Fate.CHANGED]
        assert Call.objects.count() == 6
        call = Call.objects.get(gate_id="pelabuhan-lorens-say")
        assert call.departs_at == datetime(2026, 3, 7, 9, 0, tzinfo=WITA)

    def test_with_two_voyages_a_day_keeps_both(self, quay):
        twice = f"{HEAD}KMP Lakaan;7/3/2026;Larantuka;;06:00\nKMP Lakaan;7/3/2026;Larantuka;;15:00\n"
        take_in(twice, quay)
        assert [one.fate for one in take_in(twice, quay).voyages] == [Fate.SAME, Fate.SAME]
        assert Sailing.objects.count() == 2

    def test_changes_nothing_that_the_office_may_not_change(self, quay, acting_as):
        take_in(HOME, quay)
        nunukan = acting_as("sister-office")
        plan = take_in(HOME.replace("20:00", "21:00"), nunukan)
        assert plan.voyages == []
        assert "hanya kantor yang memasukkannya" in plan.problems[0].because["id"]

    def test_is_refused_to_who_may_not_enter_sailings(self, acting_as):
        with pytest.raises(Refused):
            import_timetable(Plan(), by=acting_as("village"))

    def test_keeps_a_voyage_that_calls_twice_at_a_gate(self, quay):
        tenau, ende = Gate.objects.get(slug="pelabuhan-tenau"), Gate.objects.get(slug="pelabuhan-ende")
        at = [datetime(2026, 3, 7, hour, 0, tzinfo=WITA) for hour in (6, 10, 11, 15)]
        add_sailing(Voyage("KM A", [CallAt(tenau, None, at[0]), CallAt(ende, *at[1:3]), CallAt(tenau, at[3])]), by=quay)
        take_in(f"{HEAD}KM A;7/3/2026;Tenau;15:30;\n", quay)
        assert Call.objects.count() == 3


GATES = ["Nunukan", "Parepare", "Makassar", "Lorens Say", "Larantuka", "Lewoleba", "Tenau", "Ende"]


@st.composite
def voyages(draw):
    """Voyages of several ships, far enough apart that nobody could take two for one."""
    made = []
    for ship in range(draw(st.integers(1, 3))):
        for turn in range(draw(st.integers(1, 3))):
            gates = draw(st.permutations(GATES).map(lambda all_: all_[:4]))[: draw(st.integers(2, 4))]
            hours, at = [], 24 * (10 * turn) + draw(st.integers(0, 23))
            for _ in gates:
                stay = draw(st.integers(0, 20))
                hours.append((at, at + stay))
                at += stay + draw(st.integers(1, 40))
            made.append((f"KM {'ABC'[ship]}", gates, hours))
    return made


class TestAnyTimetable:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(voyages(), st.randoms(use_true_random=False))
    def test_comes_back_as_the_voyages_that_were_written_whatever_the_order_of_rows(self, quay, meant, chance):
        rows = []
        for vessel, gates, hours in meant:
            for place, (gate, (comes, goes)) in enumerate(zip(gates, hours, strict=True)):
                first, last = place == 0, place == len(gates) - 1
                times = ["" if first else clock(comes), "" if last else clock(goes)]
                rows.append(";".join([vessel, "", gate, *times]))
        chance.shuffle(rows)
        plan = plan_of(HEAD + "\n".join(rows), quay)
        assert plan.problems == []
        assert sorted(stops(plan)) == sorted((vessel, list(gates)) for vessel, gates, _ in meant)


def clock(hours):
    """So many hours after the first of March, as date and time."""
    return f"{1 + hours // 24:02}/03/2026 {hours % 24:02}:00"
