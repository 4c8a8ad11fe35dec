"""Saturday at dawn at Lorens Say (story A): the letter says 29, 17 come off here, and one was lost in Makassar."""

import uuid

import pytest
from tests.cast import key
from tests.saturday import LEWOLEBA, MAKASSAR, MAUMERE, NUNUKAN, acts, announced, gate, saturday

from sasando.core.tally import LEFT, RIGHT, Why
from sasando.domain.audit.models import Fact
from sasando.domain.errors import Refused
from sasando.domain.organisations.models import Organisation
from sasando.domain.passages.handing import Receipt, hand_over
from sasando.domain.passages.links import answer_link, make_link, open_link, revoke_link
from sasando.domain.passages.models import Purpose, Said, Tick, TickKind
from sasando.domain.passages.notices import News, answer_notice, send_notice
from sasando.domain.passages.ticking import Capture, Mark, count_heads, rule, tick, undo
from sasando.domain.passages.voyages import told_of
from sasando.domain.people.models import Person
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry, Kind, Particulars, Roster

__all__ = ["acts", "announced", "saturday"]
pytestmark = [pytest.mark.django_db]


def terms(told, at, names):
    return {name: len(ids) for name, ids in told.voyage.balances[at].terms(names).items()}


class TestALetterFromNunukan:
    def test_is_kept_whole_with_everybody_on_it_written_down(self, announced):
        entries = Entry.objects.filter(roster=announced)
        assert (entries.count(), entries.filter(due=MAUMERE).count()) == (29, 17)
        assert Person.objects.filter(pk__in=entries.values("person")).count() == 29
        assert Particulars.objects.filter(entry__roster=announced).count() == 29
        assert announced.stated["total"] == 29

    def test_is_seen_by_the_post_at_the_gate_that_it_names(self, announced, acts):
        assert Roster.objects.visible_to(acts("quay-officer")).filter(pk=announced.pk).exists()

    def test_is_not_seen_where_nobody_comes_off(self, announced, acts):
        assert not Roster.objects.visible_to(acts("labour-office")).filter(pk=announced.pk).exists()
        assert not Roster.objects.visible_to(acts("immigration")).filter(pk=announced.pk).exists()

    def test_sent_twice_is_one_list(self, acts):
        by, one = acts("sister-office"), uuid.uuid4()
        letter = Letter(id=one, title="Surat", content=b"1. Maria\n2. Yosef", due=gate(MAUMERE))
        assert announce_roster(letter, by=by).pk == announce_roster(letter, by=by).pk
        assert Entry.objects.filter(roster=one).count() == 2

    def test_with_the_key_of_another_is_refused(self, acts):
        by, one = acts("sister-office"), uuid.uuid4()
        announce_roster(Letter(id=one, title="Surat", content=b"1. Maria", due=gate(MAUMERE)), by=by)
        with pytest.raises(Refused, match="Kunci yang sama"):
            announce_roster(Letter(id=one, title="Surat", content=b"1. Yosef", due=gate(MAUMERE)), by=by)

    def test_of_nothing_or_of_candidates_is_refused(self, acts):
        by = acts("sister-office")
        for letter in (Letter(title="x", content=b" "), Letter(title="x", content=b"1. Maria", kind=Kind.BATCH)):
            with pytest.raises(Refused):
                announce_roster(letter, by=by)


class TestSaturdayAtDawn:
    def test_the_list_balances_itself(self, saturday, acts):
        told = told_of(saturday, by=acts("quay-officer"))
        assert terms(told, MAUMERE, LEFT) == {"due": 17, "extra": 1}
        assert terms(told, MAUMERE, RIGHT) == {"arrived": 15, "carried_on": 2, "missing": 1}
        assert told.voyage.sums == ()

    def test_makassar_is_asked_for_its_one(self, saturday, acts):
        (question,) = told_of(saturday, by=acts("quay-officer")).voyage.questions
        assert (question.gate, question.why, len(question.entries)) == (MAKASSAR, Why.MISSING, 1)

    def test_lewoleba_sees_its_two_and_nobody_else(self, saturday, acts):
        told = told_of(saturday, by=acts("labour-office"))
        assert len(told.entries) == 2
        assert terms(told, LEWOLEBA, LEFT) == {"sent_here": 2}
        assert told.voyage.expected(LEWOLEBA) == tuple(sorted(told.entries))

    def test_a_head_count_that_does_not_fit_is_shown(self, saturday, acts):
        by = acts("quay-officer")
        count_heads(saturday, gate(MAUMERE), 14, by=by)
        (shown,) = told_of(saturday, by=by).voyage.sums
        assert (shown.said, shown.counted) == (14, 15)

    def test_every_step_is_a_fact_of_who_did_it(self, saturday, acts):
        by = acts("quay-officer")
        assert Fact.objects.visible_to(by).filter(action="tick.added").count() == 18


class TestATick:
    def test_sent_twice_is_one(self, announced, acts):
        by, here = acts("quay-officer"), gate(MAUMERE)
        entry, capture = Entry.objects.filter(roster=announced, due=here).first(), Capture(id=uuid.uuid4())
        first = tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by, capture=capture)
        again = Capture(id=capture.id, at=first.at)
        assert tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by, capture=again) == first
        with pytest.raises(Refused, match="Kunci yang sama"):
            tick(entry, Mark(kind=TickKind.MISSING, gate=here), by=by, capture=again)

    def test_is_taken_back_by_another_and_both_stay(self, announced, acts):
        by, here = acts("quay-officer"), gate(MAUMERE)
        entry = Entry.objects.filter(roster=announced, due=here).first()
        undo(tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by), by=by)
        assert Tick.objects.filter(entry=entry).count() == 2
        assert str(entry.pk) in told_of(announced, by=by).voyage.expected(MAUMERE)

    def test_needs_to_know_where_to_and_who_receives(self, announced, acts):
        by, here = acts("quay-officer"), gate(MAUMERE)
        entry = Entry.objects.filter(roster=announced, due=here).first()
        for kind in (TickKind.CARRIED_ON, TickKind.RELEASED):
            with pytest.raises(Refused):
                tick(entry, Mark(kind=kind, gate=here), by=by)

    def test_is_not_for_those_who_stand_nowhere(self, announced, acts):
        here = gate(MAUMERE)
        entry = Entry.objects.filter(roster=announced, due=here).first()
        with pytest.raises(Refused):
            tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=acts("clinic"))

    def test_that_contradicts_another_phone_waits_for_a_person(self, announced, acts):
        by, here = acts("quay-officer"), gate(MAUMERE)
        entry = Entry.objects.filter(roster=announced, due=here).first()
        kept = tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by, capture=Capture(device="hp-1"))
        tick(entry, Mark(kind=TickKind.MISSING, gate=here), by=by, capture=Capture(device="hp-2"))
        (conflict,) = told_of(announced, by=by).voyage.open
        rule(announced, conflict.key, [str(kept.pk)], by=by)
        told = told_of(announced, by=by)
        assert told.voyage.open == ()
        assert str(entry.pk) in told.voyage.balances[MAUMERE].arrived


class TestNews:
    def test_reach_the_gate_and_come_back_with_an_answer(self, saturday, acts):
        by = acts("quay-officer")
        lost = told_of(saturday, by=by).voyage.questions[0].entries
        news = News(purpose=Purpose.ASK, gate=gate(MAKASSAR), roster=saturday, urgent=True)
        notice = send_notice(news, [uuid.UUID(one) for one in lost], by=by)
        there = acts("sister-office")
        assert type(notice).objects.visible_to(there).filter(pk=notice.pk).exists()
        answer_notice(notice, Said.RECEIVED, by=there, entry=Entry.objects.get(pk=lost[0]))
        acts("quay-officer")
        assert [one.said for one in notice.answers.all()] == ["received"]

    def test_are_not_seen_by_other_gates(self, saturday, acts):
        by = acts("quay-officer")
        entry = Entry.objects.filter(roster=saturday).first()
        notice = send_notice(News(purpose=Purpose.EXPECT, gate=gate(MAKASSAR), roster=saturday), [entry.pk], by=by)
        assert not type(notice).objects.visible_to(acts("labour-office")).exists()


class TestHandingOver:
    def test_freezes_the_totals_under_a_digest_and_shows_what_is_ticked_later(self, saturday, acts):
        by, here = acts("quay-officer"), gate(MAUMERE)
        made = hand_over(saturday, here, Receipt(receiver="Kepala Dinas Uji"), by=by)
        assert len(made.totals["terms"]["arrived"]) == 15
        entry = Entry.objects.filter(roster=saturday, due=here).order_by("row").first()
        tick(entry, Mark(kind=TickKind.RELEASED, gate=here, receiver="keluarga"), by=by)
        assert [one.kind.value for one in told_of(saturday, by=by).voyage.open] == ["after_handover"]

    def test_of_nobody_or_to_nobody_is_refused(self, announced, acts):
        by = acts("quay-officer")
        for receiver in ("", "Kepala Dinas Uji"):
            with pytest.raises(Refused):
                hand_over(announced, gate(MAUMERE), Receipt(receiver=receiver), by=by)


def test_the_cast_stands_at_its_gates(actor_of, acts):
    assert actor_of("quay-officer").organisation == key("Pos Uji Maumere")


class TestALink:
    """For Makassar, where nobody has an account."""

    @pytest.fixture
    def link(self, saturday, acts):
        by = acts("quay-officer")
        lost = told_of(saturday, by=by).voyage.questions[0].entries
        news = News(purpose=Purpose.ASK, gate=gate(MAKASSAR), roster=saturday, urgent=True)
        return make_link(send_notice(news, [uuid.UUID(one) for one in lost], by=by), to="Syahbandar Uji", by=by)

    def test_shows_the_one_person_and_takes_the_answer(self, link, acts):
        (asked,) = open_link(link[1])
        assert (asked.place, asked.said) == ("Makassar", "")
        assert answer_link(link[1], asked.entry, Said.RECEIVED)
        assert open_link(link[1])[0].said == "received"
        acts("quay-officer")
        assert [one.said for one in link[0].notice.answers.all()] == ["received"]

    def test_answers_of_nobody_else(self, link, saturday):
        other = Entry.objects.filter(roster=saturday).first()
        assert not answer_link(link[1], other.pk, Said.RECEIVED)
        assert not answer_link("salah", other.pk, Said.RECEIVED)

    def test_opens_no_more_once_revoked_or_over(self, link, acts):
        by = acts("quay-officer")
        revoke_link(link[0], by=by)
        assert open_link(link[1]) == []
        assert open_link("tidak ada") == []

    def test_is_only_for_those_who_sent_the_notice(self, link, acts):
        with pytest.raises(Refused):
            make_link(link[0].notice, to="Siapa saja", by=acts("sister-office"))


class TestAnOfficeWithoutAGate:
    def test_is_asked_by_name_and_sees_the_one_person(self, saturday, acts, cast):
        by = acts("quay-officer")
        entry = Entry.objects.filter(roster=saturday).order_by("row").last()
        village = Organisation.objects.get(name="Desa Uji")
        notice = send_notice(News(purpose=Purpose.ASK, to=village, roster=saturday), [entry.pk], by=by)
        there = acts("village")
        assert [one.pk for one in Entry.objects.visible_to(there).filter(roster=saturday)] == [entry.pk]
        answer_notice(notice, Said.NOT_HERE, by=there, entry=entry)


class TestTheWay:
    def test_of_who_comes_home_is_the_route_backwards(self, saturday, acts):
        gates = told_of(saturday, by=acts("quay-officer")).voyage.gates
        assert gates.index(NUNUKAN) < gates.index(MAUMERE) < gates.index(LEWOLEBA)
