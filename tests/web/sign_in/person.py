"""Somebody who signs in: what they know and have."""

import base64
import secrets
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client
from django.urls import reverse

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Account

PASSWORD = "kuda sandal di bukit tua"


class QuickHasher(Argon2PasswordHasher):
    """Argon2id with as little work as it allows: the tests hash thousands of times."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


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

    def gives_password(self, password: str = PASSWORD, **more):
        return self.browser.post(reverse("sign_in:sign_in"), {"login": self.login, "password": password}, **more)

    def gives_code(self, code: str | None = None):
        return self.browser.post(reverse("sign_in:second_factor"), {"code": code or self.code()})

    def signs_in(self):
        self.gives_password()
        return self.gives_code()

    def is_in(self) -> bool:
        return self.browser.get(reverse("sign_in:rights")).status_code == 200
