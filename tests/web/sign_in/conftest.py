"""People who sign in, with their passwords and factors, and the facts that they leave."""

import pytest
from django.db import connection
from django.test import Client
from tests.web.sign_in.person import Person

from sasando.domain.access import act_as
from sasando.domain.organisations.acting import signing_in
from sasando.domain.organisations.models import Account


@pytest.fixture
def person(db, cast, settings):
    """`person("village")`: their account has a password, and an application for codes unless `factor` is False."""
    settings.PASSWORD_HASHERS = ["tests.web.sign_in.person.QuickHasher"]

    def make(role: str, *, password: bool = True, factor: bool = True) -> Person:
        actor = cast.actor(role)
        act_as(signing_in(actor.account))
        made = Person(actor, Client(), Account.objects.get(pk=actor.account))
        if password:
            made.set_password()
        if factor:
            made.set_totp()
        act_as(None)
        return made

    return make


@pytest.fixture
def facts(database, cast):
    """`facts("factor.added")`: how often this was recorded in the transaction of the test."""

    def count(action: str) -> int:
        act_as(cast.actor("administrator"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_fact WHERE action = %s", [action])
            return cursor.fetchone()[0]

    return count
