"""The board of today's lists, gate by gate: what was due, what came, what is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sasando.core.tally import Balance
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.passages.voyages import Told, tell
from sasando.domain.rosters.models import AT_GATES, Roster
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

LISTS_OF_A_PAGE: Final = 20
_DAY: Final = timedelta(days=1)


class BoardFilter(forms.Form):
    """Which day, and which gate."""

    day = forms.DateField(label=_("Hari"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    gate = forms.ModelChoiceField(label=_("Gerbang"), required=False, queryset=Gate.objects.none())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["gate"].queryset = Gate.objects.visible_to(actor).filter(active=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One list at one gate, in numbers; each leads to its rows on the page of the list."""

    told: Told
    gate: str
    title: str
    balance: Balance
    conflicts: int
    sums: int

    @property
    def here(self) -> int:
        """How many came off."""
        return len(self.balance.arrived)

    @property
    def tone(self) -> str:
        """What the row wears: somebody missing is red, something open is yellow, all ticked is green."""
        if self.balance.missing or self.balance.lost:
            return "bad"
        if self.conflicts or self.sums:
            return "warn"
        return "info" if self.balance.waiting else "good"


def lists_of(actor: Actor, day: datetime, gate: Gate | None) -> QuerySet[Roster]:
    """The lists that arrive on the day, or came in on it without saying when; those at a gate when one is named."""
    within = (day, day + _DAY)
    when = Q(arrives_at__range=within) | Q(arrives_at__isnull=True, added_at__range=within)
    found: QuerySet[Roster] = Roster.objects.visible_to(actor).filter(when, kind__in=AT_GATES)
    found = found.filter(gates__contains=[gate.pk]) if gate else found
    return found.select_related("organisation").order_by("arrives_at", "title", "id")


@require_safe
@needs("count.read")
def board(request: Request) -> HttpResponse:
    """Today's lists by gate."""
    form = BoardFilter(request.GET, actor=request.actor)
    given = form.cleaned_data if form.is_valid() else {}
    day, gate = given.get("day") or timezone.localdate(), given.get("gate")
    begins = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    page = Paginator(lists_of(request.actor, begins, gate), LISTS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    rows = sorted(_rows(tell(list(page), by=request.actor)), key=lambda row: (row.title, row.told.roster.title))
    audit.record("board.read", by=request.actor)
    shown = [row for row in rows if gate is None or row.gate == gate.pk]
    return render(request, "boards/today.html", {"form": form, "page": page, "rows": shown, "day": day})


def _rows(told: Iterable[Told]) -> Iterator[Row]:
    for one in told:
        for key, balance in one.voyage.balances.items():
            if balance.expected or balance.arrived:
                conflicts = sum(key in conflict.gates for conflict in one.voyage.open)
                sums = sum(mismatch.gate in (key, None) for mismatch in one.voyage.sums)
                yield Row(one, key, one.gate(key), balance, conflicts, sums)
