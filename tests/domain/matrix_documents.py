"""Rows of documents for the matrix of rights: whoever reaches the person reaches them, as far as the table allows."""

from typing import Any, Final
from uuid import UUID

_NAMES: Final = {
    "document": "document",
    "scan": "scan",
    "verification": "verification",
    "register_answer": "registeranswer",
}
PARENT: Final = dict.fromkeys(_NAMES, "person")
PLACES: Final = {thing: (f"documents_{name}", "person_id") for thing, name in _NAMES.items()}
TABLES: Final = tuple(f"documents_{name}" for name in ("verification", "scan", "registeranswer", "document"))
_ME: Final = "gen_random_uuid()"


def make_rows(owner: Any, person: UUID, organisation: UUID) -> None:
    """A document with a page and an answer about it, and an answer of a register: as the owner."""
    key = owner.execute(
        "INSERT INTO documents_document (id, person_id, organisation_id, by, kind, number, issued_by, facts) "
        f"VALUES ({_ME}, %s, %s, {_ME}, 'passport', 'X1234567', '', '{{}}') RETURNING id",
        [person, organisation],
    ).fetchone()[0]
    owner.execute(
        "INSERT INTO documents_scan (id, person_id, organisation_id, by, document_id, page, media_type, size, sha256, "
        f"came, scanned) VALUES ({_ME}, %s, %s, {_ME}, %s, 1, 'image/png', 1, 'x', 'x', 'unscanned')",
        [person, organisation, key],
    )
    owner.execute(
        'INSERT INTO documents_verification (id, person_id, organisation_id, by, document_id, answer, way, "on") '
        f"VALUES ({_ME}, %s, %s, {_ME}, %s, 'yes', 'original', current_date)",
        [person, organisation, key],
    )
    owner.execute(
        "INSERT INTO documents_registeranswer (id, person_id, organisation_id, by, register, answer, asked, said, "
        'differing, "on", source) '
        f"VALUES ({_ME}, %s, %s, {_ME}, 'dukcapil', 'yes', '', '{{}}', '[]', current_date, 'x')",
        [person, organisation],
    )
