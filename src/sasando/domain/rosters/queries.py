"""Who is meant by the words of the screens, defined once, so that a number and its rows are the same."""

from datetime import date, timedelta
from typing import Final, Literal

from django.db.models import QuerySet

from sasando.core.law.verdict import Decision
from sasando.domain.rosters.models import Entry

Words = Literal["week", "expiring", "lack"]
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=30)


def people_who(words: Words, entries: QuerySet[Entry], *, today: date) -> QuerySet[Entry]:
    """week: depart within seven days. expiring: have a paper that ends within thirty. lack: lack something."""
    if words == "week":
        return entries.filter(departs_on__range=(today, today + _WEEK))
    if words == "expiring":
        return entries.filter(last_safe_day__range=(today, today + _MONTH))
    return entries.exclude(decision__in=[Decision.CLEARED.value, Decision.OUT_OF_SCOPE.value])
