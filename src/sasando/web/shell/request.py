"""Every request is one transaction in the name of one actor: what is not whole is not there."""

import time
from collections.abc import Callable
from typing import Any, Final, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from sasando.domain.access import Actor, act_as
from sasando.domain.audit.record import REQUEST
from sasando.domain.organisations.acting import actors_of, signing_in


class Request(HttpRequest):
    """A request of the desk, behind the middleware: who acts, in which roles they could, and what htmx asked."""

    actor: Actor
    roles: list[Actor]
    htmx: Any


Answer = Callable[[HttpRequest], HttpResponse]
ACCOUNT: Final = "_auth_user_id"  # as Django's sessions name it
ROLE: Final = "role"
STARTED: Final = "started"
SEEN: Final = "seen"
_MINUTE: Final = 60


class OneTransaction:
    """Nothing of an answer is sent before its transaction is committed; an answer of 500 commits nothing."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = REQUEST.set(uuid4())
        try:
            with transaction.atomic():
                answer = self.get_response(request)
                if answer.status_code >= 500:
                    transaction.set_rollback(True)
            return answer
        finally:
            REQUEST.reset(token)


class WhoActs:
    """Finds the actor of the session, afresh every time, and tells the database."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        actor = self._signed_in(request)
        request.actor = cast("Actor", actor)  # None is nobody; `needs` lets no such request through
        act_as(actor or self._between_factors(request))
        return self.get_response(request)

    def _signed_in(self, request: Request) -> Actor | None:
        session = request.session
        if ACCOUNT not in session:
            return None
        request.roles = [] if _is_over(session) else actors_of(UUID(session[ACCOUNT]))
        if not request.roles:
            session.flush()
            return None
        return next((one for one in request.roles if one.role == session.get(ROLE)), request.roles[0])

    def _between_factors(self, request: Request) -> Actor | None:
        pending = (request.session.get("account_login") or {}).get("user_pk")
        return signing_in(UUID(str(pending))) if pending else None


def _is_over(session: Any) -> bool:
    """Half an hour without a request, or twelve hours in all. Being seen is written down once a minute."""
    now = time.time()
    started, seen = session.setdefault(STARTED, now), session.setdefault(SEEN, now)
    if now - seen > settings.SESSION_IDLE.total_seconds() or now - started > settings.SESSION_WHOLE.total_seconds():
        return True
    if now - seen > _MINUTE:
        session[SEEN] = now
    return False
