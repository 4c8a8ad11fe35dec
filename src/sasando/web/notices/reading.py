"""What the pages of news show: each with whom it concerns, what was answered, and how long there was silence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.passages.models import Answer, Notice, Said
from sasando.domain.rosters.models import Entry

SILENT_AFTER: Final = timedelta(hours=2)
_TONES: Final = {Said.SEEN: "info", Said.RECEIVED: "good", Said.NOT_HERE: "warn", "": "unknown"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a notice, with the last answer about them."""

    entry: Entry
    said: str
    word: str
    tone: str
    at: datetime | None


@dataclass(slots=True)
class Row:
    """One notice in the list."""

    notice: Notice
    people: list[str] = field(default_factory=list)
    count: int = 0
    state: str = ""
    tone: str = "unknown"
    mine: bool = False


def found(actor: Actor, which: str) -> QuerySet[Notice]:
    """The news that the reader sees, newest first."""
    notices = Notice.objects.visible_to(actor).select_related("gate", "to", "organisation", "roster")
    answered = Exists(Answer.objects.filter(notice=OuterRef("pk")))
    chosen = {
        "in": notices.exclude(organisation=actor.organisation),
        "out": notices.filter(organisation=actor.organisation),
        "silent": notices.exclude(answered),
    }
    return chosen.get(which, notices).order_by("-at", "id")


def rows_of(notices: Iterable[Notice], actor: Actor, now: datetime) -> list[Row]:
    """The notices of one page, in words: three queries whatever their number."""
    rows = {one.pk: Row(one, mine=one.organisation_id == actor.organisation) for one in notices}
    for entry in (
        Entry.objects.visible_to(actor).filter(notices__in=list(rows)).annotate(of=F("notices__pk")).order_by("row")
    ):
        row = rows[entry.of]
        row.count += 1
        if len(row.people) < 3:
            row.people.append(entry.full_name or entry.description or "–")
    for answer in Answer.objects.visible_to(actor).filter(notice__in=list(rows)):
        _answered(rows[answer.notice_id], answer)
    for row in rows.values():
        if not row.state:
            row.state, row.tone = _silence(row.notice, now)
    return list(rows.values())


def _answered(row: Row, answer: Answer) -> None:
    row.state, row.tone = str(answer.get_said_display()), _TONES[Said(answer.said)]


def _silence(notice: Notice, now: datetime) -> tuple[str, str]:
    passed = now - notice.at
    if passed < SILENT_AFTER:
        return _("Menunggu jawaban"), "unknown"
    hours = int(passed.total_seconds() // 3600)
    return _("Diam %(hours)s jam") % {"hours": hours}, "bad" if notice.urgent else "warn"


def lines_of(notice: Notice, actor: Actor) -> list[Line]:
    """Everybody of one notice whom the reader sees, with the last answer about each."""
    said: dict[Any, Answer] = {}
    for answer in Answer.objects.visible_to(actor).filter(notice=notice).order_by("at", "id"):
        if answer.entry_id or answer.said != Said.SEEN:
            said[answer.entry_id] = answer
    lines = []
    for entry in Entry.objects.visible_to(actor).filter(notices=notice).order_by("row", "full_name"):
        one = said.get(entry.pk) or said.get(None)
        word = str(one.get_said_display()) if one else _("Belum dijawab")
        lines.append(
            Line(entry, one.said if one else "", word, _TONES[one.said if one else ""], one.at if one else None)
        )
    return lines


def seen_by(notice: Notice, actor: Actor) -> Answer | None:
    """The first who said that it was read."""
    return Answer.objects.visible_to(actor).filter(notice=notice, said=Said.SEEN).order_by("at").first()
