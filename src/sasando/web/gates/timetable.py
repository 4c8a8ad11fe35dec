"""The calendar of ships and flights by gate: weeks as a picture, days as a table, and the same as files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.gates.queries import calls_between
from sasando.domain.gates.watch import CalendarDay, Why, calendar, watch_days
from sasando.domain.organisations.models import Organisation
from sasando.exchange.calendars import MEDIA_TYPE, Event, ics_of
from sasando.exchange.sheet import CSV, XLSX, Row, csv_of, xlsx_of
from sasando.web.gates.forms_of_sailings import ALL, CalendarFilter
from sasando.web.gates.reading import TONES, Mark, Stop, marks_of, stop_of
from sasando.web.shell.answers import download
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

WEEKS_OF_FEW, WEEKS_OF_MANY, FEW = 5, 1, 3
"""Five weeks of up to three gates on a page, one week of more."""
_AHEAD, _BACK = timedelta(days=183), timedelta(days=7)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_NTT: Final = "53."
_KEY: Final = {
    Why.LEAVES: gettext_lazy("Hari ini kapal berangkat ke jalur rawan"),
    Why.DAY_BEFORE: gettext_lazy("Sehari sebelumnya"),
    Why.FEEDS: gettext_lazy("Menyambung ke kapal jalur rawan"),
    Why.ARRIVES: gettext_lazy("Kapal tiba dari jalur rawan"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A day in the picture of the weeks."""

    day: date
    marks: Sequence[Mark]
    calls: int
    today: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the table."""

    day: date
    marks: Sequence[Mark]
    stops: Sequence[Stop]
    today: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: which gates, which days."""

    form: CalendarFilter
    gates: Sequence[Gate]
    since: date
    until: date
    one: Gate | None

    @property
    def weeks(self) -> int:
        """How many weeks these are."""
        return ((self.until - self.since).days + 1) // 7


@require_safe
@needs("sailing.read")
def calendar_page(request: Request) -> HttpResponse:
    """What calls at a gate in the coming weeks, and which of the days are watched."""
    asked, today = _asked(request), timezone.localdate()
    days = calendar(asked.gates, asked.since, asked.until)
    shown = [_day(one, today, named=asked.one is None) for one in days]
    context: dict[str, Any] = {
        "form": asked.form,
        "asked": asked,
        "days": shown,
        "weeks": _weeks(asked, days, today),
        "key": [Mark(TONES[why], str(word)) for why, word in _KEY.items()],
        "before": asked.since - asked.weeks * _WEEK,
        "after": asked.until + _DAY,
        "may_add": request.actor.may("sailing.add"),
    }
    return render(request, "gates/calendar.html", context)


@require_safe
@needs("sailing.read")
def as_csv(request: Request) -> HttpResponse:
    """The same days as CSV, in columns that the import reads back."""
    return download(csv_of(_columns(), _rows(request)), "jadwal.csv", CSV)


@require_safe
@needs("sailing.read")
def as_xlsx(request: Request) -> HttpResponse:
    """The same days as Excel."""
    return download(xlsx_of(_("Jadwal"), _columns(), _rows(request)), "jadwal.xlsx", XLSX)


@require_safe
@needs("sailing.read")
def as_ics(request: Request, slug: str) -> HttpResponse:
    """The calendar of one gate for a telephone: the last week and the next half year, with the watch days."""
    gate = get_object_or_404(Gate.objects.visible_to(request.actor), slug=slug)
    since, until = timezone.localdate() - _BACK, timezone.localdate() + _AHEAD
    events = [*_events(request, gate, since, until), *_watched(gate, since, until)]
    content = ics_of(_("Jadwal %(gate)s") % {"gate": gate.title}, events, made_at=timezone.now())
    return download(content, f"{gate.slug}.ics", MEDIA_TYPE)


def _asked(request: Request) -> Asked:
    gates = list(Gate.objects.visible_to(request.actor).filter(active=True).select_related("region"))
    mine = _own_gates(request.actor)
    form = CalendarFilter(request.GET, gates=gates, mine=bool(mine))
    form.is_valid()
    wanted = form.cleaned_data.get("gerbang") or ""
    begin = form.cleaned_data.get("mulai") or timezone.localdate()
    ntt = [gate for gate in gates if (gate.region_id or "").startswith(_NTT)]
    if wanted in ("", ALL):
        chosen = [gate for gate in gates if gate.pk in mine] if mine and not wanted else ntt
    else:
        chosen = [gate for gate in gates if gate.pk == wanted]
    since = begin - timedelta(days=begin.weekday())
    weeks = WEEKS_OF_FEW if len(chosen) <= FEW else WEEKS_OF_MANY
    return Asked(form, chosen, since, since + weeks * _WEEK - _DAY, chosen[0] if len(chosen) == 1 else None)


def _own_gates(actor: Actor) -> set[str]:
    stands = Organisation.objects.visible_to(actor).filter(pk=actor.organisation).values_list("stands_at", flat=True)
    return set(stands.first() or ())


def _day(one: CalendarDay, today: date, *, named: bool) -> Day:
    return Day(one.day, marks_of(one.watch, named=named), [stop_of(call) for call in one.calls], one.day == today)


def _weeks(asked: Asked, days: Sequence[CalendarDay], today: date) -> list[list[Box]]:
    known = {one.day: one for one in days}
    boxes = []
    for step in range((asked.until - asked.since).days + 1):
        day = asked.since + step * _DAY
        there = known.get(day)
        marks = _once(marks_of(there.watch, named=asked.one is None)) if there else []
        calls = len(there.calls) if there else 0
        boxes.append(Box(day, marks, calls, day == today))
    return [boxes[at : at + 7] for at in range(0, len(boxes), 7)]


def _once(marks: Sequence[Mark]) -> list[Mark]:
    """Each shape once, with the words of all that bear it: a small box says what, the table below says where."""
    words: dict[str, list[str]] = {}
    for mark in marks:
        words.setdefault(mark.tone, []).append(mark.word)
    return [Mark(tone, "; ".join(said)) for tone, said in words.items()]


def _columns() -> list[str]:
    first = [
        _("Tanggal"),
        _("Gerbang"),
        _("Kapal/penerbangan"),
        _("Moda"),
        _("Tiba"),
        _("Berangkat"),
        _("Jam setempat"),
    ]
    return [*first, _("Dari"), _("Lanjut ke"), _("Hari pantau"), _("Keadaan"), _("Sumber")]


def _rows(request: Request) -> Iterator[Row]:
    asked = _asked(request)
    for day in calendar(asked.gates, asked.since, asked.until):
        for call in day.calls:
            stop, sailing = stop_of(call), call.sailing
            yield (
                *(day.day, call.gate.title, sailing.vessel, str(sailing.get_mode_display())),
                *(stop.arrives, stop.departs, stop.zone, stop.before.name if stop.before else ""),
                ", ".join(gate.name for gate in stop.after),
                ", ".join(mark.word for mark in marks_of(one for one in day.watch if one.gate == call.gate)),
                _("batal") if sailing.cancelled_at else "",
                sailing.source,
            )


def _events(request: Request, gate: Gate, since: date, until: date) -> Iterator[Event]:
    for call in calls_between([gate], since, until):
        stop = stop_of(call)
        way = " → ".join(one.name for one in (*([stop.before] if stop.before else []), gate, *stop.after))
        yield Event(
            f"singgah-{call.pk}@sasando",
            call.sailing.vessel if call.departs_at else _("%(vessel)s tiba") % {"vessel": call.sailing.vessel},
            call.begins_at,
            call.ends_at,
            place=gate.title,
            text="\n".join(filter(None, (way, call.sailing.note, call.sailing.cancelled_because))),
            url=request.build_absolute_uri(reverse("gates:sailing", args=[call.sailing_id])),
            cancelled=call.sailing.cancelled_at is not None,
        )


def _watched(gate: Gate, since: date, until: date) -> Iterator[Event]:
    for one in watch_days(gate, since, until):
        yield Event(
            f"pantau-{one.call.pk}-{one.why.value}@sasando",
            _("Hari pantau: %(reason)s") % {"reason": one.says},
            one.day,
            place=gate.title,
            text=str(one.call.sailing),
        )
