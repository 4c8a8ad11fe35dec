"""Who signs in: about 120 accounts, and one of each role that the demo page opens."""

import hashlib
from collections import Counter
from datetime import timedelta
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Account, Invitation, RoleAssignment
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name
from sasando.project.demo_world.organisations import DEMO_LABOUR_OFFICE, DEMO_VILLAGE, Planned

DEMO_LOGIN: Final = "demo-"
_DEMO_AT: Final = {
    "quay-officer": "maumere",
    "labour-office": DEMO_LABOUR_OFFICE,
    "village": DEMO_VILLAGE,
    "p3mi": "tenun-kupang",
    "sister-office": "nunukan",
}
"""Where the demo account of a role is, when it is not the first place that has the role."""
_ALSO: Final = {
    ("labour-office", "labour-53.12"): "sumba-barat",
    ("village", "village-53.12.12.2010"): "sumba-barat",
    ("quay-officer", "el-tari"): "el-tari",
}
"""Further accounts that the demo page opens, with the word that is added to their name: one island needs its own."""


def make_accounts(making: Making, plan: list[Planned]) -> None:
    """Accounts with their roles. Nobody has a password: they are entered from the demo page only."""
    random = making.random("accounts")
    logins: Counter[str] = Counter()
    accounts: list[Account] = []
    marked: set[str] = set()
    for one in plan:
        roles = [role for role, count in one.people.items() for _ in range(count)]
        made = [_account(making, one, role, place, random, marked, logins) for place, role in enumerate(roles)]
        accounts += made
        making.actors[one.key] = [
            Actor(
                account=account.pk,
                organisation=account.organisation_id,
                role=role,
                regions=one.covers,
                name=account.name,
            )
            for account, role in zip(made, roles, strict=True)
        ]
    Account.objects.bulk_create(accounts)


def _account(  # noqa: PLR0913, PLR0917 - the row of a table
    making: Making, one: Planned, role: str, place: int, random: Random, marked: set[str], logins: Counter[str]
) -> Account:
    seat = one.seat[:5] if one.seat and one.seat.startswith("53") else "53.71"
    name = full_name(random, seat, random.choice("FM"))
    login = slugify(name).replace("-", ".")
    logins[login] += 1
    login += str(logins[login]) if logins[login] > 1 else ""
    if role not in marked and _DEMO_AT.get(role, one.key) == one.key:
        marked.add(role)
        login = f"{DEMO_LOGIN}{role}"
    elif (also := _ALSO.get((role, one.key))) and f"{role}-{also}" not in marked:
        marked.add(f"{role}-{also}")
        login = f"{DEMO_LOGIN}{role}-{also}"
    return Account(
        id=making.key(f"account/{one.key}/{place}"),
        login=login,
        name=name,
        organisation=making.organisations[one.key],
        password=make_password(None),
        created_at=timezone.now() - timedelta(days=380),
    )


def make_roles(making: Making, *, by: Actor) -> None:
    """The roles, some with an end; and two invitations, one that is open and one that nobody used."""
    random = making.random("roles")
    everybody = [actor for actors in making.actors.values() for actor in actors]
    assignments = [
        RoleAssignment(
            account_id=actor.account,
            role=actor.role,
            since=making.day(random.randint(370, 700)),
            until=making.today + timedelta(days=random.randint(20, 300)) if random.random() < 0.2 else None,
            given_by=by.account,
        )
        for actor in everybody
    ]
    RoleAssignment.objects.bulk_create(assignments)
    for assignment in assignments:
        audit.record("role.added", assignment, by=by)
    _make_invitations(making, random, by)


def _make_invitations(making: Making, random: Random, by: Actor) -> None:
    now = timezone.now()
    for place, (organisation, role, hours) in enumerate((("ltsa", "labour-office", 5), ("parish", "church", 190))):
        invitation = Invitation(
            id=making.key(f"invitation/{place}"),
            secret_hash=hashlib.sha256(making.key(f"secret/{place}").bytes).hexdigest(),
            organisation=making.organisations[organisation],
            role=role,
            name=full_name(random, "53.71", "F"),
            invited_by=by.account,
            made_at=now - timedelta(hours=hours),
            expires_at=now + timedelta(hours=72 - hours),
        )
        invitation.save(force_insert=True)
        audit.record("invitation.added", invitation, by=by)
