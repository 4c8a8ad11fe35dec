"""Places for people: the waiting list of an island, and bookings at a price that was shown before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.examinations.islands import island_of, regency_of
from sasando.domain.examinations.kinds import Kind, SlotState, WishState, Within
from sasando.domain.examinations.models import Booking, Outcome, Slot, Wish
from sasando.domain.examinations.offering import open_mobile_days
from sasando.domain.examinations.truths import refusing
from sasando.domain.people.models import Identity, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What people wait for: a kind, near which place, how far they would travel, at which price in rupiah."""

    kind: Kind
    place: str = ""  # Kemendagri code; empty, the home of each
    within: Within = Within.ISLAND
    at_most_idr: int = 0


@transaction.atomic
def wish_for(people: Sequence[Person], wanted: Wanted, *, by: Actor) -> list[UUID]:
    """Put people on the waiting list; the keys of the mobile days that open by it. Raises `Refused`."""
    if not by.may("wish.add", "own"):
        raise Refused("not_allowed")
    made = [_wish(person, carried, wanted, by) for person, carried in _carried(people, by)]
    for wish in made:
        if not wish.regency:
            raise Refused("home_missing", name=wish.full_name)
        with refusing():
            wish.save(force_insert=True)
        audit.record("wish.added", wish, by=by, fields=["kind", "at_most_idr"], digest=True)
    near = {(wish.regency, wish.island): wish for wish in made}
    return list(dict.fromkeys(key for wish in near.values() for key in open_mobile_days(wish)))


def _wish(person: Person, carried: dict[str, Any], wanted: Wanted, by: Actor) -> Wish:
    place = wanted.place or person.home_id or person.region_code
    return Wish(
        **carried,
        organisation_id=by.organisation,
        kind=wanted.kind,
        regency=regency_of(place),
        island=island_of(place),
        within=wanted.within,
        at_most_idr=wanted.at_most_idr,
        by=by.account,
    )


@transaction.atomic
def withdraw_wish(wish: Wish, *, by: Actor) -> None:
    """Take somebody off the waiting list. Raises `Refused`."""
    if not Wish.objects.filter(may_reach(Wish, by, "change"), pk=wish.pk).exists():
        raise Refused("not_allowed")
    wish.refresh_from_db(from_queryset=Wish.objects.select_for_update(of=("self",)))
    if wish.state != WishState.WAITING:
        raise Refused("already_done")
    wish.state = WishState.WITHDRAWN
    wish.save(update_fields=["state"])
    audit.record("wish.withdrawn", wish, by=by, fields=["state"], digest=True)


@transaction.atomic
def book(slot: Slot, people: Sequence[Person], *, price_idr: int, by: Actor, now: datetime) -> list[Booking]:
    """Book places at the price that was shown, for all of them or for nobody. Raises `Refused`."""
    if not by.may("booking.add", "own"):
        raise Refused("not_allowed")
    slot.refresh_from_db()
    _refuse_what_is_not_offered(slot, len(people), price_idr, now)
    waiting = Wish.objects.filter(organisation=by.organisation, kind=slot.kind, state=WishState.WAITING)
    wishes = {wish.person_id: wish for wish in waiting.filter(person__in=people)}
    made = [_booking(slot, person, carried, wishes, by) for person, carried in _carried(people, by)]
    for booking in made:
        with refusing(left=0, price=slot.price_idr):
            booking.save(force_insert=True)
        audit.record("booking.added", booking, by=by, fields=["slot", "price_idr"], digest=True)
    for wish in wishes.values():
        wish.state = WishState.BOOKED
        wish.save(update_fields=["state"])
    slot.refresh_from_db()
    return made


def _refuse_what_is_not_offered(slot: Slot, people: int, price_idr: int, now: datetime) -> None:
    if not people:
        raise Refused("nobody_chosen")
    if slot.state != SlotState.OPEN:
        raise Refused("slot_not_open")
    if slot.at <= now:
        raise Refused("slot_past")
    if price_idr != slot.price_idr:
        raise Refused("price_changed", price=slot.price_idr)
    if people > slot.left:
        raise Refused("slot_full", left=slot.left)


def _booking(slot: Slot, person: Person, carried: dict[str, Any], wishes: dict[UUID, Wish], by: Actor) -> Booking:
    return Booking(
        **carried,
        slot=slot,
        organisation_id=by.organisation,
        examiner_id=slot.organisation_id,
        wish=wishes.get(person.pk),
        price_idr=slot.price_idr,
        by=by.account,
    )


def _carried(people: Iterable[Person], by: Actor) -> list[tuple[Person, dict[str, Any]]]:
    """What a wish or a booking carries of each, who must all be seen by the actor. Raises `Refused`."""
    wanted = list(dict.fromkeys(person.pk for person in people))
    known = Person.objects.visible_to(by).in_bulk(wanted)
    if len(known) < len(wanted):
        raise Refused("not_on_this_list")
    born: dict[UUID, date | None] = dict(
        Identity.objects.visible_to(by).filter(person__in=wanted).values_list("person_id", "born_on")
    )
    return [(known[key], _copy(known[key], born.get(key))) for key in wanted]


def _copy(person: Person, born_on: date | None) -> dict[str, Any]:
    return {
        "person": person,
        "region_code": person.region_code,
        "full_name": str(person)[:200],
        "sex": person.sex,
        "born_on": born_on,
    }


@transaction.atomic
def cancel_booking(booking: Booking, *, because: str, by: Actor, now: datetime) -> None:
    """Give a place back, with the reason. Raises `Refused`."""
    if not Booking.objects.filter(may_reach(Booking, by, "cancel"), pk=booking.pk).exists():
        raise Refused("not_allowed")
    if not because:
        raise Refused("reason_missing")
    booking.refresh_from_db(from_queryset=Booking.objects.select_for_update(of=("self",)))
    if booking.cancelled_at:
        raise Refused("already_done")
    if Outcome.objects.filter(booking=booking).exists():
        raise Refused("outcome_there")
    booking.cancelled_at, booking.cancelled_because = now, because
    booking.save(update_fields=["cancelled_at", "cancelled_because"])
    audit.record("booking.cancelled", booking, by=by, fields=["cancelled_because"], digest=True)
