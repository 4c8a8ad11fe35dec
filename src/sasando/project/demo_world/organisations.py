"""The organisations of the world, what binds them, and whom to call there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, Final

from sasando.core.facts.regions import find_regency
from sasando.core.facts.tables import table
from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Agreement, Contact, Organisation
from sasando.project.demo_world.dossiers import data
from sasando.project.demo_world.making import Making
from sasando.project.demo_world.names import full_name
from sasando.project.demo_world.somebody import Crowd

_MONTHS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TWO_WORK_AT: Final = frozenset(
    {"53.01", "53.02", "53.03", "53.04", "53.06", "53.07", "53.08", "53.11", "53.12", "53.18", "53.21", "53.71"}
)
_ENDS_SOON, _STALE = "53.20", frozenset({"53.10", "53.14", "53.17", "53.19"})
_LABOUR_OFFICES_AT: Final = {"53.13": ("pelabuhan-lewoleba",), "53.08": ("pelabuhan-ende",)}
_TUPLES: Final = ("contact", "covers", "agreement", "stands_at")
DEMO_LABOUR_OFFICE: Final = "labour-53.21"
DEMO_VILLAGE: Final = "village-53.06.13.2003"


@dataclass(frozen=True, slots=True)
class Planned:
    """An organisation before it is made. Days: (that have passed, that are left)."""

    key: str
    name: str
    kind: str
    people: Mapping[str, int]
    contact: tuple[str, int]
    seat: str | None = None
    covers: tuple[str, ...] = ()
    parent: str = ""
    agreement: tuple[int, int] | None = None
    stands_at: tuple[str, ...] = ()


def planned(random: Random) -> list[Planned]:
    """All of them; a parent stands before its branches."""
    return [*_named(), *_labour_offices(random), *_villages(random)]


def _named() -> Iterator[Planned]:
    for row in data("organisations")["organisation"]:
        yield Planned(**row | {key: tuple(row[key]) for key in _TUPLES if key in row})


def _labour_offices(random: Random) -> Iterator[Planned]:
    for row in table("ntt_kemendagri_bps_regencies.csv"):
        code = row["kode_kemendagri"]
        left = 12 if code == _ENDS_SOON else random.randint(200, 600)
        yield Planned(
            key=f"labour-{code}",
            name=f"Dinas Tenaga Kerja {find_regency(code).name}",
            kind=Kind.LABOUR_OFFICE,
            people={"labour-office": 2 if code in _TWO_WORK_AT else 1},
            contact=(
                "Kepala Bidang Penempatan",
                random.randint(190, 330) if code in _STALE else random.randint(3, 120),
            ),
            seat=code,
            covers=(code,),
            agreement=(730 - left, left),
            stands_at=_LABOUR_OFFICES_AT.get(code, ()),
        )


def _villages(random: Random) -> Iterator[Planned]:
    places = {row["kode"]: row["nama"] for row in table("ntt_villages.csv")}
    for row in data("organisations")["village"]:
        code = row["code"]
        yield Planned(
            key=f"village-{code}",
            name=f"Desa {places[code]}",
            kind=Kind.VILLAGE,
            people={"village": row["people"]},
            contact=("Kepala desa", random.randint(5, 150)),
            seat=code,
            covers=(code,),
            agreement=(random.randint(90, 300), 430),
        )


def make_organisations(making: Making, plan: list[Planned]) -> None:
    """Write them down; facts follow when there is somebody who can have done it."""
    made = making.organisations
    for one in plan:
        made[one.key] = Organisation(
            id=making.key(f"organisation/{one.key}"),
            name=one.name,
            kind=one.kind,
            seat_id=one.seat,
            covers=list(one.covers),
            parent=made.get(one.parent),
            stands_at=list(one.stands_at) or None,
        )
    for top in (True, False):
        Organisation.objects.bulk_create([one for one in made.values() if (one.parent is None) == top])


def make_bonds(making: Making, plan: list[Planned], crowd: Crowd, *, by: Actor) -> None:
    """Agreements and contacts, and the facts of all three."""
    random = making.random("bonds")
    agreements, contacts = list(_agreements(making, plan)), list(_contacts(making, plan, crowd, random, by))
    Agreement.objects.bulk_create(agreements)
    Contact.objects.bulk_create(contacts)
    for organisation in making.organisations.values():
        audit.record("organisation.added", organisation, by=by)
    for agreement in agreements:
        audit.record("agreement.added", agreement, by=by)
    keys = {organisation.pk: key for key, organisation in making.organisations.items()}
    for contact in contacts:
        theirs = making.actors.get(keys[contact.organisation_id], [])
        who = next((actor for actor in theirs if actor.account == contact.confirmed_by), by)
        audit.record("contact.confirmed", contact, by=who)


def _agreements(making: Making, plan: list[Planned]) -> Iterator[Agreement]:
    for number, one in enumerate((one for one in plan if one.agreement), 1):
        passed, left = one.agreement or (0, 0)
        since = making.day(passed)
        yield Agreement(
            organisation=making.organisations[one.key],
            number=f"PKS-{number:03d}/BP3MI-NTT/{_MONTHS[since.month - 1]}/{since.year}",
            since=since,
            until=making.today + timedelta(days=left),
        )


def _contacts(
    making: Making, plan: list[Planned], crowd: Crowd, random: Random, administrator: Actor
) -> Iterator[Contact]:
    """Whom to call; in every fourth place there was somebody else before."""
    for one in plan:
        title, days = one.contact
        seat = one.seat[:5] if one.seat and one.seat.startswith("53") else "53.71"
        confirmers: list[Any] = making.actors.get(one.key) or [administrator]
        for ago in (days + 240, days) if random.random() < 0.25 else (days,):
            yield Contact(
                organisation=making.organisations[one.key],
                name=full_name(random, seat, random.choice("FM")),
                title=title,
                phone=crowd.phone(),
                confirmed_on=making.day(ago),
                confirmed_by=random.choice(confirmers).account,
            )
