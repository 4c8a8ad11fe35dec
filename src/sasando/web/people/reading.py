"""What the page of one person shows, read in few queries and no further than the reader's rights reach."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from sasando.domain.access import Actor
from sasando.domain.people.models import Adversity, Assignment, Identity, Person
from sasando.domain.regions.models import Region
from sasando.web.shell.summary import Line

_UP: Final = "home__parent__parent__parent"


@dataclass(frozen=True, slots=True)
class Handed:
    """To whom the person was handed, until when, and whether that still holds."""

    key: int
    organisation: str
    until: date
    holds: bool


def records(actor: Actor) -> QuerySet[Person]:
    """The persons whom the reader may see, each with all that their page needs: one query."""
    mine = OuterRef("pk")
    identity = Identity.objects.visible_to(actor).filter(person=mine)
    handed = Assignment.objects.visible_to(actor).filter(person=mine).order_by("-until", "-pk")
    shown = JSONObject(key="pk", organisation="organisation__name", until="until")
    found: QuerySet[Person] = (
        Person.objects.visible_to(actor)
        .select_related("organisation", "identity", _UP)
        .annotate(
            identity_reached=Exists(identity),
            handed=ArraySubquery(handed.annotate(shown=shown).values("shown")),
        )
    )
    if actor.may("adversity.read"):  # for the others the database need not even plan it
        against = Adversity.objects.visible_to(actor).filter(person=mine).order_by("organisation__name")
        found = found.annotate(against=ArraySubquery(against.values("organisation__name")))
    return found


def home_line(home: Region | None) -> str:
    """Where somebody comes from: "Desa Bokonusan, Kec. Semau, Kab. Kupang"."""
    names: list[str] = []
    while home is not None and (not names or home.parent_id):
        names.append(home.short_title)
        home = home.parent
    return ", ".join(names)


def facts_of(person: Person) -> list[Line]:
    """Who it is."""
    recorded = _("Dicatat oleh %(organisation)s.") % {"organisation": person.organisation.name}
    return [
        Line(_("Nama"), person.full_name),
        Line(_("Ciri-ciri"), person.description),
        Line(_("Jenis kelamin"), person.get_sex_display()),
        Line(_("Asal"), home_line(person.home), note=recorded),
    ]


def handed_to(person: Any, today: date) -> list[Handed]:
    """The assignments that the reader may know of, the latest first."""
    found = [(one["key"], one["organisation"], date.fromisoformat(one["until"])) for one in person.handed]
    return [Handed(*one, holds=one[2] >= today) for one in found]
