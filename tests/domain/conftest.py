"""What tests of the domain share."""

from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def connected_as_owner(database, django_db_setup, django_db_blocker) -> Iterator[None]:
    """The program's own connection as the owner of the tables, who loads public facts."""
    from sasando.project.settings import database_of

    with django_db_blocker.unblock():
        before = dict(connection.settings_dict)
        connection.close()
        connection.settings_dict.update(database_of(database.url("owner")))
        yield
        connection.close()
        connection.settings_dict.update(before)
