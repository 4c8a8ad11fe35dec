"""The people of the four stories that demo, training and tests tell, as far as today's tables can hold them.

A, Saturday at dawn: the lists of gates (`saturday.py`). B, the coffin that nobody fetches: the dead man under the name
of his passport, and his brother. The
case, its papers and its legs come with cases. C, the uncle's third batch: two groups who were stopped, with one
telephone and one house between them (`stops.py`), and the third on a list. D, the eighteenth of December, needs
meetings: nothing yet.
"""

from random import Random

from sasando.core.law.stage import Stage
from sasando.domain import audit
from sasando.domain.people.models import Assignment, Person
from sasando.project.demo_world import saturday, stops
from sasando.project.demo_world.batches import hand_in
from sasando.project.demo_world.dossiers import Cells, Occasion, companies, complete, jobs
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name
from sasando.project.demo_world.persons import Known, stranger, with_papers, write_down
from sasando.project.demo_world.sheets import workbook
from sasando.project.demo_world.somebody import Crowd

_ON_LEAVE, _IN_ALL = 5, 15


def make_stories(making: Making, crowd: Crowd) -> None:
    """The people of A, B and C."""
    random = making.random("stories")
    saturday.make_saturday(making)
    write_down(_coffin(making, random, crowd))
    _hand_to_police(making, stops.make_stops(making))


def _coffin(making: Making, random: Random, crowd: Crowd) -> list[Known]:
    by, house = making.actor("office", "protection-officer"), making.actor("church", "church")
    name = full_name(random, "53.21", "M")
    alias = f"{name.split()[0]} bin {full_name(random, '53.21', 'M').split()[0]}"
    dead = stranger(
        making, random, by, making.day(6), full_name=f"{name} (di paspor: {alias})", sex="M", home_id="53.21"
    )
    brother = stranger(
        making, random, house, making.day(4), full_name=f"{full_name(random, '53.21', 'M')}, adik almarhum", sex="M",
        home_id="53.21",
    )  # fmt: skip
    return [with_papers(dead, passport_number="Z9000001"), with_papers(brother, phone=crowd.phone())]


def _hand_to_police(making: Making, people: list[Person]) -> None:
    giver, police = making.actor("office", "protection-officer"), making.organisations["police"]
    for person in people:
        made = Assignment(
            person=person,
            organisation=police,
            region_code=person.region_code,
            purpose="laporan dugaan TPPO",
            until=making.day(-60),
            given_by=giver.account,
        )
        made.save(force_insert=True)
        audit.record("person.assigned", person, by=giver, fields=["until"])


def make_third_batch(making: Making, crowd: Crowd) -> None:
    """Story C: fifteen with tickets for the ferry, five of them workers on leave with everything in order."""
    random, by = making.random("third batch"), making.actor("tenau", "quay-officer")
    on = Occasion(
        jobs()["plantation-malaysia"], companies()["lontar"], making.day(-1), making.today, making.today, "L", 700
    )
    rows = [_row(random, crowd, on, papers=place < _ON_LEAVE) for place in range(_IN_ALL)]
    title = "Rombongan tiket feri Bolok-Larantuka"
    content = workbook(rows, title=title, departs_on=on.departs_on, made_on=making.today)
    hand_in(making, random, title, content, stage=Stage.DEPART, day=making.today, by=by)
    stops.announce_third_batch(making, [str(row["full_name"]) for row in rows])


def _row(random: Random, crowd: Crowd, on: Occasion, *, papers: bool) -> Cells:
    one = crowd.somebody({"53.02": 1}, sex="M")
    if papers:
        return complete(random, one, on)
    told: Cells = {
        "full_name": one.name,
        "sex": "L",
        "regency": one.regency,
        "purpose": "bekerja",
        "country": "Malaysia",
    }
    return told | ({"recruiter_kind": "calo"} if random.random() < 0.4 else {})
