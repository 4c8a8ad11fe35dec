"""Placements in numbers: by scheme, sector, sex, regency, country or month, as of a day, each with its rows.

The numbers are for officers: small ones may name a person, so nothing here is for publication.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Case, CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasando.domain.access import Actor
from sasando.domain.licences.models import JobOrder
from sasando.domain.placements.models import Placement, Step

MEASURES: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "begun": (_("Dimulai"), _("Penempatan yang langkah pertamanya diambil pada masa itu.")),
    "cleared": (_("Diluluskan"), _("Penempatan yang putusan meluluskannya diambil pada masa itu dan tidak ditarik.")),
    "departed": (_("Berangkat"), _("Penempatan yang keberangkatannya tercatat pada masa itu.")),
    "returned": (_("Pulang"), _("Penempatan yang kepulangannya tercatat pada masa itu.")),
}
"""What is counted, in words: name and definition."""
STEP_OF: Final = {"begun": "started", "cleared": "cleared", "departed": "departed", "returned": "returned"}
WAYS: Final[Mapping[str, Promise]] = {
    "scheme": _("Skema"),
    "sector": _("Sektor"),
    "sex": _("Jenis kelamin"),
    "regency": _("Kabupaten/kota"),
    "country": _("Negara"),
    "month": _("Bulan"),
}
NOT_KNOWN: Final = "-"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both in it, and the day up to which things are known."""

    since: date
    until: date
    as_of: date


@dataclass(slots=True)
class Table:
    """One number a key and measure, and the sums."""

    way: str
    period: Period
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)


def counted(actor: Actor, measure: str, period: Period) -> QuerySet[Any]:
    """The placements behind one measure: those with the step in the period, written down by the day as-of and not
    withdrawn by then. Each counts once.
    """
    found: QuerySet[Any] = Placement.objects.visible_to(actor).filter(
        pk__in=_steps(measure, period).values("placement")
    )
    return found


def _steps(measure: str, period: Period) -> QuerySet[Any]:
    known = Step.objects.filter(placement=OuterRef("placement"), at__date__lte=period.as_of)
    taken = Step.objects.filter(
        kind=STEP_OF[measure], withdraws=None, on__range=(period.since, period.until), at__date__lte=period.as_of
    )
    standing: QuerySet[Any] = taken.exclude(Exists(known.filter(withdraws=OuterRef("number"))))
    return standing


def with_day(placements: QuerySet[Any], measure: str, period: Period) -> QuerySet[Any]:
    """The same with `counted_on`: the day on which each counts."""
    day = _steps(measure, period).filter(placement=OuterRef("pk")).order_by("on").values("on")[:1]
    dated: QuerySet[Any] = placements.annotate(counted_on=Subquery(day))
    return dated


def grouped(placements: QuerySet[Any], way: str) -> QuerySet[Any]:
    """The same with `part`: under which key of a way each counts; "-" when that is not known."""
    parted: QuerySet[Any] = placements.annotate(part=_part(way))
    return parted


def _part(way: str) -> Any:
    text = CharField()
    if way == "regency":
        codes = Func(F("region_code"), Value("."), Value(2), function="split_part", output_field=text)
        province = Func(F("region_code"), Value("."), Value(1), function="split_part", output_field=text)
        whole = Func(Value("."), province, codes, function="concat_ws", output_field=text)
        return Case(When(region_code__contains=".", then=whole), default=Value(NOT_KNOWN), output_field=text)
    if way == "month":
        month = TruncMonth("counted_on")
        return Coalesce(Func(month, Value("YYYY-MM"), function="to_char", output_field=text), Value(NOT_KNOWN))
    if way == "sector":
        return _sector(text)
    return Case(When(Q(**{way: ""}), then=Value(NOT_KNOWN)), default=F(way), output_field=text)


def _sector(text: "CharField[Any, Any]") -> Any:
    """Formal or informal by the employer of the job order; seafarers apart."""
    household = JobOrder.objects.filter(pk=OuterRef("job_order"), employer__kind="HOUSEHOLD")
    return Case(
        When(scheme__in=["SEA_N", "SEA_P"], then=Value("sea")),
        When(job_order=None, then=Value(NOT_KNOWN)),
        When(Exists(household), then=Value("informal")),
        default=Value("formal"),
        output_field=text,
    )


def table_of(actor: Actor, way: str, period: Period) -> Table:
    """One query a measure."""
    table = Table(way, period)
    for measure in MEASURES:
        placements = counted(actor, measure, period)
        placements = with_day(placements, measure, period) if way == "month" else placements
        numbers = grouped(placements, way).order_by().values_list("part").annotate(Count("pk"))
        for key, number in numbers:
            table.rows.setdefault(key, dict.fromkeys(MEASURES, 0))[measure] = number
        table.totals[measure] = sum(row[measure] for row in table.rows.values())
    table.rows = dict(sorted(table.rows.items(), key=lambda row: (row[0] == NOT_KNOWN, row[0])))
    return table


def rows_behind(actor: Actor, measure: str, period: Period, *, way: str, key: str) -> QuerySet[Any]:
    """The placements of one number, and no other; `way` "" for the sum."""
    placements = with_day(counted(actor, measure, period), measure, period)
    found = grouped(placements, way).filter(part=key) if way else placements
    return found.select_related("company").order_by("-counted_on", "full_name", "id")
