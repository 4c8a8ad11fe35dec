"""Slower after every wrong try, per name, and an end after a hundred; counted by django-axes, without names.

The count is kept under a keyed hash of the name that was typed, whether it exists or not, so no answer tells which. A
browser in which somebody has signed in before has a count of its own: who floods a name from elsewhere does not lock
its owner out.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.db import connection
from django.db.models import Max, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from sasando.web.shell.request import Request

SOFT: Final = 5
HARD: Final = 100
LONGEST: Final = timedelta(minutes=15)
FORGOTTEN_AFTER: Final = timedelta(days=1)
_COOKIE: Final = "perangkat"
_COOKIE_SALT: Final = "sign_in.browser"
_COOKIE_AGE: Final = 180 * 24 * 60 * 60
_NAMES_A_BROWSER: Final = 5


def wait_after(failures: int) -> timedelta:
    """How long the next try has to wait: nothing, then 1, 2, 4, 8, 15 minutes, and in the end a day.

    >>> [wait_after(n).total_seconds() / 60 for n in (4, 5, 6, 7, 8, 9, 99, 100)]
    [0.0, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 1440.0]
    """
    if failures < SOFT:
        return timedelta()
    if failures >= HARD:
        return FORGOTTEN_AFTER
    return min(LONGEST, timedelta(minutes=2 ** min(failures - SOFT, 10)))


class GrowingWait(AxesDatabaseHandler):  # type: ignore[misc]
    """The counts of axes, with a wait that grows."""

    def is_locked(self, request: Request, credentials: dict[str, Any] | None = None) -> bool:
        """Whether this name still has to wait, in this browser."""
        return self.until(request, credentials) > timezone.now()

    def until(self, request: Request, credentials: dict[str, Any] | None = None) -> datetime:
        """When the next try is taken."""
        found = self.get_user_attempts(request, credentials)[0].aggregate(
            failures=Sum("failures_since_start"), last=Max("attempt_time")
        )
        last: datetime = found["last"] or timezone.now() - FORGOTTEN_AFTER
        return last + wait_after(found["failures"] or 0)


def counted_as(request: Request, credentials: dict[str, Any] | None) -> str:
    """Under which name axes counts: no name of a person."""
    name = _hash((credentials or {}).get("login") or request.POST.get("login", ""))
    return f"{name}.{_device(request, name)}"


def nowhere(request: Request) -> str:
    """The address that axes writes down: none. The count is per name, and addresses here are those of whole islands."""
    return "0.0.0.0"  # noqa: S104 - binds nothing


def take_turn(request: Request, login: str) -> None:
    """Tries of one name come one after the other, or many at one time would all pass before the first is counted."""
    with connection.cursor() as cursor:
        name = counted_as(request, {"login": login})
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5326))", [name])


def must_wait(request: Request, login: str) -> bool:
    """Whether a further proof of this account is not looked at now; the answer then becomes the page that says so."""
    take_turn(request, login)
    if AxesProxyHandler.is_allowed(request, {"login": login}):
        return False
    vars(request).update(axes_locked_out=True, axes_credentials={"login": login})  # as axes marks it
    return True


def count_failure(request: Request, login: str) -> None:
    """A wrong code or passkey of this account counts as a wrong password does."""
    user_login_failed.send(sender=__name__, credentials={"login": login}, request=request)


def wait_page(request: Request, _: Any = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """What axes answers instead, for names that exist and names that do not."""
    until = GrowingWait().until(request, credentials)
    seconds = max(60, int((until - timezone.now()).total_seconds()))
    answer = render(request, "sign_in/wait.html", {"minutes": -(-seconds // 60)}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def remember_browser(request: Request, answer: HttpResponse, login: str) -> None:
    """Somebody has signed in here; from now on this browser has a count of its own for their name."""
    device, names = _known(request)
    name = _hash(login)
    names = [name, *(other for other in names if other != name)][:_NAMES_A_BROWSER]
    answer.set_signed_cookie(
        _COOKIE,
        f"{device or secrets.token_hex(8)}.{'-'.join(names)}",
        salt=_COOKIE_SALT,
        max_age=_COOKIE_AGE,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def _hash(login: str) -> str:
    return salted_hmac("sign_in.name", login.strip().lower(), algorithm="sha256").hexdigest()[:32]


def _known(request: Request) -> tuple[str, list[str]]:
    value: str = request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE_SALT, max_age=_COOKIE_AGE) or ""
    device, _, names = value.partition(".")
    return device, names.split("-") if names else []


def _device(request: Request, name: str) -> str:
    device, names = _known(request)
    return device if name in names else ""
