"""Which right a page asks for. Every view has one of the two marks; a test walks all addresses."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from sasando.web.shell.request import Request

View = Callable[..., Any]
PROVED_AT: Final = "proved_at"
"""Key in the session: the second at which the person last proved who they are."""


def needs(right: str, *, step_up: bool = False) -> Callable[[View], View]:
    """The page opens for actors whose role has this right in some relation; for others it does not exist (404).

    With `step_up` they must have proved who they are within the last ten minutes, or are asked to do so first.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                return redirect_to_login(request.get_full_path())
            if not request.actor.may(right):
                raise Http404
            if step_up and not proved_lately(request):
                return redirect(f"{reverse('sign_in:prove')}?next={request.path}")
            answer: HttpResponse = view(request, *args, **kwargs)
            add_never_cache_headers(answer)
            return answer

        guarded.needs = right  # type: ignore[attr-defined]
        return guarded

    return guard


def public(because: str) -> Callable[[View], View]:
    """The page is open to everybody, and the reason why."""

    def guard(view: View) -> View:
        @wraps(view)
        def open_to_all(*args: Any, **kwargs: Any) -> HttpResponse:
            answer: HttpResponse = view(*args, **kwargs)
            return answer

        open_to_all.public = because  # type: ignore[attr-defined]
        return open_to_all

    return guard


def proved_lately(request: Request) -> bool:
    """Whether the person proved who they are within the last ten minutes."""
    return time.time() - float(request.session.get(PROVED_AT, 0)) < settings.STEP_UP_FOR.total_seconds()
