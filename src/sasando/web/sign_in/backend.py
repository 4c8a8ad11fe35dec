"""Who is it that gives this name and this password: asked through the narrow functions, before anybody is signed in."""

from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from sasando.domain.access import act_as
from sasando.domain.organisations.acting import NOBODY, account_of, actors_of, signing_in
from sasando.domain.organisations.models import Account


@cache
def _of_nobody() -> str:
    """A hash that no password opens, so that a name which does not exist costs the same work."""
    return make_password(NOBODY.hex)


class NarrowBackend(BaseBackend):
    """Names and passwords. The transaction then acts as an account between its factors, which reaches only itself."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - as Django asks
        login: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Account | None:
        """The account, or None: unknown, wrong, without a role in force, all in the same steps."""
        if login is None or password is None:
            return None
        key = account_of(login) or NOBODY
        act_as(signing_in(key))
        account: Account | None = Account.objects.filter(pk=key, is_active=True).first()
        kept = account.password if account and account.has_usable_password() else ""
        right = check_password(password, kept or _of_nobody())
        may_act = bool(actors_of(key))
        if kept and right and may_act:
            return account
        act_as(None)
        return None

    def get_user(self, user_id: UUID) -> Account | None:
        """The account of a session; row-level security shows it to itself."""
        found: Account | None = Account.objects.filter(pk=user_id, is_active=True).first()
        return found
