"""What the list of lists shows: counted in the database, in as many queries whatever the number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from sasando.domain.access import Actor
from sasando.domain.passages.models import Count as Heads
from sasando.domain.passages.models import Tick, TickKind
from sasando.domain.passages.voyages import route_of
from sasando.domain.rosters.models import AT_GATES, Entry, Roster
from sasando.exchange.reports.words import Language
from sasando.web.passages.choosing import Gates
from sasando.web.passages.forms import PassageFilter

OFF: Final = (TickKind.ARRIVED, TickKind.EXTRA, TickKind.RELEASED)
ON: Final = (TickKind.CARRIED_ON, TickKind.SEEN)
_GATES_SHOWN: Final = 4


def language() -> Language:
    """The language of the reader, as the tally and the reports name it."""
    return "en" if get_language() == "en" else "id"


def lists(actor: Actor) -> QuerySet[Roster]:
    """The lists of people on their way that the reader sees."""
    return Roster.objects.visible_to(actor).filter(kind__in=AT_GATES)


def standing() -> QuerySet[Tick]:
    """Ticks that nobody took back. Marks of illness say nothing of where somebody is, and are left out."""
    undoing = Tick.objects.filter(undoes=OuterRef("pk")).order_by()
    undone = undoing.filter(~Exists(Tick.objects.filter(undoes=OuterRef("pk")).order_by()))
    return Tick.objects.exclude(kind__in=[TickKind.UNDO, TickKind.ILL]).filter(~Exists(undone)).order_by()


def with_last(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Each person with the kind of the last tick that stands (`last`); None without one."""
    newest = standing().filter(entry=OuterRef("pk")).order_by("-at", "-id")
    return entries.annotate(last=Subquery(newest.values("kind")[:1]))


def that_do_not_fit(rosters: QuerySet[Roster]) -> QuerySet[Roster]:
    """Lists whose letter says another number than its names, or whose last count of heads another than its ticks."""
    off = standing().filter(entry__roster=OuterRef("roster"), gate=OuterRef("gate"), kind__in=OFF)
    people = off.values("gate").annotate(people=Count("entry", distinct=True)).values("people")
    ticked = Coalesce(Subquery(people), 0)
    later = Heads.objects.filter(roster=OuterRef("roster"), gate=OuterRef("gate"), at__gt=OuterRef("at")).order_by()
    wrong = Heads.objects.annotate(ticked=ticked).filter(~Exists(later)).exclude(heads=F("ticked")).order_by()
    said = rosters.filter(stated__total__isnull=False).annotate(said=Cast(KT("stated__total"), IntegerField()))
    other = said.exclude(said=F("total")).order_by()
    return rosters.filter(Q(pk__in=other.values("pk")) | Exists(wrong.filter(roster=OuterRef("pk"))))


def found(form: PassageFilter, actor: Actor) -> QuerySet[Roster]:
    """The lists that fit, those that arrive latest first."""
    rosters = lists(actor)
    if form.is_valid():
        given = form.cleaned_data
        rosters = rosters.filter(title__icontains=given["q"]) if given["q"] else rosters
        rosters = rosters.filter(gates__contains=[given["gerbang"]]) if given["gerbang"] else rosters
        rosters = rosters.filter(kind=given["jenis"]) if given["jenis"] else rosters
        rosters = rosters.filter(arrives_at__date=given["hari"]) if given["hari"] else rosters
        rosters = _by_sums(rosters, given["jumlah"], actor)
    return rosters.order_by(F("arrives_at").desc(nulls_last=True), "-added_at", "pk")


def _by_sums(rosters: QuerySet[Roster], which: str, actor: Actor) -> QuerySet[Roster]:
    if which == "selisih":
        return that_do_not_fit(rosters)
    if which:
        last = Q(last__isnull=True) if which == "tunggu" else Q(last=TickKind.MISSING)
        entries: QuerySet[Any] = with_last(Entry.objects.visible_to(actor))
        rosters = rosters.filter(Exists(entries.filter(last, roster=OuterRef("pk")).order_by()))
    return rosters


@dataclass(frozen=True, slots=True)
class Line:
    """One list of the page. Numbers are of the people whom the reader sees."""

    roster: Roster
    gates: list[str]
    people: int
    waiting: int
    missing: int
    off: int
    on: int
    fits: bool


def lines_of(rosters: Iterable[Roster], gates: Gates, actor: Actor) -> list[Line]:
    """The lists of one page with their numbers: two queries."""
    rosters = list(rosters)
    keys = [one.pk for one in rosters]
    seen: QuerySet[Any] = with_last(Entry.objects.visible_to(actor).filter(roster__in=keys)).order_by()
    counted: dict[UUID, dict[str, Any]] = {
        row["roster"]: row
        for row in seen.values("roster").annotate(
            people=Count("pk"),
            waiting=Count("pk", filter=Q(last__isnull=True)),
            missing=Count("pk", filter=Q(last=TickKind.MISSING)),
            off=Count("pk", filter=Q(last__in=[*OFF, TickKind.DIED])),
            on=Count("pk", filter=Q(last__in=ON)),
        )
    }
    wrong = set(that_do_not_fit(Roster.objects.filter(pk__in=keys)).order_by().values_list("pk", flat=True))
    return [_line(one, gates, counted.get(one.pk, {}), fits=one.pk not in wrong) for one in rosters]


def _line(one: Roster, gates: Gates, counted: dict[str, Any], *, fits: bool) -> Line:
    named = [gates[key].title for key in route_of(one) if key in gates and key != one.came_from_id]
    numbers = {name: counted.get(name, 0) for name in ("people", "waiting", "missing", "off", "on")}
    return Line(one, named[:_GATES_SHOWN], fits=fits, **numbers)
