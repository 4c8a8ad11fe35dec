"""What is done to accounts: invited, opened, given a role, ended, helped back in. Each leaves one fact."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from sasando.domain import audit
from sasando.domain.access import Actor, act_as
from sasando.domain.errors import Refused
from sasando.domain.organisations.acting import actors_of, signing_in
from sasando.domain.organisations.kinds import INCOMPATIBLE, ROLE_NAMES, ROLES_OF
from sasando.domain.organisations.models import Account, Invitation, Organisation, RoleAssignment, Session

INVITATION_HOURS: Final = 72
_ACCEPT: Final = "SELECT security.accept_invitation(%s, %s, %s, %s)"
_OPEN_INVITATION: Final = "SELECT organisation_name, role, name FROM security.invitation_of(%s)"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _may(by: Actor, action: str, organisation: UUID) -> None:
    """Raise unless the table allows it for anybody's organisation, or this is the actor's own and it allows that."""
    if not (by.may(action, "none") or (by.may(action, "own") and organisation == by.organisation)):
        raise Refused("not_allowed")


@transaction.atomic
def invite_account(organisation: Organisation, role: str, name: str, *, by: Actor) -> tuple[Invitation, str]:
    """Invite somebody to open an account in this role. The secret is shown once; only its hash is kept."""
    _may(by, "invitation.add", organisation.pk)
    if role == "administrator" and not by.may("role.add"):
        raise Refused("not_allowed")  # else whoever may invite could make an accomplice who gives rights
    if role not in ROLES_OF[organisation.kind]:
        raise Refused("role_not_for_kind", role=ROLE_NAMES.get(role, role))
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        secret_hash=_hash(secret),
        organisation=organisation,
        role=role,
        name=name,
        invited_by=by.account,
        expires_at=Now() + timedelta(hours=INVITATION_HOURS),
    )
    invitation.save(force_insert=True)
    invitation.refresh_from_db(fields=["made_at", "expires_at"])
    audit.record("account.invited", invitation, by=by)
    return invitation, secret


def open_invitation(secret: str) -> dict[str, str] | None:
    """What an invitation says: organisation, role, name. None when it is used, too old, or was never made."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_INVITATION, [_hash(secret)])
        found = cursor.fetchone()
    return dict(zip(("organisation", "role", "name"), found, strict=True)) if found else None


@transaction.atomic
def accept_invitation(secret: str, *, login: str, name: str, password: str | None) -> Account:
    """Open the account. Without a password it is one of passkeys only. Raises `Refused`; then the invitation is unused.

    From here on the transaction acts as this account, which is between its factors.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_ACCEPT, [_hash(secret), login, name, make_password(password)])
            made: UUID | None = cursor.fetchone()[0]
    except IntegrityError:
        raise Refused("login_taken") from None
    if made is None:
        raise Refused("invitation_not_valid")
    actors = actors_of(made)
    if not actors:
        raise Refused("invitation_not_valid")  # the agreement of the organisation has ended meanwhile
    act_as(signing_in(made))
    account: Account = Account.objects.get(pk=made)
    audit.record("account.opened", account, by=actors[0])
    return account


@transaction.atomic
def give_role(account: Account, role: str, until: date | None, *, by: Actor, today: date) -> RoleAssignment:
    """Give a role from today, until a day or without end. Raises `Refused`."""
    if not by.may("role.add"):
        raise Refused("not_allowed")
    account.refresh_from_db(from_queryset=Account.objects.select_for_update(of=("self",)))
    if role not in ROLES_OF[account.organisation.kind]:
        raise Refused("role_not_for_kind", role=ROLE_NAMES.get(role, role))
    if until and until < today:
        raise Refused("until_in_the_past", until=until)
    for other in account.roles.filter(Q(until__isnull=True) | Q(until__gte=today)).values_list("role", flat=True):
        if other == role:
            raise Refused("already_done")
        if frozenset({role, other}) in INCOMPATIBLE:
            raise Refused("role_incompatible", role=ROLE_NAMES[role], other=ROLE_NAMES[other])
    given = RoleAssignment(account=account, role=role, since=today, until=until, given_by=by.account)
    given.save(force_insert=True)
    audit.record("role.given", given, by=by)
    return given


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: Actor, today: date) -> None:
    """End a role at once: yesterday was its last day. Raises `Refused`."""
    if not by.may("role.end"):
        raise Refused("not_allowed")
    if assignment.account_id == by.account:
        raise Refused("own_account")
    assignment.refresh_from_db(from_queryset=RoleAssignment.objects.select_for_update(of=("self",)))
    if assignment.until and assignment.until < today:
        raise Refused("already_done")
    assignment.until = today - timedelta(days=1)
    assignment.save(update_fields=["until"])
    audit.record("role.ended", assignment, by=by, fields=["until"])


@transaction.atomic
def end_account(account: Account, *, by: Actor) -> None:
    """Nobody signs in with it any more, and whoever is signed in with it no longer is. Raises `Refused`."""
    _may(by, "account.end", account.organisation_id)
    if account.pk == by.account:
        raise Refused("own_account")
    if account.roles.filter(role="administrator").exists() and not by.may("role.end"):
        raise Refused("not_allowed")  # only another administrator ends one: so one always remains
    account.refresh_from_db(from_queryset=Account.objects.select_for_update(of=("self",)))
    if not account.is_active:
        raise Refused("already_done")
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_sessions(account.pk)
    audit.record("account.ended", account, by=by, fields=["is_active"])


@transaction.atomic
def reset_factors(account: Account, *, by: Actor) -> str:
    """Let somebody start again who lost their device: what they had opens nothing any more.

    Gives a token for `sign_in:restart`. It works once, for 72 hours, and only until they sign in: whoever holds it
    chooses the secret, never the one who started the reset. It says nothing about who may ask for it: that is
    written on the page of the organisation. Raises `Refused`.
    """
    if not by.may("account.change", "none") or account.pk == by.account:
        raise Refused("not_allowed")
    account.refresh_from_db(from_queryset=Account.objects.select_for_update(of=("self",)))
    account.set_unusable_password()
    account.save(update_fields=["password"])
    act_as(signing_in(account.pk))  # the factors are within reach of their own account alone
    Authenticator.objects.filter(user_id=account.pk).delete()
    act_as(by)
    _end_sessions(account.pk)
    audit.record("account.reset", account, by=by, fields=["password"])
    return default_token_generator.make_token(account)


def restarting(account: UUID, token: str) -> Account | None:
    """The account that may start again with this token. The transaction acts as it, whether or not there is one."""
    act_as(signing_in(account))
    found: Account | None = Account.objects.filter(pk=account, is_active=True).first()
    if found and default_token_generator.check_token(found, token) and actors_of(account):
        return found
    return None


@transaction.atomic
def restart_account(account: UUID, token: str, *, password: str | None) -> Account:
    """Start again after a reset, with a password or with passkeys only. Raises `Refused`."""
    act_as(signing_in(account))
    Account.objects.select_for_update(of=("self",)).filter(pk=account).first()  # two at one time wait for each other
    found = restarting(account, token)
    if found is None:
        raise Refused("invitation_not_valid")
    found.password = make_password(password)
    found.save(update_fields=["password"])
    audit.record("account.restarted", found, by=actors_of(account)[0], fields=["password"])
    return found


@transaction.atomic
def change_password(account: Account, password: str, *, by: Actor, keep: str) -> None:
    """Change one's own password; every other session of the account ends. `keep` is the key of this one."""
    if account.pk != by.account or not by.may("account.change", "subject"):
        raise Refused("not_allowed")
    account.password = make_password(password)
    account.save(update_fields=["password"])
    _end_sessions(account.pk, keep=keep)
    audit.record("account.password_changed", account, by=by, fields=["password"])


@transaction.atomic
def end_sessions(*, by: Actor, only: str = "", keep: str = "") -> int:
    """End sessions of one's own: the one with this key, or all but the one to keep. Gives how many they were."""
    ended = _end_sessions(by.account, only=only, keep=keep)
    if ended:
        audit.record("session.ended", _reference(by), by=by)
    return ended


def _end_sessions(account: UUID, *, only: str = "", keep: str = "") -> int:
    sessions: Any = Session.objects.filter(account_id=account)
    sessions = sessions.filter(pk=only) if only else sessions.exclude(pk=keep)
    ended: int = sessions.delete()[0]
    return ended


def _reference(by: Actor) -> Account:
    return Account(pk=by.account)
