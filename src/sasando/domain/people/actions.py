"""What is done to persons."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor, is_covered
from sasando.domain.errors import Refused
from sasando.domain.organisations.models import Organisation
from sasando.domain.organisations.queries import overseen, place_of
from sasando.domain.people.correcting import ask_instead
from sasando.domain.people.models import Adversity, Assignment, Correction, Identity, Person
from sasando.domain.people.profiles import refresh_keys
from sasando.domain.people.queries import may_by_region
from sasando.domain.people.saying import UNSAID, Source, keep_replaced, write_values

_OF_IDENTITY = ("nik", "passport_number", "born_on", "phone")


def region_of(home: str | None, place: str, overseen: tuple[str, ...]) -> str:
    """The region whose offices see a person: the home, unless no service office watches there and one does at the place
    of who wrote them down. So nobody moves a person out of sight by naming a home far away.

    >>> region_of("53.21", "53.71", ("53",)), region_of("31.71", "53.71", ("53",)), region_of(None, "53.71", ("53",))
    ('53.21', '53.71', '53.71')
    >>> region_of("53.21", "31.71", ("53",)), region_of("31.71", "", ("53",))
    ('53.21', '31.71')
    """
    known = [code for code in (home, place) if code]
    watched = [code for code in known if any(code == one or code.startswith(f"{one}.") for one in overseen)]
    return (watched or known or [""])[0]


@transaction.atomic
def add_person(*, by: Actor, source: Source = UNSAID, **fields: Any) -> Person:
    """Write somebody down: a name or a description, whatever else is known. Raises `Refused`."""
    if not by.may("person.add"):
        raise Refused("not_allowed")
    identity = {key: value for key in _OF_IDENTITY if (value := fields.pop(key, None))}
    if identity and not by.may("identity.add"):
        raise Refused("not_allowed")
    person = Person(organisation_id=by.organisation, recorded_by=by.account, **fields)
    if not (person.full_name or person.description):
        raise Refused("person_without_name")
    person.region_code = region_of(person.home_id, place_of(by.organisation), overseen())
    person.save(force_insert=True)
    if identity:
        Identity(person=person, **identity).save(force_insert=True)
    write_values(person, {**fields, **identity}, source=source, by=by)
    refresh_keys([person])
    audit.record("person.added", person, by=by, fields=[*fields, *identity], digest=True)
    return person


@transaction.atomic
def change_person(person: Person, *, by: Actor, source: Source = UNSAID, **fields: Any) -> list[Correction]:
    """Change what is known of somebody. Raises `Refused`; then nothing changes.

    Another name than the one that is known is only asked for; gives the requests that now wait for another person.
    """
    if not by.may("person.change"):
        raise Refused("not_allowed")
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())
    asked = ask_instead(person, fields, source=source, by=by)
    if not fields:
        return asked
    keep_replaced(person, fields)
    for key, value in fields.items():
        setattr(person, key, value)
    if not (person.full_name or person.description):
        raise Refused("person_without_name")
    person.region_code = region_of(person.home_id, place_of(person.organisation_id), overseen())
    own = by.may("person.change", "own") and person.organisation_id == by.organisation
    if not own and not is_covered(person.region_code, by):
        raise Refused("out_of_reach")
    person.save(update_fields=[*fields, "region_code"])
    write_values(person, fields, source=source, by=by)
    refresh_keys([person])
    audit.record("person.changed", person, by=by, fields=fields, digest=True)
    return asked


@transaction.atomic
def change_identity(person: Person, *, by: Actor, source: Source = UNSAID, **fields: Any) -> list[Correction]:
    """Write down or change what singles somebody out. Raises `Refused`; then nothing changes.

    Another NIK, passport or birth date than the one that is known is only asked for, as in `change_person`.
    """
    known = Identity.objects.filter(person=person).first()
    if not by.may("identity.change" if known else "identity.add"):
        raise Refused("not_allowed")
    asked = ask_instead(person, fields, source=source, by=by, identity=known)
    if not fields:
        return asked
    keep_replaced(person, fields)
    identity = known or Identity(person=person)
    for key, value in fields.items():
        setattr(identity, key, value)
    identity.save(force_insert=known is None, update_fields=[*fields] if known else None)
    write_values(person, fields, source=source, by=by)
    refresh_keys([person])
    audit.record("identity.changed" if known else "identity.added", identity, by=by, fields=fields, digest=True)
    return asked


@transaction.atomic
def assign_person(person: Person, *, to: Organisation, until: date, by: Actor, today: date) -> Assignment:
    """Hand somebody to an organisation until a day; what already holds gets the new day. Raises `Refused`."""
    if not may_by_region(person, "assignment.add", by):
        raise Refused("not_allowed")
    if until < today:
        raise Refused("until_in_the_past", until=until)
    holds: Assignment | None = Assignment.objects.filter(person=person, organisation=to, until__gte=today).first()
    if holds and holds.until == until:
        raise Refused("already_done")
    given = holds or Assignment(person=person, organisation=to, region_code=person.region_code, given_by=by.account)
    given.until = until
    given.save(force_insert=holds is None, update_fields=["until"] if holds else None)
    audit.record("person.assigned", person, by=by, fields=["until"])
    return given


@transaction.atomic
def end_assignment(assignment: Assignment, *, by: Actor, today: date) -> None:
    """End it at once: yesterday was its last day. Raises `Refused`."""
    if not may_by_region(assignment.person, "assignment.end", by):
        raise Refused("not_allowed")
    assignment.refresh_from_db(from_queryset=Assignment.objects.select_for_update(of=("self",)))
    if assignment.until < today:
        raise Refused("already_done")
    assignment.until = today - timedelta(days=1)
    assignment.save(update_fields=["until"])
    audit.record("assignment.ended", assignment.person, by=by, fields=["until"])


@transaction.atomic
def name_adverse(person: Person, *, organisation: Organisation, by: Actor) -> None:
    """Name an organisation against somebody; it is not told. Raises `Refused`."""
    if not may_by_region(person, "adversity.add", by):
        raise Refused("not_allowed")
    _, made = Adversity.objects.get_or_create(
        person=person, organisation=organisation, defaults={"region_code": person.region_code, "named_by": by.account}
    )
    if not made:
        raise Refused("already_done")
    audit.record("person.adverse_named", person, by=by)
