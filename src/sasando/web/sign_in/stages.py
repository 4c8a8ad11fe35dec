"""The second factor is not a choice: whoever gave a password shows one, or sets one up before anything else."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from sasando.domain.organisations.acting import actors_of
from sasando.domain.organisations.models import Account
from sasando.web.shell.request import Request

PASSKEY: Final = "passkey"
"""Key in the state of a login: a passkey was shown, which is two factors in one."""


def has_factor(account: Account) -> bool:
    """Whether the account has a passkey or an application for codes. Recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=account.pk)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


class SecondFactor(LoginStage):  # type: ignore[misc]
    """Between the password and the session."""

    key = "second_factor"
    urlname = "sign_in:second_factor"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Where to go next: nowhere after a passkey, else to the factor, or to setting up the first one."""
        if self.login.state.get(PASSKEY):
            return None, True
        return redirect(self.urlname if has_factor(self.login.user) else "sign_in:first_factor"), True


def between_factors(view: Callable[[Request, Any], HttpResponse]) -> Callable[..., HttpResponse]:
    """The view is for somebody who gave a password a moment ago and may still act; others begin again."""

    @never_cache
    @wraps(view)
    def guarded(request: Request) -> HttpResponse:
        stage = LoginStageController.enter(request, SecondFactor.key)
        if stage is None or stage.login.user is None or not actors_of(stage.login.user.pk):
            clear_login(request)
            return redirect("sign_in:sign_in")
        return view(request, stage)

    return guarded
