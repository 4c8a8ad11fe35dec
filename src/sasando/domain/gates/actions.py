"""What an administrator does to gates."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from sasando.domain import audit
from sasando.domain.access import Actor
from sasando.domain.errors import Refused
from sasando.domain.gates.models import Gate, slug_of


@transaction.atomic
def add_gate(name: str, kind: str, *, by: Actor, source: str, facts: Mapping[str, Any]) -> Gate:
    """Add a gate that somebody vouches for: `source` says who or what names it. `facts` are further fields of `Gate`.

    Raises Refused when it is there already (closed ones count), ValidationError for what cannot be true.
    """
    if not by.may("gate.add"):
        raise Refused("not_allowed")
    gate = Gate(slug=slug_of(name, kind), name=name, kind=kind, source=source, added_by_id=by.account, **facts)
    if Gate.objects.filter(slug=gate.slug).exists():
        raise Refused("gate_exists")
    gate.full_clean(exclude=["added_by"])
    gate.save(force_insert=True)
    audit.record("gate.added", thing=gate, by=by)
    return gate


@transaction.atomic
def close_gate(gate: Gate, *, by: Actor) -> None:
    """Mark a gate as not in use. It stays readable: lists of people were handed over there."""
    if not by.may("gate.change"):
        raise Refused("not_allowed")
    gate.refresh_from_db(from_queryset=Gate.objects.select_for_update())
    if not gate.active:
        raise Refused("gate_closed")
    gate.active = False
    gate.save(update_fields=["active"])
    audit.record("gate.closed", thing=gate, by=by, fields=["active"])
