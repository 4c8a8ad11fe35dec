"""How django-allauth behaves here: nobody signs up, nothing is mailed, a session begins with its times."""

import base64
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from sasando.domain import audit
from sasando.domain.access import act_as
from sasando.domain.organisations.acting import actors_of
from sasando.domain.organisations.models import Account
from sasando.web.shell.guard import PROVED_AT
from sasando.web.shell.request import SEEN, STARTED, Request
from sasando.web.sign_in.browsers import BROWSER, browser_of
from sasando.web.sign_in.throttle import remember_browser


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: Request) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed: an account has no address that we rely on."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say it themselves."""

    def get_login_stages(self) -> list[str]:
        """What lies between a password and a session."""
        return ["sasando.web.sign_in.stages.SecondFactor"]

    def login(self, request: Request, user: Account) -> None:
        """Begin the session: a new key, its times, and the fact."""
        super().login(request, user)
        now = time.time()
        request.session.set_expiry(None)
        request.session.update({STARTED: now, SEEN: now, PROVED_AT: now, BROWSER: browser_of(request)})
        actor = actors_of(user.pk)[0]
        act_as(actor)
        audit.record("session.started", user, by=actor)

    def post_login(self, request: Request, user: Account, *, redirect_url: str | None = None, **_: Any) -> HttpResponse:
        """To the page that was asked for; who has several roles chooses one first."""
        to = redirect_url or resolve_url(settings.LOGIN_REDIRECT_URL)
        if len(actors_of(user.pk)) > 1:
            to = f"{reverse('sign_in:role')}?{urlencode({'next': to})}"
        answer = redirect(to)
        remember_browser(request, answer, user.login)
        return answer


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets lie encrypted in the database, under a key that is not there."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_passkey": _("Kunci sandi ini tidak diterima. Coba lagi, atau pakai cara masuk yang lain."),
        "incorrect_code": _("Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi."),
    }

    def encrypt(self, text: str) -> str:
        """For the database."""
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """From the database."""
        return self._box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Account) -> str:
        """The name under which the application of the phone shows it."""
        return user.login

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are for the host of this site."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Sasando"}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """What the device shows beside the passkey."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name, "name": user.login}

    def _get_site_name(self) -> str:
        return "Sasando"

    def _box(self) -> MultiFernet:
        secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        keys = (salted_hmac("sign_in.factors", "", secret=one, algorithm="sha256").digest() for one in secrets)
        return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
