"""Reads that join slots, waiting lists and outcomes."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from sasando.domain.access import Actor
from sasando.domain.examinations.models import Slot


def waiting_for(slots: Iterable[Slot], by: Actor) -> dict[UUID, int]:
    """How many people wait for each mobile day, whoever looks after them: numbers and nothing else."""
    keys = [slot.pk for slot in slots if slot.mobile]
    if not keys or not by.may("slot.read"):
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT slot, waiting FROM security.waiting_for(%s)", [keys])
        return dict(cursor.fetchall())
