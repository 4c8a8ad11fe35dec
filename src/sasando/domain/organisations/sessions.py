"""The store of sessions: in the database, each under its account."""

import re
from datetime import UTC, datetime
from typing import Any, Final, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from sasando.domain.organisations.models import Session

_KEY: Final = re.compile(r"[a-z0-9]{32}")


class SessionStore(DatabaseStore):
    """Keeps beside each session whose it is, since when, and when it was last seen."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own table."""
        return Session

    def _validate_session_key(self, key: Any) -> bool:
        """Whether this could be a key of ours: what a stranger puts into the cookie never reaches the database."""
        return isinstance(key, str) and bool(_KEY.fullmatch(key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session, with its account once somebody is signed in."""
        row = cast("Session", super().create_model_instance(data))
        row.account_id = data.get("_auth_user_id") or None
        row.started_at = _moment(data.get("started"))
        row.seen_at = _moment(data.get("seen"))
        return row


def _moment(second: float | None) -> datetime:
    return datetime.fromtimestamp(second, UTC) if second else timezone.now()


def forget_expired() -> int:
    """Delete the sessions that are over; gives how many."""
    deleted, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return deleted
