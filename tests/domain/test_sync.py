"""What phones send without order, twice, in pieces, and sometimes with malice: each fact once, nothing in silence."""

import random
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from tests.phones import Phone, is_receipt
from tests.saturday import LETTER, LEWOLEBA, MAKASSAR, MAUMERE, acts, announced, gate

from sasando.domain.access import act_as
from sasando.domain.errors import Refused
from sasando.domain.passages.models import Tick, TickKind
from sasando.domain.passages.ticking import Mark, tick
from sasando.domain.passages.voyages import told_of
from sasando.domain.rosters.models import Entry, Roster
from sasando.domain.stops.models import Stop
from sasando.domain.sync.deciding import decide
from sasando.domain.sync.envelopes import Broken, read_envelope
from sasando.domain.sync.models import Envelope, State
from sasando.domain.sync.receiving import receive
from sasando.domain.sync.taking import take_along

__all__ = ["acts", "announced"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def officer(announced, acts):
    """The officer at Lorens Say, who sees the list of 29."""
    return acts("quay-officer")


@pytest.fixture
def phone(officer):
    """The officer's phone."""
    return Phone(officer.organisation)


def due(roster):
    return list(Entry.objects.filter(roster=roster, due=MAUMERE).order_by("row"))


def arrived(entry, **more):
    return {"entry": str(entry.pk), "tick": "arrived", "gate": MAUMERE, **more}


def states(answers):
    return [one.state for one in answers]


class TestADayWithoutSignal:
    def test_arrives_whole_and_balances_as_it_did_on_the_phone(self, announced, officer, phone):
        entries = due(announced)
        told = [phone.seals("tick", arrived(entry)) for entry in entries[:14]]
        told += [phone.seals("tick", arrived(one) | {"tick": "carried_on", "to": LEWOLEBA}) for one in entries[14:16]]
        told += [phone.seals("tick", arrived(entries[16]) | {"tick": "missing", "since": MAKASSAR})]
        toddler = {"roster": announced.pk, "gate": MAUMERE, "entry": uuid4(), "description": "anak sekitar 2 tahun"}
        told += [phone.seals("extra", toddler | {"age": 2, "companion_of": {"entry": str(entries[2].pk)}})]
        answers = receive(told, by=officer)
        assert set(states(answers)) == {State.DONE}
        assert all(is_receipt(answer.receipt, one) for answer, one in zip(answers, told, strict=True))
        balance = told_of(announced, by=officer).voyage.balances[MAUMERE]
        counted = [len(one) for one in (balance.arrived, balance.carried_on, balance.missing, balance.extra)]
        assert counted == [15, 2, 1, 1]

    def test_keeps_both_clocks_and_nothing_that_was_sealed(self, announced, officer, phone):
        receive([phone.seals("tick", arrived(due(announced)[0]), at="2016-01-01T00:00:00+00:00")], by=officer)
        row, made = Envelope.objects.get(), Tick.objects.get()
        assert row.at.year == made.at.year == 2016
        assert made.received_at.year > 2016
        assert (row.sealed, made.device) == (None, phone.device)


class TestTheSameEnvelopeTwice:
    def test_is_one_fact_with_the_same_receipt(self, announced, officer, phone):
        one = phone.seals("tick", arrived(due(announced)[0]))
        first, again = receive([one], by=officer), receive([one, one], by=officer)
        assert [first[0]] * 2 == again
        assert (Tick.objects.count(), Envelope.objects.count()) == (1, 1)

    def test_with_another_content_is_kept_beside_the_first_and_shown(self, announced, officer, phone):
        entries, key = due(announced), uuid4()
        receive([phone.seals("tick", arrived(entries[0]), key=key)], by=officer)
        other = phone.seals("tick", arrived(entries[1]), key=key)
        answer = receive([other], by=officer)[0]
        assert (answer.state, answer.because) == (State.CONFLICT, "same_key_other_content")
        assert is_receipt(answer.receipt, other)
        assert Tick.objects.get().entry_id == entries[0].pk
        assert Envelope.objects.get(state=State.CONFLICT).sealed


class TestFactsOutOfOrder:
    def test_wait_for_the_list_that_they_are_about(self, officer, phone):
        roster, key = uuid4(), uuid4()
        line = {"roster": roster, "line": "2. Yosef Uji, L, 30", "tick": "arrived", "gate": MAUMERE}
        undo = {"roster": roster, "tick": "undo", "gate": MAUMERE, "undoes": key}
        answers = receive([phone.seals("tick", undo), phone.seals("tick", line, key=key)], by=officer)
        assert states(answers) == [State.HELD, State.HELD]
        text = "Daftar\n1. Maria Uji, P, 25\n2. Yosef Uji, L, 30"
        letter = phone.seals("roster", {"title": "Surat", "text": text, "due": MAUMERE}, key=roster)
        assert states(receive([letter], by=officer)) == [State.DONE]
        assert not Envelope.objects.exclude(state=State.DONE).exists()
        assert Tick.objects.get(kind="arrived").entry.full_name == "Yosef Uji"
        assert told_of(Roster.objects.get(pk=roster), by=officer).voyage.withdrawn == (str(key),)

    def test_are_applied_in_one_batch_whatever_its_order(self, announced, officer, phone):
        entries = due(announced)
        keys = [uuid4() for _ in range(3)]
        told = [phone.seals("tick", arrived(entries[0]), key=keys[0])]
        told += [
            phone.seals("tick", {"tick": "undo", "gate": MAUMERE, "undoes": keys[at]}, key=keys[at + 1])
            for at in range(2)
        ]
        assert states(receive(told[::-1], by=officer)) == [State.DONE] * 3


class TestALineOfAPastedList:
    @pytest.fixture
    def pasted(self, officer, phone):
        """A list pasted on the phone, with two equal lines and one that is nobody."""
        text = "1. Maria Uji, P, 25\n2. Yosef, L\n3. Yosef, L\nMohon dijemput di dermaga"
        one = phone.seals("roster", {"title": "Dari grup", "text": text, "due": MAUMERE})
        receive([one], by=officer)
        return one.uuid

    def ticks(self, officer, phone, pasted, line, **more):
        body = {"roster": pasted, "line": line, "tick": "arrived", "gate": MAUMERE} | more
        return receive([phone.seals("tick", body)], by=officer)[0]

    def test_finds_the_person_of_that_line(self, officer, phone, pasted):
        assert self.ticks(officer, phone, pasted, " 1.  Maria Uji, P, 25 ").state == State.DONE
        assert Tick.objects.get().entry.full_name == "Maria Uji"

    def test_that_stands_twice_finds_each(self, officer, phone, pasted):
        for line, nth in (("2. Yosef, L", 0), ("3. Yosef, L", 0)):
            self.ticks(officer, phone, pasted, line, nth=nth)
        assert Tick.objects.values("entry").distinct().count() == 2

    def test_that_is_nobody_becomes_somebody_found_here(self, officer, phone, pasted):
        assert self.ticks(officer, phone, pasted, "Mohon dijemput di dermaga").state == State.DONE
        assert set(Tick.objects.values_list("kind", flat=True)) == {"extra", "arrived"}
        assert not Tick.objects.first().entry.announced

    def test_that_is_nobody_and_missed_waits_for_a_person(self, officer, phone, pasted):
        answer = self.ticks(officer, phone, pasted, "Mohon dijemput di dermaga", tick="missing")
        assert (answer.state, answer.because) == (State.CONFLICT, "line_is_nobody")


class TestWhatTheDomainRefuses:
    @pytest.fixture
    def refused(self, announced, officer, phone):
        """A hand-over of a gate at which nobody came off yet."""
        body = {"roster": announced.pk, "gate": MAUMERE, "receiver": "Dinas Flores Timur"}
        receive([phone.seals("handover", body)], by=officer)
        return Envelope.objects.get()

    def test_waits_on_the_desk_with_its_reason(self, refused):
        assert (refused.state, refused.because) == (State.CONFLICT, "nothing_to_hand_over")
        assert refused.sealed

    def test_can_be_applied_once_it_fits(self, refused, announced, officer, phone):
        with pytest.raises(Refused, match="Belum dapat"):
            decide(refused, "apply", by=officer)
        receive([phone.seals("tick", arrived(due(announced)[0]))], by=officer)
        assert decide(refused, "apply", by=officer).state == State.DONE
        assert Envelope.objects.get(pk=refused.pk).sealed is None

    def test_is_set_aside_only_with_a_reason(self, refused, officer):
        with pytest.raises(Refused, match="alasan"):
            decide(refused, "drop", by=officer)
        assert decide(refused, "drop", by=officer, reason="Salah tekan").state == State.REFUSED

    def test_is_decided_once(self, refused, officer):
        decide(refused, "drop", by=officer, reason="Salah tekan")
        with pytest.raises(Refused):
            decide(refused, "apply", by=officer)

    def test_is_not_seen_by_another_office(self, refused, acts):
        assert not Envelope.objects.visible_to(acts("sister-office")).exists()

    def test_with_the_key_of_another_fact_is_written_under_its_own(self, announced, officer, phone):
        entries, key = due(announced), uuid4()
        for entry in entries[:2]:
            receive([phone.seals("tick", arrived(entry), key=key)], by=officer)
        decide(Envelope.objects.get(state=State.CONFLICT), "apply", by=officer)
        assert set(Tick.objects.values_list("entry", flat=True)) == {entry.pk for entry in entries[:2]}


class TestTwoPhonesOnOneList:
    def test_say_two_things_of_one_person_and_both_stand_in_a_shown_conflict(self, announced, officer, phone):
        entry, other = due(announced)[0], Phone(officer.organisation)
        receive([phone.seals("tick", arrived(entry))], by=officer)
        receive([other.seals("tick", arrived(entry) | {"tick": "missing"})], by=officer)
        voyage = told_of(announced, by=officer).voyage
        assert [one.kind for one in voyage.open] == ["arrived_and_missing"]

    def test_see_each_others_ticks_after_taking_the_list_again(self, announced, officer, phone):
        from django.utils import timezone

        receive([phone.seals("tick", arrived(due(announced)[0]))], by=officer)
        taken = take_along(by=officer, now=timezone.now()).rosters[0]
        assert [one["kind"] for one in taken["facts"]["ticks"]] == ["arrived"]


class TestWhatIsTakenAlong:
    def test_is_the_lists_of_the_gate_with_nothing_that_is_not_needed(self, announced, officer):
        from django.utils import timezone

        bundle = take_along(by=officer, now=timezone.now())
        assert [one["title"] for one in bundle.rosters] == [announced.title]
        shown = next(iter(bundle.rosters[0]["people"].values()))
        assert set(shown) <= {"name", "number", "row", "sex", "age", "place"}
        assert (bundle.expires_at - bundle.taken_at).total_seconds() == 72 * 3600
        assert bundle.here == (MAUMERE,)

    def test_is_nothing_for_who_stands_elsewhere(self, announced, acts):
        from django.utils import timezone

        assert take_along(by=acts("labour-office"), now=timezone.now()).rosters == []


class TestAHostileEnvelope:
    def test_cut_short_is_not_taken(self, phone):
        from tests.phones import wire

        one = wire(phone.seals("count", {}))
        with pytest.raises(Broken):
            read_envelope(one | {"sealed": one["sealed"][:-8]})

    @pytest.mark.parametrize("change", [{"kind": "count"}, {"device": "0" * 36}, {"uuid": uuid4()}])
    def test_under_another_head_does_not_open(self, announced, officer, phone, change):
        one = replace(phone.seals("tick", arrived(due(announced)[0])), **change)
        answer = receive([one], by=officer)[0]
        assert (answer.state, answer.because, answer.receipt) == (State.REFUSED, "cannot_be_opened", b"")
        assert not Tick.objects.exists()

    def test_for_another_server_is_kept_but_not_receipted(self, officer, phone):
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

        from sasando.domain.sync.sealing import _encoded

        phone.server = _encoded(generate_private_key(SECP256R1()).public_key())
        answer = receive([phone.seals("tick", {})], by=officer)[0]
        assert (answer.because, answer.receipt) == ("cannot_be_opened", b"")
        assert Envelope.objects.get().sealed

    def test_of_another_organisation_is_not_for_us(self, actor_of, officer):
        theirs = Phone(actor_of("sister-office").organisation)
        answer = receive([theirs.seals("tick", {})], by=officer)[0]
        assert (answer.because, answer.receipt) == ("other_organisation", b"")
        assert not Envelope.objects.exists()

    def test_of_somebody_without_the_right_is_refused(self, phone, acts):
        with pytest.raises(Refused):
            receive([phone.seals("tick", {})], by=acts("p3mi"))

    def test_with_any_content_never_breaks_and_is_never_lost(self, announced, officer, phone):
        chance = random.Random(7)
        told = [phone.seals(chance.choice(KINDS), odd_body(chance, announced)) for _ in range(150)]
        answers = receive(told, by=officer)
        assert len(answers) == len(told)
        assert all(is_receipt(answer.receipt, one) for answer, one in zip(answers, told, strict=True))
        assert Envelope.objects.count() == len(told)


KINDS = ("tick", "extra", "count", "ruling", "handover", "notice", "answer", "roster", "stop", "nonsense")


def odd_body(chance: random.Random, roster: Roster):
    """A body as malice or a broken phone might make it."""
    values = (
        None, "", 0, -1, 10**30, True, [], {}, [[]], "x" * 500, "\x00", "pelabuhan-lorens-say", str(roster.pk),
        str(UUID(int=chance.getrandbits(128))), "arrived", "missing", "2026-01-01T00:00:00", {"entry": 3}, "🙂",
    )  # fmt: skip
    names = (
        "roster", "entry", "tick", "gate", "to", "since", "undoes", "heads", "line", "nth", "receiver", "keeps",
        "conflict", "signatures", "text", "title", "people", "purpose", "said", "notice", "name", "age", "companion_of",
        "agency", "brought", "reasons", "men", "due", "arrives_at", "list_kind",
    )  # fmt: skip
    body = {name: chance.choice(values) for name in names if chance.random() < 0.7}
    return chance.choice([body, body, body, b"\xff\xfe", b"[1]", b"{", b"[" * 5000])


class TestAStopReport:
    def test_written_without_signal_is_kept_once(self, officer, phone):
        body = {
            "agency": "service_office", "gate": MAUMERE, "people": "1. Maria Uji, P, 19, Malaka\n2. Yosef Uji, L, 20",
            "mode": "ship", "destination": "Malaysia", "brought": [{"role": "calo", "phone": "0812 0000 1111"}],
            "reasons": ["N02"], "men": None,
        }  # fmt: skip
        one = phone.seals("stop", body)
        assert states([*receive([one], by=officer), *receive([one], by=officer)]) == [State.DONE] * 2
        stop = Stop.objects.get()
        assert (stop.pk, stop.men, stop.women, stop.people.count()) == (one.uuid, 1, 1, 2)


class TestAFactMadeOnAPageMeanwhile:
    def test_and_one_from_a_phone_both_stand(self, announced, officer, phone):
        entry = due(announced)[0]
        tick(entry, Mark(kind=TickKind.ARRIVED, gate=gate(MAUMERE)), by=officer)
        receive([phone.seals("tick", arrived(entry))], by=officer)
        act_as(officer)
        assert Tick.objects.count() == 2
        assert told_of(announced, by=officer).voyage.open == ()
        assert len(LETTER.splitlines()) > 29
