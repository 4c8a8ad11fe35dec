"""Writing a fact: in the transaction of the deed, or the deed does not happen."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Model

from sasando.domain.access import Actor

REQUEST: Final[ContextVar[UUID | None]] = ContextVar("request", default=None)
"""Ties the facts of one request together; set by the web floor."""

_INSERT: Final = """
    INSERT INTO audit_fact (request, account, organisation, role, action, thing, thing_key, fields, digest)
    VALUES (%(request)s, %(account)s, %(organisation)s, %(role)s, %(action)s, %(thing)s, %(key)s, %(fields)s,
            CASE WHEN %(table)s = '' THEN '' ELSE security.digest(nullif(%(table)s, '')::regclass, %(key)s) END)
"""


def record(
    action: str, thing: Model | None = None, *, by: Actor | None, fields: Iterable[str] = (), digest: bool = False
) -> None:
    """Record that the actor did this to the thing; `by` is None for a deed of the program itself.

    `fields` are names of fields, never their values. With `digest`, the fact also holds what the row came to hold, so
    that a change past the program is found. Raises when there is no transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a fact belongs to the transaction of its deed")
    values: dict[str, Any] = {
        "request": REQUEST.get() or uuid4(),
        "account": by.account if by else None,
        "organisation": by.organisation if by else None,
        "role": by.role if by else "",
        "action": action,
        "thing": thing._meta.label_lower if thing else "",
        "key": str(thing.pk) if thing else "",
        "fields": sorted(fields),
        "table": thing._meta.db_table if thing and digest else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
