"""Stop reports of a year. Among them two of one uncle: his telephone and his house stand in both (story C)."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.people.models import Person
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Kind
from sasando.domain.stops.actions import hand_over_stop, report_stop
from sasando.domain.stops.models import Stop
from sasando.domain.stops.report import Brought, Stopped, StopReport
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name, one_name

UNCLE_PHONE: Final = "0800-0000-9471"  # Crowd.phone never counts so far
_HOME: Final = "53.02"
_FILLING: Final = 9


@dataclass(frozen=True, slots=True)
class Uncle:
    """The uncle of story C, the same in every report, written a little differently each time."""

    name: str
    house: str

    @classmethod
    def of(cls, making: Making) -> "Uncle":
        """The uncle of this world."""
        random = making.random("uncle")
        return cls(full_name(random, _HOME, "M"), f"Jl. Nangka {random.randint(11, 48)}, Oesao")


def make_stops(making: Making) -> list[Person]:
    """The year's reports; gives the people of the uncle's two, whom others are told of."""
    random = making.random("stops")
    for number in range(_FILLING):
        place, role, *_ = _ELSEWHERE[number % len(_ELSEWHERE)]
        _make(making, random, _other(random, number), by=making.actor(place, role), ago=random.randint(12, 390))
    by = making.actor("tenau", "quay-officer")
    first = _make(making, random, _first(making, random), by=by, ago=410)
    second = _make(making, random, _second(making, random), by=by, ago=150)
    hand_over_stop(second, to=making.organisations["police"], by=by)
    lines = [*first.people.select_related("person"), *second.people.select_related("person")]
    return [line.person for line in lines if line.person]


def _make(making: Making, random: Random, told: dict[str, object], *, by: Actor, ago: int) -> Stop:
    at = making.moment(making.day(ago), random)
    report = StopReport(id=making.key(f"stop/{ago}/{random.random()}"), at=at, **told)  # type: ignore[arg-type]
    return report_stop(report, by=by, now=at).stop


def _people(random: Random, sexes: str, home: str = _HOME) -> tuple[Stopped, ...]:
    ages = [random.randint(18, 34) for _ in sexes]
    return tuple(
        Stopped(full_name=full_name(random, home, sex), sex=sex, age=age, home=home)
        for sex, age in zip(sexes, ages, strict=True)
    )


def _first(making: Making, random: Random) -> dict[str, object]:
    uncle = Uncle.of(making)
    brought = Brought(
        role="family", name=f"Om {uncle.name.split()[0]}", phone=UNCLE_PHONE, house=f"Kos hijau {uncle.house}",
        ticket_buyer=uncle.name, wage=Decimal(1500), currency="MYR", per="month",
    )  # fmt: skip
    return {
        "agency": "police", "unit": "KP3 Laut Tenau", "gate": "pelabuhan-tenau", "mode": "ship", "found": "told",
        "carrier": "KM Bukit Siguntang", "destination": "Nunukan, lalu Tawau", "people": _people(random, "FF"),
        "brought": (brought,), "papers": ("id_card", "ticket"), "next": "home",
        "reasons": ("N02", "group_with_one_buyer", "transit_place_watched"),
    }  # fmt: skip


def _second(making: Making, random: Random) -> dict[str, object]:
    uncle = Uncle.of(making)
    number = "".join(sign for sign in UNCLE_PHONE if sign.isdigit()).removeprefix("0")
    brought = Brought(
        role="calo", name=uncle.name, phone=f"+62 {number}", house=uncle.house.replace("Jl. ", "jalan ").lower(),
        payer=f"{uncle.name.split()[0]}, lewat mama mantu", plate="DH 1471 XZ",
    )  # fmt: skip
    return {
        "agency": "service_office", "gate": "pelabuhan-bolok", "mode": "ferry", "found": "tip",
        "destination": "Larantuka, lalu Parepare", "inside": True, "people": _people(random, "FFM"),
        "brought": (brought,), "papers": ("id_card",), "next": "shelter", "next_where": "Rumah singgah di Kupang",
        "reasons": ("N02", "money_of_custom", "cannot_name_employer"),
    }  # fmt: skip


_ELSEWHERE: Final = (
    ("tenau", "quay-officer", "pelabuhan-tenau", "ship", "Batam", "transit_place_watched"),
    ("el-tari", "quay-officer", "bandara-el-tari", "plane", "Batam, lalu Johor", "family_visit_one_way"),
    ("maumere", "quay-officer", "pelabuhan-lorens-say", "ship", "Nunukan", "papers_held_by_another"),
    ("immigration", "immigration", "bandara-el-tari", "plane", "Kuala Lumpur", "N10"),
    ("nunukan", "sister-office", "pelabuhan-nunukan", "boat", "Tawau", "N17"),
)
_AGENCIES: Final = {"immigration": "immigration", "nunukan": "navy", "maumere": "police"}


def _other(random: Random, number: int) -> dict[str, object]:
    """A report without any tie: some named, some only counted, as it is."""
    place, _, gate, mode, destination, reason = _ELSEWHERE[number % len(_ELSEWHERE)]
    named = _people(
        random, random.choice(("F", "MM", "FM", "FFM")), random.choice(("53.04", "53.06", "53.08", "53.21"))
    )
    more = random.randint(0, 4)
    men, women = (sum(one.sex == sex for one in named) for sex in "MF")
    name = one_name(random, "M") if random.random() < 0.5 else ""
    return {
        "agency": _AGENCIES.get(place, "service_office"), "gate": gate, "mode": mode, "destination": destination,
        "people": named, "men": men + more, "women": women, "children": random.choice((0, 0, 0, 1)),
        "found": random.choice(("check", "tip", "ticket")), "reasons": (reason,), "papers": ("id_card",),
        "brought": (Brought(role="sponsor", name=name),) if name else (), "next": random.choice(("home", "shelter")),
    }  # fmt: skip


def announce_third_batch(making: Making, names: list[str]) -> None:
    """Story C: the message about the uncle's third group, as it came to the quay; his telephone stands in it."""
    uncle = Uncle.of(making)
    told = [f"{number}. {name} L {UNCLE_PHONE if number < 4 else ''}".strip() for number, name in enumerate(names, 1)]
    text = "\n".join([f"Titip ponakan {len(names)} org, feri Bolok-Larantuka. Tks", *told])
    letter = Letter(
        title="Pesan: 15 orang, feri Bolok-Larantuka",
        content=text.encode(),
        kind=Kind.DEPARTURE,
        id=making.key(f"third batch of {uncle.name}"),
        came_from=Gate.objects.get(pk="pelabuhan-bolok"),
        due=Gate.objects.get(pk="pelabuhan-larantuka"),
        carrier="Feri Bolok-Larantuka",
    )
    announce_roster(letter, by=making.actor("tenau", "quay-officer"))
