"""Puts the gates that ship with the program into the database; what an administrator added or closed stays so."""

from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from sasando.domain.audit.models import Fact
from sasando.domain.gates.models import Gate
from sasando.domain.gates.tables import rows

_FACTS: Final = (
    "name",
    "kind",
    "city",
    "region_id",
    "country",
    "longitude",
    "latitude",
    "since",
    "source",
    "note",
)


@transaction.atomic
def load_gates() -> int:
    """The gates of `data/gates.csv`. Returns how many rows it wrote; needs the regions to be there."""
    known = {slug: rest for slug, *rest in Gate.objects.values_list("slug", *_FACTS)}
    shipped = [_gate(row) for row in rows("gates.csv")]
    fresh = [gate for gate in shipped if known.get(gate.slug) != [getattr(gate, fact) for fact in _FACTS]]
    if fresh:
        Gate.objects.bulk_create(fresh, update_conflicts=True, unique_fields=["slug"], update_fields=_FACTS)
        # not `audit.record`: the very first load comes before the functions of the database which that calls
        Fact.objects.create(action="gate.loaded", thing=Gate._meta.label_lower)
    return len(fresh)


def _gate(row: dict[str, str]) -> Gate:
    facts: dict[str, Any] = dict(row)
    facts["region_id"] = facts.pop("region") or None
    for axis in ("longitude", "latitude"):
        facts[axis] = Decimal(row[axis]) if row[axis] else None
    facts["since"] = Gate._meta.get_field("since").to_python(row["since"] or None)
    return Gate(**facts)
