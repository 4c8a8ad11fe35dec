"""Everything that was said of a person, on all records that are linked, by kind and day: with source, and what differs.

Names and homes change between documents, and so do years of birth; what cannot both be true is marked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from sasando.core.matching.names import name_key
from sasando.domain.access import Actor
from sasando.domain.people.models import Identifier, Identity, Person, Value
from sasando.domain.people.saying import OF_IDENTIFIERS, OF_VALUES
from sasando.domain.people.values import Certainty, Detail, Field, IdentifierKind, SourceKind, ValueKind
from sasando.web.shell.templatetags.shell import day as written_day

_KINDS: Final = [*ValueKind, *IdentifierKind]
_ONE_ONLY: Final = {IdentifierKind.NIK: "bad", IdentifierKind.BIRTH: "bad", ValueKind.FULL_NAME: "warn",
                    ValueKind.VILLAGE: "warn", IdentifierKind.PASSPORT: "warn"}  # fmt: skip
"""Of what there is one at a time, and how loud it is when two differ: a birth is once, a name may change."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value: what, from where, of which day, who wrote it down on which record; `mark` is the tone of a tag."""

    kind: str
    text: str
    source: str
    on: date
    certainty: str
    organisation: str
    record: Any
    key: Any = None
    withdrawn: bool = False
    mark: str = ""
    fact: Any = None

    @property
    def label(self) -> str:
        """The kind in words."""
        kinds: dict[str, Any] = {str(kind): kind.label for kind in _KINDS}
        return str(kinds[self.kind])

    @property
    def is_open(self) -> bool:
        """Whether it stands in the table that is open to every reader of the person."""
        return self.kind in ValueKind


def with_values(people: QuerySet[Person], actor: Actor) -> QuerySet[Any]:
    """These persons, each with all that was said of them and that the reader may know: no query more."""
    mine, order = OuterRef("pk"), ("recorded_at", "pk")
    values = Value.objects.visible_to(actor).filter(person=mine).order_by(*order)
    others = Identifier.objects.visible_to(actor).filter(person=mine).order_by(*order)
    return people.annotate(
        said_openly=ArraySubquery(values.annotate(shown=_shown("region_id")).values("shown")),
        said_closely=ArraySubquery(
            others.annotate(shown=_shown("detail", "day", "number", "phone")).values("shown"),
        ),
    )


def _shown(*more: str) -> JSONObject:
    names = ("kind", "text", "certainty", "source", "source_note", "on", "recorded_at", "withdrawn_at", *more)
    return JSONObject(key="pk", organisation="organisation__name", **{name: name for name in names})


def everything_said(records: Iterable[Any]) -> list[Said]:
    """All values of these records (from `with_values`), by kind and day, with their marks."""
    said = [one for record in records for one in _of_record(record)]
    return [one for kind in _KINDS for one in _marked([it for it in said if it.kind == kind])]


def _of_record(record: Any) -> Iterable[Said]:
    found = [_said(record, one, one["text"], one["region_id"] or one["text"]) for one in record.said_openly or ()]
    found += [_identifier(record, one) for one in record.said_closely or ()]
    return [*found, *_held(record, {(one.kind, one.text) for one in found})]


def _held(record: Any, known: set[tuple[str, str]]) -> Iterable[Said]:
    """What the record holds and nobody kept with a source: it came with a list, or before sources were."""
    identity: Identity | None = record.identity if record.identity_reached else None
    fields = {**OF_VALUES, **OF_IDENTIFIERS}
    held: dict[str, Any] = {name: getattr(record if name in OF_VALUES else identity, name, None) for name in fields}
    for name, kind in fields.items():
        text = _text(kind, held[name])
        if text and (kind, text) not in known:
            source = _("Sumber belum dicatat")
            on = timezone.localdate(record.recorded_at)
            yield Said(kind, text, source, on, "", record.organisation.name, record, fact=_fact(kind, held[name]))


def _text(kind: str, held: Any) -> str:
    if not held:
        return ""
    if kind == ValueKind.VILLAGE:
        return str(held.title)
    return written_day(held) if kind == IdentifierKind.BIRTH else str(held)


def in_words(field: str, text: str) -> str:
    """A value of a request as people read it: a birth date as a day."""
    return written_day(date.fromisoformat(text)) if field == Field.BORN_ON and text else text


def _fact(kind: str, held: Any) -> Any:
    if kind == ValueKind.VILLAGE:
        return held.code
    return (held.year, 0, held) if kind == IdentifierKind.BIRTH else held


def _said(record: Any, one: Mapping[str, Any], text: str, fact: Any) -> Said:
    source = str(SourceKind(one["source"]).label) + (f": {one['source_note']}" if one["source_note"] else "")
    recorded = timezone.localdate(datetime.fromisoformat(one["recorded_at"]))
    return Said(
        kind=one["kind"],
        text=text,
        source=source,
        on=_day(one["on"]) or recorded,
        certainty=str(Certainty(one["certainty"]).label),
        organisation=one["organisation"],
        record=record,
        key=one["key"],
        withdrawn=bool(one["withdrawn_at"]),
        fact=fact,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _identifier(record: Any, one: Mapping[str, Any]) -> Said:
    if one["kind"] == IdentifierKind.BIRTH:
        return _said(record, one, _birth_text(one), _birth_fact(one))
    parts = [one["text"]]
    if one["kind"] == IdentifierKind.CHILD and one["number"] is not None:
        parts.append(_("%(years)s tahun") % {"years": one["number"]})
    elif one["detail"]:
        parts.append(str(Detail(one["detail"]).label))
    parts.append(one["phone"])
    return _said(record, one, ", ".join(part for part in parts if part), one["text"])


def _birth_text(one: Mapping[str, Any]) -> str:
    """A birth as it is known: a day, a year, or about so old on a day."""
    if one["day"]:
        return written_day(_day(one["day"]))
    if one["detail"] == Detail.YEAR:
        return _("tahun %(year)s") % {"year": one["number"]}
    return _("sekitar %(years)s tahun pada %(day)s") % {"years": one["number"], "day": written_day(_day(one["on"]))}


def _birth_fact(one: Mapping[str, Any]) -> tuple[int, int, date | None]:
    """Year, how many years it may be off, and the day where it is known."""
    day, seen = _day(one["day"]), _day(one["on"])
    if day:
        return day.year, 0, day
    if one["detail"] == Detail.YEAR or not seen:
        return one["number"] or 0, 0, None
    return seen.year - (one["number"] or 0), 1, None


def _marked(said: Sequence[Said]) -> list[Said]:
    said = sorted(said, key=lambda one: (one.on, str(one.record.pk), one.text))
    if not said or said[0].kind not in _ONE_ONLY:
        return list(said)
    kind, holding = said[0].kind, [one for one in said if not one.withdrawn]
    against = {id(it) for one, other in combinations(holding, 2) if differs(kind, one, other) for it in (one, other)}
    agreed = {id(it) for one, other in combinations(holding, 2) if one.fact == other.fact for it in (one, other)}
    tone = _ONE_ONLY[kind]  # type: ignore[index]
    return [replace(one, mark=tone if id(one) in against else "good" if id(one) in agreed else "") for one in said]


def differs(kind: str, one: Said, other: Said) -> bool:
    """Whether the two cannot both be true of one person at one time."""
    if kind == IdentifierKind.BIRTH:
        (year, off, day), (their_year, their_off, their_day) = one.fact, other.fact
        return bool(day != their_day if day and their_day else abs(year - their_year) > off + their_off)
    if kind == ValueKind.FULL_NAME:
        mine, theirs = set(name_key(one.text).split()), set(name_key(other.text).split())
        return not (mine <= theirs or theirs <= mine)
    if kind == ValueKind.VILLAGE:
        return not (str(one.fact).startswith(str(other.fact)) or str(other.fact).startswith(str(one.fact)))
    return bool(one.fact != other.fact)
