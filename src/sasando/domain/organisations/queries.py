"""What several pages ask of organisations, defined once, so that a number and its rows are the same."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from sasando.domain.access import Actor
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Agreement, Contact, Organisation

STALE_AFTER: Final = timedelta(days=180)
ENDING_WITHIN: Final = timedelta(days=30)


def place_of(organisation: UUID) -> str:
    """Where an organisation belongs: the first region that it covers; a company, which covers none, has its seat."""
    found = Organisation.objects.filter(pk=organisation).values_list("covers", "seat_id").first()
    covers, seat = found or ([], "")
    return covers[0] if covers else seat or ""


def overseen() -> tuple[str, ...]:
    """The regions over which a service office watches."""
    offices = Organisation.objects.filter(kind=Kind.SERVICE_OFFICE, active=True).order_by()
    return tuple(code for covers in offices.values_list("covers", flat=True) for code in covers)


def with_stale_contact(organisations: QuerySet[Organisation], actor: Actor, *, today: date) -> QuerySet[Organisation]:
    """Those whose contact nobody has confirmed for 180 days, or that have none."""
    fresh = Contact.objects.visible_to(actor).filter(confirmed_on__gte=today - STALE_AFTER)
    return organisations.exclude(pk__in=fresh.order_by().values("organisation"))


def with_ending_agreement(
    organisations: QuerySet[Organisation], actor: Actor, *, today: date
) -> QuerySet[Organisation]:
    """Those whose last agreement ends within thirty days."""
    agreements = Agreement.objects.visible_to(actor).order_by()
    ending = agreements.filter(until__range=(today, today + ENDING_WITHIN))
    later = agreements.filter(until__gt=today + ENDING_WITHIN)
    return organisations.filter(pk__in=ending.values("organisation")).exclude(pk__in=later.values("organisation"))
