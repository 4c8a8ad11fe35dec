"""What the page of one organisation shows, read in few queries and no further than the reader's rights reach."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.kinds import ROLE_NAMES
from sasando.domain.organisations.models import Account, Agreement, Contact, Organisation, RoleAssignment
from sasando.domain.regions.queries import place_lines
from sasando.web.shell.summary import Line

STALE: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Known:
    """The contact that holds: whom to call, confirmed when and by whom, as far as the reader may know."""

    name: str
    title: str
    phone: str
    confirmed_on: date
    by: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Bond:
    """One agreement, and whether it is in force."""

    number: str
    since: date
    until: date
    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class Given:
    """A role of an account."""

    key: int
    name: str
    since: date
    until: date | None
    holds: bool


def entries(actor: Actor) -> QuerySet[Organisation]:
    """The organisations that the reader may see, each with its contact, branches and agreements: one query."""
    mine = OuterRef("pk")
    shown = JSONObject(name="name", title="title", phone="phone", on="confirmed_on", by="by")
    account = Account.objects.visible_to(actor).filter(pk=OuterRef("confirmed_by")).values("name")[:1]
    contacts = Contact.objects.visible_to(actor).filter(organisation=mine).order_by("-confirmed_on", "-pk")
    branches = Organisation.objects.visible_to(actor).filter(parent=mine).order_by("name")
    bonds = Agreement.objects.visible_to(actor).filter(organisation=mine).order_by("-until", "-pk")
    said = JSONObject(number="number", since="since", until="until")
    found: QuerySet[Organisation] = (
        Organisation.objects.visible_to(actor)
        .select_related("parent")
        .annotate(
            known=ArraySubquery(contacts.annotate(by=Subquery(account)).annotate(shown=shown).values("shown")[:1]),
            parts=ArraySubquery(branches.annotate(shown=JSONObject(key="pk", name="name")).values("shown")),
            bonds=ArraySubquery(bonds.annotate(shown=said).values("shown")),
        )
    )
    return found


def facts_of(one: Organisation) -> list[Line]:
    """What it is, where it is, what it covers."""
    places = place_lines({code for code in (one.seat_id, *one.covers) if code})
    covers = "; ".join(places.get(code, code) for code in one.covers)
    facts = [
        Line(_("Jenis"), one.get_kind_display()),
        Line(_("Tempat"), places.get(one.seat_id or "", "")),
        Line(_("Wilayah kerja"), covers or _("tidak ada")),
    ]
    if one.stands_at:
        titles = sorted(gate.title for gate in Gate.objects.filter(pk__in=one.stands_at))
        facts.append(Line(_("Bertugas di gerbang"), "; ".join(titles)))
    if one.parent:
        facts.append(Line(_("Bagian dari"), one.parent.name, url=reverse("organisations:detail", args=[one.parent.pk])))
    return facts


def contact_of(one: Any, today: date) -> Known | None:
    """Whom to call there, if anybody was ever confirmed."""
    if not one.known:
        return None
    said = one.known[0]
    on = date.fromisoformat(said["on"])
    return Known(said["name"], said["title"], said["phone"], on, said["by"] or "", stale=today - on > STALE)


def bonds_of(one: Any, today: date) -> list[Bond]:
    """The agreements that the reader may know of, the latest first."""
    return [_bond(said, today) for said in one.bonds]


def _bond(said: dict[str, str], today: date) -> Bond:
    since, until = date.fromisoformat(said["since"]), date.fromisoformat(said["until"])
    if since > today:
        tone, word = "info", _("Belum berlaku")
    elif until < today:
        tone, word = "unknown", _("Sudah berakhir")
    else:
        tone, word = "good", _("Berlaku")
    return Bond(said["number"], since, until, tone, word)


def accounts_of(organisation: Organisation, actor: Actor) -> QuerySet[Account]:
    """The accounts that the reader may know of, each with its roles."""
    return with_roles(Account.objects.visible_to(actor).filter(organisation=organisation), actor)


def with_roles(accounts: QuerySet[Account], actor: Actor) -> QuerySet[Account]:
    """The accounts, each with the roles that the reader may know of, as `given`."""
    roles = RoleAssignment.objects.visible_to(actor).filter(account=OuterRef("pk")).order_by("since", "pk")
    shown = JSONObject(key="pk", role="role", since="since", until="until")
    return accounts.annotate(given=ArraySubquery(roles.annotate(shown=shown).values("shown")))


def given_to(account: Any, today: date) -> list[Given]:
    """The roles of an account that came `with_roles`."""
    return [_given(one, today) for one in account.given]


def _given(one: dict[str, Any], today: date) -> Given:
    since = date.fromisoformat(one["since"])
    until = date.fromisoformat(one["until"]) if one["until"] else None
    holds = since <= today and (until is None or until >= today)
    return Given(one["key"], str(ROLE_NAMES.get(one["role"], one["role"])), since, until, holds)
