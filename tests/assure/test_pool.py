"""One connection, many users: nobody's context stays behind for the next, whatever went wrong in between."""

import random

import psycopg
import pytest
from tests.domain.matrix import act, of_cast, row_of

from sasando.domain.access import roles


class TestOneConnectionForEverybody:
    @pytest.mark.usefixtures("matrix")
    def test_shows_nobody_the_rows_of_the_one_before(self, database, cast, whole, figure):
        turns, chance, foreign = (20_000 if whole else 1_000), random.Random(7), 0
        own = {role: row_of("person", role, "own") for role in roles()}
        with psycopg.connect(database.url("app")) as connection:
            for _ in range(turns):
                role = chance.choice(roles())
                try:
                    with connection.transaction():
                        if chance.random() < 0.9:
                            act(connection, of_cast(cast, role))
                        else:
                            role = ""
                        seen = {pk for (pk,) in connection.execute("SELECT id FROM people_person").fetchall()}
                        foreign += (
                            len(seen & (set(own.values()) - {own.get(role)})) if role in NARROW or not role else 0
                        )
                        if chance.random() < 0.2:
                            connection.execute("SELECT 1/0")
                except psycopg.errors.DivisionByZero:
                    pass
        figure("turns on one connection", turns)
        figure("rows of somebody else", foreign)
        assert foreign == 0


NARROW = {"p3mi", "apjati", "task-force", "administrator"}
"""Roles that never see what another organisation wrote down."""
