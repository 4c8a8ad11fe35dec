"""What is in an envelope becomes a fact, by the same actions as on a page, under the key that the phone gave it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils import timezone

from sasando.domain.access import Actor
from sasando.domain.gates.models import Gate
from sasando.domain.passages.handing import Receipt, hand_over
from sasando.domain.passages.models import Notice, Purpose, Said, Tick, TickKind
from sasando.domain.passages.notices import News, answer_notice, send_notice
from sasando.domain.passages.ticking import Capture, Mark, Stranger, add_extra, count_heads, rule, tick
from sasando.domain.rosters.announcing import Letter, announce_roster
from sasando.domain.rosters.models import Entry, Kind, Roster
from sasando.domain.stops.actions import report_stop
from sasando.domain.sync.envelopes import moment
from sasando.domain.sync.lines import entry_of_line, is_here
from sasando.domain.sync.reports import report_of


class Waits(Exception):  # noqa: N818 - it is no error
    """What this fact is about is not here yet; `key` is what has to come first."""

    def __init__(self, key: UUID) -> None:
        super().__init__(str(key))
        self.key = key


class Disputed(Exception):  # noqa: N818 - it is no error
    """A person must decide; `code` says why (`words.py`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact out of an envelope: its key, what it says, when and on which phone, and who stands for it."""

    key: UUID
    body: Mapping[str, Any]
    capture: Capture
    by: Actor

    def text(self, name: str) -> str:
        """A text of the body; "" when it is not there. Raises `Disputed` when it is none."""
        value = self.body.get(name) or ""
        if not isinstance(value, str) or "\x00" in value:
            raise Disputed("not_understood")
        return value

    def uuid(self, name: str) -> UUID:
        """A key of the body. Raises `Disputed`."""
        try:
            return UUID(self.text(name))
        except ValueError:
            raise Disputed("not_understood") from None

    def number(self, name: str, most: int) -> int | None:
        """A number from 0 to `most`, or none. Raises `Disputed`."""
        value = self.body.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise Disputed("not_understood")
        return value

    def gate(self, name: str = "gate") -> Gate:
        """The gate that the body names. Raises `Disputed`."""
        if not (found := self.some_gate(name)):
            raise Disputed("gate_unknown")
        return found

    def some_gate(self, name: str) -> Gate | None:
        """The same, when it names one."""
        slug = self.text(name)
        if slug and not (found := Gate.objects.filter(pk=slug).first()):
            raise Disputed("gate_unknown")
        return found if slug else None

    def roster(self) -> Roster:
        """The list that the body names. Raises `Waits` when it is not here, or not for the eyes of who sent this."""
        key = self.uuid("roster")
        found: Roster | None = Roster.objects.visible_to(self.by).filter(pk=key).first()
        if not found:
            raise Waits(key)
        return found


def body_of(text: bytes) -> Mapping[str, Any]:
    """The body of an envelope, opened. Raises `Disputed` when it is none."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise Disputed("not_understood") from None
    if not isinstance(body, dict):
        raise Disputed("not_understood")
    return body


def apply(kind: str, fact: Fact) -> None:
    """Write the fact down. Raises `Waits`, `Disputed` or `Refused`; then nothing is written (in a savepoint)."""
    if kind not in _BY_KIND:
        raise Disputed("not_understood")
    try:
        _BY_KIND[kind](fact)
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        if isinstance(problem, ValueError) and hasattr(problem, "code"):
            raise
        raise Disputed("not_understood") from problem


def _roster(fact: Fact) -> None:
    arrives = fact.text("arrives_at")
    announce_roster(
        Letter(
            id=fact.key,
            title=fact.text("title"),
            content=fact.text("text").encode(),
            kind=Kind(fact.text("list_kind") or Kind.RETURN),
            came_from=fact.some_gate("came_from"),
            due=fact.some_gate("due"),
            carrier=fact.text("carrier"),
            arrives_at=moment(arrives) if arrives else None,
        ),
        by=fact.by,
    )


def _tick(fact: Fact) -> None:
    undoes = _undone(fact) if fact.body.get("undoes") else None
    mark = Mark(
        kind=TickKind(fact.text("tick")),
        gate=fact.gate(),
        to=fact.some_gate("to"),
        since=fact.some_gate("since"),
        receiver=fact.text("receiver"),
        undoes=undoes,
    )
    tick(undoes.entry if undoes else _entry(fact, mark), mark, by=fact.by, capture=fact.capture)


def _undone(fact: Fact) -> Tick:
    key = fact.uuid("undoes")
    found: Tick | None = Tick.objects.visible_to(fact.by).filter(pk=key).select_related("entry").first()
    if not found:
        raise Waits(key)
    return found


def _entry(fact: Fact, mark: Mark | None = None) -> Entry:
    """Whom the body means: by key, or by the line of a list that was pasted on the phone."""
    if fact.body.get("entry"):
        key = fact.uuid("entry")
        by_key: Entry | None = Entry.objects.visible_to(fact.by).filter(pk=key).first()
        if not by_key:
            raise Waits(key)
        return by_key
    roster, line, nth = fact.roster(), fact.text("line"), fact.number("nth", 10_000) or 0
    found = entry_of_line(roster, line, nth, by=fact.by)
    if found:
        return found
    if mark is None or not is_here(mark.kind):
        raise Disputed("line_is_nobody")
    return _extra_of_line(fact, roster, line, mark.gate)


def _extra_of_line(fact: Fact, roster: Roster, line: str, gate: Gate) -> Entry:
    """Somebody of whom a line speaks that the reader took for none: written down as found at this gate."""
    capture = Capture(id=uuid5(fact.key, "found"), at=fact.capture.at, device=fact.capture.device)
    who = Stranger(id=uuid5(roster.pk, f"line {line}"), full_name=line[:200])
    return add_extra(roster, gate, who, by=fact.by, capture=capture)


def _extra(fact: Fact) -> None:
    adult = _adult(fact)
    who = Stranger(
        id=fact.uuid("entry"),
        full_name=fact.text("name")[:200],
        description=fact.text("description")[:300],
        sex=fact.text("sex")[:1],
        age=fact.number("age", 129),
        companion_of=adult,
    )
    add_extra(fact.roster(), fact.gate(), who, by=fact.by, capture=fact.capture)


def _adult(fact: Fact) -> Entry | None:
    with_whom = fact.body.get("companion_of")
    if not with_whom:
        return None
    body = {"roster": fact.body.get("roster"), **with_whom}
    return _entry(Fact(key=fact.key, body=body, capture=fact.capture, by=fact.by))


def _count(fact: Fact) -> None:
    heads = fact.number("heads", 100_000)
    if heads is None:
        raise Disputed("not_understood")
    count_heads(fact.roster(), fact.gate(), heads, by=fact.by, capture=fact.capture)


def _ruling(fact: Fact) -> None:
    keeps = [str(UUID(one)) for one in fact.body["keeps"]]
    rule(fact.roster(), fact.text("conflict"), keeps, by=fact.by, capture=fact.capture)


def _handover(fact: Fact) -> None:
    receipt = Receipt(receiver=fact.text("receiver"), signatures=_strokes(fact.body.get("signatures") or {}))
    hand_over(fact.roster(), fact.gate(), receipt, by=fact.by, capture=fact.capture)


def _strokes(drawn: Mapping[str, Any]) -> dict[str, list[list[list[int]]]]:
    """Signatures as drawn: no more than a hand draws, every point within the glass."""
    return {
        who: [[[min(max(int(at), 0), 1000) for at in point[:2]] for point in line[:2_000]] for line in lines[:60]]
        for who, lines in drawn.items()
        if who in ("giver", "receiver")
    }


def _notice(fact: Fact) -> None:
    news = News(
        id=fact.key,
        purpose=Purpose(fact.text("purpose")),
        roster=fact.roster(),
        gate=fact.gate(),
        carrier=fact.text("carrier"),
        urgent=fact.body.get("urgent") is True,
    )
    people = [UUID(one) for one in fact.body["people"]]
    if missing := set(people) - set(
        Entry.objects.visible_to(fact.by).filter(pk__in=people).values_list("pk", flat=True)
    ):
        raise Waits(min(missing))
    send_notice(news, people, by=fact.by)


def _answer(fact: Fact) -> None:
    key = fact.uuid("notice")
    found: Notice | None = Notice.objects.visible_to(fact.by).filter(pk=key).first()
    if not found:
        raise Waits(key)
    entry = _entry(fact) if fact.body.get("entry") else None
    answer_notice(found, Said(fact.text("said")), by=fact.by, entry=entry)


def _stop(fact: Fact) -> None:
    if (
        report_stop(report_of(fact.key, fact.body, at=fact.capture.at), by=fact.by, now=timezone.now()).how
        == "conflict"
    ):
        raise Disputed("same_key_other_content")


_BY_KIND: Final[Mapping[str, Callable[[Fact], None]]] = {
    "roster": _roster,
    "tick": _tick,
    "extra": _extra,
    "count": _count,
    "ruling": _ruling,
    "handover": _handover,
    "notice": _notice,
    "answer": _answer,
    "stop": _stop,
}
KINDS: Final = tuple(_BY_KIND)
