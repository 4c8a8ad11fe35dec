"""Somebody who signs in: what they know and have."""

import base64
import hashlib
import re
import secrets
import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client
from django.urls import reverse

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Account
from sasando.web.shell.guard import PROVED_AT
from sasando.web.shell.request import SEEN, STARTED

PASSWORD = "kuda sandal di bukit tua"


class QuickHasher(Argon2PasswordHasher):
    """Argon2id with as little work as it allows: the tests hash thousands of times."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


def committed_invitation(owner: Any, actor: Actor, *, hours: int) -> str:
    """The address of an invitation that every connection sees, good for so many hours from now."""
    secret = secrets.token_urlsafe(16)
    with owner.transaction():
        owner.execute(
            "INSERT INTO audit_fact (request, role, action, thing, thing_key, fields, digest) "
            "VALUES (gen_random_uuid(), '', 'account.invited', '', '', '{}', '')"
        )
        owner.execute(
            "INSERT INTO organisations_invitation (id, secret_hash, organisation_id, role, name, expires_at) "
            "VALUES (gen_random_uuid(), %s, %s, %s, 'Maria', now() + make_interval(hours => %s))",
            [hashlib.sha256(secret.encode()).hexdigest(), actor.organisation, actor.role, hours],
        )
    return reverse("sign_in:invitation", args=[secret])


def without_chance(answer: Any) -> bytes:
    """The page without what is drawn anew for every answer."""
    chance = rb'name="csrfmiddlewaretoken" value="\w+"|"challenge": "[\w-]+"|name="next" value="[^"]*"'
    return re.sub(chance, b"", answer.content)


class Person:
    """An account of the cast with its browser."""

    def __init__(self, actor: Actor, browser: Client, account: Account) -> None:
        self.actor, self.browser, self.account = actor, browser, account
        self.secret = base64.b32encode(secrets.token_bytes(20)).decode()
        self.login = account.login

    def set_password(self) -> None:
        self.account.password = make_password(PASSWORD)
        self.account.save(update_fields=["password"])
        audit.record("account.password_changed", self.account, by=self.actor)

    def set_totp(self) -> None:
        TOTP.activate(self.account, self.secret)

    def code(self, *, at: float | None = None) -> str:
        return format_hotp_value(hotp_value(self.secret, int(at or time.time()) // 30))

    def next_code(self) -> str:
        """For who has just used the one of now."""
        return self.code(at=time.time() + 30)

    def gives_password(self, password: str = PASSWORD, **more):
        return self.browser.post(reverse("sign_in:sign_in"), {"login": self.login, "password": password}, **more)

    def gives_code(self, code: str | None = None):
        return self.browser.post(reverse("sign_in:second_factor"), {"code": code or self.code()})

    def signs_in(self):
        self.gives_password()
        return self.gives_code()

    def signs_in_with_the_next_code(self):
        self.gives_password()
        return self.gives_code(self.next_code())

    def elsewhere(self) -> "Person":
        """The same person in another browser."""
        other = Person(self.actor, Client(), self.account)
        other.secret = self.secret
        return other

    def ages(self, seconds: float) -> None:
        """Time passes over their session."""
        session = self.browser.session
        for moment in (STARTED, SEEN, PROVED_AT):
            session[moment] -= seconds
        session.save()

    def is_in(self) -> bool:
        return self.browser.get(reverse("sign_in:rights")).status_code == 200
