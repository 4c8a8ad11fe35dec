"""Facts as people read them: when, what, to what, who. No name that the reader may not know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from sasando.domain.access import Actor, relations_of
from sasando.domain.audit.models import Fact
from sasando.domain.audit.words import deed, fields, thing
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.organisations.models import Account, Organisation

_PAGES: Final = {
    "people.person": ("people:detail", "person.read"),
    "people.identity": ("people:detail", "person.read"),
    "rosters.roster": ("rosters:detail", "roster.read"),
    "rosters.entry": ("rosters:person", "entry.read"),
    "organisations.organisation": ("organisations:detail", "organisation.read"),
    "organisations.account": ("organisations:account", "account.read"),
    "gates.gate": ("gates:detail", "gate.read"),
    "audit.checkpoint": ("audit:checkpoint", "checkpoint.read"),
}
"""Where a thing has its page, and the right that opens it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact in a table."""

    number: int
    at: datetime
    deed: str
    fields: str
    thing: str
    key: str
    url: str
    account: str
    role: str
    organisation: str


def with_names(facts: QuerySet[Fact], actor: Actor) -> QuerySet[Fact]:
    """The facts, each with the organisation's name, and the account's where the reader may know it."""
    organisation = Organisation.objects.visible_to(actor).filter(pk=OuterRef("organisation")).values("name")[:1]
    account = Account.objects.visible_to(actor).filter(pk=OuterRef("account")).values("name")[:1]
    return facts.annotate(organisation_name=Subquery(organisation), account_name=Subquery(account))


def rows_of(facts: Iterable[Any], actor: Actor) -> list[Row]:
    """Facts that came `with_names`, in words."""
    return [_row(fact, actor) for fact in facts]


def _row(fact: Any, actor: Actor) -> Row:
    role = str(ROLE_NAMES.get(fact.role, fact.role)) if fact.role else _("Program Sasando")
    return Row(
        number=fact.pk,
        at=fact.at,
        deed=deed(fact.action),
        fields=fields(fact.fields),
        thing=thing(fact.thing),
        key=_short(fact.thing_key),
        url=_page_of(fact, actor),
        account=fact.account_name or "",
        role=role,
        organisation=fact.organisation_name or "",
    )


def _short(key: str) -> str:
    """A key as people compare it: the beginning is enough."""
    return f"{key[:8]}…" if len(key) == 36 else key


def _page_of(fact: Any, actor: Actor) -> str:
    """The page of the thing, when the reader may have reasons to open it; the page itself asks again."""
    name, right = _PAGES.get(fact.thing, ("", ""))
    if not name or not fact.thing_key or set(relations_of(actor.role, right)) <= {"subject"}:
        return ""
    key = UUID(fact.thing_key) if len(fact.thing_key) == 36 else fact.thing_key
    return reverse(name, args=[key])
