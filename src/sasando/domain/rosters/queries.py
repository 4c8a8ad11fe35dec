"""Who is meant by the words of the screens, defined once, so that a number and its rows are the same."""

from datetime import date, timedelta
from typing import Final, Literal

from django.db.models import QuerySet

from sasando.core.law.verdict import Decision
from sasando.domain.access import Actor
from sasando.domain.rosters.models import Entry, Kind, Roster

Words = Literal["week", "expiring", "lack"]
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=30)


def batches(actor: Actor) -> QuerySet[Roster]:
    """The lists of candidates that the actor sees; other lists have pages of their own."""
    found: QuerySet[Roster] = Roster.objects.visible_to(actor).filter(kind=Kind.BATCH)
    return found


def candidates(actor: Actor) -> QuerySet[Entry]:
    """The people whom the actor sees and the law has judged."""
    found: QuerySet[Entry] = Entry.objects.visible_to(actor).exclude(decision="")
    return found


def people_who(words: Words, entries: QuerySet[Entry], *, today: date) -> QuerySet[Entry]:
    """week: depart within seven days. expiring: have a paper that ends within thirty. lack: lack something."""
    if words == "week":
        return entries.filter(departs_on__range=(today, today + _WEEK))
    if words == "expiring":
        return entries.filter(last_safe_day__range=(today, today + _MONTH))
    return entries.exclude(decision__in=[Decision.CLEARED.value, Decision.OUT_OF_SCOPE.value])
