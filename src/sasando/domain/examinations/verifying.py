"""Whether what examiners signed is still there as they signed it: for the doctor, which reads as the owner."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from sasando.domain.examinations.signing import SIGNED, canonical, is_signed, private_key

_LOST: Final = """
    SELECT f.thing_key FROM audit_fact f
    WHERE f.action IN ('outcome.recorded', 'outcome.replaced')
      AND NOT EXISTS (SELECT 1 FROM examinations_outcome o WHERE o.id::text = f.thing_key)
    ORDER BY f.id
"""


def altered(owner: psycopg.Connection[Any], data: Path) -> Iterator[str]:
    """Every signed row that is not what was signed, and every outcome that is gone: "outcome <key>", "lost <key>"."""
    public = private_key(data).public_key()
    for kind, columns in SIGNED.items():
        with owner.cursor(row_factory=dict_row) as cursor:
            cursor.execute(sql.SQL("SELECT * FROM {} ORDER BY 1").format(sql.Identifier(f"examinations_{kind}")))
            for row in cursor:
                text = canonical(kind, {name: row[name] for name in columns})
                if not is_signed(text, bytes(row["signature"]), row["key"], public):
                    yield f"{kind} {row.get('id') or row['outcome_id']}"
    yield from (f"lost {key}" for (key,) in owner.execute(_LOST))
