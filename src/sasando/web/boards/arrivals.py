"""Who is about to land: for labour offices and villages the people of their own region, with a map."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sasando.core.tally import Place, PlaceKind
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.passages.voyages import places_of
from sasando.domain.regions.borders import ntt
from sasando.domain.rosters.models import Entry
from sasando.exchange.sheet import CSV, csv_of
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

ROWS_OF_A_PAGE: Final = 50
_REGENCY: Final = 5  # letters of a regency's code
_TONES: Final = {
    PlaceKind.EXPECTED: "info",
    PlaceKind.ON_THE_WAY: "info",
    PlaceKind.HERE: "good",
    PlaceKind.RELEASED: "good",
    PlaceKind.MISSING: "bad",
    PlaceKind.DIED: "bad",
    PlaceKind.DOUBLE: "unknown",
}
WHEN = [("", _("Tujuh hari ini")), ("today", _("Hari ini")), ("month", _("Tiga puluh hari ini"))]


class ArrivalFilter(forms.Form):
    """When, and from where."""

    when = forms.ChoiceField(label=_("Kapan"), required=False, choices=WHEN)
    regency = forms.ChoiceField(label=_("Kabupaten atau kota"), required=False, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((one.code, one.name) for one in ntt().outlines.values()), key=lambda one: one[1])
        fields: Any = self.fields
        fields["regency"].choices = [("", _("Semua")), *choices]

    def found(self, actor: Actor, now: datetime) -> QuerySet[Entry]:
        """The people who arrive in that time, the next first."""
        given = self.cleaned_data if self.is_valid() else {}
        begins = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        days = {"today": 1, "month": 30}.get(given.get("when", ""), 7)
        people = Entry.objects.visible_to(actor).filter(arrives_at__range=(begins, begins + timedelta(days=days)))
        if given.get("regency"):
            people = people.filter(region_code__startswith=given["regency"])
        return people.order_by("arrives_at", "due", "full_name", "id")


@dataclass(frozen=True, slots=True)
class Row:
    """One person: when and where they land, and where they are now."""

    entry: Entry
    gate: str
    says: str
    tone: str


@require_safe
@needs("tick.read")
def arriving(request: Request) -> HttpResponse:
    """The people of the reader's region who land soon, in a table and on a map."""
    form, now = ArrivalFilter(request.GET), timezone.now()
    found = form.found(request.actor, now)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("halaman"))
    audit.record("arrivals.read", by=request.actor)
    context = {
        "form": form,
        "page": page,
        "rows": list(_rows(list(page), request.actor)),
        "sheet": ntt(),
        "marks": _marks(found),
    }
    return render(request, "boards/arrivals.html", context)


@require_safe
@needs("tick.read", step_up=True)
def as_csv(request: Request) -> HttpResponse:
    """The same people, all pages, as CSV."""
    people = list(ArrivalFilter(request.GET).found(request.actor, timezone.now()))
    audit.record("arrivals.exported", by=request.actor, fields=["csv"])
    columns = [gettext("Tiba"), gettext("Gerbang"), gettext("Kapal atau penerbangan"), gettext("Nama")]
    columns += [gettext("Jenis kelamin"), gettext("Umur"), gettext("Asal"), gettext("Keadaan")]
    rows = [_cells(row) for row in _rows(people, request.actor)]
    return download(csv_of(columns, rows), "siapa-tiba.csv", CSV)


def _cells(row: Row) -> tuple[Any, ...]:
    one = row.entry
    name, sex = one.full_name or one.description, str(one.get_sex_display() or "")
    return _moment(one), row.gate, one.carrier, name, sex, one.age, one.place, row.says


def _moment(entry: Entry) -> str:
    return timezone.localtime(entry.arrives_at).strftime("%Y-%m-%d %H:%M") if entry.arrives_at else ""


def _rows(people: list[Entry], actor: Actor) -> Iterator[Row]:
    places = places_of(people, by=actor)
    gates = Gate.objects.in_bulk({place.gate for place in places.values()} | {one.due_id for one in people})
    for one in people:
        place = places[one.pk]
        gate = gates.get(one.due_id or place.gate or "")
        yield Row(one, gate.title if gate else "–", _says(place, gates), _TONES[place.kind])


def _says(place: Place, gates: Mapping[Any, Gate]) -> str:
    at = gates[place.gate].title if place.gate in gates else gettext("tempat yang belum disebut")
    sentences = {
        PlaceKind.EXPECTED: gettext("Ditunggu di %(at)s"),
        PlaceKind.ON_THE_WAY: gettext("Dalam perjalanan ke %(at)s"),
        PlaceKind.HERE: gettext("Sudah tiba di %(at)s"),
        PlaceKind.RELEASED: gettext("Diserahkan di %(at)s kepada %(to)s"),
        PlaceKind.MISSING: gettext("Hilang, dicari di %(at)s"),
        PlaceKind.DIED: gettext("Meninggal di %(at)s"),
        PlaceKind.DOUBLE: gettext("Tertulis dua kali"),
    }
    return sentences[place.kind] % {"at": at, "to": place.to or "–"}


def _marks(people: QuerySet[Entry]) -> Iterable[tuple[Any, int]]:
    """How many of them belong to each regency of NTT, with the place of the number on the map."""
    counted = people.order_by().annotate(of=Substr("region_code", 1, _REGENCY)).values_list("of").annotate(Count("pk"))
    outlines = ntt().outlines
    return [(outlines[code], number) for code, number in counted if code in outlines]
