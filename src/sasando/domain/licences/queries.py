"""Companies with the state of their licence on a day, and what ends soon."""

from datetime import date, timedelta
from typing import Any, Final

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL

from sasando.domain.access import Actor
from sasando.domain.licences.models import (
    BranchLicence,
    CooperationAgreement,
    JobOrder,
    Licence,
    Permit,
    StateInterval,
)
from sasando.domain.licences.stated import in_force
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Organisation

SOON: Final = timedelta(days=90)
SAYS_NOTHING: Final = ExpressionWrapper(Q(state__isnull=True), BooleanField())


def with_state(licences: QuerySet[Licence], on: date) -> QuerySet[Any]:
    """Licences with their company and, as `state`, what they were on the day; None when nobody stated it."""
    states = StateInterval.objects.filter(in_force(on), holds=True, licence=OuterRef("pk")).values("state")[:1]
    return licences.select_related("company").annotate(state=Subquery(states))


def speaking_on(licences: QuerySet[Licence], on: date) -> QuerySet[Any]:
    """The licences, that which speaks on the day first: one with a state on it before one without, then the newest."""
    found = with_state(licences, on).filter(Q(since__lte=on) | Q(since=None) | Q(state__isnull=False))
    return found.order_by(SAYS_NOTHING, "-since", "-at")


def companies(actor: Actor, on: date) -> QuerySet[Any]:
    """The placement companies of which the actor may read the licence, each with `number`, `until` and `state`."""
    found = Organisation.objects.visible_to(actor).filter(kind=Kind.PLACEMENT_COMPANY)
    if not actor.may("licence.read", "none"):
        mine: Any = RawSQL("SELECT security.companies()", ()) if actor.may("licence.read", "own") else []
        found = found.filter(pk__in=mine)
    speaks = speaking_on(Licence.objects.visible_to(actor).filter(company=OuterRef("pk")), on)
    with_licence: QuerySet[Any] = found.annotate(
        licence=Subquery(speaks.values("pk")[:1]),
        number=Subquery(speaks.values("number")[:1]),
        until=Subquery(speaks.values("until")[:1]),
        state=Subquery(speaks.values("state")[:1]),
    )
    return with_licence


def ending(actor: Actor, today: date) -> QuerySet[Any]:
    """What ends within ninety days, the nearest day first, as rows of `what`, `named`, `company_name`, `company` and
    `ends`: licences, branch licences, permits, job orders, agreements with partners.
    """
    rows = [
        _ending(model.objects.visible_to(actor).filter(until__range=(today, today + SOON)), what)
        for model, what in _ENDING.items()
        if actor.may(what[1])
    ]
    first, *others = rows or [Licence.objects.none().values("number")]
    return first.union(*others, all=True).order_by("ends", "named") if others else first


_ENDING: Final[dict[Any, tuple[str, str]]] = {
    Licence: ("licence", "licence.read"),
    BranchLicence: ("branch", "licence.read"),
    Permit: ("permit", "permit.read"),
    JobOrder: ("job_order", "job_order.read"),
    CooperationAgreement: ("cooperation", "job_order.read"),
}


def _ending(found: QuerySet[Any], what: tuple[str, str]) -> QuerySet[Any]:
    if what[0] == "permit":
        found = found.filter(withdrawn_on=None)
    return found.order_by().values(
        what=Value(what[0], CharField()),
        named=F("number"),
        company_key=F("company_id"),
        company_name=F("company__name"),
        ends=F("until"),
    )
