"""Who may invite, give roles and end accounts, and what follows from it."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection
from django.utils.timezone import localdate

from sasando.domain.access import act_as
from sasando.domain.errors import Refused
from sasando.domain.organisations.actions import end_account, end_role, give_role, invite_account, reset_factors
from sasando.domain.organisations.models import Account, Organisation, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(acting_as, cast):
    """`of("village")`: the account and the organisation of a role, whoever acts."""
    acting_as("administrator")
    found = {}
    for role, actor in cast.actors.items():
        found[role] = Account.objects.get(pk=actor.account), Organisation.objects.get(pk=actor.organisation)
    act_as(None)
    return found.__getitem__


def code_of(refusal) -> str:
    return refusal.value.code


class TestInviting:
    @pytest.mark.parametrize("role", ["village", "p3mi", "clinic", "police", "placement-officer"])
    def test_is_not_for_everybody(self, acting_as, of, role):
        by = acting_as(role)
        with pytest.raises(Refused) as refusal:
            invite_account(of(role)[1], by.role, "Maria", by=by)
        assert code_of(refusal) == "not_allowed"

    def test_is_for_the_head_in_their_own_office(self, acting_as, of):
        by = acting_as("head")
        invitation, secret = invite_account(of("head")[1], "protection-officer", "Maria", by=by)
        assert len(secret) > 40
        assert invitation.expires_at - invitation.made_at == timedelta(hours=72)
        with pytest.raises(Refused) as refusal:
            invite_account(of("village")[1], "village", "Maria", by=by)
        assert code_of(refusal) == "not_allowed"

    def test_lets_no_head_make_one_who_gives_rights(self, acting_as, of):
        with pytest.raises(Refused) as refusal:
            invite_account(of("head")[1], "administrator", "Maria", by=acting_as("head"))
        assert code_of(refusal) == "not_allowed"

    def test_is_for_roles_of_that_kind_of_organisation(self, acting_as, of):
        by = acting_as("administrator")
        with pytest.raises(Refused) as refusal:
            invite_account(of("p3mi")[1], "protection-officer", "Maria", by=by)
        assert code_of(refusal) == "role_not_for_kind"


class TestGivingARole:
    def test_is_for_administrators(self, acting_as, of):
        with pytest.raises(Refused) as refusal:
            give_role(of("head")[0], "protection-officer", None, by=acting_as("head"), today=localdate())
        assert code_of(refusal) == "not_allowed"

    @pytest.mark.parametrize(
        ("to", "role", "days", "code"),
        [
            ("head", "placement-officer", 9, "role_incompatible"),
            ("head", "administrator", 9, "role_incompatible"),
            ("placement-officer", "administrator", 9, "role_incompatible"),
            ("placement-officer", "placement-officer", 9, "already_done"),
            ("placement-officer", "protection-officer", -1, "until_in_the_past"),
            ("p3mi", "village", 9, "role_not_for_kind"),
        ],
    )
    def test_is_refused(self, acting_as, of, to, role, days, code):
        by, today = acting_as("administrator"), localdate()
        with pytest.raises(Refused) as refusal:
            give_role(of(to)[0], role, today + timedelta(days=days), by=by, today=today)
        assert code_of(refusal) == code

    def test_lasts_until_its_day_and_can_be_ended_at_once(self, acting_as, of):
        by, today = acting_as("administrator"), localdate()
        given = give_role(of("placement-officer")[0], "protection-officer", today, by=by, today=today)
        assert given.given_by == by.account
        end_role(given, by=by, today=today)
        assert given.until < today
        with pytest.raises(Refused) as refusal:
            end_role(given, by=by, today=today)
        assert code_of(refusal) == "already_done"

    def test_that_was_ended_may_be_followed_by_one_that_did_not_go_with_it(self, acting_as, of):
        by, today = acting_as("administrator"), localdate()
        head = of("head")[0]
        end_role(head.roles.get(), by=by, today=today)
        assert give_role(head, "placement-officer", None, by=by, today=today).pk


class TestEndingAnAccount:
    def test_ends_its_sessions(self, acting_as, of):
        by, account = acting_as("administrator"), of("village")[0]
        Session.objects.create(session_key="x" * 32, account_id=account.pk, expire_date="2999-01-01T00:00Z")
        end_account(account, by=by)
        assert not Account.objects.get(pk=account.pk).is_active
        assert not Session.objects.filter(account_id=account.pk).exists()

    def test_is_for_the_head_in_their_own_office(self, acting_as, of):
        account = of("protection-officer")[0]
        end_account(account, by=acting_as("head"))
        assert not Account.objects.get(pk=account.pk).is_active

    def test_is_not_for_ones_own(self, acting_as, of):
        with pytest.raises(Refused) as refusal:
            end_account(of("administrator")[0], by=acting_as("administrator"))
        assert code_of(refusal) == "own_account"

    def test_of_who_gives_rights_is_not_for_the_head(self, acting_as, of):
        with pytest.raises(Refused) as refusal:
            end_account(of("administrator")[0], by=acting_as("head"))
        assert code_of(refusal) == "not_allowed"

    def test_is_not_for_the_head_elsewhere(self, acting_as, of):
        with pytest.raises(Refused) as refusal:
            end_account(of("village")[0], by=acting_as("head"))
        assert code_of(refusal) == "not_allowed"


class TestAReset:
    @pytest.mark.parametrize("role", ["head", "placement-officer", "village"])
    def test_is_for_administrators(self, acting_as, of, role):
        with pytest.raises(Refused) as refusal:
            reset_factors(of("head")[0], by=acting_as(role))
        assert code_of(refusal) == "not_allowed"

    def test_is_not_for_oneself(self, acting_as, of):
        by = acting_as("administrator")
        with pytest.raises(Refused) as refusal:
            reset_factors(of("administrator")[0], by=by)
        assert code_of(refusal) == "not_allowed"


class TestTheDatabase:
    @pytest.mark.parametrize(
        "forged",
        [
            "UPDATE organisations_account SET organisation_id = %s WHERE id = security.account()",
            "UPDATE organisations_account SET person = %s WHERE id = security.account()",
            "UPDATE organisations_roleassignment SET role = 'administrator' WHERE %s IS NOT NULL",
        ],
    )
    def test_lets_no_account_move_itself_elsewhere(self, acting_as, cast, forged):
        acting_as("p3mi")
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute(forged, [cast.actor("head").organisation])
