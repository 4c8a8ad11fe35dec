"""Letters and cards leave through one ledger, and what the law and the quota do not allow does not leave."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.issuing import *  # noqa: F403
from tests.issuing import pay
from tests.placements import day

from sasando.core.credentials import judge
from sasando.domain.errors import Refused
from sasando.domain.issuance.actions import enter_payment, issue, print_issue, prove_payment, revoke
from sasando.domain.issuance.keys import published_keys
from sasando.domain.issuance.kinds import Because, PaymentKind, Printed
from sasando.domain.issuance.models import Issue
from sasando.domain.issuance.papers import signed_text
from sasando.domain.placements.deciding import hold, reopen

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(cleared, acts):
    """The company entered both premiums, the labour office proved them."""
    pay(cleared, acts)
    return cleared


def state_on_paper(made):
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.card_state(%s)", [made.pk])
        return cursor.fetchone()[0]


class TestIssuing:
    def test_gives_a_number_without_gaps(self, paid, acts):
        by = acts("head")
        letter, card = issue(paid, Printed.LETTER, on=day(0), by=by), issue(paid, Printed.CARD, on=day(0), by=by)
        assert card.log_index == letter.log_index + 1
        paid.refresh_from_db()
        assert (paid.state, paid.waits_for) == ("issued", ["quay-officer"])

    def test_needs_the_premiums_proved_by_another(self, cleared, acts):
        payment = enter_payment(
            cleared, PaymentKind.BEFORE, amount=1, reference="X", paid_on=day(0), by=acts("labour-office")
        )
        with pytest.raises(Refused) as refused:
            prove_payment(payment, on=day(0), by=acts("labour-office"))
        assert refused.value.code == "own_entries"
        with pytest.raises(Refused) as refused:
            issue(cleared, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "not_paid"

    def test_needs_a_decision(self, complete, acts):
        with pytest.raises(Refused) as refused:
            issue(complete, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "no_decision"

    def test_of_a_receipt_that_was_used_already_is_refused(self, paid, acts):
        with pytest.raises(Refused) as refused:
            enter_payment(
                paid, PaymentKind.BEFORE, amount=1, reference=f"before-{paid.code}", paid_on=day(0), by=acts("p3mi")
            )
        assert refused.value.code == "reference_taken"


class TestAPaper:
    def test_counts_no_more_when_revoked(self, paid, acts):
        card = issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        assert state_on_paper(card) == "issued"
        revoke(card, Because.LOST, by=acts("placement-officer"))
        assert state_on_paper(card) == "revoked"

    def test_counts_no_more_while_its_file_is_open_again(self, paid, acts):
        card = issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        reopen(paid, reason="paspor palsu", on=day(0), by=acts("labour-office"))
        assert state_on_paper(card) == "revoked"

    def test_is_printed_again_with_a_reason_only(self, paid, acts):
        by = acts("head")
        card = issue(paid, Printed.CARD, on=day(0), by=by)
        print_issue(card, reason="", by=by)
        with pytest.raises(Refused) as refused:
            print_issue(card, reason="", by=by)
        assert refused.value.code == "reason_missing"
        print_issue(card, reason="tinta habis", by=by)

    def test_is_never_changed_in_the_database(self, paid, acts):
        card = issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        with pytest.raises(DatabaseError), transaction.atomic():
            Issue.objects.filter(pk=card.pk).update(expires_on=day(900))


class TestWhoSees:
    def test_others_see_no_paper(self, paid, acts):
        issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        for role in ("rival", "clinic", "police", "church", "apjati", "village", "task-force"):
            acts(role)
            assert not Issue.objects.exists(), role

    def test_the_company_sees_its_own(self, paid, acts):
        issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        acts("p3mi")
        assert Issue.objects.count() == 1


class TestADecisionOfYesterday:
    def test_is_no_ground_after_the_file_was_held(self, paid, acts):
        hold(paid, reason="laporan", basis="UU 18/2017 Pasal 13", warned=True, on=day(0), by=acts("placement-officer"))
        with pytest.raises(Refused) as refused:
            issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "no_decision"

    def test_is_used_once(self, paid, acts):
        issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        with pytest.raises(Refused) as refused:
            issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        assert refused.value.code == "already_done"


class TestTheCode:
    def test_says_what_the_paper_says_and_nothing_of_health_or_home(self, paid, acts, settings):
        card = issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        text = signed_text(card)
        said = judge(text, published_keys(settings.DATA), None, timezone.now())
        assert said.good
        assert (said.statement.name, said.statement.serial) == ("Yasinta Seran", card.serial)
        assert "5321054505990001" not in repr(said.statement)

    def test_is_the_same_each_time_it_is_shown(self, paid, acts):
        card = issue(paid, Printed.CARD, on=day(0), by=acts("head"))
        assert signed_text(card) == signed_text(Issue.objects.get(pk=card.pk))
