"""One field over people, candidates, lists and organisations: no more of each than its own page would show."""

import re
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Window
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.organisations.models import Organisation
from sasando.domain.people.models import Identity, Person
from sasando.domain.rosters.models import Entry, Roster
from sasando.web.shell.guard import needs
from sasando.web.shell.request import Request

SHOWN: Final = 10
SHORTEST: Final = 2
_NIK: Final = re.compile(r"[0-9]{16}")
_PASSPORT: Final = re.compile(r"[A-Za-z]{1,2} ?[0-9]{6,8}")


@dataclass(frozen=True, slots=True)
class Found:
    """The first rows of one kind, and how many there are."""

    rows: list[Any]
    count: int


@require_safe
@needs("search.use")
def search(request: Request) -> HttpResponse:
    """What the reader may see of what fits. What others know changes neither the answer nor what is asked for it."""
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())[:80]
    context: dict[str, Any] = {"text": text, "too_short": 0 < len(text) < SHORTEST}
    if len(text) >= SHORTEST:
        actor, number = request.actor, identifying(text)
        if number:
            audit.record("search.used", by=actor, fields=["identity.read"])
        found = _by_number(actor, number) if number else _by_name(actor, text)
        context |= found | {"count": sum(one.count for one in found.values())}
    return render(request, "people/search.html", context)


def identifying(text: str) -> str:
    """The NIK or passport number that the text is, without spaces; "" when it is neither.

    >>> identifying("5321 0545 0599 0001"), identifying("c 1234567"), identifying("Bere 2")
    ('5321054505990001', 'C1234567', '')
    """
    close = text.replace(" ", "").replace(".", "")
    if _NIK.fullmatch(close):
        return close
    return close.upper() if _PASSPORT.fullmatch(text) else ""


def _by_number(actor: Actor, number: str) -> dict[str, Found]:
    known = Identity.objects.visible_to(actor).filter(Q(nik=number) | Q(passport_number=number))
    people = Person.objects.visible_to(actor).filter(pk__in=known.values("person"))
    return {"people": _first(people.select_related("home"))}


def _by_name(actor: Actor, text: str) -> dict[str, Found]:
    entries, rosters = Entry.objects.visible_to(actor), Roster.objects.visible_to(actor)
    return {
        "people": _first(_named(Person.objects.visible_to(actor), "full_name", text).select_related("home")),
        "entries": _first(_named(entries, "full_name", text).select_related("organisation")),
        "rosters": _first(_named(rosters, "title", text).select_related("organisation")),
        "organisations": _first(_named(Organisation.objects.visible_to(actor), "name", text)),
    }


def _named(rows: QuerySet[Any], field: str, text: str) -> QuerySet[Any]:
    for word in text.split():
        rows = rows.filter(**{f"{field}__icontains": word})
    return rows


def _first(rows: QuerySet[Any]) -> Found:
    found = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return Found(found, found[0].in_all if found else 0)
