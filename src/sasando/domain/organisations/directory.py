"""What is done to the directory: organisations added or changed, contacts confirmed, agreements written down."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.organisations.models import Agreement, Contact, Organisation


def may_for(by: Actor, action: str, organisation: UUID) -> bool:
    """Whether the table allows it for every organisation, or this is the actor's own and it allows that."""
    return by.may(action, "none") or (by.may(action, "own") and organisation == by.organisation)


@transaction.atomic
def add_organisation(*, by: Actor, **fields: Any) -> Organisation:
    """Add an organisation to the directory. Raises `ValidationError`; then nothing is added."""
    if not by.may("organisation.add"):
        raise Refused("not_allowed")
    made = Organisation(**fields)
    made.full_clean()
    made.save(force_insert=True)
    audit.record("organisation.added", made, by=by, fields=fields, digest=True)
    return made


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: Actor, **fields: Any) -> list[str]:
    """Change what differs, and give its names. What an organisation is stays: its roles depend on that.

    Raises `ValidationError`; then nothing changes.
    """
    if not by.may("organisation.change") or "kind" in fields:
        raise Refused("not_allowed")
    organisation.refresh_from_db(from_queryset=Organisation.objects.select_for_update(of=("self",)))
    changed = [key for key, value in fields.items() if getattr(organisation, key) != value]
    for key in changed:
        setattr(organisation, key, fields[key])
    if changed:
        organisation.full_clean()
        organisation.save(update_fields=changed)
        audit.record("organisation.changed", organisation, by=by, fields=changed, digest=True)
    return changed


@transaction.atomic
def confirm_contact(organisation: Organisation, *, name: str, by: Actor, today: date, **more: str) -> Contact:
    """Say whom to call there as of today; the newest saying holds. `more` is title and phone. Raises `Refused`."""
    if not may_for(by, "contact.confirm", organisation.pk):
        raise Refused("not_allowed")
    made = Contact(organisation=organisation, name=name, confirmed_on=today, confirmed_by=by.account, **more)
    made.save(force_insert=True)
    audit.record("contact.confirmed", made, by=by, fields=["name", *more], digest=True)
    return made


@transaction.atomic
def add_agreement(organisation: Organisation, *, number: str, since: date, until: date, by: Actor) -> Agreement:
    """Write down an agreement on sharing data. Raises `ValidationError`; then nothing is written."""
    if not by.may("agreement.add"):
        raise Refused("not_allowed")
    made = Agreement(organisation=organisation, number=number, since=since, until=until)
    made.full_clean()
    made.save(force_insert=True)
    audit.record("agreement.added", made, by=by, fields=["number", "since", "until"], digest=True)
    return made
