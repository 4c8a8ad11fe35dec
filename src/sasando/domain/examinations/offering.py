"""What examiners offer, and what is written down about them: designations, psychologists, slots, mobile days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.examinations.examiners import Designation, PracticeLicence, Psychologist
from sasando.domain.examinations.islands import island_of, regency_of
from sasando.domain.examinations.kinds import EXAMINERS, Kind, SlotState, kind_of
from sasando.domain.examinations.models import Booking, Slot
from sasando.domain.examinations.truths import refusing
from sasando.domain.organisations.models import Organisation
from sasando.domain.regions.models import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A slot that is to be opened; with `opens_at_count` a mobile day. The price is whole rupiah, 0 is free."""

    place: Region
    at: datetime
    capacity: int
    price_idr: int
    opens_at_count: int | None = None


@transaction.atomic
def designate_facility(
    facility: Organisation, *, since: date, source: str, by: Actor, until: date | None = None
) -> Designation:
    """Write down that a health facility is designated, and by what. Raises `ValidationError`."""
    if not by.may("designation.add"):
        raise Refused("not_allowed")
    if facility.kind not in EXAMINERS[Kind.HEALTH]:
        raise Refused("not_an_examiner")
    made = Designation(organisation=facility, since=since, until=until, source=source, by=by.account)
    made.full_clean(exclude=["organisation"])
    made.save(force_insert=True)
    audit.record("designation.added", made, by=by, fields=["since", "until", "source"], digest=True)
    return made


@transaction.atomic
def end_designation(designation: Designation, *, until: date, by: Actor) -> None:
    """Write down the last day of a designation. Raises `ValidationError`."""
    if not by.may("designation.change"):
        raise Refused("not_allowed")
    designation.until = until
    designation.full_clean(exclude=["organisation"])
    designation.save(update_fields=["until"])
    audit.record("designation.ended", designation, by=by, fields=["until"], digest=True)


@transaction.atomic
def register_psychologist(institution: Organisation, *, name: str, registration: str, by: Actor) -> Psychologist:
    """Write down a psychologist with the number of the registration (STR). Raises `Refused`."""
    if not by.may("psychologist.add"):
        raise Refused("not_allowed")
    if institution.kind not in EXAMINERS[Kind.PSYCHOLOGY]:
        raise Refused("not_an_examiner")
    made = Psychologist(organisation=institution, name=name, registration=registration, by=by.account)
    with refusing():
        made.save(force_insert=True)
    audit.record("psychologist.added", made, by=by, fields=["name", "registration"], digest=True)
    return made


@transaction.atomic
def add_licence(psychologist: Psychologist, *, number: str, since: date, until: date, by: Actor) -> PracticeLicence:
    """Write down a licence to practise (SILP), a first one or a renewal. Raises `ValidationError`."""
    if not by.may("psychologist.add"):
        raise Refused("not_allowed")
    made = PracticeLicence(psychologist=psychologist, number=number, since=since, until=until, by=by.account)
    made.full_clean(exclude=["psychologist"])
    made.save(force_insert=True)
    audit.record("psychologist.licensed", made, by=by, fields=["number", "since", "until"], digest=True)
    return made


@transaction.atomic
def open_slot(offer: Offer, *, by: Actor, now: datetime) -> Slot:
    """Offer a slot; a mobile day opens at once when enough people wait already. Raises `ValidationError`."""
    kind = kind_of(Organisation.objects.get(pk=by.organisation).kind)
    if not by.may("slot.add", "own") or kind is None:
        raise Refused("not_allowed")
    if offer.at <= now:
        raise Refused("slot_past")
    made = Slot(**_offered(offer), organisation_id=by.organisation, kind=kind, by=by.account)
    made.full_clean(exclude=["organisation", "place"])
    made.save(force_insert=True)
    audit.record("slot.planned" if made.mobile else "slot.opened", made, by=by, fields=["at", "price_idr"], digest=True)
    if made.mobile:
        open_mobile_days(made)
        made.refresh_from_db()
    return made


def _offered(offer: Offer) -> dict[str, Any]:
    mobile = offer.opens_at_count is not None
    return {
        "place": offer.place,
        "regency": regency_of(offer.place.code),
        "island": island_of(offer.place.code),
        "at": offer.at,
        "capacity": offer.capacity,
        "price_idr": offer.price_idr,
        "mobile": mobile,
        "opens_at_count": offer.opens_at_count,
        "state": SlotState.WAITING if mobile else SlotState.OPEN,
    }


def open_mobile_days(like: Any) -> list[Any]:
    """Open the mobile days near a wish or a slot for which enough people wait, and give them places; their keys."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT security.open_mobile_days(%s, %s, %s)", [like.kind, like.island, like.regency])
        return [key for (key,) in cursor.fetchall()]


@transaction.atomic
def cancel_slot(slot: Slot, *, because: str, by: Actor, now: datetime) -> int:
    """Call a slot off with all its bookings; who waited for it waits on. Gives how many must be told.

    Raises `Refused`.
    """
    if not Slot.objects.filter(may_reach(Slot, by, "change"), pk=slot.pk).exists():
        raise Refused("not_allowed")
    if not because:
        raise Refused("reason_missing")
    slot.refresh_from_db(from_queryset=Slot.objects.select_for_update(of=("self",)))
    if slot.state == SlotState.CANCELLED:
        raise Refused("already_done")
    if slot.bookings.filter(outcomes__isnull=False).exists():
        raise Refused("outcome_there")
    slot.state, slot.cancelled_because = SlotState.CANCELLED, because
    slot.save(update_fields=["state", "cancelled_because"])
    audit.record("slot.cancelled", slot, by=by, fields=["state"], digest=True)
    booked = Booking.objects.filter(slot=slot, cancelled_at=None)
    return booked.update(cancelled_at=now, cancelled_because=because)
