"""Answering without an account: a link whose secret only the receiver has, for one notice, until a day, revocable.

Whoever opens it sees names, ages and homes of the people of that notice, nothing else, and every opening is a fact.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.passages.models import Link, Notice, Said

GOOD_FOR: Final = timedelta(days=7)
_OPEN: Final = "SELECT * FROM security.open_link(%s)"
_ANSWER: Final = "SELECT security.answer_link(%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Asked:
    """One person on a link: what the receiver is shown, and what was last answered."""

    purpose: str
    place: str
    carrier: str
    expected_at: datetime | None
    sender: str
    entry: UUID
    name: str
    description: str
    sex: str
    age: int | None
    home: str
    said: str


def hash_of(secret: str) -> str:
    """What is kept of a secret.

    >>> hash_of("a")[:8]
    'ca978112'
    """
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_link(notice: Notice, *, to: str, by: Actor) -> tuple[Link, str]:
    """A link for an office, and its secret, which is shown once. Raises `Refused`."""
    if not by.may("link.add") or notice.organisation_id != by.organisation:
        raise Refused("not_allowed")
    if not to.strip():
        raise Refused("receiver_missing")
    secret = secrets.token_urlsafe(24)
    made = Link(
        notice=notice,
        organisation_id=by.organisation,
        secret_hash=hash_of(secret),
        to=to.strip()[:120],
        expires_at=timezone.now() + GOOD_FOR,
        by=by.account,
    )
    made.save(force_insert=True)
    audit.record("link.added", made, by=by)
    return made, secret


@transaction.atomic
def revoke_link(link: Link, *, by: Actor) -> None:
    """It opens no more, at once. Raises `Refused`."""
    if not by.may("link.revoke") or link.organisation_id != by.organisation:
        raise Refused("not_allowed")
    if link.revoked_at:
        raise Refused("already_done")
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    audit.record("link.revoked", link, by=by)


@transaction.atomic
def open_link(secret: str) -> list[Asked]:
    """The people of a link; nobody when it is unknown, over, revoked or worn out: no difference is shown."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [hash_of(secret)])
        return [Asked(*row) for row in cursor.fetchall()]


@transaction.atomic
def answer_link(secret: str, entry: UUID, said: Said) -> bool:
    """Answer of one person; whether it was taken."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWER, [hash_of(secret), entry, said])
        return bool(cursor.fetchone()[0])
