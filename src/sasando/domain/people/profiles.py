"""Persons as matching reads them, and the keys under which they are found again: written by every save."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import connection

from sasando.core import matching
from sasando.core.matching import Profile, keys_of, profile_of
from sasando.domain.people.models import Identifier, Person, Value
from sasando.domain.people.values import Detail, IdentifierKind, ValueKind
from sasando.domain.regions.models import Region
from sasando.domain.regions.queries import codes_above

_NAMES: Final = (ValueKind.FULL_NAME, ValueKind.ALIAS, ValueKind.BAPTISMAL, ValueKind.PATRONYM)
_LONGEST_KEY: Final = 80
_MOST_NAMES, _MOST_OTHERS = 6, 4
_PUT_KEYS: Final = "SELECT security.put_keys(%s::uuid[], %s::uuid[], %s::text[])"


@dataclass(frozen=True, slots=True)
class Known:
    """A record as matching reads it: by the values that are taken for the best, and by each other one that was said."""

    key: UUID
    nik: str
    name: str
    profiles: tuple[Profile, ...]

    @property
    def keys(self) -> list[str]:
        """The keys of all profiles, each once."""
        found = (key[:_LONGEST_KEY] for profile in self.profiles for key in keys_of(profile))
        return list(dict.fromkeys(found))

    def is_equal_to(self, other: "Known") -> bool:
        """Whether number and name are those of the other, letter by letter."""
        return bool(self.nik and self.name) and (self.nik, self.name) == (other.nik, other.name)


@dataclass(slots=True)
class _Record:
    person: Person
    values: list[Value] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)


def known(people: Iterable[UUID]) -> dict[UUID, Known]:
    """These persons, as far as whoever acts may read them: four queries, whatever their number."""
    wanted = list(people)
    found = {one.pk: _Record(one) for one in Person.objects.filter(pk__in=wanted).select_related("identity")}
    for value in Value.objects.filter(person__in=wanted, withdrawn_at=None).order_by("pk"):
        found[value.person_id].values.append(value)
    for one in Identifier.objects.filter(person__in=wanted, withdrawn_at=None).order_by("pk"):
        found[one.person_id].identifiers.append(one)
    places = places_above(home for record in found.values() for home in _homes(record))
    return {key: _known(record, places) for key, record in found.items()}


def _homes(record: _Record) -> Iterator[str]:
    if record.person.home_id:
        yield record.person.home_id
    yield from (value.region_id for value in record.values if value.region_id)


def places_above(codes: Iterable[str]) -> dict[str, str]:
    """The names of these regions and of all in which they lie, by code: one query."""
    wanted = {above for code in codes for above in codes_above(code)}
    return dict(Region.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _known(record: _Record, places: Mapping[str, str]) -> Known:
    main = _main(record, places)
    profiles = dict.fromkeys([profile_of(main), *map(profile_of, islice(_others(record, main), _MOST_OTHERS))])
    name = " ".join(record.person.full_name.casefold().split())
    return Known(record.person.pk, main.nik, name, tuple(profiles))


def _main(record: _Record, places: Mapping[str, str]) -> matching.Person:
    person, identity = record.person, _identity(record.person)
    births = _said(record, IdentifierKind.BIRTH)
    return matching.Person(
        full_name=person.full_name,
        aliases=tuple(_aliases(record)),
        sex=person.sex,
        nik=(identity and identity.nik) or _first(record, IdentifierKind.NIK),
        passport_number=(identity and identity.passport_number) or _first(record, IdentifierKind.PASSPORT),
        phones=tuple(dict.fromkeys(_phones(record))),
        relatives=tuple(one.text for one in _said(record, IdentifierKind.RELATIVE) if one.text),
        **place_parts(next(_homes(record), ""), places),
        **({"born_on": identity.born_on} if identity and identity.born_on else _born(births[0]) if births else {}),
    )


def _others(record: _Record, main: matching.Person) -> Iterator[matching.Person]:
    """The same with each other number or birth that was said."""
    for one in record.identifiers:
        said: dict[str, Any] = {}
        if one.kind == IdentifierKind.NIK:
            said = {"nik": one.text}
        elif one.kind == IdentifierKind.PASSPORT:
            said = {"passport_number": one.text}
        elif one.kind == IdentifierKind.BIRTH:
            said = {"born_on": None, "birth_year": None, "age": None, "seen_on": None} | _born(one)
        if said:
            yield msgspec.structs.replace(main, **said)


def _identity(person: Person) -> Any:
    """None where there is none, or where the reader does not reach it."""
    return getattr(person, "identity", None)


def _said(record: _Record, kind: IdentifierKind) -> list[Identifier]:
    return [one for one in record.identifiers if one.kind == kind]


def _first(record: _Record, kind: IdentifierKind) -> str:
    return next((one.text for one in _said(record, kind)), "")


def _phones(record: _Record) -> Iterator[str]:
    identity = _identity(record.person)
    if identity and identity.phone:
        yield identity.phone
    yield from (one.text for one in _said(record, IdentifierKind.PHONE))
    yield from (one.phone for one in _said(record, IdentifierKind.RELATIVE) if one.phone)


def _aliases(record: _Record) -> list[str]:
    """Other names; a clan name stands behind a baptismal one, and a father's behind the first of the own."""
    texts: dict[str, list[str]] = defaultdict(list)
    for value in record.values:
        texts[value.kind].append(value.text)
    own = record.person.full_name.split()[:1] or texts[ValueKind.BAPTISMAL][:1]
    clans = [f"{name} {clan}" for name in texts[ValueKind.BAPTISMAL] or own for clan in texts[ValueKind.CLAN]]
    fathers = [f"{own[0]} {father}" for father in texts[ValueKind.PATRONYM]] if own else texts[ValueKind.PATRONYM]
    others = [*texts[ValueKind.FULL_NAME], *texts[ValueKind.ALIAS], *clans, *fathers, *texts[ValueKind.BAPTISMAL]]
    return [name for name in dict.fromkeys(others) if name and name != record.person.full_name][:_MOST_NAMES]


def _born(one: Identifier) -> dict[str, Any]:
    if one.day:
        return {"born_on": one.day}
    if one.detail == Detail.YEAR:
        return {"birth_year": one.number}
    return {"age": one.number, "seen_on": one.on}


def place_parts(code: str, places: Mapping[str, str]) -> dict[str, Any]:
    """Village, district and regency of a place, as `core.matching` names them; empty where it lies above.

    >>> place_parts("53.21.05", {"53.21.05": "Malaka Tengah", "53.21": "Kabupaten Malaka"})
    {'village': '', 'district': 'Malaka Tengah', 'regency': 'Kabupaten Malaka'}
    """
    above = {len(one.split(".")): places.get(one, "") for one in codes_above(code)} if code else {}
    return {name: above.get(parts, "") for parts, name in ((4, "village"), (3, "district"), (2, "regency"))}


def put_keys(people: Iterable[Known]) -> None:
    """Write the keys of these records, by the one narrow way (`sql/matching.sql`)."""
    people = list(people)
    pairs = [(one.key, key) for one in people for key in one.keys]
    given: Any = [[one.key for one in people], [person for person, _ in pairs], [key for _, key in pairs]]
    with connection.cursor() as cursor:
        cursor.execute(_PUT_KEYS, given)


def refresh_keys(people: Iterable[Person]) -> None:
    """After every save of persons, in its transaction: write their keys, and have the same people looked for.

    The search itself is a job on the agency's side, so that whoever saves learns nothing: what is asked of the database
    depends on these records alone.
    """
    from sasando.domain.people.tasks import search_later  # noqa: PLC0415 - the job knows the search, which is above this

    put_keys(known([person.pk for person in people]).values())
    search_later()
