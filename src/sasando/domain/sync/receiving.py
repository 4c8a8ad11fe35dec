"""Envelopes arrive in any order, some twice, over bad links. Each is applied once, or waits, or a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.passages.models import Notice, Tick
from sasando.domain.passages.ticking import Capture
from sasando.domain.rosters.models import Entry, Roster
from sasando.domain.sync.applying import Disputed, Fact, Waits, apply, body_of
from sasando.domain.sync.envelopes import Sealed
from sasando.domain.sync.models import Envelope, State
from sasando.domain.sync.sealing import Unopenable, open_sealed, signed

MOST: Final = 200
"""Envelopes at a time."""
_ROUNDS: Final = 10  # a list, then its ticks, then what undoes them: no chain of facts is longer than this in practice


@dataclass(frozen=True, slots=True)
class Answer:
    """What the phone is told of one envelope. With a `receipt` it may forget it."""

    uuid: str
    digest: str
    state: str
    because: str = ""
    receipt: bytes = b""


class Busy(Exception):  # noqa: N818 - it is no error
    """Another batch of the organisation is being taken; the phone shall come again in a moment."""


@transaction.atomic
def receive(envelopes: Sequence[Sealed], *, by: Actor, wait: bool = True) -> list[Answer]:
    """Keep and apply envelopes; the same one again has the same answer. Say it only after the commit. Raises `Refused`.

    One organisation's envelopes are taken one batch after the other, so that what is repeated or held is settled once.
    Without `wait`, raises `Busy` while another batch is being taken: phones that stood in line here would keep pages
    from everybody else.
    """
    if not by.may("sync.add"):
        raise Refused("not_allowed")
    one_after_the_other(by, wait=wait)
    kept = [(one, _keep(one, by)) for one in envelopes[:MOST]]
    if kept:
        audit.record("sync.received", by=by)
    try_again(by=by)
    fresh = Envelope.objects.in_bulk([row.pk for _, row in kept if row])
    return [_answer(one, fresh[row.pk] if row else None) for one, row in kept]


def one_after_the_other(by: Actor, *, wait: bool = True) -> None:
    """Until the end of this transaction nobody else of the organisation receives anything. Raises `Busy`."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [str(by.organisation)])
            return
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 4))", [str(by.organisation)])
        if not cursor.fetchone()[0]:
            raise Busy


def _answer(one: Sealed, row: Envelope | None) -> Answer:
    if row is None:
        return Answer(str(one.uuid), one.digest, State.REFUSED, "other_organisation")
    return Answer(str(one.uuid), one.digest, row.state, row.because, bytes(row.receipt or b""))


def _keep(one: Sealed, by: Actor) -> Envelope | None:
    """The row of an envelope: the one that is there, or a new one with what came of it. None: not for us."""
    if one.organisation != by.organisation:
        return None
    mine = Envelope.objects.visible_to(by).filter(organisation_id=by.organisation)
    of_key: list[Envelope] = list(mine.filter(device=one.device, uuid=one.uuid))
    for row in of_key:
        if row.digest == one.digest:
            return row
    row = _row(one, by)
    if of_key:
        row.state, row.because = State.CONFLICT, "same_key_other_content"
        _openable(row)
    else:
        settle(row, by)
    if row.because != "cannot_be_opened":
        row.receipt = signed(receipt_text(row.device, str(row.uuid), row.digest))
    row.save(force_insert=True)
    if row.state != State.DONE:
        audit.record(f"sync.{row.state}", row, by=by)
    return row


def receipt_text(device: str, uuid: str, digest: str) -> bytes:
    """What a receipt signs."""
    return f"sasando receipt 1\n{device}\n{uuid}\n{digest}".encode()


def _row(one: Sealed, by: Actor) -> Envelope:
    return Envelope(
        organisation_id=by.organisation,
        account=by.account,
        device=one.device,
        uuid=one.uuid,
        digest=one.digest,
        kind=one.kind,
        base=one.base,
        written_at=one.at,
        at=one.captured_at,
        sealed=one.sealed,
    )


def _openable(row: Envelope) -> bool:
    try:
        opened(row)
    except Unopenable:
        row.state, row.because = State.REFUSED, "cannot_be_opened"
        return False
    return True


def opened(row: Envelope) -> bytes:
    """What is in a kept envelope. Raises `Unopenable`."""
    return open_sealed(bytes(row.sealed or b""), head(row))


def head(row: Envelope) -> bytes:
    """The head under which it was sealed."""
    return _sealed(row).head


def _sealed(row: Envelope) -> Sealed:
    return Sealed(
        organisation=row.organisation_id,
        device=row.device,
        uuid=row.uuid,
        kind=row.kind,
        base=row.base,
        at=row.written_at,
        digest=row.digest,
        sealed=bytes(row.sealed or b""),
    )


def settle(row: Envelope, by: Actor, key: UUID | None = None) -> bool:
    """Try to apply an envelope and note on the row what came of it (not saved here). True when it was applied."""
    row.state, row.because, row.details, row.waits_for = State.CONFLICT, "", {}, None
    if not _openable(row):
        return False
    try:
        with transaction.atomic():
            apply(row.kind, _fact(row, by, key or row.uuid))
    except Waits as waits:
        row.state, row.because, row.waits_for = State.HELD, "not_here_yet", waits.key
    except Disputed as disputed:
        row.because = disputed.code
    except ValidationError as refusal:
        row.because, row.details = getattr(refusal, "code", "") or "not_understood", _plain(refusal)
    except OperationalError:
        raise  # the database is not well: the phone shall send it again
    except DatabaseError:
        row.because = "not_written"
    else:
        row.state, row.because, row.sealed = State.DONE, "", None
    return row.state == State.DONE


def _fact(row: Envelope, by: Actor, key: UUID) -> Fact:
    capture = Capture(id=key, at=row.at, device=row.device)
    return Fact(key=key, body=body_of(opened(row)), capture=capture, by=by)


def _plain(refusal: ValidationError) -> dict[str, Any]:
    return {name: str(value) for name, value in (getattr(refusal, "params", None) or {}).items()}


def try_again(*, by: Actor) -> int:
    """Apply what waited and waits no more; how many that were. Each round may bring what the next one waited for."""
    applied = 0
    for _ in range(_ROUNDS):
        ready = _ready(by)
        done = [row for row in ready if settle(row, by)]
        for row in ready:
            row.save(update_fields=["state", "because", "details", "waits_for", "sealed"])
        applied += len(done)
        if not done:
            break
    return applied


def _ready(by: Actor) -> list[Envelope]:
    held = Envelope.objects.visible_to(by).filter(organisation_id=by.organisation, state=State.HELD)
    keys = set(held.order_by().values_list("waits_for", flat=True).distinct()[:5_000])
    return list(held.filter(waits_for__in=_there(keys, by)).order_by("at", "id")[:MOST]) if keys else []


def _there(keys: Iterable[UUID], by: Actor) -> set[UUID]:
    """Which of these are here now, for the eyes of who acts."""
    found: set[UUID] = set()
    for model in (Roster, Entry, Tick, Notice):
        found |= set(model.objects.visible_to(by).filter(pk__in=keys).values_list("pk", flat=True))
    return found
