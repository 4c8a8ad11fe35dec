"""Look before you write: who is known already and alike to what stands in a form; only those whom the actor sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from sasando.core import matching
from sasando.core.facts.regions import place_name
from sasando.core.matching import Comparison, Profile, compare, keys_of, profile_of
from sasando.core.matching.names import OTHER_NAME
from sasando.domain.access import Actor
from sasando.domain.people.models import MatchKey, Person
from sasando.domain.people.profiles import Known, known, place_parts
from sasando.domain.regions.queries import codes_above

SHOWN: Final = 5
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who is known, and how they compare with what was typed."""

    person: Any
    comparison: Comparison

    @property
    def is_strong(self) -> bool:
        """Whether it is very likely the same person."""
        return self.comparison.decision == "same"


def alike(given: Mapping[str, Any], *, by: Actor) -> list[Alike]:
    """The five likeliest, the likeliest first. What others know changes neither the answer nor what is asked for it."""
    typed = profile_of(_typed(given))
    keys = keys_of(typed)
    people = Person.objects.visible_to(by).select_related("organisation")
    found = list(people.filter(_shares(keys, by) | _named(typed.name))[:_MOST]) if keys else []
    records = known([one.pk for one in found])
    compared = [Alike(one, _best(typed, records[one.pk])) for one in found]
    likely = [one for one in compared if one.comparison.decision != "different"]
    return sorted(likely, key=lambda one: -one.comparison.bits)[:SHOWN]


def _shares(keys: Iterable[str], by: Actor) -> Q:
    shared = MatchKey.objects.visible_to(by).filter(key__in=[*keys])
    return Q(pk__in=shared.order_by().values("person"))


def _named(name: str) -> Q:
    """Whose name holds every word, for those who type only a part of it, or may not search by keys."""
    found = Q()
    for word in name.replace(OTHER_NAME, " ").split():
        found &= Q(full_name__icontains=word)
    return found or Q(pk__in=[])


def _best(typed: Profile, one: Known) -> Comparison:
    return max((compare(typed, profile) for profile in one.profiles), key=lambda comparison: comparison.bits)


def _typed(given: Mapping[str, Any]) -> matching.Person:
    code = given["home"].pk if given.get("home") else ""
    return matching.Person(
        full_name=given.get("full_name") or "",
        sex=given.get("sex") or "",
        nik=given.get("nik") or "",
        passport_number=given.get("passport_number") or "",
        phones=(given["phone"],) if given.get("phone") else (),
        born_on=given.get("born_on"),
        **place_parts(code, {above: place_name(above) for above in codes_above(code)}),
    )
