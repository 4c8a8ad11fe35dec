"""What several pages ask of organisations, defined once, so that a number and its rows are the same."""

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from sasando.domain.access import Actor
from sasando.domain.organisations.models import Agreement, Contact, Organisation

STALE_AFTER: Final = timedelta(days=180)
ENDING_WITHIN: Final = timedelta(days=30)


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
