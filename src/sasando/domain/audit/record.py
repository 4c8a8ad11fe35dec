"""Writing a fact: in the transaction of the deed, or the deed does not happen."""

from collections.abc import Iterable, Sequence
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

_INSERT_EACH: Final = """
    INSERT INTO audit_fact (request, account, organisation, role, action, thing, thing_key, fields, digest)
    SELECT %(request)s, %(account)s, %(organisation)s, %(role)s, %(action)s, %(thing)s, key, %(fields)s,
           CASE WHEN %(table)s = '' THEN '' ELSE security.digest(nullif(%(table)s, '')::regclass, key) END
    FROM unnest(%(keys)s::text[]) AS key
"""


def record(
    action: str, thing: Model | None = None, *, by: Actor | None, fields: Iterable[str] = (), digest: bool = False
) -> None:
    """Record that the actor did this to the thing; `by` is None for a deed of the program itself.

    `fields` are names of fields, never their values. With `digest`, the fact also holds what the row came to hold, so
    that a change past the program is found. Raises when there is no transaction.
    """
    values = _values(action, by, fields) | {
        "thing": thing._meta.label_lower if thing else "",
        "key": str(thing.pk) if thing else "",
        "table": thing._meta.db_table if thing and digest else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)


def _values(action: str, by: Actor | None, fields: Iterable[str]) -> dict[str, Any]:
    if not connection.in_atomic_block:
        raise RuntimeError("a fact belongs to the transaction of its deed")
    return {
        "request": REQUEST.get() or uuid4(),
        "account": by.account if by else None,
        "organisation": by.organisation if by else None,
        "role": by.role if by else "",
        "action": action,
        "fields": sorted(fields),
    }


def record_each(
    action: str, things: Sequence[Model], *, by: Actor | None, fields: Iterable[str] = (), digest: bool = False
) -> None:
    """Record that the actor did this to each of several things of one kind, in one statement; nothing when there are
    none. With `digest` each fact holds what its row came to hold.
    """
    if not things:
        return
    values = _values(action, by, fields) | {
        "thing": things[0]._meta.label_lower,
        "keys": [str(thing.pk) for thing in things],
        "table": things[0]._meta.db_table if digest else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_EACH, values)
