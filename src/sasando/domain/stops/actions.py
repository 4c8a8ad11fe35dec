"""What is done to stop reports: handed in, handed on, set aside, begun and left for later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.access.protection import may_reach
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate, Sailing
from sasando.domain.organisations.models import Organisation
from sasando.domain.organisations.queries import overseen, place_of
from sasando.domain.people.actions import add_person, region_of
from sasando.domain.people.models import Person
from sasando.domain.stops.grounds import grounds
from sasando.domain.stops.keys import house_keys, name_keys, number_keys, of_person, phone_keys
from sasando.domain.stops.kinds import Next, State
from sasando.domain.stops.models import Bringer, Draft, Reason, SeenKey, Stop, StopPerson
from sasando.domain.stops.report import Brought, Stopped, StopReport

_PLAIN: Final = (
    "agency", "unit", "place", "mode", "carrier", "found", "destination", "inside", "next", "next_where", "at",
)  # fmt: skip
_RECEIVERS: Final = {Next.POLICE: ("police",), Next.LABOUR_OFFICE: ("labour-office", "ltsa")}


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was kept: `new`, there already (`again`), or beside another of the same key (`conflict`)."""

    stop: Stop
    how: Literal["new", "again", "conflict"]


@transaction.atomic
def report_stop(report: StopReport, *, by: Actor, now: datetime) -> Reported:
    """Keep a report. The same twice is one; the same key with another content is kept beside the first, and shown.

    Raises `Refused`; then nothing is kept.
    """
    if not by.may("stop.add"):
        raise Refused("not_allowed")
    if not report.people and not sum(report.counted()):
        raise Refused("nobody_chosen")
    if any(code not in grounds() for code in report.reasons):
        raise Refused("reason_not_known")
    stop = _stop(report, by, now)
    first = _there_already(stop)
    if first and first.digest == stop.digest:
        return Reported(first, "again")
    if first:
        stop.id, stop.conflicts_with = uuid5(report.id, stop.digest), first
        if beside := _there_already(stop):
            return Reported(beside, "conflict")
    _write(stop, report, by, now)
    audit.record("stop.reported", stop, by=by, fields=_told(report), digest=True)
    return Reported(stop, "conflict" if first else "new")


def _stop(report: StopReport, by: Actor, now: datetime) -> Stop:
    gate = Gate.objects.filter(pk=report.gate, active=True).first() if report.gate else None
    if not gate and not report.place:
        raise Refused("stop_nowhere")
    men, women, children = report.counted()
    return Stop(
        id=report.id,
        organisation_id=by.organisation,
        region_code=region_of(gate.region_id if gate else None, place_of(by.organisation), overseen()),
        gate=gate,
        sailing=Sailing.objects.filter(pk=report.sailing).first() if report.sailing else None,
        papers=list(report.papers),
        men=men,
        women=women,
        children=children,
        unread=[line[:300] for line in report.unread],
        handed_to=_receiver(report.next, report.handed_to),
        digest=report.digest,
        received_at=now,
        by=by.account,
        **{name: getattr(report, name) for name in _PLAIN},
    )


def _there_already(stop: Stop) -> Stop | None:
    """Put the row in; when its key is taken, the report that has it. The later of two at one time waits."""
    try:
        with transaction.atomic():
            stop.save(force_insert=True)
    except IntegrityError:
        there: Stop | None = Stop.objects.filter(pk=stop.pk, organisation_id=stop.organisation_id).first()
        if there is None:
            raise Refused("same_key_other_content") from None
        return there
    return None


def _receiver(what: str, key: UUID | None) -> Organisation | None:
    """Only whom the next step names may be handed a report: the police, a labour office."""
    if not key:
        return None
    found = Organisation.objects.filter(pk=key, active=True, kind__in=_RECEIVERS.get(Next(what), ()))
    receiver: Organisation | None = found.first()
    if receiver is None:
        raise Refused("receiver_missing")
    return receiver


def _told(report: StopReport) -> list[str]:
    parts = {"people": report.people, "bringer": report.brought, "reasons": report.reasons}
    return ["agency", "at", *(name for name, told in parts.items() if told)]


def _write(stop: Stop, report: StopReport, by: Actor, now: datetime) -> None:
    brought = [one for one in report.brought if one.says_something]
    Reason.objects.bulk_create(Reason(stop=stop, code=code) for code in dict.fromkeys(report.reasons))
    Bringer.objects.bulk_create(
        Bringer(stop=stop, **{name: getattr(one, name) for name in Brought.__slots__}) for one in brought
    )
    StopPerson.objects.bulk_create(_line(stop, at, one, by, now) for at, one in enumerate(report.people, 1))
    keys = dict.fromkeys(
        (*_keys_of(brought), *(key for one in report.people for key in of_person(one.full_name, one.phone)))
    )
    SeenKey.objects.bulk_create(SeenKey(stop=stop, kind=kind, key=key) for kind, key in keys)


def _keys_of(brought: Iterable[Brought]) -> Iterable[tuple[str, str]]:
    for one in brought:
        yield from (("phone", key) for key in phone_keys(one.phone))
        yield from (("name", key) for key in name_keys(one.name))
        yield from (("buyer", key) for text in (one.ticket_buyer, one.payer) for key in name_keys(text))
        yield from (("house", key) for key in house_keys(one.house))
        yield from (("plate", key) for key in number_keys(one.plate))
        yield from (("account", key) for key in number_keys(one.account))


def _line(stop: Stop, at: int, one: Stopped, by: Actor, now: datetime) -> StopPerson:
    return StopPerson(
        id=uuid5(stop.pk, f"line {at}"),
        stop=stop,
        person=_person(stop, at, one, by, now),
        organisation_id=stop.organisation_id,
        region_code=stop.region_code,
        handed_to=stop.handed_to,
        number=at,
        full_name=one.full_name[:200],
        sex=one.sex,
        age=one.age if one.age is None or one.age < 130 else None,
        origin=one.origin[:200],
        next=stop.next,
    )


def _person(stop: Stop, at: int, one: Stopped, by: Actor, now: datetime) -> Person | None:
    """Who it is: somebody whom the actor sees, else somebody new; nobody, where the actor may write nobody down."""
    if one.person:
        known: Person | None = Person.objects.visible_to(by).filter(pk=one.person).first()
        if known is None:
            raise Refused("not_on_this_list")
        return known
    if not by.may("person.add"):
        return None
    identity = ("nik", "passport_number", "phone") if by.may("identity.add") else ()
    told: dict[str, Any] = {name: value for name in ("sex", *identity) if (value := getattr(one, name))}
    if one.home:
        told["home_id"] = one.home
    key = uuid5(stop.pk, f"person {at}")  # the same when the same report is sent again
    return add_person(by=by, id=key, full_name=one.full_name[:200], recorded_at=now, **told)


@transaction.atomic
def hand_over_stop(stop: Stop, *, to: Organisation, by: Actor) -> None:
    """Hand a report to the police or a labour office: they read it from now on. Raises `Refused`."""
    _lock(stop, by)
    what = next((step for step, kinds in _RECEIVERS.items() if to.kind in kinds), None)
    if what is None or not to.active:
        raise Refused("receiver_missing")
    if stop.handed_to_id == to.pk:
        raise Refused("already_done")
    stop.next, stop.handed_to = what, to
    stop.save(update_fields=["next", "handed_to"])
    StopPerson.objects.filter(stop=stop).update(handed_to=to)
    audit.record("stop.handed", stop, by=by, fields=["handed_to"], digest=True)


@transaction.atomic
def set_aside_stop(stop: Stop, *, by: Actor) -> None:
    """Of two reports with one key this one does not hold. It stays, and is met no more. Raises `Refused`."""
    _lock(stop, by)
    if stop.state != State.SENT:
        raise Refused("already_done")
    if not stop.conflicts_with_id and not stop.others.exists():
        raise Refused("not_allowed")
    stop.state = State.SET_ASIDE
    stop.save(update_fields=["state"])
    audit.record("stop.set_aside", stop, by=by, fields=["state"], digest=True)


def _lock(stop: Stop, by: Actor) -> None:
    mine = Stop.objects.filter(may_reach(Stop, by, "change"))
    if not mine.filter(pk=stop.pk).exists():
        raise Refused("not_allowed")
    stop.refresh_from_db(from_queryset=Stop.objects.select_for_update(of=("self",)))


@transaction.atomic
def keep_draft(key: UUID, typed: dict[str, list[str]], *, by: Actor, now: datetime) -> Draft:
    """Leave a report for later; the newest text holds. Raises `Refused`."""
    if not by.may("draft.add"):
        raise Refused("not_allowed")
    there = Draft.objects.filter(pk=key, account=by.account).first()
    draft = there or Draft(id=key, account=by.account)
    draft.typed, draft.changed_at, draft.open = typed, now, True
    draft.save(force_insert=there is None)
    audit.record("draft.kept", draft, by=by)
    return draft


@transaction.atomic
def close_draft(key: UUID, *, by: Actor) -> None:
    """Empty a draft that was sent or is not wanted any more; nothing happens when there is none."""
    for draft in Draft.objects.filter(pk=key, account=by.account, open=True):
        draft.typed, draft.open = {}, False
        draft.save(update_fields=["typed", "open"])
        audit.record("draft.closed", draft, by=by)
