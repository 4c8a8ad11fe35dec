"""What an administrator does to gates, and what officers do to the timetable."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.gates.clock import day_at
from sasando.domain.gates.models import Call, Gate, Sailing, slug_of
from sasando.domain.gates.voyages import CallAt, Voyage, known_marks, marks_of, refuse_impossible


@transaction.atomic
def add_gate(name: str, kind: str, *, by: Actor, source: str, facts: Mapping[str, Any]) -> Gate:
    """Add a gate that somebody vouches for: `source` says who or what names it. `facts` are further fields of `Gate`.

    Raises Refused when it is there already (closed ones count), ValidationError for what cannot be true.
    """
    if not by.may("gate.add"):
        raise Refused("not_allowed")
    gate = Gate(slug=slug_of(name, kind), name=name, kind=kind, source=source, added_by_id=by.account, **facts)
    if Gate.objects.filter(slug=gate.slug).exists():
        raise Refused("gate_exists")
    gate.full_clean(exclude=["added_by"])
    gate.save(force_insert=True)
    audit.record("gate.added", thing=gate, by=by)
    return gate


@transaction.atomic
def close_gate(gate: Gate, *, by: Actor) -> None:
    """Mark a gate as not in use. It stays readable: lists of people were handed over there."""
    if not by.may("gate.change"):
        raise Refused("not_allowed")
    gate.refresh_from_db(from_queryset=Gate.objects.select_for_update())
    if not gate.active:
        raise Refused("gate_closed")
    gate.active = False
    gate.save(update_fields=["active"])
    audit.record("gate.closed", thing=gate, by=by, fields=["active"])


MOST_AT_ONCE: Final = 200  # sailings that one deed may add by repeating


@transaction.atomic
def add_sailing(voyage: Voyage, *, by: Actor) -> Sailing:
    """Enter one voyage into the timetable.

    Raises Refused when it cannot be, or when the same ship is already at one of its gates at that moment.
    """
    if not by.may("sailing.add"):
        raise Refused("not_allowed")
    refuse_impossible(voyage)
    if known_marks([voyage]) & marks_of(voyage):
        raise Refused("sailing_exists", vessel=voyage.vessel)
    return write_down([voyage], by=by)[0]


@transaction.atomic
def change_sailing(sailing: Sailing, voyage: Voyage, *, by: Actor) -> Sailing:
    """Correct a voyage: its name, its calls, its times. Raises Refused; then nothing has changed.

    A call keeps its key as long as it keeps its place in the order.
    """
    _lock(sailing, by)
    if sailing.cancelled_at:
        raise Refused("sailing_cancelled")
    refuse_impossible(voyage)
    for name, value in _facts(voyage).items():
        setattr(sailing, name, value)
    sailing.clean_fields(exclude=["organisation", "added_by"])
    sailing.save(update_fields=[*_facts(voyage)])
    _rewrite(sailing, voyage)
    audit.record("sailing.changed", sailing, by=by, fields=["calls", *_facts(voyage)], digest=True)
    return sailing


@transaction.atomic
def cancel_sailing(sailing: Sailing, *, by: Actor, at: datetime, because: str = "") -> None:
    """Mark a voyage as cancelled; it stays readable. Raises Refused."""
    _lock(sailing, by)
    if sailing.cancelled_at:
        raise Refused("already_done")
    sailing.cancelled_at, sailing.cancelled_because = at, because.strip()[:200]
    sailing.save(update_fields=["cancelled_at", "cancelled_because"])
    audit.record("sailing.cancelled", sailing, by=by, fields=["cancelled"], digest=True)


@transaction.atomic
def restore_sailing(sailing: Sailing, *, by: Actor) -> None:
    """Take back that it is cancelled. Raises Refused."""
    _lock(sailing, by)
    if not sailing.cancelled_at:
        raise Refused("already_done")
    sailing.cancelled_at, sailing.cancelled_because = None, ""
    sailing.save(update_fields=["cancelled_at", "cancelled_because"])
    audit.record("sailing.restored", sailing, by=by, fields=["cancelled"], digest=True)


@transaction.atomic
def repeat_sailing(sailing: Sailing, *, by: Actor, every: int, until: date) -> list[Sailing]:
    """The same voyage again every so many days, as long as it begins on or before `until`; the times of day stay.

    Voyages that are there already are left alone. Raises Refused for nothing, or more than `MOST_AT_ONCE`.
    """
    if not by.may("sailing.add"):
        raise Refused("not_allowed")
    if sailing.cancelled_at:
        raise Refused("sailing_cancelled")
    voyage, first = voyage_of(sailing), sailing.calls.select_related("gate")[0]
    days = (until - day_at(first.gate, first.begins_at)).days
    if every < 1 or days < every:
        raise Refused("repeat_ends_too_early")
    if days // every > MOST_AT_ONCE:
        raise Refused("too_many_sailings", most=MOST_AT_ONCE)
    later = [voyage.later(timedelta(days=every * turn)) for turn in range(1, days // every + 1)]
    known = known_marks(later)
    return write_down([one for one in later if not known & marks_of(one)], by=by)


def voyage_of(sailing: Sailing) -> Voyage:
    """A sailing as it would be entered."""
    calls = [CallAt(one.gate, one.arrives_at, one.departs_at) for one in sailing.calls.select_related("gate")]
    return Voyage(sailing.vessel, calls, sailing.mode, sailing.note, sailing.source)


def write_down(voyages: Sequence[Voyage], *, by: Actor) -> list[Sailing]:
    """Write voyages that were checked, and one fact for each. In the transaction of the caller."""
    made = [Sailing(organisation_id=by.organisation, added_by_id=by.account, **_facts(voyage)) for voyage in voyages]
    for sailing in made:
        sailing.clean_fields(exclude=["organisation", "added_by"])
    Sailing.objects.bulk_create(made)
    Call.objects.bulk_create(
        _call(sailing, order, one)
        for sailing, voyage in zip(made, voyages, strict=True)
        for order, one in enumerate(voyage.calls)
    )
    for sailing in made:
        audit.record("sailing.added", sailing, by=by, digest=True)
    return made


def _facts(voyage: Voyage) -> dict[str, str]:
    return {
        "vessel": voyage.vessel.strip(),
        "mode": str(voyage.travels_by()),
        "note": voyage.note.strip(),
        "source": voyage.source.strip(),
    }


def _call(sailing: Sailing, order: int, one: CallAt) -> Call:
    if not one.gate.active:
        raise Refused("gate_closed")
    return Call(sailing=sailing, order=order, gate=one.gate, arrives_at=one.arrives_at, departs_at=one.departs_at)


def _rewrite(sailing: Sailing, voyage: Voyage) -> None:
    calls = Call.objects.filter(sailing=sailing)
    there = dict(calls.values_list("order", "pk"))
    planned = [_call(sailing, order, one) for order, one in enumerate(voyage.calls)]
    kept = [call for call in planned if call.order in there]
    for call in kept:
        call.pk = there[call.order]
    Call.objects.bulk_update(kept, ["gate", "arrives_at", "departs_at"])
    Call.objects.bulk_create(planned[len(kept) :])
    calls.filter(order__gte=len(planned)).delete()


def _lock(sailing: Sailing, by: Actor) -> None:
    """Hold the row until the end. Whoever may not change it is refused before a lock, which the database hides."""
    mine = Sailing.objects.filter(may_reach(Sailing, by, "change"))
    if not mine.filter(pk=sailing.pk).exists():
        raise Refused("not_allowed")
    sailing.refresh_from_db(from_queryset=Sailing.objects.select_for_update())
