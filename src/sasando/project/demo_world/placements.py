"""Three hundred placements in all stages and schemes: each lives its dossier from information as far as today.

Every step has its own day, counted from the departure; what lies after today has not happened yet. So a departure that
is far ahead has just begun, and one that is past is abroad or home again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from sasando.core.facts import FACTS
from sasando.core.facts.reading import outcome_of
from sasando.core.facts.unreadable import Unreadable
from sasando.domain import audit
from sasando.domain.access import Actor, act_as
from sasando.domain.gates.models import Gate
from sasando.domain.licences.models import JobOrder
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.queries import overseen
from sasando.domain.people.models import Assignment, Person
from sasando.domain.placements.actions import LETTERS
from sasando.domain.placements.facts import as_json
from sasando.domain.placements.judging import refresh_many
from sasando.domain.placements.kinds import STEPS
from sasando.domain.placements.models import Placement, Stated, Step
from sasando.domain.placements.rule_sets import current_rules
from sasando.domain.rosters.persons import Place, Written, persons_of
from sasando.project.demo_world import examined, issued
from sasando.project.demo_world.dossiers import Cells, Company, Job, Occasion, as_known_on, companies, complete, jobs
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.somebody import PLACED_FROM, Crowd, Somebody

COUNT: Final = 300
_SCHEMES: Final = (("p2p", 74), ("g2g", 6), ("individual", 7), ("sea_merchant", 7), ("sea_fishing", 6))
_AHEAD, _PAST = 165, 100  # days: the latest departure to come, the earliest that is over
_RECRUITED: Final = 147  # days before departure, as in the dossiers
_LAWFUL: Final = 0.95
_WITH_COMPANY: Final = ("p2p", "sea_merchant", "sea_fishing")
_ORDER: Final = {code: place for place, code in enumerate(STEPS)}
_WITHOUT: Final = ("started", "matched", "planned")  # steps that are made in their own way
_VILLAGE: Final = ("village_verified", "consent")
_UNPLANNED: Final = 90  # days before departure; before that nobody has fixed the day


@dataclass(slots=True)
class Life:
    """One placement while it is being made."""

    one: Somebody
    job: Job
    order: JobOrder | None
    departs_on: date
    cells: Cells
    known: dict[str, Any]
    placement: Placement | None = None
    steps: list[Step] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    @property
    def row(self) -> Placement:
        """The placement, once it was made."""
        if self.placement is None:
            raise LookupError(self.one.name)
        return self.placement


def make_placements(making: Making, crowd: Crowd) -> None:
    """All of them. Companies with their job orders, examiners and offices must be there."""
    random = making.random("placements")
    rules, orders = current_rules(), _orders(making)
    lives = [_life(random, making, crowd, orders) for _ in range(COUNT)]
    people = _people(making, lives)
    for number, life in enumerate(lives):
        life.placement = _row(making, life, people[number], rules, number)
    Placement.objects.bulk_create(life.row for life in lives)
    _hand_over(making, lives)
    for life in lives:
        _take_steps(making, random, life)
    _write(lives)
    examined.examine(making, random, lives)
    _judge(making, lives)
    issued.decide_and_issue(making, random, lives)
    _judge(making, lives)


def _orders(making: Making) -> dict[str, list[JobOrder]]:
    """The job orders under a permit in force, by country, with room for more."""
    found: dict[str, list[JobOrder]] = {}
    rows = JobOrder.objects.select_related("permit", "company", "employer").exclude(permit=None).order_by("number")
    for one in rows:
        permit = one.permit
        if permit and not permit.withdrawn_on and (permit.until is None or permit.until > making.today):
            found.setdefault(permit.country, []).append(one)
    return found


def _life(random: Random, making: Making, crowd: Crowd, orders: Mapping[str, list[JobOrder]]) -> Life:
    way = random.choices([key for key, _ in _SCHEMES], [share for _, share in _SCHEMES])[0]
    job = random.choice([one for one in jobs().values() if one.way == way])
    sex = "F" if random.random() * 100 < job.women else "M"
    one = crowd.somebody(PLACED_FROM, sex=sex)
    departs_on = making.today + timedelta(days=random.choices(
        [random.randint(30, _AHEAD), random.randint(1, 30), -random.randint(1, _PAST)], [58, 17, 25]
    )[0])  # fmt: skip
    order = _order_for(random, job, orders, departs_on) if way in _WITH_COMPANY else None
    company = _company_of(order) if order else None
    occasion = Occasion(job, company, departs_on, making.today, making.today, "", random.randint(100, 900))
    cells = complete(random, one, occasion)
    return Life(one, job, order, departs_on, cells, _read(as_known_on(cells, making.today)))


def _order_for(random: Random, job: Job, orders: Mapping[str, list[JobOrder]], departs_on: date) -> JobOrder | None:
    """A job order for this job; most of them one that was verified when people were recruited for it."""
    position = outcome_of(FACTS["position"], job.position)
    here = [one for one in orders.get(_country(job), []) if outcome_of(FACTS["position"], one.position) == position]
    recruited = departs_on - timedelta(days=_RECRUITED)
    lawful = [one for one in here if _stood(one, recruited)]
    chosen = lawful if lawful and random.random() < _LAWFUL else here
    return random.choice(chosen) if chosen else None


def _stood(order: JobOrder, day: date) -> bool:
    """Whether permit and verification were there on the day, and whoever needs a partner has one."""
    there = order.permit is not None and order.permit.since <= day
    verified = order.verified_on is not None and order.verified_on <= day
    return there and verified and not (order.without_partner and order.employer.kind == "HOUSEHOLD")


def _country(job: Job) -> str:
    read = outcome_of(FACTS["country"], job.country)
    return str(read) if isinstance(read, str) else ""


def _company_of(order: JobOrder) -> Company:
    named = [one for one in companies().values() if one.name == order.company.name]
    return named[0] if named else next(iter(companies().values()))


def _read(cells: Cells) -> dict[str, Any]:
    """The cells as facts; what cannot be read is not known."""
    read = {key: outcome_of(FACTS[key], value) for key, value in cells.items() if key in FACTS}
    return {key: value for key, value in read.items() if value is not None and not isinstance(value, Unreadable)}


def _people(making: Making, lives: list[Life]) -> dict[int, Person]:
    """Each is written down by the labour office of the home."""
    found: dict[int, Person] = {}
    for regency in sorted({life.one.regency for life in lives}):
        by = making.actor(f"labour-{regency}", "labour-office")
        lines = [
            Written(line=number, full_name=life.one.name, sex=life.one.sex, home=life.one.village, nik=life.one.nik,
                    born_on=life.one.born_on)
            for number, life in enumerate(lives) if life.one.regency == regency
        ]  # fmt: skip
        found |= persons_of(lines, Place(regency, overseen()), by=by)
    return found


def _row(making: Making, life: Life, person: Person, rules: str, number: int) -> Placement:
    matched = life.order is not None and life.known.get("selected_at_office_on") is not None
    order = life.order if matched else None
    return Placement(
        id=making.key(f"placement/{number}"),
        code=_code(making, number),
        person=person,
        full_name=person.full_name,
        sex=person.sex,
        region_code=person.region_code,
        started_by_id=making.actor(f"labour-{life.one.regency}", "labour-office").organisation,
        company=order.company if order else None,
        permit=order.permit if order else None,
        job_order=order,
        scheme=life.known["scheme"],
        country=_country(life.job),
        position=life.job.position,
        rules_id=rules,
        gates=["bandara-el-tari"] if (life.departs_on - making.today).days < _UNPLANNED else None,
    )


def _code(making: Making, number: int) -> str:
    """The same for the same seed, in the letters of a code that is read aloud."""
    return "".join(making.random(f"code/{number}").choices(LETTERS, k=8))


def _hand_over(making: Making, lives: list[Life]) -> None:
    """A company reaches its people."""
    until, rows = making.today + timedelta(days=400), []
    for row, company in [(life.row, life.row.company_id) for life in lives if life.row.company_id]:
        branches = [one.pk for one in making.organisations.values() if one.parent_id == company]
        given = {"person_id": row.person_id, "region_code": row.region_code, "purpose": "placement", "until": until}
        rows += [Assignment(organisation_id=to, **given) for to in (company, *branches)]
    Assignment.objects.bulk_create(rows)


def _take_steps(making: Making, random: Random, life: Life) -> None:
    """Every step of which all days are known, in the order of the days."""
    row, office = life.row, making.actor(f"labour-{life.one.regency}", "labour-office")
    company = company_actor(making, row.company_id)
    own = {key: life.known[key] for key in STEPS["started"].facts if key in life.known and key != "passport_number"}
    first = life.known.get("informed_on") or making.today - timedelta(days=random.randint(1, 9))
    _add(life, "started", first, office, own)
    for on, code, facts in sorted(_due(life), key=lambda due: (due[0], _ORDER[due[1]])):
        by = company if company and "p3mi" in STEPS[code].roles else office
        if code == "selected" and row.company_id:
            _add(life, code, on, office, facts)
            _add(life, "matched", on, company or office, {})
        else:
            _add(life, code, on, by, facts)
    if row.gates:
        planned = {"departs_on": life.departs_on, "departure_gate": Gate.objects.get(pk=row.gates[0]).title.upper()}
        _add(life, "planned", making.today, company or office, planned)


def _due(life: Life) -> list[tuple[date, str, dict[str, Any]]]:
    """The steps that were taken by today: those all of whose dated facts are there."""
    found = []
    for code, kind in STEPS.items():
        if kind.by_program or code in _WITHOUT or kind.gives or (kind.schemes and life.row.scheme not in kind.schemes):
            continue
        wanted = [key for key in kind.facts if key in life.cells]
        facts = {key: life.known[key] for key in wanted if key in life.known}
        days = [value for key, value in facts.items() if key.endswith("_on") and key != "born_on"]
        if facts and len(facts) == len(wanted):
            on = max(days) if days else life.departs_on - timedelta(days=_LEAD.get(code, 60))
            found.append((on, code, facts))
    return [one for one in found if one[0] <= timezone.localdate()]


_LEAD: Final = {"trained": 95, "insured_number": 122, "passport": 88, "visa": 25, "worker_card": 6, "own_way": 90,
                "marital": 140}  # fmt: skip


def _add(life: Life, code: str, on: date, by: Actor, facts: Mapping[str, Any]) -> None:
    step = Step(
        placement=life.row, number=len(life.steps) + 1, kind=code, on=on, organisation_id=by.organisation,
        account=by.account, role=by.role,
    )  # fmt: skip
    life.steps.append(step)
    if facts:
        life.stated.append(Stated(step=step, placement=life.row, facts=as_json(facts)))


def company_actor(making: Making, company: UUID | None) -> Actor | None:
    """Somebody who acts for the company, or for its branch here."""
    if company is None:
        return None
    keys = [key for key, one in making.organisations.items() if company in (one.pk, one.parent_id)]
    branches = sorted(keys, key=lambda key: making.organisations[key].kind != Kind.BRANCH)
    return next((actor for key in branches for actor in making.actors.get(key, []) if actor.role == "p3mi"), None)


def _write(lives: list[Life]) -> None:
    steps = [step for life in lives for step in life.steps]
    Step.objects.bulk_create(steps)
    Stated.objects.bulk_create(stated for life in lives for stated in life.stated)
    audit.record_each("step.taken", steps, by=None)


def _judge(making: Making, lives: list[Life]) -> None:
    by = making.actor("office", "placement-officer")
    act_as(by)
    for at in range(0, len(lives), 100):
        refresh_many([life.row.pk for life in lives[at : at + 100]], by=by, today=making.today)
    act_as(None)
