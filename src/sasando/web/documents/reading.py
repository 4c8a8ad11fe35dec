"""What the pages of documents show, read in few queries and no further than the reader's rights reach."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sasando.core.facts import FACTS
from sasando.core.facts import Kind as FactKind
from sasando.domain.access import Actor
from sasando.domain.documents.facts import restored
from sasando.domain.documents.kinds import KINDS, Kind
from sasando.domain.documents.models import Document, Freedom, Register, RegisterAnswer, Scan, Truth, Way
from sasando.domain.documents.queries import allows, documents_of, who_saw
from sasando.domain.people.models import Person
from sasando.web.documents.forms import code_word, says
from sasando.web.shell.summary import Line
from sasando.web.shell.templatetags.shell import day as day_in_words
from sasando.web.shell.trail import Event, event_of

TONES = {Truth.YES: "good", Truth.NO: "bad", Truth.NOT_KNOWN: "unknown", None: "warn"}


@dataclass(frozen=True, slots=True)
class State:
    """A state as a tag shows it."""

    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A document on the page of its person."""

    document: Any
    lines: list[Line]
    validity: State | None
    verified: State
    verified_note: str
    may_verify: bool
    scans: list[tuple[Scan, State]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A register with its latest answer; without one it was not asked."""

    register: Register
    state: State
    answer: RegisterAnswer | None
    lines: list[Line] = field(default_factory=list)
    differing: str = ""


def shown_of(person: Person, relations: Iterable[Any], by: Actor, today: date) -> list[Shown]:
    """The documents that stand, in the order of the kinds, with their pages: two queries."""
    order = list(KINDS)
    documents = sorted(documents_of(person, by), key=lambda one: order.index(one.kind))
    scans: dict[UUID, list[Scan]] = defaultdict(list)
    if by.may("scan.read"):
        for scan in Scan.objects.visible_to(by).filter(person=person).order_by("document", "page"):
            scans[scan.document_id].append(scan)
    may = allows(relations, "verification.add", by)
    return [_shown(one, scans[one.pk], today, may=may and by.role in one.declared.checked_by) for one in documents]


def _shown(document: Any, scans: list[Scan], today: date, *, may: bool) -> Shown:
    return Shown(
        document,
        lines_of(document),
        validity_of(document.valid_until, today),
        State(TONES[document.verified], _verified_word(document.verified)),
        _verified_note(document),
        may,
        [(scan, _freedom(scan.scanned)) for scan in scans],
    )


def _verified_word(answer: str | None) -> str:
    said: dict[str | None, str] = {
        Truth.YES: _("Benar"),
        Truth.NO: _("Tidak benar"),
        Truth.NOT_KNOWN: _("Diperiksa, belum diketahui"),
    }
    return said.get(answer, _("Belum diperiksa"))


def _verified_note(document: Any) -> str:
    if not document.verified:
        return ""
    return f"{document.verified_office}, {day_said(document.verified_on)}. {Way(document.verified_way).label}."


def _freedom(scanned: str) -> State:
    tone = {Freedom.CLEAN: "good", Freedom.SUSPECT: "bad"}.get(Freedom(scanned), "unknown")
    return State(tone, str(Freedom(scanned).label))


def validity_of(until: date | None, today: date) -> State | None:
    """Whether a document holds today; None when it has no end."""
    if until is None:
        return None
    if until < today:
        return State("bad", _("Sudah lewat"))
    left = (until - today).days
    return State("warn", _("Habis %(days)s hari lagi") % {"days": left}) if left <= 60 else State("good", _("Berlaku"))


def lines_of(document: Document) -> list[Line]:
    """What a document says."""
    kind = document.declared
    labels = {column: says(FACTS[fact].label) for column, fact in kind.columns.items()}
    lines = [
        Line(labels.get("number", _("Nomor")), document.number, document.number_problem or ""),
        Line(_("Penerbit"), document.issued_by),
        Line(labels.get("issued_on", _("Tanggal terbit atau tanda tangan")), day_said(document.issued_on)),
        Line(labels.get("valid_until", _("Berlaku sampai")), day_said(document.valid_until)),
        *fact_lines(document.facts),
    ]
    return [line for line in lines if line.value]


def fact_lines(facts: Mapping[str, Any]) -> list[Line]:
    """Facts in words."""
    return [Line(says(FACTS[key].label), value_said(key, value)) for key, value in restored(facts).items()]


def value_said(key: str, value: Any) -> str:
    """A value as people read it."""
    fact = FACTS[key]
    if fact.kind is FactKind.CODE and value in fact.codes:
        return code_word(fact, value)
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    return day_said(value) if isinstance(value, date) else str(value)


def day_said(day: date | None) -> str:
    """A day in words; "" for none."""
    return day_in_words(day) if day else ""


def lacking(shown: Iterable[Shown]) -> list[Kind]:
    """The kinds of which there is no document yet."""
    there = {one.document.kind for one in shown}
    return [kind for code, kind in KINDS.items() if code not in there or code == "other"]


def registers_of(person: Person, by: Actor) -> list[Asked]:
    """Every register with its latest answer: one query."""
    if not by.may("register_answer.read"):
        return []
    given = RegisterAnswer.objects.visible_to(by).filter(person=person).select_related("organisation")
    latest: dict[str, RegisterAnswer] = {}
    for answer in given.order_by("on", "at", "pk"):
        latest[answer.register] = answer
    return [_asked(register, latest.get(register)) for register in Register]


def _asked(register: Register, answer: RegisterAnswer | None) -> Asked:
    if answer is None:
        return Asked(register, State("unknown", _("Belum ditanya")), None)
    differing = ", ".join(says(FACTS[key].label) for key in answer.differing)
    state = State(TONES[Truth(answer.answer)], str(Truth(answer.answer).label))
    return Asked(register, state, answer, fact_lines(answer.said), differing)


def events_of(person: Person, by: Actor) -> list[Event]:
    """Who saw the documents, for who may know."""
    return [event_of(one) for one in who_saw(person, by, most=50)]
