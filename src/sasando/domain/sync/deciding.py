"""The desk on which people decide what phones sent and nothing could decide by itself."""

from typing import Literal
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.sync.models import OPEN, Envelope, State
from sasando.domain.sync.receiving import one_after_the_other, settle, try_again
from sasando.domain.sync.words import reason as sentence

Decision = Literal["apply", "drop"]


@transaction.atomic
def decide(envelope: Envelope, decision: Decision, *, by: Actor, reason: str = "") -> Envelope:
    """Apply an envelope all the same, as a correction of whoever decides, or set it aside for a reason.

    What another fact's key stands against is written under a key of its own. Raises `Refused`; nothing is changed then.
    """
    if not by.may("sync.rule") or envelope.organisation_id != by.organisation:
        raise Refused("not_allowed")
    one_after_the_other(by)
    row: Envelope = Envelope.objects.visible_to(by).get(pk=envelope.pk)
    if row.state not in OPEN:
        raise Refused("already_done")
    if decision == "drop" and not reason.strip():
        raise Refused("reason_missing")
    if decision == "drop":
        row.state, row.because, row.sealed = State.REFUSED, "dropped", None
    else:
        _apply(row, by)
    row.settled_by, row.settled_at, row.reason = by.account, timezone.now(), reason.strip()[:300]
    row.save(update_fields=["state", "because", "details", "waits_for", "sealed", "settled_by", "settled_at", "reason"])
    audit.record(f"sync.{'applied' if decision == 'apply' else 'dropped'}", row, by=by)
    try_again(by=by)
    return row


def _apply(row: Envelope, by: Actor) -> None:
    key = uuid5(row.uuid, row.digest) if row.because == "same_key_other_content" else row.uuid
    if not settle(row, by, key):
        raise Refused("still_in_the_way", because=sentence(row.because, row.details))
    row.because = "applied_by_hand"
