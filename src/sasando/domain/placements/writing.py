"""What follows from a judgement, written for many placements in one statement each."""

import json
from collections.abc import Sequence
from typing import Final

from django.db import connection

from sasando.domain.placements.facts import plain
from sasando.domain.placements.models import Judged, Placement

WRITTEN: Final = (
    "rules_id", "state", "law", "stage", "waits_for", "missing", "last_safe_day", "departs_on", "departed_on",
    "ends_on", "judged_at", "changed_at", "born_year",
)  # fmt: skip
_ANSWER: Final = ("as_of", "facts", "sources", "differing", "results")
_SET: Final = ", ".join(f"{column} = v.{column}" for column in WRITTEN)
_UPDATE: Final = f"""
    UPDATE placements_placement AS p SET {_SET}
    FROM jsonb_populate_recordset(NULL::placements_placement, %s::jsonb) AS v WHERE p.id = v.id
"""  # noqa: S608 - names of ours


def write_placements(placements: Sequence[Placement]) -> None:
    """Write the columns that follow from steps and judgement; twenty times faster than a CASE for each row."""
    rows = [{"id": str(one.pk)} | {name: plain(getattr(one, name)) for name in WRITTEN} for one in placements]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [json.dumps(rows)])


def write_answers(judged: Sequence[Judged]) -> None:
    """Write the law's answers, each over the one before."""
    Judged.objects.bulk_create(judged, update_conflicts=True, unique_fields=["placement"], update_fields=list(_ANSWER))
