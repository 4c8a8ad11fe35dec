"""The table of rights over HTTP: every page of a thing, every role, every relation."""

import zlib

import pytest
from django.urls import reverse
from tests.domain.matrix import expected, of_cast, row_of

from sasando.domain.access import RELATIONS, roles

PAGES = [
    # address, thing whose row it shows, what must be allowed there
    ("rosters:detail", "roster", (("roster", "read"),)),
    ("rosters:cells", "roster", (("roster", "read"), ("verdict", "any"))),
    ("rosters:xlsx", "roster", (("roster", "export"),)),
    ("rosters:person", "entry", (("entry", "read"),)),
    ("people:detail", "person", (("person", "read"),)),
    ("documents:person", "document", (("document", "read"),)),
]


def opens(actor, relation, asked) -> bool:
    return all(
        actor.may(f"{thing}.read") if verb == "any" else expected(actor, thing, verb, relation) for thing, verb in asked
    )


class TestEveryPageOfAThing:
    @pytest.mark.parametrize("role", roles())
    def test_opens_exactly_where_the_table_allows(self, matrix, client_of, role, whole, figure):
        client, actor = client_of(role), of_cast(matrix, role)
        wrong, tried = [], 0
        for name, thing, asked in PAGES:
            for relation in RELATIONS:
                if not whole and zlib.crc32(f"{role}{name}{relation}".encode()) % 5:
                    continue
                status = client.get(reverse(name, args=[row_of(thing, role, relation)])).status_code
                tried += 1
                if (status != 404) != opens(actor, relation, asked):
                    wrong.append((name, relation, status))
        figure(f"pages tried as {role}", tried)
        assert wrong == []


class TestEveryAddress:
    def test_asks_for_a_right_or_says_why_it_is_public(self):
        from django.urls import get_resolver

        found = list(views_of(get_resolver("sasando.project.urls_desk")))
        assert len(found) > 30
        assert not [name for name, view in found if not (hasattr(view, "needs") or hasattr(view, "public"))]

    def test_asks_for_a_right_that_is_in_the_table(self):
        from django.urls import get_resolver

        from sasando.domain.access import actions

        asked = {getattr(view, "needs", None) for _, view in views_of(get_resolver("sasando.project.urls_desk"))}
        assert asked - {None} <= set(actions())

    def test_of_the_door_is_public_with_a_reason(self):
        from django.urls import get_resolver

        assert all(len(view.public) > 10 for _, view in views_of(get_resolver("sasando.project.urls_door")))


def views_of(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views_of(pattern)
        else:
            yield str(pattern.pattern), pattern.callback
