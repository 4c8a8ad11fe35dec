"""What the pages of examinations show, read in few queries and no further than the reader's rights reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.examinations.islands import NEARNESS, island_of, nearness, regency_of
from sasando.domain.examinations.kinds import Kind, Result, SlotState
from sasando.domain.examinations.models import Booking, Consent, Designation, Outcome, Slot
from sasando.domain.examinations.queries import waiting_for
from sasando.domain.people.models import Person
from sasando.web.shell.summary import Line

TONES: Final = {Result.FIT: "good", Result.UNFIT: "bad", Result.FOLLOW_UP: "warn"}
CHOOSABLE: Final = 50


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot with what is said of it: how near it is, how full, and who waits."""

    slot: Slot
    near: str
    room: str
    tone: str


def uuid_of(text: str | None) -> UUID | None:
    """The key that a text of an address says; None when it says none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def coming(actor: Actor, now: datetime) -> QuerySet[Slot]:
    """The slots to come that were not called off."""
    found: QuerySet[Slot] = Slot.objects.visible_to(actor).filter(at__gte=now).exclude(state=SlotState.CANCELLED)
    return found.select_related("organisation", "place")


def nearest_first(slots: QuerySet[Slot], home: str) -> QuerySet[Slot]:
    """In the own regency, then on the own island, then elsewhere; the next day first."""
    near = Case(
        When(Q(regency=regency_of(home)), then=Value(0)),
        When(~Q(island="") & Q(island=island_of(home)), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return slots.annotate(near=near).order_by("near", "at", "id") if regency_of(home) else slots.order_by("at", "id")


def lines_of(slots: Iterable[Slot], home: str, actor: Actor) -> list[SlotLine]:
    """The slots as they are listed."""
    slots = list(slots)
    waiting = waiting_for(slots, actor)
    return [SlotLine(slot, near_words(home, slot), *room_of(slot, waiting.get(slot.pk, 0))) for slot in slots]


def near_words(home: str, slot: Slot) -> str:
    """How near, in words; nothing when it is not known from where."""
    return str(NEARNESS[nearness(home, slot.regency)]) if regency_of(home) else ""


def room_of(slot: Slot, waiting: int) -> tuple[str, str]:
    """How many places are left, or how many wait and when the day opens; and its tone."""
    if slot.state == SlotState.WAITING:
        said = _("%(waiting)s dari %(count)s orang; dibuka pada %(count)s")
        return said % {"waiting": waiting, "count": slot.opens_at_count}, "info"
    if slot.state == SlotState.CANCELLED:
        return _("Dibatalkan"), "bad"
    if not slot.left:
        return _("Penuh"), "unknown"
    said = ngettext("%(left)s tempat dari %(capacity)s", "%(left)s tempat dari %(capacity)s", slot.left)
    return said % {"left": slot.left, "capacity": slot.capacity}, "good"


def facts_of(slot: Slot, designated: bool | None) -> list[Line]:
    """One slot as its page shows it."""
    examiner = str(slot.organisation)
    note = ""
    if slot.kind == Kind.HEALTH:
        note = designation_words(designated)
    return [
        Line(_("Pemeriksaan"), slot.get_kind_display()),
        Line(_("Pemeriksa"), examiner, note),
        Line(_("Tempat"), slot.place.title),
    ]


def designation_words(designated: bool | None) -> str:
    """Whether a facility was designated on a day, in words: a notice, never more."""
    if designated is None:
        return _("Penunjukan sarana ini belum dicatat; ini hanya pemberitahuan.")
    return _("Ditunjuk pada hari itu.") if designated else _("Tidak ditunjuk pada hari itu; ini hanya pemberitahuan.")


def asked_people(asked: QueryDict, actor: Actor) -> list[Person]:
    """The persons named in an address (`orang`, again and again) whom the reader sees, in that order."""
    keys = [key for key in map(uuid_of, asked.getlist("orang")) if key]
    if not keys:
        return []
    known = Person.objects.visible_to(actor).select_related("home").in_bulk(keys[:CHOOSABLE])
    return [known[key] for key in keys if key in known]


def choosable(actor: Actor, text: str, region: str) -> list[Person]:
    """People whom the reader may send to an examination: by name and regency, the newest first."""
    people = Person.objects.visible_to(actor).select_related("home")
    for word in text.split():
        people = people.filter(full_name__icontains=word)
    if region:
        people = people.filter(Q(region_code=region) | Q(region_code__startswith=f"{region}."))
    return list(people.order_by("-recorded_at", "id")[:CHOOSABLE])


def home_of(people: Iterable[Person], actor: Actor) -> str:
    """From where nearness is told: the home of the first person, else what the reader's organisation covers."""
    for person in people:
        return str(person.home_id or person.region_code)
    return next((code for code in actor.regions if regency_of(code)), "")


def bookings_of(actor: Actor) -> QuerySet[Any]:
    """The bookings that the reader may see, each with what came of it: result and validity, and no more."""
    standing = Outcome.objects.visible_to(actor).filter(booking=OuterRef("pk"), replaced_by=None)
    found: QuerySet[Any] = (
        Booking.objects.visible_to(actor)
        .select_related("slot", "slot__place", "examiner", "organisation")
        .annotate(
            outcome=Subquery(standing.values("pk")[:1]),
            result=Subquery(standing.values("result")[:1]),
            valid_until=Subquery(standing.values("valid_until")[:1]),
        )
    )
    return found


def cancellable(slot: Slot, actor: Actor) -> set[UUID]:
    """The bookings of a slot that the reader may give back."""
    mine = Booking.objects.filter(may_reach(Booking, actor, "cancel"), slot=slot, cancelled_at=None)
    return set(mine.values_list("pk", flat=True))


def for_examiner(actor: Actor) -> QuerySet[Any]:
    """The bookings that the reader's organisation examines, each with whether consent is in force."""
    consent = Consent.objects.visible_to(actor).filter(booking=OuterRef("pk"), withdrawn_on=None)
    mine: QuerySet[Any] = bookings_of(actor).filter(examiner=actor.organisation, cancelled_at=None)
    agreed: QuerySet[Any] = mine.annotate(agreed=Exists(consent))
    return agreed


def said_result(result: str) -> tuple[str, str]:
    """A result as a tag: tone and word."""
    return TONES[Result(result)], str(Result(result).label)


def designations(actor: Actor, today: date) -> QuerySet[Any]:
    """What is recorded of health facilities, those in force first."""
    ended = Case(When(until__lt=today, then=Value(1)), default=Value(0), output_field=IntegerField())
    found: QuerySet[Any] = (
        Designation.objects.visible_to(actor)
        .select_related("organisation", "organisation__seat")
        .annotate(ended=ended)
        .order_by("ended", "organisation__name", "-since")
    )
    return found
