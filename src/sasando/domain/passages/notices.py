"""News from gate to gate: these are coming, is this one with you, watch for these. And what the gate answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate
from sasando.domain.organisations.models import Organisation
from sasando.domain.passages.models import Answer, Notice, NoticeEntry, Purpose, Said
from sasando.domain.passages.ticking import mark_passed
from sasando.domain.rosters.models import Entry, Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a gate or an office is told. Urgent only where it is: somebody missing, somebody to be watched for."""

    purpose: Purpose
    roster: Roster
    gate: Gate | None = None
    to: Organisation | None = None
    carrier: str = ""
    expected_at: datetime | None = None
    urgent: bool = False
    id: UUID | None = None


@transaction.atomic
def send_notice(news: News, people: Iterable[UUID], *, by: Actor) -> Notice:
    """Tell a gate or an office about people whom the sender sees; from then on it sees them too. Raises `Refused`."""
    if not by.may("notice.add"):
        raise Refused("not_allowed")
    sent: Notice | None = Notice.objects.visible_to(by).filter(pk=news.id).first() if news.id else None
    if sent:
        return sent
    entries = list(Entry.objects.visible_to(by).filter(pk__in=list(people), roster=news.roster))
    if not entries:
        raise Refused("nobody_chosen")
    if (news.gate is None) == (news.to is None):
        raise Refused("where_to_missing")
    made = Notice(
        id=news.id or uuid4(),
        purpose=news.purpose,
        organisation_id=by.organisation,
        gate=news.gate,
        to=news.to,
        gates=[news.gate.pk] if news.gate else [f"org:{news.to.pk}"] if news.to else [],
        roster=news.roster,
        carrier=news.carrier[:80],
        expected_at=news.expected_at,
        urgent=news.urgent,
        by=by.account,
    )
    made.save(force_insert=True)
    NoticeEntry.objects.bulk_create(NoticeEntry(notice=made, entry=entry) for entry in entries)
    audit.record("notice.sent", made, by=by, fields=[news.purpose], digest=True)
    mark_passed("SELECT security.pass_notice(%s)", made.pk, news.roster, by)
    return made


@transaction.atomic
def answer_notice(notice: Notice, said: Said, *, by: Actor, entry: Entry | None = None) -> Answer:
    """Answer of all the people of a notice, or of one. Saying the same again changes nothing. Raises `Refused`."""
    if not by.may("answer.add"):
        raise Refused("not_allowed")
    if entry and not NoticeEntry.objects.filter(notice=notice, entry=entry).exists():
        raise Refused("not_on_this_list")
    last: Answer | None = (
        Answer.objects.visible_to(by).filter(notice=notice, entry=entry).order_by("-at", "-id").first()
    )
    if last and (last.said, last.organisation_id) == (said, by.organisation):
        return last
    made = Answer(notice=notice, entry=entry, said=said, organisation_id=by.organisation, by=by.account)
    made.save(force_insert=True)
    audit.record("answer.given", made, by=by, fields=[said])
    return made
