"""A year of lists: planned here, then read and judged by the same code that reads those of real offices."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from sasando.core.facts.regions import find_regency
from sasando.core.law.stage import Stage
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.rosters.checking import check_roster
from sasando.domain.rosters.models import Roster, Source
from sasando.exchange.reports.words import day as written_day
from sasando.project.demo_world.dossiers import (
    Cells,
    Job,
    Occasion,
    as_known_on,
    companies,
    complete,
    jobs,
    until_registration,
    with_faults,
)
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.sheets import workbook
from sasando.project.demo_world.somebody import PLACED_FROM, Crowd, Somebody

_PLACEMENTS: Final = 46
_COMPANIES: Final = {
    "tenun": 11, "lontar": 9, "sirih": 8, "sandel": 6, "kakatua": 5, "moko": 4, "ombak": 3, "kelor": 2,
}  # fmt: skip
_OFTEN: Final = {"first": (24, 38, 24, 14), "last": (46, 34, 14, 6), "careless": (8, 32, 36, 24)}
"""Of a hundred people: how many have no fault, one, two, three."""
_SUSPENDED: Final = ("kelor", 40)
_AGREEMENT_ENDED: Final = ("kelor", 12)
_NOT_A_LIST: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 8
"""A photograph of a list, as somebody sends it from a phone."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A list before it is made. `of` names the people, so that a corrected list holds the same ones."""

    organisation: str
    role: str
    title: str
    stage: Stage
    on: Occasion
    of: str
    size: int
    care: str
    sex: str
    homes: tuple[tuple[str, int], ...]


def planned(making: Making) -> list[Planned]:
    """The lists of a year, oldest first."""
    random = making.random("batches")
    plan = [*_of_companies(making, random), *_of_labour_offices(making, random), *_of_the_office(making, random)]
    return sorted(plan, key=lambda one: (one.on.written_on, one.title))


def _departures(random: Random) -> Iterator[int]:
    """Days from now: some today and this week, more in recent weeks than a year ago."""
    yield from (0, 0, 1, 2, 3, 5, 6, 9, 13, 17)
    for _ in range(_PLACEMENTS - 10):
        yield -int(2 + 360 * random.random() ** 1.25)


def _of_companies(making: Making, random: Random) -> Iterator[Planned]:
    for serial, days in enumerate(_departures(random), 1):
        company = random.choices(list(_COMPANIES), list(_COMPANIES.values()))[0] if serial > 2 else "tenun"
        if company == _AGREEMENT_ENDED[0] and days > -_AGREEMENT_ENDED[1]:
            company = "sirih"
        job = _job_for(company, random)
        departs_on = making.today + timedelta(days=days)
        written_on = min(departs_on - timedelta(days=random.randint(1, 6)), making.today)
        last = _list_of(making, company, job, departs_on, written_on, random, serial)
        if random.random() < 0.5 or days > 6:
            early = departs_on - timedelta(days=random.randint(13, 20))
            stage = random.choice((Stage.DEPART, Stage.DOCUMENTS))
            yield _first_of(last, min(early, making.today), stage)
        if days <= 6:
            yield last


def _job_for(company: str, random: Random) -> Job:
    if company == "moko":
        return jobs()[random.choice(("crew-merchant", "crew-fishing"))]
    able = [job for job in jobs().values() if job.share]
    return random.choices(able, [job.share for job in able])[0]


def _list_of(  # noqa: PLR0913, PLR0917 - all that makes one list
    making: Making, company: str, job: Job, departs_on: date, written_on: date, random: Random, serial: int
) -> Planned:
    sex = "F" if random.randrange(100) < job.women else "M"
    holder = companies()[company]
    if company == _SUSPENDED[0] and written_on < making.day(_SUSPENDED[1]):
        holder = replace(holder, state="aktif")
    on = Occasion(job, holder, departs_on, written_on, making.today, "P" if sex == "F" else "L", serial)
    return Planned(
        organisation=f"{company}-kupang",
        role="p3mi",
        title=f"{job.position}, {job.country}, berangkat {written_day(departs_on, 'id')}",
        stage=Stage.DEPART,
        on=on,
        of=f"company/{serial}",
        size=random.choices((random.randint(5, 12), random.randint(12, 28), random.randint(28, 60)), (40, 48, 12))[0],
        care="careless" if company == "ombak" else "last",
        sex=sex,
        homes=tuple(PLACED_FROM.items()),
    )


def _first_of(last: Planned, written_on: date, stage: Stage) -> Planned:
    """Weeks before: no orientation yet, no premium, and much that is corrected later."""
    care = "careless" if last.care == "careless" else "first"
    on = replace(last.on, written_on=written_on)
    return replace(last, title=f"Awal: {last.title}"[:200], stage=stage, on=on, care=care)


def _of_labour_offices(making: Making, random: Random) -> Iterator[Planned]:
    """People who registered at a counter; in Malaka also today and yesterday."""
    regencies = random.choices(list(PLACED_FROM), list(PLACED_FROM.values()), k=16)
    ago = [int(3 + 350 * random.random() ** 1.2) for _ in regencies]
    for serial, (code, days) in enumerate(zip([*["53.21"] * 4, *regencies], [0, 1, 9, 40, *ago], strict=True), 1):
        written_on, sex = making.day(days), random.choice("FFM")
        job = jobs()["maid-malaysia" if sex == "F" else "plantation-malaysia"]
        company = companies()[random.choice(("tenun", "lontar", "sirih", "sandel"))]
        departs_on = written_on + timedelta(days=141)
        on = Occasion(job, company, departs_on, written_on, making.today, "P" if sex == "F" else "L", 200 + serial)
        yield Planned(
            organisation=f"labour-{code}",
            role="labour-office",
            title=f"Pendaftaran calon, {find_regency(code).name}, {written_day(written_on, 'id')}",
            stage=Stage.REGISTER,
            on=on,
            of=f"counter/{serial}",
            size=random.randint(5, 16),
            care="first",
            sex=sex,
            homes=((code, 1),),
        )


def _of_the_office(making: Making, random: Random) -> Iterator[Planned]:
    """Classes of the orientation, and those whom the State or nobody places."""
    ago = (0, 2, 4, 8, 15, *(int(20 + 330 * random.random() ** 1.2) for _ in range(13)))
    for serial, days in enumerate(ago, 1):
        written_on = making.day(days)
        way = random.choice(("care-japan", "nurse-germany", "maid-malaysia", "caretaker-taiwan", "plantation-malaysia"))
        job, classes = jobs()[way], way not in ("care-japan", "nurse-germany")
        company = companies()[random.choice(("tenun", "lontar", "kakatua"))] if classes else None
        sex = "F" if random.randrange(100) < job.women else "M"
        departs_on = written_on + timedelta(days=9 if classes else 5)
        on = Occasion(job, company, departs_on, written_on, making.today, "P" if sex == "F" else "L", 400 + serial)
        kind = "Kelas OPP" if classes else "Pemeriksaan akhir"
        yield Planned(
            organisation="office",
            role="placement-officer",
            title=f"{kind}: {job.position}, {job.country}, {written_day(written_on, 'id')}",
            stage=Stage.OPP if classes else Stage.DEPART,
            on=on,
            of=f"office/{serial}",
            size=random.randint(6, 42) if classes else random.randint(5, 9),
            care="last",
            sex=sex,
            homes=tuple(PLACED_FROM.items()),
        )


class Year:
    """Writes the lists down, one after the other."""

    def __init__(self, making: Making, crowd: Crowd) -> None:
        self._making, self._crowd, self._people = making, crowd, dict[str, list[tuple[Somebody, Cells]]]()

    def make(self, plan: Planned) -> Roster:
        """One list: as its organisation hands it in, and as the law judges it."""
        random = self._making.random(f"handed in/{plan.of}/{plan.stage}")
        rows = self.rows(plan)
        said_above = plan.on.departs_on if plan.stage is not Stage.REGISTER else None
        content = workbook(rows, title=plan.title, departs_on=said_above, made_on=plan.on.written_on)
        by = self._making.actor(plan.organisation, plan.role, random)
        return hand_in(self._making, random, plan.title, content, stage=plan.stage, day=plan.on.written_on, by=by)

    def rows(self, plan: Planned) -> list[Cells]:
        """What is written of everybody on the list."""
        random = self._making.random(f"list/{plan.of}/{plan.stage}")
        return [self._row(random, plan, cells) for cells in self._dossiers(random, plan)]

    def _dossiers(self, random: Random, plan: Planned) -> list[Cells]:
        known = self._people.get(plan.of)
        if known is None:
            homes = dict(plan.homes)
            people = [self._crowd.somebody(homes, sex=plan.sex) for _ in range(plan.size)]
            known = self._people[plan.of] = [(one, complete(random, one, plan.on)) for one in people]
        return [cells for _, cells in known]

    def _row(self, random: Random, plan: Planned, cells: Cells) -> Cells:
        wrong = random.choices(range(4), _OFTEN[plan.care])[0]
        row = as_known_on(cells, plan.on.written_on)
        if plan.stage is Stage.REGISTER:
            row = until_registration(row)
        return with_faults(random, row, plan.on, how_many=wrong)


def hand_in(  # noqa: PLR0913 - all that is known of a list
    making: Making, random: Random, title: str, content: bytes, *, stage: Stage, day: date, by: Actor
) -> Roster:
    """Hand a list in on a day that has passed, have it read and judged, and date the check as well."""
    at = making.moment(day, random)
    roster = Roster(
        id=making.key(f"roster/{by.organisation}/{title}"),
        title=title,
        organisation_id=by.organisation,
        region_code=by.regions[0] if by.regions else _seat(making, by),
        stage=stage.value,
        added_by=by.account,
        added_at=at,
    )
    roster.save(force_insert=True)
    Source(roster=roster, content=content).save(force_insert=True)
    audit.record("roster.added", roster, by=by, fields=["title", "stage", "source"], digest=True)
    check_roster(roster.pk, by=by)
    if Roster.objects.filter(pk=roster.pk, checked_at__isnull=False).update(checked_at=at + timedelta(minutes=1)):
        audit.record("roster.checked", roster, by=by, fields=["checked_at"], digest=True)
    return roster


def _seat(making: Making, by: Actor) -> str:
    return next(one.seat_id or "" for one in making.organisations.values() if one.pk == by.organisation)


def make_unreadable(making: Making) -> Roster:
    """What happens when somebody sends a photograph."""
    by = making.actor("sandel-kupang", "p3mi")
    random = making.random("unreadable")
    return hand_in(making, random, "Foto daftar calon", _NOT_A_LIST, stage=Stage.DEPART, day=making.day(1), by=by)
