"""What else the page of a person shows: values with their sources, linked records, what waits for a decision."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from sasando.domain.access import Actor
from sasando.domain.people.linking import records_of, standing
from sasando.domain.people.models import Correction, Person, Suggestion, Verdict
from sasando.domain.people.queries import may_change
from sasando.domain.people.values import Field, IdentifierKind, SourceKind, ValueKind
from sasando.web.people.drift import everything_said, in_words, with_values
from sasando.web.people.reading import records
from sasando.web.shell.request import Request


def records_of_one(actor: Actor, key: UUID) -> QuerySet[Person]:
    """The record and all that are linked to it, each with everything that the page shows of it: one query."""
    found = with_values(records(actor), actor).filter(records_of(key))
    if actor.may("correction.read"):
        asked = Correction.objects.visible_to(actor).filter(person=OuterRef("pk"), decided_at=None)
        names = ("field", "before", "after", "source", "source_note", "asked_at")
        shown = JSONObject(organisation="organisation__name", **{name: name for name in names})
        found = found.annotate(asked=ArraySubquery(asked.annotate(shown=shown).values("shown")))
    if actor.may("match.known"):
        found = found.annotate(known_at=RawSQL("ARRAY(SELECT security.known_at(people_person.id))", ()))
    return found


def known_of(person: Any, people: Mapping[UUID, Any], request: Request) -> dict[str, Any]:
    """The context of the parts `values.html`, `linked.html` and `waiting.html`; `people` are all linked records."""
    return {
        "said": everything_said(people.values()),
        "others": [one for one in people.values() if one is not person],
        "kinds": kinds_for(person, request),
        "asked": [_asked(it) for one in people.values() for it in getattr(one, "asked", None) or ()],
        "maybe_same": _maybe_same(people, request.actor),
        "known_at": getattr(person, "known_at", []),
    }


def kinds_for(person: Any, request: Request) -> list[tuple[str, str]]:
    """What the reader may write down of this person: key and word."""
    kinds: list[Any] = [*ValueKind] if may_change(person, "person", request.actor) else []
    kinds += [*IdentifierKind] if may_change(person, "identity", request.actor) else []
    return [(str(kind), str(kind.label)) for kind in kinds]


def _asked(one: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[str, Any] = {"field": Field(one["field"]).label, "source": SourceKind(one["source"]).label}
    words |= {name: in_words(one["field"], one[name]) for name in ("before", "after")}
    return {**one, **words, "asked_at": parse_datetime(one["asked_at"])}


def _maybe_same(people: Mapping[UUID, Any], actor: Actor) -> list[Any]:
    """Pairs with a record outside of this person's that nobody decided of, the likeliest first."""
    if not actor.may("suggestion.read"):
        return []
    keys = list(people)
    decided = standing(actor).exclude(verdict=Verdict.UNSURE).filter(person=OuterRef("person"), other=OuterRef("other"))
    pairs = Suggestion.objects.visible_to(actor).filter(Q(person__in=keys) | Q(other__in=keys))
    pairs = pairs.exclude(says="different").exclude(person__in=keys, other__in=keys)
    return list(pairs.exclude(Exists(decided.order_by())).select_related("person", "other")[:20])
