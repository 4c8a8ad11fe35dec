"""Examinations of the demo world: who may examine, slots on several islands, and a mobile day that lacks one person.

In Waikabubak eleven of twelve wait: who puts one more on the list sees the day open and fill itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from django.utils import timezone

from sasando.domain.access import Actor
from sasando.domain.examinations.booking import Wanted, book, wish_for
from sasando.domain.examinations.examiners import Psychologist
from sasando.domain.examinations.kinds import Kind
from sasando.domain.examinations.models import Booking, Outcome, Slot
from sasando.domain.examinations.offering import (
    Offer,
    add_licence,
    designate_facility,
    end_designation,
    open_slot,
    register_psychologist,
)
from sasando.domain.examinations.outcomes import Agreed, Finding, record_consent, record_outcome, replace_outcome
from sasando.domain.people.models import Person
from sasando.domain.regions.models import Region
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name

_WAIKABUBAK: Final = "53.12.15"
_NEEDED: Final = 12
_DESIGNATED: Final = (  # facility, days since, days since it ended
    ("clinic", 900, None),
    ("puskesmas-malaka", 800, 60),
    ("puskesmas-ende", 400, None),
)
_PSYCHOLOGISTS: Final = (  # institution, days since the licence, days until its end
    ("psychology", 500, 230),
    ("psychology", 640, 90),
    ("psychology", 790, -60),
    ("psychology-sumba", 700, 25),
)
_WAITING: Final = (("labour-53.12", 4), ("labour-53.18", 3), ("labour-53.11", 2), ("labour-53.17", 2))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an examiner examines, at which price, and who books there: the organisation and how many."""

    examiner: str
    region: str
    price_idr: int
    bookers: tuple[tuple[str, int], ...]


_PLACES: Final = (
    _Place("clinic", "53.71", 350_000, (("tenun-kupang", 4), ("lontar-kupang", 2), ("labour-53.01", 2))),
    _Place("puskesmas-malaka", "53.21", 0, (("labour-53.21", 4),)),
    _Place("puskesmas-ende", "53.08", 75_000, (("labour-53.08", 3),)),
    _Place("psychology", "53.71", 300_000, (("tenun-kupang", 3), ("labour-53.01", 2))),
    _Place("psychology-sumba", "53.11", 275_000, (("labour-53.11", 3),)),
)
_FOUND: Final = (
    "Tekanan darah 120/80, nadi 76. Rontgen dada bersih.",
    "Berat 52 kg, tinggi 158 cm. Hb 12,1. Tidak ada keluhan.",
    "Refraksi kurang, kacamata disarankan. Selain itu baik.",
)
_NOTES: Final = (
    "Kooperatif, orientasi baik. Siap jauh dari keluarga, punya rencana kabar mingguan.",
    "Cemas ringan tentang majikan; sudah dibicarakan. Motivasi jelas.",
)


def make_examinations(making: Making) -> None:
    """All of it, by those who do it in life."""
    random = making.random("examinations")
    psychologists = _write_down_examiners(making, random)
    for place in _PLACES:
        if place.examiner in making.organisations:
            _days_of(making, random, place, psychologists.get(place.examiner, []))
    _mobile_days(making, random)


def _write_down_examiners(making: Making, random: Random) -> dict[str, list[Psychologist]]:
    by = making.actor("office", "placement-officer")
    for number, (facility, ago, ended) in enumerate(_DESIGNATED, 1):
        source = f"Daftar sarana kesehatan peragaan, nomor {number}"
        made = designate_facility(making.organisations[facility], since=making.day(ago), source=source, by=by)
        if ended is not None:
            end_designation(made, until=making.day(ended), by=by)
    psychologists: dict[str, list[Psychologist]] = {}
    for number, (institution, ago, left) in enumerate(_PSYCHOLOGISTS, 1):
        name = f"{full_name(random, '53.71', 'F')}, M.Psi."
        one = register_psychologist(
            making.organisations[institution], name=name, registration=f"STR-PERAGAAN-{number:03d}", by=by
        )
        until = making.today + timedelta(days=left)
        add_licence(one, number=f"SILP-PERAGAAN-{number:03d}", since=making.day(ago), until=until, by=by)
        psychologists.setdefault(institution, []).append(one)
    return psychologists


def _days_of(making: Making, random: Random, place: _Place, psychologists: list[Psychologist]) -> None:
    """Two days that are over with their outcomes, today, and two days to come, of which the first is booked."""
    by = _examiner(making, place.examiner)
    for number, (ago, booked) in enumerate(((41, True), (12, True), (0, True), (-4, True), (-11, False))):
        slot = _slot(place, by, making.day(ago), 8 + number % 3)
        people = _book(making, random, place, slot) if booked else []
        for booking in people:
            if ago > 0:
                _examined(random, booking, by, psychologists, making.day(ago))
        for booking in people[:2] if ago == 0 else []:
            record_consent(booking, _agreed(random, by, making.today), by=by)


def _examiner(making: Making, key: str) -> Actor:
    return next(actor for actor in making.actors[key] if actor.role in ("clinic", "psychologist"))


def _slot(place: _Place, by: Actor, day: date, hour: int) -> Slot:
    at = _at(day, hour)
    offer = Offer(
        place=Region.objects.get(pk=place.region), at=at, capacity=12 if place.price_idr else 20,
        price_idr=place.price_idr,
    )  # fmt: skip
    return open_slot(offer, by=by, now=at - timedelta(days=9))


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _book(making: Making, random: Random, place: _Place, slot: Slot) -> list[Booking]:
    made: list[Booking] = []
    for booker, most in place.bookers:
        if booker not in making.actors:
            continue
        by = next(actor for actor in making.actors[booker] if actor.may("booking.add", "own"))
        people = _people(random, by, slot.regency, most)
        if people:
            made += book(slot, people, price_idr=slot.price_idr, by=by, now=slot.at - timedelta(days=3))
    return made


def _people(random: Random, by: Actor, regency: str, most: int) -> list[Person]:
    """Some of those whom the booker wrote down, of near homes first."""
    mine = Person.objects.filter(organisation=by.organisation).exclude(full_name="").order_by("full_name", "pk")[:200]
    near = [one for one in mine if one.region_code.startswith(regency)]
    rest = [one for one in mine if one not in near]
    return [*random.sample(near, min(most, len(near))), *random.sample(rest, min(most, len(rest)))][:most]


def _agreed(random: Random, by: Actor, on: date) -> Agreed:
    language = random.choice(("id", "id", "mkn", "aoz", "tet"))
    return Agreed(language=language, read_by=by.name, given_by="self", how=random.choice(("signature", "thumb")), on=on)


def _examined(random: Random, booking: Booking, by: Actor, psychologists: list[Psychologist], day: date) -> None:
    record_consent(booking, _agreed(random, by, day), by=by)
    chance = random.random()
    result = "fit" if chance < 0.75 else "follow_up" if chance < 0.92 else "unfit"
    finding = _finding(random, booking, psychologists, day, result)
    outcome = record_outcome(booking, finding, by=by, today=day)
    if result == "follow_up" and random.random() < 0.5:
        _followed_up(outcome, finding, by, day)


def _finding(random: Random, booking: Booking, psychologists: list[Psychologist], day: date, result: str) -> Finding:
    woman = booking.sex == "F" and not psychologists
    return Finding(
        examined_on=day,
        result=result,
        examiner="" if psychologists else "dr. Peragaan, Sp.PD",
        valid_until=day + timedelta(days=90) if result == "fit" else None,
        psychologist=random.choice(psychologists) if psychologists else None,
        detail=random.choice(_NOTES if psychologists else _FOUND),
        pregnancy="negative" if woman else "",
    )


def _followed_up(outcome: Outcome, finding: Finding, by: Actor, day: date) -> None:
    until = day + timedelta(days=90)
    again = replace(finding, result="fit", valid_until=until, detail="Kontrol: sudah baik.", pregnancy="")
    replace_outcome(outcome, again, reason="Hasil pemeriksaan ulang sudah keluar", by=by, today=day)


def _mobile_days(making: Making, random: Random) -> None:
    by, at = _examiner(making, "clinic"), _at(making.day(-16), 8)
    place = Region.objects.get(pk=_WAIKABUBAK)
    offer = Offer(place=place, at=at, capacity=20, price_idr=275_000, opens_at_count=_NEEDED)
    open_slot(offer, by=by, now=at - timedelta(days=20))
    for organisation, most in _WAITING:
        _wait(making, random, organisation, most, Kind.HEALTH)
    lembata = Region.objects.get(pk="53.13")
    offer = Offer(place=lembata, at=_at(making.day(-23), 9), capacity=15, price_idr=250_000, opens_at_count=8)
    open_slot(offer, by=_examiner(making, "psychology"), now=at - timedelta(days=20))
    _wait(making, random, "labour-53.13", 3, Kind.PSYCHOLOGY)


def _wait(making: Making, random: Random, organisation: str, most: int, kind: Kind) -> None:
    by = making.actor(organisation, "labour-office")
    people: Iterable[Person] = _people(random, by, organisation.removeprefix("labour-"), most)
    wish_for(list(people), Wanted(kind=kind, at_most_idr=300_000), by=by)
