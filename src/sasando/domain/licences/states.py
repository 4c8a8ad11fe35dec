"""The licence of a company and its states: entered, withdrawn, and laid over each other into intervals."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.licences.models import Licence, StateEntry, StateInterval
from sasando.domain.licences.names import number_key
from sasando.domain.licences.timeline import Span, laid_over
from sasando.domain.licences.writing import placement_company, write_down
from sasando.domain.organisations.models import Organisation


@transaction.atomic
def add_licence(company: Organisation, *, by: Actor, number: str, **facts: Any) -> Licence:
    """Write down a SIP3MI; `facts` are fields of `Licence`. What it is on a day, `record_state` says."""
    licence = Licence(company=placement_company(company), number=number.strip(), key=number_key(number), **facts)
    return write_down(licence, "licence.add", "licence.added", by=by)


@transaction.atomic
def change_term(licence: Licence, *, by: Actor, until: date | None) -> Licence:
    """Write down until when the licence runs, as a paper says it. Raises `Refused`."""
    lock(licence, by)
    if licence.until == until:
        raise Refused("already_done")
    licence.until = until
    licence.full_clean()
    licence.save(update_fields=["until"])
    audit.record("licence.term_changed", licence, by=by, fields=["until"], digest=True)
    return licence


@transaction.atomic
def record_state(licence: Licence, *, by: Actor, state: str, since: date, **facts: Any) -> StateEntry:
    """Write down that the licence was in this state since a day; `facts` are further fields of `StateEntry`.

    It lies over what was entered before: on its days it alone holds. Raises `Refused`.
    """
    lock(licence, by)
    entry = enter(licence, by=by, state=state, since=since, **facts)
    audit.record("licence.state_recorded", entry, by=by, fields=["state", "since", "until"], digest=True)
    return entry


@transaction.atomic
def withdraw_state(entry: StateEntry, *, by: Actor, because: str) -> None:
    """Take back what was entered wrongly: what it covered holds again. It stays readable. Raises `Refused`."""
    lock(entry.licence, by)
    entry.refresh_from_db(fields=["withdrawn_at"])
    if entry.withdrawn_at:
        raise Refused("already_done")
    if not because.strip():
        raise Refused("withdrawal_without_reason")
    entry.withdrawn_at, entry.withdrawn_by, entry.withdrawn_because = timezone.now(), by.account, because.strip()[:200]
    entry.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    _lay_out(entry.licence)
    audit.record("licence.state_withdrawn", entry, by=by, fields=["withdrawn_at", "withdrawn_because"], digest=True)


def lock(licence: Licence, by: Actor) -> None:
    """One at a time writes about a licence. Raises `Refused` when the actor may not."""
    if not by.may("licence.change"):
        raise Refused("not_allowed")
    licence.refresh_from_db(from_queryset=Licence.objects.visible_to(by).select_for_update(of=("self",)))


def enter(licence: Licence, *, by: Actor, state: str, since: date, **facts: Any) -> StateEntry:
    """As `record_state`, inside a deed that has a fact of its own. The licence must be locked."""
    last: int | None = licence.entries.aggregate(last=Max("number"))["last"]
    entry = StateEntry(licence=licence, state=state, since=since, number=(last or 0) + 1, by=by.account, **facts)
    entry.full_clean()
    entry.save(force_insert=True)
    _lay_out(licence)
    return entry


def _lay_out(licence: Licence) -> None:
    """Bring the intervals that hold to what the entries say, laid over each other."""
    entries = licence.entries.filter(withdrawn_at=None).order_by("number")
    wanted = set(laid_over(Span(one.since, one.until, one.pk) for one in entries))
    there = {Span(one.since, one.until, one.entry_id): one for one in licence.intervals.filter(holds=True)}
    gone = [one.pk for span, one in there.items() if span not in wanted]
    StateInterval.objects.filter(pk__in=gone).update(holds=False)
    states = {one.pk: one.state for one in entries}
    StateInterval.objects.bulk_create(
        StateInterval(
            licence=licence, entry_id=span.entry, state=states[span.entry], since=span.since, until=span.until
        )
        for span in sorted(wanted - set(there), key=lambda span: span.since)
    )
