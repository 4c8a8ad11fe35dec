"""A real PostgreSQL for every test that asks for one: as the weak role, in a transaction that is undone."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from sasando.domain import audit
from sasando.domain.access import Actor, act_as
from tests.browser import browser, enter, site
from tests.cast import Cast, make_cast

__all__ = ["browser", "enter", "site"]
ROOT = Path(__file__).parents[1]


@contextmanager
def prepared_database(folder: Path) -> Iterator[Any]:
    """A throw-away cluster in this data folder, prepared as `sasando up` prepares it; settings point to its keys."""
    from sasando.project.cluster import open_database
    from sasando.project.keys import make_keys

    make_keys(folder)
    kept = settings.DATA, settings.CONTEXT_KEY
    with open_database(folder, dict(os.environ), durable=False) as opened:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"),
            "SASANDO_DATA": str(folder),
            "SASANDO_PROCESS": "owner",
            "SASANDO_DATABASE": opened.url("owner"),
            "SASANDO_APP_ROLE": urlsplit(opened.url("app")).username or "",
            "SASANDO_DOOR_ROLE": urlsplit(opened.url("door")).username or "",
        }
        subprocess.run([sys.executable, "-m", "sasando.project.prepare"], env=environment, check=True)
        settings.DATA = folder
        settings.CONTEXT_KEY = (folder / "keys" / "context.key").read_bytes().strip()
        try:
            yield opened
        finally:
            settings.DATA, settings.CONTEXT_KEY = kept


@pytest.fixture(scope="session")
def database(tmp_path_factory) -> Iterator[Any]:
    """The database of this process's tests."""
    with prepared_database(tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture(scope="session")
def cast(database) -> Cast:
    """The named people and organisations of the tests; they are committed, once."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        return make_cast(owner)


@pytest.fixture(scope="session")
def django_db_setup(database, cast, django_db_blocker) -> Iterator[None]:
    """Instead of a database of pytest-django's own: ours, as the role `app`."""
    from sasando.project.settings import database_of

    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(database_of(database.url("app")) | {"TEST": connection.settings_dict["TEST"]})
        yield
        connection.close()


@pytest.fixture
def as_owner(database) -> Iterator[psycopg.Connection]:
    """The owner, outside of the test's transaction: sees only what is committed."""
    with psycopg.connect(database.url("owner"), autocommit=True) as owner:
        yield owner


@pytest.fixture
def actor_of(cast):
    """The actor of a role, as the cast has them: `actor_of("p3mi")`."""
    return cast.actor


@pytest.fixture
def acting_as(db, cast):
    """Act as a role from here to the end of the test."""

    def begin(role: str) -> Actor:
        actor = cast.actor(role)
        act_as(actor)
        return actor

    return begin


@pytest.fixture
def client_of(db, cast):
    """A browser in which the role has just signed in: `client_of("p3mi").get("/")`."""

    def sign_in(role: str, **session_keys: Any) -> Client:
        actor = cast.actor(role)
        act_as(actor)
        return signed_in(Client(), actor, **session_keys)

    return sign_in


def signed_in(client: Client, actor: Actor, **session_keys: Any) -> Client:
    """Put a session of the actor into the client. The context of the actor must be set."""
    from sasando.domain.organisations.models import Account
    from sasando.web.shell.guard import PROVED_AT
    from sasando.web.shell.request import ROLE, SEEN, STARTED

    account = Account.objects.get(pk=actor.account)
    audit.record("session.started", account, by=actor)
    client.force_login(account, backend="sasando.web.sign_in.backend.NarrowBackend")
    session = client.session
    now = time.time()
    session.update({ROLE: actor.role, STARTED: now, SEEN: now, PROVED_AT: now} | session_keys)
    session.save()
    return client
