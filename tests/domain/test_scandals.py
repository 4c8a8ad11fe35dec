"""What broke registers elsewhere (shared/design/peers.md, 0.1), tried here: refused, or found the same night and shown
to a second organisation.
"""

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, transaction
from tests.cast import key
from tests.issuing import *  # noqa: F403
from tests.issuing import a_job, fill, pay
from tests.placements import STEPS, dated, day

from sasando.domain.access import roles
from sasando.domain.errors import Refused
from sasando.domain.issuance.actions import issue, revoke
from sasando.domain.issuance.kinds import Because, Mismatch, Printed
from sasando.domain.issuance.models import Discrepancy, Issue
from sasando.domain.issuance.reconciling import Found, findings, write_down
from sasando.domain.people.actions import add_person
from sasando.domain.placements.actions import start_placement, take_step
from sasando.domain.placements.deciding import clear, hold, reopen
from sasando.domain.placements.models import Waiver
from sasando.domain.placements.program import as_program
from sasando.domain.placements.waiving import ask_waiver, decide_waiver

pytestmark = pytest.mark.django_db


def another(acts, job, name):
    """One more placement under the job, cleared and paid."""
    person = add_person(by=acts("village"), full_name=name, sex="F", home_id="53.21.05.2001")
    placement = start_placement(person, scheme="P2P", country="MY", position="Pekerja rumah tangga", on=day(-95),
                                by=acts("village"))  # fmt: skip
    for role, kind, facts in STEPS:
        extra = {"nik": f"53210544{person.pk.int % 100_000_000:08d}"} if kind == "registered" else {}
        take_step(placement, kind, on=day(-60), by=acts(role), facts=dated(facts) | extra)
    fill(placement, job, acts)
    clear(placement, on=day(0), by=acts("placement-officer"))
    pay(placement, acts)
    return placement


@pytest.fixture
def owner_of_the_machine(database):
    """Past every rule of the database: triggers, policies and keys are off, no fact is written. Undone afterwards."""
    with psycopg.connect(database.superuser_url()) as strong, strong.transaction(force_rollback=True):
        strong.execute("SET LOCAL session_replication_role = replica")
        yield strong


def found_in(strong):
    """What the nightly count finds there: of each kind, how many there should be and how many there are."""
    found = findings(day(0), lambda query, values: strong.execute(query, values).fetchall())
    return {(one.kind, one.should_be, one.counted) for one in found}


FORGED = """
    INSERT INTO issuance_issue (id, kind, log_index, placement_id, decision_id, permit_id, person_id, company_id,
        region_code, issued_on, expires_on, issued_by, organisation_id, at)
    SELECT gen_random_uuid(), 'card', n, gen_random_uuid(), gen_random_uuid(), %(permit)s, gen_random_uuid(),
        %(company)s, '53', current_date, current_date + 90, %(by)s, %(organisation)s, now()
    FROM generate_series(1, %(number)s) AS n"""
PERMIT = """
    INSERT INTO licences_permit (id, source, source_day, by, at, country, position, sex, company_id, number, quota,
        since, withdrawn_because)
    VALUES (%(permit)s, 'uji', current_date, %(by)s, now(), 'MY', 'x', '', %(company)s, 'SIP-BMET', %(quota)s,
        current_date, '')"""
WAIVED = """
    WITH them AS (
        INSERT INTO placements_placement (id, code, full_name, sex, region_code, scheme, country, position, state, law,
            stage, waits_for, missing, person_id, rules_id, started_by_id)
        SELECT gen_random_uuid(), 'X' || n, '', '', '53', 'P2P', '', '', 'open', '', '', '{}', '{}', gen_random_uuid(),
            'x', gen_random_uuid()
        FROM generate_series(1, 30000) AS n RETURNING id, code)
    INSERT INTO placements_waiver (id, placement_id, requirement, basis, reason, evidence, asked_by, organisation_id,
        state, decided_at, answer, sampled)
    SELECT gen_random_uuid(), id, 'competence_certificate', 'x', 'x', 'Ijazah ' || right(code, 2), gen_random_uuid(),
        %s, 'approved', now(), '', false
    FROM them"""


OVER = Found(Mismatch.OVER_QUOTA, "SIP2MI-1 card", 2960, 6938, "53.21", key("PT Uji Induk"))


def forged(placement, head, by):
    """A card in the name of a head, written by somebody who goes past the program."""
    return Issue(
        kind="card", placement=placement, decision=placement.decisions.first(), permit=placement.permit,
        person=placement.person, company_id=placement.company_id, region_code=placement.region_code, issued_on=day(0),
        expires_on=day(90), issued_by=head.account, organisation_id=by.organisation,
    )  # fmt: skip


def forge(strong, *, quota, number, by):
    """So many cards under one permit of so many, in the name of an account."""
    values = {"permit": uuid4(), "company": key("PT Uji Induk"), "by": key(by), "organisation": key("BP3MI Uji"),
              "quota": quota, "number": number}  # fmt: skip
    strong.execute(PERMIT, values)
    strong.execute(FORGED, values)


class TestMorePapersThanTheQuota:
    """BMET, Bangladesh: 6,938 printed on 2,960 approved."""

    @pytest.fixture
    def job(self, acts, job):
        return a_job(acts, quota=1, wanted=5, number="SIP2MI-KECIL")

    def test_the_program_refuses(self, cleared, job, acts):
        pay(cleared, acts)
        issue(cleared, Printed.CARD, on=day(0), by=acts("head"))
        second = another(acts, job, "Maria Kedua")
        with pytest.raises(Refused) as refused:
            issue(second, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "over_quota"

    def test_the_database_refuses_who_goes_past_the_program(self, cleared, job, acts):
        pay(cleared, acts)
        first = issue(cleared, Printed.CARD, on=day(0), by=acts("head"))
        second = another(acts, job, "Maria Kedua")
        by = acts("head")
        row = forged(second, by, by)
        with pytest.raises(DatabaseError, match="over_quota"), transaction.atomic():
            row.save(force_insert=True)
        assert Issue.objects.filter(permit=first.permit_id, kind="card").count() == 1

    def test_the_night_finds_what_the_owner_of_the_machine_printed(self, owner_of_the_machine):
        forge(owner_of_the_machine, quota=2960, number=6938, by="Ignas Kepala")
        found = found_in(owner_of_the_machine)
        assert (Mismatch.OVER_QUOTA, 2960, 6938) in found
        assert {kind for kind, *_ in found} >= {Mismatch.NO_DECISION, Mismatch.NOT_PRINTED_BY_US}

    def test_the_night_finds_numbers_that_were_taken_out_again(self, owner_of_the_machine):
        forge(owner_of_the_machine, quota=2960, number=6938, by="Ignas Kepala")
        owner_of_the_machine.execute("DELETE FROM issuance_issue WHERE log_index BETWEEN 2961 AND 6937")
        assert (Mismatch.GAP, 2961, 6938) in found_in(owner_of_the_machine)


class TestARejectedFileApprovedWithASavedPassword:
    """BMET again: files that were rejected, approved from a telephone with the password of another."""

    def test_the_officer_who_held_it_cannot_open_it_again(self, complete, acts):
        by = acts("placement-officer")
        hold(complete, reason="dokumen diragukan", basis="UU 18/2017 Pasal 13", warned=True, on=day(0), by=by)
        with pytest.raises(Refused) as refused:
            reopen(complete, reason="sudah benar", on=day(0), by=by)
        assert refused.value.code == "own_decision"
        with pytest.raises(Refused) as refused:
            clear(complete, on=day(0), by=by)
        assert refused.value.code == "held_needs_another"

    def test_without_a_second_factor_nothing_is_issued(self, cleared, acts, client_of):
        pay(cleared, acts)
        client = client_of("head", proved_at=0)
        answer = client.post(f"/terbit/{cleared.pk}/card/")
        assert answer.status_code == 302
        acts("head")
        assert not Issue.objects.exists()


class TestOfficersWithoutAuthority:
    """MyIMMS, Malaysia: 21,378 passes by officers who had no right to give them."""

    def test_the_program_refuses_everybody_but_the_head(self, cleared, acts):
        pay(cleared, acts)
        for role in set(roles()) - {"head"}:
            with pytest.raises(Refused) as refused:
                issue(cleared, Printed.CARD, on=day(0), by=acts(role))
            assert refused.value.code == "not_allowed", role

    def test_the_database_refuses_a_row_in_the_name_of_the_head(self, cleared, acts):
        pay(cleared, acts)
        head, by = acts("head"), acts("placement-officer")
        row = forged(cleared, head, by)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)

    def test_the_night_finds_who_had_no_right_that_day(self, owner_of_the_machine):
        forge(owner_of_the_machine, quota=30_000, number=21_378, by="Lorens Pos")
        without = [one for one in findings(day(0), lambda q, v: owner_of_the_machine.execute(q, v).fetchall())
                   if one.kind == Mismatch.NO_AUTHORITY]  # fmt: skip
        assert len(without) == 21_378


class TestTrainingWaivedByTheThousand:
    """SLBFE, Sri Lanka: some 30,000 women exempted from training by a lawful way, on forged papers."""

    def test_nobody_waives_for_themselves_or_their_own_office(self, registered, acts):
        by = acts("labour-office")
        asked = ask_waiver(registered, "competence_certificate", reason="tidak ada LSP", evidence="ijazah 12",
                           basis="Perban 7/2022", by=by)  # fmt: skip
        with pytest.raises(Refused) as refused:
            decide_waiver(asked, approve=True, answer="", by=by)
        assert refused.value.code == "own_request"
        decide_waiver(asked, approve=True, answer="", by=acts("head"))
        registered.refresh_from_db()
        assert "competence_certificate" not in registered.missing
        acts("head")
        assert Waiver.objects.get(pk=asked.pk).sampled

    def test_without_reason_evidence_and_article_there_is_none(self, registered, acts):
        with pytest.raises(Refused) as refused:
            ask_waiver(
                registered, "competence_certificate", reason="x", evidence="", basis="y", by=acts("labour-office")
            )
        assert refused.value.code == "waiver_incomplete"

    def test_the_night_shows_many_from_one_office_and_one_paper_used_for_many(self, owner_of_the_machine):
        owner_of_the_machine.execute(WAIVED, [key("Dinas Uji Malaka")])
        found = found_in(owner_of_the_machine)
        assert (Mismatch.MANY_WAIVERS, 10, 30_000) in found
        assert any(kind == Mismatch.SAME_EVIDENCE and number > 200 for kind, _, number in found)


class TestOnePreApprovalUsedAgain:
    """DoFE, Nepal: 170 permits on one company's old approval."""

    def test_one_decision_gives_one_card_even_after_it_was_revoked(self, cleared, acts):
        pay(cleared, acts)
        by = acts("head")
        card = issue(cleared, Printed.CARD, on=day(0), by=by)
        revoke(card, Because.LOST, by=by)
        with pytest.raises(Refused) as refused:
            issue(cleared, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "already_done"

    def test_no_more_than_the_job_order_asked_for(self, cleared, acts, job):
        small = a_job(acts, quota=50, wanted=1, number="SIP2MI-JO")
        first, second = another(acts, small, "Ana Pertama"), another(acts, small, "Ana Kedua")
        issue(first, Printed.CARD, on=day(0), by=acts("head"))
        with pytest.raises(Refused) as refused:
            issue(second, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "over_job_order"


class TestWhatWasFound:
    @pytest.fixture
    def found(self, acts):
        with as_program(acts("head")):
            return write_down([OVER])

    def test_is_seen_by_a_second_organisation_with_numbers_and_no_person(self, found, acts):
        acts("task-force")
        seen = Discrepancy.objects.get()
        assert (seen.subject, seen.should_be, seen.counted) == ("SIP2MI-1 card", 2960, 6938)
        assert not Issue.objects.exists()

    def test_is_not_seen_by_who_may_be_part_of_it(self, found, acts):
        for role in ("p3mi", "rival", "apjati", "labour-office", "village"):
            acts(role)
            assert not Discrepancy.objects.exists(), role

    def test_is_written_once_a_count(self, found, acts):
        with as_program(acts("head")):
            count, new = write_down(
                [Found(Mismatch.OVER_QUOTA, "SIP2MI-1 card", 2960, 6938, "53.21", key("PT Uji Induk"))]
            )
        assert (count.found, new) == (1, [])
