"""Counting everything against everything: what was allowed, decided, paid, issued and printed, each from its own rows.

It runs at each issue for the permit at hand, and every night for all. It trusts no column that says how many there
are, and no trigger: whoever got past those is found here, and shown to a second organisation.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from sasando.domain import audit
from sasando.domain.access import acting
from sasando.domain.issuance.kinds import NEEDED, Mismatch
from sasando.domain.issuance.models import Discrepancy, Reconciliation
from sasando.domain.issuance.questions import COUNTS, QUESTIONS, UNPAID
from sasando.domain.placements.program import PROGRAM

Ask = Callable[[str, dict[str, Any]], Iterable[Any]]
WINDOW: Final = timedelta(days=30)
OVERDUE: Final = timedelta(hours=26)
"""A count that is older was missed."""
MANY_WAIVERS: Final = 10
"""More of one requirement from one office within thirty days are shown."""
SAME_EVIDENCE: Final = 3
"""One piece of evidence for so many waivers is shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that does not agree: about what, how many there should be at most, how many there are."""

    kind: Mismatch
    subject: str
    should_be: int | None = None
    counted: int | None = None
    region: str = ""
    company: UUID | None = None

    @property
    def key(self) -> str:
        """The same finding with the same count is written once."""
        return f"{self.kind}|{self.subject}|{self.should_be}|{self.counted}"[:200]


def reconcile(*, today: date) -> tuple[Reconciliation, list[Discrepancy]]:
    """Count everything, and write down what does not agree. Gives what was new."""
    with acting(PROGRAM):
        return write_down(list(findings(today)))


def reconcile_if_missed(now: datetime) -> bool:
    """Count now when the last count is older than a day: the machine was off that night. Gives whether it counted."""
    last = Reconciliation.objects.values_list("at", flat=True).first()
    if last and now - last < OVERDUE:
        return False
    reconcile(today=timezone.localdate(now))
    return True


def reconcile_permit(permit: UUID, *, today: date) -> None:
    """Count what was issued under one permit, at each issue. To be called as the program."""
    values = _values(today) | {"permit": permit}
    kinds = (Mismatch.OVER_QUOTA, Mismatch.OVER_JOB_ORDER)
    found = [Found(kind, *row) for kind in kinds for row in _asked(QUESTIONS[kind], values)]
    if found:
        write_down(found)


def _values(today: date) -> dict[str, Any]:
    return {"since": today - WINDOW, "many": MANY_WAIVERS, "same": SAME_EVIDENCE, "permit": None}


def findings(today: date, ask: Ask | None = None) -> Iterator[Found]:
    """Everything that does not agree, as the database stands; `ask` asks another one. To be called as the program."""
    ask = ask or _asked
    for kind, query in QUESTIONS.items():
        for row in ask(query, _values(today)):
            yield Found(kind, *row)
    for scheme, kinds in NEEDED.items():
        for needed in kinds:
            for row in ask(UNPAID, {"scheme": scheme, "kind": needed.value}):
                yield Found(Mismatch.NOT_PAID, *row)


@transaction.atomic
def write_down(found: Iterable[Found]) -> tuple[Reconciliation, list[Discrepancy]]:
    """Keep one count, and of what it found that which was not known. To be called as the program."""
    found = list(found)
    known = set(Discrepancy.objects.filter(key__in=[one.key for one in found]).values_list("key", flat=True))
    fresh = [one for one in {one.key: one for one in found}.values() if one.key not in known]
    made = [
        Discrepancy(
            kind=one.kind, subject=one.subject[:120], key=one.key, should_be=one.should_be, counted=one.counted,
            region_code=one.region, company_id=one.company,
        )
        for one in fresh
    ]  # fmt: skip
    for row in made:
        row.save(force_insert=True)
        audit.record("discrepancy.found", row, by=None, fields=["kind"], digest=True)
    count = Reconciliation(counted=dict(_asked(COUNTS, {})), found=len(found))
    count.save(force_insert=True)
    audit.record("ledger.reconciled", count, by=None)
    return count, made


def _asked(query: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
