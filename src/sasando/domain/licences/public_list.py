"""Snapshots of the public list: imported, compared with the one before and with what is on record, applied one by one.

A difference is shown, never applied by itself: a list may be wrong, and what is on record may be newer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.licences.kinds import LicenceState
from sasando.domain.licences.listing import ReadList
from sasando.domain.licences.models import Licence, Snapshot, SnapshotRow
from sasando.domain.licences.names import name_key
from sasando.domain.licences.queries import with_state
from sasando.domain.licences.states import enter, lock
from sasando.domain.licences.writing import write_down
from sasando.domain.organisations.kinds import Kind
from sasando.domain.organisations.models import Organisation

_LIVE = (LicenceState.ACTIVE, LicenceState.WARNED, LicenceState.SUSPENDED_PART, LicenceState.SUSPENDED_FULL)


class What(StrEnum):
    """What differs. Against the list before: NEW, GONE. Against the record: UNKNOWN, UNLISTED. In both the others."""

    NEW = "new"
    GONE = "gone"
    UNKNOWN = "unknown"
    UNLISTED = "unlisted"
    NAME = "name"
    STATE = "state"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Difference:
    """What stood there before, and what stands on the list. `row` is the key of the row that an officer may apply."""

    what: What
    number: str
    name: str
    before: Any = None
    after: Any = None
    row: int | None = None


@transaction.atomic
def import_list(read: ReadList, *, by: Actor, source: str, source_day: date, name: str = "") -> Snapshot:
    """Keep the list as it was on a day, with the cells that could not be read. Raises `Refused`."""
    problems = [asdict(one) for one in read.problems]
    made = Snapshot(source=source, source_day=source_day, name=name[:200], sha256=read.sha256, problems=problems)
    snapshot = write_down(made, "public_list.add", "public_list.imported", by=by)
    SnapshotRow.objects.bulk_create(SnapshotRow(snapshot=snapshot, **asdict(one)) for one in read.rows)
    return snapshot


def previous_of(snapshot: Snapshot, actor: Actor) -> Snapshot | None:
    """The latest list of an earlier day."""
    earlier = Snapshot.objects.visible_to(actor).filter(source_day__lt=snapshot.source_day)
    found: Snapshot | None = earlier.order_by("-source_day", "-at").first()
    return found


def since_previous(rows: Iterable[SnapshotRow], before: Iterable[SnapshotRow]) -> list[Difference]:
    """What changed from one list to the next; what a list does not say is no difference."""
    now, then = {one.key: one for one in rows}, {one.key: one for one in before}
    found = [Difference(What.NEW, one.number, one.name) for key, one in now.items() if key not in then]
    found += [Difference(What.GONE, one.number, one.name) for key, one in then.items() if key not in now]
    for key in now.keys() & then.keys():
        old, new = then[key], now[key]
        pairs = {
            What.NAME: (old.name, new.name) if name_key(old.name) != name_key(new.name) else ("", ""),
            What.STATE: (old.state, new.state),
            What.TERM: (old.until, new.until),
        }
        found += _unlike(new, pairs, applies=False)
    return sorted(found, key=lambda one: (one.what, one.name))


def against_record(snapshot: Snapshot, rows: Iterable[SnapshotRow], actor: Actor) -> list[Difference]:
    """Where the list and our record disagree about the day of the list."""
    known = {one.key: one for one in with_state(Licence.objects.visible_to(actor), snapshot.source_day)}
    listed = {one.key: one for one in rows}
    found = []
    for key, row in listed.items():
        licence = known.get(key)
        if licence is None:
            found.append(Difference(What.UNKNOWN, row.number, row.name, row=row.pk))
        else:
            found += _unlike(row, _pairs(licence, row), applies=True)
    unlisted = [one for key, one in known.items() if key not in listed and one.state in _LIVE]
    found += [Difference(What.UNLISTED, one.number, one.company.name, before=one.state) for one in unlisted]
    return sorted(found, key=lambda one: (one.what, one.name))


def _pairs(licence: Any, row: SnapshotRow) -> dict[What, tuple[Any, Any]]:
    return {What.STATE: (licence.state, row.state), What.TERM: (licence.until, row.until)}


def _unlike(row: SnapshotRow, pairs: Mapping[What, tuple[Any, Any]], *, applies: bool) -> Iterator[Difference]:
    for what, (before, after) in pairs.items():
        if after and before != after:
            yield Difference(what, row.number, row.name, before, after, row.pk if applies else None)


@transaction.atomic
def apply_row(row: SnapshotRow, *, by: Actor) -> Licence:
    """Take over what the list says of one company: its state since the day of the list, and its term.

    A licence that is not on record is written down for the company of that name. Raises `Refused`.
    """
    if not by.may("public_list.add"):
        raise Refused("not_allowed")
    licence: Any = with_state(Licence.objects.visible_to(by), row.snapshot.source_day).filter(key=row.key).first()
    differs = {What.STATE, What.TERM}
    if licence:
        differs = {one.what for one in _unlike(row, _pairs(licence, row), applies=True)}
        if not differs:
            raise Refused("difference_gone")
    else:
        licence = _new_licence(row, by)
    _take_over(licence, row, differs, by)
    audit.record("public_list.applied", licence, by=by, fields=sorted(differs), digest=True)
    return licence  # type: ignore[no-any-return]


def _take_over(licence: Licence, row: SnapshotRow, differs: set[What], by: Actor) -> None:
    lock(licence, by)
    stated = {"source": row.snapshot.source, "source_day": row.snapshot.source_day}
    if What.STATE in differs and row.state:
        enter(licence, by=by, state=row.state, since=row.snapshot.source_day, **stated)
    if What.TERM in differs and row.until and licence.until != row.until:
        licence.until = row.until
        licence.full_clean()
        licence.save(update_fields=["until"])


def _new_licence(row: SnapshotRow, by: Actor) -> Licence:
    companies = Organisation.objects.visible_to(by).filter(kind=Kind.PLACEMENT_COMPANY)
    same = [one for one in companies if name_key(one.name) == name_key(row.name)]
    if len(same) != 1:
        raise Refused("company_not_on_record", company=row.name)
    made = Licence(
        company=same[0],
        number=row.number,
        key=row.key,
        since=row.since,
        until=row.until,
        source=row.snapshot.source,
        source_day=row.snapshot.source_day,
        by=by.account,
    )
    made.full_clean()
    made.save(force_insert=True)
    return made
