"""Lists on their way (story A): the letter of 29 for Saturday, one that is being ticked today, and one handed over.

Saturday's list waits for whoever plays the officer at Lorens Say. Today's is half ticked, with two officers who
contradict each other, one person lost in Makassar, and a head count that does not fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Final

from django.utils import timezone

from sasando.core.facts.regions import place_name
from sasando.domain.access import Actor, act_as
from sasando.domain.gates.actions import add_gate
from sasando.domain.gates.models import Gate
from sasando.domain.gates.models import Kind as GateKind
from sasando.domain.passages.handing import Receipt, hand_over
from sasando.domain.passages.models import TickKind
from sasando.domain.passages.ticking import Capture, Mark, Stranger, add_extra, count_heads, tick
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry, Kind, Roster
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name, villages_of

MAUMERE, LARANTUKA, LEWOLEBA = "pelabuhan-lorens-say", "pelabuhan-larantuka", "pelabuhan-lewoleba"
NUNUKAN, MAKASSAR, TENAU = "pelabuhan-nunukan", "pelabuhan-makassar", "pelabuhan-tenau"
_SHIP: Final = "KM Bukit Siguntang"
_SATURDAY: Final = 5
_DAWN: Final = time(6, 15)
_LETTER: Final = (  # heading, home, how many men, how many women: seventeen, seven and five
    ("Turun Maumere", "53.07", 4, 1),
    ("Turun Maumere", "53.08", 4, 1),
    ("Turun Maumere", "53.16", 3, 0),
    ("Turun Maumere", "53.13", 2, 2),
    ("Turun Larantuka", "53.06", 5, 2),
    ("Turun Kupang", "53.04", 2, 1),
    ("Turun Kupang", "53.21", 2, 0),
)
_SMALL: Final = (("Turun Maumere", "53.07", 5, 1), ("Turun Maumere", "53.06", 4, 2))
_LAST: Final = (("Turun Maumere", "53.08", 5, 2), ("Turun Maumere", "53.10", 2, 0))
_CHILD: Final = "Anak laki-laki sekitar 2 tahun, turun bersama ibunya, tidak ada di daftar"
_OFFICE: Final = "Kantor BP3MI NTT"


def make_saturday(making: Making) -> None:
    """All lists of gates. They come after everything else is there, by the actions that offices use."""
    random = making.random("saturday")
    saturday = making.today + timedelta(days=(_SATURDAY - making.today.weekday()) % 7)
    announce = partial(_announce, making, random)
    announce(_LETTER, day=saturday, title="Deportasi Tawau, surat BP3MI Kaltara")
    _half_ticked(making, announce(_SMALL, day=making.today, title="Deportasi Tawau, kapal hari ini", said=1))
    _handed_over(making, announce(_LAST, day=making.day(7), title="Deportasi Tawau, kapal minggu lalu"))
    _departures(making, random)
    _in_the_office(making, random)


def _announce(  # noqa: PLR0913 - all that makes one letter
    making: Making, random: Random, parts: Iterable[tuple[str, str, int, int]], *, day: date, title: str, said: int = 0
) -> Roster:
    """The letter of Nunukan. `said`: by how many the letter counts wrongly."""
    lines, number, heading = [], 0, ""
    for under, home, men, women in parts:
        if under != heading:
            heading = under
            lines.append(f"*{under}:*")
        for sex in "M" * men + "F" * women:
            number += 1
            lines.append(f"{number}. {_line(random, home, sex)}")
    head = f"*DAFTAR PMI DEPORTASI asal NTT, {_SHIP}, sebanyak {number + said} orang*\nMohon dijemput di pelabuhan."
    letter = Letter(
        id=making.key(f"letter/{title}"),
        title=title,
        content="\n".join([head, *lines, "Tks, salam dari Nunukan"]).encode(),
        came_from=Gate.objects.get(pk=NUNUKAN),
        due=Gate.objects.get(pk=MAUMERE),
        carrier=_SHIP,
        arrives_at=_at(day, _DAWN),
    )
    return announce_roster(letter, by=making.actor("nunukan", "sister-office"))


def _line(random: Random, home: str, sex: str) -> str:
    name, age = full_name(random, home, sex), random.randint(19, 52)
    place = place_name(home).replace("Kabupaten ", "Kab. ")
    if random.random() < 0.4:
        place = f"{random.choice(villages_of(home))[1]}, {place}"
    return f"{name}, {'P' if sex == 'F' else 'L'}, {age} th, {place}"


def _at(day: date, when: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, when))


def _passed(day: date, when: time, minutes: int) -> datetime:
    """So many minutes after a time of the day, or of the last hours where that is still to come."""
    begin = min(_at(day, when), timezone.now() - timedelta(hours=1, minutes=30))
    return begin + timedelta(minutes=minutes)


def _due(roster: Roster, gate: str) -> Sequence[Entry]:
    return list(Entry.objects.filter(roster=roster, due=gate).select_related("roster").order_by("row"))


def _half_ticked(making: Making, roster: Roster) -> None:
    """Six off, one lost in Makassar, one about whom two officers differ, and a head count of five."""
    first, second = (making.doers("maumere", ["quay-officer"]) * 2)[:2]
    here, people, day = Gate.objects.get(pk=MAUMERE), _due(roster, MAUMERE), making.today

    def mark(entry: Entry, kind: TickKind, minutes: int, *, by: Actor, since: str = "") -> None:
        lost = Gate.objects.get(pk=since) if since else None
        tick(entry, Mark(kind=kind, gate=here, since=lost), by=by, capture=_captured(day, minutes))

    for place, entry in enumerate(people[:6]):
        mark(entry, TickKind.ARRIVED, 5 + place, by=first)
    mark(people[6], TickKind.MISSING, 14, by=first, since=MAKASSAR)
    mark(people[5], TickKind.MISSING, 16, by=second)
    count_heads(roster, here, 7, by=first, capture=_captured(day, 20))


def _captured(day: date, minutes: int) -> Capture:
    return Capture(at=_passed(day, _DAWN, minutes))


def _handed_over(making: Making, roster: Roster) -> None:
    """Last week's list: everybody clear, a child more than announced, and signed for on the glass."""
    by, here, day = making.actor("maumere", "quay-officer"), Gate.objects.get(pk=MAUMERE), making.day(7)
    onward, people = Gate.objects.get(pk=LARANTUKA), _due(roster, MAUMERE)
    for place, entry in enumerate(people[:8]):
        tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by, capture=_captured(day, 4 + place))
    tick(people[8], Mark(kind=TickKind.CARRIED_ON, gate=here, to=onward), by=by, capture=_captured(day, 15))
    child = Stranger(id=making.key("the toddler"), description=_CHILD, sex="M", age=2, companion_of=people[5])
    add_extra(roster, here, child, by=by, capture=_captured(day, 16))
    for entry in people[:3]:
        mark = Mark(kind=TickKind.RELEASED, gate=here, receiver="keluarga")
        tick(entry, mark, by=by, capture=_captured(day, 40))
    signatures = {"giver": [_drawn(making, "giver")], "receiver": [_drawn(making, "receiver")]}
    receipt = Receipt(receiver="Dinas Sosial Kabupaten Sikka", signatures=signatures)
    act_as(by)  # what is signed is what the officer sees
    hand_over(roster, here, receipt, by=by, capture=_captured(day, 55))
    act_as(None)


def _drawn(making: Making, who: str) -> list[tuple[int, int]]:
    """A line as a hand draws it: loops that go to the right."""
    random = making.random(f"signature/{who}")
    return [(60 + step * 22, min(1000, max(0, 500 + random.randint(-380, 380)))) for step in range(40)]


def _departures(making: Making, random: Random) -> None:
    """Those who board at Tenau today, two of them seen already."""
    by, here = making.actor("tenau", "quay-officer"), Gate.objects.get(pk=TENAU)
    lines = [f"{number}. {_line(random, '53.01', sex)}" for number, sex in enumerate("MMFMFMMF", 1)]
    letter = Letter(
        id=making.key("letter/departures"),
        title="Berangkat ke Nunukan hari ini",
        content="\n".join(["Penumpang CPMI, naik di Tenau", *lines]).encode(),
        kind=Kind.DEPARTURE,
        due=here,
        carrier="KM Sirimau",
        arrives_at=_at(making.today, time(14, 0)),
    )
    roster = announce_roster(letter, by=by)
    for place, entry in enumerate(_due(roster, TENAU)[:2]):
        tick(entry, Mark(kind=TickKind.ARRIVED, gate=here), by=by, capture=_captured(making.today, place))


def _in_the_office(making: Making, random: Random) -> None:
    """A class of orientation and an event: the same list, at the door of the office."""
    administrator = making.actor("office", "administrator")
    facts = {"city": "Kupang", "region_id": "53.71"}
    door = add_gate(_OFFICE, GateKind.OTHER, by=administrator, source="BP3MI NTT", facts=facts)
    by = making.actor("office", "placement-officer")
    for title, kind, home, sexes in (
        ("OPP Malaysia, angkatan bulan ini", Kind.CLASS, "53.03", "MMMFMMFMMF"),
        ("Sosialisasi Desa Migran, peserta", Kind.EVENT, "53.01", "FFMFMF"),
    ):
        lines = "\n".join(_rows(random, home, sexes))
        letter = Letter(
            id=making.key(f"letter/{title}"),
            title=title,
            content=lines.encode(),
            kind=kind,
            due=door,
            arrives_at=_at(making.today + timedelta(days=1), time(8, 0)),
        )
        announce_roster(letter, by=by)


def _rows(random: Random, home: str, sexes: str) -> Iterator[str]:
    yield "No;Nama;JK;Umur;Kabupaten"
    for number, sex in enumerate(sexes, 1):
        name, age = full_name(random, home, sex), random.randint(19, 45)
        yield f"{number};{name};{'P' if sex == 'F' else 'L'};{age};{place_name(home)}"
