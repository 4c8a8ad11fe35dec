"""What pages ask of the ledger, defined once: what is left of a permit, and which are nearly used up."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from sasando.domain.access import Actor
from sasando.domain.issuance.kinds import Printed
from sasando.domain.issuance.models import Issue
from sasando.domain.licences.models import Permit

NEARLY: Final = 10  # per cent of a quota that are left


def left_of(permits: Collection[Permit], actor: Actor) -> dict[UUID, int]:
    """How many cards each permit still allows, by the cards that were issued and not revoked; nothing for who may not
    see them.
    """
    if not actor.may("issue.read"):
        return {}
    live = Issue.objects.visible_to(actor).filter(permit__in=permits, kind=Printed.CARD, revocation__isnull=True)
    counted = dict(live.order_by().values_list("permit").annotate(Count("pk")))
    return {one.pk: max(one.quota - counted.get(one.pk, 0), 0) for one in permits}


def nearly_used_up(actor: Actor, today: date) -> QuerySet[Any]:
    """Permits in force of whose quota at most a tenth is left, with `issued` and `left`, the fullest first."""
    running = Permit.objects.visible_to(actor).filter(
        Q(until=None) | Q(until__gte=today), since__lte=today, withdrawn_on=None
    )
    live = Q(issues__kind=Printed.CARD, issues__revocation__isnull=True)
    counted = running.annotate(issued=Count("issues", filter=live)).annotate(left=F("quota") - F("issued"))
    found: QuerySet[Any] = counted.filter(issued__gt=0, left__lte=F("quota") * NEARLY / 100)
    return found.select_related("company").order_by("left", "number")
