"""A deed on a page that only leads back: it happens, or the reader is told why not."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction

from sasando.domain.errors import Refused
from sasando.web.shell.request import Request

_POLICY: Final = "42501"  # as PostgreSQL says that the table of rights refuses a row


def attempted(act: Callable[[], Any]) -> Any:
    """What the action gives. Raises `ValidationError` when it refuses, also when only the database does."""
    try:
        with transaction.atomic():
            return act()
    except ProgrammingError as refusal:
        if getattr(refusal.__cause__, "sqlstate", "") != _POLICY:
            raise
        raise Refused("not_allowed") from refusal


def done(request: Request, act: Callable[[], Any]) -> Any:
    """What the action gives; None, with a message for the reader, when it refuses."""
    try:
        return attempted(act)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
