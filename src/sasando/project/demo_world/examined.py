"""The examinations of those placements that came so far: booked by company or office, signed by the examiner."""

from collections import defaultdict
from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.examinations.examiners import Psychologist
from sasando.domain.examinations.islands import island_of
from sasando.domain.examinations.kinds import Kind
from sasando.domain.examinations.models import Booking, Consent, Outcome, Slot
from sasando.domain.examinations.signing import code_of, sign
from sasando.project.demo_world.making import Making

if TYPE_CHECKING:
    from sasando.project.demo_world.placements import Life

_WHO: Final = ((Kind.HEALTH, "clinic", "health_on", 350_000), (Kind.PSYCHOLOGY, "psychology", "psych_on", 300_000))
_TEXT: Final = "2026-1"


def examine(making: Making, random: Random, lives: "list[Life]") -> None:
    """Everybody whose day of examination is past was examined on it, in Kupang."""
    for kind, place, fact, price in _WHO:
        by = next(actor for actor in making.actors[place] if actor.role in ("clinic", "psychologist"))
        due = [(life, life.known[fact]) for life in lives if fact in life.known]
        _examined(making, random, due, (kind, by, price))


def _examined(making: Making, random: Random, due: "list[tuple[Life, date]]", of: tuple[Kind, Actor, int]) -> None:
    kind, by, price = of
    slots = _slots(sorted({on for _, on in due}), of)
    experts = list(Psychologist.objects.filter(organisation_id=by.organisation)) if kind == Kind.PSYCHOLOGY else []
    bookings = [_booking(life, slots[on.replace(day=1)], by, price) for life, on in due]
    Booking.objects.bulk_create(bookings)
    Consent.objects.bulk_create(
        _consent(random, booking, by, on) for booking, (_, on) in zip(bookings, due, strict=True)
    )
    outcomes = []
    for booking, (life, on) in zip(bookings, due, strict=True):
        expert = random.choice(experts) if experts else None
        outcomes.append(_outcome(making, booking, life, (kind, on, by, expert)))
    Outcome.objects.bulk_create(outcomes)
    audit.record_each("outcome.recorded", outcomes, by=None)


def _slots(days: list[date], of: tuple[Kind, Actor, int]) -> dict[date, Slot]:
    """One for each month in which somebody came."""
    kind, by, price = of
    months: dict[date, list[date]] = defaultdict(list)
    for day in days:
        months[day.replace(day=1)].append(day)
    made = {
        month: Slot(
            id=uuid4(), organisation_id=by.organisation, kind=kind, place_id="53.71", regency="53.71",
            island=island_of("53.71"), at=timezone.make_aware(datetime.combine(inside[0], time(8))), capacity=400,
            price_idr=price, state="open", by=by.account,
        )
        for month, inside in months.items()
    }  # fmt: skip
    Slot.objects.bulk_create(made.values())
    return made


def _booking(life: "Life", slot: Slot, by: Actor, price: int) -> Booking:
    row = life.row
    return Booking(
        id=uuid4(), slot=slot, person_id=row.person_id, organisation_id=row.company_id or row.started_by_id,
        examiner_id=by.organisation, region_code=row.region_code, price_idr=price, full_name=row.full_name,
        sex=row.sex, born_on=life.one.born_on, by=by.account,
    )  # fmt: skip


def _consent(random: Random, booking: Booking, by: Actor, on: date) -> Consent:
    return Consent(
        booking=booking, text_version=_TEXT, language=random.choice(("id", "id", "dawan", "tetun")), read_by=by.name,
        given_by="self", how=random.choice(("signature", "thumb")), given_on=on, by=by.account,
    )  # fmt: skip


def _outcome(
    making: Making, booking: Booking, life: "Life", of: tuple[Kind, date, Actor, Psychologist | None]
) -> Outcome:
    kind, on, by, expert = of
    made = Outcome(
        id=making.key(f"outcome/{kind}/{life.row.pk}"), booking=booking, person_id=booking.person_id,
        organisation_id=by.organisation, asked_by_id=booking.organisation_id, region_code=booking.region_code,
        kind=kind, full_name=booking.full_name, born_on=booking.born_on, examined_on=on, result="fit", number="",
        examiner=expert.name if expert else by.name, psychologist=expert, by=by.account,
    )  # fmt: skip
    sign(made)
    made.code = code_of(bytes(made.signature))
    return made
