"""Ticking off who was typed into SISKOP2MI."""

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.passages.models import Registration
from sasando.domain.rosters.models import Entry


@transaction.atomic
def register(entry: Entry, number: str, *, by: Actor) -> Registration:
    """Note that somebody is in SISKOP2MI, with the number there if it is known. Raises `Refused`."""
    if not by.may("registration.add"):
        raise Refused("not_allowed")
    known = Registration.objects.filter(pk=entry.pk).first()
    made = known or Registration(entry=entry, by=by.account)
    made.number = number.strip()[:40]
    made.save(force_insert=known is None, update_fields=["number"] if known else None)
    audit.record("registration.changed" if known else "registration.added", made, by=by)
    return made
