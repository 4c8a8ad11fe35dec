"""Tells the database who acts, for one transaction, with a signature that it verifies (`sql/context.sql`).

Whoever only gets to speak SQL cannot claim to be somebody else: the key is in no table that they can read.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from sasando.domain.access.actor import Actor

SETTING = "sasando.context"


def signed(actor: Actor, key: bytes, *, at: int) -> str:
    """The text for the setting; `at` is in seconds since 1970, and holds for five minutes.

    The hash is taken twice with the key in front, so that a longer text cannot be signed from a shorter one.
    """
    parts = (actor.account, actor.organisation, actor.role, ",".join(actor.regions), actor.person or "", at)
    body = "|".join(str(part) for part in parts)
    inner = hashlib.sha256(key + body.encode()).digest()
    return f"{body}.{hashlib.sha256(key + inner).hexdigest()}"


def act_as(actor: Actor | None) -> None:
    """Set the context of the running transaction; None takes it away. Raises when there is no transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a context without a transaction would stay on the connection")
    with connection.cursor() as cursor:
        text = signed(actor, settings.CONTEXT_KEY, at=int(time.time())) if actor else ""
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, text])


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction in the name of the actor: for jobs and commands, which have no request."""
    with transaction.atomic():
        act_as(actor)
        yield
