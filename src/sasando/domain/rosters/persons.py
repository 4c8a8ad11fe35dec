"""The persons of a list: whom the organisation knows already, else somebody new."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sasando.core.facts.regions import place_name
from sasando.domain.access import Actor
from sasando.domain.people.actions import region_of
from sasando.domain.people.models import Identity, Person
from sasando.domain.people.profiles import refresh_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One line of a list, as far as it says who somebody is. Nothing of it must be there."""

    line: int
    full_name: str = ""
    description: str = ""
    sex: str = ""
    home: str | None = None
    nik: str = ""
    passport_number: str = ""
    born_on: date | None = None
    phone: str = ""

    @property
    def same(self) -> tuple[str, str]:
        """Who has these is the same person for one organisation."""
        return self.nik, self.full_name.casefold()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list belongs, and where service offices watch: from them comes the region of each person."""

    region_code: str
    overseen: tuple[str, ...]


def home_of(*codes: str | None) -> str | None:
    """The first code that is of our table, the nearest place first; None when none is."""
    return next((code for code in codes if code and place_name(code) != code), None)


def persons_of(lines: Iterable[Written], place: Place, *, by: Actor) -> dict[int, Person]:
    """The person of each line: whom the organisation knows by the same NIK and name, else somebody new.

    One NIK under two names is a mistake or a fraud; whether they are one is for a person to decide, never for us.
    """
    lines = list(lines)
    known = _known({line.nik for line in lines} - {""}, by)
    found: dict[int, Person] = {}
    fresh: list[tuple[Person, Written]] = []
    for line in lines:
        if line.nik and line.same in known:
            found[line.line] = known[line.same]
            continue
        found[line.line] = person = _new(line, place, by)
        fresh.append((person, line))
        if line.nik:
            known[line.same] = person
    Person.objects.bulk_create([person for person, _ in fresh])
    Identity.objects.bulk_create(list(_identities(fresh)))
    refresh_keys([person for person, _ in fresh])
    return found


def _known(niks: set[str], by: Actor) -> dict[tuple[str, str], Person]:
    identities = Identity.objects.filter(nik__in=niks, person__organisation=by.organisation).select_related("person")
    return {(one.nik, one.person.full_name.casefold()): one.person for one in identities} if niks else {}


def _new(line: Written, place: Place, by: Actor) -> Person:
    return Person(
        full_name=line.full_name[:200],
        description="" if line.full_name else (line.description or f"baris {line.line}")[:300],
        sex=line.sex,
        home_id=line.home,
        region_code=region_of(line.home, place.region_code, place.overseen),
        organisation_id=by.organisation,
        recorded_by=by.account,
    )


def _identities(fresh: list[tuple[Person, Written]]) -> Iterator[Identity]:
    for person, line in fresh:
        if line.nik or line.passport_number or line.born_on or line.phone:
            yield Identity(
                person=person,
                nik=line.nik,
                passport_number=line.passport_number[:20],
                born_on=line.born_on,
                phone=line.phone[:30],
            )
