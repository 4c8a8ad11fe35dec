"""People whom offices, villages and houses wrote down by hand: some with one name, some only described."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.actions import region_of
from sasando.domain.people.models import Adversity, Assignment, Identity, Person
from sasando.domain.rosters.models import Entry
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name, one_name
from sasando.project.demo_world.somebody import PLACED_FROM, RETURNED_TO, Crowd, Somebody

_RECORDERS: Final[tuple[tuple[str, str, int, int], ...]] = (
    # organisation, role, how many, how many of a hundred are women
    ("office", "protection-officer", 110, 18),
    ("maumere", "quay-officer", 45, 25),
    ("el-tari", "quay-officer", 30, 30),
    ("tenau", "quay-officer", 30, 25),
    ("nunukan", "sister-office", 40, 20),
    ("batam", "sister-office", 25, 45),
    ("tawau", "sister-office", 30, 30),
    ("church", "church", 30, 35),
    ("parish", "church", 15, 40),
    ("volunteers", "church", 15, 40),
)
_DESCRIBED: Final = (
    "Perempuan muda, kaus merah, tanpa dokumen, turun dari kapal",
    "Laki-laki sekitar 40 tahun, tidak ingat nama kampung",
    "Laki-laki, tangan kiri dibalut, berbahasa Tetun",
    "Perempuan sekitar 30 tahun, membawa dua anak",
    "Anak perempuan sekitar 6 tahun, menunggu bibinya",
    "Laki-laki muda, jaket hijau, mengaku dari Adonara",
)
_HANDED: Final[tuple[tuple[str, str, str, int, int], ...]] = (
    # to, role of who gives, what for, how many, days
    ("clinic", "placement-officer", "pemeriksaan kesehatan", 18, 21),
    ("puskesmas-malaka", "placement-officer", "pemeriksaan kesehatan", 5, 21),
    ("puskesmas-ende", "placement-officer", "pemeriksaan kesehatan", 4, 21),
    ("psychology", "placement-officer", "pemeriksaan psikologi", 16, 21),
    ("psychology-sumba", "placement-officer", "pemeriksaan psikologi", 5, 21),
    ("immigration", "placement-officer", "permohonan paspor", 14, 30),
    ("immigration-atambua", "placement-officer", "permohonan paspor", 5, 30),
    ("immigration-maumere", "placement-officer", "permohonan paspor", 5, 30),
)
_HANDED_RETURNED: Final[tuple[tuple[str, str, str, int, int], ...]] = (
    ("police", "protection-officer", "laporan dugaan TPPO", 9, 90),
    ("police-flores-timur", "protection-officer", "laporan dugaan TPPO", 4, 90),
    ("church", "protection-officer", "pendampingan dan rumah singgah", 8, 30),
    ("parish", "protection-officer", "mencari keluarga", 3, 30),
    ("nunukan", "protection-officer", "mohon dipastikan", 6, 14),
    ("tawau", "protection-officer", "mohon dipastikan", 4, 14),
    ("batam", "protection-officer", "mohon dipastikan", 3, 14),
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody and how much of them was written down."""

    person: Person
    identity: Identity | None
    by: Actor


def write_down(known: list[Known]) -> None:
    """All of them, each with the fact that somebody wrote them down."""
    Person.objects.bulk_create([one.person for one in known])
    Identity.objects.bulk_create([one.identity for one in known if one.identity])
    for one in known:
        fields = [key for key in ("full_name", "description", "sex", "home") if getattr(one.person, key)]
        audit.record("person.added", one.person, by=one.by, fields=fields, digest=True)


def make_persons(making: Making, crowd: Crowd, *, in_all: int) -> list[Known]:
    """Those of offices and houses, the registers of the villages, and as many of the labour offices as are missing."""
    random = making.random("persons")
    known = [
        _returned(making, crowd, random, making.actor(place, role, random), women)
        for place, role, count, women in _RECORDERS
        for _ in range(count)
    ]
    villages = [key for key in making.actors if key.startswith("village-")]
    for key in villages:
        by, village = making.actor(key, "village", random), key.removeprefix("village-")
        known += [_of_village(making, crowd, random, by, village) for _ in range(random.randint(11, 16))]
    offices = [key for key in making.actors if key.startswith("labour-")]
    while len(known) < in_all:
        place = random.choice(offices)
        known.append(_registered(making, crowd, random, making.actor(place, "labour-office", random), place[7:]))
    known = known[:in_all]
    write_down(known)
    return known


def _returned(making: Making, crowd: Crowd, random: Random, by: Actor, women: int) -> Known:
    sex = "F" if random.randrange(100) < women else "M"
    one = crowd.somebody(RETURNED_TO, sex=sex, ages=(19, 55))
    day = making.day(int(360 * random.random() ** 1.3))
    chance = random.random()
    if chance < 0.03:
        return _known(making, random, by, day, description=random.choice(_DESCRIBED))
    if chance < 0.14:
        return _known(making, random, by, day, full_name=one_name(random, sex), sex=sex)
    if chance < 0.22:
        return _known(making, random, by, day, full_name=f"{one_name(random, sex)} {'binti' if sex == 'F' else 'bin'} "
                      f"{one_name(random, 'M')}", sex=sex, home_id=one.regency)  # fmt: skip
    home = one.village if random.random() < 0.7 else one.regency
    made = _known(making, random, by, day, full_name=one.name, sex=sex, home_id=home)
    return _with_identity(made, _papers(random, one, crowd, nik=60))


def _of_village(making: Making, crowd: Crowd, random: Random, by: Actor, village: str) -> Known:
    one = crowd.somebody(PLACED_FROM, sex=random.choice("FMM"), village=village, ages=(18, 50))
    made = _known(
        making, random, by, making.day(random.randrange(330)), full_name=one.name, sex=one.sex, home_id=village
    )
    return _with_identity(made, _papers(random, one, crowd, nik=45))


def _registered(making: Making, crowd: Crowd, random: Random, by: Actor, regency: str) -> Known:
    one = crowd.somebody({regency: 1}, sex=random.choice("FM"), ages=(20, 40))
    made = _known(
        making, random, by, making.day(random.randrange(350)), full_name=one.name, sex=one.sex, home_id=one.village
    )
    return _with_identity(made, _papers(random, one, crowd, nik=90))


def _known(making: Making, random: Random, by: Actor, day: date, **fields: Any) -> Known:
    person = Person(
        id=making.key(f"person/{random.random()}"),
        organisation_id=by.organisation,
        recorded_by=by.account,
        recorded_at=making.moment(day, random),
        region_code=region_of(fields.get("home_id"), by.regions[0] if by.regions else "", ("53",)),
        **fields,
    )
    return Known(person, None, by)


def _papers(random: Random, one: Somebody, crowd: Crowd, *, nik: int) -> dict[str, Any]:
    """What was known beside the name; half of those who come back do not know more than the year of their birth."""
    papers: dict[str, Any] = {"born_on": one.born_on if random.random() < 0.7 else one.born_on.replace(month=1, day=1)}
    if random.randrange(100) < nik:
        papers["nik"] = one.nik
    if random.random() < 0.25:
        papers["passport_number"] = one.passport
    if random.random() < 0.3:
        papers["phone"] = crowd.phone()
    return papers


def _with_identity(known: Known, papers: Mapping[str, Any]) -> Known:
    return Known(known.person, Identity(person=known.person, **papers), known.by)


def hand_over(making: Making, returned: list[Known]) -> None:
    """Hand people to those who examine, decide and accompany; some of it is over already."""
    random = making.random("assignments")
    candidates = list(_candidates(making))
    theirs = [one.person for one in returned if one.by.role == "protection-officer" and one.person.home_id]
    made: list[Assignment] = []
    for handed, people in ((_HANDED, candidates), (_HANDED_RETURNED, theirs)):
        for to, role, purpose, count, days in handed:
            giver = making.actor("office", role, random)
            chosen = random.sample(people, min(len(people), count + 3))
            ends = [random.randint(2, days) for _ in chosen[:-3]] + [-random.randint(5, 60) for _ in chosen[-3:]]
            made += list(_handed(making, making.organisations[to], giver, purpose, zip(chosen, ends, strict=True)))
    Assignment.objects.bulk_create(made)
    givers: dict[UUID | None, Actor] = {actor.account: actor for actor in making.actors["office"]}
    for one in made:
        audit.record("person.assigned", one.person, by=givers[one.given_by], fields=["until"])


def _candidates(making: Making) -> Iterator[Person]:
    """Those who stand on a list of the last five weeks."""
    since = making.day(35)
    entries = Entry.objects.filter(roster__added_at__date__gte=since, person__isnull=False).select_related("person")
    seen = {entry.person_id: entry.person for entry in entries.order_by("roster__added_at", "roster__title", "row")}
    yield from (person for person in seen.values() if person.region_code.startswith("53"))


def _handed(making: Making, to: Organisation, giver: Actor, purpose: str, ends: Any) -> Iterator[Assignment]:
    for person, days in ends:
        yield Assignment(
            person=person,
            organisation=to,
            region_code=person.region_code,
            purpose=purpose,
            until=making.today + timedelta(days=days),
            given_by=giver.account,
        )


def name_adverse(making: Making) -> None:
    """A company is named against three of its own candidates: from now on it reaches nothing of theirs."""
    by = making.actor("office", "protection-officer")
    company = making.organisations["ombak-kupang"]
    for person in Person.objects.filter(organisation=company).order_by("full_name", "region_code")[:3]:
        Adversity.objects.create(
            person=person, organisation=company, region_code=person.region_code, named_by=by.account
        )
        audit.record("person.adverse_named", person, by=by)


def stranger(making: Making, random: Random, by: Actor, day: date, **fields: Any) -> Known:
    """Somebody of a story."""
    return _known(making, random, by, day, **fields)


def with_papers(known: Known, **papers: Any) -> Known:
    """The same with numbers."""
    return _with_identity(known, papers)


def name_in(random: Random, regency: str, sex: str) -> str:
    """A name of a story."""
    return full_name(random, regency, sex)
