"""What is written down at a gate: ticks, people whom no letter named, heads, decisions. The same fact twice is one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.queries import overseen, place_of
from sasando.domain.passages.models import Captured, Count, Ruling, Tick, TickKind
from sasando.domain.rosters.models import Entry, Particulars, Roster
from sasando.domain.rosters.persons import Place, Written, persons_of

C = TypeVar("C", bound=Captured)
_OF_CAPTURE: Final = {"received_at"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Where and when a fact was made: its key, the clock of who made it, the phone ("" on a page)."""

    id: UUID | None = None
    at: datetime | None = None
    device: str = ""

    def of(self, by: Actor) -> dict[str, Any]:
        """The columns that every captured fact has."""
        return {
            "id": self.id or uuid4(),
            "at": self.at or timezone.now(),
            "device": self.device[:36],
            "by": by.account,
        }


ON_A_PAGE: Final = Capture()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is ticked: at which gate, and what the kind needs (`to` with carried on, `receiver` with released)."""

    kind: TickKind
    gate: Gate
    to: Gate | None = None
    since: Gate | None = None
    receiver: str = ""
    undoes: Tick | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody at a gate whom the list does not name: a name or a description is enough."""

    id: UUID | None = None
    full_name: str = ""
    description: str = ""
    sex: str = ""
    age: int | None = None
    home: str | None = None
    companion_of: Entry | None = None


@transaction.atomic
def tick(entry: Entry, mark: Mark, *, by: Actor, capture: Capture = ON_A_PAGE) -> Tick:
    """Tick somebody. Raises `Refused`; then nothing is written."""
    if not by.may("tick.add"):
        raise Refused("not_allowed")
    if mark.kind == TickKind.CARRIED_ON and mark.to is None:
        raise Refused("where_to_missing")
    if mark.kind == TickKind.RELEASED and not mark.receiver.strip():
        raise Refused("receiver_missing")
    made = Tick(
        entry=entry,
        gate=mark.gate,
        kind=mark.kind,
        to_gate=mark.to,
        since_gate=mark.since,
        receiver=mark.receiver.strip()[:120],
        undoes=mark.undoes,
        **capture.of(by),
    )
    if kept := kept_already(made):
        return kept
    made.save(force_insert=True)
    audit.record("tick.added", made, by=by, fields=[mark.kind], digest=True)
    mark_passed("SELECT security.pass_tick(%s)", made.pk, entry.roster, by)
    return made


def mark_passed(statement: str, key: UUID, roster: Roster, by: Actor) -> None:
    """Add the gates of a tick or a notice to its people and list, so that whoever stands there sees them."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        if cursor.fetchone()[0]:
            audit.record("roster.passed", roster, by=by, digest=True)


def kept_already(made: C) -> C | None:
    """The fact with this key, if it is there; raises `Refused` when it says something else."""
    kept: C | None = type(made)._default_manager.filter(pk=made.pk).first()
    if kept is None:
        return None
    names = [field.attname for field in made._meta.concrete_fields if field.name not in _OF_CAPTURE]
    if any(getattr(kept, name) != getattr(made, name) for name in names):
        raise Refused("same_key_other_content")
    return kept


@transaction.atomic
def undo(wrong: Tick, *, by: Actor, capture: Capture = ON_A_PAGE) -> Tick:
    """Take a tick back; both stay written down. Raises `Refused`."""
    return tick(wrong.entry, Mark(kind=TickKind.UNDO, gate=wrong.gate, undoes=wrong), by=by, capture=capture)


@transaction.atomic
def add_extra(roster: Roster, gate: Gate, who: Stranger, *, by: Actor, capture: Capture = ON_A_PAGE) -> Entry:
    """Write down somebody who came off and is on no letter, and tick them. Raises `Refused`."""
    if not by.may("tick.add") or not by.may("entry.add"):
        raise Refused("not_allowed")
    if not (who.full_name.strip() or who.description.strip()):
        raise Refused("person_without_name")
    key = who.id or uuid4()
    entry = Entry.objects.filter(pk=key).first() or _write(roster, gate, who, key, by)
    tick(entry, Mark(kind=TickKind.EXTRA, gate=gate), by=by, capture=capture)
    return entry


def _write(roster: Roster, gate: Gate, who: Stranger, key: UUID, by: Actor) -> Entry:
    line = Written(
        line=0, full_name=who.full_name.strip(), description=who.description.strip(), sex=who.sex, home=who.home
    )
    person = persons_of([line], Place(place_of(by.organisation), overseen()), by=by)[0]
    entry = Entry(
        id=key,
        roster=roster,
        full_name=person.full_name,
        description=person.description or None,
        person=person,
        organisation_id=by.organisation,
        region_code=person.region_code,
        gates=[gate.pk],
        announced=False,
        found_at=gate,
        companion_of=who.companion_of,
        sex=who.sex or None,
        age=who.age,
    )
    entry.save(force_insert=True)
    Particulars(entry=entry, said={}).save(force_insert=True)
    audit.record("entry.found", entry, by=by)
    return entry


@transaction.atomic
def count_heads(roster: Roster, gate: Gate, heads: int, *, by: Actor, capture: Capture = ON_A_PAGE) -> Count:
    """Write down how many heads were counted. Raises `Refused`."""
    if not by.may("count.add"):
        raise Refused("not_allowed")
    made = Count(roster=roster, gate=gate, heads=heads, **capture.of(by))
    if kept := kept_already(made):
        return kept
    made.save(force_insert=True)
    audit.record("count.added", made, by=by, digest=True)
    return made


@transaction.atomic
def rule(roster: Roster, conflict: str, keeps: list[str], *, by: Actor, capture: Capture = ON_A_PAGE) -> Ruling:
    """Decide which ticks of a conflict hold. Raises `Refused`."""
    if not by.may("ruling.add"):
        raise Refused("not_allowed")
    made = Ruling(roster=roster, conflict=conflict[:300], keeps=sorted(keeps), **capture.of(by))
    if kept := kept_already(made):
        return kept
    made.save(force_insert=True)
    audit.record("ruling.added", made, by=by, digest=True)
    return made
