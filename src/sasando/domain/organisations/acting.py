"""From an account to the actor: the narrow way that needs nobody to be signed in."""

from typing import Final
from uuid import UUID

from django.db import connection

from sasando.domain.access import Actor
from sasando.domain.access.rights import SIGNING_IN

NOBODY: Final = UUID(int=0)
_ACTORS: Final = "SELECT organisation, organisation_name, role, regions, name, person FROM security.actors_of(%s)"


def actors_of(account: UUID) -> list[Actor]:
    """Every role in which the account may act today; none without a role and an agreement in force."""
    with connection.cursor() as cursor:
        cursor.execute(_ACTORS, [account])
        return [
            Actor(
                account=account,
                organisation=organisation,
                organisation_name=organisation_name,
                role=role,
                regions=tuple(regions),
                name=name,
                person=person,
            )
            for organisation, organisation_name, role, regions, name, person in cursor.fetchall()
        ]


def account_of(login: str) -> UUID | None:
    """The account that signs in with this name, if it may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.account_of(%s)", [login])
        found: tuple[UUID | None] = cursor.fetchone()
        return found[0]


def signing_in(account: UUID) -> Actor:
    """Somebody who has shown one factor, or is about to: they reach their own account and its factors."""
    return Actor(account=account, organisation=NOBODY, role=SIGNING_IN)
