"""Truths that the database keeps, as refusals in words: what a constraint refused, people are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import IntegrityError, transaction

from sasando.domain.errors import Refused

_CODES: Final = {
    "slot_is_not_overbooked": "slot_full",
    "person_is_seen": "not_on_this_list",
    "slot_is_open": "slot_not_open",
    "booking_is_as_offered": "price_changed",
    "booking_once_a_slot": "booked_already",
    "wish_waits_once": "waits_already",
    "consent_once_in_force": "already_done",
    "outcome_once_a_booking": "outcome_there",
    "outcome_has_consent": "consent_missing",
    "outcome_is_of_its_booking": "not_allowed",
    "outcome_replaces_its_own": "not_allowed",
    "psychologist_once_an_institution": "already_done",
}


@contextmanager
def refusing(**details: Any) -> Iterator[None]:
    """What is written inside is written whole or not at all. Raises `Refused` with these details."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        broken = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "") or ""
        if broken.endswith("_replaces_id_key"):
            raise Refused("replaced_already") from None
        if broken not in _CODES:
            raise
        raise Refused(_CODES[broken], **details) from None
