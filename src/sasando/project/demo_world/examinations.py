"""Examinations of the demo world: who may examine, slots on several islands, and a mobile day that lacks one person.

In Waikabubak eleven of twelve wait: who puts one more on the list sees the day open and fill itself.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from django.utils import timezone

from sasando.domain.access import Actor
from sasando.domain.examinations.booking import Wanted, book, wish_for
from sasando.domain.examinations.examiners import Psychologist
from sasando.domain.examinations.islands import island_of
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
    seen: set[UUID] = set()
    for place in _PLACES:
        _days_of(making, random, place, psychologists.get(place.examiner, []), seen)
    _mobile_day(making, random, "clinic", (_WAIKABUBAK, 16, 12), waiting=11)
    _mobile_day(making, random, "psychology", ("53.13", 23, 8), waiting=3)


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


def _days_of(making: Making, random: Random, place: _Place, psychologists: list[Psychologist], seen: set[UUID]) -> None:
    """Two days that are over with their outcomes, today, and two days to come, of which the first is booked."""
    by = _examiner(making, place.examiner)
    for number, ago in enumerate((41, 12, 0, -4, -11)):
        slot = _slot(place, by, making.day(ago), 8 + number % 3)
        people = _book(making, random, place, slot, seen) if ago > -11 else []
        for booking in people if ago > 0 else []:
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


def _book(making: Making, random: Random, place: _Place, slot: Slot, seen: set[UUID]) -> list[Booking]:
    made: list[Booking] = []
    for booker, most in place.bookers:
        by = next(actor for actor in making.actors[booker] if actor.may("booking.add", "own"))
        people = _people(random, by, slot.regency, most, seen)
        if people:
            made += book(slot, people, price_idr=slot.price_idr, by=by, now=slot.at - timedelta(days=3))
    return made


def _people(random: Random, by: Actor, regency: str, most: int, seen: set[UUID]) -> list[Person]:
    """Some of those whom the booker wrote down and who were not examined yet, of near homes first."""
    named = Person.objects.filter(organisation=by.organisation).exclude(full_name="").exclude(pk__in=seen)
    mine = sorted(named.order_by("full_name", "pk")[:300], key=lambda _: random.random())
    chosen = sorted(mine, key=lambda one: not one.region_code.startswith(regency))[:most]
    seen.update(one.pk for one in chosen)
    return chosen


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


def _mobile_day(making: Making, random: Random, examiner: str, day: tuple[str, int, int], *, waiting: int) -> None:
    """Plan it (place, days ahead, how many must wait), and put people of the island on the list."""
    code, ahead, opens_at = day
    place, at = Region.objects.get(pk=code), _at(making.day(-ahead), 8)
    offer = Offer(place=place, at=at, capacity=20, price_idr=275_000, opens_at_count=opens_at)
    slot = open_slot(offer, by=_examiner(making, examiner), now=at - timedelta(days=30))
    for by, people in _of_island(making, random, slot.island, waiting):
        wish_for(people, Wanted(kind=Kind(slot.kind), at_most_idr=300_000), by=by)


def _of_island(making: Making, random: Random, island: str, most: int) -> list[tuple[Actor, list[Person]]]:
    """People of an island, by the labour office or company that wrote them down."""
    doers = {one.organisation: one for them in making.actors.values() for one in them if one.may("wish.add", "own")}
    known = Person.objects.filter(organisation__in=doers, region_code__startswith="53.").exclude(full_name="")
    there = [one for one in known.order_by("full_name", "pk") if island_of(one.region_code) == island]
    groups: dict[UUID, list[Person]] = {}
    for person in random.sample(there, min(most, len(there))):
        groups.setdefault(person.organisation_id, []).append(person)
    return [(doers[key], people) for key, people in groups.items()]
